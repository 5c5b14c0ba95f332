"""Stories as entries of a bibliography, with outlet and speakers: CSL-JSON and BibTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from newstui.model.kinds import TYPE_WORDS
from newstui.model.story import TextKind
from newstui.newsroom.sources import arrange_sources, every_node
from newstui.store.bookmarkpages import slug
from newstui.text.clean import clean_line
from newstui.text.links import ascii_host, openable

if TYPE_CHECKING:
    from datetime import datetime

    from newstui.model.text import SafeText
    from newstui.newsroom.reading import StoryView

_TEX: Final = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces, those behind a backslash too.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
}
_SPECIAL: Final = str.maketrans(_TEX)
_NOT_IN_URLS: Final = re.compile(r"[\\{}\"<>^`|\s]")
_AND: Final = re.compile(r",|\band\b|\bothers\b", re.IGNORECASE)
_KEY_PART: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who says something in a story."""

    name: SafeText
    role: SafeText
    """Empty when the story gives none."""
    type: SafeText
    is_sure: bool


def list_speakers(view: StoryView) -> tuple[Speaker, ...]:
    """List who is named as a source in a story, the reader's corrections taken into account."""
    analysis = view.corrected
    if analysis is None or view.stored is None:
        return ()
    speakers: dict[str, Speaker] = {}
    for node in every_node(arrange_sources(analysis, view.stored.document.text)):
        if node.named and not node.is_dismissed:
            speaker = Speaker(
                name=node.name,
                role=node.role,
                type=clean_line(TYPE_WORDS[node.type]),
                is_sure=node.sure,
            )
            speakers.setdefault(node.name.casefold(), speaker)
    return tuple(speakers.values())


def describe_speakers(speakers: tuple[Speaker, ...]) -> SafeText:
    """Name speakers in one line; empty when there are none."""
    told = []
    for speaker in speakers:
        notes = [speaker.role, "" if speaker.is_sure else "uncertain"]
        beside = ", ".join(filter(None, notes))
        told.append(f"{speaker.name} ({beside})" if beside else speaker.name)
    line = "; ".join(told)
    return clean_line(f"Speakers: {line}", limit=len(line) + 20) if told else clean_line("")


class Keys:
    """Hands out names for entries, no two alike."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def give(self, view: StoryView) -> str:
        """Name an entry: its outlet, year and the first word of its title."""
        entry = view.story.entry
        outlet = slug(view.story.outlet)[:_KEY_PART].replace("-", "")
        year = f"{entry.published:%Y}" if entry.published else ""
        words = [word for word in slug(entry.title).split("-") if len(word) > len("the")]
        stem = f"{outlet}{year}{words[0][:_KEY_PART] if words else ''}"
        number = self._taken[stem] = self._taken.get(stem, 0) + 1
        return stem if number == 1 else f"{stem}-{number}"


def csl_record(view: StoryView, key: str) -> dict[str, Any]:
    """Describe a story as an item of CSL-JSON 1.0.2."""
    story, entry = view.story, view.story.entry
    speakers = list_speakers(view)
    is_page = story.text_kind is not TextKind.FEED and entry.published is None
    record: dict[str, Any] = {
        "id": key,
        "type": "webpage" if is_page else "article-newspaper",
        "title": entry.title or "untitled",
        "container-title": story.outlet,
        "author": [{"literal": name} for name in entry.authors],
        "issued": _date_parts(entry.published),
        "accessed": _date_parts(story.fetched),
        "URL": _address(entry.url),
        "language": clean_line(entry.language),
        "keyword": ", ".join(view.tags),
        "note": "\n".join(filter(None, (view.note, describe_speakers(speakers)))),
    }
    if speakers:
        record["custom"] = {
            "speakers": [
                {
                    "name": speaker.name,
                    "role": speaker.role or None,
                    "type": speaker.type,
                    "sure": speaker.is_sure,
                }
                for speaker in speakers
            ]
        }
    return {name: value for name, value in record.items() if value}


def bibtex(view: StoryView, key: str) -> str:
    """Write a story as an entry for BibTeX or biblatex."""
    story, entry = view.story, view.story.entry
    published = entry.published
    is_article = published is not None and bool(story.outlet)
    speakers = describe_speakers(list_speakers(view))
    fields = {
        "title": f"{{{tex(entry.title or 'untitled')}}}",
        "author": " and ".join(map(_author, entry.authors)),
        "journal" if is_article else "organization": tex(story.outlet),
        "year": f"{published:%Y}" if published else "",
        "month": f"{published:%m}".lstrip("0") if published else "",
        "date": f"{published:%Y-%m-%d}" if published else "",
        "url": _NOT_IN_URLS.sub(_percent, _address(entry.url)),
        "urldate": f"{story.fetched:%Y-%m-%d}",
        "language": tex(clean_line(entry.language)),
        "keywords": tex(", ".join(view.tags)),
        "note": tex("; ".join(filter(None, (_one_line(view.note), speakers)))),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{'article' if is_article else 'online'}{{{key},\n{''.join(lines)}}}\n"


def tex(text: str) -> str:
    """Text in which nothing acts as TeX or ends a field of BibTeX."""
    return text.translate(_SPECIAL)


def _author(name: str) -> str:
    """Write a name; one that BibTeX would take apart wrongly is kept together."""
    written = tex(name)
    return f"{{{written}}}" if _AND.search(name) else written


def _one_line(text: str) -> str:
    """Write a text without the empty lines that TeX takes for the end of a paragraph."""
    return " ".join(text.split())


def _percent(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"


def _address(url: str) -> str:
    return ascii_host(url) if openable(url) else ""


def _date_parts(at: datetime | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[at.year, at.month, at.day]]} if at else None
