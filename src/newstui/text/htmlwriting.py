"""Documents written out as HTML: whole in itself, nothing in it is fetched or run."""

from __future__ import annotations

import html
import itertools
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from newstui.model.text import SpanKind
from newstui.text.clean import clean_line
from newstui.text.links import ascii_host, openable
from newstui.text.writing import TABLE_BAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.model.text import Document, Span

_INLINE: Final = {SpanKind.EMPHASIS: "em", SpanKind.STRONG: "strong", SpanKind.CODE: "code"}
_BLOCKS: Final = frozenset(
    {
        SpanKind.HEADING,
        SpanKind.ITEM,
        SpanKind.PREFORMATTED,
        SpanKind.TABLE,
        SpanKind.IMAGE,
    }
)
_LEVELS: Final = ("1", "2", "3", "4", "5", "6")
_INLINE_LIMIT: Final = 400
"""Most spans within one block that are written."""


def html_of(document: Document) -> str:
    """Write a document as HTML blocks, one a line; pictures are their descriptions."""
    text = document.text
    kinds = {span.start: span for span in reversed(document.spans) if span.kind in _BLOCKS}
    said = {s.start: s.value for s in document.spans if s.kind is SpanKind.DESCRIPTION}
    quotes = _joined([span for span in document.spans if span.kind is SpanKind.QUOTE])
    inline = _Inline(document)
    lines, quoted = [], False
    for start, end in _extents(text):
        if quotes.holds(start) is not quoted:
            quoted = not quoted
            lines.append("<blockquote>" if quoted else "</blockquote>")
        span = kinds.get(start)
        if span is not None and span.kind is SpanKind.TABLE:
            lines.append(_table(text, start, end, inline, has_head=span.value == "head"))
        else:
            lines.append(_block(inline.write(start, end), span, said.get(start, "")))
    if quoted:
        lines.append("</blockquote>")
    return "\n".join(lines)


def escaped_html(text: str) -> str:
    """Text in which nothing acts as HTML, in an attribute neither."""
    return html.escape(text)


def link_html(url: str, text: str) -> str:
    """Write a link where the address may be opened, else the text alone."""
    if not openable(url):
        return html.escape(text)
    return f'<a href="{html.escape(ascii_host(url))}" rel="noreferrer">{html.escape(text)}</a>'


def _extents(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 2


def _block(written: str, span: Span | None, said: str) -> str:
    match span.kind if span else None:
        case SpanKind.HEADING:
            level = span.value if span and span.value in _LEVELS else "2"
            # The story's own headline is the first level.
            deeper = min(int(level) + 1, len(_LEVELS))
            return f"<h{deeper}>{_broken(written)}</h{deeper}>"
        case SpanKind.ITEM:
            marker = span.value if span else ""
            # Its spaces and breaks are shown as they are: a break beside <br> would be a second.
            lines = written.replace("\n", f"<br>{' ' * (len(marker) + 1)}")
            return f'<p class="item">{html.escape(marker)} {lines}</p>'
        case SpanKind.PREFORMATTED:
            return f"<pre>{written}</pre>"
        case SpanKind.IMAGE:
            shows = f" (shows: {html.escape(clean_line(said))})" if said else ""
            return f'<p class="picture">[{_broken(written)}{shows}]</p>'
        case _:
            return f"<p>{_broken(written)}</p>"


def _table(text: str, start: int, end: int, inline: _Inline, *, has_head: bool) -> str:
    rows = []
    for number, row in enumerate(text[start:end].split("\n")):
        tag = "th" if has_head and number == 0 else "td"
        bars = [start + bar.start() for bar in TABLE_BAR.finditer(row)]
        edges = itertools.pairwise([start - 1, *bars, start + len(row)])
        cells = (inline.write(low + 1, high).strip() for low, high in edges)
        rows.append("".join(f"<{tag}>{cell}</{tag}>" for cell in cells))
        start += len(row) + 1
    return "\n".join(["<table>", *(f"<tr>{row}</tr>" for row in rows), "</table>"])


def _broken(written: str) -> str:
    return written.replace("\n", "<br>\n")


class _Stretches:
    """Stretches of a text that do not meet, in order."""

    def __init__(self, stretches: list[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in stretches]
        self._ends = [end for _, end in stretches]

    def holds(self, offset: int) -> bool:
        """Whether a character is in one of them."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]


def _joined(spans: list[Span]) -> _Stretches:
    joined: list[tuple[int, int]] = []
    for span in spans:
        if joined and span.start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], span.end)
        else:
            joined.append((span.start, span.end))
    return _Stretches(joined)


class _Inline:
    """What is laid over the text within its blocks, asked for block by block."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._spans = [
            span
            for span in document.spans
            if span.kind in _INLINE or (span.kind is SpanKind.LINK and openable(span.value))
        ]
        self._next = 0
        self._open: list[Span] = []

    def write(self, start: int, end: int) -> str:
        """Write one block; where two spans cross, both are closed and opened again."""
        while self._next < len(self._spans) and self._spans[self._next].start < end:
            self._open.append(self._spans[self._next])
            self._next += 1
        here = [span for span in self._open if span.end > start][:_INLINE_LIMIT]
        self._open = [span for span in here if span.end > end]
        edges = {max(start, span.start) for span in here} | {min(end, span.end) for span in here}
        bounds = sorted(edges | {start, end})
        pieces = []
        for low, high in itertools.pairwise(bounds):
            around = [span for span in here if span.start <= low and span.end >= high]
            pieces.append(_wrapped(html.escape(self._text[low:high]), around))
        return "".join(pieces)


def _wrapped(written: str, around: list[Span]) -> str:
    for span in reversed(around):
        if span.kind is SpanKind.LINK:
            address = html.escape(ascii_host(span.value))
            written = f'<a href="{address}" rel="noreferrer">{written}</a>'
        else:
            tag = _INLINE[span.kind]
            written = f"<{tag}>{written}</{tag}>"
    return written
