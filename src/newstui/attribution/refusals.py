"""Refusals: "declined to comment", "did not respond to a request", "had no comment"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.attribution.cues import group_start
from newstui.attribution.lexicon import words
from newstui.attribution.phrases import subject_before
from newstui.attribution.report import Report
from newstui.model.attribution import Stance

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence

_REFUSERS: Final = words("declined refused declines refuses declining refusing")
_REFUSED: Final = words(
    "comment say elaborate answer discuss respond specify disclose confirm speculate reveal "
    "explain give provide identify talk speak"
)
_ANSWERED: Final = words("respond reply return answer")
_ENQUIRIES: Final = words(
    "request requests inquiry inquiries enquiries query queries email emails e-mail e-mails "
    "message messages call calls question questions comment"
)
_ENQUIRY_REACH: Final = 12
_UNSAID: Final = words("say specify elaborate comment disclose confirm explain")
_OFFERING: Final = words("had has have made offered gave provided issued")


def _read_refuser(sentence: Sentence, index: int) -> Report | None:
    """Read "declined to comment" and "declined comment"."""
    to = _word(sentence, index + 1) == "to" and _word(sentence, index + 2) in _REFUSED
    if not to and _word(sentence, index + 1) != "comment":
        return None
    return _refusal(sentence, (group_start(sentence, index), index + 1), index + 1)


def _read_unsaid(sentence: Sentence, index: int) -> Report | None:
    """Read "did not say whether", "did not respond to a request", "would not comment"."""
    group = group_start(sentence, index)
    inner = sentence.nodes[group:index]
    word = sentence.nodes[index].lower
    if not any(node.letter == "n" or node.lower.endswith("n't") for node in inner):
        return _no_comment(sentence, index) if word == "comment" else None
    following = sentence.shape[index + 1 : index + 2]
    if word in _ANSWERED:
        asked = sentence.nodes[index + 1 : index + _ENQUIRY_REACH]
        complete, content = any(node.lower in _ENQUIRIES for node in asked), index
    elif word == "comment" and following in {"", "p", "a", ",", "T"}:
        complete, content = True, index
    else:
        object_that = following == "t" and sentence.shape[index + 2 : index + 3] in {
            "",
            "p",
            ",",
            "a",
        }
        clause = following in {"w", "u", "t"} and not object_that
        complete, content = word in _UNSAID and clause, index + 1
    return _refusal(sentence, (group, index + 1), content) if complete else None


def _no_comment(sentence: Sentence, index: int) -> Report | None:
    """Read "had no comment", "offered no immediate comment"."""
    no = index - 1
    while no > 0 and sentence.shape[no] in "ac":
        no -= 1
    verb = no - 1
    if _word(sentence, no) != "no" or verb < 1 or _word(sentence, verb) not in _OFFERING:
        return None
    return _refusal(sentence, (group_start(sentence, verb), verb + 1), no)


def _read_reached(sentence: Sentence, index: int) -> Report | None:
    """Read "could not be reached for comment"."""
    group = group_start(sentence, index)
    negated = any(
        node.letter == "n" or node.lower == "cannot" for node in sentence.nodes[group:index]
    )
    complete = [node.lower for node in sentence.nodes[index + 1 : index + 3]] == ["for", "comment"]
    return _refusal(sentence, (group, index + 1), index + 1) if negated and complete else None


def _refusal(sentence: Sentence, cue: Range, content: int) -> Report | None:
    source = subject_before(sentence, cue[0])
    if source is None:
        return None
    return Report(
        rule="refusal",
        sentence=0,
        cue=cue,
        source=source,
        front=source[0],
        content=[(content, len(sentence.shape))],
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
    "reached": _read_reached,
}
"""What to try at a word."""
