"""What a page says of itself: title, address, author and date, in its head and in JSON-LD."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from newstui.formats.dates import read_date
from newstui.text.clean import clean_line
from newstui.text.elements import What
from newstui.text.fragments import read_line
from newstui.text.links import absolute
from newstui.text.markup import read_attributes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newstui.model.text import Offsets, SafeText
    from newstui.text.elements import Markup

_READ: Final = frozenset({"html", "title", "meta", "link", "base", "script"})
_LONGEST_SCRIPT: Final = 200_000
"""Characters of JSON-LD that are read."""
_AUTHOR: Final = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "byl",
    "sailthru.author",
)
_PUBLISHED: Final = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "parsely-pub-date",
    "pubdate",
    "sailthru.date",
)
_BY: Final = re.compile(r"\s*by[:\s]\s*", re.IGNORECASE)
_UPDATED: Final = ("article:modified_time", "og:updated_time", "datemodified", "lastmod")


@dataclass(slots=True)
class Metadata:
    """Facts of a page, by the names they are given under, the first of each."""

    title: str = ""
    language: str = ""
    base: str = ""
    canonical: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    linked: dict[str, Any] = field(default_factory=dict)
    """The JSON-LD object that describes an article; empty when there is none."""

    def headline(self) -> SafeText:
        """The page's headline as its head gives it, without the site's name."""
        shared = self.meta.get("og:title") or self.meta.get("twitter:title")
        return clean_line(shared or _without_site(self.title, self.site()))

    def site(self) -> SafeText:
        """The site's name; empty when not given."""
        return clean_line(self.meta.get("og:site_name", "") or self._publisher())

    def description(self) -> SafeText:
        """What the page says of itself in a sentence or two; empty when it says nothing."""
        return clean_line(self.meta.get("description") or self.meta.get("og:description", ""))

    def body(self) -> str:
        """The article's text as JSON-LD gives it, raw; empty when not given."""
        given = self.linked.get("articleBody")
        return given if isinstance(given, str) else ""

    def describes_article(self) -> bool:
        """Whether the page calls itself an article."""
        return bool(self.linked) or self.meta.get("og:type", "").lower() == "article"

    def address(self, base_url: str) -> str:
        """The page's own address, absolute; empty when not given."""
        given = self.canonical or self.meta.get("og:url", "")
        found = absolute(given, base_url) if given else ""
        return found if found.startswith(("http://", "https://")) else ""

    def authors(self) -> tuple[SafeText, ...]:
        """The authors' names."""
        given = _cleaned([self.meta[name] for name in _AUTHOR if name in self.meta])
        linked = tuple(dict.fromkeys(_cleaned(_names(self.linked.get("author")))))
        return linked if not given or given[0] in linked else tuple(given[:1])

    def published(self) -> datetime | None:
        """When the page was published, in UTC."""
        return self._moment(_PUBLISHED, "datePublished")

    def updated(self) -> datetime | None:
        """When the page was last changed, in UTC."""
        return self._moment(_UPDATED, "dateModified")

    def _publisher(self) -> str:
        names = _names(self.linked.get("publisher"))
        return names[0] if names else ""

    def _moment(self, names: tuple[str, ...], linked: str) -> datetime | None:
        values = [self.meta.get(name, "") for name in names]
        value = self.linked.get(linked)
        values.append(value if isinstance(value, str) else "")
        return next(filter(None, map(read_date, values)), None)


def read_metadata(markup: Markup) -> Metadata:
    """Read what a page says of itself."""
    found = Metadata()
    for index, event in enumerate(markup.events):
        if event.what is What.START and event.name in _READ:
            _note(found, markup, index)
    return found


def read_time(markup: Markup, within: Offsets) -> datetime | None:
    """Read the first <time> with a date in a part of a page."""
    for event in markup.events[within[0] : within[1]]:
        if event.what is What.START and event.name == "time":
            found = read_date(read_attributes(event.data).get("datetime", ""))
            if found:
                return found
    return None


def _note(found: Metadata, markup: Markup, index: int) -> None:
    """Take one element of the head into account."""
    name = markup.events[index].name
    attributes = read_attributes(markup.events[index].data)
    if name == "title":
        found.title = found.title or read_line(markup, index)
    elif name == "meta":
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop", "")
        found.meta.setdefault(key.lower(), attributes.get("content", "").strip())
    elif name == "link" and "canonical" in attributes.get("rel", "").lower().split():
        found.canonical = found.canonical or attributes.get("href", "")
    elif name == "base":
        found.base = found.base or attributes.get("href", "")
    elif name == "html":
        found.language = found.language or attributes.get("lang", "")
    elif name == "script" and attributes.get("type", "").lower() == "application/ld+json":
        found.linked = found.linked or _read_linked(markup, index)


def _read_linked(markup: Markup, index: int) -> dict[str, Any]:
    """Read the description of an article from JSON-LD (schema.org)."""
    text = markup.events[index + 1].data
    try:
        document = json.loads(text) if len(text) <= _LONGEST_SCRIPT else None
    except (ValueError, RecursionError):
        return {}
    return next((thing for thing in _things(document) if "datePublished" in thing), {})


def _things(document: object) -> Iterator[dict[str, Any]]:
    for thing in document if isinstance(document, list) else [document]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            for inner in graph if isinstance(graph, list) else []:
                if isinstance(inner, dict):
                    yield inner


def _names(people: object) -> list[str]:
    """Read the names of authors as JSON-LD writes them: text, an object, or a list of those."""
    names: list[str] = []
    for person in people if isinstance(people, list) else [people]:
        name = person.get("name") if isinstance(person, dict) else person
        if isinstance(name, str):
            names.append(name)
    return names


def _cleaned(names: list[str]) -> list[SafeText]:
    """Clean names; addresses and empty ones are none."""
    cleaned = (
        clean_line(_BY.sub("", name, count=1) if _BY.match(name) else name)
        for name in names
        if "://" not in name
    )
    return [name for name in cleaned if name]


def _without_site(title: str, site: str) -> str:
    """Take the site's name off the end of a page's title."""
    for joint in (" | ", " - ", " – ", " — ", " · "):
        if site and title.endswith(joint + site):
            return title[: -len(joint + site)]
    return title
