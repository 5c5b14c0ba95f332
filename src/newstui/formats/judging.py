"""How much of a page's prose is its story, as the library readability judges it.

The library weighs elements by the length, the commas and the links of what they hold and by their
names, and gives back those it would keep. Only its judgement is taken: what it gives back has lost
captions and headings, which are read from the page itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.formats.prose import sum_up
from newstui.text.fragments import write_fragment

if TYPE_CHECKING:
    from collections.abc import Collection

    from newstui.formats.prose import Node
    from newstui.text.elements import Markup

_EVENTS: Final = 25_000
"""Most events of a page that is judged: beyond them the library takes seconds."""
_LETTERS: Final = 2_000_000
"""The same of its characters."""
_LEAST: Final = 40
"""Words that the library has to find to be believed."""
_EVENT: Final = "data-event"
"""Attribute that tells at which event an element starts."""


def judge_prose(markup: Markup, nodes: list[Node], omitted: Collection[int]) -> list[Node]:
    """Count in each element how much of its prose is the story.

    Where the library cannot tell, all prose is.

    Args:
        markup: The page.
        nodes: Its elements but for those omitted; `Tally.story` of theirs is replaced.
        omitted: Start events of elements that are no part of the story in any case.

    Returns:
        The same elements.

    Raises:
        MemoryError: If the library needs more than there is.
    """
    kept = _kept(markup, omitted) if len(markup.events) <= _EVENTS else set()
    believed = sum(node.own.prose for node in nodes if node.start in kept) >= _LEAST
    for node in nodes:
        node.own.story = node.own.prose if node.start in kept or not believed else 0
    return sum_up(nodes, ())


def _kept(markup: Markup, omitted: Collection[int]) -> set[int]:
    """Ask the library which elements it keeps, by their start events."""
    from readability import Document
    from readability.readability import Unparseable

    whole = 0, len(markup.events)
    page = write_fragment(markup, whole, omitted=omitted, event=_EVENT)
    if len(page) > _LETTERS:
        return set()
    document = Document(page)
    try:
        document.summary(html_partial=True)
    except Unparseable as error:
        if isinstance(error.__context__, MemoryError):
            raise error.__context__ from error
        return set()
    return {int(number) for number in document.html.xpath(f"//@{_EVENT}") if number.isdigit()}
