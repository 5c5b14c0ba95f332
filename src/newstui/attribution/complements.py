"""What follows a reporting verb: circumstances first, then the kind of its complement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.attribution import lexicon
from newstui.attribution.frames import CITERS
from newstui.attribution.lexicon import words
from newstui.attribution.objects import phrase_after
from newstui.attribution.phrases import FINITE, RELATIVE, is_rough
from newstui.model.attribution import Medium

if TYPE_CHECKING:
    from newstui.attribution.phrases import Range
    from newstui.attribution.sentences import Sentence

MEDIA: Final[dict[str, Medium]] = {
    **dict.fromkeys(words("interview interviews conversation call"), Medium.INTERVIEW),
    **dict.fromkeys(
        words(
            "statement statements release remarks speech address briefing conference testimony "
            "hearing debate rally press news"
        ),
        Medium.STATEMENT,
    ),
    **dict.fromkeys(
        words(
            "tweet tweets twitter facebook instagram telegram x truth post posts blog "
            "mastodon bluesky tiktok weibo"
        ),
        Medium.POST,
    ),
    **dict.fromkeys(
        words(
            "letter memo report email e-mail filing filings documents document book op-ed essay "
            "column article editorial paper lawsuit complaint indictment affidavit ruling judgment "
            "submission"
        ),
        Medium.DOCUMENT,
    ),
    **dict.fromkeys(
        words("television tv radio broadcast podcast programme program show video"),
        Medium.BROADCAST,
    ),
}
TIME_MODIFIERS: Final = words("last this next earlier late early previous same")
_THAT_TIME: Final = re.compile(r"tc(?=[,;:.q]|$)")
"""As in "said that night"."""
_ASIDE: Final = re.compile(r",[^,q.;:]{1,14},(?=t[^xmvV])")
"""As in "said, however, that"."""
_IN_PART: Final = re.compile(r",?(?P<part>pc)(?=[,:]?q)")
"""Where "in part" stands before a quotation: "read, in part: “No.”"."""
_WHILE: Final = words("before after while")
_AS_SOMETHING: Final = re.compile(r"udc,?r[xmvVea]")
"""As in "said as a child she had left"."""
_PARTICLES: Final = words("back out on in off again")
"""What belongs to a verb before a quotation: "shot back"."""
_ISSUED: Final = words(
    "read released issued posted published sent seen obtained carried made given filed unsealed "
    "dated signed"
)
_GIVEN: Final = re.compile(r"[cevV][2p]d?[cgN]+(?:pT+)?(?=[tq])")
"""As in "in a statement read to the court that"."""
_EDGES: Final = frozenset(["", ":", ",", "q", "t", "w", "2"])
"""What follows "her" when it is somebody, not somebody's: "told her: “No.”"."""
_COUNTED: Final = words("many much few little")
_DATED: Final = re.compile(r"[evV](?:p?[T#]+|(?=,|$))")
"""As in "in an indictment unsealed on Tuesday"."""
_TERMINAL: Final = frozenset("tq:,.;-w")
_PHRASE_LIMIT: Final = 16
_OBJECT_ONLY: Final = re.compile(r"d[a#]?[cN]{1,2},?&a?[vx]")
"""An object, and what the subject does next: "the time and left"."""
_MAIN_CLAUSE: Final = re.compile(r"[dacN#s]*[cNr][nxmvVe]")


@dataclass(slots=True)
class Complement:
    """What follows a verb."""

    kind: str
    """"none", "comma", "quote", "colon", "that", "wh", "to", "as", "prep", "clause", "object"
    or "gap" (a verb follows at once)."""
    start: int
    """Its first node."""
    addressee: Range | None = None
    medium: Medium | None = None
    when: Range | None = None


def read_complement(sentence: Sentence, after: int, takes: frozenset[str]) -> Complement:
    """Read what follows node `after - 1`, a verb whose frame takes `takes`."""
    complement = Complement("none", after)
    if (
        after < len(sentence.nodes)
        and sentence.nodes[after].lower in _PARTICLES
        and (sentence.shape[after + 1 : after + 2] in {"", ",", ":", "q", "."})
    ):
        complement.start = after + 1
    told = bool(takes & {"whom", "whom-to"})
    if told and (person := _addressee(sentence, complement.start, takes)) is not None:
        complement.addressee = person
        complement.start = person[1]
    if not _opens_object(sentence, complement.start, takes):
        _skip_circumstances(sentence, complement)
    complement.kind = _kind(sentence, complement)
    if told and complement.kind == "gap" and complement.addressee is not None:
        if "clause" in takes:
            complement.addressee, complement.start, complement.kind = None, after, "clause"
        else:
            _part_hearer(sentence, complement)
    return complement


def _part_hearer(sentence: Sentence, complement: Complement) -> None:
    """Part "told Reuters police had left", where the one told and a subject stand together."""
    start, end = complement.addressee or (0, 0)
    hearer = _HEARER.match(sentence.shape, start, end)
    if hearer is not None and complement.start == end:
        complement.addressee = start, hearer.end()
        complement.start, complement.kind = hearer.end(), "clause"


