"""What stands beside an entry's title, link, dates and body: people, files, topics, origins.

Read from the feed's tree whichever way the rest was read, so that both ways agree on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newstui.formats.elements import all_text, is_permanent, named, resolved
from newstui.formats.media import About, Media, read_media
from newstui.formats.titles import plain_title
from newstui.model.media import Republished
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element

    from newstui.formats.elements import Named
    from newstui.model.text import SafeText

NAMES: Final = frozenset(
    {"author", "dc:creator", "dc:author", "itunes:author", "contributor", "dc:contributor"}
    | {"podcast:person", "category", "keywords", "dc:subject", "media:category", "media:keywords"}
    | {"itunes:keywords", "itunes:category", "enclosure", "source", "thr:in-reply-to"}
    | {"media:group", "media:content", "media:thumbnail", "media:credit", "media:description"}
    | {"media:title", "itunes:image", "itunes:summary", "itunes:subtitle", "guid", "id", "link"}
)
"""Elements that `read_beside` takes."""
_SENDER: Final = re.compile(r"\S+@\S+\s*\(([^()]+)\)|([^<>()]++)[<(]\S+@\S+[>)]")
_SENDER_LIMIT: Final = 200
_ELEMENT_LIMIT: Final = 1_000
"""Most elements of one entry that are looked at."""
_LIST_LIMIT: Final = 100
"""Most authors or topics kept of one entry."""


@dataclass(slots=True)
class Beside:
    """What was found beside one entry."""

    media: Media
    authors: list[str] = field(default_factory=list)
    second_authors: list[str] = field(default_factory=list)
    """Who stands for an author when there is none."""
    categories: list[str] = field(default_factory=list)
    summaries: list[_Element] = field(default_factory=list)
    """Texts that stand for a body when there is none."""
    other_link: str = ""
    """The first form of it that is linked, page or not; raw."""
    guid: _Element | None = None
    reply_to: str = ""
    via: Republished | None = None

    def names(self) -> tuple[SafeText, ...]:
        """The authors, each once."""
        return clean_lines(self.authors) or clean_lines(self.second_authors)

    def own_link(self) -> str:
        """The identifier, where it is an address of the web, raw."""
        if self.guid is None or not is_permanent(self.guid):
            return ""
        text = all_text(self.guid)
        return text if text.startswith(("http://", "https://")) else ""

    def topics(self) -> tuple[SafeText, ...]:
        """The categories, each once."""
        return tuple(dict.fromkeys(filter(None, map(plain_title, self.categories))))


def clean_lines(lines: Iterable[str]) -> tuple[SafeText, ...]:
    """Clean lines and keep each once, without empty ones."""
    return tuple(dict.fromkeys(filter(None, map(clean_line, lines))))


def read_beside(elements: Named, base_url: str) -> Beside:
    """Read an entry's elements; those of other names are passed over."""
    found = Beside(Media(base_url))
    media: Named = []
    for name, element in elements[:_ELEMENT_LIMIT]:
        if name.startswith("media:"):
            media.append((name, element))
        read = _READERS.get(name)
        if read is not None:
            read(found, element)
    if media:
        read_media(found.media, media)
        if found.media.description is not None:
            found.summaries.append(found.media.description)
    return found


def sender(author: str) -> str:
    """Read the name beside a mail address, as RSS 2.0 writes authors; else what stands there."""
    if "@" not in author or len(author) > _SENDER_LIMIT:
        return author
    match = _SENDER.fullmatch(author.strip())
    return (match[1] or match[2]).strip() if match else author


def read_person(element: _Element) -> str:
    """Read somebody's name, else whatever stands for it."""
    if not len(element):
        return sender(all_text(element))
    parts = {name: all_text(child) for name, child in named(element)}
    return parts.get("name") or parts.get("email") or ""


def _read_author(found: Beside, element: _Element) -> None:
    if len(found.authors) < _LIST_LIMIT:
        found.authors.append(read_person(element))


def _read_second_author(found: Beside, element: _Element) -> None:
    found.second_authors.append(sender(all_text(element)))


def _read_contributor(found: Beside, element: _Element) -> None:
    found.media.add_contributor(clean_line(read_person(element)), element.get("role", ""))


def _read_category(found: Beside, element: _Element) -> None:
    if len(found.categories) < _LIST_LIMIT:
        named_so = element.get("label") or element.get("term") or element.get("text")
        found.categories.append(named_so or all_text(element))


def _read_keywords(found: Beside, element: _Element) -> None:
    room = _LIST_LIMIT - len(found.categories)
    found.categories.extend(all_text(element).split(",")[:room])


def _read_enclosure(found: Beside, element: _Element) -> None:
    address = element.get("url") or element.get("href") or ""
    kind, title = element.get("type", ""), clean_line(element.get("title", ""))
    found.media.add_enclosure(address, kind, element.get("length", ""), title)


def _read_link(found: Beside, element: _Element) -> None:
    relation = element.get("rel", "alternate")
    if relation == "enclosure":
        _read_enclosure(found, element)
    elif relation == "alternate" and element.get("href") and not found.other_link:
        found.other_link = element.get("href", "").strip()


def _read_image(found: Beside, element: _Element) -> None:
    found.media.add_picture(element.get("href") or element.get("url") or "", About())


def _read_source(found: Beside, element: _Element) -> None:
    """Read the feed an entry was taken from: RSS 2.0, or Atom (RFC 4287, 4.2.11)."""
    if found.via is not None:
        return
    parts = named(element)
    texts = {name: all_text(child) for name, child in reversed(parts)}
    links = [child for name, child in parts if name == "link" and child.get("href")]
    links.sort(key=lambda link: link.get("rel", "alternate") != "alternate")
    title = plain_title(texts.get("title", "") if parts else all_text(element))
    address = element.get("url") or (links[0].get("href") if links else "")
    url = resolved(address or "", found.media.base_url)
    if title or url:
        found.via = Republished(title=title, url=url)
    found.second_authors.extend(read_person(child) for name, child in parts if name == "author")


def _read_reply(found: Beside, element: _Element) -> None:
    found.reply_to = found.reply_to or (element.get("ref") or element.get("href") or "").strip()


def _read_summary(found: Beside, element: _Element) -> None:
    found.summaries.append(element)


def _read_guid(found: Beside, element: _Element) -> None:
    found.guid = element


_READERS: Final[dict[str, Callable[[Beside, _Element], None]]] = {
    "author": _read_author,
    "dc:creator": _read_author,
    "dc:author": _read_author,
    "itunes:author": _read_second_author,
    "contributor": _read_contributor,
    "dc:contributor": _read_contributor,
    "podcast:person": _read_contributor,
    "category": _read_category,
    "dc:subject": _read_category,
    "media:category": _read_category,
    "itunes:category": _read_category,
    "keywords": _read_category,
    "media:keywords": _read_keywords,
    "itunes:keywords": _read_keywords,
    "enclosure": _read_enclosure,
    "link": _read_link,
    "source": _read_source,
    "thr:in-reply-to": _read_reply,
    "itunes:image": _read_image,
    "itunes:summary": _read_summary,
    "itunes:subtitle": _read_summary,
    "guid": _read_guid,
    "id": _read_guid,
}
