"""Which name, or which noun, a noun phrase is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.lexicon import words
from newstui.attribution.names import LONGEST_NAME, find_names, is_link, name_of_holder
from newstui.model.attribution import SourceType

if TYPE_CHECKING:
    from newstui.attribution.names import Name
    from newstui.attribution.sentences import Sentence

_HEAD_ENDS: Final = frozenset("p,geVvw2(-tx:&Ta")
_POSTPOSED: Final = words(
    "there here familiar close present aware responsible seen shown sent held made taken given "
    "written drawn"
)
"""Adjectives and participles that follow their noun: "people familiar with ..."."""
_BEFORE_NAME: Final = re.compile(r",d?[ceags]*(?=N)")
"""From the noun of "lead author, doctoral candidate Mara Stein" to the name."""
_ROLE_BEFORE_NAME: Final = re.compile(r"pd?[ceag]*c(?=N)")
"""From the noun of "head of the port Ivo Kern" to the name."""
_BETWEEN: Final = re.compile(r"(?:[p2](?:[dNcsgao#r&]|e(?!p))+)*")
"""From the noun of "a spokeswoman for the ministry, Clara Stein" to the comma."""
_OFFICE: Final = re.compile(r"[p2]d?N(?:N\??){2,}")
_PLURAL_LOOKS: Final = words("boss")


def head_name(sentence: Sentence, start: int, end: int) -> Name | None:
    """Return the name that is the phrase's head, or the one set off after its noun."""
    head_end = head_end_of(sentence, start, end)
    names = list(find_names(sentence, start, head_end))
    held = name_of_holder(sentence, start, end)
    if held or (not names and (held := _after_role(sentence, start, head_end, end))):
        return held
    if names and names[-1].end == head_end:
        held = _after_office(sentence, names[-1], end)
        if held is None and _names_office(names[-1]):
            held = _apposed(sentence, start, head_end, end)
        return names[-1] if held is None else held
    return _apposed(sentence, start, head_end, end)


def _names_office(name: Name) -> bool:
    """Tell "the Minority Leader", "the Bishop of York" from whoever holds the office."""
    return name.lower[-1] in gazetteer.TITLES or is_office_of(name)


def is_office_of(name: Name) -> bool:
    """Tell "the Bishop of York" from a name."""
    return "of" in name.lower and name.lower[0] in gazetteer.TITLES


def _after_office(sentence: Sentence, office: Name, end: int) -> Name | None:
    """Return the name in "Minister for Shipping Ana Kern"."""
    match = _OFFICE.match(sentence.shape, office.end, end)
    if match is None or office.lower[-1] not in gazetteer.TITLES:
        return None
    return next(find_names(sentence, office.end + 1, match.end()), None)


def _after_role(sentence: Sentence, start: int, head_end: int, end: int) -> Name | None:
    """Return the name in "head of the port Ivo Kern"; that of "captain of the ship Aurora" is none.

    Tell them by a known first name, or by a role without an article, as titles stand.
    """
    match = _ROLE_BEFORE_NAME.match(sentence.shape, head_end, end)
    if match is None or not gazetteer.is_person_noun(noun_at(sentence, head_end)):
        return None
    name = next(find_names(sentence, match.end(), end), None)
    if (
        name is None
        or not 1 < len(name.words) <= LONGEST_NAME
        or name.end < _first_comma(sentence, match.end(), end)
    ):
        return None
    if gazetteer.type_of_name(name.lower) is not SourceType.UNKNOWN:
        return None
    bare = sentence.shape[start] != lexicon.DETERMINER or name.words[0].endswith(".")
    return name if bare or name.titles or gazetteer.gender_of((), name.lower[0]) else None


def _first_comma(sentence: Sentence, start: int, end: int) -> int:
    comma = sentence.shape.find(",", start, end)
    return end if comma < 0 else comma


def _apposed(sentence: Sentence, start: int, head_end: int, end: int) -> Name | None:
    """Return the name in "the ferry's owner, Ana Kern": set off after a noun that may bear one."""
    if sentence.shape[head_end - 1] not in "dcgN#":
        return None
    comma = sentence.shape.find(",", head_end, end)
    gap = _BEFORE_NAME.match(sentence.shape, comma, end) if comma > start else None
    if gap is None or _BETWEEN.fullmatch(sentence.shape, head_end, comma) is None:
        return None
    name = _named_last(sentence, gap.end(), end)
    noun = noun_at(sentence, head_end)
    if name is None or gazetteer.type_of_name(name.lower) is SourceType.GOVERNMENT:
        return None
    known = gazetteer.type_of_noun(noun) is not SourceType.UNKNOWN or noun == "one"
    if not known and (len(name.words) == 1 or gazetteer.singular(noun) != noun):
        return None
    return None if gazetteer.singular(noun) != noun and noun not in _PLURAL_LOOKS else name


def _named_last(sentence: Sentence, start: int, end: int) -> Name | None:
    """Return "Sofia Lind" of "Green lawmaker Sofia Lind", the name of whoever is set off."""
    stop = sentence.shape.find(",", start, end)
    names = list(find_names(sentence, start, end if stop < 0 else stop))
    for name in names[1:]:
        before = sentence.nodes[name.first - 1]
        if before.letter == lexicon.WORD and gazetteer.is_person_noun(before.lower):
            return name
    return names[0] if names else None


def noun_at(sentence: Sentence, head_end: int) -> str:
    """Return the noun that ends at a node: "owner" of "co-owner", too."""
    return sentence.nodes[head_end - 1].lower.removeprefix("co-")


def head_end_of(sentence: Sentence, start: int, end: int) -> int:
    """Return where a phrase's own noun ends, before what is told of it."""
    for index in range(start + 1, end):
        if sentence.nodes[index].lower in _POSTPOSED:
            return index
        if sentence.shape[index] in _HEAD_ENDS and not is_link(sentence, index, end):
            if sentence.shape[index] in "aeg" and (
                sentence.shape[index - 1] not in "Nc" or _modifies(sentence, index, end)
            ):
                continue
            if sentence.nodes[index].lower == "and" and _joins_adjectives(sentence, index, end):
                continue
            if sentence.shape[index] == "g" and gazetteer.is_listed(sentence.nodes[index].lower):
                continue  # "the court filing"
            return index
    return end


def _joins_adjectives(sentence: Sentence, index: int, end: int) -> bool:
    """Tell "trade and industry minister" from "officials and witnesses"."""
    last = sentence.nodes[index - 1].lower
    if sentence.shape[index - 1] != lexicon.WORD or index + 2 >= end:
        return False
    return sentence.shape[index + 1 : index + 3] == "cc" and gazetteer.singular(last) == last


def _modifies(sentence: Sentence, index: int, end: int) -> bool:
    """Tell "shipping ministry" from "a group calling itself"."""
    last = index + 1
    if last >= end or sentence.shape[last] != lexicon.WORD:
        return False
    closed = last + 1 == end or sentence.shape[last + 1] in ",p("
    return closed and gazetteer.is_listed(sentence.nodes[last].lower)


def role_end(sentence: Sentence, head_end: int, end: int) -> int:
    """Return where "spokeswoman for the port" ends: before what is set off or begins a clause."""
    match = _BETWEEN.match(sentence.shape, head_end, end)
    return head_end if match is None else max(head_end, match.end())
