"""Parts of a page as markup and text of their own."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from newstui.text.clean import clean_line
from newstui.text.elements import DROPPED, What

if TYPE_CHECKING:
    from collections.abc import Collection

    from newstui.model.text import Offsets, SafeText
    from newstui.text.elements import Markup

_TITLE_LIMIT: Final = 4_000
"""Events of an element that are read for a line."""


def write_fragment(
    markup: Markup,
    within: Offsets,
    *,
    dropped: Collection[str] = DROPPED,
    omitted: Collection[int] = (),
    event: str = "",
) -> str:
    """Write a part of a page as HTML, well nested.

    Args:
        markup: The page.
        within: First event and the one after the last.
        dropped: Names of elements left out with all they hold.
        omitted: Start events of further elements left out.
        event: Attribute that is to tell the start event of each element; empty for none.
    """
    parts: list[str] = []
    index, stop = within
    while index < stop:
        what, name, data = markup.events[index]
        if what is What.TEXT:
            parts.append(html.escape(data, quote=False))
        elif what is What.END:
            parts.append(f"</{name}>")
        elif name in dropped or index in omitted:
            index = markup.ends[index]
        else:
            # Of two attributes of one name the first counts.
            told = f" {event}={index}" if event else ""
            parts.append(f"<{name}{told}{data.rstrip('/')}>")
        index += 1
    return "".join(parts).strip()


def read_line(markup: Markup, start: int) -> SafeText:
    """Read the text of the element that starts at event `start`, as one line."""
    stop = min(markup.ends.get(start, start), start + _TITLE_LIMIT)
    texts = (event.data for event in markup.events[start:stop] if event.what is What.TEXT)
    return clean_line("".join(texts))
