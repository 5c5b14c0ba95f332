"""Who is named beside a story on its page: the byline above it, the credits below."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newstui.formats.mainpart import SHORT_EVENTS
from newstui.model.attribution import CreditKind
from newstui.text.clean import clean_line
from newstui.text.credits import edge_credits, find_credits
from newstui.text.elements import What
from newstui.text.fragments import read_line, write_fragment
from newstui.text.html import html_to_document
from newstui.text.lines import Line
from newstui.text.markup import read_attributes
from newstui.text.photos import photo_credits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstui.formats.mainstory import Story
    from newstui.model.attribution import Credit
    from newstui.model.text import SafeText
    from newstui.text.elements import Markup

_AUTHOR: Final = frozenset({"author", "author-name", "byline-author", "byline__author"})
"""Classes of an author's name."""
_BY: Final = re.compile(r"^by:?\s", re.IGNORECASE)
_NAME: Final = re.compile(r"[^\W\d_][^\d|,/:]{2,60}")
_EDGE: Final = 2_000
"""Characters of a story in which its byline is looked for."""
_LINES_BESIDE: Final = 500
"""Lines beside a story in which credits are looked for."""
_LINE: Final = 300
"""Characters; a longer line is no credit."""


def credits_beside(markup: Markup, story: Story) -> tuple[Credit, ...]:
    """Find the credits in the story's article that are not in its text."""
    around = write_fragment(markup, story.around, omitted=story.apart)
    known = set(story.document.text.split("\n"))
    lines = (line for line in html_to_document(around).text.split("\n") if line not in known)
    found: dict[Credit, None] = {}
    for _, line in zip(range(_LINES_BESIDE), lines, strict=False):
        if len(line) <= _LINE:
            credits_of_line = photo_credits(line, 0) or edge_credits(Line(line, 0, 0), last=0)
            found.update(dict.fromkeys(replace(each, span=None) for each in credits_of_line))
    return tuple(found)


def authors_named(markup: Markup, story: Story, beside: Iterable[Credit]) -> tuple[SafeText, ...]:
    """Name a story's authors as its page marks them, else by its bylines."""
    return _marked_authors(markup, story) or _bylines(beside, story)


def _marked_authors(markup: Markup, story: Story) -> tuple[SafeText, ...]:
    """Read the names that the story's article marks as its authors'."""
    found: list[SafeText] = []
    for index in range(*story.around):
        event = markup.events[index]
        if event.what is not What.START or "author" not in event.data:
            continue
        if markup.ends[index] - index <= SHORT_EVENTS and _marks_author(event.data):
            line = clean_line(_BY.sub("", read_line(markup, index)))
            found.extend([line] if _NAME.fullmatch(line) else ())
    return tuple(dict.fromkeys(found))


def _marks_author(data: str) -> bool:
    attributes = read_attributes(data)
    if "author" in (attributes.get("rel", ""), attributes.get("itemprop", "")):
        return True
    return not _AUTHOR.isdisjoint(attributes.get("class", "")[:_LINE].lower().split())


def _bylines(beside: Iterable[Credit], story: Story) -> tuple[SafeText, ...]:
    """Read the names of the bylines beside the story, or else on top of it."""
    for found in (beside, find_credits(story.document.text[:_EDGE])):
        names = [name for each in found if each.kind is CreditKind.BYLINE for name in each.names]
        if names:
            return tuple(map(clean_line, dict.fromkeys(names)))
    return ()
