"""Selecting a part of the story by keyboard and mouse, and copying it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import entry, keep
from textual.events import MouseMove

if TYPE_CHECKING:
    from tests.tui.conftest import Opening, Reader

    from newstui.store.archive import Archive

BODY = """<p>One is short. Two goes on for so long that the line it begins on has no room for all of
it, so that it ends on the next. Three.</p><p>Four stands alone.</p>"""
ALL = (
    "One is short. Two goes on for so long that the line it begins on has no room for all of it,"
    " so that it ends on the next. Three.\n\nFour stands alone."
)


@pytest.fixture
def archive(archive: Archive) -> Archive:
    keep(archive, "Northern Wire", [entry("Newest of all", hours=0, body=BODY)])
    return archive


def selected(reader: Reader) -> str:
    pane = reader.screen.story
    lines = [pane.line(y) for y in range(pane.size.height)]
    return " ".join("".join(t for t, s, _ in line if s and s.reverse) for line in lines).strip()


async def open_story(reader: Reader, text: str = "One is short.") -> None:
    """Open the story under the cursor, and wait for the text to select from."""
    await reader.press("enter")
    await reader.until_shown(text)


async def test_lines_are_selected_and_copied_as_the_text_without_its_breaks(
    opening: Opening,
) -> None:
    async with opening(size=(80, 24)) as reader:
        await open_story(reader)
        await reader.press("V", "j")
        await reader.until(lambda: reader.bottom().startswith("2 lines"), "how much is told")
        assert selected(reader).startswith("One is short.")
        await reader.press("j")
        await reader.until(lambda: reader.bottom().startswith("3 lines"), "a paragraph further")
        await reader.press("y")
        await reader.until(partial(reader.is_told, "copied 3 lines"), "what was copied is told")
        assert reader.app.clipboard == ALL
        assert selected(reader) == ""
        await reader.press("y")
        await reader.until(partial(reader.is_told, "copied the link"), "y is the link again")


async def test_a_selection_shrinks_moves_and_is_left(opening: Opening) -> None:
    async with opening(size=(80, 24)) as reader:
        await open_story(reader)
        await reader.press("V", "j", "k", "J", "J")
        await reader.until(lambda: selected(reader) == "Four stands alone.", "moved to the end")
        await reader.press("K", "k")
        await reader.until(lambda: reader.bottom().startswith("2 lines"), "upwards")
        await reader.press("escape")
        await reader.until(lambda: selected(reader) == "", "nothing is selected")
        assert reader.screen.moving.at == "story"
        await reader.press("J")
        await reader.until_shown("2/7")


async def test_sentences_are_selected_whole(opening: Opening) -> None:
    async with opening(size=(80, 24)) as reader:
        await open_story(reader)
        await reader.press("/", *"goes", "enter", "V", "V")
        await reader.until(lambda: reader.bottom().startswith("2 sentences"), "as on the line")
        await reader.press("j", "j", "y")
        await reader.until(partial(reader.is_told, "copied 4 sentences"), "all of them")
        assert reader.app.clipboard == ALL


async def test_the_mouse_selects_what_it_is_drawn_over(opening: Opening) -> None:
    async with opening(size=(80, 24)) as reader:
        await open_story(reader)
        y = next(y for y, line in enumerate(reader.lines()) if "One is short." in line)
        x = reader.lines()[y].index("is short")
        story = reader.screen.story
        await reader.pilot.mouse_down(offset=(x, y))
        for over in (x + 1, x + len("is short")):
            story.post_message(
                MouseMove(story, over, y, 1, 0, 1, False, False, False, over, y)  # noqa: FBT003 - of Textual's
            )
            await reader.pilot.pause()
        await reader.pilot.mouse_up(offset=(x + len("is short"), y))
        await reader.until(lambda: selected(reader) == "is short", "what it was drawn over")
        await reader.until(lambda: reader.bottom().startswith("2 words"), "how much is told")
        await reader.press("y")
        await reader.until(partial(reader.is_told, "copied 2 words"), "copied")
        assert reader.app.clipboard == "is short"


async def test_what_the_mouse_selected_goes_on_by_keys_and_ends_with_a_click(
    opening: Opening,
) -> None:
    async with opening(size=(80, 24)) as reader:
        await open_story(reader)
        story = reader.screen.story
        story.overlays.selection = 4, 12
        reader.screen.selecting.take_dragged()
        await reader.press("j")
        await reader.until(lambda: selected(reader).startswith("is short. Two"), "from there on")
        await reader.until(lambda: reader.bottom().startswith("2 lines"), "lines are told")
        y = next(y for y, line in enumerate(reader.lines()) if "One is short." in line)
        await reader.pilot.click(offset=(10, y))
        await reader.until(lambda: selected(reader) == "", "nothing is selected")


async def test_a_huge_selection_is_bounded(opening: Opening, archive: Archive) -> None:
    body = "<p>" + "word " * 30_000 + "</p>"
    keep(archive, "Northern Wire", [entry("Huge", hours=-1, body=body)])
    async with opening(size=(80, 24)) as reader:
        await open_story(reader, "word word")
        await reader.press("V", "G", "y")
        await reader.until_shown("copied the first 50,000 characters")
        assert len(reader.app.clipboard) == 50_000


TABLE = """<table><tr><th>Town<th>Rain<th>What happened<tr><td>Alda<td>12<td>The river rose by a
metre and the lower road was closed until Tuesday, the council said<tr><td>Quill<td>3<td>nothing
</table>"""


async def test_a_row_of_a_table_is_one_line_however_many_it_takes(
    opening: Opening, archive: Archive
) -> None:
    keep(archive, "Tables", [entry("Newer still", hours=-1, body=TABLE)])
    async with opening(size=(80, 24)) as reader:
        await open_story(reader, "Town")
        await reader.press("V")
        await reader.until(lambda: reader.bottom().startswith("1 line "), "the head")
        await reader.press("j", "j")
        await reader.until(lambda: reader.bottom().startswith("3 lines"), "both rows as well")
        await reader.press("k")
        await reader.until(lambda: reader.bottom().startswith("2 lines"), "back by one row")


async def test_a_line_that_begins_within_the_number_of_a_link_is_passed(
    opening: Opening, archive: Archive
) -> None:
    word = "".join("abcdefghi"[at % 9] for at in range(36))
    more = "and so on for more than a line, and then some."
    body = f'<p><a href="https://a.example/">{word}</a>, {more}</p>'
    keep(archive, "Narrow", [entry("Newer still", hours=-1, body=body)])
    async with opening(size=(40, 12)) as reader:
        await open_story(reader, "[1], and so on")
        await reader.press("V", "j", "j")
        await reader.until(lambda: reader.bottom().startswith("3 lines"), "all of it")
