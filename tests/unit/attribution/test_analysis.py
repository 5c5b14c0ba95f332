from __future__ import annotations

import gc
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newstui.attribution import attribute
from newstui.model.versions import ENGINE_VERSION

if TYPE_CHECKING:
    from types import FrameType

    from newstui.model.attribution import Analysis

GERMAN = (
    "Der Fluss ist in der Nacht über die Ufer getreten und hat die Straße überschwemmt. "
    "„Wir hatten keine Zeit“, sagte die Sprecherin der Stadt am Montag, und die Feuerwehr "
    "war mit allen Wagen im Einsatz. Es ist nicht das erste Mal, dass das passiert."
)


def test_an_english_text_is_analysed() -> None:
    analysis = attribute("The mayor of the town said that the road to the coast was closed.")
    assert (analysis.engine, analysis.analysed, analysis.reason) == (ENGINE_VERSION, True, "")


def test_another_language_is_said_to_be_not_analysed() -> None:
    analysis = attribute(GERMAN)
    assert (analysis.language, analysis.analysed) == ("de", False)
    assert analysis.reason == "written in German"
    assert analysis.attributions == ()


@pytest.mark.parametrize(
    "text",
    [
        "By Mara Stein\n\nThe ferry left at noon and came back in the evening with forty people.",
        "The ferry left at noon and came back in the evening.\n\nAdditional reporting by Tom Holm.",
        "The ferry left at noon.\n\n(Photo courtesy: Tom Holm)",
    ],
)
def test_a_credit_is_never_an_attribution(text: str) -> None:
    analysis = attribute(text)
    assert analysis.credits
    assert analysis.attributions == ()


def test_attributions_come_in_the_order_of_the_text() -> None:
    text = "“A boat sank,” Kern said. Adler said no boat sank. According to Holm, two sank."
    starts = [
        min(start for start, _ in (*found.source, *found.cue, *found.content))
        for found in attribute(text).attributions
    ]
    assert len(starts) == 3
    assert starts == sorted(starts)


def test_the_same_text_gives_the_same_analysis() -> None:
    text = "Kern said it had sunk, the Post reported. He added that a tug would come."
    assert attribute(text) == attribute(text)


@pytest.mark.parametrize("collects", [True, False])
def test_the_collection_of_rubbish_is_left_as_it_was(*, collects: bool) -> None:
    assert gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        attribute("The dam held, the mayor said.")
        assert gc.isenabled() is collects
    finally:
        gc.enable()


_WORDS = """
    said told Adler the The a , , . . ! ? : ; who which that and but He She they Ivo Vera
    according to citing quoted as saying reported claims claim reportedly declined comment s 's
    Mr. U.S. ministry “ ” ‘ ’ ' " '' `` « » ( ) [ ] – — - -- poll 40 Monday
"""
_PIECES = (
    *_WORDS.split(), "\n", "\n\n", "\x00", "\u2028", "😀", "é", "İ", "\u00a0", "ﬁ", "\ud800",
    "\u202e", "नहीं",
)  # fmt: skip


def _check(text: str, analysis: Analysis) -> None:
    """Fail when a span, an index or a tree of an analysis is not sound."""
    parents = [found.parent for found in analysis.attributions]
    for index, found in enumerate(analysis.attributions):
        assert found.content
        for start, end in (*found.source, *found.cue, *found.content):
            assert 0 <= start < end <= len(text)
        if found.mention is not None and found.mention.entity is not None:
            assert analysis.entities[found.mention.entity].canonical
        assert 0 <= found.confidence <= 1
        seen = {index}
        at = parents[index]
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = parents[at]
    assert [entity.id for entity in analysis.entities] == list(range(len(analysis.entities)))


@pytest.mark.parametrize("seed", range(60))
def test_any_text_gives_a_sound_analysis(seed: int) -> None:
    chosen = random.Random(seed)  # noqa: S311 - texts, not secrets
    joint = chosen.choice(["", " ", " "])
    text = joint.join(chosen.choices(_PIECES, k=400))
    _check(text, attribute(text))


