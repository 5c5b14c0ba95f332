"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from newstui.errors import FormatError
from newstui.formats.beside import clean_lines
from newstui.formats.dates import read_date
from newstui.formats.elements import resolved
from newstui.formats.media import About, Media
from newstui.model.story import BodyType, Entry, ParsedFeed
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.model.text import SafeText

_Item = dict[str, Any]
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_LIST_LIMIT: Final = 100
"""Most authors, files or tags kept of one item."""


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
        self_url=_text(document, "feed_url").strip(),
        hub=next((_text(hub, "url").strip() for hub in _objects(document, "hubs")), ""),
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
    published = read_date(_text(item, "date_published"))
    updated = read_date(_text(item, "date_modified"))
    media = _media(item, base_url)
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
        enclosures=tuple(media.enclosures.values()),
        pictures=media.pictures,
        categories=clean_lines(_tags(item)),
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
    people = _objects(item, "authors") or _objects({"author": [item.get("author")]}, "author")
    return clean_lines(_text(person, "name") or _text(person, "url") for person in people)


def _media(item: _Item, base_url: str) -> Media:
    """Read the files and pictures of an item."""
    found = Media(base_url)
    for attachment in _objects(item, "attachments"):
        found.add_enclosure(
            _text(attachment, "url"),
            _text(attachment, "mime_type"),
            _text(attachment, "size_in_bytes"),
            clean_line(_text(attachment, "title")),
        )
    for name in ("image", "banner_image"):
        found.add_picture(_text(item, name), About())
    return found


def _tags(item: _Item) -> list[str]:
    tags = item.get("tags")
    return [_plain(tag) for tag in tags[:_LIST_LIMIT]] if isinstance(tags, list) else []


def _objects(item: _Item, name: str) -> list[_Item]:
    """Read a list of objects; what is none is left out."""
    listed = item.get(name)
    listed = listed[:_LIST_LIMIT] if isinstance(listed, list) else []
    return [each for each in listed if isinstance(each, dict)]


def _address(item: _Item, name: str, base_url: str) -> str:
    return resolved(_text(item, name), base_url)


def _text(item: _Item, name: str) -> str:
    return _plain(item.get(name))


def _plain(value: object) -> str:
    """Read a text; a number, as ids often are, is taken as written."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)
