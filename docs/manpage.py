"""Write the manual page from the parser of the command line and the table of actions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newstui import __version__
from newstui.cli.grammar import read_verbs
from newstui.cli.parser import build_parser
from newstui.tui.actions import ACTIONS, PANES
from newstui.tui.keymap import DEFAULT_KEYMAP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.cli.grammar import Argument, Verb

PAGE = Path(__file__).with_name("newstui.1")
_ABOUT = """\
newstui shows feeds, files and saved pages in three panes: headlines, the story, and its sources -
outlets, agencies, people with their roles, unnamed officials, documents, polls - each with the
passage that proves it. It opens at once, offline, with everything there is; without a subscription,
on samples. What is bookmarked stays, as a full copy and as a readable file."""


def manual_page() -> str:
    """Make the page, in the man macros of roff."""
    verbs = read_verbs(build_parser())
    lines = [f'.TH NEWSTUI 1 "" "newstui {__version__}" "User Commands"']
    lines += [".SH NAME", _escaped("newstui - a terminal news reader that shows who says what")]
    lines += [".SH SYNOPSIS", ".B newstui", "[options]", ".br", ".B newstui", "command [options]"]
    lines += [".SH DESCRIPTION", *map(_escaped, _ABOUT.splitlines())]
    lines += [".SH OPTIONS", *_arguments(verbs[0]), ".SH COMMANDS"]
    for verb in verbs[1:]:
        lines += [".SS " + _quoted(verb.usage.removeprefix("newstui ")), _escaped(verb.help)]
        lines += _arguments(verb, but=("-h", "--home"))
        for command in verb.commands:
            lines += _item(command.usage.removeprefix("newstui "), command.help)
    lines += [
        ".SH ARGUMENTS",
        ".nf",
        *map(_escaped, (build_parser().epilog or "").splitlines()),
        ".fi",
    ]
    lines += [".SH KEYS", "Digits before a key are a count."]
    lines += _keys()
    lines += [".SH ENVIRONMENT"]
    lines += _item("NEWSTUI_HOME", "Keep everything under this folder, as with --home.")
    lines += _item("NO_COLOR", "Use no colours.")
    lines += _item("BROWSER", "What opens pages: programs with arguments, between colons.")
    lines += [".SH FILES", _escaped("newstui doctor tells where everything is kept.")]
    return "\n".join(lines) + "\n"


def _arguments(verb: Verb, *, but: tuple[str, ...] = ()) -> Iterator[str]:
    for one in verb.arguments:
        if not set(one.flags) & set(but):
            yield from _item(_name(one), one.help)


def _name(one: Argument) -> str:
    flags = ", ".join(one.flags)
    return f"{flags} {one.value}".strip() if flags else one.value


def _keys() -> Iterator[str]:
    for action in ACTIONS:
        if action.keys:
            keys = " ".join(DEFAULT_KEYMAP.keys_of(action.name, action.panes[0]))
            where = "" if set(PANES) <= set(action.panes) else f" ({', '.join(action.panes)})"
            yield from _item(f"{keys}{where}", DEFAULT_KEYMAP.explain(action))


def _item(name: str, text: str) -> list[str]:
    return [".TP", f".B {_quoted(name)}", _escaped(text)]


def _quoted(text: str) -> str:
    return '"' + _escaped(text).replace('"', "\\(dq") + '"'


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga")
    escaped = escaped.replace("'", "\\(aq").replace("^", "\\(ha").replace("~", "\\(ti")
    return f"\\&{escaped}" if escaped.startswith((".", "\\(aq")) else escaped


if __name__ == "__main__":
    PAGE.write_text(manual_page(), "utf-8")
    sys.stdout.write(f"{PAGE.name} written\n")
