"""A line being typed at the bottom of the screen, key by key."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.text.clusters import continues

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.model.text import Offsets, SafeText

LENGTH: Final = 200
"""Longest line that can usually be typed or pasted, in characters."""


def _ignore(*_given: object) -> None:
    """Do nothing."""


@dataclass(slots=True)
class Prompt:
    """A question and what has been typed so far."""

    label: SafeText
    accepted: Callable[[SafeText], object]
    """Called when Enter is pressed; what it raises refuses what is typed, and typing goes on."""
    changed: Callable[[SafeText], object] = _ignore
    """Called with what is typed, after every key."""
    cancelled: Callable[[], object] = _ignore
    """Called once, when Esc is pressed."""
    typed: SafeText = NOTHING
    complete: Callable[[SafeText], SafeText] | None = None
    """Makes more of what is typed, when Tab is pressed."""
    limit: int = LENGTH
    """Most characters that can be typed or pasted."""
    keys: dict[str, Callable[[SafeText], bool]] = field(default_factory=dict)
    """What further keys do with what is typed; each says whether typing goes on."""
    note: SafeText = NOTHING
    """Stands beside what is typed, as far as there is room."""
    wrong: Offsets = (0, 0)
    """Which part of what is typed cannot be understood; none once something else is typed."""
    at: int = field(init=False)
    """Offset in what is typed at which more is put in, or taken away before."""

    def __post_init__(self) -> None:
        """Go on behind what is typed already."""
        self.at = len(self.typed)

    @property
    def is_wrong(self) -> bool:
        """Whether a part of what is typed cannot be understood, or all of it is refused."""
        return self.wrong[0] < self.wrong[1]

    def press(self, key: str, character: str | None) -> bool:
        """Take one key; return whether typing goes on."""
        if self._move(key):
            return True
        if (act := self.keys.get(key)) is not None:
            return act(self.typed)
        if key == "enter":
            self.accepted(self.typed)
            return False
        if key in {"escape", "ctrl+c"} or (key in {"backspace", "ctrl+h"} and not self.typed):
            self.cancelled()
            return False
        if key == "tab" and self.complete is not None:
            self._change(self.complete(self.typed))
        else:
            self._edit(key, character)
        return True

    def _edit(self, key: str, character: str | None) -> None:
        """Put a character in, or take some away."""
        if key in {"backspace", "ctrl+h"}:
            self._put(self.typed[: self._sign_before()])
        elif key in {"delete", "ctrl+d"}:
            self._put(self.typed[: self.at], self.typed[self._sign_after() :])
        elif key == "ctrl+u":
            self._change("")
        elif key == "ctrl+w":
            self._put("".join(self.typed[: self.at].rstrip().rpartition(" ")[:2]))
        elif character and character.isprintable():
            self._put(self.typed[: self.at] + character)

    def _move(self, key: str) -> bool:
        """Move along what is typed; return whether the key did."""
        before = self.at
        match key:
            case "left":
                self.at = self._sign_before()
            case "right":
                self.at = self._sign_after()
            case "home" | "ctrl+a":
                self.at = 0
            case "end" | "ctrl+e":
                self.at = len(self.typed)
            case _:
                return False
        return self.at != before

    def _sign_before(self) -> int:
        at = max(0, self.at - 1)
        while continues(self.typed, at):
            at -= 1
        return at

    def _sign_after(self) -> int:
        at = min(len(self.typed), self.at + 1)
        while at < len(self.typed) and continues(self.typed, at):
            at += 1
        return at

    def paste(self, text: str) -> None:
        """Take text from the clipboard, as one line."""
        self._put(self.typed[: self.at] + clean_line(text, limit=self.limit))

    def retype(self, text: str) -> None:
        """Put something else in the place of what is typed."""
        self._change(text)

    def _put(self, before: str, after: str | None = None) -> None:
        """Change what stands before the place, or after it too, and stay between them."""
        left = self.typed[self.at :] if after is None else after
        self._change(before + left, at=len(clean_block(before)))

    def _change(self, text: str, *, at: int | None = None) -> None:
        self.typed = clean_block(text[: self.limit])
        self.at = len(self.typed) if at is None else min(at, len(self.typed))
        self.wrong = 0, 0
        self.changed(self.typed)
