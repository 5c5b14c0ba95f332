"""What starts loads only what it needs: the first frame and the shell's prompt come at once."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

_AFTERWARDS = """
import atexit, json, sys
def tell():
    print("LOADED " + json.dumps(sorted(sys.modules)), file=sys.stderr)
atexit.register(tell)
"""


def loaded_by(code: str) -> set[str]:
    """Run some lines in a fresh interpreter and list the modules it has at the end."""
    done = subprocess.run(
        [sys.executable, "-c", _AFTERWARDS + code],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    told = [line for line in done.stderr.splitlines() if line.startswith("LOADED ")]
    return set(json.loads(told[-1].removeprefix("LOADED ")))


def of_command(*arguments: str) -> set[str]:
    """List the modules one command line loads in its own process."""
    call = f"sys.argv = {['newstui', *arguments]!r}\nfrom newstui.__main__ import main\n"
    return loaded_by(f"{call}sys.exit(main())")


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_version_and_help_load_no_library(argument: str) -> None:
    heavy = {
        "textual",
        "rich",
        "feedparser",
        "pycurl",
        "lxml",
        "sqlite3",
        "markdown_it",
        "PIL",
        "readability",
    }
    assert of_command(argument) & heavy == set()


def test_listing_headlines_loads_neither_screen_nor_parsers() -> None:
    loaded = of_command("list")
    assert "sqlite3" in loaded
    assert (
        loaded & {"textual", "feedparser", "pycurl", "lxml", "markdown_it", "PIL", "readability"}
        == set()
    )


def test_reading_plainly_loads_no_screen() -> None:
    loaded = of_command("--plain")
    assert "newstui.cli.linereader" in loaded
    assert "textual" not in loaded


def test_the_screen_loads_no_parser_and_no_engine() -> None:
    loaded = loaded_by("import newstui.tui.app")
    heavy = {
        "feedparser",
        "pycurl",
        "lxml",
        "markdown_it",
        "PIL",
        "readability",
        "newstui.attribution.engine",
    }
    heavy |= {"newstui.places", "newstui.refresh", "newstui.tui.screens.pictures"}
    assert "textual" in loaded
    assert loaded & heavy == set()


def test_the_screen_begins_without_what_the_first_story_needs() -> None:
    later = {
        "model.correction",
        "newsroom.arranging",
        "newsroom.sifting",
        "newsroom.sources",
        "store.flags",
        "store.jobs",
        "store.journal",
        "text.asides",
        "text.speakers",
        "tui.panes.source_layout",
        "tui.panes.source_rows",
        "tui.panes.story_page",
    }
    loaded = loaded_by("import newstui.tui.app")
    assert loaded & {f"newstui.{name}" for name in later} == set()


def test_a_refresh_loads_only_what_asking_needs_until_something_has_come() -> None:
    loaded = loaded_by("import newstui.refresh.process")
    builders = {"newstui.attribution", "newstui.text.build", "newstui.refresh.building"}
    keepers = {"newstui.store.keeping", "newstui.store.ruling", "newstui.formats"}
    keepers |= {"newstui.text.records", "newstui.text.page_records", "concurrent.futures"}
    assert "newstui.places.http" in loaded
    assert (
        loaded & {*builders, *keepers, "feedparser", "lxml", "readability", "markdown_it", "PIL"}
        == set()
    )
