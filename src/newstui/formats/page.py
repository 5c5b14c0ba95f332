"""Saved web pages: the story of a page, or the several stories of one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newstui.errors import FormatError
from newstui.formats.bylines import authors_named, credits_beside
from newstui.formats.mainstory import find_story
from newstui.formats.metadata import read_metadata, read_time
from newstui.formats.nostory import refuse_other
from newstui.formats.plaintext import file_identifier, first_words
from newstui.formats.surroundings import is_discussion, read_names
from newstui.model.story import BodyType, Entry, ParsedFeed, TextKind
from newstui.text.clean import NOTHING, clean_line
from newstui.text.elements import DROPPED, What, read_markup
from newstui.text.fragments import read_line, write_fragment
from newstui.text.html import html_to_document, is_hidden
from newstui.text.links import absolute
from newstui.text.markup import read_attributes

if TYPE_CHECKING:
    from newstui.formats.metadata import Metadata
    from newstui.model.text import Offsets
    from newstui.text.elements import Markup

_BESIDE: Final = DROPPED | {"aside", "footer"}
"""What is no part of a story, wherever it stands."""
_AROUND: Final = _BESIDE | {"header"}
"""What is no part of a story when it stands around one."""
_HEADINGS: Final = ("h1", "h2", "h3")
_TITLE_WORDS: Final = 40
"""Most words of a heading that is a title."""
_STORY_WORDS: Final = 20
"""An article of fewer words is a teaser."""


def parse_page(text: str, *, origin: str, name: str = "", base_url: str = "") -> ParsedFeed:
    """Read a web page; one without any text to be seen has no entries."""
    markup = read_markup(text)
    facts = read_metadata(markup)
    base = absolute(facts.base, base_url) if facts.base else base_url
    ranges = _articles(markup)
    entries = [_entry(markup, within, facts, base, _BESIDE) for within in ranges]
    entries = [entry for entry in entries if _is_story(entry)]
    if len(entries) <= 1 and (alone := _only_story(markup, facts, origin)):
        entries = [alone]
    if not entries:
        within, dropped = _main_part(markup)
        whole = _entry(markup, within, facts, base, dropped)
        has_text = bool(html_to_document(whole.body).text)
        entries = [whole] if has_text or _heading(markup, within) is not None else []
    own_base = base if len(entries) == 1 else None
    return ParsedFeed(
        format="html",
        title=facts.site() or facts.headline() or clean_line(name),
        site_url=facts.address(base),
        language=clean_line(facts.language),
        text_kind=TextKind.FILE,
        entries=tuple(_finished(entry, facts, name, own_base) for entry in entries),
    )


def _only_story(markup: Markup, facts: Metadata, origin: str) -> Entry | None:
    """Make an entry of the one story of a page; `None` if it holds none as a whole."""
    story = find_story(markup, facts)
    try:
        refuse_other(markup, facts, story, origin=origin)
    except FormatError:
        return None
    beside = credits_beside(markup, story)
    return Entry(
        title=story.title,
        authors=authors_named(markup, story, beside),
        published=read_time(markup, story.around),
        body=story.body,
        body_type=BodyType.HTML,
        language=clean_line(facts.language),
        credits=beside,
    )


def _articles(markup: Markup) -> list[Offsets]:
    """Find the articles that stand in no other article and in nothing left out."""
    found: list[Offsets] = []
    index = 0
    while index < len(markup.events):
        what, name, data = markup.events[index]
        if what is What.START:
            end = markup.ends[index]
            attributes = read_attributes(data) if data else {}
            beside = name in _BESIDE or is_hidden(attributes)
            if beside or is_discussion(name, read_names(attributes)):
                index = end
            elif name == "article":
                found.append((index + 1, end))
                index = end
        index += 1
    return found


def _main_part(markup: Markup) -> tuple[Offsets, frozenset[str]]:
    """Find the main part of a page without articles, and what of it is left out."""
    for index, event in enumerate(markup.events):
        if event.what is What.START and (
            event.name == "main" or read_attributes(event.data).get("role") == "main"
        ):
            return (index + 1, markup.ends[index]), _BESIDE
    return (0, len(markup.events)), _AROUND


def _entry(
    markup: Markup, within: Offsets, facts: Metadata, base_url: str, dropped: frozenset[str]
) -> Entry:
    """Make an entry of a part of a page; the heading that is its title leaves the body."""
    heading = _heading(markup, within)
    title = read_line(markup, heading) if heading is not None else NOTHING
    omitted = () if heading is None else (heading,)
    return Entry(
        url=_heading_link(markup, heading, base_url),
        title=title or facts.headline(),
        published=read_time(markup, within),
        body=write_fragment(markup, within, dropped=dropped, omitted=omitted),
        body_type=BodyType.HTML,
        language=clean_line(facts.language),
    )


def _heading(markup: Markup, within: Offsets) -> int | None:
    """Find the heading of the highest level used, the first of its kind.

    One that was never closed, and so holds the story, is none.
    """
    first: dict[str, int] = {}
    for index in range(*within):
        event = markup.events[index]
        if event.what is What.START and event.name in _HEADINGS and event.name not in first:
            first[event.name] = index
    found = next((first[name] for name in _HEADINGS if name in first), None)
    if found is None or not 0 < len(read_line(markup, found).split()) <= _TITLE_WORDS:
        return None
    return found


def _heading_link(markup: Markup, heading: int | None, base_url: str) -> str:
    """Read where a heading leads."""
    if heading is None:
        return ""
    for event in markup.events[heading : markup.ends[heading]]:
        if event.what is What.START and event.name == "a":
            address = read_attributes(event.data).get("href", "")
            found = absolute(address, base_url) if address else ""
            return found if found.startswith(("http://", "https://")) else ""
    return ""


def _is_story(entry: Entry) -> bool:
    return len(html_to_document(entry.body).text.split()) >= _STORY_WORDS


def _finished(entry: Entry, facts: Metadata, name: str, base_url: str | None) -> Entry:
    """Give an entry what its page says of it; one of several (no `base_url`) gets a name only."""
    body_words = first_words(html_to_document(entry.body).text) if not entry.title else ""
    title = entry.title or clean_line(body_words) or clean_line(name)
    entry = replace(entry, title=title, guid=file_identifier(name, title))
    if base_url is None:
        return entry
    return replace(
        entry,
        url=facts.address(base_url) or entry.url,
        authors=facts.authors() or entry.authors,
        published=facts.published() or entry.published,
        updated=facts.updated(),
    )
