"""The pictures in a story's markup, also those of which nothing is said and no text stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.model.media import Picture
from newstui.text.clean import NOTHING, clean_line
from newstui.text.links import absolute
from newstui.text.markup import read_attributes, read_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SOURCES: Final = ("src", "data-src", "data-original", "data-lazy-src")
"""Attributes that hold the address, the one a browser reads first."""
_SMALL: Final = 2
"""Widths and heights, in pixels, up to which a picture only counts readers."""
_SMILEYS: Final = ("emoji", "smiley", "emoticon")


def markup_pictures(body: str, base_url: str) -> Iterator[Picture]:
    """List the pictures of a body of HTML, in its order.

    Args:
        body: As published.
        base_url: Address of the page it stands on.
    """
    for token in read_tokens(body):
        if token.name != "img" or token.closing:
            continue
        attributes = read_attributes(token.data)
        address = _address(attributes)
        if address and not _is_sign(attributes):
            alt = clean_line(attributes.get("alt", ""))
            url = absolute(address, base_url)
            yield Picture(url=url, caption=NOTHING, credit=NOTHING, alt=alt)


def _address(attributes: Mapping[str, str]) -> str:
    """Find the address; a picture within the markup itself has none."""
    found = (attributes.get(name, "").strip() for name in _SOURCES)
    return next((address for address in found if address and not _is_inline(address)), "")


def _is_inline(address: str) -> bool:
    return address[:5].lower() == "data:"


def _is_sign(attributes: Mapping[str, str]) -> bool:
    """Whether it is there to count readers, or to smile."""
    for name in ("width", "height"):
        digits = attributes.get(name, "").strip().removesuffix("px")
        if digits.isascii() and digits.isdigit() and int(digits[:9]) <= _SMALL:
            return True
    return any(word in attributes.get("class", "").lower() for word in _SMILEYS)
