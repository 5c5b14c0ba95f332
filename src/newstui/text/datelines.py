"""Datelines: the place, date and agency that open a story ("OSLO, May 3 (Reuters) - ...")."""

from __future__ import annotations

import re
from typing import Final

from newstui.model.attribution import Dateline
from newstui.text.agencies import WIRE
from newstui.text.clean import clean_line
from newstui.text.gazetteer import is_known_place
from newstui.text.lines import read_lines

MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG"
    r"|SEP|OCT|NOV|DEC)\.?"
)
_WORD: Final = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*+"
_PLACE: Final = (
    rf"(?:{_WORD}|(?<=\w )(?:de|del|la|es|of|the|au))(?: (?:{_WORD}|de|del|la|es|of|au)){{0,3}}"
)
_DATE: Final = rf"(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?"
_OUTLET_ENDS: Final = "Wire|News|Press|Agency|Service|Media|Times|Post|Journal|Gazette"
_OUTLET: Final = rf"{_WORD}(?: {_WORD}){{0,3}} (?:{_OUTLET_ENDS})"
"""An agency or outlet that is not among the known ones, by the last word of its name."""
_DATELINE: Final = re.compile(
    rf"(?P<place>{_PLACE}(?:/{_PLACE})?)?"
    rf"(?P<region>(?:, {_PLACE}){{0,2}}| ?\[{_PLACE}\]| ?\((?!{_OUTLET}\)){_PLACE}\))"
    rf"(?:,? ?(?P<date>{_DATE}),?)?"
    rf"(?: ?[(\[](?P<agency>{WIRE}(?:/{WIRE})?|{_OUTLET})[)\]])?"
    r"(?P<separator> ?:|,? ?(?:—|–|--)| -|(?<=[)\]]))(?=\s*+(?P<next>\S))"
)
_LABEL_WORDS: Final = (
    "analysis answer audio background breaking briefing clarification comment commentary column "
    "correction editor editorial exclusive explained explainer fact factbox feature focus gallery "
    "highlights homepage image insight interview live listen newsletter note opinion photo photos "
    "picture pictures podcast poll profile question quiz quote read report review sport sports "
    "spotlight summary timeline transcript update updated video view warning watch weather "
    "what when where who why how world business politics tech culture"
)
_LABELS: Final = frozenset(_LABEL_WORDS.split())
"""Words that stand before a colon as places do, but head a column or a picture."""
_OPENING: Final = "\"“‘'«„"
_LONGEST_ACRONYM: Final = 6
"""Letters; unknown names in capitals that are no longer are organisations, such as UNICEF."""
_FIRST_LINES: Final = 6
_PROSE_WORDS: Final = 8


def find_dateline(text: str) -> Dateline | None:
    """Find the dateline of a story: at the start of its first paragraph of prose only."""
    for line in read_lines(text[:20_000])[:_FIRST_LINES]:
        found = match_dateline(line.text)
        if found:
            start, end = found.span
            return Dateline(
                place=found.place,
                span=(line.start + start, line.start + end),
                date=found.date,
                agency=found.agency,
            )
        if len(line.text.split()) >= _PROSE_WORDS and line.text.endswith((".", "”", '"')):
            return None
    return None


def match_dateline(paragraph: str) -> Dateline | None:
    """Read the dateline at the start of a paragraph; its span is within that paragraph."""
    match = _DATELINE.match(paragraph[:200])
    if match is None or not _is_dateline(match):
        return None
    place = (match["place"] or "") + (match["region"] or "")
    return Dateline(
        place=clean_line(place),
        span=(0, match.end("separator")),
        date=clean_line(match["date"] or ""),
        agency=clean_line(match["agency"] or ""),
    )


def _is_dateline(match: re.Match[str]) -> bool:
    """Whether what looks like a dateline is one, and no label, speaker or compound."""
    place, following = match["place"] or "", match["next"]
    if not (following.isupper() or following.isdigit() or following in _OPENING):
        return False
    if match["agency"] or not match["separator"]:
        return bool(match["agency"] and (match["separator"] or match["date"]))
    if not place or place.split()[0].casefold().rstrip(".") in _LABELS:
        return False
    if match["date"]:
        return True
    if match["separator"].strip() == ":" and following in _OPENING:
        return False
    return _is_place(place, match["region"])


def _is_place(place: str, region: str) -> bool:
    """Whether a name reads as a place: known, in capitals, or beside a known region."""
    beside = region.strip(" ,()[]").split(", ")[-1]
    names = place.split("/")
    if any(is_known_place(name) for name in (*names, beside) if name):
        return True
    return place.isupper() and len(place) > _LONGEST_ACRONYM and not place.endswith(".")
