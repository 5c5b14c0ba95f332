"""A search that shows: named, with what stories say of the words, and stepped through by key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import NOW, entry, keep

from newstui.newsroom.reading import read_through
from newstui.paths import find_paths
from newstui.store.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.tui.conftest import Opening, Reader

LONG = "<p>" + "Grey gulls sat on the wall. " * 4 + "Then the tide took the lantern away.</p>"


@pytest.fixture
def archive(home: Path) -> Iterator[Archive]:
    opened = Archive.open(find_paths(home).archive)
    ids = keep(
        opened,
        "Northern Wire",
        [
            entry("Harbour at night", hours=1, body=LONG),
            entry("Nothing else", hours=2),
            entry("Lantern day", hours=3, body="<p>The lantern-maker spoke of a Lantern.</p>"),
            entry("A lantern in the title alone", hours=4),
        ],
    )
    for story_id in ids:
        read_through(opened, story_id, clock=lambda: NOW)
    yield opened
    opened.close()


async def search(reader: Reader, text: str = "lantern") -> None:
    await reader.press("/", *text, "enter")
    await reader.until(lambda: reader.screen.matching.activity, "the search shows")
    await reader.until_done()


def is_open(reader: Reader, title: str) -> bool:
    """Whether a story takes the whole of a narrow screen."""
    return title in reader.lines()[0]


def headline_lines(reader: Reader) -> list[str]:
    region = reader.screen.headlines.region
    return [line[region.x : region.right].strip("│▌ ") for line in reader.lines()]


def underlined(reader: Reader) -> list[str]:
    """Read what is bold and underlined in the headlines."""
    screen = reader.screen
    strips = [screen.headlines.line(y) for y in range(screen.headlines.inside.height)]
    return [
        segment.text
        for strip in strips
        for segment in strip
        if segment.style and segment.style.bold and segment.style.underline
    ]


async def test_stories_show_what_they_say_of_the_words(opening: Opening) -> None:
    async with opening() as reader:
        await search(reader)
        await reader.until_shown("tide took the lantern")
        await reader.until_shown("The lantern-maker spoke")
        assert underlined(reader) == ["lantern", "lantern"]
        assert reader.is_told("search: lantern")
        assert reader.is_told("n next match · N match before")
        await reader.press("escape")
        await reader.until_shown("Nothing else")
        assert not underlined(reader)
        assert not reader.is_told("search:")


async def test_while_it_is_typed_rows_stay_as_they_are(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("/", *"lantern")
        await reader.until_shown("3 of 4")
        # Whatever was asked of the loader so far is done, and told.
        reader.desk.load(lambda _archive: None).result()
        await reader.pilot.pause()
        assert not reader.screen.matching.activity
        assert "tide took" not in "\n".join(headline_lines(reader))
        await reader.press("escape")


async def test_fields_alone_are_no_search_for_words(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("/", *"is:unread", "enter", "n")
        await reader.until(lambda: reader.screen.moving.at == "story", "the next unread is opened")
        assert not reader.is_told("search:")


async def test_n_and_shift_n_step_through_the_matches(opening: Opening) -> None:
    async with opening() as reader:
        await search(reader)
        for place in (2, 3, 1):
            await reader.press("n")
            assert reader.screen.headlines.place == (place, 3)
        assert reader.is_told("on from the top")
        await reader.press("N")
        assert reader.screen.headlines.place == (3, 3)
        assert reader.screen.moving.at == "headlines"
        current = reader.screen.headlines.current_id
        assert current is not None
        assert not reader.desk.headlines.is_read(current)


async def test_in_the_story_they_go_from_match_to_match_and_on_to_the_next_story(
    opening: Opening,
) -> None:
    async with opening(size=(80, 24)) as reader:
        await search(reader)
        await reader.press("enter")
        for title, place in (
            ("Harbour at night", "1 of 1"),
            ("Lantern day", "1 of 2"),
            ("Lantern day", "2 of 2"),
        ):
            await reader.until_shown(f"search: lantern {place}")
            await reader.until(partial(is_open, reader, title), title)
            await reader.press("n")
        await reader.until_shown("A lantern in the title alone")
        assert reader.screen.moving.at == "story"
        await reader.press("N")
        await reader.until_shown("search: lantern 2 of 2")
        await reader.press("2", "n")
        await reader.until_shown("A lantern in the title alone")
        await reader.press("n")
        await reader.until_shown("search: lantern 1 of 1")
        assert reader.is_told("on from the top")


async def test_a_match_of_the_only_story_found_comes_round_again(opening: Opening) -> None:
    async with opening(size=(80, 24)) as reader:
        await search(reader, "tide")
        await reader.press("enter")
        await reader.until_shown("search: tide 1 of 1")
        await reader.press("n")
        await reader.until(lambda: reader.is_told("on from the top"), "it begins again")
        await reader.until_shown("search: tide 1 of 1")


async def test_without_a_search_shift_n_marks_the_story(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("N")
        await reader.until(lambda: reader.is_told("marked read"), "marked")


@pytest.mark.parametrize(("size", "is_prepared"), [((80, 24), False), ((140, 20), True)])
async def test_a_story_opens_at_its_first_match(
    opening: Opening, archive: Archive, size: tuple[int, int], *, is_prepared: bool
) -> None:
    gulls = "<p>Grey gulls sat on the wall.</p>"
    far = gulls * 60 + "<p>A zeppelin passed.</p>" + gulls * 9
    (story_id,) = keep(archive, "Northern Wire", [entry("Airships", hours=5, body=far)])
    if is_prepared:
        read_through(archive, story_id, clock=lambda: NOW)
    async with opening(size=size) as reader:
        # As fast as they can be typed, and whatever is known of the story by then.
        word = "zeppelin" if is_prepared else "airships OR zeppelin"
        await reader.press("/", *word)
        await reader.until(lambda: reader.screen.headlines.row_count == 1, "it is found")
        await reader.press("enter", "enter")
        await reader.until_shown("A zeppelin passed.")
        assert any("A zeppelin passed." in line for line in reader.lines()[4:]), "what led to it"
        await reader.press("j", "j", "q", "enter")
        await reader.until(lambda: reader.screen.moving.at == "story", "it is opened again")
        await reader.pilot.pause()
        shown = reader.frame()
        assert "A zeppelin passed." in shown
        await reader.press("q", "escape")
        await reader.until_shown("Harbour at night")


async def test_a_story_that_was_begun_opens_at_its_first_match_too(
    opening: Opening, archive: Archive
) -> None:
    gulls = "<p>Grey gulls sat on the wall.</p>"
    far = "<p>A zeppelin passed.</p>" + gulls * 60
    (story_id,) = keep(archive, "Northern Wire", [entry("Airships", hours=0, body=far)])
    read_through(archive, story_id, clock=lambda: NOW)
    async with opening(size=(80, 24)) as reader:
        await reader.press("enter", "ctrl+d", "ctrl+d", "J", "q")
        await search(reader, "zeppelin")
        await reader.press("enter")
        await reader.until_shown("A zeppelin passed.")
        assert not reader.is_told("where you left off")
