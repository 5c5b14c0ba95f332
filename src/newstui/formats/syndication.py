"""RSS 0.9x, 1.0 and 2.0, and Atom 0.3 and 1.0, the quick way or the lenient one, to entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newstui.formats.beside import Beside, clean_lines, read_beside, read_person, sender
from newstui.formats.dates import read_date
from newstui.formats.elements import BrokenError, UnusualError, all_text, resolved
from newstui.formats.hints import read_hints
from newstui.formats.lenient import read_leniently
from newstui.formats.media import Media
from newstui.formats.prolog import harmless_xml
from newstui.formats.quick import read_quickly
from newstui.formats.references import mended
from newstui.formats.titles import plain_title
from newstui.model.story import BodyType, Entry, ParsedFeed
from newstui.text.clean import NOTHING, clean_line
from newstui.text.links import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newstui.formats.elements import Fields
    from newstui.formats.trees import Reading
    from newstui.model.text import SafeText

_MARKUP_TYPES: Final = frozenset({"text/html", "application/xhtml+xml", "text/xhtml"})
_AUTHORS: Final = frozenset({"author", "dc:creator"})
_MENDED_LIMIT: Final = 50_000
"""Most "&" of a feed that is mended without a sandbox."""
_NO_TYPE: Final[dict[str, Any]] = {}


def parse_syndication(text: str, *, origin: str, base_url: str = "") -> ParsedFeed:
    """Read a feed in RSS or Atom.

    Raises:
        FormatError: If it is neither, or is unsafe to read.
    """
    data = harmless_xml(text, origin=origin)
    try:
        reading = _read_quickly(data)
    except UnusualError:
        reading = read_leniently(data, origin=origin)
    return _feed(reading, base_url)


def parse_quickly(text: str, *, origin: str, base_url: str = "") -> ParsedFeed:
    """Read a feed in RSS or Atom without feedparser.

    Raises:
        UnusualError: If that cannot be done faithfully.
        FormatError: If it is unsafe to read.
    """
    return _feed(_read_quickly(harmless_xml(text, origin=origin)), base_url)


def _read_quickly(data: bytes) -> Reading:
    """Read a feed without feedparser, mended if it is broken and that takes little time."""
    try:
        return read_quickly(data)
    except BrokenError:
        if data.count(b"&") > _MENDED_LIMIT:
            raise
        return read_quickly(mended(data))


def _feed(reading: Reading, base_url: str) -> ParsedFeed:
    is_atom, feed = reading.is_atom, reading.feed
    site_url = resolved(_link(feed, _feed_links(reading)), _base_of(feed, base_url))
    # Links of Atom are relative to the document (RFC 4287, 2), of RSS by custom to the site.
    base = base_url if is_atom else site_url or base_url
    authors = _shared_authors(reading) if is_atom else ()
    return ParsedFeed(
        format="atom" if is_atom else "rss",
        title=_title(feed, is_atom=is_atom),
        site_url=site_url,
        language=clean_line(str(feed.get("language") or "")),
        entries=tuple(
            _entry(fields, _base_of(fields, base), is_atom=is_atom, authors=authors)
            for fields in reading.entries
        ),
        is_cut=reading.is_cut,
        **read_hints(reading.elements),
    )


def _feed_links(reading: Reading) -> Beside:
    """Read what leads to a feed's site when no link does."""
    links = [pair for pair in reading.elements if pair[0] in {"link", "id"}]
    return read_beside(links, "")


def _base_of(fields: Fields, base_url: str) -> str:
    """Find what the links of a feed or an entry are relative to (XML Base)."""
    base = fields.get("base")
    return absolute(base, base_url) if base else base_url


