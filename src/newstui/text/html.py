"""HTML to a `Document`: what a reader would read of it, as plain blocks with spans.

Reads well-nested events in one pass without recursion, in linear time; depth costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.model.text import SpanKind
from newstui.text.blocks import Blocks
from newstui.text.codes import read_language
from newstui.text.elements import BLOCK, DROPPED, What, read_markup
from newstui.text.figures import Figures
from newstui.text.footnotes import raised_number, read_note_link, shown_label
from newstui.text.links import absolute
from newstui.text.markup import read_attributes
from newstui.text.tables import TABLE_PARTS, TableText, find_data_tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.model.text import Document, Offsets
    from newstui.text.elements import Markup

_INLINE_KINDS: Final = {
    "em": SpanKind.EMPHASIS,
    "i": SpanKind.EMPHASIS,
    "cite": SpanKind.EMPHASIS,
    "dfn": SpanKind.EMPHASIS,
    "strong": SpanKind.STRONG,
    "b": SpanKind.STRONG,
    "code": SpanKind.CODE,
    "kbd": SpanKind.CODE,
    "samp": SpanKind.CODE,
    "tt": SpanKind.CODE,
}
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_AROUND_CODE: Final = frozenset({"pre", "code", "div", "figure"})
_INERT_SCHEMES: Final = ("javascript:", "data:", "vbscript:")
_DEEPEST: Final = 8
"""Levels of lists and quotes that are told apart."""
_NUMBER_DIGITS: Final = 6


def html_to_document(markup: str, *, base_url: str = "") -> Document:
    """Make a document of HTML, be it broken or hostile.

    Args:
        markup: A fragment or a whole page.
        base_url: What relative links are resolved against.
    """
    return events_to_document(read_markup(markup), base_url=base_url)


def events_to_document(
    markup: Markup,
    *,
    base_url: str = "",
    within: Offsets | None = None,
    dropped: frozenset[str] = DROPPED,
) -> Document:
    """Make a document of a part of a page.

    Args:
        markup: The page.
        base_url: What relative links are resolved against.
        within: First event and the one after the last; `None` for all of them.
        dropped: Elements left out with all they hold.
    """
    reader = _Reader(markup, base_url, dropped)
    reader.read(*(within or (0, len(markup.events))))
    return reader.blocks.finish()


def is_hidden(attributes: dict[str, str]) -> bool:
    """Whether an element's own attributes hide it."""
    style = attributes.get("style", "").replace(" ", "").lower()
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    )


