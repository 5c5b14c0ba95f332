"""A library of own stories on a desk with a fixed clock, and the reader opened on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newstui.config import Settings
from newstui.formats import entry_keys
from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import Entry, ParsedFeed
from newstui.newsroom.desk import Desk
from newstui.paths import find_paths
from newstui.store.archive import Archive
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed
from newstui.text.clean import clean_line
from newstui.tui.app import NewsApp
from newstui.tui.glyphs import UNICODE
from newstui.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence
    from pathlib import Path

    from textual.pilot import Pilot

    from newstui.model.text import SafeText
    from newstui.tui.glyphs import GlyphSet

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
_TURNS = 24_000
"""How often a condition is looked at before a test gives up: turns of the loop, not time. A busy
machine may let the processes that are waited for stand still for a minute."""
_HOPS = 3

DAM = """<p>PORT ALDA: The dam at Quill will hold, the mayor said on Monday.</p>
<p>“We have looked at every stone,” said Ana Berl, the county's chief engineer. “None of them
moved.” She said repairs would <a href="https://dam.example/plan">begin</a> in May.</p>
<p>The army said two roads were closed, the Alda Courier reported. An official, speaking on
condition of anonymity, said a third would follow.</p>
<p>According to a leaked memo, the money is <a href="javascript:run()">missing</a>.</p>"""
PLAIN = "<p>Nothing is quoted in this short note about a garden.</p>"
HOSTILE = "[@click=app.quit]Press[/] \x1b[2J\x9b31m\u202eme"


def entry(title: str, *, hours: int, body: str = PLAIN, url: str = "") -> Entry:
    """Make one item, published so many hours before now."""
    return Entry(
        guid=title,
        url=url or f"https://news.example/{hours}",
        title=clean_line(title),
        published=NOW - timedelta(hours=hours),
        body=body,
    )


def keep(archive: Archive, outlet: str, entries: Sequence[Entry]) -> tuple[int, ...]:
    """Subscribe to an outlet if need be, and keep its items; return the numbers of new ones."""
    place = f"https://{outlet.lower().replace(' ', '-')}.example/feed"
    feed, _new = add_feed(
        archive, place=place, kind=FeedKind.WEB, title=clean_line(outlet), now=NOW
    )
    parsed = ParsedFeed(format="rss", title=clean_line(outlet), entries=tuple(entries))
    keys = entry_keys(entries)
    return keep_feed(archive, feed.id, parsed, keys, Evidence(fetched=NOW), now=NOW).new


@dataclass
class Reader:
    """The open reader, as a test works it."""

    app: NewsApp
    pilot: Pilot[None]
    desk: Desk

    @property
    def screen(self) -> MainScreen:
        """The main screen."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    def lines(self) -> list[str]:
        """Read the screen as lines of text."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()  # noqa: SLF001 - what is painted
        lines = [strip.text.ljust(width) for strip in strips[:height]]
        # A screen that was not laid out yet has no lines.
        return lines + [" " * width] * (height - len(lines))

    def frame(self) -> str:
        """Read the screen as one text, without spaces at line ends."""
        return "\n".join(line.rstrip() for line in self.lines()) + "\n"

    def bottom(self) -> str:
        """Read the bottom line, or the lines of a message that takes more."""
        lines = self.lines()[self.screen.status.region.y :]
        return " ".join(line.strip() for line in lines)

    def wrongly_typed(self) -> list[str]:
        """Read what is underlined in the line that is typed."""
        status = self.screen.status
        line = status.line(status.size.height - 1)
        return [one.text for one in line if one.text and one.style and one.style.underline]

    def is_told(self, text: str) -> bool:
        """Whether the bottom line says something."""
        return text in self.bottom()

    async def press(self, *keys: str) -> None:
        """Press keys, each after the one before was taken in."""
        for key in keys:
            await self.pilot.press(key)
            await self._taken_in()

    async def _taken_in(self) -> None:
        """Wait for what the app hands on to the screen, the screen to a pane, and that back."""
        for _hop in range(_HOPS):
            if not self.app.is_running:
                return
            await self.pilot._wait_for_screen()  # noqa: SLF001 - what `pause` does besides sleeping

    async def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait until something is so; give up after many turns of the loop."""
        for _turn in range(_TURNS):
            if condition():
                return
            await self.pilot.pause(0.005)
        raise AssertionError(f"never happened: {what}\n{self.frame()}")

    async def until_shown(self, text: str) -> None:
        """Wait until a text is to be seen."""
        await self.until(lambda: text in self.frame(), f"{text!r} is shown")

    async def until_done(self) -> None:
        """Wait until what was asked of the threads beside the screen is done and taken in."""
        for ask in (self.desk.build, self.desk.write, self.desk.load):
            await asyncio.wrap_future(ask(lambda _archive: None))
            await self.pilot.pause()

    async def until_settled(self) -> None:
        """Wait until the story under the cursor is shown and drawn."""
        screen = self.screen
        await self.until(
            lambda: screen.reading.story_id == screen.headlines.current_id, "the cursor's story"
        )
        await self.pilot.pause()

    async def until_analysed(self) -> None:
        """Wait until the story shown has its sources beside it."""
        reading = self.screen.reading
        await self.until(
            lambda: reading.view is not None and reading.view.analysis is not None, "analysed"
        )
        await self.pilot.pause()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def archive(home: Path) -> Iterator[Archive]:
    """A library of six stories of three outlets."""
    opened = Archive.open(find_paths(home).archive)
    keep(
        opened,
        "Northern Wire",
        [
            entry("Dam will hold, says mayor", hours=1, body=DAM),
            entry("Ferry line closes a route", hours=3),
            entry(HOSTILE, hours=5, url="javascript:alert(1)"),
        ],
    )
    keep(
        opened,
        "Science Desk",
        [
            entry("Ice cores push record back", hours=2),
            entry("A long walk through the archive", hours=30, body="<p>Step.</p>" * 120),
        ],
    )
    keep(opened, "Courts Today", [entry("Two firms shared bids", hours=4)])
    yield opened
    opened.close()


Opening = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture
def opening(home: Path, archive: Archive) -> Opening:
    """Open the reader on the library, in a size and with settings of the test's choice."""

    @asynccontextmanager
    async def opened(  # noqa: PLR0913 - what a test may choose, by name
        *,
        size: tuple[int, int] = (140, 40),
        settings: Settings | None = None,
        glyphs: GlyphSet = UNICODE,
        keeps: bool = True,
        read_only: bool = False,
        refreshes: bool = False,
        notices: Sequence[SafeText] = (),
        clock: Callable[[], datetime] = lambda: NOW,
    ) -> AsyncIterator[Reader]:
        desk = Desk(
            archive=Archive.open(archive.path, read_only=True) if read_only else archive.twin(),
            paths=find_paths(home),
            settings=replace(settings or Settings(), auto_refresh=refreshes),
            keeps=keeps and not read_only,
            notices=notices,
            clock=clock,
        )
        app = NewsApp(desk, glyphs)
        async with app.run_test(size=size) as pilot:
            yield Reader(app, pilot, desk)
        if not app._exit:  # noqa: SLF001 - whether the test itself quit
            desk.close()

    return opened


Arriving = Callable[[str], int]


@pytest.fixture
def arrive(archive: Archive) -> Arriving:
    """Let a story arrive, as a refresh by somebody else would; returns its number."""

    def arrived(title: str) -> int:
        return keep(archive, "Northern Wire", [entry(title, hours=0)])[0]

    return arrived
