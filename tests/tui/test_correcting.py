"""The reader corrects who said what, sees it as the reader's own mark, and takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import NOW
from tests.tui.test_sources import column

from newstui.model.correction import CorrectionKind
from newstui.newsroom.correcting import correct

if TYPE_CHECKING:
    from tests.tui.conftest import Opening, Reader

    from newstui.store.archive import Archive

TO_ANA = ("a", "j", "j", "j")
"""From the headlines to what Ana Berl says first."""


def sources(reader: Reader) -> str:
    return column(reader, "sources")


async def at_ana(reader: Reader) -> None:
    await reader.until_analysed()
    await reader.press(*TO_ANA)
    await reader.until(lambda: "▌ “We have" in sources(reader), "the cursor is on her words")


async def test_a_wrong_source_is_nobodys_passage_until_that_is_undone(opening: Opening) -> None:
    async with opening() as reader:
        await at_ana(reader)
        before = sources(reader)
        await reader.press("w")
        await reader.until(lambda: "you: not Ana Berl" in sources(reader), "the mark is shown")
        assert reader.is_told("1 passage marked as not said by this source · U undoes")
        assert "unattributed" in sources(reader)
        assert "1 unattributed passage" in " ".join(sources(reader).split())
        assert "▌  ▌ you: not Ana Berl" in sources(reader)
        await reader.press("U")
        await reader.until(lambda: reader.is_told("undone: marked as wrong: Ana Berl"), "undone")
        assert sources(reader) == before


async def test_the_same_key_again_takes_the_mark_off(opening: Opening) -> None:
    async with opening() as reader:
        await at_ana(reader)
        before = sources(reader)
        await reader.press("w")
        await reader.until(lambda: "you: not" in sources(reader), "marked")
        await reader.press("w")
        await reader.until(lambda: sources(reader) == before, "as it was found")


async def test_another_source_is_completed_from_the_storys_own(opening: Opening) -> None:
    async with opening() as reader:
        await at_ana(reader)
        await reader.press("e", "m", "a", "tab")
        await reader.until(
            lambda: reader.is_told("who said it (Tab completes): mayor"), "completed"
        )
        await reader.press("enter")
        await reader.until(lambda: "you: not Ana Berl" in sources(reader), "the mark is shown")
        lines = [line.strip(" ▌") for line in sources(reader).split("\n")]
        mayor = next(at for at, line in enumerate(lines) if "mayor" in line)
        assert lines[mayor].endswith("person 2")
        await reader.press("c")
        await reader.until(lambda: reader.is_told("copied"), "copied")
        assert "mayor [named by the reader], in:" in reader.app.clipboard


async def test_no_name_typed_corrects_nothing(opening: Opening) -> None:
    async with opening() as reader:
        await at_ana(reader)
        before = sources(reader)
        await reader.press("e", "space", "enter")
        await reader.pilot.pause()
        assert sources(reader) == before


async def test_what_is_no_claim_is_neither_ticked_nor_walked_nor_counted(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("a", "G")
        await reader.until(lambda: "▌ the money is missing" in sources(reader), "the memo's words")
        await reader.press("x")
        await reader.until(lambda: "you: not a claim" in sources(reader), "the mark is shown")
        assert "(found: leaked memo)" in " ".join(sources(reader).replace("▌", "").split())
        assert "document" not in sources(reader)
        await reader.press("escape", "escape")
        memo = next(line for line in column(reader, "story").split("\n") if "leaked" in line)
        await reader.until(
            lambda: memo.replace("▌", " ") in column(reader, "story"), "no tick beside it"
        )
        await reader.press(*["]"] * 8)
        await reader.until_shown("this is the last passage")
        analysis = reader.screen.reading.view and reader.screen.reading.view.analysis
        assert analysis
        assert reader.screen.sourcing.passage == len(analysis.attributions) - 2


async def test_all_that_a_source_says_is_corrected_on_its_own_row(opening: Opening) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("a", "j", "j", "w")
        await reader.until(lambda: reader.is_told("2 passages marked"), "both are marked")
        assert sources(reader).count("you: not Ana Berl") == 2


async def test_where_nobody_is_named_nobody_is_wrong(opening: Opening) -> None:
    async with opening() as reader:
        await at_ana(reader)
        await reader.press("w")
        await reader.until(lambda: "you: not" in sources(reader), "marked")
        await reader.press("k", "x")
        await reader.until(lambda: reader.is_told("marked as no claim"), "other marks are possible")


async def test_an_archive_that_can_only_be_read_keeps_its_sources(opening: Opening) -> None:
    async with opening(read_only=True) as reader:
        await at_ana(reader)
        for key in ("w", "e", "x"):
            await reader.press("escape", *TO_ANA, key)
            await reader.until(lambda: reader.is_told("the archive can only be read"), key)
            await reader.press("g", "g")


async def test_what_is_not_kept_can_be_corrected_until_the_end(opening: Opening) -> None:
    async with opening(keeps=False) as reader:
        await at_ana(reader)
        await reader.press("w")
        await reader.until(lambda: reader.is_told("until newstui ends · U undoes"), "it says so")


async def test_corrections_are_there_after_a_restart(opening: Opening) -> None:
    async with opening() as reader:
        await at_ana(reader)
        await reader.press("w")
        await reader.until(lambda: "you: not" in sources(reader), "marked")
    async with opening() as reader:
        await reader.until(lambda: "you: not Ana Berl" in sources(reader), "still marked")


async def test_what_another_reader_corrects_shows_without_moving_anything(
    opening: Opening, archive: Archive
) -> None:
    async with opening() as reader:
        await at_ana(reader)
        view = reader.screen.reading.view
        assert view is not None
        assert view.stored is not None
        assert view.analysis is not None
        correct(
            archive,
            story_id=view.story.id,
            text=view.stored.document.text,
            analysis=view.analysis,
            indexes=[0],
            kind=CorrectionKind.WRONG,
            clock=lambda: NOW,
        )
        reader.screen.refreshing.look()
        await reader.until(lambda: "you: not mayor" in sources(reader), "the other's mark")
        assert "▌ “We have" in sources(reader)


@pytest.mark.parametrize("keys", [("w",), ("x",)])
async def test_corrections_keep_to_the_kind_that_is_shown_alone(
    opening: Opening, keys: tuple[str, ...]
) -> None:
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("a", "f")
        await reader.until(lambda: "only 2 people" in sources(reader), "people alone")
        await reader.press("j", *keys)
        await reader.until(lambda: "only 1 person" in sources(reader), "one is left")
        assert "Ana Berl" in sources(reader)
        assert "memo" not in sources(reader)
