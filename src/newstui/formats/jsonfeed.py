"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from newstui.errors import FormatError
from newstui.model.story import BodyType, Entry, ParsedFeed
from newstui.text.clean import clean_line
from newstui.text.links import absolute

if TYPE_CHECKING:
    from newstui.model.text import SafeText

_Item = dict[str, Any]
_FRACTION: Final = re.compile(r"(\.\d{6})\d+")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def parse_jsonfeed(text: str, *, origin: str, base_url: str = "") -> ParsedFeed:
    """Read a JSON Feed; an item that is no object is left out, one without an id is kept.

    Raises:
        FormatError: If it is not a JSON Feed.
    """
    document = _load(text, origin=origin)
    items = document.get("items")
    if not isinstance(items, list):
        raise FormatError(origin, "is JSON, but not a JSON Feed")
    site_url = _address(document, "home_page_url", base_url)
    shared = _authors(document)
    return ParsedFeed(
        format="json feed",
        title=clean_line(_text(document, "title")),
        site_url=site_url,
        language=clean_line(_text(document, "language")),
        entries=tuple(
            _entry(item, site_url or base_url, shared) for item in items if isinstance(item, dict)
        ),
    )


def _load(text: str, *, origin: str) -> _Item:
    try:
        document = json.loads(text.strip().removeprefix("\ufeff"), parse_int=str)
    except RecursionError as error:
        raise FormatError(origin, "is JSON nested too deeply") from error
    except ValueError as error:
        raise FormatError(origin, clean_line(f"is not valid JSON ({error})", limit=160)) from error
    if not isinstance(document, dict):
        raise FormatError(origin, "is JSON, but not a JSON Feed")
    return document


def _entry(item: _Item, base_url: str, shared: tuple[SafeText, ...]) -> Entry:
    body, body_type = _body(item)
    published, updated = _moment(item, "date_published"), _moment(item, "date_modified")
    return Entry(
        guid=_text(item, "id").strip(),
        url=_address(item, "url", base_url) or _address(item, "external_url", base_url),
        title=clean_line(_text(item, "title")),
        authors=_authors(item) or shared,
        published=published or updated,
        updated=updated,
        body=body,
        body_type=body_type,
        language=clean_line(_text(item, "language")),
    )


def _body(item: _Item) -> tuple[str, BodyType]:
    """Choose the fullest body: HTML, else plain text, else the summary (which is plain)."""
    for name, body_type in (
        ("content_html", BodyType.HTML),
        ("content_text", BodyType.TEXT),
        ("summary", BodyType.TEXT),
    ):
        value = _text(item, name)
        if value.strip():
            return value, body_type
    return "", BodyType.HTML


def _authors(item: _Item) -> tuple[SafeText, ...]:
    """Read `authors` (1.1) or `author` (1.0)."""
    people = item.get("authors")
    people = people if isinstance(people, list) and people else [item.get("author")]
    names = (
        clean_line(_text(person, "name") or _text(person, "url"))
        for person in people
        if isinstance(person, dict)
    )
    return tuple(dict.fromkeys(name for name in names if name))


def _moment(item: _Item, name: str) -> datetime | None:
    """Read an RFC 3339 date; one without a zone is taken as UTC."""
    value = _FRACTION.sub(r"\1", _text(item, name).strip().upper())
    try:
        read = datetime.fromisoformat(value)
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _address(item: _Item, name: str, base_url: str) -> str:
    address = _text(item, name).strip()
    return absolute(address, base_url) if address else ""


def _text(item: _Item, name: str) -> str:
    """Read a text; a number, as ids often are, is taken as written."""
    value = item.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return _SURROGATES.sub("\ufffd", str(value))
