"""The text of a story as it stands on the screen: lists, tables, code, notes, all widths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from tests.tui.conftest import entry, keep

from newstui.model.text import Document
from newstui.text.clean import clean_block
from newstui.tui.glyphs import ASCII, UNICODE
from newstui.tui.panes import prose

if TYPE_CHECKING:
    from tests.tui.conftest import Opening

    from newstui.store.archive import Archive
    from newstui.tui.glyphs import GlyphSet

LIST = """<ul><li>stone<ul><li>granite from the quarry above the river that was closed in May and
never opened again<ol><li>first</li></ol></li></ul></li></ul>"""
QUOTES = "<blockquote><p>Outer.</p><blockquote><p>Inner.</p></blockquote></blockquote>"
RAIN = """<table><tr><th>Town<th>Rain<th>What happened<tr><td>Port Alda<td>12.5<td>The river rose by
a metre and the lower road was closed until Tuesday<tr><td>Quill<td>3<td>nothing</table>"""
WIDE = "<table>" + "<tr>" + "".join(f"<th>Column {at}" for at in range(9))
WIDE += "<tr>" + "".join(f"<td>value number {at}" for at in range(9)) + "</table>"
CODE = """<pre><code class="language-python">def rain():  # none
    return "wet"</code></pre>"""
NOTES = """<p>Signed.<sup><a href="#fn1">1</a></sup></p><hr><ol><li id="fn1">In May.
<a href="#ref1">↩</a></li></ol>"""
FIGURE = """<p>Rain.</p><figure><img src="/a.jpg" alt="A wall and a boat">
<figcaption>The wall. Photo: Ana Berl</figcaption></figure>"""


async def shown(
    opening: Opening, archive: Archive, body: str, *, width: int = 80, glyphs: GlyphSet = UNICODE
) -> list[str]:
    keep(archive, "Northern Wire", [entry("Newest of all", hours=0, body=body)])
    async with opening(size=(width, 60), glyphs=glyphs) as reader:
        await reader.press("enter")
        await reader.until_analysed()
        assert all(cell_len(line.rstrip()) <= width for line in reader.lines())
        return [line.strip() for line in reader.lines()]


async def test_items_hang_below_their_markers_however_deep(
    opening: Opening, archive: Archive
) -> None:
    lines = await shown(opening, archive, LIST, width=60)
    at = lines.index("· stone")
    assert lines[at + 1].startswith("· granite from the quarry")
    assert not lines[at + 2].startswith("·")
    assert "1. first" in lines


async def test_a_quotation_within_a_quotation_has_a_line_of_its_own(
    opening: Opening, archive: Archive
) -> None:
    lines = await shown(opening, archive, QUOTES)
    assert "│ Outer." in lines
    assert "│ │ Inner." in lines


async def test_a_table_fits_in_columns_with_its_numbers_aligned(
    opening: Opening, archive: Archive
) -> None:
    lines = await shown(opening, archive, RAIN, width=70)
    at = next(number for number, line in enumerate(lines) if line.startswith("Town"))
    assert lines[at].split() == ["Town", "Rain", "What", "happened"]
    assert set(lines[at + 1]) == {"─"}
    assert lines[at + 2].startswith("Port Alda  12.5  The river rose by a metre")
    assert lines[at + 3].endswith("until Tuesday")
    assert "Quill         3  nothing" in lines


async def test_a_table_too_wide_is_shown_as_records(opening: Opening, archive: Archive) -> None:
    lines = await shown(opening, archive, WIDE, width=80)
    assert [f"Column {at}: value number {at}" for at in range(9)] == [
        line for line in lines if line.startswith("Column")
    ]


async def test_a_footnote_is_a_small_number_and_stands_below_a_rule(
    opening: Opening, archive: Archive
) -> None:
    lines = await shown(opening, archive, NOTES)
    assert "Signed.¹" in " ".join(lines)
    assert "────────────" in lines
    assert "1. In May." in lines


async def test_a_picture_has_its_caption_and_what_it_shows(
    opening: Opening, archive: Archive
) -> None:
    lines = await shown(opening, archive, FIGURE)
    assert "▒ The wall. Photo: Ana Berl" in lines
    assert "shows: A wall and a boat" in lines


async def test_ascii_draws_all_of_it_in_ascii(opening: Opening, archive: Archive) -> None:
    body = LIST + QUOTES + RAIN + CODE + NOTES + FIGURE
    lines = await shown(opening, archive, body, glyphs=ASCII)
    assert "".join(lines).isascii()
    assert "Signed.1" in lines
    assert "| | Inner." in lines


async def test_code_is_coloured_where_its_language_is_told(
    opening: Opening, archive: Archive
) -> None:
    async def inks(title: str, body: str) -> set[str]:
        keep(archive, "Northern Wire", [entry(title, hours=0, body=body)])
        async with opening() as reader:
            await reader.until_analysed()
            pane = reader.screen.story
            lines = [pane.line(y) for y in range(pane.size.height)]
            line = next(line for line in lines if "def rain" in line.text)
            return {str(style.color) for text, style, _ in line if style and text.strip()}

    told = await inks("Told", CODE)
    untold = await inks("Untold", CODE.replace("language-python", ""))
    assert len(told) > len(untold)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("family 👨‍👩‍👧 here", "family 👨 here"),
        ("flag 🇩🇪 here", "flag DE here"),
        ("heart ❤️ here", "heart ❤ here"),
        ("key 1️⃣ here", "key 1 here"),
        ("thumb 👍🏽 here", "thumb 👍 here"),
        ("ma\u0301s here", "ma\u0301s here"),
        ("tab\there", "tab here"),
    ],
)
async def test_signs_terminals_disagree_on_are_shown_in_a_width_they_agree_on(
    opening: Opening, archive: Archive, written: str, read: str
) -> None:
    lines = await shown(opening, archive, f"<p>{written}</p>")
    assert read in " ".join(lines)


async def test_no_line_breaks_within_a_sign(opening: Opening, archive: Archive) -> None:
    lines = await shown(opening, archive, "<p>" + "🇩🇪👨‍👩‍👧é" * 60 + "</p>", width=70)
    text = "".join(line for line in lines if "👨" in line)
    assert text == "DE👨é" * 60
    assert not any(line.startswith(("E", "\u0301")) for line in lines)


@pytest.mark.parametrize(("name", "notes"), [("", 1), ("6800", 0)])
async def test_right_to_left_text_is_said_to_be_unless_the_terminal_turns_it(
    opening: Opening, archive: Archive, monkeypatch: pytest.MonkeyPatch, name: str, notes: int
) -> None:
    monkeypatch.setenv("VTE_VERSION", name)
    lines = await shown(opening, archive, "<p>Two:</p><p>שלום 123 עולם</p><p>مرحبا</p><p>End</p>")
    told = [line for line in lines if line.startswith("right-to-left text")]
    assert len(told) == notes
    assert "שלום 123 עולם" in lines
    at = lines.index("שלום 123 עולם")
    assert lines[at + 1 : at + 3] == ["", "مرحبا"]


def test_of_a_long_story_nothing_is_looked_into_before_it_is_in_sight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(prose, "is_right_to_left", lambda _text, start, _end: asked.append(start))
    text = clean_block("\n\n".join(f"Paragraph {number:3}." for number in range(600)))
    blocks = prose.cut_blocks(Document(text=text), {})
    assert (len(blocks), blocks[599].text, asked) == (600, "Paragraph 599.", [])
    assert not blocks[599].turns
    assert asked == [blocks[599].start]
