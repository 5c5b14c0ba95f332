"""RSS 0.9x, 1.0 and 2.0, and Atom 0.3 and 1.0, through feedparser: broken ones too.

feedparser gets bytes in memory, never a name it could open, and neither cleans nor resolves
anything in bodies: that is done here and when documents are built.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from newstui.errors import FormatError
from newstui.formats.elements import UnusualError
from newstui.formats.prolog import check_tags, harmless_xml
from newstui.formats.quick import read_quickly
from newstui.formats.titles import plain_title
from newstui.model.story import BodyType, Entry, ParsedFeed
from newstui.text.clean import clean_line
from newstui.text.links import absolute

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newstui.model.text import SafeText

_Fields = dict[str, Any]
_MARKUP_TYPES: Final = frozenset({"text/html", "application/xhtml+xml", "text/xhtml"})
_SENDER: Final = re.compile(r"\S+@\S+\s*\(([^()]+)\)|([^<>()]+?)\s*[<(]\S+@\S+[>)]")
_YEARS: Final = range(1_000, 3_000)
"""Others are what programs write for no date at all, or misread digits."""
_REASON_LIMIT: Final = 120


def parse_syndication(text: str, *, origin: str, base_url: str = "") -> ParsedFeed:
    """Read a feed in RSS or Atom.

    Raises:
        FormatError: If it is neither, or is unsafe to read.
    """
    parsed = _read(harmless_xml(text, origin=origin), origin=origin)
    version = str(parsed.get("version") or "")
    entries: list[_Fields] = parsed.get("entries") or []
    if not version and not entries:
        raise FormatError(origin, _reason(parsed))
    feed: _Fields = parsed.get("feed") or {}
    site_url = _link(feed, base_url)
    is_atom = version.startswith("atom")
    shared = _authors(feed, is_atom=True) if is_atom else ()
    base = (base_url or site_url) if is_atom else (site_url or base_url)
    return ParsedFeed(
        format="atom" if is_atom else "rss",
        title=_title(feed, is_atom=is_atom),
        site_url=site_url,
        language=clean_line(str(feed.get("language") or "")),
        entries=tuple(_entry(fields, base, is_atom=is_atom, authors=shared) for fields in entries),
    )


def _read(data: bytes, *, origin: str) -> _Fields:
    """Read a feed the quick way if it is a common one, else through feedparser."""
    try:
        return read_quickly(data)
    except UnusualError:
        return _parse(data, origin=origin)


def _parse(data: bytes, *, origin: str) -> _Fields:
    import feedparser

    check_tags(data.decode(), origin=origin)
    try:
        return feedparser.parse(
            io.BytesIO(data),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # feedparser lets errors of any kind through
        reason = clean_line(f"could not be read as a feed ({error})", limit=_REASON_LIMIT)
        raise FormatError(origin, reason) from error


def _reason(parsed: _Fields) -> str:
    """Say why nothing was found."""
    problem = parsed.get("bozo_exception")
    if problem is None:
        return "is not a feed"
    message = getattr(problem, "getMessage", problem.__str__)()
    return clean_line(f"is not a feed ({message})", limit=_REASON_LIMIT)


def _entry(
    fields: _Fields, base_url: str, *, is_atom: bool, authors: tuple[SafeText, ...]
) -> Entry:
    body, body_type, language = _body(fields)
    published = _moment(fields, "published_parsed", "created_parsed")
    updated = _moment(fields, "updated_parsed")
    return Entry(
        guid=str(fields.get("id") or "").strip(),
        url=_link(fields, base_url),
        title=_title(fields, is_atom=is_atom),
        authors=_authors(fields, is_atom=is_atom) or authors,
        published=published or updated,
        updated=updated,
        body=body,
        body_type=body_type,
        language=language,
    )


def _title(fields: _Fields, *, is_atom: bool) -> SafeText:
    """Read a title; only Atom says which titles are plain text (RFC 4287, 3.1.1)."""
    details: Mapping[str, Any] = fields.get("title_detail") or {}
    value = str(fields.get("title") or "")
    if is_atom and details.get("type") == "text/plain":
        return clean_line(value)
    return plain_title(value)


def _body(fields: _Fields) -> tuple[str, BodyType, str]:
    """Choose the fullest body: content, else summary, markup before plain text."""
    contents: list[_Fields] = list(fields.get("content") or [])
    contents.sort(key=lambda content: content.get("type") not in _MARKUP_TYPES)
    summary: _Fields = dict(fields.get("summary_detail") or {})
    summary["value"] = fields.get("summary") or ""
    for content in (*contents, summary):
        value = str(content.get("value") or "")
        if value.strip():
            return value, _body_type(content, value), clean_line(str(content.get("language") or ""))
    return "", BodyType.HTML, ""


def _body_type(content: _Fields, value: str) -> BodyType:
    """Tell plain text from markup; what is called plain but closes tags is markup."""
    if content.get("type") != "text/plain" or ("</" in value or "<br" in value or "<p>" in value):
        return BodyType.HTML
    return BodyType.TEXT


def _authors(fields: _Fields, *, is_atom: bool) -> tuple[SafeText, ...]:
    """Read the names of the authors, else whatever stands for them."""
    people: list[_Fields] = fields.get("authors") or []
    whole = str(fields.get("author") or "")
    if len(people) <= 1 and whole and not is_atom:
        named = [_sender(whole)]
    else:
        named = [str(person.get("name") or person.get("email") or "") for person in people]
    if not any(named):
        named = [whole]
    return tuple(dict.fromkeys(name for name in map(clean_line, named) if name))


def _sender(author: str) -> str:
    """Read the name beside a mail address, as RSS 2.0 writes authors; else the address."""
    match = _SENDER.fullmatch(author[:1_000].strip())
    return (match[1] or match[2]).strip() if match else author


def _moment(fields: _Fields, *names: str) -> datetime | None:
    """Read the first date given, in UTC.

    The values are asked of the plain dictionary: feedparser's own one answers with other dates
    when one is missing.
    """
    for name in names:
        value = dict.get(fields, name)
        if value is None:
            continue
        try:
            year, month, day, hour, minute, second = value[:6]
            if year not in _YEARS:
                continue
            return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        except (ValueError, OverflowError, TypeError):
            continue
    return None


def _link(fields: _Fields, base_url: str) -> str:
    """Read an entry's link; an identifier stands for it only when it is an address."""
    link = str(fields.get("link") or "").strip()
    if fields.get("guidislink") and "://" not in link and link == fields.get("id"):
        return ""
    return _address(link, base_url)


def _address(value: object, base_url: str) -> str:
    address = str(value or "").strip()
    return absolute(address, base_url) if address else ""
