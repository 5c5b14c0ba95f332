"""The settings file: written with every setting explained, and the names its keys may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.cli.output import say, say_record
from newstui.config.writing import commented_settings
from newstui.errors import ConfigError
from newstui.newsroom.records import SCHEMA
from newstui.paths import find_paths
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path


def configure(chosen: Namespace) -> int:
    """Write the settings file, print it, or list what keys can do."""
    if chosen.actions:
        return _list_actions(chosen)
    if chosen.show:
        say(clean_block(commented_settings().rstrip("\n")))
        return 0
    path = find_paths(chosen.home).settings
    _write(path)
    say(clean_line(f"wrote {path}; every setting in it is explained, and none is set yet"))
    return 0


def _write(path: Path) -> None:
    """Write the file where none is.

    Raises:
        ConfigError: If there is one, or it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("x", encoding="utf-8") as file:
            file.write(commented_settings())
    except FileExistsError:
        told = "is there already and stays as it is; `newstui config --print` shows a new one"
        raise ConfigError(str(path), told) from None
    except OSError as error:
        raise ConfigError(str(path), error.strerror or "cannot be written") from None


def _list_actions(chosen: Namespace) -> int:
    """List the actions by name, with their keys as the settings make them."""
    from newstui.cli.library import settings_of
    from newstui.tui.actions import ACTIONS
    from newstui.tui.remapping import read_keymap

    keymap, _mistakes = read_keymap(settings_of(chosen).keys)
    for action in ACTIONS:
        keys = {pane: list(keymap.keys_of(action.name, pane)) for pane in action.panes}
        about = keymap.explain(action)
        if chosen.json:
            say_record({"schema": SCHEMA, "action": action.name, "keys": keys, "help": about})
            continue
        named = dict.fromkeys(" ".join(names) for names in keys.values() if names)
        say(clean_block(f"{action.name:<20} {' / '.join(named) or '-':<20} {about}"))
    return 0
