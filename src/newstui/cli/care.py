"""Looking after the library: doctor."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from newstui import __version__
from newstui.cli.library import opened_library
from newstui.cli.output import say, say_record, warn
from newstui.newsroom.checking import check_library
from newstui.newsroom.desk import read_clock
from newstui.newsroom.records import SCHEMA
from newstui.text.clean import clean_line
from newstui.tui.remapping import read_keymap

if TYPE_CHECKING:
    from argparse import Namespace

_LIBRARIES = (
    "textual",
    "rich",
    "feedparser",
    "platformdirs",
    "pycurl",
    "lxml",
    "markdown-it-py",
    "pillow",
)


def doctor(chosen: Namespace) -> int:
    """Tell paths and versions, check the archive and the bookmark files; 1 if anything is wrong."""
    with opened_library(chosen, with_samples=False) as library:
        report = check_library(
            library.archive, library.paths, folder=library.bookmarks_folder, clock=read_clock
        )
        _keymap, wrong_keys = read_keymap(library.settings.keys)
        mistakes = [clean_line(str(error)) for error in (*library.mistakes, *wrong_keys)]
    for mistake in mistakes[len(library.mistakes) :]:
        warn(mistake)
    facts = {"newstui": __version__, "python": sys.version.split()[0], **_versions()}
    if chosen.json:
        record = {"schema": SCHEMA, "versions": facts, **report.facts}
        say_record({**record, "problems": [*mistakes, *report.problems]})
    else:
        say(clean_line(", ".join(f"{name} {number}" for name, number in facts.items())))
        for name, value in report.facts.items():
            say(clean_line(f"{name}: {value}"))
        if not report.problems and not mistakes:
            say(clean_line("everything is in order"))
    for problem in report.problems:
        warn(problem)
    return 1 if report.problems or mistakes else 0


def _versions() -> dict[str, str]:
    found = {}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found
