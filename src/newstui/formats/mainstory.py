"""The story of a page as one piece of HTML: from its markup, or from what its head holds of it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.formats.captions import write_story
from newstui.formats.mainpart import (
    SHORT_EVENTS,
    find_kickers,
    find_main_part,
    find_opening,
    find_under_way,
)
from newstui.formats.prose import count_words, read_elements
from newstui.text.elements import What
from newstui.text.fragments import read_line
from newstui.text.html import html_to_document

if TYPE_CHECKING:
    from newstui.formats.mainpart import MainPart
    from newstui.formats.metadata import Metadata
    from newstui.formats.prose import Node
    from newstui.model.text import Document, Offsets, SafeText
    from newstui.text.elements import Markup

STORY_WORDS: Final = 40
"""A text of fewer words is hardly a story."""
_HELD_MORE: Final = 1.5
"""How much longer the text in a page's head must be than the one in its body to count."""
_TITLE_WORDS: Final = 40
"""Most words of a heading that is a title."""
_TITLE_PROSE: Final = 80
"""Words of prose from which a heading below them is none of a story, but of a part of it."""
_HEADINGS: Final = ("h1", "h2")
_TAG: Final = re.compile(
    r"</?(?:p|br|div|ul|ol|li|h[1-6]|blockquote|figure)\b[^<>]*>", re.IGNORECASE
)
_LINE_BREAKS: Final = re.compile(r"\s*\n\s*")
_LETTERS: Final = re.compile(r"[^\w]+")


class Story(NamedTuple):
    """The story of a page."""

    title: SafeText
    body: str
    document: Document
    around: Offsets
    """First event of what belongs to it on its page, and the one after the last."""
    apart: frozenset[int]
    """Start events of elements that do not, by what they are called."""
    prose: int
    """Words of prose in its markup."""


def find_story(markup: Markup, facts: Metadata) -> Story:
    """Find the story of a page; what is found may not be one."""
    nodes = read_elements(markup)
    story = _marked_up(markup, nodes, facts, by_name=True)
    held = facts.body()
    if count_words(held) > count_words(story.document.text) * _HELD_MORE:
        body = held if _TAG.search(held) else _paragraphs(held)
        return story._replace(body=body, document=html_to_document(body))
    if count_words(story.document.text) < STORY_WORDS:
        unnamed = _marked_up(markup, nodes, facts, by_name=False)
        if unnamed.prose >= max(STORY_WORDS, story.prose * 2):
            return unnamed
    return story


def _marked_up(markup: Markup, nodes: list[Node], facts: Metadata, *, by_name: bool) -> Story:
    """Find the story in a page's markup."""
    part = find_main_part(markup, nodes, by_name=by_name)
    heading = _heading(markup, part, facts)
    omitted, opening = part.omitted, ""
    if heading is not None:
        omitted = omitted | {heading}
        if heading < part.within[0]:
            within, apart = find_opening(markup, part, heading)
            opening = write_story(markup, within, omitted | apart)
        else:
            omitted = omitted | find_kickers(part, heading)
    body = f"{opening}\n{write_story(markup, part.within, omitted)}".strip()
    title = read_line(markup, heading) if heading is not None else facts.headline()
    first = part.within[0] if heading is None else min(heading, part.within[0])
    around = part.around or (first, part.within[1])
    return Story(title, body, html_to_document(body), around, part.apart, part.prose)


def _heading(markup: Markup, part: MainPart, facts: Metadata) -> int | None:
    """Find the heading that is the story's title: the one its head names, else the nearest."""
    wanted = _letters(facts.headline())
    found: list[int] = []
    named: list[int] = []
    under_way = find_under_way(part, _TITLE_PROSE)
    for index, event in enumerate(markup.events[: part.within[1]]):
        if event.what is not What.START or event.name not in _HEADINGS:
            continue
        if markup.ends[index] - index <= SHORT_EVENTS and index not in part.omitted:
            line = read_line(markup, index)
            if wanted and _letters(line) == wanted:
                named.append(index)
            elif event.name == "h1" and 0 < len(line.split()) <= _TITLE_WORDS:
                found.extend([index] if index < under_way else [])
    for indexes in (named, found):
        inside = [index for index in indexes if index >= part.within[0]]
        if inside or indexes:
            return inside[0] if inside else indexes[-1]
    return None


def _letters(line: str) -> str:
    """Reduce a line to what two ways of writing it share."""
    return _LETTERS.sub("", line).casefold()


def _paragraphs(text: str) -> str:
    """Make HTML of plain text, as JSON-LD holds it: one paragraph a line."""
    lines = _LINE_BREAKS.split(html.unescape(text).strip())
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line)
