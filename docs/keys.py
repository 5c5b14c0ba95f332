"""Write the README's tables of keys and settings from those of the program."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from newstui.config.writing import settings_rows
from newstui.tui.actions import ACTIONS, PANES
from newstui.tui.keymap import DEFAULT_KEYMAP

README = Path(__file__).resolve().parent.parent / "README.md"
_TABLE = re.compile(r"(<!-- (keys|settings) -->\n).*?(<!-- /\2 -->)", re.DOTALL)


def keys_table() -> str:
    """Make the table, a row an action."""
    lines = ["| keys | in | what they do | name |", "|---|---|---|---|"]
    for action in ACTIONS:
        names = DEFAULT_KEYMAP.keys_of(action.name, action.panes[0])
        keys = " ".join(f"`{name}`" for name in names) or "-"
        where = "everywhere" if set(PANES) <= set(action.panes) else ", ".join(action.panes)
        told = DEFAULT_KEYMAP.explain(action)
        cells = (cell.replace("|", "\\|") for cell in (keys, where, told, f"`{action.name}`"))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def settings_table() -> str:
    """Make the table, a row a setting."""
    return "\n".join(settings_rows()) + "\n"


def with_tables(text: str) -> str:
    """Put the tables into the README's text."""
    tables = {"keys": keys_table(), "settings": settings_table()}
    return _TABLE.sub(lambda found: found[1] + tables[found[2]] + found[3], text)


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text("utf-8")), "utf-8")
    sys.stdout.write("README.md: keys and settings written\n")
