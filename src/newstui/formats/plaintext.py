"""Plain text files: one story or several, parted by their headlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.errors import FormatError
from newstui.model.attribution import CreditKind
from newstui.model.story import BodyType, Entry, ParsedFeed, TextKind
from newstui.text.clean import clean_line
from newstui.text.page import find_credits, split_page

if TYPE_CHECKING:
    from newstui.model.text import SafeText
    from newstui.text.page import PageStory

_TITLE_WORDS: Final = 12
"""First words that stand for a headline."""
_EDGES: Final = 2_000
"""Characters of a story in which its byline is looked for."""


def parse_plaintext(text: str, *, origin: str, name: str = "", base_url: str = "") -> ParsedFeed:
    """Read a text file.

    Raises:
        FormatError: If it holds no words.
    """
    del base_url
    stories = split_page(text)
    if not stories:
        raise FormatError(origin, "holds no text")
    return ParsedFeed(
        format="text",
        title=clean_line(name),
        text_kind=TextKind.FILE,
        entries=tuple(_entry(story, name) for story in stories),
    )


def first_words(text: str) -> SafeText:
    """Make a title of a text's first words."""
    words = text[:1_000].split()
    line = " ".join(words[:_TITLE_WORDS])
    return clean_line(f"{line}…" if len(words) > _TITLE_WORDS else line)


def file_identifier(name: str, headline: str) -> str:
    """Name a file's story: the file's name and the headline; empty without a file."""
    return f"{name}#{headline}" if name else ""


def _entry(story: PageStory, name: str) -> Entry:
    return Entry(
        guid=file_identifier(name, story.title),
        title=story.title or first_words(story.body) or clean_line(name),
        authors=_authors(story.body),
        body=story.body,
        body_type=BodyType.TEXT,
        credits=story.credits,
    )


def _authors(body: str) -> tuple[SafeText, ...]:
    """Read the names of a byline at the top."""
    return tuple(
        clean_line(name)
        for credit in find_credits(body[:_EDGES])
        if credit.kind is CreditKind.BYLINE
        for name in credit.names
    )
