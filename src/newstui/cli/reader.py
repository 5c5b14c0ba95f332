"""Opening the reader: on the library, or on some places only."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Final

from newstui.cli.output import warn
from newstui.errors import UsageError
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from argparse import Namespace
    from typing import TextIO

    from newstui.newsroom.desk import Desk

_FRAMES: Final = "TEXTUAL_FPS"
_FRAMES_A_SECOND: Final = "120"


def open_reader(chosen: Namespace) -> int:
    """Open the reader on the library."""
    if chosen.plain:
        from newstui.cli.plainly import read_library

        return read_library(chosen)
    _need_terminal(_is_terminal(sys.stdin) and _is_terminal(sys.stdout))
    gc.disable()
    from newstui.newsroom.desk import open_desk

    return _run(open_desk(chosen.home))


def read_places(chosen: Namespace) -> int:
    """Open the reader on some places, the slow ones coming while it is open; nothing is kept."""
    if chosen.plain:
        from newstui.cli.plainly import read_library, read_visited

        return read_visited(chosen) if chosen.places else read_library(chosen)
    if not chosen.places:
        raise UsageError("read: name a file, a folder, an address, or - for standard input")
    takes_stdin = "-" in chosen.places
    _need_terminal(_is_terminal(sys.stdout) and (takes_stdin or _is_terminal(sys.stdin)))
    from newstui.cli.visiting import open_places
    from newstui.newsroom.desk import open_visit

    visit = open_places(chosen.places, home=chosen.home)
    if visit.is_empty and not visit.asked:
        for failure in visit.failures or [clean_line("no stories in there")]:
            warn(failure)
        return 1
    if takes_stdin:
        take_keyboard()
    return _run(open_visit(chosen.home, visit))


def tour(chosen: Namespace) -> int:
    """Take the tour, on samples; nothing is kept."""
    _need_terminal(_is_terminal(sys.stdin) and _is_terminal(sys.stdout))
    from newstui.config import load_settings
    from newstui.newsroom.desk import read_clock
    from newstui.newsroom.touring import open_samples
    from newstui.paths import find_paths

    paths = find_paths(chosen.home)
    settings, _errors = load_settings(paths.settings)
    return _run(open_samples(paths, settings, clock=read_clock), is_tour=True)


def _run(desk: Desk, *, is_tour: bool = False) -> int:
    # Textual reads it when it is imported, and nobody else is to. What a key finds is often there a
    # few milliseconds after the frame that shows the key, and waits for the next one.
    if is_ours := _FRAMES not in os.environ:
        os.environ[_FRAMES] = _FRAMES_A_SECOND
    from newstui.tui.app import NewsApp

    if is_ours:
        del os.environ[_FRAMES]
    from newstui.tui.glyphs import choose_glyphs

    app = NewsApp(desk, choose_glyphs(desk.settings.glyphs, os.environ), is_tour=is_tour)
    app.run()
    return app.return_code or 0


def _is_terminal(stream: TextIO | None) -> bool:
    """Whether a standard stream is one; Python has none for a stream that was closed."""
    return stream is not None and stream.isatty()


def _need_terminal(there_is_one: bool) -> None:  # noqa: FBT001 - it says what it is
    if not there_is_one:
        raise UsageError("the reader needs a terminal; `newstui list` and `show` do without")


def take_keyboard() -> None:
    """Read keys from the controlling terminal, as standard input was something else.

    Raises:
        UsageError: If there is none.
    """
    try:
        keyboard = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        _need_terminal(there_is_one=False)
        return
    os.dup2(keyboard, 0)
    os.close(keyboard)
