"""Photo credits: who made the pictures, in a line of its own or in brackets."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newstui.model.attribution import Credit, CreditKind
from newstui.text.agencies import PICTURE_AGENCY
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.model.text import SafeText

LINE_WORDS: Final = 30
"""Longest credit line, in words."""
_THING: Final = (
    r"(?:(?:file |representative |representational |stock |handout |cover |featured |main |lead )*"
    r"(?:photo(?:graph)?|image|picture|pic|video|illustration|graphic|map|footage|screenshot)s?)"
)
_BY: Final = (
    r"(?: ?(?:courtesy(?: of)?|credits?(?: to| goes to)?|sources?|by|via|from|taken by|supplied by"
    r"|provided by|copyright|©))"
)
_BESIDE: Final = r"(?: ?(?:courtesy(?: of)?|credits?(?: to| goes to)?|copyright|©))"
_LEAD: Final = rf"(?:{_THING}{_BY}?\s*[:|/-]\s*|{_THING}{_BY}\s+|{_BESIDE}\s*:\s*|courtesy of\s+)"
_SLASHED: Final = rf"[^()\[\]\n/.!?]{{2,80}}/\s?{PICTURE_AGENCY}(?: via {PICTURE_AGENCY})?"
_BRACKET: Final = re.compile(
    rf"[(\[]\s*(?:{_LEAD}(?P<name>[^()\[\]\n]{{1,120}})"
    rf"|(?P<agency>(?:AP|ANI|PTI|AFP|EPA) Photo(?:/[^()\[\]\n]{{1,80}})?)"
    rf"|(?P<slash>{_SLASHED})"
    rf"|(?P<bare>{PICTURE_AGENCY}|file(?: photo| image| picture)))\s*[)\]]",
    re.IGNORECASE,
)
_BARE_WIRE: Final = re.compile(
    r"[(\[](?:AP|AFP|ANI|PTI|PA|TASS|Reuters|DPA|Xinhua|Bloomberg|Associated Press)[)\]]",
    re.IGNORECASE,
)
"""A wire's name alone in brackets belongs to a dateline or the text."""
_ALONE: Final = (
    r"Getty Images|AP Photo(?:/\w.{0,60})?|Shutterstock|Alamy|EPA-EFE"
    r"|file (?:photo|image|picture)"
)
_LINE: Final = re.compile(
    rf"(?:{_LEAD}(?P<name>\S.{{0,160}})|(?P<slash>{_SLASHED})"
    rf"|(?P<agency>(?:©\s*)?(?:{PICTURE_AGENCY}(?: via | / |/))?(?:{_ALONE})))[.\s]*$",
    re.IGNORECASE,
)
_JOINTS: Final = re.compile(r"\s*(?:,|;|\band\b|&)\s*")
_SLASH: Final = re.compile(r"(?P<name>[^/]{2,80}?)\s?/\s?(?P<outlet>[^/].{0,80})")
_CREDITED: Final = re.compile(rf"[.;] (?:{_LEAD})(?P<name>[^.;].{{0,100}})$", re.IGNORECASE)
"""A credit after a caption: "The old town hall. Photo credit: ..."."""
_SIGNS: Final = (
    "/ © photo image pic video illustr graphic map footage screenshot courtesy credit copyright "
    "getty shutterstock alamy epa"
)
_CREDITING: Final = tuple(_SIGNS.split())
"""What one of the signs of a credit looks like, in lower case."""
_LAST_SENTENCES: Final = 3
"""The credit, and initials in it."""
_CAPTION_WORDS: Final = 3
_CAPTION_LENGTH: Final = 400
"""Characters of the longest caption."""
_SENTENCE_END: Final = re.compile(r"[.!?][”\"’)]? (?=\S)")
_CONNECTIVE_WORDS: Final = (
    "photo photos image images picture pictures courtesy of and credit credits by from the"
)
_CONNECTIVES: Final = frozenset(_CONNECTIVE_WORDS.split())
"""Words that may stand around the brackets of a credit line."""
_PARTICLES: Final = frozenset({"and", "of", "de", "van", "via", "the", "for"})
_NAME_WORDS: Final = 12
"""Most words of the names in a credit line; more are a clause."""


