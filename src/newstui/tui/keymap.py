"""From key presses to actions: counts, sequences, and which pane they are for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.tui.actions import ACTIONS, EVERYWHERE
from newstui.tui.keynames import parse_keys, shown_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newstui.tui.actions import Action
    from newstui.tui.keynames import Keys

    Bindings = Mapping[tuple[str, str], tuple[Keys, ...]]
    """By action and pane, those named for people first."""

_COUNT_DIGITS: Final = 6
_PALETTE: Final = "palette"
_NAMED: Final = re.compile(r"\{(\w+)\}")
"""An action in a text for people."""


@dataclass(frozen=True, slots=True)
class Command:
    """An action with the count typed before it."""

    action: Action
    count: int | None = None


def default_bindings(
    actions: Iterable[Action] = ACTIONS,
) -> dict[tuple[str, str], tuple[Keys, ...]]:
    """List the keys of the table, by action and pane."""
    return {
        (action.name, pane): tuple(map(parse_keys, action.keys))
        for action in actions
        for pane in action.panes
    }


class Keymap:
    """Reads key presses one by one and says when they make a command; names keys for people."""

    def __init__(
        self, bindings: Bindings | None = None, actions: Iterable[Action] = ACTIONS
    ) -> None:
        self._actions = {action.name: action for action in actions}
        self._bindings = default_bindings(actions) if bindings is None else bindings
        self._commands: dict[str, dict[Keys, Action]] = {pane: {} for pane in EVERYWHERE}
        for (name, pane), ways in self._bindings.items():
            self._commands[pane].update(dict.fromkeys(ways, self._actions[name]))
        self._prefixes = {
            (pane, keys[:length])
            for pane, commands in self._commands.items()
            for keys in commands
            for length in range(1, len(keys))
        }
        self._count = ""
        self._sequence: Keys = ()

    # What is typed

    @property
    def pending(self) -> str:
        """What has been typed of a command so far."""
        return self._count + shown_keys(self._sequence)

    def clear(self) -> None:
        """Forget what was typed."""
        self._count, self._sequence = "", ()

    def press(self, key: str, pane: str) -> Command | None:
        """Take one key; `None` while the command is incomplete, or when there is none."""
        if self._takes_digit(key):
            self._count = (self._count + key)[:_COUNT_DIGITS]
            return None
        if key == "escape" and self.pending:
            self.clear()
            return None
        typed = (*self._sequence, key)
        action = self._commands[pane].get(typed)
        if action is None and (pane, typed) in self._prefixes:
            self._sequence = typed
            return None
        if action is None and key.startswith("alt+") and len(key) == len("alt+x"):
            # Esc and a key typed at once look the same.
            return self.press(key[-1], pane)
        count = int(self._count) if self._count else None
        self.clear()
        return Command(action, count) if action else None

    def _takes_digit(self, key: str) -> bool:
        return (
            not self._sequence and len(key) == 1 and key in "0123456789"[0 if self._count else 1 :]
        )

    # What people are told

    def keys_of(self, name: str, pane: str) -> tuple[str, ...]:
        """Name the keys of an action in one pane; empty when it has none there."""
        return tuple(map(shown_keys, self._bindings.get((name, pane), ())))

    def key(self, name: str, pane: str = "") -> str:
        """Name the first key of an action, empty for none.

        Args:
            name: Of the action.
            pane: Where its key is to work; it is that of others for what is done elsewhere only.
        """
        panes = self._actions[name].panes
        there = (pane,) if pane in panes else panes
        keys = (keys[0] for one in there if (keys := self.keys_of(name, one)))
        return next(keys, "")

    def way(self, name: str, pane: str = "") -> str:
        """Say how an action is reached: by its key, else by its name in the palette."""
        if key := self.key(name, pane):
            return key
        action, palette = self._actions[name], self.key(_PALETTE, pane)
        via = f"{palette} " if action.palette and palette else ""
        return f"{via}“{action.label}”"

    def fill(self, template: str, pane: str = "") -> str:
        """Put keys into a text that names actions in braces, as in "{undo} undoes"."""
        return _NAMED.sub(lambda found: self.way(found[1], pane), template)

    def explain(self, action: Action, pane: str = "") -> str:
        """Say in a sentence what an action does."""
        return self.fill(action.help, pane)


DEFAULT_KEYMAP: Final = Keymap()
