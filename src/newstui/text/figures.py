"""Pictures in a text: each stands as a block of its own, by its description or caption."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.model.text import SpanKind
from newstui.text.clean import clean_line
from newstui.text.links import absolute

if TYPE_CHECKING:
    from newstui.model.text import SafeText
    from newstui.text.blocks import Blocks

_DOTS: Final = frozenset({"0", "1", "0px", "1px"})
"""Widths and heights of pictures that only count readers."""
_SMILEYS: Final = ("emoji", "smiley", "emoticon")


class _Figure:
    """A figure being read."""

    __slots__ = ("caption_end", "caption_start", "images")

    def __init__(self) -> None:
        self.images: list[tuple[SafeText, str]] = []
        self.caption_start = self.caption_end = 0


class Figures:
    """The pictures met so far that are not yet in the text."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._waiting: list[tuple[SafeText, str]] = []
        self._open: list[_Figure] = []

    def add_image(self, attributes: dict[str, str], base_url: str) -> None:
        """Take a picture: into its figure, into the line (a smiley), or after the block."""
        if attributes.get("width") in _DOTS or attributes.get("height") in _DOTS:
            return
        description = clean_line(attributes.get("alt", ""))
        if any(word in attributes.get("class", "").lower() for word in _SMILEYS):
            self._blocks.add(description)
            return
        image = (description, _address(attributes, base_url))
        if self._open:
            self._open[-1].images.append(image)
        elif description:
            self._waiting.append(image)
            if self._blocks.is_blank:
                self.place()

    def place(self) -> None:
        """Set the pictures that waited for the end of a block."""
        waiting, self._waiting = self._waiting, []
        for description, address in waiting:
            self._blocks.add_block(description, SpanKind.IMAGE, address)

    def open(self) -> None:
        """Start a figure."""
        self._open.append(_Figure())

    def open_caption(self) -> None:
        """Start the caption of the figure that is open."""
        if self._open and not self._open[-1].caption_end:
            self._open[-1].caption_start = self._blocks.start

    def close_caption(self) -> None:
        """End the caption."""
        if self._open and self._blocks.end > self._open[-1].caption_start:
            self._open[-1].caption_end = self._blocks.end

    def close(self) -> None:
        """End the figure: its caption stands for its pictures, else their descriptions do.

        Descriptions that come with a caption are kept beside the text.
        """
        figure = self._open.pop()
        if figure.images and figure.caption_end:
            start, end = figure.caption_start, figure.caption_end
            self._blocks.lay(SpanKind.IMAGE, start, figure.images[0][1], end=end)
            described = "; ".join(filter(None, (said for said, _address in figure.images)))
            if described:
                self._blocks.lay(SpanKind.DESCRIPTION, start, clean_line(described), end=end)
            return
        for description, address in figure.images:
            if description:
                self._blocks.add_block(description, SpanKind.IMAGE, address)


def _address(attributes: dict[str, str], base_url: str) -> str:
    source = attributes.get("src", "")
    if not source or source[:5].lower() == "data:":
        source = attributes.get("data-src", "")
    return "" if not source or source[:5].lower() == "data:" else absolute(source, base_url)
