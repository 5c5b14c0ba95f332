"""Full stops of abbreviations: which they are, and which of them end a sentence as well."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.attribution import gazetteer, lexicon
from newstui.attribution.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.attribution.tokens import Node

_STATES: Final = words(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb "
    "nev okla ore pa tenn tex va vt wash wis wyo"
)
_MONTHS: Final = words("jan feb mar apr jun jul aug sep sept oct nov dec")
_FORMS: Final = words("inc ltd co corp bros jr sr")
"""What stands after a name."""
_CLOSED: Final = words("a.m p.m etc")
"""What no name goes on with: "at 5 p.m. Mayor Voss said"."""
_ABBREVIATIONS: Final = (
    _STATES
    | _MONTHS
    | _FORMS
    | _CLOSED
    | words(
        "mr mrs ms mx dr prof sen sens rep reps gov govs gen lt col capt sgt cpl maj adm cmdr pvt "
        "rev fr msgr hon pres supt insp st mt ft vs no nos dept est approx fig mon tue tues wed "
        "thu thurs fri sat sun e.g i.e atty asst assoc messrs rs"
    )
)
"""Words a full stop may follow without ending the sentence, lower case, without the stop."""
_WORDS_TOO: Final = words("fig gen ill jan mar mass miss ore rep sat sun wash wed EST")
"""Those of them that are ordinary words without a capital, and a time zone."""
_LAST: Final = _STATES | _MONTHS | _FORMS | _CLOSED
"""Those of them that may be the last word of a sentence."""
ZONES: Final = words(
    "am pm a.m p.m GMT BST UTC CET CEST EET EEST MSK IST JST AEST ET EST EDT CT CST CDT MT MST MDT "
    "PT PST PDT Eastern Central Mountain Pacific Greenwich"
)
"""What may follow the time of day."""
_BEFORE_PAPER: Final = re.compile(r"(?:\b[Tt]he|[A-Z][a-z]+) Sun$")
"""What tells a newspaper from a day: "The Sun", "the Alda Sun"."""
_SUBJECTS: Final = frozenset({lexicon.DETERMINER, lexicon.PRONOUN})
_OPENERS: Final = frozenset(
    {lexicon.PREPOSITION, lexicon.SUBORDINATOR, lexicon.AND, lexicon.BUT, lexicon.ADVERB}
)
_COURTESIES: Final = words("Mr Mrs Ms")
"""Titles that no country and no company stands before."""
_NATIONS: Final = words("U.S. U.K.")
_LOCAL: Final = words("Mayor Sheriff Councillor Councilman Councilwoman Alderman Police")
"""What no nation as a whole has."""


def is_abbreviated(text: str, stop: int) -> bool:
    """Tell whether the full stop at `stop` belongs to the word before it."""
    word = text[max(0, stop - 8) : stop].rsplit(None, 1)[-1:]
    if not word:
        return False
    last = word[0].lstrip("(\"'“‘").rpartition("-")[2]
    if last in _WORDS_TOO:
        return False  # "the pilot was ill."
    if last.lower() == "no":
        return text[stop + 1 : stop + 3].strip()[:1].isdigit()
    if last == "Sun" and _BEFORE_PAPER.search(text, max(0, stop - 24), stop) is not None:
        return False
    return last.lower() in _ABBREVIATIONS or (len(last) == 1 and last.isupper())


def is_last(nodes: Sequence[Node], index: int) -> bool:
    """Tell whether a sentence ends with the full stop of an abbreviation at node `index`.

    After "Novabau Inc." another begins with "The builder said", not with "President Kern said".
    """
    node, following = nodes[index], nodes[index + 1]
    if not following.raw[:1].isupper():
        return False
    short = nodes[index - 1].lower if node.raw == "." and index else ""
    if node.letter != lexicon.NAME and short not in _LAST:
        return False
    if following.letter in _SUBJECTS:
        return following.raw != "No"  # "the U.S. No. 2"
    if following.letter in _OPENERS:
        return _goes_on(nodes, index + 2)
    if short in _CLOSED:
        return _ends_time(nodes, index)
    begins = following.raw in _COURTESIES or (node.raw in _NATIONS and following.raw in _LOCAL)
    return begins or (_ends_name(nodes, index - bool(short)) and _is_subject(nodes, index))


def _goes_on(nodes: Sequence[Node], index: int) -> bool:
    """Tell "In talks on Monday" from "In Talks With", which a headline goes on with."""
    node = nodes[index] if index < len(nodes) else None
    return node is not None and (not node.raw[:1].isupper() or node.letter != lexicon.NAME)


def _ends_time(nodes: Sequence[Node], index: int) -> bool:
    """Tell "at 5 p.m. Mayor Voss said" from "5 p.m. Monday" and "a 5 p.m. Senate vote"."""
    following, opener = nodes[index + 1], nodes[max(0, index - _TIME_REACH)]
    is_zone = following.letter == lexicon.TIME or following.raw in ZONES
    return not is_zone and opener.letter != lexicon.DETERMINER


def _ends_name(nodes: Sequence[Node], index: int) -> bool:
    """Tell "in Alda, D.C." and "Novabau Inc." from "the U.S.", which stands before names."""
    return nodes[index].lower in _FORMS or (index > 0 and nodes[index - 1].letter == lexicon.COMMA)


def _is_subject(nodes: Sequence[Node], index: int) -> bool:
    """Tell "She lives in Alda, D.C. Kern said" from "Alda, D.C. Council members said"."""
    before = "".join([node.letter for node in nodes[max(0, index - _REACH) : index]])
    after = "".join([node.letter for node in nodes[index + 1 : index + 1 + _SUBJECT_REACH]])
    has_verb = not _VERBS.isdisjoint(before) or _PAST.search(before) is not None
    known = {node.lower for node in nodes[index + 1 : index + _SUBJECT_REACH]}
    belongs = not known.isdisjoint(gazetteer.TITLES | gazetteer.BODY_WORDS)
    return has_verb and not belongs and _SUBJECT.match(after) is not None


_VERBS: Final = frozenset({lexicon.CUE, lexicon.VERB, lexicon.AUXILIARY, lexicon.MODAL})
_PAST: Final = re.compile(r"[Ncr]e")
_SUBJECT: Final = re.compile(r"N{1,2}a?[VvxmTe]")
_SUBJECT_REACH: Final = 4
_TIME_REACH: Final = 3
"""Nodes from "a" to the full stop of "a 5 p.m."."""
_REACH: Final = 40
"""Nodes looked back for a verb."""
