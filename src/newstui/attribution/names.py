"""Runs of capitalised words, with the titles before a personal name told apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.given_names import FEMALE_NAMES, MALE_NAMES
from newstui.attribution.lexicon import words
from newstui.attribution.name_words import COUNTRIES, KNOWN_BODIES, SURNAMES
from newstui.model.attribution import SourceType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.attribution.sentences import Sentence

LONGEST_NAME: Final = 4
"""Words of a personal name; a longer run of capitals is something else."""
_PARTICLES: Final = words("de van von der den bin ibn al el la le du da dos di &")
"""Small words within a name."""
_OFFICES: Final = words(
    "general secretary archbishop bishop university college ministry department bank church house "
    "council institute bureau office board chamber museum school union academy court city state "
    "county association federation society league party authority republic organisation "
    "organization centre center faculty foundation directorate commission committee army guard"
)
"""Words a name goes on after with "of": "University of Split"."""
_FOR_SOMETHING: Final = words(
    "university college ministry department council institute bureau office board chamber school "
    "union academy association federation society league authority organisation organization "
    "centre center faculty foundation directorate commission committee fund agency alliance "
    "coalition partnership network campaign programme"
)
"""Words a name goes on after with "for": "Institute for the Study of War"."""

_BODIES: Final = words(
    "society association union university college hospital club league institute federation "
    "council party trust organisation organization confederation commission network foundation"
)
"""Words a name goes on with after an apostrophe: "Arborists' Society"."""
_GROUPS: Final = words("friends sons daughters doctors reporters nurses voices mothers soldiers")
_SHORTEST_PLURAL: Final = 5
_HONOURS: Final = words("KC QC MBE OBE CBE KBE DBE FRS PhD MD JP Esq")
"""What stands after a name and is no part of it."""
_SEATS: Final = words("MP MEP MSP MLA TD MLC MHA")
"""The same, but also a word for whoever has one: "the Labour MP"."""
_AFTER_NAMES: Final = _HONOURS | _SEATS
_CAUSES: Final = words("for of without against")


class Name(NamedTuple):
    """A run of capitalised words, its titles told apart."""

    start: int
    """Node where the name proper begins."""
    end: int
    first: int
    """Node where its titles begin; `start` when there are none."""
    words: tuple[str, ...]
    lower: tuple[str, ...]
    """Its words in lower case."""
    titles: tuple[str, ...] = ()
    """Lower case, without full stops."""


def find_names(sentence: Sentence, start: int, end: int) -> Iterator[Name]:
    """Find the names among nodes `start` to `end`."""
    shape, known = sentence.shape, sentence.names
    index = start
    while (index := shape.find(lexicon.NAME, index, end)) >= 0:
        last = _run_end(sentence, index, end)
        name = known.get((index, last))
        if name is None:
            known[index, last] = name = _read(sentence, index, last)
        yield name
        index = last


def name_of_holder(sentence: Sentence, start: int, end: int) -> Name | None:
    """Return "Ivo Kern" of "Member of Parliament (MP) Ivo Kern", "Alda, Norland's mayor, Ivo Kern".

    What stands before is an office, though it has a name in it.
    """
    held = _HOLDER.match(sentence.shape, start, end)
    if held is None:
        return None
    before = (node.lower for node in sentence.nodes[start : held.end()])
    if not any(word in gazetteer.TITLES or gazetteer.is_person_noun(word) for word in before):
        return None
    name = next(find_names(sentence, held.end(), end), None)
    return name if name is not None and 1 < len(name.words) <= LONGEST_NAME else None


_HOLDER: Final = re.compile(r"[dacNp]*[cN]\((?=N)|d?N[Nps&,]*s[ac]*c,(?=N[N?]{1,4}$)")
"""An office and its letters in brackets; a place or a body, what it is within, and its office."""


def _run_end(sentence: Sentence, first: int, end: int) -> int:
    nodes, shape = sentence.nodes, sentence.shape
    last = first + 1
    while last < end:
        if shape[last] == lexicon.NAME or (nodes[last].raw == "." and last + 1 < end):
            last += 1
        elif is_link(sentence, last, end):
            last += 2 + (nodes[last + 1].lower == "the")
        else:
            break
    return last - 1 if nodes[last - 1].raw == "." else last


def is_link(sentence: Sentence, index: int, end: int) -> bool:
    """Tell whether a small word at `index` lies within a name."""
    if index + 1 >= end or index == 0:
        return False
    lower = sentence.nodes[index].lower
    before = sentence.nodes[index - 1]
    for_something = lower in {"for", "of"} and _is_for_something(sentence, index, end)
    if for_something or sentence.shape[index + 1] != lexicon.NAME:
        return for_something
    if lower == "and":
        return _joins_places(sentence, index, end)
    if lower == "of" and before.letter == lexicon.NAME and before.lower in _OFFICES:
        return True
    if sentence.shape[index] == lexicon.POSSESSIVE:
        state = before.lower in COUNTRIES and _ends_ministry(sentence, index + 1, end)
        after = sentence.nodes[index + 1].lower
        shared = sentence.nodes[index].raw in {"'", "’"} and after in gazetteer.BODY_WORDS
        return state or shared or after in _BODIES
    cause = lower in _CAUSES and _names_a_cause(sentence, index)
    return cause or (lower in _PARTICLES and before.letter == lexicon.NAME)


def _joins_places(sentence: Sentence, index: int, end: int) -> bool:
    """Tell "Devon and Cornwall Police", one force, from "Adler and Cornwall Police"."""
    nodes, shape = sentence.nodes, sentence.shape
    first = index - 1
    last = index + 1
    while last < end and shape[last] == lexicon.NAME:
        last += 1
    if last - index < _FULL + 1 or nodes[last - 1].lower not in _FORCES:
        return False
    alone = shape[first] == lexicon.NAME and (first == 0 or shape[first - 1] not in "N?")
    lower = nodes[first].lower
    is_person = lower in SURNAMES or lower in MALE_NAMES or lower in FEMALE_NAMES
    is_body = gazetteer.type_of_name((lower,)) is not SourceType.UNKNOWN
    return alone and not (is_person or is_body or nodes[first].raw.isupper())


_FORCES: Final = words("police constabulary fire ambulance council")
"""What two places may have together."""


def _is_for_something(sentence: Sentence, index: int, end: int) -> bool:
    """Tell "Institute for the Study of War", one name, from "Centre for Kern"'s like.

    What it is for may go on with "of", too.
    """
    nodes, shape = sentence.nodes, sentence.shape
    after = index + 1 + (nodes[index + 1].lower == "the")
    if after >= end or shape[after] != lexicon.NAME or shape[index - 1] != lexicon.NAME:
        return False
    if nodes[index].lower == "for":
        return nodes[index - 1].lower in _FOR_SOMETHING
    earlier = _FOR.search(shape, max(0, index - _LONGEST_CAUSE), index)
    return (
        earlier is not None
        and nodes[earlier.start() + 1].lower == "for"
        and nodes[earlier.start()].lower in _FOR_SOMETHING
    )


_FOR: Final = re.compile(r"Npd?N+$")
_LONGEST_CAUSE: Final = 8


def _ends_ministry(sentence: Sentence, start: int, end: int) -> bool:
    """Tell "Russia's Defense Ministry" from "Russia's Ivo Kern"."""
    last = start
    while last < end and sentence.shape[last] == lexicon.NAME:
        last += 1
    return last > start + 1 and sentence.nodes[last - 1].lower in gazetteer.MINISTRIES


def _names_a_cause(sentence: Sentence, index: int) -> bool:
    """Tell "Voices for Justice", a group, from "Lawyers for Kern" and "Leeds against York"."""
    before = sentence.nodes[index - 1]
    if sentence.nodes[index].raw == "Without":
        return before.letter == lexicon.NAME
    alone = index == 1 or sentence.shape[index - 2] != lexicon.NAME
    return (
        alone
        and len(before.raw) > _SHORTEST_PLURAL
        and before.lower.endswith("s")
        and sentence.shape[index - 1] == lexicon.NAME
        and gazetteer.type_of_noun(before.lower) is SourceType.UNKNOWN
        and (sentence.nodes[index].lower != "of" or before.lower in _GROUPS)
    )


def _read(sentence: Sentence, first: int, end: int) -> Name:
    last = _before_honours(sentence, first, end)
    if last < end:
        return _read(sentence, first, last)._replace(end=end)
    start = _after_titles(sentence, first, end)
    is_body = _ends_body(sentence, first, start, end)
    if end - first > _FULL and not is_body and _follows_office(sentence, first):
        start = _last_words(sentence, end)
        return _name(sentence, start, end, start)
    whole = _name(sentence, first, end, first)
    if len(whole.words) > 1 and " ".join(whole.lower) in KNOWN_BODIES:
        return whole
    if start in {first, end}:
        return whole
    untitled = end - start == 1 and "of" not in whole.lower
    untitled = untitled and whole.lower[0].rstrip(".") not in gazetteer.COURTESIES
    if is_body or (untitled and gazetteer.type_of_name(whole.lower) is not SourceType.UNKNOWN):
        return whole
    titles = tuple(
        node.lower
        for at, node in enumerate(sentence.nodes[first:start], first)
        if node.raw != "." and not _is_style(sentence, at)
    )
    return _name(sentence, start, end, first, titles)


def _before_honours(sentence: Sentence, first: int, end: int) -> int:
    """Return where "Ana Kern" of "Ana Kern KC" ends; a member is told by a known first name."""
    nodes, last = sentence.nodes, end
    while last - first > _FULL and nodes[last - 1].raw in _AFTER_NAMES:
        last -= 1
    if last < end and nodes[last].raw in _SEATS:
        given = {node.lower for node in nodes[first : last - 1]}
        return last if given & (MALE_NAMES | FEMALE_NAMES) else end
    return last


def _ends_body(sentence: Sentence, first: int, start: int, end: int) -> bool:
    """Tell "Chief Constables' Council" from "Chief Mark Bank" and "Mr Bank"."""
    if sentence.nodes[end - 1].lower not in gazetteer.BODY_WORDS:
        return False
    titles = {node.lower for node in sentence.nodes[first:start] if node.raw != "."}
    if titles and titles <= gazetteer.COURTESIES:
        return False
    untitled = tuple(node.lower for node in sentence.nodes[start:end])
    return not gazetteer.names_person(untitled)


def _name(
    sentence: Sentence, start: int, end: int, first: int, titles: tuple[str, ...] = ()
) -> Name:
    held = _words(sentence, start, end)
    return Name(start, end, first, held, tuple([word.lower() for word in held]), titles)


def _after_titles(sentence: Sentence, first: int, end: int) -> int:
    """Return where the name proper begins: after titles, and what they are titles of."""
    start = first
    for index in range(first, end):
        lower = sentence.nodes[index].lower
        titled = lower in gazetteer.TITLES or _is_style(sentence, index)
        if titled or (index + 2 < end and _is_role(sentence, index)):
            start = index + 1
    while start < end and sentence.nodes[start].raw == ".":
        start += 1
    if not first < start < end or sentence.nodes[start].lower != "of":
        return start
    if end - start <= _FULL:
        return first  # "Archbishop of York"
    return max(start + _FULL, end - _FULL)  # "Secretary of State Ana Kern"


def _is_style(sentence: Sentence, index: int) -> bool:
    """Tell "Her Honour Ana Kern", a judge, from "Honour Kern"."""
    own = index > 0 and sentence.nodes[index - 1].lower in {"his", "her", "their"}
    return own and sentence.nodes[index].lower in _STYLES


_STYLES: Final = words("honour honor excellency eminence holiness grace highness majesty")
_FULL: Final = 2
"""Words of most full names."""


def _last_words(sentence: Sentence, end: int) -> int:
    """Return where the last two words of a run begin, "S. Kern"; full stops are none."""
    start = end
    for _ in range(_FULL):
        start -= 1
        while sentence.nodes[start].raw == ".":
            start -= 1
    return start


def _follows_office(sentence: Sentence, first: int) -> bool:
    """Tell "Minister for Shipping Ana Kern" by what stands before the run of capitals."""
    at = first - (sentence.nodes[first - 1].lower == "the") if first else 0
    return (
        at > 1
        and sentence.nodes[at - 1].lower in {"for", "of", "from", "to"}
        and sentence.nodes[at - 2].lower in gazetteer.TITLES
    )


def _is_role(sentence: Sentence, index: int) -> bool:
    """Tell "Fisherman Noel Hamon", where the first word is a role, from "Oliver Noel Hamon"."""
    lower = sentence.nodes[index].lower.removeprefix("co-").removeprefix("ex-")
    if lower in MALE_NAMES or lower in FEMALE_NAMES:
        return False
    return lower in gazetteer.PERSON_WORDS or (index == 0 and gazetteer.is_person_noun(lower))


def _words(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """Return the words of a run, full stops with the word before: "Ana K. Stein"."""
    if not sentence.shape[start:end].strip(lexicon.NAME):
        return tuple([node.raw for node in sentence.nodes[start:end]])
    found: list[str] = []
    for index in range(start, end):
        node = sentence.nodes[index]
        if found and (node.raw == "." or sentence.shape[index] == lexicon.POSSESSIVE):
            found[-1] += node.raw
        else:
            found.append(node.raw)
    return tuple(found)
