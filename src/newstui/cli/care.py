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

    from newstui.newsroom.adopting import TakenIn

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
    with opened_library(chosen, with_samples=False, to_change=chosen.repair) as library:
        report = check_library(
            library.archive,
            library.paths,
            folder=library.bookmarks_folder,
            clock=read_clock,
            takes_in=chosen.repair,
        )
        _keymap, wrong_keys = read_keymap(library.settings.keys)
        mistakes = [clean_line(str(error)) for error in (*library.mistakes, *wrong_keys)]
    for mistake in mistakes[len(library.mistakes) :]:
        warn(mistake)
    facts = {"newstui": __version__, "python": sys.version.split()[0], **_versions()}
    if chosen.json:
        record: dict[str, object] = {"schema": SCHEMA, "versions": facts, **report.facts}
        if report.taken_in is not None:
            taken = report.taken_in.taken
            record["taken_in"] = [{"file": name, "id": f"#{number}"} for name, number in taken]
        say_record({**record, "problems": [*mistakes, *report.problems]})
    else:
        say(clean_line(", ".join(f"{name} {number}" for name, number in facts.items())))
        for name, value in report.facts.items():
            say(clean_line(f"{name}: {value}"))
        if report.taken_in is not None:
            _tell_taken(report.taken_in)
        if not report.problems and not mistakes:
            say(clean_line("everything is in order"))
    for problem in report.problems:
        warn(problem)
    return 1 if report.problems or mistakes else 0


def _tell_taken(found: TakenIn) -> None:
    """Say which files were taken in, and which have nothing to do with bookmarks."""
    for name, number in found.taken:
        say(clean_line(f"#{number} bookmarked again from {name}"))
    for name in found.foreign:
        say(clean_line(f"{name}: not written by newstui; it is left as it is"))


def _versions() -> dict[str, str]:
    found = {}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found
