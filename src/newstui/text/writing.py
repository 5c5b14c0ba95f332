"""Documents written out: as Markdown, and as plain text with numbered links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.model.text import SpanKind
from newstui.text.clean import clean_line
from newstui.text.links import ascii_host, openable, shown_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newstui.model.text import Document, Span

    Around = Callable[[Span], tuple[str, str]]

_SPECIAL: Final = re.compile(
    r"[\\`<\[]|\*(?=\S)|(?<=\S)\*|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)|~(?=~)|&(?=#?\w+;)"
)
"""What acts as Markdown wherever it stands: code, tags, links, emphasis and references."""
_BEGINNING: Final = re.compile(
    r"^ *(?:\d{1,9}(?=[.)](?: |$))|(?=#{1,6}(?: |$)|[-+*>|](?: |$)|>|=+ *$|-[- ]*$))", re.MULTILINE
)
"""What of a line stands before a sign that would make it an item, a heading or the like."""
_LINE_BREAK: Final = re.compile(r"(?<=[^\n])(?=\n[^\n])")
"""Where a line ends and its block does not; without a sign Markdown makes one line of two."""
_OWN_LINES: Final = frozenset({SpanKind.TABLE, SpanKind.PREFORMATTED, SpanKind.HEADING})
_BACKTICKS: Final = re.compile("`+")
_FENCE_LEAST: Final = 3
_RULE: Final = "---\n\n"
_MARKER_LIMIT: Final = 12
_ITEM_INDENT: Final = 2
"""Spaces before a marker for every list its own stands in."""
_NESTED: Final = " " * 4
"""What Markdown has in their place: enough for a list in a numbered one, too little for code."""
TABLE_BAR: Final = re.compile(r"(?:^|(?<=\s))\|(?=\s|$)")
"""What parts two cells of a row; a bar within a cell touches something."""


def markdown(document: Document) -> str:
    """Write a document as Markdown: headings, items, quotes, preformatted blocks and links."""
    return _written(document, _Around(document), as_markdown=True)


def plain(document: Document) -> str:
    """Write a document as plain text: markers of items and quotes, links numbered and listed."""
    numbers: dict[str, int] = {}

    def around(span: Span) -> tuple[str, str]:
        if span.kind is SpanKind.LINK and openable(span.value):
            return "", f" [{numbers.setdefault(span.value, len(numbers) + 1)}]"
        if span.kind is SpanKind.ITEM:
            return " " * _indent(span) + _marker(span), ""
        return "", ""

    text = _written(document, around)
    links = "\n".join(f"[{number}] {shown_address(url)}" for url, number in numbers.items())
    return f"{text}\n\n{links}" if links else text


def escaped(text: str) -> str:
    """A piece of a line in which nothing acts as Markdown: what would gets a backslash."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _written(document: Document, around: Around, *, as_markdown: bool = False) -> str:
    """Write a document's characters, and what stands around its spans between them."""
    parts, done = [], 0
    text = _with_headings_on_a_line(document) if as_markdown else document.text
    marks = list(_marks(document, around, with_tables=as_markdown))
    if as_markdown:
        # The last of what stands before a character, as it is the character's own.
        last = len(document.spans) + 1
        marks += [(offset, last, "\\") for offset in _acting(document)]
    for offset, _, mark in sorted(marks):
        parts += [text[done:offset], mark]
        done = offset
    parts.append(text[done:])
    return "".join(parts)


def _with_headings_on_a_line(document: Document) -> str:
    """Put a space where a heading breaks its line, as Markdown ends it there."""
    text = str(document.text)
    for span in document.spans:
        if span.kind is SpanKind.HEADING and "\n" in text[span.start : span.end]:
            heading = text[span.start : span.end].replace("\n", " ")
            text = f"{text[: span.start]}{heading}{text[span.end :]}"
    return text


