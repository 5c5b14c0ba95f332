"""What an editor looks for: kinds of sources alone, and paragraphs that cite nobody."""

from __future__ import annotations

import pytest
from tests.unit.newsroom.conftest import NOW

from newstui.attribution import attribute
from newstui.model.correction import Correction, CorrectionKind
from newstui.model.story import BodyType
from newstui.newsroom.sifting import find_uncited, list_sieves
from newstui.newsroom.sources import arrange_sources, every_node
from newstui.store.corrected import apply_corrections
from newstui.text.build import build_document

BODY = """<h2>Dam</h2>
<p>The dam will hold, said Ana Berl, the county's chief engineer.</p>
<p>It was built in 1911 and has never leaked.</p>
<p>“None of this is new.”</p>
<p>* * *</p>
<p>The army said two roads were closed, the Alda Courier reported. Officials said a third was.</p>
<table><tr><th>Road</th><th>closed</th></tr><tr><td>A1</td><td>May</td></tr></table>
<p>Nobody has crossed since.</p>"""


def uncited(body: str, *no_claims: int) -> tuple[list[str], str]:
    document = build_document(body, BodyType.HTML)
    analysis = attribute(document.text)
    marks = {index: Correction(kind=CorrectionKind.NO_CLAIM, made=NOW) for index in no_claims}
    found = find_uncited(document, apply_corrections(analysis, marks))
    return [document.text[start:end] for start, end in found.paragraphs], found.describe()


def test_paragraphs_that_cite_nobody_are_counted_among_those_of_prose() -> None:
    texts, told = uncited(BODY)
    assert [text.split()[0] for text in texts] == ["It", "“None", "Nobody"]
    assert told == "no source found in 3 of 5 paragraphs"


def test_a_paragraph_whose_claim_is_none_for_the_reader_cites_nobody() -> None:
    body = "<p>The dam will hold, said Ana Berl.</p>"
    assert uncited(body) == ([], "every paragraph cites somebody")
    assert uncited(body, 0)[1] == "no source found in 1 of 1 paragraphs"


def test_credits_are_no_paragraphs() -> None:
    texts, _told = uncited("<p>By Ruben Osterhaut</p><p>The quay is shut.</p>")
    assert texts == ["The quay is shut."]


@pytest.mark.parametrize(
    ("kind", "label", "names"),
    [
        ("person", "1 person", ["Ana Berl"]),
        ("outlet", "1 outlet", ["Alda Courier"]),
        ("organisation", "1 organisation", ["Alda Courier"]),
        ("anonymous", "1 unnamed source", ["Officials"]),
    ],
)
def test_one_kind_is_kept_with_whoever_reports_it(kind: str, label: str, names: list[str]) -> None:
    document = build_document(BODY, BodyType.HTML)
    analysis = attribute(document.text)
    nodes = arrange_sources(analysis, document.text)
    (sieve,) = [sieve for sieve in list_sieves(nodes, analysis) if sieve.kind == kind]
    assert sieve.label == label
    assert [node.name for node in nodes if sieve.keeps(node)] == names


def test_what_deserves_a_second_look_comes_after_the_types() -> None:
    document = build_document(BODY, BodyType.HTML)
    analysis = attribute(document.text)
    marked = apply_corrections(analysis, {0: Correction(kind=CorrectionKind.WRONG, made=NOW)})
    nodes = arrange_sources(marked, document.text)
    labels = [sieve.label for sieve in list_sieves(nodes, marked)]
    assert labels[-1] == "1 passage you corrected"
    assert any(label.endswith("unattributed passages") for label in labels[:-1])


def test_what_a_spokeswoman_says_is_kept_with_what_her_ministry_says() -> None:
    text = "The port said it would shut. Ana Ruiz, a spokeswoman for the port, said it was full."
    analysis = attribute(text)
    sieves = list_sieves(arrange_sources(analysis, text), analysis)
    assert [(str(sieve.label), set(sieve.passages)) for sieve in sieves] == [
        ("1 organisation", {0, 1}),
        ("1 person", {1}),
    ]
    assert [sieve.beside for sieve in sieves] == ["whoever speaks for it", ""]


def test_people_are_kept_with_those_of_them_who_speak_for_somebody() -> None:
    text = (
        "The port said it would shut. Ana Ruiz, a spokeswoman for the port, said it was full."
        " Petra Holt said it was empty."
    )
    analysis = attribute(text)
    nodes = arrange_sources(analysis, text)
    (sieve,) = [one for one in list_sieves(nodes, analysis) if one.kind == "person"]
    assert (sieve.label, sieve.beside) == ("1 person", "1 who speaks for another source")
    assert [node.name for node in nodes if sieve.keeps(node)] == ["Ana Ruiz", "Petra Holt"]


def test_whoever_perhaps_said_it_is_kept_with_their_kind_but_not_counted() -> None:
    text = "Ana Ruiz shook her head. “Nobody here believes a word of it.”\n\nBo Li said it held."
    analysis = attribute(text)
    sieves = list_sieves(arrange_sources(analysis, text), analysis)
    assert [(str(one.label), str(one.beside), set(one.passages)) for one in sieves] == [
        ("1 person", "1 uncertain", {0, 1}),
        ("1 uncertain passage", "", {0}),
    ]


@pytest.mark.parametrize(
    ("text", "label", "beside", "names"),
    [
        ("The army said it shut, the Alda Courier reported.", "1 outlet", "whom it passes on",
         ["Alda Courier", "army"]),
        ("The army said it shut, the Alda Courier reported.", "1 organisation",
         "who passes it on", ["Alda Courier", "army"]),
        ("Ana Ruiz and the army said it shut.", "1 person", "", ["Ana Ruiz"]),
    ],
)  # fmt: skip
def test_whoever_is_shown_beside_a_kind_is_told(
    text: str, label: str, beside: str, names: list[str]
) -> None:
    analysis = attribute(text)
    nodes = arrange_sources(analysis, text)
    (sieve,) = [one for one in list_sieves(nodes, analysis) if one.label == label]
    assert sieve.beside == beside
    assert [node.name for node in every_node(nodes) if sieve.keeps(node)] == names
