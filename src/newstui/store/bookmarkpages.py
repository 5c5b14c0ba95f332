"""A bookmark as a Markdown file with YAML front matter, and the names such files get."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from newstui.store.corrected import apply_corrections
from newstui.store.values import digest, unpack
from newstui.text.asides import write_asides
from newstui.text.clean import clean_line
from newstui.text.passages import show_passage
from newstui.text.speakers import tell_source
from newstui.text.writing import escaped, markdown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newstui.model.story import Bookmark

_SLUG_LIMIT: Final = 80
_LOOKED_AT: Final = 1_000
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")
_OWN: Final = "newstui:"
VOICES: Final = "## Who says what\n\n"
"""Stands above who says what, after the text."""
_SIGNS: Final = 9
"""Characters between the pieces of a passage, at most."""


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
    text = f"# {escaped(bookmark.title)}\n\n{markdown(bookmark.document)}\n"
    body = f"{text}{_asides(bookmark)}{_voices(bookmark)}"
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
        "credits": json.dumps([*dict.fromkeys(clean_line(item.text) for item in bookmark.credits)]),
        **_own_words(bookmark),
        _OWN[:-1]: str(bookmark.story_id),
        "sha256": digest(body),
    }
    head = "".join(f"{name}: {value}\n" for name, value in front.items())
    return f"---\n{head}---\n\n{body}".encode("utf-8", "replace")


def _own_words(bookmark: Bookmark) -> dict[str, str]:
    """Write what the reader added, where there is anything."""
    words: dict[str, str] = {}
    if bookmark.tags:
        words["tags"] = json.dumps(list(bookmark.tags), ensure_ascii=False)
    if bookmark.note:
        words["note"] = json.dumps(bookmark.note, ensure_ascii=False)
    return words


def _asides(bookmark: Bookmark) -> str:
    """Write what came with the story, as the entry that was kept has it."""
    from newstui.text.records import entry_from_record

    try:
        entry = entry_from_record(unpack(bookmark.raw))
    except ValueError:
        return ""
    listed = write_asides(entry, as_markdown=True)
    return f"\n{listed}\n" if listed else ""


def _voices(bookmark: Bookmark) -> str:
    """Write who says what, a line an attribution; empty when nothing was found.

    What the reader corrected is told as the reader's.
    """
    if bookmark.analysis is None or not bookmark.analysis.attributions:
        return ""
    analysis = apply_corrections(bookmark.analysis, bookmark.corrections)
    text, lines = bookmark.document.text, []
    for index, found in enumerate(analysis.attributions):
        who = escaped(tell_source(analysis, index, text))
        said = show_passage(found, text, at_most=len(text) + _SIGNS).line
        lines.append(f"- **{who}**: {escaped(said)}\n")
    return f"\n{VOICES}{''.join(lines)}"


def is_page_of(content: bytes, story_id: int) -> bool:
    """Whether a file once was this bookmark's, by its front matter."""
    head, _, _ = content.partition(b"\n---\n")
    return f"\n{_OWN} {story_id}\n".encode() in head + b"\n"


def is_own(content: bytes) -> bool:
    """Whether a file once was a bookmark's, of whatever archive, by its front matter."""
    head, _, _ = content.partition(b"\n---\n")
    return head.startswith(b"---\ntitle: ") and f"\n{_OWN} ".encode() in head


def is_cut(content: bytes, true: bytes) -> bool:
    """Whether a file is an unfinished writing: its beginning, then nothing or zeros."""
    return true.startswith(content.rstrip(b"\0"))


def _time(at: datetime | None) -> str:
    return "null" if at is None else at.strftime("%Y-%m-%dT%H:%M:%SZ")
