"""Everything a key can do, as one table: keys, palette, bottom line and help come from it.

A row's `name` is carried out by the method `do_<name>(count)` of the focused pane, else of the
screen's own controllers. They are not Textual's `action_` methods, which markup could call.
"""

from __future__ import annotations

from typing import Final

from newstui.tui.actions.cited import CITED_ACTIONS
from newstui.tui.actions.feeds import FEED_ACTIONS
from newstui.tui.actions.model import (
    CITED,
    EVERYWHERE,
    FEEDS,
    HEADLINES,
    PANES,
    RULES,
    SOURCES,
    STORY,
    Action,
)
from newstui.tui.actions.organising import ORGANISING_ACTIONS
from newstui.tui.actions.program import PROGRAM_ACTIONS
from newstui.tui.actions.rules import RULE_ACTIONS
from newstui.tui.actions.stories import STORY_ACTIONS

__all__ = [
    "ACTIONS",
    "CITED",
    "EVERYWHERE",
    "FEEDS",
    "HEADLINES",
    "PANES",
    "RULES",
    "SOURCES",
    "STORY",
    "Action",
    "actions_of",
    "hints_of",
]

ACTIONS: Final = (
    *STORY_ACTIONS,
    *ORGANISING_ACTIONS,
    *RULE_ACTIONS,
    *FEED_ACTIONS,
    *CITED_ACTIONS,
    *PROGRAM_ACTIONS,
)


def actions_of(pane: str) -> tuple[Action, ...]:
    """List what can be done in one pane, in the table's order."""
    return tuple(action for action in ACTIONS if pane in action.panes)


def hints_of(pane: str, *, keeps: bool = True) -> tuple[Action, ...]:
    """List what the bottom line shows for one pane, in the table's order.

    Args:
        pane: Which.
        keeps: Whether anything is kept; if not, what is refused then is left out.
    """
    hints = (action for action in ACTIONS if pane in action.hint)
    return tuple(action for action in hints if keeps or not action.keeps)
