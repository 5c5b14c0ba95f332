"""The reader's rules: what is to happen to stories that a query finds, in their own order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from newstui.errors import StoreError
from newstui.store import journal
from newstui.store.archive import unknown
from newstui.store.query import parse_query
from newstui.store.reverting import KEEP_RULE, RULE_COLUMNS, RULE_ROW
from newstui.store.tags import split_tags
from newstui.store.values import storable
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive, Row

_NAME_LIMIT: Final = 120
_TEXT_LIMIT: Final = 10_000
_LIST: Final = f"SELECT {RULE_COLUMNS} FROM rules ORDER BY position, id"  # noqa: S608 - own words
_ADDED: Final = f"""
    INSERT INTO rules (name, query, action, value, enabled, position)
    SELECT ?, ?, ?, ?, 1, coalesce(max(position), 0) + 1 FROM rules
    RETURNING {RULE_COLUMNS}
"""  # noqa: S608 - own words


class RuleAction(StrEnum):
    """What a rule does; the value is how it is asked for."""

    HIDE = "hide"
    TAG = "tag"
    READ = "read"
    BOOKMARK = "bookmark"
    HIGHLIGHT = "highlight"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a rule is to be."""

    query: SafeText
    action: RuleAction
    value: SafeText = NOTHING
    """The tags, for a rule that tags."""
    name: SafeText = NOTHING
    """Empty when it has none."""

    @property
    def deed(self) -> SafeText:
        """What it does, in words."""
        return clean_line(f"{self.action} {self.value}" if self.value else self.action)

    @property
    def title(self) -> SafeText:
        """What it is called: by its name, else by what it does."""
        return self.name or clean_line(f"{self.query} > {self.deed}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule."""

    id: int
    wish: Wish
    is_enabled: bool


def make_wish(query: str, action: str, value: str = "", name: str = "") -> Wish:
    """Read what a rule is to be.

    Raises:
        QueryError: If its query cannot be understood.
        StoreError: If something is missing.
    """
    asked = clean_line(storable(query), limit=_TEXT_LIMIT)
    if parse_query(asked).root is None:
        raise StoreError("this rule", "needs a query; an empty one would mean every story")
    try:
        chosen = RuleAction(action)
    except ValueError:
        there_are = ", ".join(RuleAction)
        raise StoreError(clean_line(action) or "this rule", f"must do one of {there_are}") from None
    tags = split_tags(value)
    if chosen is RuleAction.TAG and not tags:
        raise StoreError("this rule", "needs a tag, as in: tag later")
    if chosen is not RuleAction.TAG and value.strip():
        raise StoreError(clean_line(f"{action} {value}"), f"{action} takes nothing after it")
    shown = clean_line(storable(name), limit=_NAME_LIMIT)
    return Wish(query=asked, action=chosen, value=clean_line(", ".join(tags)), name=shown)


def list_rules(archive: Archive) -> tuple[Rule, ...]:
    """List the rules in their order; one of a newer newstui's actions is left out."""
    return tuple(_rule(row) for row in archive.read(_LIST) if row[3] in set(RuleAction))


def add_rule(archive: Archive, wish: Wish, *, now: datetime) -> Rule:
    """Add a rule after those that are there, undoably.

    Raises:
        StoreError: If it could not be saved.
    """
    with archive.transaction(durable=True) as connection:
        values = (wish.name, wish.query, wish.action.value, wish.value)
        row = connection.execute(_ADDED, values).fetchone()
        _note(connection, [(None, list(row))], f"added the rule {wish.title}", now)
    return _rule(row)


def change_rule(archive: Archive, number: int, wish: Wish, *, now: datetime) -> None:
    """Make another of a rule, undoably; it stays where it is, and as enabled as it is.

    Raises:
        StoreError: If there is no such rule or it could not be saved.
    """
    with archive.transaction(durable=True) as connection:
        was = _find(connection, archive, number)
        left = [number, wish.name, wish.query, wish.action.value, wish.value, *was[5:]]
        _keep(connection, [(was, left)], f"changed the rule {wish.title}", now)


def enable_rule(archive: Archive, number: int, *, on: bool, now: datetime) -> None:
    """Have a rule applied, or not for now, undoably.

    Raises:
        StoreError: If there is no such rule or it could not be saved.
    """
    with archive.transaction(durable=True) as connection:
        was = _find(connection, archive, number)
        left = [*was[:5], int(on), was[6]]
        title = _rule(tuple(was)).wish.title
        _keep(connection, [(was, left)], f"turned {'on' if on else 'off'} the rule {title}", now)


def move_rule(archive: Archive, number: int, *, down: bool, now: datetime) -> bool:
    """Let a rule change places with its neighbour, undoably; false at the end of the list.

    Raises:
        StoreError: If there is no such rule or it could not be saved.
    """
    with archive.transaction(durable=True) as connection:
        was = _find(connection, archive, number)
        rows = [list(row) for row in connection.execute(_LIST)]
        place = rows.index(was)
        other = place + (1 if down else -1)
        if not 0 <= other < len(rows):
            return False
        beside = rows[other]
        pairs = [(was, [*was[:6], beside[6]]), (beside, [*beside[:6], was[6]])]
        _keep(connection, pairs, f"moved the rule {_rule(tuple(was)).wish.title}", now)
    return True


def remove_rule(archive: Archive, number: int, *, now: datetime) -> SafeText:
    """Forget a rule, undoably; return what it was called. What it did stays done.

    Raises:
        StoreError: If there is no such rule or that could not be saved.
    """
    with archive.transaction(durable=True) as connection:
        was = _find(connection, archive, number)
        connection.execute("DELETE FROM rules WHERE id = ?", (number,))
        title = _rule(tuple(was)).wish.title
        _note(connection, [(was, None)], f"removed the rule {title}", now)
    return title


def _find(connection: sqlite3.Connection, archive: Archive, number: int) -> list[object]:
    row = connection.execute(RULE_ROW, (min(number, 2**63 - 1),)).fetchone()
    if row is None:
        raise unknown(archive, f"rule {number}; `newstui rules` shows the numbers")
    return list(row)


def _keep(
    connection: sqlite3.Connection,
    pairs: list[tuple[list[object], list[object]]],
    label: str,
    now: datetime,
) -> None:
    changed = [(was, left) for was, left in pairs if was != left]
    for _was, left in changed:
        connection.execute(KEEP_RULE, left)
    if changed:
        _note(connection, changed, label, now)


def _note(
    connection: sqlite3.Connection,
    pairs: list[tuple[list[object], list[object]]]
    | list[tuple[list[object], None]]
    | list[tuple[None, list[object]]],
    label: str,
    now: datetime,
) -> None:
    operations = [{"op": "rule", "was": was, "is": left} for was, left in pairs]
    journal.record(connection, label, operations, now)


def _rule(row: Row) -> Rule:
    number, name, query, action, value, enabled, _position = row
    wish = Wish(
        query=clean_line(query, limit=_TEXT_LIMIT),
        action=RuleAction(action),
        value=clean_line(value),
        name=clean_line(name, limit=_NAME_LIMIT),
    )
    return Rule(id=number, wish=wish, is_enabled=bool(enabled))
