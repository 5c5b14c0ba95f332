"""When the reader was last here, told by which story was the newest when they left."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newstui.store.archive import Archive


def note_leaving(archive: Archive) -> None:
    """Remember that every story there is was there before the reader left.

    Raises:
        StoreError: If it could not be saved.
    """
    with archive.transaction(durable=False) as connection:
        connection.execute(
            "INSERT OR REPLACE INTO visits SELECT 1, coalesce(max(id), 0) FROM stories"
        )