def _entry(fields: Fields, base_url: str, *, is_atom: bool, authors: tuple[SafeText, ...]) -> Entry:
    aside = (
        read_beside(fields["beside"], base_url) if "beside" in fields else _apart(fields, base_url)
    )
    body, body_type, language = _body(fields, aside)
    published = _moment(fields, "published", "created")
    updated = _moment(fields, "updated")
    media = aside.media
    return Entry(
        guid=str(fields.get("id") or "").strip(),
        url=resolved(_link(fields, aside), base_url),
        title=_title(fields, is_atom=is_atom) or media.title,
        authors=aside.names() or authors,
        published=published or updated,
        updated=updated,
        body=body,
        body_type=body_type,
        language=language,
        enclosures=tuple(media.enclosures.values()),
        pictures=media.pictures,
        contributors=tuple(media.contributors),
        reply_to=aside.reply_to,
        via=aside.via,
        categories=aside.topics(),
    )


def _title(fields: Fields, *, is_atom: bool) -> SafeText:
    """Read a title; only Atom says which titles are plain text (RFC 4287, 3.1.1)."""
    value = str(fields.get("title") or "")
    if is_atom and (fields.get("title_detail") or _NO_TYPE).get("type") == "text/plain":
        return clean_line(value)
    return plain_title(value)


def _body(fields: Fields, aside: Beside) -> tuple[str, BodyType, str]:
    """Choose the fullest body: content, else summary, markup before plain text."""
    spoken = str(fields.get("language") or "")
    for content in _contents(fields):
        value = str(content.get("value") or "")
        if value and not value.isspace():
            language = clean_line(str(content.get("language") or spoken))
            return value, _body_type(content.get("type"), value), language
    value, body_type = _second_body(aside)
    return value, body_type, clean_line(spoken)


def _contents(fields: Fields) -> Iterator[Fields]:
    """Give an entry's texts, the likely fullest first."""
    contents: list[Fields] = fields.get("content") or []
    if len(contents) > 1:
        contents = sorted(contents, key=lambda each: each.get("type") not in _MARKUP_TYPES)
    yield from contents
    if "summary" in fields:
        yield {**(fields.get("summary_detail") or {}), "value": fields["summary"]}


def _second_body(aside: Beside) -> tuple[str, BodyType]:
    """Choose among the texts that stand for a body when there is none: the longest."""
    texts = [(all_text(element), element.get("type")) for element in aside.summaries]
    value, kind = max(texts, key=lambda text: len(text[0]), default=("", None))
    return value, _body_type("text/html" if kind == "html" else "text/plain", value)


def _body_type(kind: object, value: str) -> BodyType:
    """Tell plain text from markup; what is called plain but closes tags is markup."""
    if kind != "text/plain" or "</" in value or "<br" in value or "<p>" in value or not value:
        return BodyType.HTML
    return BodyType.TEXT


def _shared_authors(reading: Reading) -> tuple[SafeText, ...]:
    """Read the authors of a feed, who are its entries' when those name none."""
    people = [read_person(element) for name, element in reading.elements if name in _AUTHORS]
    return clean_lines(people) or _apart(reading.feed, "").names()


def _apart(fields: Fields, base_url: str) -> Beside:
    """Read what feedparser tells of authors, files and topics, where there is no tree."""
    found = Beside(Media(base_url))
    people: list[Fields] = fields.get("authors") or []
    found.authors = [str(person.get("name") or person.get("email") or "") for person in people]
    if len(people) <= 1 and fields.get("author"):
        found.authors = [sender(str(fields["author"]))]
    found.categories = [
        str(tag.get("label") or tag.get("term") or "") for tag in fields.get("tags") or ()
    ]
    for link in fields.get("links") or ():
        address, kind = str(link.get("href") or ""), str(link.get("type") or "")
        if link.get("rel") == "enclosure":
            found.media.add_enclosure(address, kind, str(link.get("length") or ""), NOTHING)
    return found


def _moment(fields: Fields, *names: str) -> datetime | None:
    """Read the first date given that can be read."""
    for name in names:
        value = fields.get(name)
        found = read_date(str(value)) if value else None
        if found:
            return found
    return None


def _link(fields: Fields, aside: Beside) -> str:
    """Choose an entry's link; an identifier stands for it only when it is an address."""
    link = str(fields.get("link") or "").strip()
    if fields.get("guidislink") and link == str(fields.get("id") or "").strip():
        link = link if "://" in link and not aside.other_link else ""
    return link or aside.other_link or aside.own_link()
