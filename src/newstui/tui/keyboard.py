"""What the terminal sends, made into keys and pastes: Textual's parser, mended in two places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser

from newstui.text.clean import SEQUENCES, clean_block

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

_ALT_DIGITS: Final = {f"\x1b{digit}": f"alt+{digit}" for digit in "0123456789"}
"""Textual takes them for the signs that a Mac's keyboard types with Option."""
_PASTE_LIMIT: Final = 10_000
"""Characters kept of a paste: no line that can be typed here is longer."""


class TerminalParser(XTermParser):
    """Reads keys with Alt and pastes as they are meant.

    Textual looks for keys within a paste as soon as there is an escape sequence in it, so a paste
    is taken out before. The parser itself sees only the marks of its beginning and its end.
    """

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - as in Textual
        super().__init__(debug)
        self._is_pasting = False
        self._pasted = ""
        self._last = ""
        """The end of what has been read, as long as a mark may have begun in it."""

    def feed(self, data: str) -> Iterable[Message]:
        """Make keys and pastes of what was read; nothing read is the end."""
        if not data:
            yield from super().feed(data)
        while data:
            mark = BRACKETED_PASTE_END if self._is_pasting else BRACKETED_PASTE_START
            before = len(self._last)
            found = (self._last + data).find(mark)
            taken = len(data) if found < 0 else found + len(mark) - before
            part, data = data[:taken], data[taken:]
            self._last = (self._last + part)[1 - len(mark) :] if found < 0 else ""
            if self._is_pasting:
                self._pasted += part[: _PASTE_LIMIT - len(self._pasted)]
            else:
                yield from self._keys(part)
            if found >= 0:
                yield from self._turn(mark)

    def _turn(self, mark: str) -> Iterable[Message]:
        """Begin a paste, or end it."""
        self._is_pasting = not self._is_pasting
        if not self._is_pasting:
            pasted, self._pasted = self._pasted, ""
            yield from self._keys(mark)
            # Textual's own input line, in the palette, draws what it is given.
            text = SEQUENCES.sub("", pasted.removesuffix(mark))
            yield events.Paste(clean_block(text))

    def _keys(self, data: str) -> Iterable[Message]:
        return (event for event in super().feed(data) if not isinstance(event, events.Paste))

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:  # noqa: FBT001, FBT002 - as in Textual
        if sequence in _ALT_DIGITS:
            return (events.Key(_ALT_DIGITS[sequence], None),)
        if alt and len(sequence) == 1 and sequence.isprintable():
            # Textual gives signs typed with Alt as if they were typed alone.
            return (events.Key(f"alt+{sequence}", None),)
        return super()._sequence_to_key_events(sequence, alt)
