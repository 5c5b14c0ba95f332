"""The command line's grammar; what a verb does is imported when that verb is used."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newstui import __version__
from newstui.cli.arguments import (
    read_count,
    read_flags,
    read_folder,
    read_minutes,
    read_user_agent,
)
from newstui.cli.organisinggrammar import add_organising
from newstui.cli.usage import Parser
from newstui.model.kinds import SourceType, type_named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_EPILOG = """\
Without a command the reader opens on everything you have.

A PLACE is a file, a folder, an http(s) address, or - for standard input.
An #ID is a story's number as `newstui list` shows it, quoted for the shell: '#12'.
A QUERY is made of words and "phrases", AND, OR, NOT, parentheses, and fields such
as is:unread, feed:NAME, after:3d; `newstui help query` tells them all.
A FEED is the number `newstui feeds` shows, a place, or a part of a title or
place; digits alone are always a number.

Exit status: 0 done, 1 something failed, 2 wrong use."""
_STORIES = "stories of the library ('#12'), or places to read without subscribing"
_FEED = "its number, its place, or a part of its title; World/Asia/ for a folder"
_TOP = 20
_SOURCE_TYPES = tuple(kind.value for kind in SourceType)


def _read_type(word: str) -> str:
    """Read a type of source, also as the screen shows it: "gov"."""
    kind = type_named(word)
    return word if kind is None else kind.value


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read a command line; its `carry_out` does what it says.

    Raises:
        SystemExit: For --help and --version, and with status 2 for wrong use.
    """
    return build_parser().parse_args(arguments)


def build_parser() -> argparse.ArgumentParser:
    """Build the whole grammar."""
    parser = Parser(
        prog="newstui",
        description="A terminal news reader that shows who says what.",
        epilog=_EPILOG,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"newstui {__version__}",
        help="print the version and exit",
    )
    _add_home(parser, default=None)
    _add_plain(parser, default=False)
    parser.set_defaults(carry_out=_verb("reader", "open_reader"))
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_reading(verbs)
    _add_subscriptions(verbs)
    _add_stories(verbs)
    add_organising(verbs, _add, _add_json)
    _add_moving(verbs)
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
    # Left out, it must not undo what stood before the command.
    _add_home(parser, default=argparse.SUPPRESS)
    return parser


def _add_home(parser: argparse.ArgumentParser, *, default: str | None) -> None:
    parser.add_argument(
        "--home",
        type=read_folder,
        default=default,
        metavar="FOLDER",
        help="keep everything under this folder (or set NEWSTUI_HOME)",
    )


def _add_plain(parser: argparse._ActionsContainer, *, default: object = argparse.SUPPRESS) -> None:
    parser.add_argument(
        "--plain",
        action="store_true",
        default=default,
        help="whole sentences, line after line, to be heard rather than looked at",
    )


