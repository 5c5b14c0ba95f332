"""The reader's word goes before the engine's, and stays when everything around it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newstui.model.attribution import Analysis, Attribution, Entity, Mention
from newstui.model.correction import Correction, CorrectionKind
from newstui.model.kinds import SourceType
from newstui.newsroom.citations import Asked, find_most_cited
from newstui.newsroom.citing import cite_passage
from newstui.newsroom.correcting import (
    complete_source,
    correct,
    describe_corrections,
)
from newstui.newsroom.marking import undo
from newstui.newsroom.printing import print_sources
from newstui.newsroom.reading import read_through
from newstui.newsroom.records import story_record
from newstui.newsroom.sources import arrange_sources, count_voices
from newstui.store import texts
from newstui.store.corrected import apply_corrections, find_corrections, find_places
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from newstui.store.archive import Archive
    from newstui.store.corrected import Corrections

    Clock = Callable[[], datetime]
    Counts = dict[str, int]

TEXT = """The quay is shut.

The Post said the army said the road was mined, Berg and Lenz said.

No comment, he said.

No comment, he said."""
ARMY, BERG, LENZ, POST = 0, 1, 2, 3
ENTITIES = (
    Entity(id=0, canonical="army", type=SourceType.ORGANISATION, aliases=("the military",)),
    Entity(id=1, canonical="Ida Berg", type=SourceType.PERSON, roles=("mayor",)),
    Entity(id=2, canonical="Ivo Lenz", type=SourceType.PERSON),
    Entity(id=3, canonical="The Post", type=SourceType.OUTLET),
)


def span(words: str, text: str = TEXT, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def said(  # noqa: PLR0913 - what an attribution is made of
    source: str,
    content: str,
    who: int | None = None,
    *,
    parent: int | None = None,
    text: str = TEXT,
    nth: int = 0,
) -> Attribution:
    at = span(source, text, nth)
    return Attribution(
        source=(at,),
        cue=(span("said", text),),
        content=(span(content, text, nth),),
        mention=Mention(spans=(at,), head=at, entity=who),
        parent=parent,
    )


def analysis_of(*attributions: Attribution) -> Analysis:
    return Analysis(engine=1, entities=ENTITIES, attributions=attributions)


@pytest.fixture
def chain() -> Analysis:
    """The Post over the army, then two people who say the same."""
    return analysis_of(
        said("The Post", "the army said the road was mined", POST),
        said("the army", "the road was mined", ARMY, parent=0),
        said("Berg", "the road was mined", BERG),
        said("Lenz", "the road was mined", LENZ),
    )


def made(archive: Archive, clock: Clock, analysis: Analysis, *indexes: int, **how: str) -> bool:
    kind = CorrectionKind(how["kind"]) if how.get("kind") else None
    return correct(
        archive,
        story_id=3,
        text=TEXT,
        analysis=analysis,
        indexes=indexes,
        kind=kind,
        name=how.get("name", ""),
        clock=clock,
    )


def found(archive: Archive, analysis: Analysis, text: str = TEXT) -> dict[int, str]:
    return {
        index: str(correction.kind)
        for index, correction in find_corrections(archive, 3, text, analysis).items()
    }


def cited(archive: Archive) -> Counts:
    """Stories by source of the library."""
    return {source.name: source.stories for source in find_most_cited(archive, Asked()).sources}


def by_reader(clock: Clock, **kinds: str) -> Corrections:
    """Corrections by index, as `_2="wrong"`; any other word is the name of another source."""
    known = {str(kind) for kind in CorrectionKind}
    return {
        int(index[1:]): Correction(kind=CorrectionKind(word), made=clock())
        if word in known
        else Correction(kind=CorrectionKind.OTHER, made=clock(), name=word)
        for index, word in kinds.items()
    }


def named(analysis: Analysis, indexes: Sequence[int]) -> list[str | None]:
    entities = [analysis.entity_of(analysis.attributions[index]) for index in indexes]
    return [entity.canonical if entity else None for entity in entities]


def test_only_the_passage_that_was_corrected_is(
    archive: Archive, clock: Clock, chain: Analysis
) -> None:
    assert found(archive, chain) == {}
    assert made(archive, clock, chain, 2, kind="wrong")
    assert found(archive, chain) == {2: "wrong"}
    assert made(archive, clock, chain, 1, kind="not a claim")
    assert made(archive, clock, chain, 3, kind="other source", name="Orr")
    assert found(archive, chain) == {1: "not a claim", 2: "wrong", 3: "other source"}


def test_the_same_words_in_another_story_or_paragraph_are_not_corrected(
    archive: Archive, clock: Clock
) -> None:
    twice = analysis_of(said("he", "No comment"), said("he", "No comment", nth=1))
    made(archive, clock, twice, 1, kind="wrong")
    assert found(archive, twice) == {1: "wrong"}
    assert find_corrections(archive, 4, TEXT, twice) == {}


def test_a_correction_stays_when_another_paragraph_is_revised(
    archive: Archive, clock: Clock, chain: Analysis
) -> None:
    made(archive, clock, chain, 1, kind="wrong")
    text = "The quay is open again, at last.\n\n" + TEXT.partition("\n\n")[2]
    again = said("the army", "the road was mined", ARMY, text=text)
    assert found(archive, analysis_of(again), text) == {0: "wrong"}
    text = TEXT.replace("was mined", "was not mined")
    changed = said("the army", "the road was not mined", ARMY, text=text)
    assert found(archive, analysis_of(changed), text) == {}


@pytest.mark.parametrize(
    ("content", "stays"), [("the road was mined, Berg", True), ("mined, Berg and Lenz", False)]
)
def test_a_correction_stays_when_a_newer_engine_draws_the_passage_a_little_differently(
    archive: Archive, clock: Clock, chain: Analysis, content: str, *, stays: bool
) -> None:
    made(archive, clock, chain, 1, kind="wrong")
    redrawn = replace(analysis_of(said("the army", content, ARMY)), engine=2)
    assert found(archive, redrawn) == ({0: "wrong"} if stays else {})
    if stays:
        made(archive, clock, redrawn, 0, kind="")
        assert found(archive, redrawn) == found(archive, chain) == {}


def test_a_correction_outlives_the_engine_that_found_the_passage(
    archive: Archive, clock: Clock, correct_first: Callable[..., bool]
) -> None:
    view = read_through(archive, 3, clock=clock)
    assert view is not None
    assert view.stored is not None
    assert view.analysis is not None
    correct_first(CorrectionKind.WRONG)
    newer = replace(view.analysis, engine=view.analysis.engine + 1)
    texts.keep_analysis(archive, view.stored.id, newer)
    assert texts.find_analysis(archive, view.stored.id, engine=newer.engine) == newer
    again = read_through(archive, 3, clock=clock)
    assert again is not None
    assert list(again.corrections) == [0]
    assert again.analysis == view.analysis


@pytest.mark.parametrize("kind", CorrectionKind)
def test_the_sources_of_the_library_are_counted_as_corrected(
    archive: Archive,
    clock: Clock,
    tmp_path: Path,
    correct_first: Callable[..., bool],
    kind: CorrectionKind,
) -> None:
    counted = {"May Orr": 1} if kind is CorrectionKind.OTHER else {}
    view = read_through(archive, 3, clock=clock)
    assert view is not None
    assert view.stored is not None
    assert view.analysis is not None
    assert cited(archive) == {"Ida Berg": 1}

    assert correct_first(kind)
    assert cited(archive) == counted
    texts.keep_analysis(archive, view.stored.id, replace(view.analysis, engine=99))
    assert cited(archive) == counted
    undo(archive, folder=tmp_path, clock=clock)
    assert cited(archive) == {"Ida Berg": 1}
    assert correct_first(kind)
    assert correct_first(None)
    assert cited(archive) == {"Ida Berg": 1}


def test_wrong_takes_the_name_away_and_the_count_with_it(clock: Clock, chain: Analysis) -> None:
    shown = apply_corrections(chain, by_reader(clock, _2="wrong"))
    assert named(shown, [1, 2, 3]) == ["army", None, "Ivo Lenz"]
    voices = count_voices(arrange_sources(shown, TEXT))
    assert voices == "1 outlet, 1 organisation, 1 person, 1 unattributed passage"


def test_another_source_is_the_storys_own_or_a_new_one(clock: Clock, chain: Analysis) -> None:
    shown = apply_corrections(chain, by_reader(clock, _2="The Military", _3="May Orr"))
    assert named(shown, [2, 3]) == ["army", "May Orr"]
    assert shown.type_of(shown.attributions[2]) is SourceType.ORGANISATION
    assert count_voices(arrange_sources(shown, TEXT)) == "1 outlet, 1 organisation, 1 person"


@pytest.mark.parametrize("kind", ["wrong", "not a claim"])
def test_nobody_vouches_for_others_whose_own_report_is_refused(
    clock: Clock, chain: Analysis, kind: str
) -> None:
    shown = apply_corrections(chain, by_reader(clock, _0=kind))
    assert [found.parent for found in shown.attributions] == [None] * 4


def test_what_is_no_claim_comes_last_and_counts_nowhere(clock: Clock, chain: Analysis) -> None:
    shown = apply_corrections(chain, by_reader(clock, _2="not a claim", _3="not a claim"))
    nodes = arrange_sources(shown, TEXT)
    assert (nodes[-1].name, nodes[-1].passages) == ("not a claim", [2, 3])
    assert count_voices(nodes) == "1 outlet, 1 organisation"


def test_each_mark_says_that_it_is_the_readers(clock: Clock, chain: Analysis) -> None:
    corrections = by_reader(clock, _1="wrong", _2="not a claim", _3="Orr")
    assert describe_corrections(chain, TEXT, corrections) == {
        1: "you: not army",
        2: "you: not a claim (found: Ida Berg)",
        3: "you: not Ivo Lenz",
    }


def test_names_are_completed_from_the_storys_sources_round() -> None:
    names = [clean_line(name) for name in ("Ida Berg", "Ivo Lenz", "The Post")]
    assert complete_source(clean_line("i"), names=names) == "Ida Berg"
    assert complete_source(clean_line("Ida Berg"), names=names) == "Ivo Lenz"
    assert complete_source(clean_line("The Post"), names=names) == "Ida Berg"
    assert complete_source(clean_line("len"), names=names) == "Ivo Lenz"
    assert complete_source(clean_line("x"), names=names) == "x"


def test_corrections_are_in_json_in_print_and_in_citations(
    archive: Archive, clock: Clock, tmp_path: Path, correct_first: Callable[..., bool]
) -> None:
    view = read_through(archive, 3, clock=clock)
    assert view is not None
    assert story_record(view)["attributions"][0]["correction"] is None
    correct_first(CorrectionKind.OTHER)
    view = read_through(archive, 3, clock=clock)
    assert view is not None
    assert view.stored is not None
    assert view.corrected is not None
    (record,) = story_record(view)["attributions"]
    assert record["canonical"] == "Ida Berg"
    assert record["correction"] == {
        "kind": "other source",
        "name": "May Orr",
        "made": "2026-11-23T12:00:00Z",
    }
    printed = print_sources(view, now=clock())
    assert "- May Orr [person]" in printed
    assert "(you: not Ida Berg)" in printed
    cited = cite_passage(view.story, view.stored, view.corrected, 0)
    assert "May Orr [named by the reader], in:" in cited
    undone = undo(archive, folder=tmp_path, clock=clock)
    assert undone is not None
    assert undone.label == "corrected: Ida Berg"
    view = read_through(archive, 3, clock=clock)
    assert view is not None
    assert view.corrections == {}


def test_finding_places_in_a_long_paragraph_takes_no_longer_than_reading_it_once() -> None:
    text = "He said so. " * 20_000
    found = [
        Attribution(source=((at, at + 2),), cue=(), content=((at + 8, at + 10),))
        for at in range(0, len(text), 12)
    ]
    places = find_places(1, text, Analysis(engine=1, attributions=tuple(found)))
    assert len(set(places)) == len(found)
    assert len({place.text_hash for place in places}) == 1
