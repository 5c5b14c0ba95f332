"""Our own stories: what the engine finds in them stays as right as it is, and their gold fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.bench.attribution_adapter import extract
from tests.bench.stories import GoldError, read_stories, read_story
from tests.bench.story_scores import measure, score_story

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bench.story_scores import Rate

STORY = "The dam will hold, the mayor, Ana Kern, said. “It will,” she said. He nodded.\n"


@pytest.fixture(scope="module")
def rates() -> dict[str, Rate]:
    return measure([score_story(story) for story in read_stories()])


def test_forty_stories_are_scored() -> None:
    stories = read_stories()
    assert len(stories) >= 40
    assert all(150 <= len(story.text.split()) <= 400 for story in stories)


@pytest.mark.parametrize(
    ("compared", "least"),
    [("linked", 87), ("role", 97), ("parent", 90), ("credits", 99)],
)
def test_what_is_found_in_our_stories_does_not_fall(
    rates: dict[str, Rate], compared: str, least: float
) -> None:
    assert rates[compared].f1 >= least


@pytest.mark.parametrize(("compared", "least"), [("type", 97), ("canonical", 94), ("stance", 99)])
def test_what_is_said_of_sources_stays_right(
    rates: dict[str, Rate], compared: str, least: float
) -> None:
    assert rates[compared].recall >= least


def test_a_wrong_source_is_hardly_ever_named(rates: dict[str, Rate]) -> None:
    assert rates["wrong source"].precision <= 1.5


def _gold(folder: Path, *lines: str) -> Path:
    (folder / "dam.txt").write_text(STORY, encoding="utf-8")
    path = folder / "dam.gold"
    path.write_text("\n".join(["who | Ana Kern | person", *lines]), encoding="utf-8")
    return path


def test_gold_quotes_become_passages(tmp_path: Path) -> None:
    path = _gold(
        tmp_path,
        "1 | the mayor, Ana Kern | said | The dam ... hold | Ana Kern | mayor",
        "2 | she | said | “It will,” | Ana Kern",
    )
    story = read_story(path)
    texts = [
        [story.text[slice(*spans[0])] for spans in (row.source, row.cue, row.content)]
        for row in story.rows
    ]
    assert texts == [
        ["the mayor, Ana Kern", "said", "The dam will hold"],
        ["she", "said", "“It will,”"],
    ]
    assert [row.cue[0][0] for row in story.rows] == [40, 61]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1 | the mayor | said | The dyke will hold | Ana Kern", "not found"),
        ("1 | the mayoress | said | The dam will hold | Ana Kern", "not found"),
        ("1 | the mayor | said | The dam will hold | Ana Holm", "neither a name above nor a type"),
        ("1 | the mayor | said | The dam will hold", "neither a name above nor a type"),
        ("1 | the mayor | said | The dam will hold | Ana Kern | | 1", "no row above"),
        ("1 | the mayor | said | The dam will hold | Ana Kern | | none", "no row above"),
        ("1 | the mayor | said | The dam will hold | Ana Kern | | | shouted", "no stance"),
        ("2 | the mayor | said | The dam will hold | Ana Kern", "cannot be read"),
        ("credit | selfie | Ana Kern", "cannot be read"),
    ],
)
def test_gold_that_does_not_fit_is_refused_by_file_and_line(
    tmp_path: Path, line: str, reason: str
) -> None:
    path = _gold(tmp_path, line)
    with pytest.raises(GoldError, match=rf"dam\.gold:2: {reason}"):
        read_story(path)


def test_a_missed_and_a_wrong_source_cost_points(tmp_path: Path) -> None:
    path = _gold(
        tmp_path,
        "1 | the mayor, Ana Kern | said | The dam ... hold | Ana Kern | mayor",
        "2 | Ana Kern | said | “It will,” | Ana Kern",
        "3 | He | nodded | He nodded | person",
    )
    found = measure([score_story(read_story(path))])
    assert found["linked"] == (1, 2, 3)
    assert found["wrong source"] == (1, 2, 2)


def test_outside_scorers_get_offsets() -> None:
    first, _ = extract(STORY)
    passages = {name: [STORY[slice(*span)] for span in spans] for name, spans in first.items()}
    assert passages == {
        "source": ["the mayor, Ana Kern"],
        "cue": ["said"],
        "content": ["The dam will hold"],
    }