_STORIES = sorted((Path(__file__).parents[2] / "data" / "attribution").glob("*.txt"))


@pytest.mark.parametrize("seed", range(8))
def test_any_damaged_story_gives_a_sound_analysis(seed: int) -> None:
    chosen = random.Random(seed)  # noqa: S311 - texts, not secrets
    for _time in range(50):
        story = chosen.choice(_STORIES).read_text("utf-8")
        begin = chosen.randrange(len(story))
        text = list(story[begin : begin + 1500])
        for _cut in range(chosen.randrange(60)):
            at = chosen.randrange(len(text) + 1)
            text[at : at + chosen.choice([0, 0, 30])] = chosen.choice(_PIECES)
        _check("".join(text), attribute("".join(text)))


@pytest.mark.parametrize(
    "text",
    ["Bo Li: It holds.\n\nBo Li:\n\nIvo: No.\n\nBo Li:", "Bo [1]: Well.\n\nBo Li: Yes."],
    ids=["nothing said", "a note beside a name"],
)
def test_any_printed_interview_gives_a_sound_analysis(text: str) -> None:
    _check(text, attribute(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        '"' * 200_000,
        "“" * 100_000 + "”" * 100_000,
        "'" * 100_000,
        "said " * 40_000,
        "He said that " * 15_000,
        "according to " * 15_000,
        "“a,” said " * 15_000,
        "“" + "He said ‘a b’ " * 10_000 + "”",
        "(" * 100_000,
        "\n\n".join(["“a b c d e"] * 10_000),
        "Ann Lee said no. " + "He said so. " * 10_000,
        " ".join(f"Ann{number} Lee said it sank." for number in range(8_000)),
        "quoted Adler as saying " * 8_000,
        "\x00" * 50_000,
        "😀 said 👩‍👩‍👧 “yes” " * 5_000,
        "a" * 200_000,
    ],
    ids=range(18),
)
def test_hostile_text_costs_linear_time(text: str) -> None:
    started = time.process_time()
    analysis = attribute(text)
    assert time.process_time() - started < 20
    _check(text, analysis)


_SHAPES = (
    "The boat sank on Monday, the mayor of the town said, and nobody was hurt. ",
    "Ana{i} Ruiz{i} said that it sank. She said it had rained. ",
    "Ana{i} Ruiz said that it sank. Ruiz denied it. ",
    "The Ana{i} Company said it sank. ABC said it did not. ",
    "Bank Xa{i} struck. It said no. DEF said that it sank. The company said so too. ",
    "Ana, who said it, ",
    "“A,” said B, ",
    "He said: “no.” ",
    "Ana{i}: it sank again\n\n",
    "“It sank in the night.\n\n",
    "According to Ana{i}, citing the firm, it reportedly sank ",
    "(Ana{i} said it sank in the night) ",
    "‘a “b ",
    "Mr. A. B. Kern's J.R. ",
)


def _work(text: str) -> int:
    """Count the calls that analysing a text takes: unlike time, the same on every machine."""
    calls = 0

    def count(_frame: FrameType, event: str, _function: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        attribute(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("shape", _SHAPES)
def test_four_times_the_text_is_four_times_the_work(shape: str) -> None:
    pieces = [shape.format(i=index) for index in range(400)]
    attribute("".join(pieces))
    quarter, whole = _work("".join(pieces[:100])), _work("".join(pieces))
    assert whole < 4.5 * quarter


def test_a_sentence_said_again_and_again_is_read_for_a_while() -> None:
    sentence = "He said: “no.” "
    assert len(attribute(sentence * 1_000).attributions) == 1_000
    endless = sentence * 5_000 + "The mayor said the boat sank."
    found = attribute(endless).attributions
    assert len(found) < 2_000
    assert endless[slice(*found[-1].content[0])] == "the boat sank"


def test_importing_it_loads_nothing_heavy() -> None:
    script = "import sys, newstui.attribution; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    ).stdout.split()
    assert not {"lxml", "feedparser", "sqlite3", "textual", "newstui.text.page"} & set(loaded)
