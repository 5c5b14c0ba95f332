"""Reports made with a turn of phrase: "wanted to know", "spoke of", "has learned"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.cues import BE, group_start
from newstui.attribution.lexicon import words
from newstui.attribution.licences import before_next_act
from newstui.attribution.objects import phrase_after
from newstui.attribution.phrases import FINITE, phrase_before
from newstui.attribution.report import Report
from newstui.attribution.subject_phrases import subject_before
from newstui.attribution.subjects import before_time
from newstui.attribution.tags import head_noun
from newstui.model.attribution import Medium, SourceType, Stance

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence

_WANTED: Final = words("wanted wants want demanded demands")
_QUOTED_WITHIN: Final = 4
"""Nodes between "of" and a quotation it opens: "spoke of a long, “cold” night"."""
_PRESS: Final = frozenset({SourceType.OUTLET, SourceType.AGENCY})
_PAPERS: Final = words("newspaper magazine correspondent reporter")


def _wanted_to_know(sentence: Sentence, index: int) -> Report | None:
    """Read "Adler wanted to know why ..." and `"Why?" Adler wanted to know`."""
    shape = sentence.shape
    wish = index - 2
    if wish < 1 or shape[index - 1] != lexicon.TO or sentence.nodes[wish].lower not in _WANTED:
        return None
    group = group_start(sentence, wish)
    source = subject_before(sentence, group)
    if source is None:
        return None
    mark = source[0] - 1
    if index + 1 == len(shape) and mark >= 0 and shape[mark] == lexicon.QUOTE:
        content, tag = (0, mark + 1), mark
    elif shape[index + 1 : index + 2] == "w" or _follows(sentence, index, "if"):
        content, tag = (index + 1, len(shape)), None
    else:
        return None
    return Report(
        rule="wanted-to-know",
        sentence=0,
        cue=(group, index + 1),
        source=source,
        front=source[0] if tag is None else tag,
        mark=tag,
        content=[content],
        open_end=tag is None,
        stance=Stance.ASKED,
    )


def _follows(sentence: Sentence, index: int, word: str) -> bool:
    return index + 1 < len(sentence.nodes) and sentence.nodes[index + 1].lower == word


def _spoke_of(sentence: Sentence, index: int) -> Report | None:
    """Read `Adler spoke of "a wall of water"`."""
    shape = sentence.shape
    quote = shape.find(lexicon.QUOTE, index + 2, index + 2 + _QUOTED_WITHIN)
    if quote < 0 or not _follows(sentence, index, "of"):
        return None
    group = group_start(sentence, index)
    source = subject_before(sentence, group)
    if source is None or not set(shape[source[0] : source[1]]) & set("Nrc"):
        return None
    return Report(
        rule="spoke-of",
        sentence=0,
        cue=(group, index + 1),
        source=source,
        front=source[0],
        content=[(index + 1, len(shape))],
        open_end=True,
        confidence=0.8,
    )


def _learned(sentence: Sentence, index: int) -> Report | None:
    """Read "C, this newspaper has learned" and "the Post has learned that C": only the press."""
    shape = sentence.shape
    group = group_start(sentence, index)
    source = phrase_before(sentence, group) if group < index else None
    if source is None or not is_press(sentence, source):
        return None
    mark = source[0] - 1
    if shape[index + 1 : index + 2] == lexicon.THAT:
        content, tag = (index + 1, len(shape)), None
    elif mark > 0 and shape[mark] == "," and FINITE.search(shape, 0, mark):
        content, tag = (0, mark), mark
    else:
        return None
    return Report(
        rule="learned",
        sentence=0,
        cue=(group, index + 1),
        source=source,
        front=source[0] if tag is None else tag,
        mark=tag,
        content=[content],
        open_end=tag is None,
        confidence=0.8,
    )


def _put_it(sentence: Sentence, index: int) -> Report | None:
    """Read "As Adler put it, C" and "C, as Adler put it"."""
    shape = sentence.shape
    end = index + 2
    group = group_start(sentence, index)
    source = phrase_before(sentence, group) if _follows(sentence, index, "it") else None
    front = -1 if source is None else source[0] - 1
    if source is None or front < 0 or sentence.nodes[front].lower != "as":
        return None
    begun = front == 0 or FINITE.search(shape, 0, front) is None
    if begun and shape[end : end + 1] in {",", ":"} and end + 1 < len(shape):
        content, mark = [(end + 1, len(shape))], None
        if front > 1 and shape[front - 1] == ",":
            content.insert(0, (0, front - 1))
    elif not begun and shape[front - 1] in ",-q":
        mark = front - 1
        content = [(0, mark + (shape[mark] == lexicon.QUOTE))]
        if shape[end : end + 1] == "," and end + 1 < len(shape):
            content.append((end + 1, len(shape)))
    else:
        return None
    return Report(
        rule="put-it",
        sentence=0,
        cue=(group, end),
        source=source,
        front=front,
        mark=mark,
        content=content,
        open_end=mark is None,
        confidence=0.8,
    )


def is_press(sentence: Sentence, source: Range) -> bool:
    """Tell the Post, Reuters and "this newspaper" from other sources."""
    nodes = sentence.nodes[slice(*source)]
    head = nodes[-1].lower
    names = tuple(node.lower for node in nodes if node.letter == lexicon.NAME)
    named = gazetteer.type_of_name(names) in _PRESS if names else False
    return named or head in _PAPERS or gazetteer.type_of_noun(head) in _PRESS


def _heard(sentence: Sentence, index: int) -> Report | None:
    """Read "the court heard that C", "the jury was told C" and "C, the court heard".

    Who said it there is not told: the court is no source.
    """
    shape = sentence.shape
    group = group_start(sentence, index)
    passive = _is_passive(sentence, group, index)
    hearer = subject_before(sentence, before_time(sentence, group))
    if hearer is None or passive == (sentence.nodes[index].lower == "heard"):
        return None
    if _is_undone(sentence, group, index) or head_noun(sentence, hearer) not in lexicon.COURTS:
        return None
    mark, after = hearer[0] - 1, index + 1
    ends = shape[after : after + 1] in {"", "p", "T", ","}
    if shape[after : after + 1] == lexicon.THAT or _CLAUSE.match(shape, after):
        content, tag = (after, len(shape)), None
    elif ends and shape[mark : mark + 1] in {",", lexicon.QUOTE}:
        content, tag = (0, mark + (shape[mark] == lexicon.QUOTE)), mark
    else:
        return None
    return Report(
        rule="heard",
        sentence=0,
        cue=(hearer[0], index + 1),
        front=hearer[0] if tag is None else tag,
        mark=tag,
        content=[content],
        open_end=tag is None,
        stance=Stance.HEARSAY,
        confidence=0.8,
        medium=Medium.STATEMENT,
    )


_CLAUSE: Final = re.compile(r"(?:r|d?[ac#]*[cN]+(?:p[dacN#]*[cN])?)a?[xmve]")


def _ruled_out(sentence: Sentence, index: int) -> Report | None:
    """Read "Adler ruled out a tax rise", but not "an injury ruled out Adler"."""
    shape = sentence.shape
    group = group_start(sentence, index)
    done = shape[group - 1 : group] == lexicon.WH or shape[index + 2 : index + 3] not in _EXCLUDED
    if done or not _follows(sentence, index, "out") or _is_passive(sentence, group, index):
        return None
    if lexicon.MODAL in shape[group:index]:
        return None  # what has not been ruled out is told all the same
    source = subject_before(sentence, before_time(sentence, group))
    if source is None or not _may_rule_out(sentence, source):
        return None
    return Report(
        rule="ruled-out",
        sentence=0,
        cue=(group, index + 2),
        source=source,
        front=source[0],
        content=[(index + 2, len(sentence.shape))],
        open_end=True,
        confidence=0.8,
    )


def _is_passive(sentence: Sentence, group: int, index: int) -> bool:
    """Tell "was ruled out" from "ruled out"."""
    return any(node.lower in BE for node in sentence.nodes[group:index])


def _is_undone(sentence: Sentence, group: int, index: int) -> bool:
    """Tell "may rule out" and "has not heard" from what somebody does."""
    return not set("mn").isdisjoint(sentence.shape[group:index])


def _may_rule_out(sentence: Sentence, source: Range) -> bool:
    """Tell Adler and "the ministry" from "an injury", and from a judge, who does it to evidence."""
    head = head_noun(sentence, source)
    speaks = sentence.shape[source[1] - 1] in "Nr" or gazetteer.type_of_noun(head) in _SPEAKERS
    return speaks and head not in lexicon.COURTS


_EXCLUDED: Final = frozenset("dcag#q")
"""What the thing ruled out begins with; a person has a name."""
_SPEAKERS: Final = frozenset(SourceType) - {SourceType.UNKNOWN, SourceType.DOCUMENT}


def _judged(sentence: Sentence, index: int) -> Report | None:
    """Read "the claims were dismissed by the port as C": who judges stands after "by"."""
    shape = sentence.shape
    group = group_start(sentence, index)
    passive = _is_passive(sentence, group, index)
    subject = subject_before(sentence, group) if passive else None
    undone = _is_undone(sentence, group, index)
    if subject is None or undone or not _follows(sentence, index, "by"):
        return None
    source = phrase_after(sentence, index + 2)
    at = -1 if source is None else source[1]
    if source is None or not _follows(sentence, at - 1, "as") or at + 1 >= len(shape):
        return None
    edge = shape.find(",", at)
    return Report(
        rule="judged",
        sentence=0,
        cue=(index, index + 1),
        source=source,
        front=subject[0],
        content=[subject, (at, len(shape) if edge < 0 else edge)],
        confidence=0.75,
    )


def _urged(sentence: Sentence, index: int) -> Report | None:
    """Read "the mayor urged calm", of everybody, but not "urged the horse"."""
    group = group_start(sentence, index)
    wished = {node.lower for node in sentence.nodes[index + 1 : index + 2]}
    if wished.isdisjoint(_VIRTUES) or _is_undone(sentence, group, index):
        return None
    adds = sentence.nodes[index].lower == "urging" and not _is_passive(sentence, group, index)
    source = None if adds else subject_before(sentence, before_time(sentence, group))
    if source is None and (not adds or not index or sentence.shape[index - 1] != ","):
        return None
    return Report(
        rule="urged",
        sentence=0,
        cue=(group, index + 1),
        source=source,
        elided=adds,
        front=index - 1 if source is None else source[0],
        content=[(index + 1, before_next_act(sentence, index + 1))],
        open_end=True,
        confidence=0.8,
    )


_VIRTUES: Final = words(
    "calm caution patience restraint moderation vigilance unity peace dialogue compassion tolerance"
)

IDIOM_READERS: Final[dict[str, Callable[[Sentence, int], Report | None]]] = {
    "know": _wanted_to_know,
    **dict.fromkeys(("spoke", "speaks", "spoken", "speaking"), _spoke_of),
    **dict.fromkeys(("learned", "learnt"), _learned),
    **dict.fromkeys(("put", "puts"), _put_it),
    **dict.fromkeys(("heard", "told"), _heard),
    **dict.fromkeys(("ruled", "rules"), _ruled_out),
    **dict.fromkeys(("urged", "urges", "urge", "urging"), _urged),
    **dict.fromkeys(words("dismissed described hailed portrayed denounced derided"), _judged),
}
"""What to try at a word."""
