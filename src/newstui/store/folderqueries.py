"""Saved queries and rules that name a folder: they follow when it is called otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newstui.store.querytokens import tokens
from newstui.store.querywriting import ask_for_folder
from newstui.store.reverting import KEEP_RULE, QUERY_COLUMNS, RULE_COLUMNS
from newstui.text.folders import folder_key, folder_path, folder_title, typed_folder

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from newstui.model.text import SafeText
    from newstui.store.journal import Operation

_QUERIES: Final = f"SELECT {QUERY_COLUMNS} FROM saved_queries"  # noqa: S608 - own words
_RULES: Final = f"SELECT {RULE_COLUMNS} FROM rules"  # noqa: S608 - own words
_TEXT: Final = 2
"""Where what is asked for stands in a row of either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderChange:
    """A folder and what becomes of it."""

    was: SafeText
    """Its path."""
    title: SafeText
    """The path of the folder that what was in it is in now; empty for none."""
    is_gone: bool
    """Whether it is taken away, so that what names it, and no folder within it, means nothing."""
    known: Sequence[SafeText]
    """The paths of all folders there were."""


@dataclass(slots=True, kw_only=True)
class Followed:
    """How many saved queries and rules were changed along with a folder."""

    queries: int = 0
    rules: int = 0
    left: int = 0
    """How many of either name a folder that is gone."""
    operations: list[Operation] = field(default_factory=list)
    """How to undo that."""


def follow_folder(connection: sqlite3.Connection, change: FolderChange) -> Followed:
    """Have saved queries and rules name a folder as it is called now.

    Args:
        connection: In a transaction.
        change: What becomes of the folder.
    """
    followed = Followed()
    for row in connection.execute(_QUERIES).fetchall():
        left = _rewritten(row, change, followed)
        if left is not None:
            connection.execute(
                "UPDATE saved_queries SET query = ? WHERE id = ?", (left[_TEXT], row[0])
            )
            followed.queries += 1
            followed.operations.append({"op": "saved_query", "was": list(row), "is": left})
    for row in connection.execute(_RULES).fetchall():
        left = _rewritten(row, change, followed)
        if left is not None:
            connection.execute(KEEP_RULE, left)
            followed.rules += 1
            followed.operations.append({"op": "rule", "was": list(row), "is": left})
    return followed


def _rewritten(
    row: tuple[object, ...], change: FolderChange, followed: Followed
) -> list[object] | None:
    """Write a row anew; `None` when it stays as it is."""
    text = str(row[_TEXT])
    parts: list[str] = []
    end, names_gone = 0, False
    for token in tokens(text):
        if token.field != "folder":
            continue
        title = typed_folder(token.text, change.known)
        inner = _inner_path(title, change.was)
        if inner is None:
            continue
        if change.is_gone and not inner:
            names_gone = True
            continue
        now_is = folder_title((*folder_path(change.title), *inner))
        if folder_key(now_is) != folder_key(title):
            parts += [text[end : token.start], "-" * token.is_negated, ask_for_folder(now_is)]
            end = token.end
    followed.left += names_gone
    return [*row[:_TEXT], "".join([*parts, text[end:]]), *row[_TEXT + 1 :]] if parts else None


def _inner_path(title: SafeText, folder: SafeText) -> tuple[SafeText, ...] | None:
    """Tell the way from a folder to one within it; `None` when it is not within it."""
    key = folder_key(folder)
    return folder_path(title)[len(key) :] if folder_key(title)[: len(key)] == key else None
