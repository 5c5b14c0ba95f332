"""Credits of a story: bylines, contributors, agencies, pictures, and where it first appeared.

They stay in the text; what is found are their offsets, so that they are never taken for claims.
"""

from __future__ import annotations

import re
from typing import Final

from newstui.model.attribution import Credit, CreditKind
from newstui.text.agencies import WIRE
from newstui.text.clean import clean_line
from newstui.text.datelines import MONTH, find_dateline
from newstui.text.lines import Line, read_lines
from newstui.text.photos import caption_credits

EDGE_PARAGRAPHS: Final = 3
"""Bylines stand in this many first or last paragraphs."""
_LINE_WORDS: Final = 30
_PARTICLE: Final = r"(?:de|del|der|den|di|da|van|von|la|le|al|el|bin|ibn|ben|y|e|St)"
_NAME_WORD: Final = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*+"
_NAME: Final = rf"{_NAME_WORD}(?: (?:{_PARTICLE}|{_NAME_WORD})){{0,4}}"
_NAMES: Final = rf"{_NAME}(?:(?:, {_NAME}){{0,6}},? (?:and|&|AND) {_NAME})?"
"""Names joined as "A", "A and B" or "A, B and C": after "A, " without an "and" is no name."""
_WRITING: Final = r"(?:Written|Posted|Published|Story|Words|Text|Interview|Review|Analysis)"
_BYLINE: Final = re.compile(
    rf"(?:{_WRITING} )?[Bb][Yy]:? (?P<names>{_NAMES})(?: (?:at|in) {_NAME})?"
    r"(?P<rest>(?:\s*[,|/•·–—-].{0,80})?)$"
)
_FROM: Final = re.compile(rf"From (?P<names>{_NAMES}) in {_NAME}(?P<rest>)$")
"""A correspondent's byline; "From" and one name may be anything."""
_ENDING: Final = re.compile(rf"[.!?] {_WRITING} by (?P<names>{_NAMES})\.?$")
"""A byline at the end of the line that introduces the story."""
_JOB: Final = (
    r"(?:(?:additional |further )?(?:reporting|research|writing|contributions?)|(?:copy)?editing"
    r"|compiled|edited|translated|reported|translation|graphics|data analysis)"
)
_CONTRIBUTOR: Final = re.compile(
    rf"[(\[]?(?P<job>(?i:{_JOB}(?:(?:,| and|, and) {_JOB})*)(?: (?:in|from) [\w ,/]{{2,40}}?)? "
    r"(?i:by):? )(?P<names>[A-ZÀ-ÖØ-Þ][^;.()\n]{1,200})"
)
_CONTRIBUTED: Final = re.compile(
    rf"[(\[]?(?:(?:[\w’'-]+ ){{0,5}}[a-z][\w’'-]* )?(?P<names>{_NAMES})(?: in {_NAME})? "
    r"(?:also )?contributed (?:reporting|to this (?:report|story|article))"
)
_INPUTS: Final = re.compile(
    r"[(\[]?(?i:(?:also )?with (?:additional )?(?:agency )?(?:inputs?|files|material|reporting)"
    r"|(?:agency )?inputs?) (?:from|by) "
    r"(?P<names>(?:[A-Z]|(?:other |news )?agencies|wires|wire services)[^()\[\]\n.]{0,80}?)"
    r"[)\].]*$"
)
_WITH_INPUTS: Final = re.compile(
    rf"(?:[-–—]{{1,2}} ?)?[(\[]?with (?P<names>{WIRE}(?:(?:,| and|, and) {WIRE})*)(?: inputs?)?"
    r"[)\].]*$",
    re.IGNORECASE,
)
_WIRE_LINE: Final = re.compile(rf"(?:[-–—]{{1,2}}\s?|[(\[©]\s?|Source: )?(?P<names>{WIRE})[)\].]*$")
_FIRST: Final = r"(?:(?:[Tt]he )?[A-ZÀ-ÖØ-Þ][^.;()\n]{1,80})"
_REPRINT: Final = re.compile(
    r"[(\[]?(?i:(?:(?:a version of )?th(?:is|e) "
    r"(?:story|article|report|piece|interview|post|column)|it)? ?"
    r"(?:was |has been |is )?(?:first|originally|previously) (?:published|appeared|ran|posted"
    rf"|broadcast|reported)(?: (?:by|in|on|at|with))+) (?P<names>{_FIRST})"
)
_REPUBLISHED: Final = re.compile(
    r"[(\[]?(?i:(?:th(?:is|e) (?:story|article|piece|report) is )?re(?:published|printed|produced) "
    rf"(?:with permission )?(?:from|courtesy of)) (?P<names>{_FIRST})"
)
_JOINTS: Final = re.compile(r"\s*(?:,\s*and\b|,|;|\band\b|&)\s*")
_NOT_NAMES: Final = re.compile(
    rf"(?:{MONTH}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Then|Contrast"
    r"|Comparison|Law|Default|Tomorrow|Tonight|Now)\b"
)


