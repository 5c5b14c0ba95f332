"""The story of a web page: its main text with pictures and captions, and what the page says of it.

Pure and linear in the size of the page: nothing is fetched, no script is run.
"""

from __future__ import annotations

from itertools import islice
from typing import Final

from newstui.errors import FormatError
from newstui.formats.bylines import authors_named, credits_beside
from newstui.formats.detect import detect, read_text
from newstui.formats.mainstory import find_story
from newstui.formats.metadata import read_metadata, read_time
from newstui.formats.nostory import refuse_other
from newstui.model.page import Page
from newstui.text.clean import clean_line
from newstui.text.elements import read_markup
from newstui.text.links import absolute
from newstui.text.markup import read_tokens

SIZE_LIMIT: Final = 16 << 20
"""Largest page read, in bytes."""
TOKEN_LIMIT: Final = 150_000
"""Most tags and pieces of text of a page that is read."""
_ANGLE_LIMIT: Final = 2_000_000
"""Most "<" of a page that is read, tags or not: each is looked at."""


def main_text(data: bytes, *, origin: str, content_type: str = "", base_url: str = "") -> Page:
    """Read the story of a web page.

    Args:
        data: As it arrived, already decompressed.
        origin: What errors call it.
        content_type: The Content-Type header; empty when there was none.
        base_url: The page's address.

    Raises:
        FormatError: If the page holds no story, saying what it is instead.
    """
    markup = read_markup(_page_text(data, origin, content_type))
    facts = read_metadata(markup)
    base = absolute(facts.base, base_url) if facts.base else base_url
    story = find_story(markup, facts)
    refuse_other(markup, facts, story, origin=origin)
    beside = credits_beside(markup, story)
    return Page(
        title=story.title,
        authors=facts.authors() or authors_named(markup, story, beside),
        published=facts.published() or read_time(markup, story.around),
        updated=facts.updated(),
        language=clean_line(facts.language),
        site=facts.site(),
        url=facts.address(base),
        base_url=base,
        body=story.body,
        credits=beside,
    )


def _page_text(data: bytes, origin: str, content_type: str) -> str:
    """Decode a page.

    Raises:
        FormatError: If it is no web page, or too large.
    """
    if len(data) > SIZE_LIMIT:
        raise FormatError(origin, f"is larger than {SIZE_LIMIT >> 20} MiB")
    text = read_text(data, origin=origin, content_type=content_type)
    found = detect(text, origin=origin, content_type=content_type)
    if found in {"rss", "atom", "json feed"}:
        raise FormatError(origin, "is a feed or other data, not the page of a story")
    if found != "html":
        raise FormatError(origin, f"is {found}, not a web page")
    if _has_too_many_tokens(text):
        raise FormatError(origin, f"has more than {TOKEN_LIMIT:,} tags and pieces of text")
    return text


def _has_too_many_tokens(text: str) -> bool:
    """Whether reading a page would take too long: each token costs up to 40 microseconds."""
    if text.count("<") > _ANGLE_LIMIT:
        return True
    return sum(1 for _ in islice(read_tokens(text), TOKEN_LIMIT + 1)) > TOKEN_LIMIT
