"""Stories that their publishers change: told, marked in the list, and shown word by word."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import feed, item, reply
from tests.tui.conftest import NOW, entry, keep

from newstui.model.feed import FeedKind
from newstui.model.story import BodyType, TextKind
from newstui.model.versions import BUILDER_VERSION
from newstui.store.marks import find_marks
from newstui.store.subscriptions import add_feed
from newstui.store.texts import keep_text
from newstui.text.build import build_document
from newstui.text.clean import clean_line
from newstui.tui.actions import STORY
from newstui.tui.glyphs import ASCII, UNICODE

if TYPE_CHECKING:
    from tests.faults.server import Site
    from tests.tui.conftest import Opening, Reader

    from newstui.store.archive import Archive
    from newstui.tui.glyphs import GlyphSet

SIZES = [(140, 40), (100, 30), (80, 24)]
BRIDGE = 7
"""Number of the story that changes, the newest of the library."""
LENGTH = "<p>Nobody was hurt, said Ana Berl.</p>" * 30


@pytest.fixture(autouse=True)
def _directly(_without_proxies: None) -> None:
    """Ask every site itself."""


def publish(archive: Archive, day: str, *, title: str = "Bridge opens", longer: str = "") -> None:
    """Publish an edition of the story, as a refresh by somebody else would keep it."""
    body = f"<p>The bridge opens on {day}, they said.</p>{longer}"
    edition = replace(entry("Bridge opens", hours=0, body=body), title=clean_line(title))
    keep(archive, "Northern Wire", [edition])
    document = build_document(body, edition.body_type, base_url="")
    keep_text(archive, BRIDGE, TextKind.FEED, document, builder=BUILDER_VERSION, now=NOW)


async def read(reader: Reader, archive: Archive) -> None:
    """Open the story, until it is marked read on disk."""
    await reader.press("enter")
    await reader.until_analysed()
    reader.screen.marking.flush()
    await reader.until(lambda: find_marks(archive, [BRIDGE])[0].read, "the mark is on disk")


def row_of(reader: Reader, title: str = "Bridge opens") -> str:
    """Read the lines of the list up to a title, from the line with its dot on."""
    pane = reader.screen.headlines.region
    lines = [line[pane.x : pane.right] for line in reader.lines()[pane.y : pane.bottom]]
    index = next(index for index, line in enumerate(lines) if title in line)
    return lines[index] if ":" in lines[index] else lines[index - 1]


def text_of(reader: Reader) -> list[str]:
    """Read the lines of the story pane, without the facts below its title."""
    pane = reader.screen.story.region
    lines = [line[pane.x : pane.right] for line in reader.lines()[pane.y : pane.bottom]]
    return [line for line in lines if "Northern Wire" not in line]


async def test_a_story_changed_since_it_was_read_says_so_and_shows_how(
    opening: Opening, archive: Archive
) -> None:
    publish(archive, "Monday")
    async with opening() as reader:
        await read(reader, archive)
        publish(archive, "Friday")
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("j", "k")
        await reader.until_shown("on Friday")
    async with opening() as reader:
        await reader.until_shown("changed since you read it: v")
        await reader.press("enter", "v")
        await reader.until_shown("opens on [-Monday,-] {+Friday,+} they said.")
        assert "change 1 of 1" in reader.frame()
        await reader.press("2", "v")
        await reader.until(partial(reader.is_told, "no earlier change"), "there is only one")
        await reader.press("v")
        await reader.until_shown("The bridge opens on Friday")
        await reader.press("v")
        await reader.until_shown("[-Monday,-]")
        await reader.press("escape")
        await reader.until_shown("The bridge opens on Friday")
        assert reader.screen.moving.at == STORY
    async with opening() as reader:
        await reader.until_shown("on Friday")
        assert "since you read it" not in reader.frame()
        assert "changed: v" in reader.frame()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("glyphs", "dot"), [(UNICODE, "○"), (ASCII, "o")])
async def test_a_story_changed_since_it_was_read_has_a_hollow_dot_until_it_is_opened(
    opening: Opening, archive: Archive, size: tuple[int, int], glyphs: GlyphSet, dot: str
) -> None:
    publish(archive, "Monday")
    async with opening(size=size, glyphs=glyphs) as reader:
        await read(reader, archive)
        await reader.press("q", "j")
        assert dot not in row_of(reader)[:4]
        publish(archive, "Friday")
        reader.screen.refreshing.look()
        await reader.until(lambda: dot in row_of(reader)[:4], "the dot")
        await reader.press("k", "enter")
        await reader.until_shown("on Friday")
        await reader.press("q", "j")
        await reader.until(lambda: dot not in row_of(reader)[:4], "it was read again")


async def test_changed_stories_marked_read_together_are_changed_no_more(
    opening: Opening, archive: Archive
) -> None:
    publish(archive, "Monday")
    async with opening() as reader:
        await read(reader, archive)
        await reader.press("q", "j")
        publish(archive, "Friday")
        reader.screen.refreshing.look()
        await reader.until(lambda: "○" in row_of(reader), "the dot")
        await reader.press("C")
        await reader.until(lambda: "○" not in row_of(reader), "seen")
        await reader.press("U")
        await reader.until(lambda: "○" in row_of(reader), "as before")


async def test_a_changed_story_marked_unread_is_unread_and_nothing_else(
    opening: Opening, archive: Archive
) -> None:
    publish(archive, "Monday")
    async with opening() as reader:
        await read(reader, archive)
        await reader.press("q", "j")
        publish(archive, "Friday")
        reader.screen.refreshing.look()
        await reader.until(lambda: "○" in row_of(reader), "the dot")
        await reader.press("k", "m")
        await reader.until(lambda: "●" in row_of(reader), "unread")
        await reader.press("U")
        await reader.until(lambda: "○" in row_of(reader), "as before")
        await reader.press("m", "m")
        await reader.until(lambda: row_of(reader)[1:4].strip("▌ ") == "", "read as it is now")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lines", ["", "5"])
async def test_the_open_story_stays_as_it_is_and_says_that_it_changed(
    opening: Opening, archive: Archive, size: tuple[int, int], lines: str
) -> None:
    publish(archive, "Monday", longer=LENGTH)
    async with opening(size=size) as reader:
        await read(reader, archive)
        await reader.press(*lines, "j" if lines else "k")
        before = text_of(reader)
        publish(archive, "Friday", title="Bridge opens late", longer=LENGTH)
        reader.screen.refreshing.look()
        await reader.until(partial(reader.is_told, "story changed: v shows how"), "told")
        assert text_of(reader) == before
        if not lines:
            assert "changed while shown: v" in reader.frame()
        await reader.press("v")
        await reader.until_shown("opens on [-Monday,-] {+Friday,+} they said.")
        assert "Bridge opens {+late+}" in reader.frame()
        assert "story changed" not in reader.bottom()
        await reader.press("v")
        await reader.until_shown("The bridge opens on Friday")
        await reader.until(lambda: "story changed" not in reader.bottom(), "it is the newest")
        assert "while shown" not in reader.frame()
        assert "changed: v" in reader.frame()
        await reader.press("q")
        await reader.until(lambda: "○" not in row_of(reader, "Bridge opens late"), "seen")


@pytest.mark.parametrize("size", [(10, 3), (1, 1), (95, 4)])
async def test_the_smallest_screens_show_a_changed_story_too(
    opening: Opening, archive: Archive, size: tuple[int, int]
) -> None:
    publish(archive, "Monday")
    async with opening(size=size) as reader:
        await read(reader, archive)
        publish(archive, "Friday")
        reader.screen.refreshing.look()
        view = reader.screen.reading
        await reader.until(lambda: view.view is not None and view.view.is_outdated, "noticed")
        await reader.press("j", "v", "m", "v", "q", "enter", "v", "q", "q")
        assert all(len(line) == size[0] for line in reader.lines())


async def test_another_story_says_nothing_of_it(opening: Opening, archive: Archive) -> None:
    publish(archive, "Monday")
    async with opening() as reader:
        await read(reader, archive)
        publish(archive, "Friday")
        reader.screen.refreshing.look()
        await reader.until(partial(reader.is_told, "story changed: v"), "told")
        await reader.press("J")
        await reader.until(lambda: "story changed" not in reader.bottom(), "another story")
        await reader.press("K")
        await reader.until_shown("on Friday")
        assert "story changed" not in reader.bottom()


async def test_a_change_that_is_shown_keeps_its_own_line_of_facts(
    opening: Opening, archive: Archive
) -> None:
    publish(archive, "Monday")
    publish(archive, "Friday")
    async with opening() as reader:
        await read(reader, archive)
        await reader.press("v")
        await reader.until_shown("change 1 of 1")
        await reader.press("m")
        await reader.until(partial(reader.is_told, "marked unread"), "marked")
        assert "change 1 of 1" in reader.frame()


async def test_of_a_story_shown_in_full_the_change_of_its_feeds_text_is_shown(
    opening: Opening, archive: Archive
) -> None:
    publish(archive, "Monday")
    page = build_document("<p>The page tells more.</p>", BodyType.HTML, base_url="")
    keep_text(archive, BRIDGE, TextKind.PAGE, page, builder=BUILDER_VERSION, now=NOW)
    publish(archive, "Friday")
    async with opening() as reader:
        await reader.press("enter")
        await reader.until_shown("The page tells more.")
        await reader.until_shown("changed: v")
        await reader.press("v")
        await reader.until_shown("opens on [-Monday,-] {+Friday,+} they said.")
        assert "change 1 of 1, in what its feed carries, noticed" in reader.frame()
        await reader.press("v")
        await reader.until_shown("The page tells more.")


@pytest.mark.parametrize(
    ("body", "titles", "told"),
    [
        ("is open", "1", "1 feed refreshed, 1 changed"),
        ("is open", "12", "1 feed refreshed, 1 new, 1 changed"),
        ("is closed", "12", "1 feed refreshed, 1 new"),
        ("is closed", "1", "1 feed refreshed, nothing new"),
    ],
)
async def test_a_refresh_tells_how_many_stories_are_new_and_how_many_changed(
    opening: Opening, site: Site, body: str, titles: str, told: str
) -> None:
    place, title = f"{site.base}/feed", clean_line("The Gazette")
    site.replies["/feed"] = reply(feed([item("1")]).encode())
    async with opening() as reader:
        added = add_feed(reader.desk.archive, place=place, kind=FeedKind.WEB, title=title, now=NOW)
        number = added[0].id
        reader.screen.refreshing.refresh((number,))
        await reader.until(partial(reader.is_told, "1 feed refreshed, 1 new "), "the first time")
        items = [item(title).replace("is closed", body) for title in titles]
        site.replies["/feed"] = reply(feed(items).encode())
        reader.screen.refreshing.refresh((number,))
        await reader.until(partial(reader.is_told, f"{told} "), told)
