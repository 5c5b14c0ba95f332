"""Refusals: "declined to comment", "did not respond to a request", "had no comment"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.attribution.cues import BE, group_start
from newstui.attribution.gazetteer import type_of_noun
from newstui.attribution.lexicon import words
from newstui.attribution.licences import is_withheld
from newstui.attribution.report import Report
from newstui.attribution.subject_phrases import subject_before
from newstui.model.attribution import SourceType, Stance

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence
    from newstui.attribution.tokens import Node

_REFUSERS: Final = words("declined refused declines refuses declining refusing")
_REFUSED: Final = words(
    "comment say elaborate answer discuss respond specify disclose confirm speculate reveal "
    "explain give provide identify talk speak"
)
_UNTOLD: Final = words("interviewed drawn")
"""What those refuse to be who say nothing."""
_ANSWERED: Final = words("respond reply return answer responded replied returned answered")
_ENQUIRIES: Final = words(
    "request requests inquiry inquiries enquiries query queries email emails e-mail e-mails "
    "message messages call calls question questions comment"
)
_ENQUIRY_REACH: Final = 12
_APPROACHED: Final = words("asked contacted approached reached questioned pressed")
_APPROACHED_REACH: Final = 4
_UNSAID: Final = words(
    "say specify elaborate comment disclose confirm explain said specified elaborated commented "
    "disclosed confirmed explained"
)
_CONFIRMING: Final = words("confirm confirms confirmed confirming")
_DENYING: Final = words("deny denies denied denying")
_WHOLE: Final = words("comment commented elaborate elaborated")
"""Verbs that need no object: "did not elaborate"."""
_AFTER_WHOLE: Final = frozenset(["", "p", "a", ",", "T", "b", "&", "u", "2", ";", "-"])
_OFFERING: Final = words("had has have made offered gave provided issued offering giving")
_WITHHELD: Final = words("comment details detail explanation reason reasons")
_ASKED_FOR: Final = words("interview interviews comment")
_ASKED_FOR_REACH: Final = 6
_REFERRED_REACH: Final = 8


def _read_refuser(sentence: Sentence, index: int) -> Report | None:
    """Read "declined to comment", "declined comment" and "declined several requests"."""
    to = _word(sentence, index + 1) == "to" and (
        _word(sentence, index + 2) in _REFUSED
        or (_word(sentence, index + 2) == "be" and _word(sentence, index + 3) in _UNTOLD)
    )
    if not to and not _declines_enquiry(sentence, index):
        return None
    return _refusal(sentence, (group_start(sentence, index), index + 1), index + 1)


def _declines_enquiry(sentence: Sentence, index: int) -> bool:
    """Tell "declined an interview" from "declined the offer"."""
    shape, end = sentence.shape, index + 1
    while end < len(shape) and shape[end] in "dac#pN" and end - index < _ASKED_FOR_REACH:
        if sentence.nodes[end].lower in _ASKED_FOR:
            return True
        end += 1
    return False


def _read_unsaid(sentence: Sentence, index: int) -> Report | None:
    """Read "did not say whether", "did not respond to a request", "would not comment"."""
    if neither := _of_neither(sentence, index):
        return neither
    yet = _word(sentence, index - 1) == "to" and _word(sentence, index - 2) == "yet"
    if not index or (sentence.shape[index - 1] not in "xman" and not yet):
        return None
    group = group_start(sentence, index - 2 if yet else index)
    inner = sentence.nodes[group:index]
    word = sentence.nodes[index].lower
    negated = yet or any(_is_negative(node) for node in inner)
    if not negated or any(node.lower in BE for node in inner):
        return None
    following = sentence.shape[index + 1 : index + 2]
    if _may_be_either(sentence, index):
        return _refusal(sentence, (group, index + 3), _told_after(sentence, index + 3))
    if word in _ANSWERED:
        complete, content = _is_unanswered(sentence, index), index
    elif word in _WHOLE and following in _AFTER_WHOLE:
        complete, content = True, index
    else:
        object_that = following == "t" and sentence.shape[index + 2 : index + 3] in {
            "",
            "p",
            ",",
            "a",
        }
        as_fact = _word(sentence, index + 1) == "as"
        clause = following in {"w", "u", "t"} and not object_that and not as_fact
        complete, content = word in _UNSAID and (clause or _is_bare(sentence, index)), index + 1
    return _refusal(sentence, (group, index + 1), content) if complete else None


def _read_undenied(sentence: Sentence, index: int) -> Report | None:
    """Read "did not deny that it sank" and "has not denied the charge"."""
    after, group = index + 1, group_start(sentence, index)
    negated = any(_is_negative(node) for node in sentence.nodes[group:index])
    told = sentence.shape[after : after + 1] in _DENIABLE
    if not negated or not told or is_withheld(sentence, after):
        return None
    return _refusal(sentence, (group, after), after)


_DENIABLE: Final = frozenset("tdNcgor#")
"""What begins with what is not denied."""


def _is_negative(node: Node) -> bool:
    return node.letter == "n" or node.lower.endswith("n't")


def _is_bare(sentence: Sentence, index: int) -> bool:
    """Tell "would not confirm this" from "did not confirm it would sail"."""
    if _word(sentence, index) not in _CONFIRMING:
        return False
    bare = _word(sentence, index + 1) in {"this", "that", "it"}
    return bare and sentence.shape[index + 2 : index + 3] in {"", ",", "a", "p", "T"}


def _may_be_either(sentence: Sentence, index: int) -> bool:
    """Tell "confirm or deny" and "confirmed nor denied"."""
    first, joint, second = (_word(sentence, at) for at in range(index, index + 3))
    return first in _CONFIRMING and joint in {"or", "nor"} and second in _DENYING


def _told_after(sentence: Sentence, index: int) -> int:
    """Return where what was not told begins: at node `index`, or with the verb at the end."""
    return index if index < len(sentence.nodes) else index - 1


def _read_neither(sentence: Sentence, index: int) -> Report | None:
    """Read "neither confirmed nor denied the report" and "would neither confirm nor deny it"."""
    if not _may_be_either(sentence, index + 1):
        return None
    end = index + 4
    return _refusal(sentence, (group_start(sentence, index), end), _told_after(sentence, end))


def _of_neither(sentence: Sentence, index: int) -> Report | None:
    """Read "neither Kern nor the port responded to questions": "neither" is what tells."""
    complete = sentence.nodes[index].lower in _WHOLE or _is_unanswered(sentence, index)
    subject = subject_before(sentence, group_start(sentence, index)) if complete else None
    if subject is None or _word(sentence, subject[0]) != "neither":
        return None
    start, end = subject
    if "nor" not in {node.lower for node in sentence.nodes[start:end]}:
        return None
    return _report((start, start + 1), (start + 1, end), start, (index, len(sentence.shape)))


def _is_unanswered(sentence: Sentence, index: int) -> bool:
    """Tell "did not respond to a request", "did not reply when asked" from "did not reply well"."""
    following = sentence.nodes[index + 1 : index + _ENQUIRY_REACH]
    if any(node.lower in _ENQUIRIES for node in following):
        return True
    asked = any(node.lower in _APPROACHED for node in following[:_APPROACHED_REACH])
    if asked and sentence.shape[index + 1] == "u":
        return True
    if sentence.shape[index + 1 :].strip("a,pT"):
        return False
    at_once = any(node.lower == "immediately" for node in sentence.nodes[index - 1 : index + 2])
    return at_once or _was_asked(sentence) or _is_body(sentence, index)


def _was_asked(sentence: Sentence) -> bool:
    """Whether it begins with that: "asked about the leak, Kern", "when approached, Kern"."""
    return any(node.lower in _APPROACHED for node in sentence.nodes[:2])


def _is_body(sentence: Sentence, index: int) -> bool:
    """Tell "the ministry did not respond" from "the patient did not respond"."""
    subject = subject_before(sentence, group_start(sentence, index))
    noun = "" if subject is None else sentence.nodes[subject[1] - 1].lower
    return type_of_noun(noun) in {SourceType.ORGANISATION, SourceType.GOVERNMENT}


def _read_withheld(sentence: Sentence, index: int) -> Report | None:
    """Read "had no comment", "offered no immediate comment", "gave no details"."""
    if sentence.nodes[index].lower in _WHOLE and (unsaid := _read_unsaid(sentence, index)):
        return unsaid
    no = index - 1
    while no > 0 and sentence.shape[no] in "ac":
        no -= 1
    verb = no - 1
    if _word(sentence, no) != "no" or verb < 1 or _word(sentence, verb) not in _OFFERING:
        return None
    reasons = sentence.nodes[index].lower.startswith("reason")
    if reasons and _word(sentence, verb).startswith(("ha", "made")):
        return None  # "had no reason to fear"
    return _refusal(sentence, (group_start(sentence, verb), verb + 1), no)


def _read_referred(sentence: Sentence, index: int) -> Report | None:
    """Read "referred questions to the ministry"."""
    following = [node.lower for node in sentence.nodes[index + 1 : index + _REFERRED_REACH]]
    asked = next((at for at, word in enumerate(following) if word in _ENQUIRIES), None)
    if asked is None or "to" not in following[asked + 1 :] or not index:
        return None
    return _refusal(sentence, (group_start(sentence, index), index + 1), index + 1)


def _read_without(sentence: Sentence, index: int) -> Report | None:
    """Read "without elaborating" and "without giving a reason"."""
    if _word(sentence, index - 1) != "without":
        return None
    withheld = any(node.lower in _WITHHELD for node in sentence.nodes[index + 1 : index + 4])
    if sentence.nodes[index].lower != "elaborating" and not withheld:
        return None
    return _report((index - 1, index + 1), None, index - 1, (index, len(sentence.shape)))


def _read_reached(sentence: Sentence, index: int) -> Report | None:
    """Read "could not be reached for comment"."""
    group = group_start(sentence, index)
    negated = any(
        node.letter == "n" or node.lower == "cannot" for node in sentence.nodes[group:index]
    )
    complete = [node.lower for node in sentence.nodes[index + 1 : index + 3]] == ["for", "comment"]
    return _refusal(sentence, (group, index + 1), index + 1) if negated and complete else None


def _refusal(sentence: Sentence, cue: Range, content: int) -> Report | None:
    """Make the report; the source of an elided one is found once the others are known."""
    withheld = content, len(sentence.shape)
    if cue[0] > 0 and sentence.shape[cue[0] - 1] in "&b":
        # "Said it was late and would not comment": the firm told of or its speaker, nobody knows.
        unsure = "m" in sentence.shape[slice(*cue)]
        return None if unsure else _report(cue, None, cue[0] - 1, withheld)
    source = subject_before(sentence, cue[0])
    return None if source is None else _report(cue, source, source[0], withheld)


def _report(cue: Range, source: Range | None, front: int, content: Range) -> Report:
    return Report(
        rule="refusal",
        sentence=0,
        cue=cue,
        source=source,
        elided=source is None,
        front=front,
        content=[content],
        open_end=True,
        stance=Stance.REFUSED,
        reported=True,
        confidence=0.85,
    )


def _word(sentence: Sentence, index: int) -> str:
    return sentence.nodes[index].lower if 0 <= index < len(sentence.nodes) else ""


REFUSAL_READERS: Final[dict[str, Callable[[Sentence, int], Report | None]]] = {
    **dict.fromkeys(_REFUSERS, _read_refuser),
    **dict.fromkeys(_ANSWERED | _UNSAID, _read_unsaid),
    **dict.fromkeys(_WITHHELD, _read_withheld),
    **dict.fromkeys(("elaborating", "giving", "offering", "providing"), _read_without),
    **dict.fromkeys(("referred", "redirected"), _read_referred),
    "neither": _read_neither,
    "reached": _read_reached,
    **dict.fromkeys(("deny", "denied"), _read_undenied),
}
"""What to try at a word."""
