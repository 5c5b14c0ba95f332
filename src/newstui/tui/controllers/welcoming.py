"""A first start: what is offered beside the samples, and the tour."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from newstui.errors import NewstuiError
from newstui.newsroom.importing import list_starters
from newstui.newsroom.newsboatfiles import find_newsboat
from newstui.newsroom.sources import counted
from newstui.text.clean import clean_block, clean_line
from newstui.tui.actions import HEADLINES

if TYPE_CHECKING:
    from newstui.model.text import SafeText
    from newstui.newsroom.desk import Desk
    from newstui.newsroom.newsboat import Moved
    from newstui.newsroom.newsboatfiles import NewsboatFiles
    from newstui.store.archive import Archive
    from newstui.tui.screens.main import MainScreen

_SAMPLES: Final = "Samples, to look around."
_NOTHING: Final = "Nothing is subscribed."
_OFFERS: Final = (
    "{add_feed} adds a feed or a site, {import_list} imports a list (OPML),"
    " {starter_lists} shows starter lists, {tour} a two-minute tour."
)
_NEWSBOAT: Final = " {import_newsboat} takes over what newsboat has."


class Welcoming:
    """What leads to the first feed."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._has_newsboat = _find_newsboat() is not None
        self._left_out: list[tuple[SafeText, SafeText]] = []
        """What was not taken of newsboat's, and why, until the reader has seen it."""

    def remark(self, *, has_samples: bool) -> SafeText:
        """Say what the stories are, and by which keys others come."""
        told = f"{_SAMPLES if has_samples else _NOTHING} {_OFFERS}"
        told += _NEWSBOAT if self._has_newsboat else ""
        return clean_line(self._screen.keymap.fill(told, HEADLINES))

    def do_import_newsboat(self, _count: int | None) -> None:
        """Take over feeds, articles and marks of newsboat; then show what of it was left out."""
        files = _find_newsboat()
        if self._left_out:
            self._show_left_out()
        elif files is None:
            told = "nothing of newsboat's was found where it keeps it;"
            command = "newstui import --from newsboat --urls FILE"
            self._screen.say_error(clean_line(f"{told} {command} takes it from elsewhere"))
        elif self._screen.subscribing.may_add():
            self._screen.say(clean_line("moving in from newsboat, which may take a minute"))
            job = partial(_move_in, files=files, desk=self._desk)
            self._screen.when_done(self._desk.build(job), self._tell_moved)

    def _tell_moved(self, moved: Moved) -> None:
        told = _taken(moved)
        told += f"; {moved.failures[0]}" if moved.failures else ""
        say = self._screen.say_error if moved.failures else self._screen.say
        self._left_out = _left_out(moved)
        has_feeds = any(feed.is_new for feed in moved.feeds)
        tail = " · {refresh_all} fetches what is new" if has_feeds else ""
        if self._left_out:
            tail = f" · {len(self._left_out):,} left out: {{import_newsboat}} shows what"
        say(clean_line(told), clean_block(self._screen.keymap.fill(tail)))
        self._screen.refreshing.look()

    def _show_left_out(self) -> None:
        from newstui.tui.screens.choosing import ChoosingScreen

        rows, self._left_out = self._left_out, []
        question = clean_line(f"{len(rows):,} things of newsboat's were not taken as they are")
        shown = ChoosingScreen(question, rows, self._screen.headlines, does=clean_line("back"))
        self._screen.app.push_screen(shown)

    def do_starter_lists(self, _count: int | None) -> None:
        """Have one of the starter lists chosen."""
        from newstui.tui.screens.choosing import ChoosingScreen

        try:
            starters = list_starters()
        except NewstuiError as error:
            self._screen.say_error(clean_line(str(error)))
            return
        rows = [
            (clean_line(starter.name), clean_line(f"{starter.feeds:,} feeds"))
            for starter in starters
        ]
        pane = self._screen.headlines
        question = clean_line("Starter lists by topic: which is to be subscribed to?")
        chosen = ChoosingScreen(question, rows, pane)
        names = [starter.name for starter in starters]
        self._screen.app.push_screen(chosen, partial(self._take_starter, names))

    def _take_starter(self, names: list[str], index: int | None) -> None:
        if index is not None:
            self._screen.importing.add_starter(names[index])

    def do_tour(self, _count: int | None) -> None:
        """Go through the samples, step by step; the library stays as it is."""
        from newstui.newsroom.touring import open_samples

        desk = self._desk

        def read(_archive: Archive) -> Desk:
            return open_samples(desk.paths, desk.settings, clock=desk.clock)

        self._screen.say(clean_line("the samples are being read"))
        self._screen.show_when_done(desk.load(read), self._begin_tour)

    def _begin_tour(self, desk: Desk) -> None:
        from newstui.tui.screens.tour import TourScreen

        self._screen.status.hush()
        app = self._screen.app

        def leave(_status: int, _last_words: SafeText) -> None:
            app.pop_screen()

        app.push_screen(TourScreen(desk, self._screen.headlines.glyphs, leave))


def _find_newsboat() -> NewsboatFiles | None:
    """Find newsboat's files where it keeps them; `None` when there are none."""
    try:
        return find_newsboat()
    except NewstuiError:
        return None


class _Unwatched:
    """An import nobody follows article by article."""

    def start(self, total: int, doing: SafeText) -> None:
        """Begin."""

    def advance(self, text: SafeText, steps: int = 1) -> None:
        """Go on."""


def _move_in(archive: Archive, *, files: NewsboatFiles, desk: Desk) -> Moved:
    from newstui.newsroom.newsboat import Wishes, import_newsboat

    return import_newsboat(
        archive,
        files,
        Wishes(),
        bookmarks=desk.bookmarks_folder,
        clock=desk.clock,
        watching=_Unwatched(),
    )


def _taken(moved: Moved) -> str:
    """Tell what came of newsboat's that was not there before."""
    taken = (
        (sum(feed.is_new for feed in moved.feeds), "feed", "feeds"),
        (sum(feed.articles.new for feed in moved.feeds), "article", "articles"),
        (sum(feed.articles.marked for feed in moved.feeds), "mark", "marks"),
        (len(moved.queries.new), "saved query", "saved queries"),
    )
    told = ", ".join(counted(*one) for one in taken if one[0])
    return f"{told} from newsboat" if told else "newsboat has nothing that is not here already"


def _left_out(moved: Moved) -> list[tuple[SafeText, SafeText]]:
    """List what of newsboat's was not taken as it is, and why."""
    rows = [
        (one.title or one.address, clean_block(f"{one.reason}  {one.address}"))
        for one in moved.skipped
    ]
    return rows + [(feed.feed.title, note) for feed in moved.feeds for note in feed.notes]
