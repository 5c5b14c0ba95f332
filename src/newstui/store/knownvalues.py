"""The values a field of a query is known to have, for whoever completes or explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.store.querytable import Known
from newstui.store.subscriptions import list_feeds
from newstui.store.values import fold, storable
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.querytable import QueryField

_NAMES: Final = "SELECT name FROM sources WHERE is_named AND instr(folded, ?1)"
_FOUND: Final = {
    Known.FOLDERS: "SELECT title FROM folders WHERE instr(lower(title), ?1) ORDER BY title",
    Known.TAGS: "SELECT DISTINCT tag FROM tags WHERE instr(lower(tag), ?1) ORDER BY tag",
    Known.LANGUAGES: "SELECT DISTINCT language FROM traits"
    " WHERE language <> '' AND instr(language, ?1) ORDER BY language",
    Known.SOURCES: f"{_NAMES} ORDER BY folded",
    Known.PEOPLE: f"{_NAMES} AND type = 'person' ORDER BY folded",
    Known.OUTLETS: f"{_NAMES} AND type = 'outlet' ORDER BY folded",
    Known.AGENCIES: f"{_NAMES} AND type = 'agency' ORDER BY folded",
    Known.ROLES: "SELECT folded FROM roles WHERE instr(folded, ?1) ORDER BY folded",
    Known.CREDITS: "SELECT DISTINCT folded FROM credits WHERE instr(folded, ?1) ORDER BY folded",
    Known.QUERIES: "SELECT name FROM saved_queries WHERE instr(lower(name), ?1)"
    " ORDER BY position, id",
}
_MOMENTS: Final = ("today", "yesterday", "3d", "1w")


def list_known(
    archive: Archive, field: QueryField, *, part: str = "", limit: int = 50
) -> list[SafeText]:
    """List values that a field has in this library; of some fields, there may be others.

    Args:
        archive: Where.
        field: Of which field.
        part: Only those that hold this, in whatever case.
        limit: How many at most.
    """
    asked = storable(fold(part))
    if field.known in _FOUND:
        rows = archive.read(f"{_FOUND[field.known]} LIMIT ?2", (asked, limit))
        return [clean_line(value) for (value,) in rows]
    values: tuple[str, ...] = field.values
    if field.known is Known.FEEDS:
        titles = dict.fromkeys(feed.title for feed in list_feeds(archive))
        values = tuple(sorted(titles, key=str.casefold))
    elif field.known is Known.MOMENTS:
        values = _MOMENTS
    return [clean_line(value) for value in values if asked in fold(value)][:limit]
