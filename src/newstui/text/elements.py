"""HTML as a flat, well-nested run of events: every start has its end, whatever was written.

Simpler than the WHATWG tree construction, since only text comes of it: an end tag without its
start is ignored, an element left open ends with the block around it. Linear in the input.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NamedTuple

from newstui.text.markup import read_tokens, unescape

_VOID_NAMES: Final = (
    "area base basefont bgsound br col embed frame hr img input keygen link meta param "
    "source track wbr"
)
VOID: Final = frozenset(_VOID_NAMES.split())
_BLOCK_NAMES: Final = (
    "address article aside blockquote body caption center colgroup dd details dialog dir "
    "div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head "
    "header hgroup hr html legend li main menu nav ol p pre search section summary table "
    "tbody td tfoot th thead tr ul xmp"
)
BLOCK: Final = frozenset(_BLOCK_NAMES.split())
"""Elements that stand on lines of their own."""
_DROPPED_NAMES: Final = (
    "area audio button canvas datalist dialog embed frame frameset head iframe input "
    "keygen label link map meta meter nav noembed noframes noscript object optgroup "
    "option output param progress rp rt script select source style svg template textarea "
    "title track video"
)
DROPPED: Final = frozenset(_DROPPED_NAMES.split())
"""Elements left out with all they hold: scripts, controls, navigation, players."""
_OWN_FRAME: Final = BLOCK | DROPPED
_CELLS: Final = frozenset({"p", "td", "th"})
_ROWS: Final = _CELLS | {"tr"}
_TERMS: Final = frozenset({"p", "dt", "dd"})
_CLOSED_BY: Final = {
    "li": frozenset({"p", "li"}),
    "dt": _TERMS,
    "dd": _TERMS,
    "td": _CELLS,
    "th": _CELLS,
    "tr": _ROWS,
    "tbody": _ROWS | {"tbody", "thead", "tfoot"},
    "tfoot": _ROWS | {"tbody", "thead", "tfoot"},
    "option": frozenset({"option"}),
}
"""Elements that a start tag ends when they are the innermost block (WHATWG, optional tags)."""
_PARAGRAPH: Final = frozenset({"p"})
_NOTHING: Final[frozenset[str]] = frozenset()


class What(IntEnum):
    """What an event is."""

    TEXT = 0
    START = 1
    END = 2


class Event(NamedTuple):
    """A step through a document."""

    what: What
    name: str
    """Of the element, in lower case; empty for text."""
    data: str
    """Text with its references resolved, or attributes as written."""


class Markup(NamedTuple):
    """A document as events."""

    events: list[Event]
    ends: dict[int, int]
    """Index of an element's start event -> index of its end event."""


def read_markup(markup: str) -> Markup:
    """Read HTML into well-nested events."""
    nesting = _Nesting()
    for token in read_tokens(markup):
        if not token.name:
            nesting.events.append(Event(What.TEXT, "", unescape(token.data)))
        elif token.closing:
            nesting.close(token.name)
        else:
            nesting.open(token.name, token.data)
    nesting.close_all()
    return Markup(nesting.events, nesting.ends)


class _Frame:
    """An open block and the inline elements open in it."""

    __slots__ = ("counts", "inline", "name", "start")

    def __init__(self, name: str, start: int) -> None:
        self.name = name
        self.start = start
        self.inline: list[tuple[str, int]] = []
        self.counts: dict[str, int] = {}


class _Nesting:
    """The elements open while a document is read."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.ends: dict[int, int] = {}
        self._frames = [_Frame("", -1)]
        self._counts: dict[str, int] = {}

    def open(self, name: str, data: str) -> None:
        if name in VOID:
            self.ends[len(self.events)] = len(self.events)
            self.events.append(Event(What.START, name, data))
            return
        if name not in _OWN_FRAME:
            self._open_inline(name, data)
            return
        closed = _CLOSED_BY.get(name, _PARAGRAPH if name in BLOCK else _NOTHING)
        while self._frames[-1].name in closed:
            self._close_frame()
        self._frames.append(_Frame(name, len(self.events)))
        self._counts[name] = self._counts.get(name, 0) + 1
        self.events.append(Event(What.START, name, data))

    def close(self, name: str) -> None:
        if name == "br":  # WHATWG: "</br>" is a line break; after "<br>" it only ends that
            if not (self.events and self.events[-1].name == "br"):
                self.open("br", "")
        elif name not in _OWN_FRAME:
            if self._frames[-1].counts.get(name, 0):
                while self._close_inline() != name:
                    pass
        elif self._counts.get(name, 0):
            while self._close_frame() != name:
                pass
        elif name == "p":  # WHATWG: a stray "</p>" is an empty paragraph, so it parts text
            self.open("p", "")
            self._close_frame()

    def close_all(self) -> None:
        while len(self._frames) > 1:
            self._close_frame()
        while self._frames[0].inline:
            self._close_inline()

    def _open_inline(self, name: str, data: str) -> None:
        frame = self._frames[-1]
        if name == "a" and frame.counts.get("a", 0):
            self.close("a")
        frame.inline.append((name, len(self.events)))
        frame.counts[name] = frame.counts.get(name, 0) + 1
        self.events.append(Event(What.START, name, data))

    def _close_inline(self) -> str:
        frame = self._frames[-1]
        name, start = frame.inline.pop()
        frame.counts[name] -= 1
        self._end(name, start)
        return name

    def _close_frame(self) -> str:
        frame = self._frames[-1]
        while frame.inline:
            self._close_inline()
        self._frames.pop()
        self._counts[frame.name] -= 1
        self._end(frame.name, frame.start)
        return frame.name

    def _end(self, name: str, start: int) -> None:
        self.ends[start] = len(self.events)
        self.events.append(Event(What.END, name, ""))
