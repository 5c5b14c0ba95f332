from __future__ import annotations

from functools import partial
from threading import Event
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import entry, keep

from newstui.tui.actions import SOURCES, STORY

if TYPE_CHECKING:
    from tests.tui.conftest import Opening, Reader

    from newstui.store.archive import Archive


def column(reader: Reader, pane: str) -> str:
    """Read the inside of one pane of the wide layout."""
    widget = {"story": reader.screen.story, "sources": reader.screen.sources}[pane]
    region = widget.region
    return "\n".join(
        line[region.x + 1 : region.right - 1]
        for line in reader.lines()[region.y + 1 : region.bottom - 1]
    )


async def test_sources_stand_beside_the_story(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        await reader.until(lambda: "Ana Berl" in column(reader, "sources"), "a person is listed")
        sources = column(reader, "sources")
        assert "Northern Wire" in sources
        assert "PORT ALDA" in sources
        assert "chief engineer" in sources
        assert "feed" in sources
        assert "anon" in sources


async def test_a_chain_stands_under_the_outlet_that_vouches_for_it(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        lines = column(reader, "sources").split("\n")
        outlet = next(i for i, line in enumerate(lines) if "Alda Courier" in line)
        army = next(i for i, line in enumerate(lines) if "army" in line)
        assert army == outlet + 1
        assert lines[army].index("army") > lines[outlet].index("Alda Courier")


async def test_brackets_walk_the_passages_and_the_pane_goes_along(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("]")
        await reader.until_shown("passage 1 of ")
        assert "▌" in column(reader, "story")
        first = reader.screen.sources.current_passage
        await reader.press("]")
        await reader.until_shown("passage 2 of ")
        assert reader.screen.sources.current_passage != first
        await reader.press("[", "[")
        await reader.until_shown("this is the first passage")


def is_told(reader: Reader, source: str) -> bool:
    """Whether the bottom line names a source."""
    return source in reader.lines()[-1]


def is_lit(reader: Reader, source: str) -> bool:
    """Whether the passage that is current stands below a source."""
    region = reader.screen.sources.region
    lines = [line[region.x :] for line in reader.lines()[region.y : region.bottom]]
    lit = next((y for y, line in enumerate(lines) if line.lstrip("│")[:1] == "▌"), -1)
    return source in next((line for line in reversed(lines[: lit + 1]) if "▾" in line), "")


@pytest.mark.parametrize("keys", [("a",), ("enter",)])
@pytest.mark.parametrize("size", [(140, 40), (100, 30), (80, 24)])
async def test_every_passage_lights_the_source_it_comes_from(
    opening: Opening, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with opening(size=size) as reader:
        await reader.press(*keys, "]")
        await reader.until_shown("passage 1 of ")
        await reader.until_analysed()
        await reader.until_done()
        analysis = reader.screen.reading.view and reader.screen.reading.view.analysis
        assert analysis
        for number, attribution in enumerate(analysis.attributions, 1):
            entity = analysis.entity_of(attribution)
            name = entity.canonical if entity else "unattributed"
            await reader.until(partial(is_told, reader, name), f"{number} is told")
            await reader.press("a")
            await reader.until(partial(is_lit, reader, name), f"{number} is lit")
            await reader.press("q", "]")
        await reader.until_shown("this is the last passage")


@pytest.mark.parametrize(
    ("size", "told"), [((80, 24), "passage 1 of 7: mayor said"), ((38, 12), "1/7 mayor said")]
)
async def test_passages_are_walked_from_the_headlines_before_the_story_was_shown(
    opening: Opening, size: tuple[int, int], told: str
) -> None:
    async with opening(size=size) as reader:
        await reader.press("]")
        await reader.until_shown(told)
        assert "▌" in reader.frame()


async def test_a_passage_asked_for_before_it_is_known_takes_nobody_away_from_the_sources(
    opening: Opening,
) -> None:
    async with opening(size=(80, 24)) as reader:
        may_build = Event()
        reader.desk.build(lambda _archive: may_build.wait())
        await reader.press("enter", "]")
        await reader.until(partial(reader.is_told, "are being looked for"), "not known yet")
        await reader.press("a")
        may_build.set()
        await reader.until(partial(reader.is_told, "passage 1 of"), "it is known")
        assert reader.screen.moving.at == "sources"


async def test_moving_in_the_sources_highlights_the_story(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("a", "j")
        await reader.until(lambda: "▌" in column(reader, "story"), "a passage is highlighted")
        await reader.press("enter")
        await reader.until(lambda: reader.screen.moving.at == "story", "Enter shows the passage")


async def test_folding_hides_the_passages_of_a_source(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        before = column(reader, "sources")
        await reader.press("a", "h")
        await reader.until(lambda: "▸" in column(reader, "sources"), "folded")
        await reader.press("l")
        await reader.until(lambda: "▸" not in column(reader, "sources"), "unfolded")
        assert column(reader, "sources").count("▏") == before.count("▏")


@pytest.mark.parametrize(("size", "drawer"), [((100, 30), True), ((80, 24), False)])
async def test_smaller_screens_show_the_sources_on_demand(
    opening: Opening, size: tuple[int, int], *, drawer: bool
) -> None:
    async with opening(size=size) as reader:
        await reader.until_shown("Dam will hold")
        await reader.press("enter")
        await reader.until_analysed()
        assert "passages: " in reader.frame()
        await reader.press("a")
        await reader.until_shown("published")
        assert ("2 story" in reader.frame()) is drawer
        await reader.press("a")
        await reader.until(lambda: "published" not in reader.frame(), "back in the story")


async def test_alone_on_the_screen_the_sources_say_whose_they_are_wherever_one_scrolls(
    opening: Opening,
) -> None:
    async with opening(size=(60, 12)) as reader:
        await reader.until_shown("Dam will hold")
        await reader.press("a")
        await reader.until_shown("mayor")
        await reader.until_analysed()
        await reader.press("G")
        await reader.until_shown("the money is missing")
        assert reader.lines()[0].strip() == "Dam will hold, says mayor"
        at = next(y for y, line in enumerate(reader.lines()) if "leaked memo" in line)
        await reader.pilot.click(offset=(5, at))
        await reader.until(lambda: reader.lines()[at].startswith("▌"), "the row clicked is current")


async def test_in_a_drawer_the_sources_come_first_and_all_else_after_them(opening: Opening) -> None:
    async with opening(size=(100, 30)) as reader:
        await reader.until_analysed()
        await reader.press("a")
        await reader.until_shown("3 sources")
        pane = reader.screen.sources
        drawn = [pane.line(y).text.strip() for y in range(pane.inside.height)]
        assert drawn[0].startswith("feed excerpt, 69 words")
        assert "Northern Wire · PORT ALDA · published 11:00" in drawn[0]
        assert "people" in drawn[1]
        assert "▾" in drawn[2]
        await reader.press("G", "1", "5", "j")
        await reader.until_shown("from https://northern-wire")
        await reader.press("k")
        await reader.until(
            lambda: "from https://northern-wire" not in reader.frame(), "back at the sources"
        )


async def test_a_story_that_quotes_nobody_says_what_was_read(opening: Opening) -> None:
    async with opening() as reader:
        await reader.press("j")
        await reader.until(lambda: reader.screen.reading.story_id != 3, "another story")
        await reader.until_analysed()
        await reader.until_shown("no sources found in")


async def test_clicking_a_passage_selects_it(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        lines = reader.lines()
        row = next(y for y, line in enumerate(lines) if "We have looked" in line)
        await reader.pilot.click(offset=(lines[row].index("We have"), row))
        await reader.until(lambda: "▌" in column(reader, "story"), "the passage is highlighted")
        assert reader.screen.moving.at == "story"


async def test_the_citation_of_a_passage_is_copied(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("a", "c")
        await reader.until_shown("copied the passage with its source")
        assert "Dam will hold, says mayor" in reader.app.clipboard
        await reader.press("q", "c")
        await reader.until_shown("copied the citation")
        assert "Northern Wire, 2026-11-23" in reader.app.clipboard


async def test_a_passage_selected_in_the_story_is_copied_with_role_and_chain(
    opening: Opening,
) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("enter", "]", "]", "c")
        await reader.until_shown("copied the passage with its source")
        assert "Ana Berl, the county's chief engineer, in:" in reader.app.clipboard
        await reader.press("]", "]", "]", "c")
        await reader.until(lambda: "army" in reader.app.clipboard, "the next passage")
        assert "army, according to Alda Courier, in:" in reader.app.clipboard
        await reader.press("escape")
        await reader.until(lambda: "▌" not in column(reader, "story"), "nothing is selected")
        await reader.press("c")
        await reader.until_shown("copied the citation")
        await reader.press("escape")
        await reader.until(lambda: reader.screen.moving.at == "headlines", "Esc goes back")


async def test_one_kind_of_source_is_shown_alone_until_esc(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        everything = column(reader, "sources")
        await reader.press("a", "2", "f")
        await reader.until(lambda: "only 1 outlet" in column(reader, "sources"), "said")
        shown = column(reader, "sources")
        assert "only 1 outlet, with whom it passes on (2/5)" in " ".join(shown.split())
        assert "Alda Courier" in shown
        assert "army" in shown
        assert "Ana Berl" not in shown
        assert "2 people, 1 outlet" in " ".join(shown.split())
        assert "4f 1 unnamed source" in reader.bottom()
        await reader.press("f")
        await reader.until(lambda: "only 1 organisation" in column(reader, "sources"), "the next")
        await reader.press("escape")
        await reader.until(lambda: "only" not in column(reader, "sources"), "all are shown")
        assert reader.screen.moving.at == "sources"
        await reader.press("escape")
        await reader.until(lambda: reader.screen.moving.at == "story", "then Esc goes back")
        assert column(reader, "sources").replace("▌", " ") == everything.replace("▌", " ")


async def test_the_kinds_go_round(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("a", "5", "f")
        await reader.until(lambda: "only 1 document" in column(reader, "sources"), "the last")
        await reader.press("f")
        await reader.until(lambda: "only" not in column(reader, "sources"), "all again")


async def test_a_passage_that_is_walked_to_is_never_left_out(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("a", "5", "f")
        await reader.until(lambda: "only 1 document" in column(reader, "sources"), "sifted")
        await reader.press("[", "[")
        await reader.until(lambda: "▌" in column(reader, "sources"), "its row is shown")
        assert "only" not in column(reader, "sources")


async def test_paragraphs_that_cite_nobody_are_listed_and_walked(
    opening: Opening, archive: Archive
) -> None:
    body = "<p>The quay is shut.</p><p>It will open, said Ana Berl.</p><p>Rain fell.</p>"
    keep(archive, "Northern Wire", [entry("Quay", hours=0, body=body)])
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("a", "p")
        await reader.until_shown("no source found in 2 of 3")
        assert "▌· The quay is shut." in column(reader, "sources")
        assert "▌ The quay is shut." in column(reader, "story")
        await reader.press("j")
        await reader.until(lambda: "▌ Rain fell." in column(reader, "story"), "the next one")
        assert "▌ The quay" not in column(reader, "story")
        await reader.press("enter")
        await reader.until(lambda: reader.screen.moving.at == "story", "Enter goes there")
        await reader.until(partial(reader.is_told, "a goes back to the list"), "and tells how on")
        await reader.press("a")
        assert "▌· Rain fell." in column(reader, "sources")
        await reader.press("p")
        await reader.until(lambda: "Ana Berl" in column(reader, "sources"), "the sources again")


async def test_where_every_paragraph_cites_somebody_that_is_said(
    opening: Opening, archive: Archive
) -> None:
    body = "<p>The quay will open, said Ana Berl.</p>"
    keep(archive, "Northern Wire", [entry("Quay", hours=0, body=body)])
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("a", "p")
        await reader.until_shown("every paragraph cites somebody")


async def test_a_story_in_another_language_says_why_there_is_nothing_to_look_for(
    opening: Opening, archive: Archive
) -> None:
    body = "<p>Der Kai ist seit Montag gesperrt, und niemand weiß, wann er wieder öffnet.</p>" * 9
    keep(archive, "Northern Wire", [entry("Kai", hours=0, body=body)])
    async with opening() as reader:
        await reader.until_analysed()
        for key in ("p", "f"):
            await reader.press("a", key)
            await reader.until(lambda: reader.is_told("not analysed: "), "the reason")
            await reader.press("escape")


async def test_a_denial_is_not_shown_as_a_claim(opening: Opening, archive: Archive) -> None:
    body = "<p>The ministry denied that it had signed the pact.</p>"
    keep(archive, "Northern Wire", [entry("Pact", hours=0, body=body)])
    async with opening() as reader:
        await reader.until_analysed()
        await reader.until(lambda: "denied: that it" in column(reader, "sources"), "denied")


async def test_a_source_that_speaks_in_two_places_is_counted_once(
    opening: Opening, archive: Archive
) -> None:
    body = (
        "<p>The army said the road was shut, the Alda Courier reported.</p>"
        "<p>The army said a bridge was shut, too.</p>"
    )
    keep(archive, "Northern Wire", [entry("Roads", hours=0, body=body)])
    async with opening() as reader:
        await reader.until_analysed()
        await reader.until_shown("1 outlet, 1 organisation")
        assert column(reader, "sources").count("army  ") == 2


async def test_the_next_passage_is_the_next_from_what_is_in_sight(
    opening: Opening, archive: Archive
) -> None:
    filler = "<p>The tide came in.</p>" * 80
    said = [
        f"<p>“Number {name} is true,” said {name} Adler.</p>" for name in ("Ana", "Ben", "Cleo")
    ]
    body = filler.join([said[0], said[1], said[2], ""])
    keep(archive, "Northern Wire", [entry("A long talk", hours=0, body=body)])
    async with opening(size=(80, 24)) as reader:
        await reader.press("enter")
        await reader.until_shown("Number Ana")
        await reader.until_settled()
        await reader.press("pagedown")
        await reader.press("]")
        await reader.until_shown("Number Ben")
        await reader.press("escape", "G", "[")
        await reader.until_shown("Number Cleo")


@pytest.mark.parametrize(("size", "pane"), [((140, 40), SOURCES), ((80, 24), STORY)])
async def test_walking_the_passages_beside_the_story_stays_in_the_sources(
    opening: Opening, size: tuple[int, int], pane: str
) -> None:
    async with opening(size=size) as reader:
        await reader.press("enter")
        await reader.until_analysed()
        await reader.press("a", "]", "]")
        await reader.until(partial(reader.is_told, "passage 2 of"), "the second passage")
        assert reader.screen.moving.at == pane
