"""Several sources in one breath: "Ana Kern and Ivo Adler", "the mayor, Bo Li, and her deputy".

Names hold "and", too, and adjectives are joined by it. So a phrase is parted only where each part
can stand alone; whatever is in doubt stays one source, under all of its words.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.lexicon import words
from newstui.attribution.mentions import Reference, read_reference
from newstui.attribution.name_words import COMPANY_ENDINGS
from newstui.attribution.names import is_link
from newstui.attribution.phrases import COUNTS, FINITE, PARTY
from newstui.attribution.spans import span_of
from newstui.model.attribution import SourceType, Via

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence

_MOST: Final = 8
"""Sources of one phrase that are told apart."""
_OPENERS: Final = words("both neither")
_PORTFOLIOS: Final = words(
    "trade health culture transport environment energy education home finance housing business "
    "food work labour labor justice defence defense science sport tourism fisheries agriculture"
)
"""What a minister may have with something else: "Trade and Industry Secretary"."""
_OWN: Final = words("his her its their my our")
_UNCOUNTED: Final = words("police staff media")
"""Nouns for several that have no plural."""
_NAMES: Final = re.compile(r"N[N?(]*")
_LISTED: Final = re.compile(r"d?[acg]*[Nc]+\(?")
_BODIES: Final = frozenset({SourceType.ORGANISATION, SourceType.GOVERNMENT})
_BODY_ENDS: Final = gazetteer.BODY_WORDS | COMPANY_ENDINGS


def read_mention(sentence: Sentence, phrase: Range) -> Reference:
    """Read a noun phrase that may name several sources."""
    if sentence.shape.find(lexicon.AND, *phrase) < 0:
        return read_reference(sentence, phrase)
    if (holder := _holder(sentence, phrase)) is not None:
        return holder
    ranges = _part(sentence, phrase)
    if not ranges:
        return read_reference(sentence, phrase)
    parts = [read_reference(sentence, part) for part in ranges]
    span = span_of(sentence, phrase)
    for part, later in zip(ranges[1:], parts[1:], strict=False):
        if _is_one_holder(sentence, ranges[0], parts[0], later):
            role = None if later.role is None else (span[0], later.role[1])
            return later._replace(span=span, role=role)
        if (
            _ends_name(sentence, ranges[0], parts[0], part, later)
            or _shares_noun(sentence, parts[0], part, later)
            or _belongs_within(sentence, ranges[0], later)
        ):
            return read_reference(sentence, phrase)
    kind = parts[0].type if len({one.type for one in parts}) == 1 else SourceType.UNKNOWN
    everyone = tuple(_with_surname(parts))
    return Reference(span, span, Via.DESCRIPTION, (), kind, plural=True, parts=everyone)


def _holder(sentence: Sentence, phrase: Range) -> Reference | None:
    """Read "the caver and writer Ivo Adler", one person of two roles."""
    start, end = phrase
    roles = _TWO_ROLES.match(sentence.shape, start, end)
    if roles is None:
        return None
    nouns = [sentence.nodes[roles.end(group) - 1].lower for group in (1, 2)]
    if not all(
        gazetteer.is_person_noun(noun) and gazetteer.singular(noun) == noun for noun in nouns
    ):
        return None
    held = read_reference(sentence, (roles.start(2), end))
    if held.via is not Via.NAME or held.type is not SourceType.PERSON or held.role is None:
        return None
    if held.role[0] > held.head[0]:
        return None
    first = start + (sentence.shape[start] == lexicon.DETERMINER)
    role = sentence.nodes[first].start, held.role[1]
    return held._replace(span=span_of(sentence, phrase), role=role)


_TWO_ROLES: Final = re.compile(r"(d[acg]*c)&([acg]*c)(?=N)")


def _part(sentence: Sentence, phrase: Range) -> list[Range]:
    """Part a phrase at its "and" and at the commas of the list before it."""
    start, end = phrase
    opener = sentence.nodes[start].lower
    start += opener in _OPENERS and sentence.shape[start] == lexicon.DETERMINER
    neither = opener == "neither" or (start and sentence.nodes[start - 1].lower == "neither")
    joints = {"nor"} if neither else {"and"}
    at = next(
        (
            index
            for index in range(start + 1, end - 1)
            if sentence.nodes[index].lower in joints and not is_link(sentence, index, end)
        ),
        None,
    )
    if at is None:
        return []
    first, second = (start, at), (at + 1, end)
    if sentence.shape[at - 1] == ",":
        first = start, at - 1
    if gazetteer.COURTESIES.issuperset(
        node.lower for node in sentence.nodes[start:at] if node.raw != "."
    ):
        return []  # "Mr. and Mrs. Kern"
    if first[0] >= first[1] or not _are_phrases(sentence, first, second):
        return []
    listed = list(_list(sentence, first, second))
    if not listed:
        return []
    return [*listed, *(_part(sentence, second) or [second])][:_MOST]


def _are_phrases(sentence: Sentence, first: Range, second: Range) -> bool:
    """Tell "the mayor and her deputy" from "the trade and industry minister"."""
    shape = sentence.shape
    clause = shape.find(",w", *first)
    stop = clause if clause >= 0 and shape[first[1]] == "," else first[1]
    if "w" in shape[first[0] : stop] or FINITE.search(shape, first[0], stop):
        return False
    opener = sentence.nodes[second[0]].lower
    if shape[second[0]] in "dNr#" or opener == "others" or opener in COUNTS:
        return True
    if _names_person(sentence, second):
        return any(_is_person(sentence, part) for part in _between_commas(sentence, first))
    last, head = sentence.nodes[first[1] - 1].lower, _bare_end(sentence, second)
    many = gazetteer.singular(head) != head or head in _UNCOUNTED
    are_people = gazetteer.singular(last) != last and gazetteer.is_person_noun(last)
    is_body = gazetteer.type_of_noun(last) in _BODIES and shape[first[0]] == lexicon.DETERMINER
    return shape[second[0]] == lexicon.WORD and many and (are_people or is_body)


def _bare_end(sentence: Sentence, part: Range) -> str:
    """Return the last of the words a phrase begins with: "owners" of "shop owners in Alda"."""
    start, end = part
    while start + 1 < end and sentence.shape[start + 1] in "cag":
        start += 1
    return sentence.nodes[start].lower


def _list(sentence: Sentence, first: Range, second: Range) -> Iterator[Range]:
    """Part "Kern, Adler" of a list; what is set off after one source belongs to it."""
    shape = sentence.shape
    parts = _between_commas(sentence, first)
    if len(parts) == 1:
        yield first
        return
    closed = shape[first[1]] == ","
    of_names = all(
        _NAMES.fullmatch(shape, *part) and not PARTY.match(sentence.nodes[part[0]].raw)
        for part in parts
    )
    of_bodies = all(
        sentence.nodes[part[0]].lower == "the" and _LISTED.fullmatch(shape, *part) for part in parts
    )
    if of_names or of_bodies:
        yield from parts
    elif people := _people(sentence, parts, closed=closed, named=_names_person(sentence, second)):
        yield from people
    elif closed and _opens_another(sentence, first[1] + 2):
        yield first


def _between_commas(sentence: Sentence, phrase: Range) -> list[Range]:
    start, end = phrase
    commas = [index for index in range(start, end) if sentence.shape[index] == ","]
    edges = [start - 1, *commas, end]
    return [(left + 1, right) for left, right in itertools.pairwise(edges)]


def _people(sentence: Sentence, parts: list[Range], *, closed: bool, named: bool) -> list[Range]:
    """Part "Ana Kern, her deputy Ivo Adler" and "Ana Kern, the mayor, Ivo Adler, her deputy,".

    Args:
        sentence: Which.
        parts: What stands between commas.
        closed: Whether a comma stands before the last "and".
        named: Whether that goes on with a person's name.
    """
    letters = "".join([_part_letter(sentence, part) for part in parts])
    for whole, each, needed in _LISTS:
        if whole.fullmatch(letters) and {"": True, "closed": closed, "named": named}[needed]:
            spans = [one.span() for one in each.finditer(letters)]
            return [(parts[start][0], parts[end - 1][1]) for start, end in spans]
    return []


_LISTS: Final = tuple(
    (re.compile(whole), re.compile(each), needed)
    for whole, each, needed in (
        ("(?:[NO]p?)+", "[NO]p?", ""),
        ("(?:[NO][ro])+|(?:[ro]N)+", "..", "closed"),
        ("r[Oo]+", ".", ""),
        ("N[Oo]+", ".", "named"),
        ("(?:oN|[NO]r?p?)*(?:oN|[NO]p?)", "oN|[NO]r?p?", ""),
    )
)
"""Lists of people, one of each, and what tells them from one person; see `_part_letter`."""


def _part_letter(sentence: Sentence, part: Range) -> str:
    """Tell "Ana Kern" (N), "her deputy Ana Kern" (O), "mayor" (r), "her deputy" (o), "54" (p)."""
    if PARTY.match(sentence.nodes[part[0]].raw) or sentence.shape[slice(*part)] == lexicon.NUMBER:
        return "p"
    owned = sentence.nodes[part[0]].lower in _OWN
    if _is_person(sentence, part):
        return "O" if owned else "N"
    if _ROLE.fullmatch(sentence.shape, *part) is None:
        return "?"
    role = read_reference(sentence, part)
    if not role.words or not gazetteer.is_person_noun(role.words[-1].lower()):
        return "?"
    return "o" if owned else "r"


_ROLE: Final = re.compile(r"d?[acg#Ns]*c(?:p[dacN#]*[cN])?")


def _is_person(sentence: Sentence, part: Range) -> bool:
    """Tell "Ana Kern" and "engineer Ana Kern" from "friends of Ana Kern" and "the port"."""
    if _PERSON.fullmatch(sentence.shape, *part) is None:
        return False
    one = read_reference(sentence, part)
    if one.via is not Via.NAME or one.type is not SourceType.PERSON:
        return False
    before = [node.lower for node in sentence.nodes[slice(*part)] if node.end <= one.head[0]]
    if one.titles or not before:
        return bool(one.titles) or len(one.words) > 1
    return gazetteer.is_person_noun(before[-1])  # but "vice president for news and talk Ana Kern"


_PERSON: Final = re.compile(r"d?[acgN#s]*N[N?]*(?:\(|pd?(?:[ac]*c|N+))?")


def _names_person(sentence: Sentence, second: Range) -> bool:
    """Tell "engineer Ana Kern, 30" from "the chairwoman of the port"."""
    return _is_person(sentence, _between_commas(sentence, second)[0])


def _opens_another(sentence: Sentence, index: int) -> bool:
    """Tell "Kern, a baker, and her son" from "Kern, a baker, and a father of two"."""
    letter, lower = sentence.shape[index], sentence.nodes[index].lower
    return letter in "Nr" or lower in _OWN or lower in {"the", "others"}


def _ends_name(
    sentence: Sentence, at: Range, first: Reference, part: Range, later: Reference
) -> bool:
    """Tell "the Food" and "Drug Administration", one name, from "the Post" and "the ministry"."""
    whole = {SourceType.PERSON, SourceType.AGENCY}
    if not first.via is later.via is Via.NAME or first.type in whole:
        return False
    has_article = sentence.shape[part[0]] == lexicon.DETERMINER
    if has_article or later.words[0].isupper() or later.titles or later.gender:
        return False
    if "of" in first.words:
        return True
    if later.type is not SourceType.ORGANISATION:
        return False
    is_body = len(first.words) > 1 and first.words[-1].lower() in _BODY_ENDS
    return sentence.shape[at[0]] == lexicon.DETERMINER or not is_body


def _shares_noun(sentence: Sentence, first: Reference, part: Range, later: Reference) -> bool:
    """Tell "the Kern and Adler campaigns" from "Kern and other candidates"."""
    if later.via is not Via.DESCRIPTION or sentence.shape[part[0]] != lexicon.NAME:
        return False
    return first.via is not Via.DESCRIPTION or not first.plural


def _is_one_holder(sentence: Sentence, at: Range, first: Reference, later: Reference) -> bool:
    """Tell "lobbyist and strategist Ana Kern", one person, from "Bo Adler and Ana Kern"."""
    if later.type is not SourceType.PERSON or later.via is not Via.NAME or later.role is None:
        return False
    if sentence.shape[at[0]] == lexicon.DETERMINER or later.role[0] > later.head[0]:
        return False
    if first.via is Via.NAME:
        body = first.type is SourceType.ORGANISATION and not first.words[0].isupper()
        return body or first.words[-1].lower() in _PORTFOLIOS
    return first.via is Via.DESCRIPTION and not first.plural


def _belongs_within(sentence: Sentence, first: Range, later: Reference) -> bool:
    """Tell "a spokesman for Kern and Adler" from "the head of the port and the mayor"."""
    inner = sentence.shape.find(lexicon.PREPOSITION, *first)
    if inner < 0 or inner + 1 >= first[1] or "," in sentence.shape[first[0] : inner]:
        return False
    if _is_person(sentence, first) and later.type is SourceType.PERSON and len(later.words) > 1:
        return False  # "Ana Kern of the port and Ivo Adler of the union"
    told = later.gender or later.titles or later.role
    if later.type is not SourceType.PERSON or not told:
        return True
    return read_reference(sentence, (inner + 1, first[1])).type is SourceType.PERSON


def _with_surname(parts: list[Reference]) -> Iterator[Reference]:
    """Give "Joe" of "Joe and Jill Kern" the whole name."""
    last = parts[-1] if parts else None
    for one in parts:
        alone = one.via is Via.NAME and len(one.words) == 1 and one.gender and not one.titles
        if alone and last is not None and len(last.words) > 1 and last.gender and not last.titles:
            name = (*one.words, last.words[-1])
            yield one._replace(words=name, type=SourceType.PERSON)
        else:
            yield one