def photo_credits(line: str, start: int) -> tuple[Credit, ...]:
    """Find the photo credits of a line.

    Args:
        line: One line, without white space around it.
        start: Its offset in the text; what the spans count from.
    """
    brackets = [match for match in _BRACKET.finditer(line) if not _BARE_WIRE.fullmatch(match[0])]
    if brackets:
        return tuple(
            credit
            for match in brackets
            for credit in _credits(match, match[0], start + match.start())
        )
    if len(line.split()) > LINE_WORDS or line[-1:] in "!?":
        return ()
    match = _LINE.match(line)
    return _credits(match, line, start) if match and _reads_as_credit(match) else ()


def caption_credits(line: str, start: int) -> tuple[Credit, ...]:
    """Find the photo credits of a line that may be a caption: one of its sentences to the end.

    Args:
        line: One line, without white space around it.
        start: Its offset in the text; what the spans count from.
    """
    found = photo_credits(line, start)
    if found or len(line) > _CAPTION_LENGTH:
        return found
    ends = [match.end() for match in _SENTENCE_END.finditer(line)][-_LAST_SENTENCES:]
    if not ends or not _is_crediting(line[ends[0] :].lower()):
        return ()
    tails = (photo_credits(line[end:], start + end) for end in ends)
    return next((credited for credited in tails if credited and _names_somebody(credited)), ())


def _is_crediting(tail: str) -> bool:
    return any(sign in tail for sign in _CREDITING)


def read_photo_credit(printed: SafeText) -> tuple[Credit, ...]:
    """Read what is known to be the credit of a picture, whether it says so or only names."""
    found = photo_credits(printed, 0) or photo_credits(f"Photo: {printed}", 0)
    if not found:
        return (Credit(kind=CreditKind.PHOTO, text=printed, names=(printed,)),)
    return tuple(replace(credit, text=printed, span=None) for credit in found)


def is_photo_line(line: str) -> bool:
    """Whether a whole line is a photo credit and nothing else."""
    if len(line.split()) > LINE_WORDS or not photo_credits(line, 0):
        return False
    rest = _BRACKET.sub(" ", line)
    return rest == line or all(word.lower() in _CONNECTIVES for word in _words(rest))


def _credits(match: re.Match[str], text: str, start: int) -> tuple[Credit, ...]:
    """Make one credit a name."""
    printed = clean_line(text)
    found = match["slash"] or match["name"] or ""
    named: list[tuple[str, str]]
    if found:
        named = [one for part in _without_caption(found).split(";") for one in _named(part)]
    else:
        agency = match["agency"] or match.groupdict().get("bare") or ""
        outlet, _, name = agency.strip("© ").partition("Photo/")
        named = [(clean_line(name), clean_line(f"{outlet}Photo" if name else outlet))]
    return tuple(
        Credit(
            kind=CreditKind.PHOTO,
            text=printed,
            names=(name,) if name else (),
            outlet=outlet,
            span=(start, start + len(text)),
        )
        for name, outlet in named
    )


def _names_somebody(credited: tuple[Credit, ...]) -> bool:
    """Tell "Photo: Ana Ruiz" from "Video: watch it"."""
    return all(not name[:1].islower() for credit in credited for name in credit.names)


def _without_caption(found: str) -> str:
    """Drop the sentence between "Photo:" and whoever made the photo."""
    own = _CREDITED.search(found)
    if own is not None:
        return own["name"]
    caption, stop, rest = found.rpartition(". ")
    words = caption.split()
    # The full stop of an initial, "O. Brisk", ends no caption.
    ends = bool(words) and len(words[-1]) > 1
    captioned = stop and ends and "/" in rest and len(words) >= _CAPTION_WORDS
    return rest if captioned else found


def _named(part: str) -> list[tuple[str, str]]:
    """Read names, or a name and its agency with a slash between."""
    slash = _SLASH.fullmatch(part.strip(" ."))
    if slash:
        return [(clean_line(slash["name"]), clean_line(slash["outlet"]))]
    names = (name.strip(" .") for name in _JOINTS.split(part))
    return [(clean_line(name), "") for name in names if name]


def _reads_as_credit(match: re.Match[str]) -> bool:
    """Whether a credit line names somebody: "Photos from space show ..." does not."""
    name = match["name"]
    if name is None:
        return True
    words = _words(name)
    small = [
        word
        for word in words
        if word[0].islower() and word not in _PARTICLES and not {".", "@"} & set(word)
    ]
    return len(words) <= _NAME_WORDS and len(small) <= 1


def _words(text: str) -> list[str]:
    return re.findall(r"[\w@][\w.@’'-]*", text)
