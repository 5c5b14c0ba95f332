"""Whom a sentence turns to without naming them in full: "A neighbour laughed.", "Orr hit back."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.lexicon import words
from newstui.model.attribution import SourceType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newstui.attribution.appearances import Appearance
    from newstui.attribution.sentences import Sentence


class Turn(NamedTuple):
    """Somebody a sentence is about."""

    start: int
    word: str
    """The noun or the bare name they are called by, in lower case."""
    gender: str
    name: str = ""
    """The bare name as the text has it."""


_DESCRIBED: Final = re.compile(
    r"(?:[&b],?|[aT]+,?|(p[^,]*,))?((?:N+|d?[acg#]*c)s|d(?:pd)?)[acgN#]*?c"
    r"(?=a?[vVxme]|,?w|(?(1)g|(?:,(?!N{2})|[gp])))"
)
"""From the article or the owner of a subject to its noun: "Kern's younger sister".

After "For Ana Kern," it may be set off and no subject: "a teacher, that is late". Whoever is named
in full right after it, "her rival, Ana Kern", is found by that name.
"""
_INDEFINITE: Final = words("a an one another some")
_OWNERS: Final = words("his her their my")


def described_turn(sentence: Sentence) -> Turn | None:
    """Find the person whom a sentence that begins with "a neighbour", "her sister" is about."""
    match = _DESCRIBED.match(sentence.shape)
    if match is None:
        return None
    opener, noun = sentence.nodes[match.start(2)].lower, sentence.nodes[match.end() - 1].lower
    owned = sentence.shape[match.end(2) - 1] == lexicon.POSSESSIVE or opener in _OWNERS
    if not owned and opener not in _INDEFINITE:
        return None
    if not gazetteer.is_person_noun(noun) or gazetteer.singular(noun) != noun:
        return None
    return Turn(sentence.nodes[match.start(2)].start, noun, gazetteer.gender_of_noun(noun))


_GOES_ON: Final = re.compile(r"[^qvVxmerwut]*r(?=a?[vVxme])")


def goes_on(sentence: Sentence) -> str:
    """Return the sex of the pronoun a sentence is about: "Along with her husband, she left"."""
    match = _GOES_ON.match(sentence.shape)
    return "" if match is None else SEXES.get(sentence.nodes[match.end() - 1].lower, "")


SEXES: Final = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
"""Pronouns, and the sex they tell."""


def bare_turns(found: Iterable[Appearance], about: set[int]) -> Iterator[tuple[int, Turn]]:
    """Find the sentences that are about a surname alone, which the story never gives in full.

    What stands at the start of a sentence only may be any word, and what things happen in a place.

    Args:
        found: Names that are not known to be anybody's.
        about: The sentences that are about somebody with a full name.
    """
    bare = [one for one in found if len(one.words) == 1 and one.kind is SourceType.UNKNOWN]
    surnames = {one.lower[0] for one in bare if one.within and one.sure and not one.definite}
    surnames -= {one.lower[0] for one in bare if one.owns or one.definite or not one.sure}
    for one in bare:
        known = bool(one.titles) or one.lower[0] in surnames
        apart = not one.joined or (one.joined == lexicon.PREPOSITION and one.sentence not in about)
        if known and one.acts and apart and not one.words[0].isupper():
            yield one.sentence, Turn(one.start, one.lower[0], one.gender, one.words[0])