def _add_json(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, one object a line")


def _add_reading(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps this type to itself
    read = _add(verbs, "read", "open the reader on these places only", ("reader", "read_places"))
    read.add_argument("places", nargs="*", metavar="PLACE", help="nothing of it is kept")
    _add_plain(read)
    _add(verbs, "tour", "take the two-minute tour, on samples; nothing is kept", ("reader", "tour"))


def _add_subscriptions(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps this type to itself
    add = _add(verbs, "add", "subscribe to a feed, a file or a folder", ("feeds", "add"))
    add.add_argument("place", metavar="PLACE", help="an http(s) address, a file or a folder")
    add.add_argument("--folder", metavar="F", help="put it into this folder; A/B is B within A")
    add.add_argument("--title", metavar="T", help="call it this")
    _add_json(add)
    feeds = _add(verbs, "feeds", "list the subscriptions", ("feeds", "list_feeds"))
    feeds.add_argument(
        "--trouble", action="store_true", help="only those that fail, are gone, or are idle"
    )
    _add_json(feeds)
    _add_editing(verbs)
    remove = _add(
        verbs, "remove", "remove a subscription, or a folder around some", ("editing", "remove")
    )
    remove.add_argument("feed", metavar="FEED", help=_FEED)
    _add_json(remove)
    refresh = _add(verbs, "refresh", "fetch feeds without the screen", ("feeds", "refresh"))
    refresh.add_argument(
        "feeds", nargs="*", metavar="FEED", help=f"{_FEED}; all when none is given"
    )
    refresh.add_argument(
        "--due", action="store_true", help="only feeds whose time has come, for a timer"
    )
    _add_json(refresh)


def _add_editing(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps this type to itself
    edit = _add(
        verbs,
        "edit",
        "change title, folder, address or settings of a feed, or a folder",
        ("editing", "edit"),
    )
    edit.add_argument("feed", metavar="FEED", help=_FEED)
    edit.add_argument("--title", metavar="T", help="call it this; '' for its own title")
    edit.add_argument(
        "--folder", metavar="F", help="put it into this folder, as with add; '' for none"
    )
    edit.add_argument(
        "--address",
        metavar="PLACE",
        help="where it is now, a site too, or with another user name or password",
    )
    edit.add_argument(
        "--unchecked", action="store_true", help="take that address though no feed is found there"
    )
    edit.add_argument(
        "--interval",
        type=read_minutes,
        metavar="MINUTES",
        help="ask it this often, 15 at least; 0 leaves that to its pace",
    )
    edit.add_argument(
        "--user-agent",
        type=read_user_agent,
        metavar="NAME",
        help="call newstui this there; '' for its name",
    )
    edit.add_argument(
        "--full-text", choices=("on", "off"), help="read the pages of its stories as they come"
    )
    edit.add_argument(
        "--pictures",
        choices=("on", "off"),
        help="fetch the pictures of its stories as these are opened",
    )
    _add_json(edit)


def _add_stories(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps this type to itself
    listing = _add(verbs, "list", "list headlines", ("stories", "list_headlines"))
    listing.add_argument(
        "query",
        nargs="*",
        metavar="QUERY",
        help="words, is:unread, feed:NAME, ...; `newstui help query` tells them all",
    )
    listing.add_argument(
        "--snippets",
        action="store_true",
        help="print what stories say of the words; at a terminal they are printed anyway",
    )
    listing.add_argument("--limit", type=read_count, metavar="N", help="at most so many")
    form = listing.add_mutually_exclusive_group()
    _add_plain(form)
    _add_json(form)
    _add_queries(verbs)
    show = _add(verbs, "show", "print whole stories", ("stories", "show"))
    show.add_argument("stories", nargs="+", metavar="#ID-or-PLACE", help=_STORIES)
    form = show.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help="print Markdown")
    _add_json(form)
    show.add_argument("--changes", action="store_true", help="print how they changed, word by word")
    sources = _add(verbs, "sources", "print who says what", ("stories", "sources"))
    sources.add_argument("stories", nargs="*", metavar="#ID-or-PLACE", help=_STORIES)
    sources.add_argument("--query", metavar="QUERY", help="the stories of the library it describes")
    sources.add_argument("--limit", type=read_count, metavar="N", help="at most so many stories")
    sources.add_argument(
        "--top",
        type=read_count,
        nargs="?",
        const=_TOP,
        metavar="N",
        help=f"only the N sources most of these stories cite ({_TOP})",
    )
    sources.add_argument(
        "--days", type=read_count, metavar="N", help="with --top: of the last N days only"
    )
    sources.add_argument(
        "--type",
        type=_read_type,
        choices=_SOURCE_TYPES,
        metavar="TYPE",
        help="with --top: person, government, ...",
    )
    _add_json(sources)
    mark = _add(
        verbs, "mark", "mark stories read or unread, bookmark them or not", ("marks", "mark")
    )
    mark.add_argument(
        "mark",
        choices=("read", "unread", "bookmark", "unbookmark"),
        metavar="MARK",
        help="read, unread, bookmark or unbookmark",
    )
    mark.add_argument(
        "stories",
        nargs="+",
        metavar="#ID-or-QUERY",
        help="stories of the library ('#12'), or words of a query",
    )
    _add_json(mark)
    pages = _add(verbs, "pages", "read the pages of stories in full", ("pages", "read_pages"))
    pages.add_argument(
        "stories",
        nargs="+",
        metavar="#ID-or-QUERY",
        help="stories of the library ('#12'), or words of a query, as is:unread",
    )
    _add_json(pages)
    pictures = _add(verbs, "pictures", "list the pictures of stories", ("stories", "pictures"))
    pictures.add_argument("stories", nargs="+", metavar="#ID-or-PLACE", help=_STORIES)
    _add_json(pictures)
    _add_json(_add(verbs, "bookmarks", "list bookmarks and their files", ("marks", "bookmarks")))


def _add_queries(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps this type to itself
    queries = _add(
        verbs,
        "queries",
        "list saved queries with their counts, or change them",
        ("queries", "queries"),
    )
    queries.add_argument(
        "change", nargs="?", choices=("add", "remove"), metavar="CHANGE", help="add or remove"
    )
    queries.add_argument("name", nargs="?", metavar="NAME", help="what it is called")
    queries.add_argument("query", nargs="*", metavar="QUERY", help="with add: what it asks for")
    _add_json(queries)


def _add_moving(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps this type to itself
    moving_in = _add(
        verbs, "import", "subscribe to a list of feeds, or move in", ("moving", "import_list")
    )
    which = moving_in.add_mutually_exclusive_group(required=True)
    which.add_argument("file", nargs="?", metavar="FILE", help="an OPML file or -")
    which.add_argument("--starter", metavar="NAME", help="a list that newstui brings along")
    which.add_argument("--starters", action="store_true", help="only name those lists")
    which.add_argument(
        "--from",
        dest="reader",
        choices=("newsboat",),
        metavar="READER",
        help="feeds, articles, read state, flags and query feeds of newsboat",
    )
    moving_in.add_argument("--dry-run", action="store_true", help="only say what would be done")
    newsboat = moving_in.add_argument_group("with --from newsboat")
    newsboat.add_argument(
        "--urls", type=Path, metavar="FILE", help="its list of feeds, if not in its usual place"
    )
    newsboat.add_argument(
        "--cache", type=Path, metavar="FILE", help="its cache.db, if not beside or in its place"
    )
    newsboat.add_argument(
        "--bookmark-flags",
        type=read_flags,
        metavar="LETTERS",
        help="bookmark articles with these flags; any flag x becomes the tag flag-x",
    )
    _add_json(moving_in)
    moving_out = _add(
        verbs, "export", "write out stories, or the subscriptions", ("moving", "export")
    )
    moving_out.add_argument(
        "stories",
        nargs="*",
        metavar="#ID-or-QUERY",
        help="stories of the library ('#12'), or words of a query",
    )
    moving_out.add_argument(
        "--format",
        choices=("markdown", "html", "text", "json", "csl-json", "bibtex"),
        metavar="FORMAT",
        help="markdown, html, text, json, csl-json or bibtex; else by the file's ending",
    )
    moving_out.add_argument(
        "--output", metavar="FILE", help="to this file, else to standard output"
    )
    moving_out.add_argument(
        "--opml",
        nargs="?",
        const="-",
        metavar="FILE",
        help="the subscriptions as OPML, to this file or to standard output",
    )
    moving_out.add_argument("--force", action="store_true", help="replace a file that is there")


def _add_care(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps this type to itself
    shell = _add(
        verbs, "completion", "print a script that completes commands", ("completion", "complete")
    )
    shell.add_argument(
        "shell",
        choices=("bash", "zsh", "fish", "feeds", "folders", "starters"),
        metavar="SHELL",
        help="bash, zsh or fish; or, as their scripts ask: feeds, folders, starters",
    )
    doctor = _add(verbs, "doctor", "check paths, versions and the archive", ("care", "doctor"))
    doctor.add_argument(
        "--repair", action="store_true", help="bookmark again what files of a lost archive hold"
    )
    _add_json(doctor)
    backup = _add(verbs, "backup", "write a copy of everything that is kept", ("copies", "backup"))
    backup.add_argument("file", metavar="FILE", help="a new file")
    restore = _add(verbs, "restore", "put a copy in the library's place", ("copies", "restore"))
    restore.add_argument("file", metavar="FILE", help="what backup wrote")
    told = _add(verbs, "help", "tell of a command, or what a query may be", ("help", "tell"))
    told.add_argument(
        "topic", nargs="?", metavar="TOPIC", help="a command, or query; all commands without it"
    )
    config = _add(
        verbs, "config", "write a settings file that explains itself", ("settings", "configure")
    )
    what = config.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--write", action="store_true", help="write it where it belongs, unless there is one"
    )
    what.add_argument("--print", action="store_true", dest="show", help="only print it")
    what.add_argument(
        "--actions", action="store_true", help="list the actions that can be given keys"
    )
    _add_json(config)
