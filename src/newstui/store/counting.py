"""How many stories of each feed are unread, read from counters that are kept, never recounted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newstui.store.archive import Archive

_COUNTERS: Final = "SELECT id, unread FROM feeds WHERE removed IS NULL"
_DIFFERENCES: Final = """
    SELECT feed_id, sum(coalesce(read, 0) - asked.value)
    FROM json_each(?) AS asked CROSS JOIN stories ON stories.id = CAST(asked.key AS INTEGER)
        LEFT JOIN marks ON story_id = stories.id
    GROUP BY feed_id
"""


def count_unread(archive: Archive, unsaved: Mapping[int, bool]) -> dict[int, int]:
    """Unread stories by feed, as if these read marks, by story, were saved already."""
    counts: dict[int, int] = dict(archive.read(_COUNTERS))
    if unsaved:
        for feed_id, difference in archive.read(_DIFFERENCES, (json.dumps(dict(unsaved)),)):
            counts[feed_id] = counts.get(feed_id, 0) + difference
    return counts
