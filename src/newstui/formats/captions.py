"""Writing a story's markup with every picture's caption where it belongs: in its figure.

Sites that do not use <figure> set a caption after a picture, in an element whose class says so;
without this a photo credit would read as a paragraph of the story.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from newstui.formats.prose import IMAGES
from newstui.formats.surroundings import is_caption, read_names
from newstui.text.elements import DROPPED, What
from newstui.text.fragments import write_fragment
from newstui.text.html import is_hidden
from newstui.text.markup import read_attributes

if TYPE_CHECKING:
    from collections.abc import Collection

    from newstui.model.text import Offsets
    from newstui.text.elements import Markup

_LEFT_OUT: Final = DROPPED | {"aside", "footer"}


def write_story(markup: Markup, within: Offsets, omitted: Collection[int]) -> str:
    """Write a part of a page as HTML, well nested, captions made figures.

    Args:
        markup: The page.
        within: First event and the one after the last.
        omitted: Start events of elements left out.
    """
    writer = _Writer(markup, omitted)
    writer.write(*within)
    return writer.finish()


class _Writer:
    """What is written so far, and the picture that waits for its caption."""

    def __init__(self, markup: Markup, omitted: Collection[int]) -> None:
        self._markup = markup
        self._omitted = omitted
        self._parts: list[str] = []
        self._image = ""
        self._figures = 0
        self._open: list[str] = []

    def write(self, first: int, stop: int) -> None:
        events, ends = self._markup.events, self._markup.ends
        index = first
        while index < stop:
            what, name, data = events[index]
            if what is What.TEXT:
                self._text(data)
            elif what is What.END:
                self._end(name)
            else:
                index = self._start(index, name, data, ends[index])
            index += 1

    def finish(self) -> str:
        self._place()
        while self._open:
            self._end(self._open[-1])
        return "".join(self._parts).strip()

    def _text(self, text: str) -> None:
        if text.strip():
            self._place()
        self._parts.append(html.escape(text, quote=False))

    def _end(self, name: str) -> None:
        if not self._open:  # it began before the part that is written
            return
        self._open.pop()
        self._figures -= name == "figure"
        self._parts.append(f"</{_written(name)}>")

    def _start(self, index: int, name: str, data: str, end: int) -> int:
        """Take a start tag; returns the event to go on after."""
        if name in _LEFT_OUT or index in self._omitted:
            return end
        attributes = read_attributes(data) if data else {}
        if is_hidden(attributes):
            return end
        if name in IMAGES:
            self._add_image(data)
            return index if name == "img" else end
        if self._image and not self._figures and is_caption(read_names(attributes)):
            self._caption(index, end)
            return end
        self._figures += name == "figure"
        self._parts.append(f"<{_written(name)}{data.rstrip('/')}>")
        if end != index:
            self._open.append(name)
        return index

    def _add_image(self, data: str) -> None:
        self._place()
        tag = f"<img{data.rstrip('/')}>"
        if self._figures:
            self._parts.append(tag)
        else:
            self._image = tag

    def _caption(self, start: int, end: int) -> None:
        """Write the picture that waits and its caption as a figure."""
        inside = (start + 1, end)
        text = write_fragment(self._markup, inside, dropped=_LEFT_OUT, omitted=self._omitted)
        self._parts.append(f"<figure>{self._image}<figcaption>{text}</figcaption></figure>")
        self._image = ""

    def _place(self) -> None:
        """Write the picture that waited in vain."""
        self._parts.append(self._image)
        self._image = ""


def _written(name: str) -> str:
    """Name an element as it is written: a custom one means nothing to a reader."""
    return "div" if name.startswith("amp-") else name