def find_credits(text: str) -> tuple[Credit, ...]:
    """Find the credits in a story's text, in order of appearance."""
    lines = read_lines(text)
    found = _wire_of_dateline(text)
    last = lines[-1].paragraph if lines else 0
    for line in lines:
        found.extend(caption_credits(line.text, line.start) if _may_hold_photo(line.text) else ())
        if line.paragraph < EDGE_PARAGRAPHS or line.paragraph > last - EDGE_PARAGRAPHS:
            found.extend(edge_credits(line, last=last))
    return tuple(sorted(found, key=lambda credit: credit.span or (0, 0)))


def is_byline(line: str) -> bool:
    """Whether a line only says who wrote or contributed to the story."""
    return bool(_byline(Line(line, 0, 0)) or _contributors(Line(line, 0, 0)))


def edge_credits(line: Line, *, last: int) -> list[Credit]:
    """Find the byline, contributors, agency or first publisher named in a line at an edge.

    Args:
        line: A line of one of the first or last paragraphs.
        last: Number of the last paragraph.
    """
    if len(line.text.split()) > _LINE_WORDS * 2:
        return []
    found = _byline(line) or _contributors(line)
    if not found and line.paragraph > last - EDGE_PARAGRAPHS:
        found = _wire(line) or _reprint(line)
    return found


def _byline(line: Line) -> list[Credit]:
    if len(line.text.split()) > _LINE_WORDS:
        return []
    ending = _ENDING.search(line.text)
    if ending is not None:
        span = line.start + ending.start() + 2, line.end
        names = _split(ending["names"])
        return [
            Credit(kind=CreditKind.BYLINE, text=clean_line(ending[0][2:]), names=names, span=span)
        ]
    match = _BYLINE.match(line.text) or _FROM.match(line.text)
    if (
        match is None
        or _NOT_NAMES.match(match["names"])
        or line.text.endswith((".", "?", "!", ":"))
    ):
        return []
    rest = match["rest"].strip(" ,|/•·–—-")
    rest = "" if re.search(r"\d", rest) else rest  # a date, or how long reading takes
    return [_credit(CreditKind.BYLINE, line, _split(match["names"]), outlet=rest)]


def _contributors(line: Line) -> list[Credit]:
    if not _CONTRIBUTOR.match(line.text):
        match = _CONTRIBUTED.match(line.text)
        return [_credit(CreditKind.CONTRIBUTOR, line, _split(match["names"]))] if match else []
    return [
        Credit(
            kind=CreditKind.CONTRIBUTOR,
            text=clean_line(match[0].strip("([")),
            names=_split(match["names"]),
            span=(line.start + match.start(), line.start + match.end()),
        )
        for match in _CONTRIBUTOR.finditer(line.text)
    ]


def _wire(line: Line) -> list[Credit]:
    for pattern in (_WIRE_LINE, _WITH_INPUTS, _INPUTS):
        match = pattern.match(line.text)
        if match and len(line.text.split()) <= _LINE_WORDS:
            return [
                _credit(CreditKind.WIRE, line, (), outlet=clean_line(name))
                for name in _split(match["names"])
            ]
    return []


def _reprint(line: Line) -> list[Credit]:
    match = _REPRINT.match(line.text) or _REPUBLISHED.match(line.text)
    if match is None:
        return []
    outlet = re.split(r",? (?:on|under|at|and|where|in) ", match["names"])[0]
    return [_credit(CreditKind.REPRINT, line, (), outlet=clean_line(outlet.strip(" ,")))]


def _wire_of_dateline(text: str) -> list[Credit]:
    dateline = find_dateline(text)
    if dateline is None or not dateline.agency:
        return []
    start = text.index(dateline.agency, dateline.span[0])
    end = start + len(dateline.agency)
    return [
        Credit(
            kind=CreditKind.WIRE, text=dateline.agency, outlet=dateline.agency, span=(start, end)
        )
    ]


def _credit(kind: CreditKind, line: Line, names: tuple[str, ...], *, outlet: str = "") -> Credit:
    return Credit(
        kind=kind,
        text=clean_line(line.text),
        names=names,
        outlet=clean_line(outlet),
        span=(line.start, line.end),
    )


def _split(names: str) -> tuple[str, ...]:
    """Part names joined by commas and "and"; "in Oslo" after a name goes."""
    parts = (re.sub(r" in [A-Z].*$", "", part).strip(" .") for part in _JOINTS.split(names))
    return tuple(clean_line(part) for part in parts if part)


def _may_hold_photo(line: str) -> bool:
    """Whether a line is worth the patterns: in a bracket, or short enough to be one."""
    return "(" in line or "[" in line or 5 <= len(line) <= 400  # noqa: PLR2004 - thirty words
