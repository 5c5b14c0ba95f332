"""Write the README's table of the query language from the table the parser uses."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from newstui.store.querytable import describe

README = Path(__file__).resolve().parent.parent / "README.md"
_TABLE = re.compile(r"(<!-- queries -->\n).*?(<!-- /queries -->)", re.DOTALL)


def queries_table() -> str:
    """Make the table, a row for each part of the language."""
    rows = [f"| `{written}` | {meaning} |" for written, meaning in describe()]
    return "\n".join(["| in a query | finds stories |", "|---|---|", *rows]) + "\n"


def with_table(text: str) -> str:
    """Put the table into the README's text."""
    return _TABLE.sub(lambda found: found[1] + queries_table() + found[2], text)


if __name__ == "__main__":
    README.write_text(with_table(README.read_text("utf-8")), "utf-8")
    sys.stdout.write("README.md: queries written\n")
