"""The reader's own keys over a preset: what is valid counts, what is not is told with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.config.values import hint
from newstui.errors import ConfigError
from newstui.tui.actions import ACTIONS, EVERYWHERE
from newstui.tui.keymap import Keymap, default_bindings
from newstui.tui.keynames import parse_keys, shown_keys
from newstui.tui.presets import PRESETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.config import KeyLine
    from newstui.config import Keys as Chosen
    from newstui.tui.actions import Action
    from newstui.tui.keynames import Keys

_BY_NAME: Final = {action.name: action for action in ACTIONS}
_RESERVED: Final = {"ctrl+c": "quit", "ctrl+z": "suspend"}
"""Keys that always do one thing, whatever is written."""
_QUIT: Final = "quit"
_LAST_QUIT_KEY: Final = ("Q",)


@dataclass(frozen=True, slots=True)
class _Claim:
    """Keys that an action is to have in a pane."""

    keys: Keys
    name: str
    line: KeyLine | None = None
    """The reader's own line; `None` for a preset."""

    def order(self) -> tuple[int, int]:
        """Rank it: a line for the pane goes before any other, and that before the preset."""
        return (2, 0) if self.line is None else (int(not self.line.pane), self.line.line)

    def meets(self, other: _Claim) -> bool:
        """Whether typing one is typing the other, or the beginning of it."""
        shorter = min(len(self.keys), len(other.keys))
        return self.keys[:shorter] == other.keys[:shorter]


def read_keymap(chosen: Chosen) -> tuple[Keymap, tuple[ConfigError, ...]]:
    """Make the map of keys; what cannot be used of it is returned as errors."""
    return _Remapping(chosen).made()


