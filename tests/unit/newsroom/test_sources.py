"""Who says what, arranged for reading: one row a source, chains under whoever vouches for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newstui.attribution import attribute
from newstui.model.attribution import Analysis, Attribution, Entity, Mention
from newstui.model.kinds import SourceType, Stance
from newstui.newsroom.passages import tell_step
from newstui.newsroom.sifting import list_sieves
from newstui.newsroom.sources import arrange_sources, count_voices
from newstui.text.passages import passage_text, shown_passage
from newstui.text.speakers import names_of, speakers_of, tell_speakers

TEXT = "The Post cited the ministry as saying the dam held, and the mayor said so twice. “Dry.”"
WHO = ("The Post", "the ministry", "the mayor")
TYPES = (SourceType.OUTLET, SourceType.GOVERNMENT, SourceType.PERSON)


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def said(
    who: int | None, content: str, *, parent: int | None = None, confidence: float = 1.0
) -> Attribution:
    mention = None
    if who is not None:
        mention = Mention(spans=(span(WHO[who]),), head=span(WHO[who]), entity=who)
    return Attribution(
        source=(span(WHO[who]),) if who is not None else (),
        cue=(span("said"),) if who is not None else (),
        content=(span(content),) if content else (),
        mention=mention,
        parent=parent,
        confidence=confidence,
    )


def analysis_of(*attributions: Attribution, roles: tuple[str, ...] = ()) -> Analysis:
    entities = tuple(
        Entity(id=index, canonical=name, type=kind, roles=roles)
        for index, (name, kind) in enumerate(zip(WHO, TYPES, strict=True))
    )
    return Analysis(engine=1, entities=entities, attributions=attributions)


def test_a_source_that_speaks_twice_has_one_row_with_both_passages() -> None:
    analysis = analysis_of(said(2, "the dam held"), said(2, "so twice"))
    (mayor,) = arrange_sources(analysis, TEXT)
    assert (mayor.name, mayor.type, mayor.passages) == ("the mayor", SourceType.PERSON, [0, 1])
    assert mayor.count == 2


def test_sources_stand_in_the_order_they_speak() -> None:
    analysis = analysis_of(said(2, "the dam held"), said(1, "so twice"))
    assert [node.name for node in arrange_sources(analysis, TEXT)] == ["the mayor", "the ministry"]


def test_whoever_is_reported_stands_under_whoever_reports() -> None:
    analysis = analysis_of(said(0, "the dam held"), said(1, "the dam held", parent=0))
    (post,) = arrange_sources(analysis, TEXT)
    (ministry,) = post.children
    assert (post.name, ministry.name) == ("The Post", "the ministry")
    assert (post.passages, ministry.passages, post.count) == ([0], [1], 2)


def test_whoever_speaks_in_one_breath_has_a_row_each_with_the_passage() -> None:
    text = "The Post reported, citing Ana Ruiz and Bo Li, that it held."
    analysis = attribute(text)
    (post,) = arrange_sources(analysis, text)
    rows = [(node.name, node.passages) for node in post.children]
    assert rows == [("Ana Ruiz", [1]), ("Bo Li", [1])]
    assert count_voices([post]) == "1 outlet, 2 people"
    assert names_of(analysis, text) == ("Post", "Ana Ruiz", "Bo Li")


def test_a_pronoun_that_names_nobody_is_no_source() -> None:
    text = "She said it held, adding that rain was near. They and Ivo Lenz said it was dry."
    analysis = attribute(text)
    nodes = arrange_sources(analysis, text)
    rows = [(node.name, node.named, node.passages) for node in nodes]
    assert rows == [
        ("“She” (not named)", False, [0, 1]),
        ("“They” (not named)", False, [2]),
        ("Ivo Lenz", True, [2]),
    ]
    assert count_voices(nodes) == "1 person, 2 unattributed passages"
    assert names_of(analysis, text) == ("Ivo Lenz",)
    assert tell_speakers(analysis, 2, text) == "“They” (not named) and Ivo Lenz"
    assert [sieve.label for sieve in list_sieves(nodes, analysis)] == [
        "1 person",
        "2 unattributed passages",
    ]


def test_a_role_that_repeats_the_name_is_told_without_it() -> None:
    text = "Officials who spoke on condition of anonymity said it held."
    told = tell_speakers(attribute(text), 0, text)
    assert told == "Officials, who spoke on condition of anonymity"


def test_whoever_speaks_in_one_breath_is_told_with_roles() -> None:
    text = "Ana Ruiz, the mayor, and Bo Li said it held."
    assert tell_speakers(attribute(text), 0, text) == "Ana Ruiz, the mayor, and Bo Li"


@pytest.mark.parametrize(
    ("content", "is_word_for_word"),
    [
        ("the ministry as saying the dam held", True),
        ("the dam held, and", True),
        ("the dam held, and the mayor", False),
        ("so twice", False),
    ],
)
def test_it_is_known_when_nothing_is_added_to_what_is_passed_on(
    content: str, *, is_word_for_word: bool
) -> None:
    inner = replace(said(1, "the dam held", parent=0), cue=(span("as saying"),))
    (post,) = arrange_sources(analysis_of(said(0, content), inner), TEXT)
    assert post.passages == [0]
    assert post.passed_on == ([0] if is_word_for_word else [])


def test_a_source_has_separate_rows_for_what_it_says_itself_and_through_others() -> None:
    analysis = analysis_of(
        said(1, "so twice"), said(0, "the dam held"), said(1, "the dam held", parent=1)
    )
    ministry, post = arrange_sources(analysis, TEXT)
    assert ministry.passages == [0]
    assert [child.passages for child in post.children] == [[2]]


def test_a_chain_that_bites_its_tail_ends() -> None:
    analysis = analysis_of(said(0, "the dam held", parent=1), said(1, "the dam held", parent=0))
    assert arrange_sources(analysis, TEXT)


def test_a_quotation_of_nobody_is_shown_as_unattributed() -> None:
    (nobody,) = arrange_sources(analysis_of(said(None, "“Dry.”")), TEXT)
    assert (nobody.name, nobody.named, nobody.passages) == ("unattributed", False, [0])


def test_a_source_is_sure_as_soon_as_one_passage_is() -> None:
    doubtful = said(2, "the dam held", confidence=0.3)
    (mayor,) = arrange_sources(analysis_of(doubtful), TEXT)
    assert not mayor.sure
    (mayor,) = arrange_sources(analysis_of(doubtful, said(2, "so twice")), TEXT)
    assert mayor.sure


def test_whoever_perhaps_says_nothing_is_no_voice() -> None:
    doubtful = said(2, "the dam held", confidence=0.55)
    nodes = arrange_sources(analysis_of(said(1, "so twice"), doubtful), TEXT)
    assert count_voices(nodes) == "1 government, 1 uncertain passage"
    assert [node.tally for node in nodes] == ["1", "1"]
    nodes = arrange_sources(analysis_of(said(2, "so twice"), doubtful), TEXT)
    assert count_voices(nodes) == "1 person, 1 uncertain passage"
    assert [node.tally for node in nodes] == ["1+1?"]


def test_a_role_that_is_the_name_itself_is_not_said_twice() -> None:
    for same in ("mayor", "a mayor", "The mayor"):
        (mayor,) = arrange_sources(analysis_of(said(2, "so twice"), roles=(same,)), TEXT)
        assert mayor.role == ""
    (mayor,) = arrange_sources(analysis_of(said(2, "so twice"), roles=("engineer",)), TEXT)
    assert mayor.role == "engineer"


def test_voices_are_counted_in_words_with_their_plurals() -> None:
    analysis = analysis_of(
        said(0, "the dam held"),
        said(1, "the dam held", parent=0),
        said(2, "so twice"),
        said(None, "“Dry.”"),
        said(None, "held"),
    )
    nodes = arrange_sources(analysis, TEXT)
    assert count_voices(nodes) == "1 outlet, 1 government, 1 person, 2 unattributed passages"
    assert count_voices([]) == ""


def test_a_passage_in_pieces_is_one_line_and_one_without_words_shows_how_it_was_said() -> None:
    assert passage_text([span("the dam held"), span("twice")], TEXT) == "the dam held … twice"
    assert shown_passage(said(2, ""), TEXT) == "said"


@pytest.mark.parametrize(
    ("stance", "shown"),
    [
        (Stance.SAID, "so twice"),
        (Stance.DENIED, "denied: so twice"),
        (Stance.ASKED, "asked: so twice"),
        (Stance.REFUSED, "declined: the dam held"),
        (Stance.HEARSAY, "reportedly: so twice"),
    ],
)
def test_what_was_not_simply_said_says_so(stance: Stance, shown: str) -> None:
    words = shown.rpartition(": ")[2]
    assert shown_passage(replace(said(2, words), stance=stance), TEXT) == shown
    assert shown_passage(replace(said(2, ""), stance=stance), TEXT) == "said"


@pytest.mark.parametrize(
    ("refusal", "shown"),
    [
        ("The port has not commented on the leak.", "has not commented on the leak"),
        ("The port declined to comment on the leak.", "declined to comment on the leak"),
        ("Asked about it, the port did not respond to a request.", "did not respond to a request"),
    ],
)
def test_a_refusal_reads_as_the_text_has_it(refusal: str, shown: str) -> None:
    found = attribute(refusal).attributions[-1]
    assert shown_passage(found, refusal) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Moscow urged both sides to show restraint.", "urged: both sides to show restraint"),
        ("Russia has accused the port of lying.", "has accused: the port of lying"),
        ("Ana Ruiz praised the pact.", "praised: the pact"),
        ("Ana Ruiz called the row “a storm”.", "called: the row “a storm”"),
        ("Ana Ruiz said it held.", "it held"),
        ("It held, according to Ana Ruiz.", "It held"),
        ("“It will hold,” Ana Ruiz insisted.", "“It will hold,”"),
        ("Ana Ruiz: “It will hold.”", "“It will hold.”"),
        ("The port has not commented on the leak.", "has not commented on the leak"),
        ("The port declined to comment on the leak.", "declined to comment on the leak"),
        ("Asked whether it would hold, Ruiz nodded.", "asked: whether it would hold"),
        ("The Post reported, citing Ana Ruiz, that it held.", "that it held"),
        ("Ana Ruiz told parliament that it held.", "that it held"),
        ("Ana Ruiz told residents to leave the hill.", "told: residents to leave the hill"),
        ("Ana Ruiz points out that it leaks.", "points out: that it leaks"),
        ("The dam is very old, engineers point out.", "point out: The dam is very old"),
        ("Ana Ruiz called on the army to leave the hill.", "called on: the army to leave the hill"),
        ("The mine allegedly closed in May.", "allegedly: The mine … closed in May"),
        ("The mine is said to be closed.", "reportedly: The mine … to be closed"),
    ],
)
def test_what_is_no_quotation_stands_behind_its_cue(text: str, shown: str) -> None:
    assert shown_passage(attribute(text).attributions[-1], text) == shown


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ana Ruiz urged both sides to show restraint.", "Ana Ruiz urged"),
        ("It held, according to Ana Ruiz.", "Ana Ruiz said"),
        ("The dam held, the Post reported.", "Post reported"),
        ("The mine reportedly closed in May.", "unattributed: reportedly"),
        ("Asked whether it would hold, Ruiz nodded.", "question put"),
        ("It rained.\n\n“It will hold for a year.”", "unattributed: a quotation"),
        ("She said it held.", "“She” (not named) said"),
        (
            "“It holds,” Ana Ruiz said.\n\n“It will hold for a year.”",
            "Ana Ruiz (uncertain) said",
        ),
        (
            "The Post reported, citing the ministry, that it held.",
            "ministry said, via Post",
        ),
    ],
)
def test_a_step_tells_who_says_a_passage_and_how(text: str, told: str) -> None:
    analysis = attribute(text)
    who, how = tell_step(analysis, len(analysis.attributions) - 1, text)
    assert f"{who} {how}".strip() == told


def test_a_question_nobody_put_is_no_claim_without_a_source() -> None:
    text = "Asked whether it would hold, Ana Ruiz said it had. The mine reportedly closed."
    analysis = attribute(text)
    nodes = arrange_sources(analysis, text)
    assert count_voices(nodes) == "1 person, 1 unattributed passage, 1 question put"
    rows = [(node.name, node.named) for node in nodes]
    assert rows == [("questions put", False), ("Ana Ruiz", True), ("unattributed", False)]
    assert [(sieve.label, len(sieve.passages)) for sieve in list_sieves(nodes, analysis)] == [
        ("1 person", 1),
        ("1 unattributed passage", 1),
        ("1 question put", 1),
    ]


@pytest.mark.parametrize(
    ("name", "role", "shown"),
    [
        ("senior official", "A senior official, who was not named", "who was not named"),
        ("A senior official", "senior official", ""),
        ("office", "your office", ""),
        ("Anselm Quaye", "its president", "its president"),
    ],
)
def test_a_role_does_not_repeat_the_name(name: str, role: str, shown: str) -> None:
    entity = Entity(id=0, canonical=name, roles=(role,))
    analysis = Analysis(engine=1, entities=(entity,), attributions=(said(0, "the dam held"),))
    assert speakers_of(analysis, 0, TEXT)[0].role == shown


def test_a_source_with_two_rows_is_one_voice() -> None:
    analysis = analysis_of(
        said(1, "so twice"), said(0, "the dam held"), said(1, "the dam held", parent=1)
    )
    assert count_voices(arrange_sources(analysis, TEXT)) == "1 government, 1 outlet"


def test_a_long_chain_is_arranged_without_running_out_of_stack() -> None:
    links = [said(0, "the dam held", parent=index - 1 if index else None) for index in range(300)]
    nodes = arrange_sources(analysis_of(*links), TEXT)
    assert count_voices(nodes) != ""


FOREIGN = "The foreign ministry denied it. A spokeswoman for the ministry said talks would go on."
PORT = "The port said it would close. Ana Ruiz, a spokeswoman for the port, said ships were late."
WATER = "The Lagos Water Board said it rained. Its spokeswoman, Vera Holm, said pipes had burst."
FORMER = "The port said it would close. A former port spokesman, Ivo Lenz, said it was full."
HEAD = "The port said it would close. The head of the port, Ivo Lenz, said it was full."
TWO = "The health ministry said wards were full. The rail ministry said trains had stopped. "
TWO += "A spokesman for the ministry said buses would run."


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        (FOREIGN, "1 government, 1 spokesperson"),
        (PORT, "1 organisation, 1 spokesperson"),
        (f"{PORT} Port spokesman Ivo Lenz said it was full.", "1 organisation, 2 spokespeople"),
        (WATER, "1 organisation, 1 spokesperson"),
        (FORMER, "1 organisation, 1 person"),
        (HEAD, "1 organisation, 1 person"),
        (TWO, "2 governments, 1 person"),
        ("A spokesman for the ministry said trains would run.", "1 person"),
    ],
)
def test_whoever_speaks_for_a_body_that_speaks_itself_is_no_voice_of_their_own(
    text: str, voices: str
) -> None:
    assert count_voices(arrange_sources(attribute(text), text)) == voices
