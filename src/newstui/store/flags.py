"""Marks that rules set: hidden stories, which no list shows, and highlighted ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

from newstui.store import changes
from newstui.store.reverting import SET_FLAG
from newstui.store.values import storable_ids, to_runs

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from newstui.store.journal import Operation

Flag = Literal["hidden", "highlighted"]


def change_flag(
    connection: sqlite3.Connection, flag: Flag, ids: Sequence[int], *, on: bool, now: datetime
) -> tuple[Operation | None, tuple[int, ...]]:
    """Set or take off a mark within a change; return how to undo that, and what changed.

    A story that is bookmarked is not hidden.
    """
    rows = connection.execute(SET_FLAG[flag], (int(on), json.dumps(storable_ids(ids)))).fetchall()
    changed = tuple(sorted(story_id for (story_id,) in rows))
    if not changed:
        return None, ()
    kind: changes.ChangeKind = "hidden" if flag == "hidden" else "marks"
    changes.record(connection, kind, now=now, first_id=changed[0], last_id=changed[-1])
    return {"op": "flag", "flag": flag, "to": int(on), "ids": to_runs(changed)}, changed
