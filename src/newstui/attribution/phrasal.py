"""Reports made without a reporting verb: "according to", colons, refusals, hearsay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import frames, gazetteer, lexicon
from newstui.attribution.according import ACCORDING_READERS
from newstui.attribution.cues import BE, group_start
from newstui.attribution.hearsay import HEARSAY_READERS
from newstui.attribution.idioms import IDIOM_READERS
from newstui.attribution.lexicon import words
from newstui.attribution.nouns import NOUN_READERS
from newstui.attribution.objects import phrase_after
from newstui.attribution.phrases import CLAUSE_OPENERS, FINITE
from newstui.attribution.refusals import REFUSAL_READERS
from newstui.attribution.report import Report
from newstui.attribution.subject_phrases import subject_before
from newstui.attribution.subjects import shared_subject
from newstui.attribution.tokens import is_title
from newstui.model.attribution import SourceType, Stance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence

_NEAR: Final = 3
_SPEAKER_LIMIT: Final = 14
"""Nodes before a colon that can be a speaker."""


def find_phrasal_reports(
    sentence: Sentence, number: int, before: Sequence[Report] = ()
) -> list[Report]:
    """Find the reports of one sentence that are made without a reporting verb.

    Args:
        sentence: Which.
        number: Its index in the reading.
        before: Its reports that are made with a reporting verb.
    """
    found: list[Report] = []
    if lexicon.QUOTE in sentence.shape:
        for whole in (_introduced(sentence, before), _signed(sentence), _spoken(sentence, before)):
            if whole is not None:
                whole.sentence = number
                found.append(whole)
    for index, node in enumerate(sentence.nodes):
        read = _READERS.get(node.lower)
        if read is None or (index > 0 and node.raw == "Per"):  # Olsen
            continue
        report = read(sentence, index)
        if report is None or _is_own_refusal(sentence, report, before):
            continue
        if report.elided:
            report.source = shared_subject(sentence, report.front, before)
        if report.source is not None or not report.elided:
            report.sentence = number
            found.append(report)
    _end_before_tags(found, before)
    return found


def _is_own_refusal(sentence: Sentence, refusal: Report, before: Sequence[Report]) -> bool:
    """Mark "the firm said it could not comment" as the one refusal it is."""
    if refusal.stance is not Stance.REFUSED or refusal.source is None:
        return False
    start = refusal.source[0]
    if sentence.shape[start] != lexicon.PRONOUN:
        return False
    for report in before:
        opened = report.content[0][0] if report.content else -1
        if start - opened in {0, 1} and sentence.shape[opened:start] in {"", lexicon.THAT}:
            report.stance, report.reported = Stance.REFUSED, True
            return True
    return False


def _end_before_tags(found: Sequence[Report], before: Sequence[Report]) -> None:
    """Cut hearsay where a tag begins: "The king is thought to be ill, officials said"."""
    marks = [report.mark for report in before if report.mark is not None]
    for report in found:
        if report.rule == "hearsay":
            start, end = report.content[-1]
            end = min((mark for mark in marks if start < mark < end), default=end)
            report.content[-1] = (start, end)


def _word(sentence: Sentence, index: int) -> str:
    return sentence.nodes[index].lower if 0 <= index < len(sentence.nodes) else ""


_SPEAKER: Final = re.compile(r"(?:[dacN#]*c?N+[(]?|d?[acN]+s[ac]*c|N+,[^q:vVxm]{1,30})")
LABELS: Final = words(
    "photo photos video watch analysis opinion update updates note editor's correction read more "
    "related source sources via credit image images breaking live exclusive poll"
)
"""What stands before a colon and says nothing itself."""


def _opens_speech(sentence: Sentence, index: int) -> bool:
    """Tell "No deal." from an item, "soup of the day"."""
    first = sentence.nodes[index].raw.lstrip("\"“”„«»‘’'` \u00a0[(")[:1]
    return not first.islower()


def _colon(sentence: Sentence, index: int) -> Report | None:
    """Read `Adler: "No."`, a speaker and a quotation."""
    shape = sentence.shape
    if shape[index + 1 : index + 2] != "q" or index == 0 or index > _SPEAKER_LIMIT:
        return None
    listed = shape[index + 2 : index + 3] == lexicon.NUMBER
    if listed or not _opens_speech(sentence, index + 1):
        return None
    if not _is_speaker(sentence, index) or _word(sentence, 0) in LABELS:
        return None
    if _word(sentence, index - 1) in frames.FRAMES and sentence.shape[index - 1] != lexicon.NAME:
        return None
    return Report(
        rule="colon",
        sentence=0,
        cue=(index, index + 1),
        source=(0, index),
        content=[(index + 1, len(shape))],
        open_end=True,
        confidence=0.85,
    )


def _is_speaker(sentence: Sentence, end: int) -> bool:
    """Tell "Mayor Ana Kern" and "Police in Split" before a colon from "Soup of the day"."""
    if _SPEAKER.fullmatch(sentence.shape, 0, end) is not None:
        return True
    placed = _PLACED.fullmatch(sentence.shape, 0, end)
    if placed is None:
        return False
    return gazetteer.type_of_noun(_word(sentence, placed.end("head") - 1)) in _VOICES


_PLACED: Final = re.compile(r"(?P<head>d?[ac]*[cN])p[dacN#]*[cN]")
_VOICES: Final = frozenset(
    {SourceType.GOVERNMENT, SourceType.ORGANISATION, SourceType.PERSON, SourceType.ANONYMOUS}
)


def _introduced(sentence: Sentence, before: Sequence[Report]) -> Report | None:
    """Read `Adler made it clear: "No."`: somebody does something, and a quotation tells what."""
    mark = sentence.shape.find(":q")
    after_comma = mark < 0 and _ENDS_QUOTED.search(sentence.shape) is not None
    mark = len(sentence.shape) - 2 if after_comma else mark
    if mark < 0 or any(start <= mark + 1 < end for one in before for start, end in one.content):
        return None
    if not _is_speech(sentence.nodes[mark + 1].raw) or _word(sentence, mark - 1) in _INSCRIBED:
        return None
    told = _acts_aloud(sentence, mark) if after_comma else announcer(sentence, mark)
    if told is None:
        return None
    cue, source = told
    return Report(
        rule="introduced",
        sentence=0,
        cue=cue,
        source=source,
        front=source[0],
        content=[(mark + 1, len(sentence.shape))],
        open_end=True,
        confidence=0.6,
    )


_INSCRIBED: Final = words(
    "sign signs banner banners poster posters placard placards shirt t-shirt song songs hit single "
    "album book novel poem film movie play show series title headline tattoo graffiti menu wall"
)
"""What has words on it or for its name: "Adler carried a banner: “Pay Us.”"."""
_ENDS_QUOTED: Final = re.compile(r"[^q],q$")
_ALOUD: Final = words(
    "laughed laughs smiled smiles grinned grins shrugged shrugs nodded nods winced wept sobbed "
    "reacted reacts spoke speaks defended defends chuckled texted emailed messaged erupted"
)
"""What somebody does who speaks meanwhile: "Adler laughed, “No.”"."""


def _acts_aloud(sentence: Sentence, mark: int) -> tuple[Range, Range] | None:
    """Read "Adler spoke on the radio, “It rains.”", not "Adler has a new book, “It Rains.”"."""
    quoted = sentence.nodes[mark + 1].raw
    if not _opens_sentence(quoted) or is_title(quoted):
        return None
    verb = next((at for at in range(1, mark) if sentence.nodes[at].lower in _ALOUD), None)
    return None if verb is None else _announced(sentence, verb, mark)


def _opens_sentence(raw: str) -> bool:
    return raw.strip("\"“”„«»‘’'`[ ")[:1].isupper()


def _is_speech(raw: str) -> bool:
    """Tell "It must." and whatever is long from a name."""
    return raw.count(" ") >= _SPEECH_SPACES or _SHORT_SPEECH.fullmatch(raw) is not None


_SHORT_SPEECH: Final = re.compile(r"\W+[A-Z].* .*[.!?…]\W+")


def announcer(sentence: Sentence, mark: int) -> tuple[Range, Range] | None:
    """Return the cue and the source of what a sentence announces with the colon at node `mark`."""
    shape = sentence.shape
    verb = FINITE.search(shape, 1, mark) if mark >= _NEAR - 1 else None
    return None if verb is None else _announced(sentence, verb.start(), mark)


def _announced(sentence: Sentence, verb: int, mark: int) -> tuple[Range, Range] | None:
    """Return the cue, from the verb to the mark, and its subject, if that can speak."""
    if _word(sentence, 0) in _IMPERSONAL or re.search("[wut;:q]", sentence.shape[:verb]):
        return None
    group = group_start(sentence, verb)
    if group == verb and _word(sentence, group).endswith("ing"):
        return None
    source = subject_before(sentence, group)
    if source is None or not _may_introduce(sentence, source):
        return None
    if _word(sentence, source[0] - 1) in CLAUSE_OPENERS:
        return None  # "After two men were killed, a voice rejoiced: ..."
    return (group, mark + 1), source


def _question(sentence: Sentence, index: int) -> Report | None:
    """Read "Asked whether it would hold, Adler nodded": a question, of whoever asked it."""
    shape = sentence.shape
    opens = index == 0 or (
        _word(sentence, index - 1) in _QUESTION_OPENERS and shape[max(0, index - 2)] in "uw,q"
    )
    following = shape[index + 1 : index + 2] == "w" or _word(sentence, index + 1) in {"if", "about"}
    opens = opens or (following and _word(sentence, index - 1) in BE)
    if not opens:
        return None
    start = index + 1
    while start < len(shape) and shape[start] in "pNdcTa" and _word(sentence, start) != "about":
        if start - index > _NEAR * 2:
            return None
        start += 1
    if start >= len(shape) or not (
        shape[start] == "w" or _word(sentence, start) in _QUESTION_STARTS
    ):
        return None
    comma = shape.find(",", start)
    end = comma if comma > 0 else len(shape)
    if end - start < _NEAR - 1:
        return None
    return Report(
        rule="question",
        sentence=0,
        cue=(index, index + 1),
        front=index,
        content=[(start, end)],
        stance=Stance.ASKED,
        reported=True,
        confidence=0.6,
    )


_QUESTION_OPENERS: Final = words("when if first also later")
_QUESTION_STARTS: Final = words("if whether about")


def _spoken(sentence: Sentence, before: Sequence[Report]) -> Report | None:
    """Read `"It holds," Adler surmised` and `"It holds," surmised Adler`, whatever the verb."""
    tag = _TAGGED.match(sentence.shape)
    if tag is None or any(start <= 0 < end for one in before for start, end in one.content):
        return None
    speech = sentence.nodes[0].raw
    if speech.count(" ") < _SPEECH_SPACES or speech.rstrip(_CLOSING)[-1:] not in {",", "!", "?"}:
        return None
    if tag["verb"]:
        verb, source = tag.start("verb"), phrase_after(sentence, tag.end("verb"), whole=True)
    else:
        verb, source = tag.start("last"), tag.span("source")
    if source is None or _word(sentence, source[0]) in _IMPERSONAL - {"i", "we"}:
        return None
    if _word(sentence, verb) in _PASSING_ON:
        return None
    return Report(
        rule="spoken",
        sentence=0,
        cue=(verb, verb + 1),
        source=source,
        front=0,
        mark=0,
        content=[(0, 1)],
        confidence=0.7,
    )


_TAGGED: Final = re.compile(
    r"q(?:(?P<source>r|d?[ac]*N[N?]{0,5}|d[ac]*c)(?:,[^,]*,)?a?(?P<last>[eV])(?=$|[,pauTgd-])"
    r"|(?P<verb>e)(?=N))"
)
_PASSING_ON: Final = words("quoted cited")
_CLOSING: Final = "”»\"’'"


def _signed(sentence: Sentence) -> Report | None:
    """Read `"It holds." - Mara Adler, mayor`, a quotation and whose it is."""
    signature = _SIGNATURE.fullmatch(sentence.shape)
    if signature is None or not sentence.opens:
        return None
    start, end = signature.span(1)
    return Report(
        rule="signed",
        sentence=0,
        cue=(start - 1, start),
        source=(start, end),
        front=start - 1,
        content=[(0, 1)],
        confidence=0.8,
    )


_SIGNATURE: Final = re.compile(r"q-(N{1,4}(?:,[dacN#p]+)?)")


def _may_introduce(sentence: Sentence, source: Range) -> bool:
    """Tell Adler, "she" and "her message was ..." from what has no words."""
    if _word(sentence, source[0]) in _IMPERSONAL:
        return False
    head_end = source[0] + len(_PHRASE_HEAD.split(sentence.shape[slice(*source)])[0])
    if set(sentence.shape[source[0] : head_end]) & set("Nr"):
        return True
    kind = gazetteer.type_of_noun(sentence.nodes[head_end - 1].lower)
    if kind in {SourceType.PERSON, SourceType.ANONYMOUS}:
        return True
    if "N" in sentence.shape[slice(*source)] and kind in _BODIES:
        return True
    head, verb = sentence.nodes[source[1] - 1].lower, _word(sentence, source[1])
    return verb in BE and gazetteer.type_of_noun(head) is SourceType.DOCUMENT


_PHRASE_HEAD: Final = re.compile(r"[pwt,]")
_BODIES: Final = frozenset({SourceType.GOVERNMENT, SourceType.ORGANISATION})
_IMPERSONAL: Final = words("it there this that you we i")
_SPEECH_SPACES: Final = 3
"""Spaces in the shortest quotation that is taken for speech and not for a name."""


def _said(sentence: Sentence, index: int) -> Report | None:
    """Read "is said to be" and "has not said whether"."""
    if not index or sentence.shape[index - 1] not in "xman":
        return None
    return HEARSAY_READERS["said"](sentence, index) or REFUSAL_READERS["said"](sentence, index)


_READERS: Final[dict[str, Callable[[Sentence, int], Report | None]]] = {
    **HEARSAY_READERS,
    **REFUSAL_READERS,
    **NOUN_READERS,
    **IDIOM_READERS,
    **ACCORDING_READERS,
    "said": _said,
    "asked": _question,
    ":": _colon,
}
"""What to try at a word."""
