"""Reports made with a noun: "Adler's claim that ...", "a claim by Adler that ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import frames, lexicon
from newstui.attribution.cues import group_start
from newstui.attribution.lexicon import words
from newstui.attribution.objects import phrase_after
from newstui.attribution.phrases import FINITE, phrase_before
from newstui.attribution.report import Report
from newstui.attribution.subject_phrases import subject_before

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence

_NEAR: Final = 3
_CLOSE: Final = 6
_VEHICLES: Final = words(
    "statement letter message tweet post release note email e-mail memo video communique communiqué"
)
_PROMISES: Final = words("promise pledge vow promises pledges vows")
"""Nouns of what somebody says that they will do."""
_MAKERS: Final = frozenset({"by", "from"})


def read_noun(sentence: Sentence, index: int) -> Report | None:
    """Read what the reporting noun at `index` reports, when a clause says it."""
    return _owned(sentence, index) or _made(sentence, index)


def _owned(sentence: Sentence, index: int) -> Report | None:
    """Read "Adler's claim that ..." where the clause ends the sentence."""
    shape = sentence.shape
    if shape[index + 1 : index + 2] != lexicon.THAT:
        return None
    owner = index - 1
    while owner > 0 and shape[owner] in "ace#" and index - owner < _NEAR + 1:
        owner -= 1
    source = phrase_before(sentence, owner) if shape[owner] == lexicon.POSSESSIVE else None
    end = None if source is None else _content_end(sentence, source[0], index + 1)
    if source is None or end is None:
        return None
    return _report((owner + 1, index + 1), source, (index + 1, end), source[0])


def _made(sentence: Sentence, index: int) -> Report | None:
    """Read "a claim by Adler that ..." and "a promise by Adler to ..."."""
    nodes, shape = sentence.nodes, sentence.shape
    if index + 2 >= len(nodes) or nodes[index + 1].lower not in _MAKERS:
        return None
    source = phrase_after(sentence, index + 2)
    if source is None:
        return None
    apposed = lexicon.COMMA in shape[slice(*source)] and shape.startswith(",", source[1])
    start = source[1] + apposed
    promised = nodes[index].lower in _PROMISES and shape[start : start + 1] == lexicon.TO
    if shape[start : start + 1] != lexicon.THAT and not promised:
        return None
    front = index
    while front > 0 and shape[front - 1] in "dacN#" and index - front < _NEAR:
        front -= 1
    end = _content_end(sentence, front, start)
    return None if end is None else _report((index, index + 2), source, (start, end), front)


def _content_end(sentence: Sentence, front: int, start: int) -> int | None:
    """Return where the clause at `start` ends, of a noun whose phrase begins at `front`.

    "A claim by Adler that it sank was wrong": before "was". "Despite Adler's claim that it sank,
    it sails": before the comma. After a verb the clause ends the sentence.
    """
    shape = sentence.shape
    if FINITE.search(shape, 0, front) is not None:
        return len(shape)
    if front == 0:
        own = shape[start] == lexicon.THAT  # else an infinitive
        found = [match.start() for match in _VERB.finditer(shape, start)][own:]
        return next((at for at in found if shape[at - 1] not in "xman"), None)
    comma = shape.find(",", start)
    aside = shape[front - 1] == lexicon.PREPOSITION and comma > start
    return comma if aside and FINITE.search(shape, start, comma) is not None else None


_VERB: Final = re.compile(FINITE.pattern + "|(?<=[ve])e")
"""A finite verb, also right behind a participle: "that it be closed angered Adler"."""


def _stated(sentence: Sentence, index: int) -> Report | None:
    """Read "Adler issued a statement saying it sank", where `index` is "saying"."""
    shape = sentence.shape
    vehicle = index - 1
    while vehicle > 0 and sentence.nodes[vehicle].lower not in _VEHICLES:
        if shape[vehicle] not in "TpNcd#2" or index - vehicle > _CLOSE:
            return None  # "a statement to supporters on Tuesday saying"
        vehicle -= 1
    verbs = list(FINITE.finditer(shape, 0, index)) if vehicle > 0 else []
    if not verbs:
        return None
    group = group_start(sentence, verbs[-1].start())
    source = subject_before(sentence, group)
    if source is None or vehicle - group >= _CLOSE:
        return None
    return _report((index, index + 1), source, (index + 1, len(shape)), source[0])


def _report(cue: Range, source: Range, content: Range, front: int) -> Report:
    return Report(
        rule="noun",
        sentence=0,
        cue=cue,
        source=source,
        front=front,
        content=[content],
        open_end=True,
        confidence=0.75,
    )


NOUN_READERS: Final[dict[str, Callable[[Sentence, int], Report | None]]] = {
    **dict.fromkeys(frames.NOUN_CUES, read_noun),
    "saying": _stated,
}
"""What to try at a word."""