class _Reader:
    """What is open while events go by, and the blocks they become."""

    def __init__(self, markup: Markup, base_url: str, dropped: frozenset[str]) -> None:
        self.blocks = Blocks()
        self._markup = markup
        self._base_url = base_url
        self._dropped = dropped
        self._tables = find_data_tables(markup)
        self._figures = Figures(self.blocks)
        self._quotes: list[int] = []
        self._lists: list[int | None] = []
        self._markers: list[str] = []
        self._heading = ""
        self._table = TableText(self.blocks)
        self._is_ruled = False
        self._pre = 0
        self._language = ""
        self._links: list[bool] = []
        self._raised = 0

    def read(self, first: int, stop: int) -> None:
        """Read events `first` up to `stop`."""
        events, ends = self._markup.events, self._markup.ends
        index = first
        while index < stop and not self.blocks.is_full:
            what, name, data = events[index]
            if what is What.TEXT:
                self._text(data)
            elif what is What.END:
                self._end(name)
            else:
                attributes = read_attributes(data) if data else {}
                if name in self._dropped or (attributes and is_hidden(attributes)):
                    if name in BLOCK:
                        self._end_block()
                    index = ends[index]
                elif name == "a" and self._takes_note(index, attributes):
                    index = ends[index]
                else:
                    self._start(name, attributes, is_table=index in self._tables)
            index += 1
        self._end_block()

    def _text(self, text: str) -> None:
        if self._pre:
            self.blocks.add_lines(text)
        else:
            self.blocks.add(raised_number(text) if self._raised else text)

    def _takes_note(self, index: int, attributes: dict[str, str]) -> bool:
        """Put the sign of a footnote into the text, if the link at `index` is one."""
        label = read_note_link(self._markup, index, attributes, self._base_url)
        if label:
            self.blocks.open_inline(SpanKind.NOTE, label)
            self.blocks.add(shown_label(label))
            self.blocks.close_inline(SpanKind.NOTE)
        return label is not None

    def _start(self, name: str, attributes: dict[str, str], *, is_table: bool) -> None:
        if self._table.is_open and name in TABLE_PARTS:
            self._table.start(name)
            return
        if name in BLOCK:
            self._end_block()
        if attributes and name in _AROUND_CODE and (self._pre or name != "code"):
            self._language = read_language(attributes) or self._language
        if name in _INLINE_KINDS:
            self.blocks.open_inline(_INLINE_KINDS[name])
        elif name in _HEADINGS:
            self._heading = name[1]
        elif is_table:
            self._table.open()
        elif handler := _STARTS.get(name):
            handler(self, attributes)

    def _end(self, name: str) -> None:
        if self._table.is_open and name in TABLE_PARTS:
            return
        if name in BLOCK:
            self._end_block()
        if name in _INLINE_KINDS:
            self.blocks.close_inline(_INLINE_KINDS[name])
        elif name in _HEADINGS:
            self._heading = ""
        elif handler := _ENDS.get(name):
            handler(self)

    def _end_block(self) -> None:
        """Finish the block and lay what it is over it."""
        placed = self.blocks.end_block()
        if placed:
            start = placed[0]
            if self._heading:
                self.blocks.lay(SpanKind.HEADING, start, self._heading)
            if self._pre:
                self.blocks.lay(SpanKind.PREFORMATTED, start, self._language)
            if self._table.is_open:
                self.blocks.lay(SpanKind.TABLE, start, "head" if self._table.has_head else "")
            if self._is_ruled:
                self.blocks.lay(SpanKind.RULE, start)
            self._is_ruled = False
            if self._markers:
                self.blocks.lay(SpanKind.ITEM, start, self._markers[-1])
                self._markers[-1] = " " * len(self._markers[-1])
        self._figures.place()

    def start_link(self, attributes: dict[str, str]) -> None:
        address = absolute(attributes.get("href", ""), self._base_url)
        real = bool(attributes.get("href")) and not _is_inert(address)
        self._links.append(real)
        if real:
            self.blocks.open_inline(SpanKind.LINK, address)

    def end_link(self) -> None:
        if self._links and self._links.pop():
            self.blocks.close_inline(SpanKind.LINK)

    def start_quotation(self, _: dict[str, str]) -> None:
        self.blocks.add("“")

    def end_quotation(self) -> None:
        self.blocks.add("”")

    def start_raised(self, _: dict[str, str]) -> None:
        self._raised += 1

    def end_raised(self) -> None:
        self._raised -= 1

    def break_line(self, _: dict[str, str]) -> None:
        if self._pre:
            self.blocks.add_lines("\n")
        elif self._table.is_open:
            self.blocks.add(" ")
        elif self.blocks.ends_line:
            self._end_block()
        else:
            self.blocks.break_line()

    def start_quote(self, _: dict[str, str]) -> None:
        self._quotes.append(self.blocks.start)

    def end_quote(self) -> None:
        start = self._quotes.pop()
        if len(self._quotes) < _DEEPEST:
            self.blocks.lay(SpanKind.QUOTE, start)

    def start_bullets(self, _: dict[str, str]) -> None:
        self._lists.append(None)

    def start_numbers(self, attributes: dict[str, str]) -> None:
        start = attributes.get("start", "")
        small = start.isascii() and start.isdigit() and len(start) <= _NUMBER_DIGITS
        self._lists.append(int(start) if small else 1)

    def end_list(self) -> None:
        self._lists.pop()

    def start_item(self, _: dict[str, str]) -> None:
        number = self._lists[-1] if self._lists else None
        depth = min(max(len(self._lists), 1), _DEEPEST) - 1
        self._markers.append("  " * depth + ("•" if number is None else f"{number}."))
        if number is not None:
            self._lists[-1] = number + 1

    def end_item(self) -> None:
        self._markers.pop()

    def start_pre(self, _: dict[str, str]) -> None:
        self._pre += 1

    def end_pre(self) -> None:
        self._pre -= 1
        self._language = ""

    def rule(self, _: dict[str, str]) -> None:
        self._is_ruled = self.blocks.end > 0

    def end_table(self) -> None:
        self._table.close()

    def start_caption(self, _: dict[str, str]) -> None:
        self._table.pause()

    def end_caption(self) -> None:
        self._table.resume()

    def image(self, attributes: dict[str, str]) -> None:
        self._figures.add_image(attributes, self._base_url)

    def start_figure(self, _: dict[str, str]) -> None:
        self._figures.open()

    def end_figure(self) -> None:
        self._figures.close()

    def start_figcaption(self, _: dict[str, str]) -> None:
        self._figures.open_caption()

    def end_figcaption(self) -> None:
        self._figures.close_caption()


def _is_inert(address: str) -> bool:
    """Whether an address would run or show what it holds instead of leading somewhere."""
    visible = "".join(char for char in address[:64] if char.isprintable() and char != " ")
    return visible.lower().startswith(_INERT_SCHEMES)


_STARTS: Final[dict[str, Callable[[_Reader, dict[str, str]], None]]] = {
    "a": _Reader.start_link,
    "blockquote": _Reader.start_quote,
    "br": _Reader.break_line,
    "caption": _Reader.start_caption,
    "figcaption": _Reader.start_figcaption,
    "figure": _Reader.start_figure,
    "hr": _Reader.rule,
    "img": _Reader.image,
    "li": _Reader.start_item,
    "menu": _Reader.start_bullets,
    "ol": _Reader.start_numbers,
    "pre": _Reader.start_pre,
    "q": _Reader.start_quotation,
    "sup": _Reader.start_raised,
    "ul": _Reader.start_bullets,
    "xmp": _Reader.start_pre,
}
_ENDS: Final[dict[str, Callable[[_Reader], None]]] = {
    "a": _Reader.end_link,
    "blockquote": _Reader.end_quote,
    "caption": _Reader.end_caption,
    "figcaption": _Reader.end_figcaption,
    "figure": _Reader.end_figure,
    "li": _Reader.end_item,
    "menu": _Reader.end_list,
    "ol": _Reader.end_list,
    "pre": _Reader.end_pre,
    "q": _Reader.end_quotation,
    "sup": _Reader.end_raised,
    "table": _Reader.end_table,
    "ul": _Reader.end_list,
    "xmp": _Reader.end_pre,
}