def _acting(document: Document) -> set[int]:
    """Find where Markdown needs a backslash: what would act as Markdown, and breaks of lines.

    Listings need none, and rows of tables and headings end their lines themselves.
    """
    text = document.text
    breaks = {match.end() for match in _LINE_BREAK.finditer(text)}
    for span in document.spans:
        if span.kind in _OWN_LINES:
            breaks.difference_update(range(span.start, span.end))
    found = {match.start() for match in _SPECIAL.finditer(text)} | breaks
    found |= {match.end() for match in _BEGINNING.finditer(text)}
    for span in document.spans:
        if span.kind is SpanKind.PREFORMATTED:
            found.difference_update(range(span.start, span.end))
    return found


def _marks(
    document: Document, around: Around, *, with_tables: bool
) -> Iterator[tuple[int, int, str]]:
    """What is written between the characters: (offset, rank among its neighbours, mark)."""
    quoted = 0
    for number, span in enumerate(document.spans):
        if span.kind is SpanKind.QUOTE:
            # A quotation within a quotation is written as part of it.
            if span.start >= quoted:
                yield from _quote_marks(document.text, span)
                quoted = span.end
            continue
        if span.kind is SpanKind.RULE:
            yield span.start, -1, _RULE
            continue
        if span.kind is SpanKind.TABLE and with_tables:
            yield from _table_marks(document.text, span)
            continue
        before, after = around(span)
        if before:
            yield span.start, number + 1, before
        if span.kind is SpanKind.ITEM:
            for start in _later_lines(document.text, span):
                yield start, number + 1, " " * len(before)
        if after:
            yield span.end, -number - 1, after


def _quote_marks(text: str, span: Span) -> Iterator[tuple[int, int, str]]:
    yield span.start, 0, "> "
    for start in _later_lines(text, span):
        yield start, 0, "> "


def _later_lines(text: str, span: Span) -> Iterator[int]:
    """Where the lines of a span start, but for its first."""
    at = text.find("\n", span.start, span.end)
    while at >= 0:
        yield at + 1
        at = text.find("\n", at + 1, span.end)


def _table_marks(text: str, span: Span) -> Iterator[tuple[int, int, str]]:
    """Draw a table of Markdown, whose first row is its head in any case."""
    start, columns = span.start, 0
    for row in text[span.start : span.end].split("\n"):
        end = start + len(row)
        bars = [start + at for at, char in enumerate(row) if char == "|"]
        between = {start + found.start() for found in TABLE_BAR.finditer(row)}
        yield from ((at, 0, "\\") for at in bars if at not in between)
        yield start, 0, "| "
        columns = columns or len(between) + 1
        is_head = start == span.start
        yield end, 0, f" |\n|{' --- |' * columns}" if is_head else " |"
        start = end + 1


class _Around:
    """What Markdown has around a span, which for an item depends on the one above it."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._item_end, self._depth = -1, -1

    def __call__(self, span: Span) -> tuple[str, str]:
        """Say what stands before and after a span."""
        match span.kind:
            case SpanKind.HEADING:
                level = int(span.value) if span.value in tuple("123456") else 2
                return "#" * level + " ", ""
            case SpanKind.ITEM:
                return self._nested(span) + _marker(span).replace("•", "-"), ""
            case SpanKind.PREFORMATTED:
                within = _BACKTICKS.findall(self._text, span.start, span.end)
                fence = "`" * max(_FENCE_LEAST, *(len(ticks) + 1 for ticks in within), 0)
                return f"{fence}{span.value}\n", f"\n{fence}"
            case SpanKind.DESCRIPTION:
                shown = escaped(clean_line(span.value))
                return "", f" (shows: {shown})" if shown else ""
            case SpanKind.LINK if openable(span.value) and ">" not in span.value:
                return "[", f"](<{ascii_host(span.value)}>)"
            case _:
                return "", ""

    def _nested(self, item: Span) -> str:
        """Indent an item within another; alone, so much space would make it code."""
        follows = self._text[max(0, self._item_end) : item.start] == "\n\n"
        deepest = self._depth + 1 if follows else 0
        self._depth = min(_indent(item) // _ITEM_INDENT, deepest)
        self._item_end = item.end
        return _NESTED * self._depth


def _indent(item: Span) -> int:
    """Count the spaces before an item's marker, or before text that goes on without one."""
    return len(item.value) - len(item.value.lstrip(" "))


def _marker(item: Span) -> str:
    return clean_line(item.value, limit=_MARKER_LIMIT) + " "
