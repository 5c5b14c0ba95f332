"""Indexing the stories that came, and all those that an older newstui did not index.

Newest first, in short transactions; whoever ends it loses nothing that was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.refresh.frames import StoppedError
from newstui.refresh.reports import Indexed
from newstui.store.indexing import count_unindexed, index_some

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.refresh.reports import Report
    from newstui.store.archive import Archive

_REPORT_EVERY: Final = 10
"""Transactions between two reports."""


def index_stories(
    archive: Archive, report: Callable[[Report], None], is_stopping: Callable[[], bool]
) -> None:
    """Index every story that is not.

    Raises:
        StoreError: If it could not be saved.
        StoppedError: If newstui is stopping.
    """
    left, done, turn = count_unindexed(archive), 0, 0
    while left:
        if is_stopping():
            raise StoppedError
        count = index_some(archive)
        done, left, turn = done + count, max(0, left - count) if count else 0, turn + 1
        # What one turn does is not worth telling.
        if turn % _REPORT_EVERY == 0 or (not left and turn > 1):
            report(Indexed(done=done, left=left))
