"""An entry as the columns of its row."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Final

from newstui.model.story import BodyType
from newstui.store.values import (
    digest,
    fold,
    pack_text,
    storable,
    to_optional_seconds,
    unpack_text,
)
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.model.story import Entry, TextKind
    from newstui.model.text import SafeText

_TAG: Final = re.compile(r"<[^<>]*>")
_INLINE_TAG: Final = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|em|font|i|ins|mark|q|s|small|span|strong|su[bp]|u)"
    r"(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
"""Of elements that stand within a word or before a comma, and part nothing."""
_LOOKED_AT: Final = 4_000
"""How much of a body is looked at for a title, in characters."""
_FIRST_WORDS: Final = 90
"""Length of a title made of first words, in characters."""
_UNTITLED: Final = "Untitled"
_SHORT_BODY: Final = 2_000
"""Characters of a body that are kept as they are; compressing them takes longer than all else."""

INSERTED: Final = """
    INSERT INTO stories (
        id, feed_id, sort_at, dated, title, first_words, guid, url, authors, published, updated,
        fetched, language, credits, text_kind, body_type, body_hash, digest, folded, media, fetch_id
    ) VALUES (
        :id, :feed_id, :sort_at, :dated, :title, :first_words, :guid, :url, :authors, :published,
        :updated, :fetched, :language, :credits, :text_kind, :body_type, :body_hash, :digest,
        :folded, :media, :fetch_id
    )
"""
"""Writes a row's values as a new story."""
UPDATED: Final = """
    UPDATE stories SET
        sort_at = min(coalesce(:published, fetched), fetched), dated = :dated, title = :title,
        first_words = :first_words, guid = :guid, url = :url, authors = :authors,
        published = :published, updated = :updated, language = :language, credits = :credits,
        text_kind = :text_kind, body_type = :body_type, body_hash = :body_hash, digest = :digest,
        folded = :folded, media = :media, fetch_id = :fetch_id,
        builder = CASE WHEN :is_built THEN builder ELSE 0 END,
        engine = CASE WHEN :is_built THEN engine ELSE 0 END
    WHERE id = :id
"""
"""Lays a row's values over an edited story; one whose body is another is to be built again."""


@dataclass(frozen=True, slots=True)
class StoryRow:
    """What is kept of one entry."""

    values: dict[str, str | int | None]
    """Column name to value, without number and feed."""
    body: str


def packed_body(body: str) -> str | bytes:
    """Write a body as it is kept: a short one as it is, a long one compressed."""
    return storable(body) if len(body) <= _SHORT_BODY else pack_text(body)


def body_from(packed: str | bytes | None) -> str:
    """Read a body; one whose row is damaged is empty, and the story keeps its title and link."""
    if packed is None or isinstance(packed, str):
        return packed or ""
    try:
        return unpack_text(packed)
    except ValueError:
        return ""


def story_row(entry: Entry, text_kind: TextKind, fetched: int) -> StoryRow:
    """Write an entry as a row.

    Args:
        entry: As published.
        text_kind: What its body is a text of.
        fetched: When it is first seen, in seconds since 1970.
    """
    published = to_optional_seconds(entry.published)
    shown: dict[str, str | int | None] = {
        "dated": int(published is not None),
        "title": clean_line(entry.title),
        "guid": storable(entry.guid),
        "url": storable(entry.url),
        "authors": _authors_text(entry),
        "published": published,
        "updated": to_optional_seconds(entry.updated),
        "language": storable(entry.language),
        "credits": _credits_text(entry),
        "media": _media_text(entry),
        "text_kind": text_kind.value,
        "body_type": entry.body_type.value,
        "body_hash": digest(entry.body),
    }
    values: dict[str, str | int | None] = {
        **shown,
        "sort_at": fetched if published is None else min(published, fetched),
        "first_words": "" if shown["title"] else _first_words(entry),
        "fetched": fetched,
        "digest": digest("\n".join(f"{name}={value}" for name, value in shown.items())),
        "folded": storable(fold("\n".join(map(clean_line, (entry.title, *entry.authors))))),
    }
    return StoryRow(values, entry.body)


def _authors_text(entry: Entry) -> str:
    return json.dumps(list(map(clean_line, entry.authors))) if entry.authors else "[]"


def _credits_text(entry: Entry) -> str:
    if not entry.credits:
        return "[]"
    from newstui.text.records import credit_record

    return json.dumps([credit_record(credit) for credit in entry.credits])


def _media_text(entry: Entry) -> str:
    beside = (entry.enclosures, entry.pictures, entry.contributors, entry.categories)
    if not (any(beside) or entry.reply_to or entry.via):
        return "{}"
    from newstui.text.records import media_record

    return storable(json.dumps(media_record(entry), ensure_ascii=False))


def _first_words(entry: Entry) -> SafeText:
    """What an untitled story is called: how it begins, else its address."""
    start = entry.body[:_LOOKED_AT]
    if entry.body_type is BodyType.HTML:
        start = unescape(_TAG.sub(" ", _INLINE_TAG.sub("", start)))
    words = clean_line(start, limit=_FIRST_WORDS)
    return words or clean_line(entry.url) or clean_line(_UNTITLED)
