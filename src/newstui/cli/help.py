"""Help on the command line beyond what each command tells of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.cli.output import say
from newstui.cli.parser import parse
from newstui.store.querytable import describe
from newstui.text.clean import clean_block

if TYPE_CHECKING:
    from argparse import Namespace


def tell(chosen: Namespace) -> int:
    """Print the cheat-sheet of the query language, or what a command tells of itself.

    Raises:
        SystemExit: After telling of a command; with status 2 when there is none of that name.
    """
    if chosen.topic != "query":
        parse([*([chosen.topic] if chosen.topic else []), "--help"])
    rows = describe()
    width = max(len(written) for written, _ in rows)
    for written, meaning in rows:
        say(clean_block(f"{written:<{width}}  {meaning}"))
    return 0
