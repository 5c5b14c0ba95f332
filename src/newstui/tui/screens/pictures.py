"""The pictures of a story, one at a time, in place of the main screen."""

from __future__ import annotations

from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Final

from newstui.errors import NewstuiError
from newstui.newsroom.browser import open_page
from newstui.newsroom.darkroom import Darkroom, is_beside, whereabouts
from newstui.text.asides import shown_size
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.text.links import shown_address
from newstui.tui.actions import STORY
from newstui.tui.drawing.overlay import box_for, draw_over
from newstui.tui.drawing.ways import Way
from newstui.tui.keynames import key_name
from newstui.tui.panes.hints import HintLine
from newstui.tui.panes.picture import Shown
from newstui.tui.screens.waiting import WaitingScreen
from newstui.tui.strips import cut, line_strip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from newstui.model.media import Picture
    from newstui.model.story import Story
    from newstui.model.text import SafeText
    from newstui.newsroom.darkroom import Print
    from newstui.newsroom.desk import Desk
    from newstui.store.archive import Archive
    from newstui.tui.drawing.place import Place
    from newstui.tui.panes.pane import Pane
    from newstui.tui.panes.picture import PicturePane

_KEYS: Final = (
    ("{open_browser}", "browser"),
    ("{refresh_feed}", "fetch again"),
    ("{escape}", "back"),
)
_BACK: Final = frozenset({"back", "back_or_quit", "escape", "pictures", "quit"})
_NEXT: Final = frozenset({"next", "next_unread", "next_story", "page_on"})
_PREVIOUS: Final = frozenset({"previous", "previous_unread", "previous_story"})
"""What is done in a story, and so with its pictures; the keys are the same."""
_RIGHT: Final = frozenset({"l", "right"})
"""Keys that mean nothing in a story and lead on among pictures."""
_WAIT_SECONDS: Final = 0.05
"""A window that is being drawn larger or smaller has many sizes; only the last one counts."""


class PictureLine(HintLine):
    """Which keys there are, or what was done."""

    def __init__(self, *, several: bool) -> None:
        moves = (("{next}", "next"), ("{previous}", "previous")) if several else ()
        super().__init__((*moves, *_KEYS), STORY)
        self._told = NOTHING
        self._is_error = False

    def tell(self, text: SafeText, *, is_error: bool = False) -> None:
        """Say something in place of the keys; nothing for the keys again."""
        self._told, self._is_error = text, is_error
        self.refresh()

    def line(self, y: int) -> Strip:
        """Draw the line."""
        if not self._told or y > 0:
            return super().line(y)
        width, style = self.inside.width, self.look.error if self._is_error else self.look.accent
        told = cut(clean_block(f" {self._told}"), width, self.glyphs.ellipsis)
        return line_strip([(told, style)], width, self.look.text)


