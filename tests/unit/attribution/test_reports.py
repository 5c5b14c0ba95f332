from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newstui.attribution import attribute
from newstui.model.attribution import SURE_FROM, Kind, Medium, Stance

if TYPE_CHECKING:
    from newstui.model.attribution import Attribution


def _texts(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


def _row(text: str, found: Attribution) -> tuple[str, str, str]:
    return _texts(text, found.source), _texts(text, found.cue), _texts(text, found.content)


def _rows(text: str) -> list[tuple[str, str, str]]:
    return [_row(text, found) for found in attribute(text).attributions]


ONE_REPORT = [
    # a reporting verb and where its subject and content stand
    ("The dyke holds, the warden said.", ("the warden", "said", "The dyke holds")),
    (
        "“It is dry,” said Mara Stein, the warden.",
        ("Mara Stein, the warden", "said", "“It is dry,”"),
    ),
    ("“The dyke,” she said, “is dry.”", ("she", "said", "“The dyke,” … “is dry.”")),
    ("The dyke, wardens say, is dry.", ("wardens", "say", "The dyke … is dry")),
    (
        "Pavel Kern, head of the ferry line in Hvar, Croatia, said boats were late.",
        ("Pavel Kern, head of the ferry line in Hvar, Croatia", "said", "boats were late"),
    ),
    (
        "Sen. Joy Adler, R-Maine, said it was over.",
        ("Sen. Joy Adler, R-Maine", "said", "it was over"),
    ),
    (
        "Ferry chief Pavel Kern said boats were late.",
        ("Ferry chief Pavel Kern", "said", "boats were late"),
    ),
    ("Kern, who owns a boat, said it had sunk.", ("Kern, who owns a boat", "said", "it had sunk")),
    ("Kern and Adler said it had sunk.", ("Kern and Adler", "said", "it had sunk")),
    ("But Kern said it had sunk.", ("Kern", "said", "it had sunk")),
    ("On Friday, Kern said it had sunk.", ("Kern", "said", "it had sunk")),
    ("Kern said Friday that it had sunk.", ("Kern", "said", "that it had sunk")),
    ("Kern said in a statement that it had sunk.", ("Kern", "said", "that it had sunk")),
    (
        "The ferry line this week announced that it had sunk.",
        ("The ferry line", "announced", "that it had sunk"),
    ),
    ("“Go!” Kern said.", ("Kern", "said", "“Go!”")),
    ("“Where is it?” asked Kern.", ("Kern", "asked", "“Where is it?”")),
    ("Said Kern: “It has sunk.”", ("Kern", "Said", "“It has sunk.”")),
    ("Kern: “It has sunk.”", ("Kern", ":", "“It has sunk.”")),
    ("Kern called the plan “a leaky tub”.", ("Kern", "called", "the plan “a leaky tub”")),
    ("Kern told the Gazette that it had sunk.", ("Kern", "told", "that it had sunk")),
    ("Kern asked whether it had sunk.", ("Kern", "asked", "whether it had sunk")),
    ("Kern urged Parliament to buy a boat.", ("Kern", "urged", "Parliament to buy a boat")),
    ("Kern pledged to buy a boat.", ("Kern", "pledged", "to buy a boat")),
    ("Kern accused the crew of theft.", ("Kern", "accused", "the crew of theft")),
    ("Kern called on Parliament to act.", ("Kern", "called", "Parliament to act")),
    ("Kern pointed out that it had sunk.", ("Kern", "pointed", "that it had sunk")),
    ("Kern called for new boats.", ("Kern", "called", "for new boats")),
    ("Kern denied the charge.", ("Kern", "denied", "the charge")),
    ("Kern said if it sank, he would sell it.", ("Kern", "said", "if it sank, he would sell it")),
    ("Kern said smugglers dig tunnels there.", ("Kern", "said", "smugglers dig tunnels there")),
    ("The find marks a turn, Kern said.", ("Kern", "said", "The find marks a turn")),
    ("Most of them said it had sunk.", ("Most of them", "said", "it had sunk")),
    ("One says the boat is lost.", ("One", "says", "the boat is lost")),
    ("Kern himself said it had sunk.", ("Kern himself", "said", "it had sunk")),
    ("Kern went on to say that it had sunk.", ("Kern", "went on to say", "that it had sunk")),
    ("Kern shot back, “It has sunk.”", ("Kern", "shot", "“It has sunk.”")),
    ("Kern continued, “It has sunk.”", ("Kern", "continued", "“It has sunk.”")),
    ("“It has sunk!” Kern said to Harbour Weekly.", ("Kern", "said", "“It has sunk!”")),
    (
        "“It has sunk,” said Kern, who wrote a book.",
        ("Kern, who wrote a book", "said", "“It has sunk,”"),
    ),
    ("Kern called himself a sailor.", ("Kern", "called", "himself a sailor")),
    ("As Kern has said, the boat had sunk.", ("Kern", "has said", "the boat had sunk")),
    ("The boat had sunk, as Kern has said.", ("Kern", "has said", "The boat had sunk")),
    ("Kern referred to the wreck.", ("Kern", "referred", "the wreck")),
    ("Polls show Kern ahead of Adler.", ("Polls", "show", "Kern ahead of Adler")),
    ("The boat was sold in May, records show.", ("records", "show", "The boat was sold in May")),
    (
        "Kern made his view plain: “It has sunk for good.”",
        ("Kern", "made his view plain:", "“It has sunk for good.”"),
    ),
    (
        "Mara Stein, now 81 and retired in Hvar, Croatia, said it had sunk.",
        ("Mara Stein, now 81 and retired in Hvar, Croatia", "said", "it had sunk"),
    ),
    (
        "It would force them to fend off both Kern and Adler, said Mara Stein, a warden.",
        ("Mara Stein, a warden", "said", "It would force them to fend off both Kern and Adler"),
    ),
    ("Asked whether it had sunk, Kern nodded.", ("", "Asked", "whether it had sunk")),
    # without a verb
    (
        "Nine in ten (two in three, according to Kern) sank.",
        ("Kern", "according to", "two in three"),
    ),
    (
        "According to recently leaked harbour memos, it had sunk.",
        ("recently leaked harbour memos", "According to", "it had sunk"),
    ),
    (
        "It was late, and the boat had sunk, according to Kern.",
        ("Kern", "according to", "the boat had sunk"),
    ),
    (
        "According to a secret report, it had sunk.",
        ("a secret report", "According to", "it had sunk"),
    ),
    ("It had sunk, according to Kern.", ("Kern", "according to", "It had sunk")),
    (
        "The boat, according to Kern, sank in May and was lost.",
        ("Kern", "according to", "The boat … sank in May and was lost"),
    ),
    ("In the words of Kern, it was a tub.", ("Kern", "In the words of", "it was a tub")),
    # sources that are no persons
    (
        "A Lumen poll found that 40 per cent sail.",
        ("A Lumen poll", "found", "that 40 per cent sail"),
    ),
    ("The lawsuit alleges that he lied.", ("The lawsuit", "alleges", "that he lied")),
    ("Media reports said it had sunk.", ("Media reports", "said", "it had sunk")),
    (
        "Officials said on condition of anonymity that it had sunk.",
        ("Officials", "said", "that it had sunk"),
    ),
    ("Ankara has accused the crew of theft.", ("Ankara", "has accused", "the crew of theft")),
    # every style of quotation marks
    ('"It is dry," Kern said.', ("Kern", "said", '"It is dry,"')),
    ("''It is dry,'' Kern said.", ("Kern", "said", "''It is dry,''")),
    ("``It is dry,'' Kern said.", ("Kern", "said", "``It is dry,''")),
    ("«It is dry», Kern said.", ("Kern", "said", "«It is dry»")),
    ("„It is dry“, Kern said.", ("Kern", "said", "„It is dry“")),
    (
        "‘The sailors’ pay isn’t enough,’ Kern said.",
        ("Kern", "said", "‘The sailors’ pay isn’t enough,’"),
    ),
    (
        "'The sailors' pay isn't enough,' Kern said.",
        ("Kern", "said", "'The sailors' pay isn't enough,'"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONE_REPORT)
def test_a_report_is_read_with_its_source_cue_and_content(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert _rows(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The dyke holds.",
        "The so-called “repair” cost millions.",
        "The play “Tides” ran for a year.",
        "The museum showed “The Long Rain”, a painting of the coast.",
        "A play called “Tides” ran for a year.",
        "It goes without saying that rain is wet.",
        "Reports of rain reached the port.",
        "The claims office opened in the state on Monday.",
        "His notes and comments were lost.",
        "It was a parting shot.",
        "The signs pointed to rain.",
        "He sells three things: “Tides”, “Long Rain” and “Salt”.",
        "The stores show the new boats in May.",
        "Statement on the port closure",
        "The demand for boats fell.",
        "Kern said nothing.",
        "Kern wanted to say that it had sunk.",
        "He said, she said.",
        "Kern spoke for an hour.",
        "Kern is expected to sail.",
        "The sailors' strike and the owners' answer cost 5'10\" of rope.",
        "The boat sank according to plan.",
        "The bill cost 40 euros per person.",
        "Kern declined the offer.",
        "Kern did not respond well to heat.",
        "The port said to be the oldest lies in ruins.",
        "Kern (photo by Mara Stein) sailed.",
    ],
)
def test_what_reports_nothing_yields_nothing(text: str) -> None:
    assert _rows(text) == []


def test_said_within_a_quotation_is_no_cue() -> None:
    text = "“They said it was dry and they said it again,” Kern said."
    assert _rows(text) == [
        ("Kern", "said", "“They said it was dry and they said it again,”")
    ]  # fmt: skip


def test_a_quotation_within_a_quotation_is_a_report_of_its_own() -> None:
    text = "“She told us ‘stay away’,” Kern said."
    outer, inner = attribute(text).attributions
    assert _row(text, outer) == ("Kern", "said", "“She told us ‘stay away’,”")
    assert _row(text, inner) == ("She", "told", "‘stay away’")
    assert inner.parent == 0


def test_a_verb_without_a_subject_shares_the_one_before() -> None:
    text = "Kern said it had sunk, adding that a tug would come, and warned of oil."
    assert _rows(text) == [
        ("Kern", "said", "it had sunk"),
        ("Kern", "adding", "that a tug would come"),
        ("Kern", "warned", "of oil"),
    ]


def test_two_sources_of_one_sentence_keep_to_their_own_words() -> None:
    text = "Kern said it had sunk, but Adler insisted that it was afloat."
    assert _rows(text) == [
        ("Kern", "said", "it had sunk"),
        ("Adler", "insisted", "that it was afloat"),
    ]


def test_a_remark_of_the_writer_is_left_out_of_the_content() -> None:
    text = "Kern said it had sunk – as he called on sailors to help."
    assert _rows(text)[0] == ("Kern", "said", "it had sunk")


def test_a_hedge_or_a_negation_stays_in_the_content() -> None:
    text = "Kern said it had not sunk, but he could not be sure."
    assert _rows(text)[0][2] == "it had not sunk, but he could not be sure"


def test_a_quotation_that_goes_on_after_its_cue_is_one_content() -> None:
    text = "“It is dry,” Kern said. “It has been dry for weeks.” Nobody answered."
    assert _rows(text) == [("Kern", "said", "“It is dry,” … “It has been dry for weeks.”")]


def test_a_quotation_over_paragraphs_belongs_to_whoever_ends_it() -> None:
    text = "“The sea took the road.\n\n“We had no warning at all,” said Mara Stein."
    assert _rows(text) == [
        ("Mara Stein", "said", "“The sea took the road. … “We had no warning at all,”")
    ]


def test_a_paragraph_of_speech_after_an_attributed_one_is_named_with_doubt() -> None:
    text = "“We want peace,” Pavel Kern said.\n\n“We will not rest until we have it.”"
    analysis = attribute(text)
    _, floating = analysis.attributions
    assert _row(text, floating) == ("Pavel Kern", "", "“We will not rest until we have it.”")
    assert floating.confidence < SURE_FROM


def test_a_quotation_that_is_signed_within_is_not_the_speakers_before_it() -> None:
    text = "“We want peace,” Pavel Kern said.\n\n“We cannot go on like this.\nMara Stein.”"
    _, signed = attribute(text).attributions
    assert (signed.source, signed.mention) == ((), None)


def test_speech_of_nobody_has_no_source() -> None:
    text = "The square was empty.\n\n“Somebody opened the gate in the night.”"
    (found,) = attribute(text).attributions
    assert (found.source, found.cue, found.mention) == ((), (), None)
    assert found.confidence < SURE_FROM


def test_an_unclosed_quotation_does_not_swallow_its_cue() -> None:
    assert _rows("“The dyke is dry, Kern said.") == [("Kern", "said", "“The dyke is dry")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The boats were said to be leaking.", "The boats … to be leaking"),
        ("The mine reportedly closed in May.", "The mine … closed in May"),
        ("It is believed that the mine closed.", "that the mine closed"),
    ],
)
def test_hearsay_names_nobody(text: str, content: str) -> None:
    (found,) = attribute(text).attributions
    assert found.stance is Stance.HEARSAY
    assert found.source == ()
    assert _texts(text, found.content) == content


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Kern declined to comment.", "Kern", "to comment"),
        ("The line did not say whether it had sunk.", "The line", "whether it had sunk"),
        (
            "The line did not respond to a request for comment.",
            "The line",
            "respond to a request for comment",
        ),
    ],
)
def test_a_refusal_is_a_fact_of_speech(text: str, source: str, content: str) -> None:
    (found,) = attribute(text).attributions
    assert (found.stance, found.kind) == (Stance.REFUSED, Kind.REPORTED)
    assert _texts(text, found.source) == source
    assert _texts(text, found.content) == content


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It is dry,” Kern said.", Kind.DIRECT),
        ("Kern said the dyke was “bone dry”.", Kind.MIXED),
        ("Kern said the dyke was dry.", Kind.INDIRECT),
    ],
)
def test_the_kind_tells_how_much_is_quoted(text: str, kind: Kind) -> None:
    assert [found.kind for found in attribute(text).attributions] == [kind]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Kern said it had sunk.", Stance.SAID),
        ("Kern denied that it had sunk.", Stance.DENIED),
        ("Kern asked if it had sunk.", Stance.ASKED),
    ],
)
def test_the_verb_gives_the_stance(text: str, stance: Stance) -> None:
    assert [found.stance for found in attribute(text).attributions] == [stance]


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Kern said in a statement that it had sunk.", Medium.STATEMENT),
        ("“It has sunk,” Kern said in an interview.", Medium.INTERVIEW),
        ("“It has sunk,” Kern wrote on Telegram.", Medium.POST),
        ("Kern said it had sunk.", None),
    ],
)
def test_the_medium_is_kept(text: str, medium: Medium | None) -> None:
    assert [found.medium for found in attribute(text).attributions] == [medium]


def test_whom_it_was_told_and_when_are_kept() -> None:
    text = "Kern told the Gazette on Friday that it had sunk."
    (found,) = attribute(text).attributions
    assert found.addressee is not None
    assert _texts(text, found.addressee.spans) == "the Gazette"
    assert found.when is not None
    assert text[slice(*found.when)] == "on Friday"
