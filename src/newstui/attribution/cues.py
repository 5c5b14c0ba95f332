"""A form of a reporting verb with the auxiliaries before it, and what bars it from reporting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.attribution import frames, gazetteer, lexicon
from newstui.attribution.lexicon import words

if TYPE_CHECKING:
    from newstui.attribution.frames import Frame
    from newstui.attribution.sentences import Sentence

BE: Final = words("is are was were be been being isn't aren't wasn't weren't 's 're 'm")
_NEGATIVE: Final = re.compile(r"n't$|^(?:not|never)$")
_PARTICIPLES: Final = words("written sworn begun")
"""Forms that report only after "has" or "had"."""
LINKING: Final = words(
    "continue continues continued went goes go began begins begin seem seems seemed appear appears "
    "appeared used keep keeps kept proceed proceeds proceeded start starts started hasten hastened "
    "rushed"
)
"""Verbs whose infinitive does what they say: "went on to say", "continued to insist"."""
_COUNTS: Final = words("two three four five six seven eight nine ten eleven twelve dozen hundred")
_GROUP_LIMIT: Final = 6
_INSERTED: Final = re.compile(r"x(?=p[da#]*[cT]$)")
"""An auxiliary before a span of time: "has for weeks criticised"."""


@dataclass(slots=True)
class Cue:
    """A form of a reporting verb and the auxiliaries before it."""

    index: int
    group: int
    """First node of the verb group, adverbs and auxiliaries included."""
    frame: Frame
    lower: str
    text: str
    """The whole text, for looking at the edges of quotations."""

    @property
    def is_gerund(self) -> bool:
        """Whether it ends in -ing."""
        return self.lower.endswith("ing") and self.lower != self.frame.lemma

    @property
    def is_unsure(self) -> bool:
        """Whether the form is as often a noun or another verb."""
        return self.lower in frames.UNSURE_FORMS


def group_start(sentence: Sentence, index: int) -> int:
    """Return the first node of the verb group that ends in node `index`."""
    start = index
    while start > 0 and sentence.shape[start - 1] in "xman" and index - start < _GROUP_LIMIT:
        start -= 1
    if start > 0 and sentence.nodes[start - 1].lower in lexicon.TIME_NOUNS:
        parted = _INSERTED.search(sentence.shape, max(0, start - _GROUP_LIMIT), start)
        if parted is not None:
            return group_start(sentence, parted.start() + 1)
    if start > 1 and sentence.shape[start - 1] == lexicon.TO:
        return _linked_start(sentence, start)
    kept = start > 0 and sentence.nodes[start - 1].lower in LINKING
    if kept and sentence.nodes[index].lower.endswith("ing"):
        return group_start(sentence, start - 1)
    return start


def _linked_start(sentence: Sentence, start: int) -> int:
    """Return the first node of "went on to say", of which `start` is the last word, or `start`."""
    at = start - 2
    if sentence.nodes[at].lower == "on" and at > 0:
        at -= 1
    return group_start(sentence, at) if sentence.nodes[at].lower in LINKING else start


def _ends_singular(sentence: Sentence, end: int) -> bool:
    """Tell "a UN report" from "the aides report": after "a" comes a noun."""
    start = end
    while start > 0 and sentence.shape[start - 1] in "cNa#":
        start -= 1
    return start > 0 and sentence.nodes[start - 1].lower in {"a", "an", "this", "each", "every"}


def _is_share(sentence: Sentence, end: int) -> bool:
    """Tell whether "nine in 10" ends right before a node."""
    return sentence.shape[max(0, end - 2) : end] == "p#" and sentence.nodes[end - 2].lower == "in"


def _follows_owned_name(sentence: Sentence, end: int) -> bool:
    """Tell "Norland's Alda state director", where no verb stands, from "Adler's aides state"."""
    start = end
    while start > 0 and sentence.shape[start - 1] == lexicon.NAME:
        start -= 1
    return 0 < start < end and sentence.shape[start - 1] == lexicon.POSSESSIVE


def _is_compound(sentence: Sentence, cue: Cue) -> bool:
    """Tell "the city claims office" from "the city claims office rents rose"."""
    nodes, end = sentence.nodes, cue.index + 1
    if cue.lower != "claims" or end >= len(nodes) or nodes[end].lower not in _CLAIMS_BODIES:
        return False
    while end + 1 < len(nodes) and sentence.shape[end + 1] == lexicon.WORD:
        end += 1
    last = nodes[end].lower
    return last in _CLAIMS_BODIES or gazetteer.singular(last) == last


_CLAIMS_BODIES: Final = words(
    "office court tribunal department desk unit division bureau commission conference agency team "
    "fund form forms process system service adjuster adjusters assessor assessors handler handlers "
    "manager managers agent agents specialist specialists examiner examiners"
)
"""What deals with claims: "the claims court"."""


def _is_noun(sentence: Sentence, cue: Cue) -> bool:
    """Tell "a UN report", "two states", "the claims office", "two alleged thieves" from verbs."""
    if _is_compound(sentence, cue):
        return True
    if cue.lower == cue.frame.lemma:
        return _ends_singular(sentence, cue.group) or _follows_owned_name(sentence, cue.group)
    counted = cue.group > 0 and sentence.nodes[cue.group - 1].lower in _COUNTS
    return counted and cue.lower.endswith(("s", "alleged"))


def is_barred(sentence: Sentence, cue: Cue) -> bool:
    """Tell nouns, infinitives, passives and wishes from reports."""
    before = sentence.shape[cue.group - 1 : cue.group] if cue.group else ""
    if before == lexicon.TO or _is_either(sentence, cue):
        return True
    if cue.group == cue.index:
        return cue.lower in _PARTICIPLES or _is_barred_alone(sentence, cue, before)
    group = sentence.nodes[cue.group : cue.index]
    letters = sentence.shape[cue.group : cue.index]
    if any(node.lower in BE for node in group) and not cue.is_gerund:
        return True
    if cue.lower in _PARTICIPLES and lexicon.AUXILIARY not in letters:
        return True
    return lexicon.MODAL in letters or any(_NEGATIVE.search(node.lower) for node in group)


def _is_either(sentence: Sentence, cue: Cue) -> bool:
    """Tell "neither confirmed nor denied", which does neither, from "confirmed"."""
    joint = sentence.nodes[cue.index - 1].lower if cue.index else ""
    if joint == "nor" and cue.index > _NOR_REACH:
        joint = sentence.nodes[cue.index - _NOR_REACH].lower
    return joint == "neither"


_NOR_REACH: Final = 3
"""Nodes from "neither" to the second verb of "neither confirmed nor denied"."""


def _is_barred_alone(sentence: Sentence, cue: Cue, before: str) -> bool:
    """Tell a noun by what stands before it: "the report", "in reports", "20 claims"."""
    if before in {"d", "s", "p", "#"}:
        opener = sentence.nodes[cue.group - 1].lower
        alone = opener in lexicon.STANDING_ALONE | lexicon.FLOATING and before == lexicon.DETERMINER
        alone = alone or _is_share(sentence, cue.group)
        if before in "ds" and not alone:
            return True
        counted = before == lexicon.NUMBER and cue.is_unsure and not alone
        if (counted or before == lexicon.PREPOSITION) and not cue.is_gerund:
            return True
    return cue.is_unsure and _is_noun(sentence, cue)