_HEARER: Final = re.compile(r"d?N+(?=[#dc])")
_OBJECT_WORDS: Final = {
    "of": "of", "for": "for", "on": "on-to", "out": "out-that", "to": "to-noun"
}  # fmt: skip
"""Prepositions that belong to a verb of the table, and the complement they open."""


def _opens_object(sentence: Sentence, index: int, takes: frozenset[str]) -> bool:
    """Tell "called on Parliament" from "called on Monday"."""
    if index + 1 >= len(sentence.nodes) or sentence.shape[index + 1] == lexicon.TIME:
        return False
    return _OBJECT_WORDS.get(sentence.nodes[index].lower) in takes


def _addressee(sentence: Sentence, start: int, takes: frozenset[str]) -> Range | None:
    """Find who is told; "for" is no part of that where the verb takes it: "asked them for help"."""
    stop = next(
        (
            index
            for index in range(start, min(start + _PHRASE_LIMIT, len(sentence.nodes)))
            if "for" in takes and sentence.nodes[index].lower == "for"
        ),
        None,
    )
    alone = (
        sentence.shape[start : start + 1] == "d" and sentence.shape[start + 1 : start + 2] in _EDGES
    )
    if alone and sentence.nodes[start].lower == "her":
        return start, start + 1
    person = phrase_after(sentence, start, limit=stop)
    letters = sentence.shape[start : start + 2]
    if person is None or (letters[:1] == "T" and letters != "Ts"):
        return None  # "told on Monday", but "told Monday's meeting"
    first, end = person
    comma = sentence.shape.find(",", first, end)
    return first, comma if comma > 0 else end


def _skip_circumstances(sentence: Sentence, complement: Complement) -> None:
    shape = sentence.shape
    index = complement.start
    while index < len(shape):
        following = _after_circumstance(sentence, index, complement)
        if following == index:
            break
        index = following
    complement.start = index


def _after_circumstance(sentence: Sentence, index: int, complement: Complement) -> int:
    """Return the index after one adverbial at `index`, or `index`."""
    shape, node = sentence.shape, sentence.nodes[index]
    letter = node.letter
    end = _time_end(sentence, index)
    if end > index:
        complement.when = complement.when or (index, end)
        return end
    if (inserted := _inserted_end(sentence, index)) is not None:
        return inserted
    following = shape[index + 1 : index + 2]
    if letter in "a(" and not (letter == "a" and _belongs(node.lower, following)):
        return index + 1
    opens = letter == lexicon.PREPOSITION and not is_rough(sentence, index)
    goes_on = opens and following in {"d", "N", "c", "T", "#", "o", "e"}
    if goes_on or (following == lexicon.GERUND and node.lower in _WHILE):
        return _after_phrase(sentence, index, complement)
    if letter == lexicon.TO and (following in {"d", "N"} or _is_plural(sentence, index + 1)):
        return _after_phrase(sentence, index, complement)
    return index


def _belongs(adverb: str, following: str) -> bool:
    """Tell "there was", "nearly 40 men", which are said, from "said again it was late"."""
    return adverb in {"there", "here"} or following == lexicon.NUMBER


def _inserted_end(sentence: Sentence, index: int) -> int | None:
    """Return the end of what is put before "that": "himself", ", in a letter,", ", citing us,"."""
    if (part := _IN_PART.match(sentence.shape, index)) is not None:
        at = part.start("part")
        if (sentence.nodes[at].lower, sentence.nodes[at + 1].lower) == ("in", "part"):
            return part.end()
    if sentence.nodes[index].lower.endswith(("self", "selves")):
        return index + 1 if sentence.shape[index + 1 : index + 2] == "t" else None
    aside = _ASIDE.match(sentence.shape, index)
    if aside is None:
        return None
    opener = sentence.nodes[index + 1].lower
    belongs = opener in CITERS or opener in RELATIVE
    is_clause = FINITE.search(sentence.shape, index, aside.end()) is not None
    return aside.end() if belongs or not is_clause else None


def _is_plural(sentence: Sentence, index: int) -> bool:
    """Tell "to reporters" from "to report"."""
    if index >= len(sentence.nodes):
        return False
    return sentence.shape[index] == lexicon.WORD and sentence.nodes[index].lower.endswith("s")


