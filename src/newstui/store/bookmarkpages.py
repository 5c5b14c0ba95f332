"""A bookmark as a Markdown file with YAML front matter, and the names such files get."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from newstui.model.text import SpanKind
from newstui.store.values import digest
from newstui.text.clean import clean_line
from newstui.text.links import openable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from newstui.model.story import Bookmark
    from newstui.model.text import Document, Offsets, Span

_SLUG_LIMIT: Final = 80
_LOOKED_AT: Final = 1_000
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")
_SPECIAL: Final = re.compile(r"[\\`<\[]")
_OWN: Final = "newstui:"
_FENCE: Final = "```"


def file_names(bookmark: Bookmark) -> Iterator[str]:
    """Names for a bookmark's file, best first, without end: `2026-11-23-slug.md`, `...-2.md`.

    They begin with a digit and hold nothing but ASCII letters, digits, hyphens and the ending, so
    none is hidden, reserved, or leads out of its folder.
    """
    stem = f"{bookmark.saved:%Y-%m-%d}-{slug(bookmark.title)}"
    yield f"{stem}.md"
    number = 2
    while True:
        yield f"{stem}-{number}.md"
        number += 1


def slug(title: str) -> str:
    """What a title is called in a file name: at most 80 ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title[:_LOOKED_AT]).encode("ascii", "ignore").decode()
    words = _NOT_IN_NAMES.sub("-", plain.lower()).strip("-")
    return words[:_SLUG_LIMIT].rstrip("-") or "story"


def page(bookmark: Bookmark) -> bytes:
    """Write a bookmark's file."""
    body = f"# {_escaped(bookmark.title)}\n\n{markdown(bookmark.document)}\n{_voices(bookmark)}"
    front = {
        "title": json.dumps(bookmark.title, ensure_ascii=False),
        "outlet": json.dumps(bookmark.outlet, ensure_ascii=False),
        "authors": json.dumps(list(bookmark.authors), ensure_ascii=False),
        "url": json.dumps(bookmark.url),
        "published": _time(bookmark.published),
        "updated": _time(bookmark.updated),
        "fetched": _time(bookmark.fetched),
        "saved": _time(bookmark.saved),
        "text": bookmark.text_kind.value,
        "credits": json.dumps([clean_line(item.text) for item in bookmark.credits]),
        _OWN[:-1]: str(bookmark.story_id),
        "sha256": digest(body),
    }
    head = "".join(f"{name}: {value}\n" for name, value in front.items())
    return f"---\n{head}---\n\n{body}".encode("utf-8", "replace")


def _voices(bookmark: Bookmark) -> str:
    """Write who says what, a line an attribution; empty when nothing was found."""
    analysis, text = bookmark.analysis, bookmark.document.text
    if analysis is None or not analysis.attributions:
        return ""
    lines = []
    for found in analysis.attributions:
        entity = analysis.entity_of(found)
        name = entity.canonical if entity else _passage(text, found.source)
        said = _passage(text, found.content or found.cue)
        lines.append(f"- **{_escaped(name) or 'unattributed'}**: {_escaped(said)}\n")
    return f"\n## Who says what\n\n{''.join(lines)}"


def _passage(text: str, spans: Sequence[Offsets]) -> str:
    return clean_line(" … ".join(text[start:end] for start, end in spans), limit=len(text) + 9)


def is_page_of(content: bytes, story_id: int) -> bool:
    """Whether a file once was this bookmark's, by its front matter."""
    head, _, _ = content.partition(b"\n---\n")
    return f"\n{_OWN} {story_id}\n".encode() in head + b"\n"


def is_cut(content: bytes, true: bytes) -> bool:
    """Whether a file is an unfinished writing: its beginning, then nothing or zeros."""
    return true.startswith(content.rstrip(b"\0"))


def markdown(document: Document) -> str:
    """Write a document as Markdown: headings, items, quotes, preformatted blocks and links."""
    parts, done = [], 0
    text = document.text
    for offset, _, mark in sorted(_marks(document)):
        parts += [_escaped(text[done:offset]), mark]
        done = offset
    parts.append(_escaped(text[done:]))
    return "".join(parts)


def _marks(document: Document) -> Iterator[tuple[int, int, str]]:
    """What is written between the characters: (offset, rank among its neighbours, mark)."""
    quoted = 0
    for number, span in enumerate(document.spans):
        if span.kind is SpanKind.QUOTE:
            # A quotation within a quotation is written as part of it.
            if span.start >= quoted:
                yield from _quote_marks(document.text, span)
                quoted = span.end
            continue
        before, after = _around(span)
        if before:
            yield span.start, number + 1, before
        if after:
            yield span.end, -number - 1, after


def _quote_marks(text: str, span: Span) -> Iterator[tuple[int, int, str]]:
    yield span.start, 0, "> "
    at = text.find("\n", span.start, span.end)
    while at >= 0:
        yield at + 1, 0, "> "
        at = text.find("\n", at + 1, span.end)


def _around(span: Span) -> tuple[str, str]:
    match span.kind:
        case SpanKind.HEADING:
            level = int(span.value) if span.value in tuple("123456") else 2
            return "#" * level + " ", ""
        case SpanKind.ITEM:
            return clean_line(span.value, limit=12).replace("•", "-") + " ", ""
        case SpanKind.PREFORMATTED:
            return f"{_FENCE}\n", f"\n{_FENCE}"
        case SpanKind.LINK if openable(span.value) and ">" not in span.value:
            return "[", f"](<{span.value}>)"
        case _:
            return "", ""


def _escaped(text: str) -> str:
    r"""Text in which nothing acts as markup: "<", "[", "`" and "\" get a backslash."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _time(at: datetime | None) -> str:
    return "null" if at is None else at.strftime("%Y-%m-%dT%H:%M:%SZ")