class PicturesScreen(WaitingScreen, inherit_bindings=False):
    """A picture, what is said of it, and the keys."""

    def __init__(  # noqa: PLR0913 - everything it is made of, by name
        self,
        desk: Desk,
        story: Story,
        pictures: Sequence[Picture],
        *,
        pane: PicturePane,
        beside: Pane,
        first: int = 0,
    ) -> None:
        """Make the screen.

        Args:
            desk: Brings pictures.
            story: Whose they are.
            pictures: At least one.
            pane: Where they are shown.
            beside: Whose look and keys it takes.
            first: Which is shown first, from 0.
        """
        super().__init__()
        self._desk, self._story, self._pictures = desk, story, pictures
        self._darkroom = Darkroom(desk.paths, keeps=desk.keeps)
        self._pane, self._line = pane, PictureLine(several=len(pictures) > 1)
        self._keymap = beside.keymap
        self._index = first
        self._asked = 0
        """How often a picture was asked for; what was asked for earlier is not wanted any more."""
        for one in (self._pane, self._line):
            one.keymap = beside.keymap
            one.restyle(beside.look, beside.glyphs)

    def compose(self) -> ComposeResult:
        """Lay out the picture above the keys."""
        yield self._pane
        yield self._line

    def say_error(self, text: SafeText, tail: SafeText = NOTHING) -> None:
        """Tell the reader what went wrong."""
        self._line.tell(clean_line(f"{text}{tail}"), is_error=True)

    def on_resize(self) -> None:
        """Make the picture fit, which is also how the first one is asked for."""
        self._asked += 1
        self._turn()
        self.set_timer(_WAIT_SECONDS, partial(self._ask_if, self._asked))

    def _ask_if(self, asked: int) -> None:
        """Ask unless something else was asked for meanwhile."""
        if asked == self._asked and not self.is_left:
            self._ask()

    @property
    def _picture(self) -> Picture:
        return self._pictures[self._index]

    def _turn(self) -> None:
        place = f"picture {self._index + 1:,} of {len(self._pictures):,}"
        where = whereabouts(self._picture.url)
        self._pane.turn_to(self._picture, clean_line(f"{place} · {where}"))

    def _ask(self, *, anew: bool = False) -> None:
        """Have the picture brought, and say from where; what comes too late is let go."""
        self._asked += 1
        asked, url, way = self._asked, self._picture.url, self._pane.way
        self._turn()
        if way is Way.NONE:
            opens = self._keymap.fill("{open_browser} opens it in the browser", STORY)
            told = f'pictures are off in the settings (pictures = "off"): {opens}'
            self._pane.show(Shown(message=clean_line(told)))
            return
        where = shown_address(url) if is_beside(url) else whereabouts(url)
        verb = "reading" if is_beside(url) else "fetching it from"
        self._pane.show(Shown(message=clean_line(f"{verb} {where}")))
        bring = partial(
            self._bring,
            url=url,
            room=self._pane.room,
            anew=anew,
            is_wanted=lambda: asked == self._asked and not self.is_left,
        )
        self.when_done(self._desk.picture(bring), partial(self._take, asked))

    def _bring(
        self, archive: Archive, *, url: str, room: Place, anew: bool, is_wanted: Callable[[], bool]
    ) -> Shown:
        """Make a picture ready to be shown, or say why it is not; runs in a thread."""
        way, cell = self._pane.way, self._pane.cell
        box = box_for(way, room, cell)
        try:
            made = self._darkroom.develop(
                archive, self._story, url, box=box, anew=anew, is_wanted=is_wanted
            )
        except NewstuiError as error:
            return Shown(message=clean_line(str(error)), is_error=True)
        over = draw_over(way, made.raster, room, cell)
        return Shown(raster=made.raster, over=over, facts=_facts(made))

    def _take(self, asked: int, shown: Shown) -> None:
        if asked == self._asked:
            self._pane.show(shown)

    def on_key(self, event: events.Key) -> None:
        """Go to another picture, open or fetch this one, or go back; 3 goes to the third."""
        event.stop()
        self._line.tell(NOTHING)
        key = key_name(event)
        if key.isascii() and key.isdigit() and key != "0":
            self._go_to(int(key) - 1)
        elif key in _RIGHT:
            self._go_to(self._index + 1)
        elif (command := self._keymap.press(key, STORY)) is not None:
            self._carry_out(command.action.name)

    def _carry_out(self, name: str) -> None:
        if name in _BACK:
            self._leave()
        elif name in _NEXT:
            self._go_to(self._index + 1)
        elif name in _PREVIOUS:
            self._go_to(self._index - 1)
        elif name == "open_browser":
            self._open()
        elif name == "refresh_feed":
            self._ask(anew=True)
        elif name == "redraw":
            self.app.refresh(layout=True)
        elif name == "suspend":
            self.app.action_suspend_process()

    def _go_to(self, index: int) -> None:
        if 0 <= index < len(self._pictures):
            self._index = index
            self._ask()
        else:
            which = "last" if index > self._index else "first"
            self._line.tell(clean_line(f"this is the {which} picture"))

    def _open(self) -> None:
        """Open the picture in the browser."""
        url = self._picture.url
        try:
            open_page(url, self._desk.settings.browser, failed=self.say_error_later)
        except NewstuiError as error:
            self.say_error(clean_line(str(error)))
        else:
            self._line.tell(clean_line(f"opened {shown_address(url)}"))

    def _leave(self) -> None:
        if not self.is_left:
            self.is_left = True
            self._pane.leave()
            self.dismiss(None)

    def on_unmount(self) -> None:
        """Let go of everything, also when all of newstui ends."""
        self.is_left = True
        # What is being brought hears of it within moments, for which nobody should wait.
        Thread(target=self._darkroom.close, name="newstui-darkroom").start()


def _facts(made: Print) -> SafeText:
    """Say what the file is: format, pixels, bytes."""
    raster = made.raster
    size = f"{raster.full_width:,} x {raster.full_height:,}"
    return clean_line(f"{raster.format}, {size} · {shown_size(made.file_bytes)}")
