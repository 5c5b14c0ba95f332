"""The command line's grammar; what a verb does is imported when that verb is used."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newstui import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_EPILOG = """\
A PLACE is a file, a folder, an http(s) address, or - for standard input.
Story numbers are written #12 (quoted in the shell: '#12'). A QUERY is made of words
and of is:unread, is:read, is:bookmarked, feed:NAME.
Exit status: 0 done, 1 something failed, 2 wrong use."""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read a command line; its `carry_out` does what it says.

    Raises:
        SystemExit: For --help and --version, and with status 2 for wrong use.
    """
    return _parser().parse_args(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newstui",
        description="A terminal news reader that shows who says what.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"newstui {__version__}")
    parser.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        help="keep everything under this folder (or set NEWSTUI_HOME)",
    )
    parser.set_defaults(carry_out=_verb("reader", "open_reader"))
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_reading(verbs)
    _add_subscriptions(verbs)
    _add_stories(verbs)
    _add_care(verbs)
    return parser


def _verb(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """Name a function that is imported when it is called."""

    def carry_out(chosen: argparse.Namespace) -> int:
        status: int = getattr(import_module(f"newstui.cli.{module}"), function)(chosen)
        return status

    return carry_out


def _add(verbs: Any, name: str, text: str, verb: tuple[str, str]) -> argparse.ArgumentParser:  # noqa: ANN401 - argparse keeps this type to itself
    parser: argparse.ArgumentParser = verbs.add_parser(
        name, help=text, description=f"{text[0].upper()}{text[1:]}."
    )
    parser.set_defaults(carry_out=_verb(*verb))
    return parser


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, one object a line")


def _add_reading(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps this type to itself
    read = _add(verbs, "read", "open the reader on these places only", ("reader", "read_places"))
    read.add_argument("places", nargs="+", metavar="PLACE")


def _add_subscriptions(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps this type to itself
    add = _add(verbs, "add", "subscribe to a feed, a file or a folder", ("feeds", "add"))
    add.add_argument("place", metavar="PLACE")
    add.add_argument("--folder", metavar="F", help="put it into this folder of subscriptions")
    add.add_argument("--title", metavar="T", help="call it this")
    _add_json(_add(verbs, "feeds", "list the subscriptions", ("feeds", "list_feeds")))
    remove = _add(verbs, "remove", "remove a subscription", ("feeds", "remove"))
    remove.add_argument("feed", metavar="FEED", help="its number, place, or a part of its title")
    refresh = _add(verbs, "refresh", "fetch feeds without the screen", ("feeds", "refresh"))
    refresh.add_argument("feeds", nargs="*", metavar="FEED")
    _add_json(refresh)


def _add_stories(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps this type to itself
    listing = _add(verbs, "list", "list headlines", ("stories", "list_headlines"))
    listing.add_argument("query", nargs="*", metavar="QUERY")
    listing.add_argument("--limit", type=_count, metavar="N", help="at most so many")
    _add_json(listing)
    show = _add(verbs, "show", "print whole stories", ("stories", "show"))
    show.add_argument("stories", nargs="+", metavar="#ID-or-PLACE")
    form = show.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help="print Markdown")
    _add_json_to(form)
    sources = _add(verbs, "sources", "print who says what", ("stories", "sources"))
    sources.add_argument("stories", nargs="*", metavar="#ID-or-PLACE")
    sources.add_argument("--query", metavar="QUERY", help="the stories a query describes")
    _add_json(sources)
    mark = _add(verbs, "mark", "change marks", ("marks", "mark"))
    mark.add_argument("mark", choices=("read", "unread", "bookmark", "unbookmark"))
    mark.add_argument("stories", nargs="+", metavar="#ID-or-QUERY")
    _add_json(_add(verbs, "bookmarks", "list bookmarks and their files", ("marks", "bookmarks")))


def _add_json_to(group: argparse._MutuallyExclusiveGroup) -> None:
    group.add_argument("--json", action="store_true", help="print JSON, one object a line")


def _add_care(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps this type to itself
    doctor = _add(verbs, "doctor", "check paths, versions and the archive", ("care", "doctor"))
    _add_json(doctor)


def _count(text: str) -> int:
    count = int(text)
    if count < 0:
        raise ValueError
    return count
