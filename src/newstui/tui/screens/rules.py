"""Rules, or the stories one is tried on, and what can be done with the current row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.text.clean import NOTHING, clean_block
from newstui.tui.actions import RULES, hints_of
from newstui.tui.panes.hints import HintLine, fitting, hint_parts
from newstui.tui.screens.choosing import RowsScreen
from newstui.tui.strips import line_strip, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.strip import Strip

    from newstui.model.text import SafeText
    from newstui.tui.panes.pane import Pane
    from newstui.tui.screens.choosing import Row
    from newstui.tui.strips import Part

Decision = tuple[str, int]
"""The action that was chosen, and the row it is for."""

WITH_A_RULE: Final[Mapping[str, str]] = {hint.name: hint.label for hint in hints_of(RULES)}
"""What can be done where rules are listed, with what the bottom line calls it."""


class WaysLine(HintLine):
    """Which keys there are, in as many lines as they need."""

    def __init__(self, ways: Mapping[str, str], asked: SafeText, told: SafeText) -> None:
        super().__init__([(f"{{{name}}}", label) for name, label in ways.items()], RULES)
        self._asked = asked
        self._told = told

    def on_resize(self) -> None:
        """Take as many lines as the keys need."""
        self._stretch()
        super().on_resize()

    def hush(self) -> None:
        """Take away what was told."""
        if self._told:
            self._told = NOTHING
            self._stretch()
            self.forget()

    def _stretch(self) -> None:
        self.styles.height = max(1, len(self._lines()))

    def _lines(self) -> list[list[Part]]:
        """What is told, what is asked, and the keys below it."""
        width, look = self.screen.size.width, self.look
        texts = ((self._told, look.accent), (self._asked, look.title))
        lines = [
            [(clean_block(f" {line}"), style)]
            for text, style in texts
            for line in (wrapped(text, width - 2) if text else ())
        ]
        hints = self.hints
        while hints:
            count = max(1, fitting(hints, width))
            lines.append(hint_parts(hints[:count], look))
            hints = hints[count:]
        return lines

    def line(self, y: int) -> Strip:
        """Draw one line."""
        lines = self._lines()
        return line_strip(lines[y] if y < len(lines) else (), self.inside.width, self.look.text)


class RulesScreen(RowsScreen["Decision"], inherit_bindings=False):
    """Rows, and what is done with the current one; its result is `None` when nothing is.

    Args:
        question: Stands above the rows.
        rows: May be none.
        beside: The pane whose look and keys it takes.
        ways: By action of the rules: what it is called here; other actions of theirs do nothing.
        asked: Stands above the keys.
        told: What was done, which stands there until a key is pressed.
        index: The row that is current first.
    """

    def __init__(  # noqa: PLR0913 - what a list is made of
        self,
        question: SafeText,
        rows: Sequence[Row],
        beside: Pane,
        *,
        ways: Mapping[str, str] = WITH_A_RULE,
        asked: SafeText = NOTHING,
        told: SafeText = NOTHING,
        index: int = 0,
    ) -> None:
        self._ways, self._ways_line = ways, WaysLine(ways, asked, told)
        super().__init__(question, rows, self._ways_line, beside, index=index)

    def _press(self, key: str) -> None:
        """Move, decide, or go back."""
        self._ways_line.hush()
        if key == "ctrl+c":
            self._leave(None)
        elif (command := self.keymap.press(key, RULES)) is not None:
            self.carry_out(command.action.name, command.count)

    def can(self, name: str) -> bool:
        """Whether an action does anything here."""
        return name in self._ways or (name == "redo" and "undo" in self._ways)

    def carry_out(self, name: str, count: int | None = None) -> None:
        """Move, decide, explain, or go back."""
        do = getattr(self, f"do_{name}", None) or getattr(self._choice, f"do_{name}", None)
        if do is not None:
            do(count)

    def _decide(self, name: str) -> None:
        if self.can(name):
            self._leave((name, self._choice.index))

    def do_try_rule(self, _count: int | None) -> None:
        """Try the rule; where it is tried, keep it for what comes."""
        self._decide("try_rule")

    def do_add_rule(self, _count: int | None) -> None:
        """Make another rule."""
        self._decide("add_rule")

    def do_edit_rule(self, _count: int | None) -> None:
        """Make another of the rule."""
        self._decide("edit_rule")

    def do_switch_rule(self, _count: int | None) -> None:
        """Turn the rule off, or on again."""
        self._decide("switch_rule")

    def do_remove_rule(self, _count: int | None) -> None:
        """Remove the rule."""
        self._decide("remove_rule")

    def do_rule_down(self, _count: int | None) -> None:
        """Have the rule applied later."""
        self._decide("rule_down")

    def do_rule_up(self, _count: int | None) -> None:
        """Have the rule applied earlier."""
        self._decide("rule_up")

    def do_apply_rule(self, _count: int | None) -> None:
        """Apply the rule that is tried to what is there, too."""
        self._decide("apply_rule")

    def do_undo(self, _count: int | None) -> None:
        """Take the last change back."""
        self._decide("undo")

    def do_redo(self, _count: int | None) -> None:
        """Do again what was taken back last."""
        self._decide("redo")

    def do_leave_rules(self, _count: int | None) -> None:
        """Go back."""
        self._leave(None)

    def do_help(self, _count: int | None) -> None:
        """Show the keys of this screen."""
        from newstui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(RULES, self._choice))

    def do_palette(self, _count: int | None) -> None:
        """Find what can be done by name, where there is room for that."""
        from newstui.tui.providers import Palette

        if Palette.has_room(self.size.height):
            self.app.push_screen(Palette(self._choice.glyphs))
