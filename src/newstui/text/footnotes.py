"""Footnotes of a page: the signs that lead to them, the arrows that lead back; raised numbers.

A sign becomes part of the text, small and without a link, since it leads nowhere else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.text.elements import What

if TYPE_CHECKING:
    from newstui.text.elements import Markup

_OF_NOTES: Final = re.compile(r"fn|note|ref|cite|cnt|bib", re.IGNORECASE)
"""What the names of notes, and of the places that refer to them, have in common."""
_ARROWS: Final = frozenset("↩↑↵⤴⏎^←🔙\ufe0e\ufe0f ")
_RAISED: Final = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_NUMBER: Final = re.compile(r"[-+−]?[0-9]{1,4}")
_SYMBOLS: Final = re.compile(r"[*†‡§¶#]{1,3}")
_LABEL: Final = re.compile(r"[^\W\d_]{1,5}|(?:note|nb|n) ?\d{1,3}", re.IGNORECASE)
_NUMBER_DIGITS: Final = 4
_LABEL_LIMIT: Final = 40


def read_note_link(
    markup: Markup, index: int, attributes: dict[str, str], base_url: str
) -> str | None:
    """Read the label of a link that leads to a footnote.

    Args:
        markup: The page.
        index: Of the link's start event.
        attributes: The link's own.
        base_url: The page's address: a link to it with a fragment stays within the page.

    Returns:
        The label; empty for a link back to where the note belongs; `None` for any other link.
    """
    page, hash_sign, name = attributes.get("href", "").strip().partition("#")
    if not hash_sign or page not in {"", base_url} or not _OF_NOTES.search(name):
        return None
    events = markup.events[index + 1 : markup.ends[index]][:_LABEL_LIMIT]
    text = "".join(event.data for event in events if event.what is What.TEXT).strip()
    if set(text) <= _ARROWS:
        return ""
    label = text.strip("[]() ")
    return label if _is_label(label) else None


def shown_label(label: str) -> str:
    """Write a label as it stands in the text: numbers raised, words in brackets."""
    if label.isdigit():
        return label.translate(_RAISED)
    return label if _SYMBOLS.fullmatch(label) else f"[{label}]"


def raised_number(text: str) -> str:
    """Write a number that stands above the line so that it cannot be taken for one on it.

    10 to the power of 6 is not 106; what is no number stays as it is, as the end of 1st does.
    """
    return text.translate(_RAISED) if _NUMBER.fullmatch(text.strip()) else text


def _is_label(text: str) -> bool:
    if text.isascii() and text.isdigit():
        return len(text) <= _NUMBER_DIGITS
    return bool(_SYMBOLS.fullmatch(text) or _LABEL.fullmatch(text))
