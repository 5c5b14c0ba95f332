"""Help on the command line beyond what each command tells of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.cli.output import say
from newstui.store.querytable import describe
from newstui.text.clean import clean_block

if TYPE_CHECKING:
    from argparse import Namespace


def tell(_chosen: Namespace) -> int:
    """Print the cheat-sheet of the query language."""
    rows = describe()
    width = max(len(written) for written, _ in rows)
    for written, meaning in rows:
        say(clean_block(f"{written:<{width}}  {meaning}"))
    return 0
