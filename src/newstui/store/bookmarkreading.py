"""A bookmark's file read back: what it holds of its story, if nobody has written in it since."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.model.story import BodyType, Entry, TextKind
from newstui.store.bookmarkpages import VOICES, is_own
from newstui.store.tags import tag_name
from newstui.store.values import digest
from newstui.text.fields import kind, moment, raw_text, safe_text, safe_texts
from newstui.text.writing import escaped

if TYPE_CHECKING:
    from datetime import datetime

    from newstui.model.text import SafeText
    from newstui.text.fields import Record

_VOICES: Final = re.compile(rf"\n{re.escape(VOICES)}(?:- [^\n]*\n)+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """A bookmark as its file has it."""

    entry: Entry
    outlet: SafeText
    fetched: datetime
    """UTC."""
    saved: datetime
    """UTC."""
    text_kind: TextKind
    tags: tuple[SafeText, ...]
    note: str
    """Raw; empty for none."""
    key: str
    """SHA-256 of the file's body: the identity of a story that has no other."""


def read_back(content: bytes) -> ReadBack | None:
    """Read a file; `None` when it is none of newstui's, or not as newstui wrote it."""
    try:
        return _read(content.decode("utf-8")) if is_own(content) else None
    except (ValueError, RecursionError):
        return None


def _read(page: str) -> ReadBack | None:
    head, _, body = page.partition("\n---\n\n")
    fields = _fields(head)
    key = raw_text(fields, "sha256")
    fetched, saved = moment(fields, "fetched"), moment(fields, "saved")
    title = safe_text(fields, "title")
    heading = f"# {escaped(title)}\n\n"
    if digest(body) != key or not (fetched and saved) or not body.startswith(heading):
        return None
    return ReadBack(
        entry=Entry(
            url=raw_text(fields, "url"),
            title=title,
            authors=safe_texts(fields, "authors"),
            published=moment(fields, "published"),
            updated=moment(fields, "updated"),
            body=_VOICES.sub("", body.removeprefix(heading)).strip("\n"),
            body_type=BodyType.MARKDOWN,
        ),
        outlet=safe_text(fields, "outlet"),
        fetched=fetched,
        saved=saved,
        text_kind=kind(fields, "text", TextKind, TextKind.FEED),
        tags=tuple(filter(None, map(tag_name, safe_texts(fields, "tags")))),
        note=raw_text(fields, "note"),
        key=key,
    )


def _fields(head: str) -> Record:
    """Read the lines between the rules; bare words stay words."""
    fields: dict[str, object] = {}
    for line in head.split("\n")[1:]:
        name, _, value = line.partition(": ")
        fields[name] = json.loads(value) if value[:1] in {'"', "[", "n"} else value
    return fields
