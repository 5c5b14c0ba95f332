"""Write the README's table of keys from the table of actions."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from newstui.tui.actions import ACTIONS, PANES
from newstui.tui.keymap import shown_key

README = Path(__file__).resolve().parent.parent / "README.md"
_TABLE = re.compile(r"(<!-- keys -->\n).*?(<!-- /keys -->)", re.DOTALL)


def keys_table() -> str:
    """Make the table, a row an action."""
    lines = ["| keys | in | what they do |", "|---|---|---|"]
    for action in ACTIONS:
        if action.keys:
            keys = " ".join(f"`{shown_key(key)}`" for key in action.keys)
            where = "everywhere" if action.panes == PANES else ", ".join(action.panes)
            cells = (cell.replace("|", "\\|") for cell in (keys, where, action.help))
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def with_table(text: str) -> str:
    """Put the table into the README's text."""
    return _TABLE.sub(lambda found: found[1] + keys_table() + found[2], text)


if __name__ == "__main__":
    README.write_text(with_table(README.read_text("utf-8")), "utf-8")
    sys.stdout.write("README.md: keys written\n")
