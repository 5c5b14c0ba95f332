"""Noun phrases of a sentence: the subject before a verb, the source after one.

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

_REACH: Final = 70
"""Nodes looked back for the start of a subject."""
_TITLE_LIMIT: Final = 40
"""Longest quotation that is taken for a title or nickname, in characters."""
_INNER: Final = frozenset("NcdsTp#(&geaq?")
"""Classes that can stand within a noun phrase."""
_LIST_PART: Final = 20
_EDGE: Final = frozenset("ab&n,-.?q")
"""Classes that cannot open a noun phrase and are dropped from its start."""
FINITE: Final = re.compile(r"(?<!2)[vVxm]|(?<=[Ncro])e(?=[dNr2#ca]|$)|(?<=r)e")
"""A shape that holds a finite verb, or most likely so."""
_ROLE_STARTS: Final = words(
    "head chief chairman chairwoman chair chairperson director president minister mayor governor "
    "senator spokesman spokeswoman spokesperson leader founder co-founder author professor "
    "secretary editor owner manager analyst economist lawyer attorney adviser advisor "
    "commissioner executive deputy vice senior former general member managing co-author "
    "researcher scientist historian ambassador officer coach captain judge candidate speaker "
    "commander fellow representative president-elect host strategist pollster organizer "
    "organiser consultant father mother brother sister son daughter husband wife widow uncle "
    "aunt now then who whose age aged one himself herself jr sr"
)
_RELATIVE: Final = words("who which whose whom where")
_CLAUSE_OPENERS: Final = words("after before since until")
"""Prepositions that open a clause when a subject and its verb follow."""


def subject_before(sentence: Sentence, verb: int) -> Range | None:
    """Find the subject that ends right before node `verb`, appositives included."""
    shape = sentence.shape
    last = verb - 1
    if last < 0:
        return None
    if shape[last] in ",-":
        return _set_off(sentence, last)
    found = phrase_before(sentence, verb)
    return None if found is None else _whole_list(sentence, found)


def phrase_before(sentence: Sentence, end: int) -> Range | None:
    """Find the noun phrase that ends right before node `end`."""
    shape = sentence.shape
    if end > 0 and shape[end - 1] == lexicon.PRONOUN:
        return end - 1, end
    start = _scan_back(sentence, end)
    start = _skip_edge(sentence, start, end)
    if start < end and shape[start] in "gT" and _scannable_gerund(sentence, start, end):
        start = _last_phrase(sentence, start, end)
    if start < end and shape[start] == lexicon.PREPOSITION:
        start = _last_phrase(sentence, start, end)
    start = _after_object(shape, start, end)
    return (start, end) if _is_phrase(sentence, start, end) else None


def _scannable_gerund(sentence: Sentence, start: int, end: int) -> bool:
    """Tell "Tuesday Adler said" and "Writing in the Post Adler said" from a plain noun."""
    letters = sentence.shape[start + 1 : end]
    return bool(letters) and letters[0] in "dNp"


def _scan_back(sentence: Sentence, end: int) -> int:
    shape, nodes = sentence.shape, sentence.nodes
    index = end
    floor = max(0, end - _REACH)
    while index > floor:
        letter = shape[index - 1]
        if letter in _INNER:
            if letter == lexicon.AND and not _joins_phrases(sentence, index - 1):
                break
            if letter == lexicon.QUOTE and not _is_short(sentence, index - 1):
                break
            if letter == lexicon.PAST and _is_finite_past(shape, index - 1):
                break
            if letter == lexicon.PREPOSITION and nodes[index - 1].lower in _CLAUSE_OPENERS:
                break
        elif letter in "vVxm" or (letter == "w" and nodes[index - 1].lower in _RELATIVE):
            jumped = _before_relative(sentence, index - 1, floor)
            if jumped is None:
                break
            index = jumped
            continue
        elif not (letter in "o2n-" and _inside_relative(shape, index - 1, floor)):
            break
        index -= 1
    return index


def _is_finite_past(shape: str, index: int) -> bool:
    before, after = shape[index - 1 : index], shape[index + 1 : index + 2]
    return before in {"N", "c", "r"} and after in {"d", "N", "r", "o", "2"} and bool(before)


def _is_short(sentence: Sentence, index: int) -> bool:
    """Tell a title or nickname between quotation marks from speech."""
    quoted = sentence.nodes[index].raw.strip("\"“”„«»‘’'`")
    return len(quoted) <= _TITLE_LIMIT and quoted[-1:] not in {",", ".", "!", "?", "…"}


def _joins_phrases(sentence: Sentence, index: int) -> bool:
    """Tell "Kern and Adler said" from "The bill failed and Adler said"."""
    shape = sentence.shape
    start = index
    while start > 0 and shape[start - 1] not in ".:;-qtuwb" and index - start < _REACH:
        start -= 1
    before = shape[start:index].rstrip(",")
    return bool(before) and before[-1] in "Nc#(T" and FINITE.search(before) is None


def _inside_relative(shape: str, index: int, floor: int) -> bool:
    """Tell whether a relative pronoun opens a clause before the node."""
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
            relative = sentence.nodes[index].lower in _RELATIVE or shape[index] == "t"
            noun = shape[index - 1] in "Nc(#"
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
    match = re.match(r"[pg]T*(?:d?[ac#T]*c+|N+|T+|#)(?:T+)?(?=[dcN])", shape)
    if shape[0] == lexicon.TIME:
        match = re.match(r"T+#?(?:c(?=[dN]))?(?=[dcN])", shape)
    if match is None or lexicon.PREPOSITION in shape[match.end() : match.end() + 1]:
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
    if letters == lexicon.WORD and _is_bare(sentence, start):
        return False
    return any(letter in "Ncr#d" for letter in letters) or letters == "g"


def _is_bare(sentence: Sentence, index: int) -> bool:
    """Tell "please" and "available" from "police" and "critics", which need no article."""
    noun = sentence.nodes[index].lower
    plural = gazetteer.singular(noun) != noun
    return not plural and gazetteer.type_of_noun(noun) is SourceType.UNKNOWN


def _whole_list(sentence: Sentence, found: Range) -> Range:
    """Extend "Adler and Stein" to "Kern, Adler and Stein"."""
    shape = sentence.shape
    start, end = found
    joint = shape.find(lexicon.AND, start, end)
    if joint < 0 or lexicon.PREPOSITION in shape[start:joint]:
        return found
    while start > 1 and shape[start - 1] == ",":
        before = start - 1
        while before > 0 and shape[before - 1] in "Ncdpse(" and start - before < _LIST_PART:
            before -= 1
        if before == start - 1 or shape[before] in "pse":
            break
        start = before
    return start, end


def _set_off(sentence: Sentence, mark: int) -> Range | None:
    """Find a subject followed by something set off with commas or dashes, which `mark` closes."""
    shape = sentence.shape
    right = end = mark
    best: Range | None = None
    for _ in range(6):
        left = _mark_before(shape, right, shape[mark])
        if left is None or not _is_appositive(sentence, left + 1, right):
            return best
        base = phrase_before(sentence, left) if left > 0 else None
        if not _is_noun_like(sentence, left + 1):
            end = left
        if base is not None and _can_head(sentence, base):
            best = (base[0], end)
            if not _is_inner_part(sentence, base):
                return best
        right = left
    return best


def _is_noun_like(sentence: Sentence, start: int) -> bool:
    """Tell "the mayor", which says who the source is, from "who was late", "speaking on TV"."""
    return sentence.shape[start] in "dN#c" and sentence.nodes[start].lower not in _RELATIVE


def _mark_before(shape: str, end: int, mark: str) -> int | None:
    found = shape.rfind(mark, max(0, end - _REACH), end)
    return found if found >= 0 else None


def _is_appositive(sentence: Sentence, start: int, end: int) -> bool:
    """Tell "the mayor", "who runs the port", "of Split" from a clause of its own."""
    if start >= end:
        return False
    letters = sentence.shape[start:end]
    node = sentence.nodes[start]
    if node.lower in _RELATIVE or letters[0] in "pge":
        return True
    if letters[0] in "ub&t:":
        return False
    return FINITE.search(re.sub(r"w.*", "", letters)) is None


def _can_head(sentence: Sentence, base: Range) -> bool:
    """Tell whether a phrase can be what an appositive belongs to."""
    start, end = base
    shape = sentence.shape
    return any(letter in "Ncr" for letter in shape[start:end])


def _is_inner_part(sentence: Sentence, base: Range) -> bool:
    """Tell whether a phrase is itself an appositive, so that its noun stands further left."""
    start = base[0]
    shape = sentence.shape
    if start == 0 or shape[start - 1] != ",":
        return False
    if sentence.nodes[start].lower in _ROLE_STARTS:
        return True
    before = shape[max(0, start - 14) : start - 1]
    return bool(re.search(r"(?:^|[,qb&u.:;])N+$", before)) and shape[start] in "d#ce"


def phrase_after(
    sentence: Sentence, start: int, *, limit: int | None = None, whole: bool = False
) -> Range | None:
    """Find the noun phrase that starts at node `start`, its appositives included.

    With `whole`, also a relative clause or participle that belongs to it without a comma.
    """
    shape = sentence.shape
    stop = len(shape) if limit is None else limit
    index = start
    while index < stop and shape[index] in "dNcs#(ae&?gpqT" and index - start < _REACH:
        if shape[index] in "dpTae&gq" and not _goes_on(sentence, index, start):
            break
        index += 1
    if index < stop and shape[start:index] == "" and shape[index] in "ro":
        return index, index + 1
    while index > start and shape[index - 1] in "padsT&":
        index -= 1
    if index == start:
        return None
    if whole:
        index = _with_postmodifier(sentence, index, stop)
    return start, _with_appositives(sentence, index, stop)


_POSTMODIFIER: Final = re.compile(r"(?:w|e(?=p)|2(?=[dN])|cp(?=d))[^,;:q\-]*")


def _with_postmodifier(sentence: Sentence, end: int, stop: int) -> int:
    """Return the end of "who worked there", "involved in it" or "to the king" at node `end`."""
    if sentence.shape[end : end + 1] == "w" and sentence.nodes[end].lower not in _RELATIVE:
        return end
    match = _POSTMODIFIER.match(sentence.shape, end, stop)
    return end if match is None else match.end()


_ADJUNCT_NOUNS: Final = words(
    "statement interview news press speech email e-mail letter tweet post briefing conference "
    "phone telephone hearing debate message video televised telephone memo"
)
_LINKED: Final = frozenset({"d", "N", "c", "#"})
_NOUN_LINKS: Final = words("of for with at in from on to de familiar behind close")


def _goes_on(sentence: Sentence, index: int, start: int) -> bool:
    """Tell whether a noun phrase goes on with this preposition, participle or conjunction."""
    shape = sentence.shape
    letter, following = shape[index], shape[index + 1 : index + 2]
    if index == start:
        return letter in "deT" or (letter == "g" and following in {"N", "c"})
    if letter == lexicon.PREPOSITION:
        return _is_linked(sentence, index)
    return {
        lexicon.DETERMINER: shape[index - 1] in "p&",
        lexicon.TIME: following == "s",
        lexicon.AND: following in {"N", "d", "c"}
        and FINITE.search(shape[index : index + 8]) is None,
        lexicon.QUOTE: _is_short(sentence, index) and following in {"N", "c"},
    }.get(letter, following in {"N", "c"})


def _is_linked(sentence: Sentence, index: int) -> bool:
    """Tell "the head of the port" from "Adler in a statement"."""
    shape, nodes = sentence.shape, sentence.nodes
    if nodes[index].lower not in _NOUN_LINKS or shape[index + 1 : index + 2] not in _LINKED:
        return False
    if shape[index - 1] == "N" and nodes[index].lower not in {"of", "for", "de"}:
        return False
    return not any(node.lower in _ADJUNCT_NOUNS for node in nodes[index + 1 : index + 4])


def _with_appositives(sentence: Sentence, end: int, stop: int) -> int:
    """Return the end of a noun phrase with the nouns set off by commas after it."""
    shape = sentence.shape
    while end + 1 < stop and shape[end] == ",":
        comma = shape.find(",", end + 1, stop)
        part_end = stop if comma < 0 else comma
        if not _is_set_off(sentence, end + 1, part_end):
            return end
        end = part_end
    return end


def _is_set_off(sentence: Sentence, start: int, end: int) -> bool:
    letters = sentence.shape[start:end]
    if not _is_noun_like(sentence, start) or "q" in letters or letters.endswith(("p", "d")):
        return False
    return end - start <= _REACH and FINITE.search(re.sub(r"[wt].*", "", letters)) is None
