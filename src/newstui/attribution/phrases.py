"""Noun phrases of a sentence that end at a node, with what is set off after them.

Ranges are node indices of one sentence, the end exclusive. All looking around is bounded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.lexicon import words
from newstui.model.attribution import SourceType

if TYPE_CHECKING:
    from newstui.attribution.sentences import Sentence
Range = tuple[int, int]
REACH: Final = 70
"""Nodes looked back for the start of a subject."""
_TITLE_LIMIT: Final = 40
"""Longest quotation that is taken for a title or nickname, in characters."""
_INNER: Final = frozenset("NcdsTp#(&geaq?")
"""Classes that can stand within a noun phrase."""
_NOW: Final = frozenset({"#", "d"})
_ARTICLES: Final = words("the a an my your his its our their every no")
COUNTS: Final = words("half two three four five six seven eight nine ten")
_ONE: Final = frozenset({"one", "a", "an"})
_LAST: Final = words("last this next")
_LAST_WEEK: Final = re.compile(r"[cN(]..$")
_ROUGHLY: Final = words("about around over under nearly almost roughly")
_CLOSING: Final = "”»\"’'"
_EDGE: Final = frozenset("ab&n,-.?q")
"""Classes that cannot open a noun phrase and are dropped from its start."""
FINITE: Final = re.compile(r"(?<!2)[vVxm]|(?<=[Ncro(])e(?=[dNr2#ca]|$)|(?<=r)e")
"""A shape that holds a finite verb, or most likely so."""
_SECOND_TAG: Final = re.compile(r"(?<!N),(?:d?[ac]*N[N?]*,)*d?[ac]*N[N?]*$")
_ROLE_STARTS: Final = words(
    "head chief chairman chairwoman chair chairperson director president minister mayor governor "
    "senator spokesman spokeswoman spokesperson leader founder co-founder author professor "
    "secretary editor owner manager analyst economist lawyer attorney adviser advisor "
    "commissioner executive deputy vice senior former general member managing co-author "
    "researcher scientist historian ambassador officer coach captain judge candidate speaker "
    "commander fellow representative president-elect host strategist pollster organizer "
    "organiser consultant father mother brother sister son daughter husband wife widow uncle "
    "retired elected renowned disgraced "
    "aunt now then who whose age aged one himself herself jr sr"
)
_WRITTEN: Final = words("sent written signed posted published")
"""What tells, with "by", whose a document is: "the email, sent by Adler,"."""
PARTY: Final = re.compile(r"[A-Z]{1,4}-[A-Z]")
"""Party and constituency, "D-Ohio"; what follows it is another part of the phrase."""
RELATIVE: Final = words("who which whose whom where")
CLAUSE_OPENERS: Final = words("after before since until")
"""Prepositions that open a clause when a subject and its verb follow."""


def phrase_before(sentence: Sentence, end: int) -> Range | None:
    """Find the noun phrase that ends right before node `end`."""
    shape = sentence.shape
    if _LAST_WEEK.search(shape, 0, end) and sentence.nodes[end - 2].lower in _LAST:
        end -= 2 * (sentence.nodes[end - 1].lower in lexicon.TIME_NOUNS)  # "Kern last week"
    if end > 0 and shape[end - 1] == lexicon.PRONOUN and not _ends_noun(sentence, end - 1):
        return None if _is_object(sentence, end - 1) else (end - 1, end)
    if end > 1 and shape[end - 2 : end] == "po" and sentence.nodes[end - 2].lower == "of":
        return _partitive(sentence, end)
    if end > 1 and sentence.nodes[end - 1].lower.endswith(("self", "selves")):
        own = phrase_before(sentence, end - 1)
        return None if own is None else (own[0], end)
    start = _scan_back(sentence, end)
    start = _skip_edge(sentence, start, end)
    if start + 2 < end and sentence.nodes[start].lower in _LAST:
        start += 2 * (sentence.nodes[start + 1].lower in lexicon.TIME_NOUNS)
    if start < end and shape[start] in "gT" and _scannable_gerund(sentence, start, end):
        start = _last_phrase(sentence, start, end)
    rough = next((at for at in (start, start - 1) if at >= 0 and is_rough(sentence, at)), None)
    if start < end and rough is not None:
        return rough, end
    if start < end and shape[start] == lexicon.PREPOSITION:
        start = _last_phrase(sentence, start, end)
    start = _after_object(shape, _after_days(sentence, start, end), end)
    return (start, end) if _is_phrase(sentence, start, end) else None


def _after_days(sentence: Sentence, start: int, end: int) -> int:
    """Return the start of "the ministry" in "a few days later the ministry"."""
    nodes = sentence.nodes
    for index in range(start + 1, min(start + _DAYS_REACH, end - 1)):
        if nodes[index].lower in _AFTER_DAYS and nodes[index - 1].lower in lexicon.TIME_NOUNS:
            return index + 1
    return start


_DAYS_REACH: Final = 5
_AFTER_DAYS: Final = words("later earlier ago")


def _is_object(sentence: Sentence, index: int) -> bool:
    """Tell "several on it" from "after it"."""
    before = sentence.nodes[index - 1] if index else None
    if before is None or before.letter != lexicon.PREPOSITION:
        return False
    return sentence.nodes[index].lower == "it" and before.lower not in CLAUSE_OPENERS


def _ends_noun(sentence: Sentence, index: int) -> bool:
    """Tell "Kern and others", "residents there" from a pronoun alone."""
    before, lower = sentence.nodes[index - 1], sentence.nodes[index].lower
    if not index or lower not in {"others", "there"}:
        return False
    return before.lower == "and" if lower == "others" else before.letter in "Nc"


def is_rough(sentence: Sentence, index: int) -> bool:
    """Tell "about half of the voters", "up to 40 men", "at least one" from "about the voters"."""
    lower = sentence.nodes[index].lower
    if lower == "up" and sentence.shape[index + 1 : index + 3] == "2#":
        return True
    if lower == "at" and sentence.nodes[index + 1 : index + 2]:
        extreme = sentence.nodes[index + 1].lower in {"least", "most"}
        counted = {node.lower for node in sentence.nodes[index + 2 : index + 3]}
        return extreme and (_is_count(sentence, index + 2) or not counted.isdisjoint(_ONE))
    return lower in _ROUGHLY and _is_count(sentence, index + 1)


def _is_count(sentence: Sentence, index: int) -> bool:
    following = sentence.nodes[index : index + 1]
    return any(node.letter == lexicon.NUMBER or node.lower in COUNTS for node in following)


def _partitive(sentence: Sentence, end: int) -> Range | None:
    """Find "most of them", which ends right before node `end`."""
    start = end - 2
    while start > 0 and sentence.shape[start - 1] in "d#c":
        start -= 1
    return (start, end) if start < end - 2 else None


def _scannable_gerund(sentence: Sentence, start: int, end: int) -> bool:
    """Tell "Tuesday Adler said" and "Writing in the Post Adler said" from a plain noun."""
    letters = sentence.shape[start + 1 : end]
    return bool(letters) and letters[0] in "dNp"


def _scan_back(sentence: Sentence, end: int) -> int:
    shape, nodes = sentence.shape, sentence.nodes
    index = end
    floor = max(0, end - REACH)
    while index > floor:
        letter = shape[index - 1]
        if letter in _INNER:
            if _opens_phrase(sentence, index - 1):
                break
        elif letter in "vVxm" or (letter == "w" and nodes[index - 1].lower in RELATIVE):
            jumped = _before_relative(sentence, index - 1, floor)
            if jumped is None:
                break
            index = jumped
            continue
        elif not (
            _is_noun_link(shape, index - 1)
            or _inside_relative(shape, index - 1, floor)
            or nodes[index - 1].lower in {"others", "there"}
            or (letter == lexicon.PRONOUN and shape[index] == lexicon.AND)
        ):
            break
        index -= 1
    return index


def _opens_phrase(sentence: Sentence, index: int) -> bool:
    """Tell whether the phrase begins after a node that could stand within one."""
    letter = sentence.shape[index]
    return (
        (letter == lexicon.AND and not _joins_phrases(sentence, index))
        or (letter == lexicon.NAME and _is_closed_title(sentence.nodes[index].raw))
        or (letter == lexicon.QUOTE and not is_short(sentence, index))
        or (letter == lexicon.PAST and _is_finite_past(sentence.shape, index))
        or (letter == lexicon.PREPOSITION and sentence.nodes[index].lower in CLAUSE_OPENERS)
    )


def _is_closed_title(raw: str) -> bool:
    """Tell `her book "Rain,"` with its comma from a name."""
    return raw[-1] in _CLOSING and raw.rstrip(_CLOSING)[-1:] == ","


def _is_noun_link(shape: str, index: int) -> bool:
    """Tell "an email to his supporters" from "to send"."""
    return shape[index] == lexicon.TO and shape[index + 1 : index + 2] in {"d", "N"}


def _is_finite_past(shape: str, index: int) -> bool:
    at = index - (shape[index - 1 : index] == lexicon.ADVERB)  # "Kern also found a leak"
    before, after = shape[at - 1 : at] if at else "", shape[index + 1 : index + 2]
    return before in {"N", "c", "r"} and after in {"d", "N", "r", "o", "2"} and bool(before)


def is_short(sentence: Sentence, index: int) -> bool:
    """Tell a title or nickname between quotation marks from speech."""
    quoted = sentence.nodes[index].raw.strip("\"“”„«»‘’'`")
    return len(quoted) <= _TITLE_LIMIT and quoted[-1:] not in {",", ".", "!", "?", "…"}


def _joins_phrases(sentence: Sentence, index: int) -> bool:
    """Tell "Kern and Adler said" from "The bill failed and Adler said"."""
    shape = sentence.shape
    start = index
    if joins_adjectives(sentence, index):
        return True
    if shape[index - 1] == lexicon.PRONOUN and shape[max(0, index - 2)] in ",rq":
        # "It is late, he and Adler said"
        return True
    if _SECOND_TAG.search(shape, max(0, index - REACH), index):
        # "It is late, Kern and Adler said"
        return True
    while start > 0 and shape[start - 1] not in ".:;-qtuwb" and index - start < REACH:
        start -= 1
    before = shape[start:index].rstrip(",")
    if before.endswith("N?") and sentence.nodes[index - 2].lower in gazetteer.COURTESIES:
        return True  # "Mr. and Mrs. Kern"
    return bool(before) and before[-1] in "Nc#(T" and FINITE.search(before) is None


def joins_adjectives(sentence: Sentence, index: int) -> bool:
    """Read "It is late, state and local officials said"."""
    shape = sentence.shape
    if shape[index + 1 : index + 3] != "cc" or shape[max(0, index - 2) : index] not in {",c", "c"}:
        return False
    return gazetteer.type_of_noun(sentence.nodes[index + 2].lower) is not SourceType.UNKNOWN


def _inside_relative(shape: str, index: int, floor: int) -> bool:
    """Tell whether a relative pronoun opens a clause before the node, which may belong to it."""
    if shape[index] not in "o2n-":
        return False
    for at in range(index, max(floor, index - 12), -1):
        if shape[at] == "w":
            return True
        if shape[at] in ",.:;u":
            return False
    return False


def _before_relative(sentence: Sentence, verb: int, floor: int) -> int | None:
    """Return the index after the noun a relative clause around `verb` belongs to."""
    shape = sentence.shape
    for index in range(verb, max(floor, verb - 14), -1):
        if shape[index] in "wt" and index > 0:
            relative = sentence.nodes[index].lower in RELATIVE or shape[index] == "t"
            noun = shape[index - 1] in "Nc(#r" or sentence.nodes[index - 1].lower == "those"
            return index if relative and noun and shape[index - 1 : index] != "V" else None
        if shape[index] in ",.:;ub&":
            return None
    return None


def _skip_edge(sentence: Sentence, start: int, end: int) -> int:
    while start < end and sentence.shape[start] in _EDGE:
        start += 1
    return start


def _last_phrase(sentence: Sentence, start: int, end: int) -> int:
    """Return the start of the phrase after a fronted adjunct without a comma.

    "In Ohio voters", "On Monday the mayor" -> "voters", "the mayor".
    """
    shape = sentence.shape[start:end]
    match = re.match(r"[pg]T*(?:d?[ac#T]*c+|N+|T+|#)(?:p?T+)?(?=[dcN])", shape)
    if shape[0] == lexicon.TIME:
        match = re.match(r"T+#?(?:c(?=[dN]))?(?=[dcN])", shape)
    if match is None or lexicon.PREPOSITION in shape[match.end() : match.end() + 1]:
        return end
    if shape[match.end() - 1 : match.end() + 1] == "cc":
        # "In recent weeks aides", but "during a town hall meeting"
        noun = sentence.nodes[start + match.end() - 1].lower
        if noun not in lexicon.TIME_NOUNS:
            return end
    rest = start + match.end()
    return _last_phrase(sentence, rest, end) if shape[match.end()] == "p" else rest


def _after_object(shape: str, start: int, end: int) -> int:
    """Return the start of "the president" in "the wall the president" (which he said ...)."""
    inner = shape[start:end]
    match = re.match(r"d?[ac#]*[cN]+(?=d[acN#s]*$)", inner)
    if match is not None and "p" not in inner and "&" not in inner and inner[0] == "d":
        return start + match.end()
    return start


def _is_phrase(sentence: Sentence, start: int, end: int) -> bool:
    if start >= end:
        return False
    letters = sentence.shape[start:end]
    if letters[-1] in "ps&a" or letters[0] in "ps":
        return False
    if letters[:2] in {"ed", "ep"} or (letters == lexicon.WORD and _is_bare(sentence, start)):
        return False
    if letters[-1] == lexicon.DETERMINER and sentence.nodes[end - 1].lower in _ARTICLES:
        return False
    return any(letter in "Ncr#d" for letter in letters) or letters == "g"


def _is_bare(sentence: Sentence, index: int) -> bool:
    """Tell "please" and "available" from "police" and "critics", which need no article."""
    noun = sentence.nodes[index].lower
    plural = gazetteer.singular(noun) != noun
    return not plural and gazetteer.type_of_noun(noun) is SourceType.UNKNOWN


def set_off(sentence: Sentence, mark: int, kind: str) -> Range | None:
    """Find a subject with something set off by commas or dashes, which ends at node `mark`."""
    shape = sentence.shape
    right = end = mark
    best: Range | None = None
    for _ in range(6):
        left = _mark_before(shape, right, kind)
        if left is None or not _is_appositive(sentence, left + 1, right):
            return best
        home = _HOME.search(shape, max(0, left - _HOME_REACH), left) if kind == "," else None
        if home is not None and sentence.nodes[home.start() + 1].lower in {"of", "from"}:
            right, end = left, home.start()
            continue
        base = phrase_before(sentence, left) if left > 0 else None
        word = sentence.nodes[left + 1].lower
        by = word in _WRITTEN and sentence.nodes[left + 2].lower == "by"
        if not (by or is_noun_like(sentence, left + 1) or word in RELATIVE):
            end = left
        if base is not None and _can_head(sentence, base):
            best = (base[0], end)
            if not is_inner_part(sentence, base):
                return best
        right = left
    return best


_HOME: Final = re.compile(r",pN+$")
_HOME_REACH: Final = 8
"""Where somebody lives: "Adler, 54, of Mill Lane, Split,"."""


def is_noun_like(sentence: Sentence, start: int) -> bool:
    """Tell "the mayor", which says who the source is, from "who was late", "speaking on TV"."""
    if sentence.shape[start] == lexicon.ADVERB and sentence.shape[start + 1 : start + 2] in _NOW:
        # "now 81", "now a farmer"
        return True
    if sentence.nodes[start].lower in _ROLE_STARTS and sentence.shape[start] in "ge":
        # "managing director", "retired teacher"
        return True
    return sentence.shape[start] in "dN#c" and sentence.nodes[start].lower not in RELATIVE


def _mark_before(shape: str, end: int, mark: str) -> int | None:
    found = shape.rfind(mark, max(0, end - REACH), end)
    return found if found >= 0 else None


def _is_appositive(sentence: Sentence, start: int, end: int) -> bool:
    """Tell "the mayor", "who runs the port", "of Split" from a clause of its own."""
    if start >= end:
        return False
    letters = sentence.shape[start:end]
    node = sentence.nodes[start]
    if node.lower in RELATIVE or letters[0] in "pge" or node.lower.endswith("ing"):
        return True
    if letters[:2] == "ue" or letters == "ua" or (letters == "u" and node.lower == "though"):
        # "when asked about it", "once again"
        return True
    if letters[0] in "ub&t:":
        return False
    return FINITE.search(re.sub(r"[wt].*", "", letters)) is None


def _can_head(sentence: Sentence, base: Range) -> bool:
    """Tell whether a phrase can be what an appositive belongs to."""
    start, end = base
    alone = end - start == 1 and sentence.nodes[start].lower in lexicon.STANDING_ALONE
    return alone or any(letter in "Ncro" for letter in sentence.shape[start:end])


def is_inner_part(sentence: Sentence, base: Range) -> bool:
    """Tell whether a phrase is itself an appositive, so that its noun stands further left."""
    start = at = base[0]
    shape = sentence.shape
    while at > 0 and shape[at - 1] == lexicon.ADVERB:
        at -= 1
    if at == 0 or shape[at - 1] != ",":
        return False
    if sentence.nodes[start].lower in _ROLE_STARTS or PARTY.match(sentence.nodes[start].raw):
        return True
    before = shape[max(0, at - 14) : at - 1]
    if shape[start] == lexicon.NAME and re.search(r"pN+$", before):
        # "in Aurora, Colorado"
        return True
    return bool(re.search(r"(?:^|[,qb&u.:;])N+$", before)) and shape[start] in "d#ce"
