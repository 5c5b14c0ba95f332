"""Opening the plain reader: commands from standard input, one a line, until it ends."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from newstui.cli.library import Library, opened_library, settings_of
from newstui.cli.linereader import LineReader
from newstui.cli.output import say_plainly, warn
from newstui.cli.reader import take_keyboard
from newstui.cli.visiting import visit
from newstui.model.feed import FeedKind
from newstui.newsroom.desk import read_clock
from newstui.paths import find_paths
from newstui.store.subscriptions import list_feeds
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from argparse import Namespace

    from newstui.model.text import SafeText

_LIBRARY = clean_line("newstui. Say help for what can be said, quit to end.")
_SAMPLES = clean_block(
    f"{_LIBRARY}\nThese are samples, to look around: newstui add ADDRESS subscribes to a feed or a"
    " site, newstui import --starters names lists to start with."
)
_PLACES = clean_line("newstui, on these places only: nothing is kept. Say help, or quit to end.")


def read_library(chosen: Namespace) -> int:
    """Read the library, a line at a time."""
    with opened_library(chosen) as library:
        feeds = list_feeds(library.archive)
        only_samples = all(feed.kind is FeedKind.SAMPLES for feed in feeds)
        _converse(library, _SAMPLES if only_samples else _LIBRARY)
    return 0


def read_visited(chosen: Namespace) -> int:
    """Read some places, a line at a time; nothing is kept."""
    paths = find_paths(chosen.home)
    settings = settings_of(chosen)
    visited = visit(chosen.places, home=chosen.home)
    for failure in visited.failures:
        warn(failure)
    try:
        if not visited.story_ids:
            return 1
        if "-" in chosen.places:
            take_keyboard()
            sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), errors="replace")
        _converse(Library(archive=visited.archive, paths=paths, settings=settings), _PLACES)
    finally:
        visited.archive.close()
    return 0


def _converse(library: Library, greeting: SafeText) -> None:
    """Take lines until the reader has enough, or standard input is at its end."""
    reader = LineReader(library, tell=say_plainly, clock=read_clock)
    reader.start(greeting)
    source = sys.stdin
    if isinstance(source, io.TextIOWrapper):
        source.reconfigure(errors="replace")
    is_typed = source is not None and source.isatty()
    while source is not None:
        if is_typed:
            sys.stdout.write("> ")
            sys.stdout.flush()
        line = source.readline()
        if not line:
            break
        if not reader.take(clean_line(line)):
            return
    if is_typed:
        say_plainly(clean_line(""))
