"""The bottom line: which keys matter here, what is going on, and what is being typed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from textual.css.scalar import Scalar
from textual.geometry import Offset

from newstui.errors import NewstuiError, QueryError
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.tui.actions import HEADLINES, hints_of
from newstui.tui.panes.hints import hint_parts, most_important
from newstui.tui.panes.pane import Pane
from newstui.tui.strips import cut, cut_words, line_strip, spaced, wrapped

if TYPE_CHECKING:
    from textual.strip import Strip

    from newstui.model.text import Offsets, SafeText
    from newstui.tui.prompt import Prompt
    from newstui.tui.strips import Part


_ROOM_FOR_MESSAGE = 20
_ROOM_TO_TYPE = 28
_MESSAGE_LINES = 2
_MOST_LINES = 6
_UNDERLINED = Style(underline=True)


def _wrong_part(error: NewstuiError, typed: SafeText) -> Offsets:
    return (error.start, error.end) if isinstance(error, QueryError) else (0, len(typed))


class StatusLine(Pane, can_focus=False):
    """One line at the bottom of the screen; more, over the panes, for a message that is longer."""

    def __init__(self) -> None:
        super().__init__(id="status")
        self.keeps = True
        """Whether anything is kept; if not, keys that are refused then are not shown."""
        self._pane = HEADLINES
        self._message: Part | None = None
        self._tail = NOTHING
        self._most_lines = 1
        self._lines: list[SafeText] = []
        """Of a message that takes more than one; empty for any other."""
        self._activity = NOTHING
        self._place = NOTHING
        self._prompt: Prompt | None = None

    def hint_at(self, pane: str) -> None:
        """Show the keys of this pane."""
        self._pane = pane
        self.refresh()

    def say(self, text: SafeText, *, tail: SafeText = NOTHING, is_error: bool = False) -> None:
        """Show a message in place of the keys, until the next key.

        Args:
            text: What is cut where there is no room for it, if a tail follows that is worth more.
            tail: What is to be seen after it all the same.
            is_error: Whether something went wrong; then all of it is worth reading.
        """
        self._tail = tail
        self._message = (text, self.look.error if is_error else self.look.accent)
        self._most_lines = _MOST_LINES if is_error else 1 if tail else _MESSAGE_LINES
        self._stretch()

    def say_also(self, text: SafeText, *, is_error: bool = False) -> None:
        """Show a message after the one that is shown, which nobody may have read yet.

        Args:
            text: What happened meanwhile.
            is_error: Whether something went wrong.
        """
        if self._message is None:
            self.say(text, is_error=is_error)
            return
        told, style = self._message
        joined = clean_block(f"{told}{self._tail} · {text}")
        self._message = (joined, self.look.error if is_error else style)
        self._tail, self._most_lines = NOTHING, _MOST_LINES
        self._stretch()

    def hush(self) -> None:
        """Take the message away."""
        if self._message is not None:
            self._message = None
            self._stretch()

    def _stretch(self) -> None:
        """Take as many lines as the message needs, at most half of the screen's."""
        self._lines = self._broken_message()
        height = max(1, len(self._lines) + (self._prompt is not None))
        if self.styles.height != Scalar.from_number(height):
            self.styles.height = height
        self.refresh()

    def _broken_message(self) -> list[SafeText]:
        """Break a message that is worth reading whole into lines; none where one line has room.

        While a line is typed, that is what went wrong with it; it stands above the line.
        """
        size, prompt = self.screen.size, self._prompt
        limit = min(self._most_lines, size.height // 2)
        if self._message is None or limit <= (1 if prompt is None else _MESSAGE_LINES):
            return []
        told, taken = clean_block(self._message[0] + self._tail), self._right_part(size.width)
        if prompt is not None:
            taken = clean_block(f" {self._shown_label(prompt)} {prompt.typed}   ")
        if cell_len(told) < size.width - cell_len(taken):
            return []
        return wrapped(told, size.width - 2, at_most=limit, ellipsis=self.glyphs.ellipsis)

    def on_resize(self) -> None:
        """Lay out anew for another size."""
        self._stretch()
        super().on_resize()

    @property
    def is_telling(self) -> bool:
        """Whether a message is shown, or waits until a line is typed."""
        return self._message is not None

    def report(self, activity: SafeText) -> None:
        """Show what is going on, at the right."""
        if activity != self._activity:
            self._activity = activity
            self.refresh()

    def locate(self, place: SafeText) -> None:
        """Show where in the list the reader is, at the far right."""
        if place != self._place:
            self._place = place
            self.refresh()

    def ask(self, prompt: Prompt) -> None:
        """Have a line typed, in place of the keys."""
        self._prompt = prompt
        self._stretch()

    @property
    def is_asking(self) -> bool:
        """Whether a line is being typed."""
        return self._prompt is not None

    def press(self, key: str, character: str | None) -> None:
        """Take one key for the line being typed; what is refused stays, with the reason."""
        prompt = self._prompt
        if prompt is None:
            return
        was_wrong = prompt.is_wrong
        try:
            is_over = not prompt.press(key, character)
        except NewstuiError as error:
            prompt.wrong = _wrong_part(error, prompt.typed)
            self.say(clean_line(str(error)), is_error=True)
            return
        if was_wrong and not prompt.is_wrong:
            self.hush()
        # What was typed may have led to another question.
        if is_over and self._prompt is prompt:
            self._prompt = None
        self._stretch()

    def paste(self, text: str) -> None:
        """Put text into the line being typed; where none is, it would be keys nobody pressed."""
        if self._prompt is not None:
            self._prompt.paste(text)
            self._stretch()

    def line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.inside.width
        if y < len(self._lines) and self._message is not None:
            line = clean_block(f" {self._lines[y]}")
            return line_strip([(line, self._message[1])], width, self.look.text)
        if self._prompt is not None and y == len(self._lines):
            return self._prompt_line(self._prompt)
        if y > 0:
            return self.blank()
        activity = self._right_part(width)
        room = max(0, width - cell_len(activity))
        parts = self._left_parts(room)
        used = sum(cell_len(text) for text, _style in parts)
        parts += [(spaced(room - used), self.look.text), (activity, self.look.muted)]
        return line_strip(parts, width, self.look.text)

    def _right_part(self, width: int) -> SafeText:
        """What goes on and which story this is; nothing where a message needs the room."""
        right = [text for text in (self._activity, self._place) if text]
        part = clean_block(f" {'   '.join(right)} " if right else "")
        if self._message is not None and width - cell_len(part) < _ROOM_FOR_MESSAGE:
            return NOTHING
        return part

    def _left_parts(self, room: int) -> list[Part]:
        if self._message is not None:
            return [(spaced(1), self.look.text), self._shown_message(room - 1)]
        return self._hints(room)

    def _shown_message(self, room: int) -> Part:
        text, style = self._message or (NOTHING, self.look.text)
        left, ellipsis = room - cell_len(self._tail), self.glyphs.ellipsis
        if left >= _ROOM_FOR_MESSAGE:
            return clean_block(cut_words(text, left, ellipsis) + self._tail), style
        return cut_words(clean_block(text + self._tail), room, ellipsis), style

    def _hints(self, room: int) -> list[Part]:
        """Show as many keys as fit; help, the last one, is among them."""
        pane, known = self._pane, self.keymap
        shown = hints_of(pane, keeps=self.keeps)
        hints = [(clean_line(known.key(hint.name, pane)), clean_line(hint.label)) for hint in shown]
        return hint_parts(most_important([hint for hint in hints if hint[0]], room), self.look)

    @property
    def spot(self) -> Offset:
        """Where the terminal's cursor stands: where something is typed."""
        if self._prompt is None:
            return Offset(0, 0)
        label = self._shown_label(self._prompt)
        before, _after = self._shown_parts(label, self._prompt)
        return Offset(cell_len(label) + 2 + cell_len(before), len(self._lines))

    def _shown_label(self, prompt: Prompt) -> SafeText:
        """Cut the question so that there is room for what is typed."""
        width = self.inside.width
        limit = max(width // 2, width - _ROOM_TO_TYPE)
        return cut(prompt.label, limit, self.glyphs.ellipsis)

    def _shown_parts(self, label: SafeText, prompt: Prompt) -> tuple[SafeText, SafeText]:
        """Cut what is typed to what there is room for, before the place in it and after."""
        room = max(1, self.inside.width - cell_len(label) - 3)
        before, after = prompt.typed[: prompt.at], prompt.typed[prompt.at :][: room * 2]
        while after and cell_len(before[-room * 2 :]) + cell_len(after) > room and after[1:]:
            after = after[:-1]
        before = before[-room * 2 :]
        while cell_len(before) + cell_len(after) > room:
            before = before[1:]
        return clean_block(before), clean_block(after)

    def _prompt_line(self, prompt: Prompt) -> Strip:
        width, label = self.inside.width, self._shown_label(prompt)
        before, after = self._shown_parts(label, prompt)
        parts = [(clean_block(f" {label} "), self.look.accent)]
        parts += self._typed_parts(prompt, before, after)
        left = width - sum(cell_len(text) for text, _style in parts)
        noted = [text for text in (prompt.note, self._activity) if text]
        note, style = clean_block(" · ".join(noted)), self.look.muted
        if self._message is not None and not self._lines:
            note, style = self._shown_message(left - 2)
        tail = cut(clean_block(f"{note} "), left - 1, self.glyphs.ellipsis)
        parts += [(spaced(left - cell_len(tail)), self.look.text), (tail, style)]
        return line_strip(parts, width, self.look.text)

    def _typed_parts(self, prompt: Prompt, before: SafeText, after: SafeText) -> list[Part]:
        """Underline what cannot be understood of what is typed, and show the place in it."""
        shown, away, place = f"{before}{after} ", prompt.at - len(before), len(before)
        start, stop = (max(0, at - away) for at in prompt.wrong)
        parts: list[Part] = []
        for low, high in pairwise(sorted({0, start, stop, place, place + 1, len(shown)})):
            style = self.look.text
            if start <= low < stop:
                style = self.look.error + _UNDERLINED
            if low == place:
                style += self.look.cursor
            parts.append((clean_block(shown[low:high]), style))
        return parts