class _Remapping:
    """A map in the making."""

    def __init__(self, chosen: Chosen) -> None:
        self._lines = chosen.lines
        self._told: set[tuple[int, str, str]] = set()
        """Line, place and reason; what is wrong in several panes is told once."""
        self._takers: dict[str, tuple[KeyLine, Keys]] = {}
        """Lines that took a key from an action of the preset."""
        self._claims: dict[tuple[str, str], tuple[_Claim, ...]] = {}
        """By action and pane."""
        preset = PRESETS[chosen.preset]
        for (name, pane), keys in default_bindings().items():
            written = preset.get(f"{pane}.{name}", preset.get(name))
            ways = keys if written is None else tuple(map(parse_keys, written))
            self._claims[name, pane] = tuple(_Claim(one, name) for one in ways)
        self._preset = dict(self._claims)
        for line in sorted(chosen.lines, key=lambda line: bool(line.pane)):
            self._take(line)

    def _tell(self, line: KeyLine, reason: str) -> None:
        self._told.add((line.line, line.place, reason))

    def _take(self, line: KeyLine) -> None:
        """Let a line take the place of what its action has by now."""
        action = _BY_NAME.get(line.action)
        if line.pane and line.pane not in EVERYWHERE:
            self._tell(line, f"{line.pane} is no pane{hint(line.pane, EVERYWHERE)}")
        elif action is None:
            self._tell(line, f"is no action{_hint_action(line.action)}")
        elif line.pane and line.pane not in action.panes:
            self._tell(line, f"{action.name} works only in: {', '.join(action.panes)}")
        else:
            claims = tuple(self._read(line, action))
            if claims or not line.keys:
                for pane in (line.pane,) if line.pane else action.panes:
                    self._claims[action.name, pane] = claims

    def _read(self, line: KeyLine, action: Action) -> Iterator[_Claim]:
        for written in line.keys:
            try:
                keys = parse_keys(written)
            except ValueError as error:
                self._tell(line, f'"{written}" {error}')
                continue
            owner = next((_RESERVED[key] for key in keys if key in _RESERVED), action.name)
            if owner == action.name:
                yield _Claim(keys, action.name, line)
            else:
                self._tell(line, f'"{written}" is kept for {owner}')

    def made(self) -> tuple[Keymap, tuple[ConfigError, ...]]:
        """Settle who has which keys."""
        bindings: dict[tuple[str, str], tuple[Keys, ...]] = dict.fromkeys(self._claims, ())
        for pane in EVERYWHERE:
            for claim in self._settle(pane):
                bindings[claim.name, pane] += (claim.keys,)
        self._look_for_silent({name for (name, _pane), ways in bindings.items() if ways})
        errors = (ConfigError(place, reason) for _line, place, reason in sorted(self._told))
        return Keymap(bindings), tuple(errors)

    def _settle(self, pane: str) -> list[_Claim]:
        """Give every key of one pane to one action."""
        settled = [
            _Claim((key,), name) for key, name in _RESERVED.items() if pane in _BY_NAME[name].panes
        ]
        wanted = [
            claim for (_name, at), claims in self._claims.items() if at == pane for claim in claims
        ]
        refused = []
        for claim in sorted(wanted, key=_Claim.order):
            other = next((one for one in settled if one.meets(claim)), None)
            if other is None:
                settled.append(claim)
            elif (claim.name, claim.keys) != (other.name, other.keys):
                self._tell_conflict(claim, other)
                refused += [claim.name] if claim.line else []
        for name in refused:
            self._fall_back(name, pane, settled)
        if pane in _BY_NAME[_QUIT].panes:
            self._look_for_quit(settled)
        # As they were written, so that the first is the one people are told.
        place = {claim: number for number, claim in enumerate(wanted)}
        return sorted(settled, key=lambda claim: place.get(claim, len(place)))

    def _fall_back(self, name: str, pane: str, settled: list[_Claim]) -> None:
        """Leave an action, all of whose lines were refused, what is free of the preset's keys."""
        if all(claim.name != name for claim in settled):
            for claim in self._preset[name, pane]:
                if not any(one.meets(claim) for one in settled):
                    settled.append(claim)

    def _tell_conflict(self, claim: _Claim, other: _Claim) -> None:
        """Tell of keys that two lines want; between a line and the preset the line wins."""
        if claim.line is None:
            if other.line is not None:
                self._takers.setdefault(claim.name, (other.line, claim.keys))
        elif other.line is not None and claim.order()[0] == other.order()[0]:
            mine, others = shown_keys(claim.keys), shown_keys(other.keys)
            how = f"{mine} is" if mine == others else f"{mine} begins like {others}, which is"
            if len(claim.keys) < len(other.keys):
                how = f"{others} begins with {mine} and is"
            where = f"line {other.line.line}, keys.{other.line.way}"
            self._tell(claim.line, f"{how} given to {other.name} already ({where})")

    def _look_for_silent(self, heard: set[str]) -> None:
        """Tell of actions that have no key any more because of lines about others."""
        for name, (line, keys) in self._takers.items():
            if name not in heard and all(one.action != name for one in self._lines):
                told = f"takes {shown_keys(keys)} from {name}, which has no key then"
                self._tell(line, f'{told}; give it one, or ""')

    def _look_for_quit(self, settled: list[_Claim]) -> None:
        """Leave a key that quits besides Ctrl+C, as long as one is free."""
        if sum(claim.name == _QUIT for claim in settled) > 1:
            return
        last = _Claim(_LAST_QUIT_KEY, _QUIT)
        taken = next((one for one in settled if one.meets(last)), None)
        if taken is None:
            settled.append(last)
        told = "Q quits all the same" if taken is None else "only Ctrl+C quits"
        lines = [line for line in self._lines if line.action == _QUIT]
        lines += [taken.line] if taken is not None and taken.line is not None else []
        for line in lines[:1]:
            self._tell(line, f"leaves no key that quits; {told}")


def _hint_action(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, _BY_NAME, n=1)
    return f"; did you mean {near[0]}?" if near else "; `newstui config --actions` lists them"
