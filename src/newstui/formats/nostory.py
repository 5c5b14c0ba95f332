"""Pages that are no story, and what they are instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.errors import FormatError
from newstui.formats.mainpart import SHORT_EVENTS
from newstui.formats.mainstory import STORY_WORDS
from newstui.formats.prose import count_words
from newstui.text.elements import What
from newstui.text.fragments import read_line
from newstui.text.markup import read_attributes

if TYPE_CHECKING:
    from newstui.formats.mainstory import Story
    from newstui.formats.metadata import Metadata
    from newstui.text.elements import Markup

_NO_STORY_WORDS: Final = 15
"""A text of fewer words is none in any case."""
_LOGIN_WORDS: Final = 120
"""Most words of a page that asks for a password instead of showing its story."""
_INDEX_LINKS: Final = 8
"""Linked headlines from which a page may be an index."""
_HEADLINE_WORDS: Final = 4
_TEASER_WORDS: Final = 25
"""Words of prose that an index has for a headline, at most."""


def refuse_other(markup: Markup, facts: Metadata, story: Story, *, origin: str) -> None:
    """Refuse a page that is no story.

    Raises:
        FormatError: Saying what it looks like instead.
    """
    words = count_words(story.document.text)
    if words <= _LOGIN_WORDS and _asks_for_password(markup):
        raise FormatError(origin, "looks like a login page, not a story")
    if not facts.describes_article():
        links = _linked_headlines(markup, story)
        if links >= _INDEX_LINKS and story.prose <= links * _TEASER_WORDS:
            raise FormatError(origin, f"looks like an index page: {links} headlines, but no story")
    if not words:
        raise FormatError(origin, "holds no text")
    excerpt = count_words(facts.description())
    if words < _NO_STORY_WORDS or (words < STORY_WORDS and (not excerpt or words <= excerpt)):
        counted = "1 word" if words == 1 else f"{words} words"
        raise FormatError(origin, f"holds no story: its text has only {counted}")


def _asks_for_password(markup: Markup) -> bool:
    return any(
        event.what is What.START
        and event.name == "input"
        and read_attributes(event.data).get("type", "").lower() == "password"
        for event in markup.events
    )


def _linked_headlines(markup: Markup, story: Story) -> int:
    """Count the links to stories, by the number of their words."""
    count = 0
    index, stop = story.around
    while index < stop:
        event = markup.events[index]
        if event.what is What.START:
            if index in story.apart:
                index = markup.ends[index]
            elif event.name == "a" and markup.ends[index] - index <= SHORT_EVENTS:
                count += count_words(read_line(markup, index)) >= _HEADLINE_WORDS
        index += 1
    return count
