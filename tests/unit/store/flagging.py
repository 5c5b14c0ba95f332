"""Marking stories as rules do, without a rule."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from newstui.store import journal
from newstui.store.flags import change_flag
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.store.archive import Archive
    from newstui.store.flags import Flag

NOW: Final = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def flag_stories(
    archive: Archive, flag: Flag, ids: Sequence[int], *, on: bool = True
) -> tuple[int, ...]:
    """Set or take off a mark, which can be undone; returns the stories that changed."""
    with archive.transaction(durable=True) as connection:
        operation, changed = change_flag(connection, flag, ids, on=on, now=NOW)
        if operation:
            journal.record(connection, clean_line("flagged"), [operation], NOW)
    return changed
