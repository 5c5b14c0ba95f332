"""Places that a command reads for itself, with progress where somebody waits for it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from newstui.cli.progress import Progress
from newstui.newsroom.desk import read_clock
from newstui.newsroom.visiting import begin_visit, count_at_hand, visit_places
from newstui.paths import find_paths
from newstui.places.stdin import read_stdin
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newstui.newsroom.visiting import OpenVisit, Visit


def visit(places: Sequence[str], *, home: Path | None, hidden: bool = False) -> Visit:
    """Read places into memory, standard input among them where it is asked for.

    Args:
        places: As typed.
        home: The folder that holds everything; `None` for the platform's own.
        hidden: Whether no progress is shown.

    Raises:
        PlaceError: If standard input is asked for and cannot be read.
    """
    stdin = read_stdin() if "-" in places else None
    with Progress(sys.stderr, hidden=hidden) as progress:
        progress.start(len(places), clean_line("reading"))
        return visit_places(
            places,
            stdin=stdin,
            settings=find_paths(home).settings,
            clock=read_clock,
            tell=progress.advance,
        )


def open_places(places: Sequence[str], *, home: Path | None) -> OpenVisit:
    """Read places into memory as far as they are at hand; those on the web are read later.

    Args:
        places: As typed.
        home: The folder that holds everything; `None` for the platform's own.

    Raises:
        PlaceError: If standard input is asked for and cannot be read.
    """
    stdin = read_stdin() if "-" in places else None
    at_hand = count_at_hand(places)
    with Progress(sys.stderr, hidden=not at_hand) as progress:
        progress.start(at_hand, clean_line("reading"))
        return begin_visit(
            places,
            stdin=stdin,
            settings=find_paths(home).settings,
            clock=read_clock,
            tell=progress.advance,
        )
