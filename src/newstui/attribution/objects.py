"""Noun phrases that begin at a node: objects, and sources that stand after their verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import lexicon
from newstui.attribution.lexicon import words
from newstui.attribution.phrases import FINITE, REACH, RELATIVE, is_noun_like, is_short

if TYPE_CHECKING:
    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence


def phrase_after(
    sentence: Sentence, start: int, *, limit: int | None = None, whole: bool = False
) -> Range | None:
    """Find the noun phrase that starts at node `start`, its appositives included.

    With `whole`, also a relative clause or participle that belongs to it without a comma.
    """
    shape = sentence.shape
    stop = len(shape) if limit is None else limit
    index = start
    while index < stop and shape[index] in "dNcs#(ae&?gpqTou2" and index - start < REACH:
        if shape[index] in "dpTae&gqou2" and not _goes_on(sentence, index, start):
            break
        index += 1
    if index < stop and shape[start:index] == "" and shape[index] in "ro":
        return index, index + 1
    while index > start and shape[index - 1] in "padsT&2":
        index -= 1
    if index == start:
        return None
    if not whole:
        return start, _with_appositives(sentence, index, stop)
    end = _with_appositives(sentence, _with_postmodifier(sentence, index, stop), stop)
    second = _second(sentence, end, stop)
    return start, second or _with_relative(sentence, end, stop)


def _second(sentence: Sentence, end: int, stop: int) -> int:
    """Return the end of ", and Adler, D-Ore." after "Kern, R-Wyo.", or 0: it ends the sentence."""
    joined = _AND_NAME.match(sentence.shape, end, stop)
    if joined is None or "," not in sentence.shape[max(0, end - REACH) : end]:
        return 0
    second = phrase_after(sentence, joined.end(), limit=stop)
    return stop if second is not None and second[1] == stop == len(sentence.shape) else 0


_AND_NAME: Final = re.compile(r",&(?=N)")


_POSTMODIFIER: Final = re.compile(r"(?:w|e(?=p)|2(?=[dN])|cp(?=d))[^,;:q\-]*")


def _with_postmodifier(sentence: Sentence, end: int, stop: int) -> int:
    """Return the end of "who worked there", "involved in it" or "to the king" at node `end`."""
    if sentence.shape[end : end + 1] == "w" and sentence.nodes[end].lower not in RELATIVE:
        return end
    match = _POSTMODIFIER.match(sentence.shape, end, stop)
    return end if match is None else match.end()


_HOME: Final = re.compile(r"pN+")
"""Where somebody comes from: "Adler, 54, of Split"."""
_CLAUSE_END: Final = re.compile(r"[,;:q\-.]")
_ADJUNCT_NOUNS: Final = words(
    "statement interview news press speech email e-mail letter tweet post briefing conference "
    "phone telephone hearing debate message video televised telephone memo"
)
_LINKED: Final = frozenset({"d", "N", "c", "#"})
_NOUN_LINKS: Final = words("of for with at in from on to de familiar behind close")
_NEAR: Final = words("close privy")
_KNOWING: Final = words("briefed involved")
"""What tells why somebody knows: "two people close to the talks", "briefed on the plan"."""


def _goes_on(sentence: Sentence, index: int, start: int) -> bool:
    """Tell whether a noun phrase goes on with this preposition, participle or conjunction."""
    shape = sentence.shape
    letter, following = shape[index], shape[index + 1 : index + 2]
    if letter == lexicon.SUBORDINATOR:
        return following == "#" and sentence.nodes[index].lower == "than"
    if index == start:
        return letter in "deT" or (letter == "g" and following in {"N", "c"})
    if letter == lexicon.PREPOSITION:
        return _is_linked(sentence, index)
    if letter == lexicon.GERUND and shape[index - 1] in "ds":
        # "the meeting", "Monday's meeting"
        return True
    if letter == lexicon.PAST and following == lexicon.PREPOSITION:
        return sentence.nodes[index].lower in _KNOWING
    return {
        lexicon.TO: sentence.nodes[index - 1].lower in _NEAR and following in _LINKED,
        lexicon.DETERMINER: shape[index - 1] in "p&2",
        lexicon.OBJECT: shape[index - 1] == "p",
        lexicon.TIME: following == "s",
        lexicon.AND: following in {"N", "d", "c"}
        and FINITE.search(_CLAUSE_END.split(shape[index : index + 8], maxsplit=1)[0]) is None,
        lexicon.QUOTE: is_short(sentence, index) and following in {"N", "c"},
    }.get(letter, following in {"N", "c"})


def _is_linked(sentence: Sentence, index: int) -> bool:
    """Tell "the head of the port" from "Adler in a statement"."""
    shape, nodes = sentence.shape, sentence.nodes
    following = shape[index + 1 : index + 2]
    if following == "o":
        # "one of them"
        return nodes[index].lower == "of"
    if nodes[index].lower not in _NOUN_LINKS or following not in _LINKED:
        return False
    if shape[index - 1] in "N(" and nodes[index].lower not in {"of", "for", "de"}:
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


def _with_relative(sentence: Sentence, end: int, stop: int) -> int:
    """Return the end of a noun phrase with the relative clause set off by a comma after it."""
    shape = sentence.shape
    if shape[end : end + 2] != ",w" or sentence.nodes[end + 1].lower != "who":
        return end
    if _REPORTS.match(shape, end + 2):
        return end
    found = _CLAUSE_END.search(shape, end + 2, stop)
    return stop if found is None else found.start()


_REPORTS: Final = re.compile(r"a?V")
"""A clause that says more: "Adler, who added that it sank"."""


def _is_set_off(sentence: Sentence, start: int, end: int) -> bool:
    letters = sentence.shape[start:end]
    if _HOME.fullmatch(letters):
        return sentence.nodes[start].lower in {"of", "from"}
    raw = sentence.nodes[start].raw
    if raw == "according":
        return False
    if "$" in raw or (letters[:1] == lexicon.NUMBER and not raw.isdigit()):
        # "according to Adler, $5 million a year"
        return False
    if not is_noun_like(sentence, start) or "q" in letters or letters.endswith(("p", "d")):
        return False
    return end - start <= REACH and FINITE.search(re.sub(r"[wt].*", "", letters)) is None
