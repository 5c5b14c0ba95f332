"""Applying rules: what each finds is looked for first, then all of it is done as one change."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newstui.errors import QueryError
from newstui.store import journal
from newstui.store.bookmarks import put_up
from newstui.store.copying import copy_kept
from newstui.store.flags import change_flag
from newstui.store.marks import change_read
from newstui.store.query import parse_query
from newstui.store.querytree import All, Among
from newstui.store.rules import RuleAction, list_rules
from newstui.store.selecting import select_ids
from newstui.store.tags import change_tags, split_tags
from newstui.store.values import from_runs
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    import sqlite3
    from array import array
    from collections.abc import Sequence
    from datetime import datetime

    from newstui.model.story import Bookmark
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.querytree import Query
    from newstui.store.rules import Wish

AT_ONCE: Final = 10_000
"""Stories that came which rules are applied to in one change."""


@dataclass(slots=True)
class Applied:
    """What rules did."""

    stories: int = 0
    """How many stories a rule changed."""
    hidden: int = 0
    bookmarked: int = 0
    """How many have to get their files."""
    troubles: list[SafeText] = field(default_factory=list)
    """Rules that could not be applied, and why."""


@dataclass(slots=True)
class _Change:
    """What is done, so far."""

    operations: list[journal.Operation] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)
    hidden: int = 0
    bookmarked: int = 0

    def note(self, operation: journal.Operation | None, story_ids: Sequence[int]) -> None:
        if operation:
            self.operations.append(operation)
            self.changed.update(story_ids)


def find_matching(archive: Archive, wish: Wish, among: Sequence[int] | None = None) -> array[int]:
    """List the stories of the library that a rule is about, the newest first.

    Args:
        archive: Where.
        wish: The rule.
        among: Only of these; `None` for all.

    Raises:
        QueryError: If its query cannot be understood, or a pattern of it takes too long.
    """
    query = parse_query(wish.query)
    return select_ids(archive, query if among is None else _within(query, among))


def _within(query: Query, among: Sequence[int]) -> Query:
    parts = [Among(tuple(among)), *([query.root] if query.root else [])]
    return type(query)(root=All(tuple(parts)), order=query.order, text=query.text)


def has_waiting(archive: Archive) -> bool:
    """Whether stories came that rules are to be applied to, and are prepared."""
    return bool(_waiting(archive))


def apply_rules(archive: Archive, *, now: datetime) -> Applied:
    """Apply the rules to stories that came since, once those are prepared; as one change.

    Raises:
        StoreError: If it could not be saved; then nothing changed.
    """
    applied = Applied()
    rules = [rule for rule in list_rules(archive) if rule.is_enabled]
    waiting = _waiting(archive)
    if not waiting:
        return applied
    found: list[tuple[Wish, list[int]]] = []
    for rule in rules:
        try:
            found.append((rule.wish, list(find_matching(archive, rule.wish, waiting))))
        except QueryError as error:
            applied.troubles.append(clean_line(f"rule {rule.id}, {rule.wish.title}: {error}"))
    copies = _copies(archive, found, now)
    change = _Change()
    with archive.transaction(durable=True) as connection:
        for wish, story_ids in found:
            _do(connection, wish, story_ids, copies, change, now)
        connection.execute(
            "DELETE FROM unruled WHERE story_id IN (SELECT value FROM json_each(?))",
            (json.dumps(waiting),),
        )
        if change.operations:
            journal.record(connection, _label("rules", change), change.operations, now)
    applied.stories, applied.hidden = len(change.changed), change.hidden
    applied.bookmarked = change.bookmarked
    return applied


def apply_to_library(
    archive: Archive, wish: Wish, story_ids: Sequence[int], *, now: datetime
) -> Applied:
    """Apply a rule to stories that are there already, as one change.

    Raises:
        StoreError: If it could not be saved; then nothing changed.
    """
    found, change = [(wish, list(story_ids))], _Change()
    copies = _copies(archive, found, now)
    with archive.transaction(durable=True) as connection:
        _do(connection, wish, story_ids, copies, change, now)
        if change.operations:
            label = _label(f"rule {wish.title}", change)
            journal.record(connection, label, change.operations, now)
    return Applied(stories=len(change.changed), hidden=change.hidden, bookmarked=change.bookmarked)


def _label(deed: str, change: _Change) -> str:
    """Tell in the history what was done to how many: "rules on 2 stories"."""
    stories = "story" if len(change.changed) == 1 else "stories"
    return f"{deed} on {len(change.changed):,} {stories}"


def _waiting(archive: Archive) -> list[int]:
    """List stories that came and are prepared, the oldest first."""
    rows = archive.read(
        "SELECT story_id FROM unruled JOIN stories ON stories.id = story_id"
        " WHERE engine <> 0 ORDER BY story_id LIMIT ?",
        (AT_ONCE,),
    )
    return [story_id for (story_id,) in rows]


def _copies(
    archive: Archive, found: Sequence[tuple[Wish, Sequence[int]]], now: datetime
) -> dict[int, Bookmark]:
    """Make full copies of the stories that are to be bookmarked."""
    wanted = {
        story_id
        for wish, story_ids in found
        if wish.action is RuleAction.BOOKMARK
        for story_id in story_ids
    }
    copies = {story_id: copy_kept(archive, story_id, now=now) for story_id in wanted}
    return {story_id: copy for story_id, copy in copies.items() if copy is not None}


def _do(  # noqa: PLR0913, PLR0917 - a rule, its stories, and what is done so far
    connection: sqlite3.Connection,
    wish: Wish,
    story_ids: Sequence[int],
    copies: dict[int, Bookmark],
    change: _Change,
    now: datetime,
) -> None:
    match wish.action:
        case RuleAction.HIDE:
            operation, changed = change_flag(connection, "hidden", story_ids, on=True, now=now)
            change.note(operation, changed)
            change.hidden += len(changed)
        case RuleAction.HIGHLIGHT:
            change.note(*change_flag(connection, "highlighted", story_ids, on=True, now=now))
        case RuleAction.TAG:
            add = split_tags(wish.value)
            change.note(*change_tags(connection, story_ids, add=add, now=now))
        case RuleAction.READ:
            operation = change_read(connection, sorted(story_ids), read=True, now=now)
            runs = [run for _, found in operation["was"] for run in found] if operation else []
            change.note(operation, from_runs(runs))
        case RuleAction.BOOKMARK:
            for story_id in story_ids:
                if story_id not in copies:
                    continue
                # Its file is written by whoever knows the folder: the row is the truth.
                operation = put_up(connection, copies[story_id], now, None)
                if operation:
                    change.note(operation, [story_id])
                    change.bookmarked += 1
