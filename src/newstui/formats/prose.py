"""The elements of a page, with how much prose and how many links each holds.

One pass over the page's events, and nothing in it depends on the depth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.formats.surroundings import read_names
from newstui.text.elements import BLOCK, DROPPED, What
from newstui.text.html import is_hidden
from newstui.text.markup import read_attributes

if TYPE_CHECKING:
    from collections.abc import Collection

    from newstui.formats.surroundings import Words
    from newstui.text.elements import Markup

IMAGES: Final = frozenset({"img", "amp-img"})
_PROSE: Final = 10
"""A run of text of fewer words is no prose."""
_LINKED: Final = 0.5
"""Share of a run's words in links from which it is no prose."""
_LINK_EVENTS: Final = 100
"""Events of a link from which it was only never closed."""
_WRITES: Final = ("mailto:", "tel:")
"""Beginnings of addresses to write to, which are part of a text."""
_WIDE: Final = 0x0E00
"""First code point of the scripts that put no spaces between words, Thai the first of them."""
_HALF: Final = 2
"""Characters of such a script that count as a word."""


class Tally:
    """How much an element holds."""

    __slots__ = ("linked", "pictures", "prose", "story", "written")

    def __init__(self) -> None:
        self.prose = 0
        """Words of prose."""
        self.story = 0
        """Words of prose that are the page's story; see `newstui.formats.judging`."""
        self.written = 0
        """Words of any text."""
        self.linked = 0
        """Words in links."""
        self.pictures = 0

    def add(self, other: Tally) -> None:
        """Add what another element holds."""
        self.prose += other.prose
        self.story += other.story
        self.written += other.written
        self.linked += other.linked
        self.pictures += other.pictures


class Node:
    """An element of a page."""

    __slots__ = ("end", "held", "is_link", "name", "own", "parent", "shape", "start", "words")

    def __init__(self, start: int, end: int, name: str, parent: Node | None) -> None:
        self.start = start
        """Its start event."""
        self.end = end
        """Its end event."""
        self.name = name
        self.parent = parent
        """The element around it; `None` for the page itself."""
        self.words: Words = ()
        """The words of its names."""
        self.shape = ("", "")
        """The same in elements that are made alike."""
        self.is_link = False
        self.own = Tally()
        """What it holds outside of the elements in it."""
        self.held = self.own
        """What it holds, all in all; see `sum_up`."""


def read_elements(markup: Markup) -> list[Node]:
    """Read the elements of a page, outer ones first; the first stands for the page itself."""
    reader = _Reader(markup)
    reader.read()
    return sum_up(reader.nodes, ())


def sum_up(nodes: list[Node], omitted: Collection[int]) -> list[Node]:
    """Count anew what elements hold.

    Args:
        nodes: The elements of a page; their counts are replaced.
        omitted: Start events of elements that are left out with all they hold.

    Returns:
        The elements that are left.
    """
    kept: list[Node] = []
    left_out = nodes[0].start - 1
    for node in nodes:
        if node.start in omitted:
            left_out = max(left_out, node.end)
        elif node.start > left_out:
            node.held = Tally()
            node.held.add(node.own)
            kept.append(node)
    for node in reversed(kept):
        if node.parent is not None:
            node.parent.held.add(node.held)
    return kept


def count_words(text: str) -> int:
    """Count words; in scripts that do not part them, two characters are one."""
    if text.isascii():
        return len(text.split())
    wide = sum(1 for char in text if ord(char) >= _WIDE and char.isalpha())
    return len(text.split()) + wide // _HALF


class _Reader:
    """The elements open while events go by, and the run of text being read."""

    def __init__(self, markup: Markup) -> None:
        self._markup = markup
        self.nodes = [Node(-1, len(markup.events), "", None)]
        self._open = [self.nodes[0]]
        self._links = 0
        self._run = self._linked = 0

    def read(self) -> None:
        events, ends = self._markup.events, self._markup.ends
        index = 0
        while index < len(events):
            what, name, data = events[index]
            if what is What.TEXT:
                self._text(data)
            elif what is What.END:
                self._end(name)
            else:
                attributes = read_attributes(data) if data else {}
                if name in DROPPED or (attributes and is_hidden(attributes)):
                    index = ends[index]
                else:
                    self._start(index, name, data, attributes)
            index += 1
        self._finish_run()

    def _text(self, text: str) -> None:
        words = count_words(text)
        self._run += words
        self._linked += words if self._links else 0

    def _start(self, index: int, name: str, data: str, attributes: dict[str, str]) -> None:
        if name in BLOCK:
            self._finish_run()
        end = self._markup.ends[index]
        self._open[-1].own.pictures += name in IMAGES
        if end == index:
            return
        node = Node(index, end, name, self._open[-1])
        if attributes:
            node.words = read_names(attributes)
            is_closed = end - index <= _LINK_EVENTS
            leads = "href" in attributes and not attributes["href"].startswith(_WRITES)
            node.is_link = name == "a" and is_closed and leads
        node.shape = (name, data)
        self._open.append(node)
        self.nodes.append(node)
        self._links += node.is_link

    def _end(self, name: str) -> None:
        if name in BLOCK:
            self._finish_run()
        self._links -= self._open.pop().is_link

    def _finish_run(self) -> None:
        if not self._run:
            return
        own = self._open[-1].own
        own.written += self._run
        own.linked += self._linked
        if self._run >= _PROSE and self._linked < self._run * _LINKED:
            own.prose += self._run - self._linked
        self._run = self._linked = 0
