"""Writing queries, for what the program itself asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from datetime import date

    from newstui.model.kinds import SourceType
    from newstui.model.text import SafeText


def ask_for_feed(feed_id: int) -> SafeText:
    """Write the query for the stories of one feed."""
    return clean_line(f"feed:{feed_id}")


def ask_for_folder(title: SafeText) -> SafeText:
    """Write the query for the stories of a folder's feeds.

    A quotation mark would end the phrase; it is left out, as it is when folders are compared.
    """
    bare = title.replace('"', "")
    return clean_line(f'folder:"{bare}"')


def ask_for_source(name: SafeText, kind: SourceType) -> SafeText:
    """Write the query for the stories that cite one source."""
    bare = name.replace('"', "")
    return clean_line(f'cites:"{kind}:{bare}"')


def ask_since(day: date) -> SafeText:
    """Write the query for the stories of a day and of those after it."""
    return clean_line(f"since:{day.isoformat()}")
