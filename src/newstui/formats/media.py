"""Media RSS: pictures with their captions and credits, films and sounds, and who had a part.

What a level says (an item, a group, a content) holds for everything below it that says nothing
of its own (Media RSS 1.5.1, "optional elements").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newstui.formats.elements import all_text, named, resolved
from newstui.formats.titles import plain_title
from newstui.model.media import Contributor, Enclosure, Picture
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newstui.formats.elements import Named
    from newstui.model.text import SafeText

MEDIA_LIMIT: Final = 50
"""Most files, pictures or people kept of one entry."""
_SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
_SIZE_DIGITS: Final = 15
_Pictures = dict[str, "_Sized"]


@dataclass(frozen=True, slots=True)
class About:
    """What a level says of its media."""

    caption: SafeText = NOTHING
    title: SafeText = NOTHING
    credit: SafeText = NOTHING


@dataclass(frozen=True, slots=True)
class _Sized:
    """A picture and how wide it is said to be."""

    picture: Picture
    width: int


@dataclass(slots=True)
class Media:
    """What was found of one entry."""

    base_url: str
    enclosures: dict[str, Enclosure] = field(default_factory=dict)
    """By address."""
    contributors: list[Contributor] = field(default_factory=list)
    title: SafeText = NOTHING
    """The first title, which may be the entry's only one."""
    description: _Element | None = None
    """The first description, which may be the entry's only text."""
    _pictures: _Pictures = field(default_factory=dict)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture once, in the publisher's order."""
        return tuple(sized.picture for sized in self._pictures.values())

    def add_picture(self, address: str, about: About, width: int = 0) -> None:
        """Keep a picture; of one in several widths the widest."""
        url = resolved(address, self.base_url)
        key = url.partition("?")[0] if width else url
        known = self._pictures.get(key)
        if not url or (known and known.width >= width):
            return
        if known is None and len(self._pictures) >= MEDIA_LIMIT:
            return
        picture = Picture(url=url, caption=about.caption, credit=about.credit, alt=about.title)
        self._pictures[key] = _Sized(picture, width)

    def add_enclosure(self, address: str, kind: str, length: str, title: SafeText) -> None:
        """Keep a file; its first mention counts."""
        url = resolved(address, self.base_url)
        if url and len(self.enclosures) < MEDIA_LIMIT:
            found = Enclosure(url=url, type=kind.strip(), length=size(length), title=title)
            self.enclosures.setdefault(url, found)

    def add_contributor(self, name: SafeText, role: str) -> None:
        """Keep who had a part, once for every role."""
        if not name or len(self.contributors) >= MEDIA_LIMIT:
            return
        found = Contributor(name=name, role=clean_line(role.lower()) or clean_line("contributor"))
        if found not in self.contributors:
            self.contributors.append(found)


def size(written: str) -> int | None:
    """Read a number of bytes; "0", as those write who do not know it, is none."""
    written = written.strip()
    if not written.isascii() or not written.isdigit() or len(written) > _SIZE_DIGITS:
        return None
    return int(written) or None


def read_media(found: Media, elements: Named, said: About | None = None, depth: int = 0) -> None:
    """Read the elements of one level and what they hold."""
    about = _about(found, elements, said or About())
    for name, element in elements:
        if name == "media:thumbnail":
            address = element.get("url") or element.text or ""
            found.add_picture(address, About(credit=about.credit), _width(element))
        elif name == "media:content":
            _read_content(found, element, about)
        elif name == "media:group" and depth == 0:
            read_media(found, _renditions(named(element)), about, depth + 1)


def _about(found: Media, elements: Named, said: About) -> About:
    """Read what a level says of its media, else what was said above."""
    texts: dict[str, SafeText] = {}
    credited: list[str] = []
    for name, element in elements:
        if name == "media:credit":
            credited.append(_read_credit(found, element))
        elif name in {"media:description", "media:title"} and name not in texts:
            texts[name] = plain_title(all_text(element))
            if name == "media:description" and found.description is None:
                found.description = element
    found.title = found.title or texts.get("media:title", NOTHING)
    return About(
        texts.get("media:description") or said.caption,
        texts.get("media:title") or said.title,
        clean_line(", ".join(dict.fromkeys(filter(None, credited)))) or said.credit,
    )


def _read_credit(found: Media, element: _Element) -> str:
    name = plain_title(all_text(element))
    role = element.get("role", "")
    if role:
        found.add_contributor(name, role)
    return name


def _read_content(found: Media, element: _Element, said: About) -> None:
    """Read one file: a picture, or a film or sound with its still."""
    inside = named(element)
    about = _about(found, inside, said)
    address, kind = element.get("url", ""), element.get("type", "")
    if _is_picture(element, address, kind):
        found.add_picture(address, about, _width(element))
    elif element.get("medium") in {"audio", "video"} or kind.startswith(("audio/", "video/")):
        found.add_enclosure(address, kind, element.get("fileSize", ""), about.title)
    for name, child in inside:
        if name == "media:thumbnail":
            thumbnail = child.get("url") or child.text or ""
            found.add_picture(thumbnail, About(credit=about.credit), _width(child))


def _is_picture(element: _Element, address: str, kind: str) -> bool:
    medium = element.get("medium", "")
    if medium or kind:
        return medium == "image" or (not medium and kind.startswith("image/"))
    return address.partition("?")[0].lower().endswith(_SUFFIXES)


def _renditions(elements: Named) -> Named:
    """Keep the best rendition of the one thing that a group is about."""
    contents = [element for name, element in elements if name == "media:content"]
    if not contents:
        return elements
    best = max(contents, key=lambda each: (each.get("isDefault") == "true", _width(each)))
    return [
        (name, element) for name, element in elements if name != "media:content" or element is best
    ]


def _width(element: _Element) -> int:
    return size(element.get("width", "")) or 0