def _time_end(sentence: Sentence, index: int) -> int:
    """Return the end of a time expression at `index`: "on Monday night", "last week"."""
    shape, nodes = sentence.shape, sentence.nodes
    at = index
    if nodes[at].lower in {"late", "early"} and nodes[at + 1 : at + 2]:
        at += nodes[at + 1].lower in {"on", "in"}
    if shape[at] == lexicon.PREPOSITION and nodes[at].lower in {"on", "in", "late", "by", "since"}:
        at += 1
        if shape[at : at + 2] == "#T":
            return at + 2
        if nodes[at - 1].lower == "in" and shape[at : at + 1] == "#":
            return at + 1 if len(nodes[at].raw) == len("2024") else index
    if _THAT_TIME.match(shape, at) and nodes[at + 1].lower in lexicon.TIME_NOUNS:
        return at + 2
    while at < len(shape) and nodes[at].lower in TIME_MODIFIERS:
        at += 1
    if at >= len(shape):
        return index
    if shape[at] == lexicon.TIME:
        while at < len(shape) and (shape[at] in "T#" or nodes[at].lower in lexicon.TIME_NOUNS):
            at += 1
        return index if shape[at : at + 1] == "s" else at
    modified = at > index and nodes[at - 1].lower in TIME_MODIFIERS
    return at + 1 if modified and nodes[at].lower in lexicon.TIME_NOUNS else index


def _after_phrase(sentence: Sentence, index: int, complement: Complement) -> int:
    """Skip "in a statement", "to reporters": known media, or whatever ends at a clear edge."""
    shape, nodes = sentence.shape, sentence.nodes
    end = index + 1
    medium_end = None
    while end < len(shape) and end - index < _PHRASE_LIMIT and shape[end] not in _TERMINAL:
        if shape[end] in "rxmvVu" and shape[end - 1 : end + 1] != "dV":
            break  # but "in a written statement"
        medium = MEDIA.get(nodes[end].lower)
        if medium is not None:
            complement.medium = complement.medium or medium
            medium_end = end + 1
        end += 1
    if end == len(shape) or shape[end] in _TERMINAL:
        _note_hearer(sentence, index, complement)
        return end
    if medium_end is None:
        return end if nodes[index].lower == "to" and shape[end] == "r" else index
    if shape[medium_end] in "p2":
        return _after_phrase(sentence, medium_end, complement)
    given = _GIVEN.match(shape, medium_end) or _DATED.match(shape, medium_end)
    if given is not None and nodes[medium_end].lower in _ISSUED:
        return given.end()
    return medium_end


def _note_hearer(sentence: Sentence, index: int, complement: Complement) -> None:
    if sentence.nodes[index].lower == "to" and complement.addressee is None:
        complement.addressee = phrase_after(sentence, index + 1)


def _kind(sentence: Sentence, complement: Complement) -> str:
    shape, start = sentence.shape, complement.start
    if start >= len(shape):
        return "none"
    letter = shape[start]
    if letter in ",:-" and shape[start + 1 : start + 2] == lexicon.QUOTE:
        complement.start = start + 1
        return "quote"
    began = sentence.nodes[start].lower in {"having", "being"}
    simple = "clause" if began else _KINDS.get(letter)
    if shape[start : start + 2] == "n2":
        simple = "to"  # "vowed not to leave"
    if simple is not None and not is_rough(sentence, start):
        return simple
    if letter == lexicon.SUBORDINATOR:
        clause = _opens_clause(sentence, start) or _opens_count(sentence, start)
        if clause or _AS_SOMETHING.match(shape, start):
            return "clause"
        return {"if": "wh", "as": "as"}.get(sentence.nodes[start].lower, "none")
    return "clause" if _is_clause(shape, start) else "object"


def _is_clause(shape: str, start: int) -> bool:
    if _OBJECT_ONLY.match(shape, start):
        return False
    return FINITE.search(shape, start, start + 60) is not None or _loose_clause(shape, start)


def _opens_count(sentence: Sentence, start: int) -> bool:
    """Tell "said as many as 14 boats sank" from "said as it sank"."""
    words_of = [node.lower for node in sentence.nodes[start : start + 3]]
    return words_of[:1] == words_of[2:] == ["as"] and words_of[1] in _COUNTED


def _opens_clause(sentence: Sentence, start: int) -> bool:
    """Tell "said if he won, he would stay" from "asked if he would stay"."""
    comma = sentence.shape.find(",", start)
    if comma < 0 or sentence.nodes[start].lower == "as":
        return False
    after = _MAIN_CLAUSE.match(sentence.shape, comma + 1)
    return after is not None and FINITE.search(sentence.shape, start, comma) is not None


def _loose_clause(shape: str, start: int) -> bool:
    """Tell whether what follows is a clause though no known verb is in it: a pronoun opens it.

    "The Post reported it on Monday" has none.
    """
    return shape[start] == lexicon.PRONOUN and shape[start + 1 : start + 2] not in {"", "p", "T"}


_KINDS: Final = {
    ",": "comma",
    "-": "comma",
    ".": "none",
    ";": "none",
    "?": "none",
    ":": "colon",
    "q": "quote",
    "t": "that",
    "w": "wh",
    "2": "to",
    "p": "prep",
    "x": "gap",
    "m": "gap",
    "V": "gap",
    "v": "gap",
    "&": "none",
    "b": "none",
    "s": "none",
}
