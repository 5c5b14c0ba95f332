"""Every setting as data: from it come checks, errors, the commented file and the README's table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.config import values
from newstui.config.model import Clock, Days, Glyphs, MarkRead, Pictures, Rows, ThemeName

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One key of the file."""

    name: str
    read: Callable[[object], object]
    """Takes what TOML holds; raises `ValueError` with what is wrong."""
    takes: str
    """What can be written, as TOML writes it."""
    default: str
    """What stands without it, in words or as TOML writes it."""
    example: str
    """A value as TOML writes it; the default where it can be written."""
    about: str
    """One or two sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSetting:
    """One table of the file."""

    name: str
    example: tuple[str, ...]
    """Its lines, headers included."""
    about: str
    """One or two sentences."""


_SETTINGS: Final = (
    Setting(
        name="theme",
        read=values.choice(ThemeName),
        takes=values.quoted(tuple(ThemeName)),
        default="as last chosen on the screen",
        example='"dark"',
        about='The colours of the screen; "terminal" stands for the terminal\'s own.',
    ),
    Setting(
        name="glyphs",
        read=values.choice(Glyphs),
        takes=values.quoted(tuple(Glyphs)),
        default='"auto"',
        example='"auto"',
        about="The characters for dots, stars and lines; by the locale unless said.",
    ),
    Setting(
        name="mark_read",
        read=values.choice(MarkRead),
        takes=values.quoted(tuple(MarkRead)),
        default='"open"',
        example='"open"',
        about="When a story counts as read: opened, seen, or only when you say so.",
    ),
    Setting(
        name="rows",
        read=values.choice(Rows),
        takes=values.quoted(tuple(Rows)),
        default='"auto"',
        example='"auto"',
        about="Lines a title may take: two beside other panes, one in a narrow window, unless"
        " said.",
    ),
    Setting(
        name="columns",
        read=values.columns,
        takes='a list of any of "time", "outlet", "voices"',
        default='["time", "outlet"]',
        example='["time", "outlet"]',
        about="What stands beside a title, in this order, as far as there is room. Voices are the"
        " sources counted once each; nothing until a story is analysed.",
    ),
    Setting(
        name="dates",
        read=values.days,
        takes=f"{values.quoted(tuple(Days))} or a pattern",
        default='"relative"',
        example='"relative"',
        about='Days as "yesterday" and "Sat 21 Nov", as 2026-11-21, or by a pattern such as'
        ' "%d.%m.%Y"; always in your time zone.',
    ),
    Setting(
        name="clock",
        read=values.choice(Clock),
        takes=values.quoted(tuple(Clock)),
        default='"24h"',
        example='"24h"',
        about="Times as 21:05 or as 9:05pm.",
    ),
    Setting(
        name="measure",
        read=values.cells,
        takes="20 to 200",
        default="72",
        example="72",
        about="The widest line of a story's text, in columns of the terminal.",
    ),
    Setting(
        name="wrap",
        read=values.switch,
        takes="true, false",
        default="true",
        example="true",
        about="Whether looking for unread stories goes on at the other end of the list.",
    ),
    Setting(
        name="sidebar",
        read=values.switch,
        takes="true, false",
        default="false",
        example="false",
        about="Whether the feeds are shown beside the headlines from the start, where there is"
        " room.",
    ),
    Setting(
        name="pictures",
        read=values.choice(Pictures),
        takes=values.quoted(tuple(Pictures)),
        default='"auto"',
        example='"auto"',
        about="How pictures are drawn: as well as the terminal can, in one way, or not at all; then"
        " none is fetched either.",
    ),
    Setting(
        name="browser",
        read=values.command,
        takes="a list of words",
        default="BROWSER, else the system's own",
        example='["firefox", "--new-tab"]',
        about="The command that opens pages; the address becomes its last argument.",
    ),
    Setting(
        name="auto_refresh",
        read=values.switch,
        takes="true, false",
        default="true",
        example="true",
        about="Whether feeds whose time has come are fetched, and stories prepared, while the"
        " reader is open.",
    ),
    Setting(
        name="bookmarks_folder",
        read=values.path,
        takes="a folder",
        default="in the data folder",
        example='"~/news"',
        about="Where bookmarked stories are written.",
    ),
)
_TABLES: Final = (
    TableSetting(
        name="keys",
        example=(
            "[keys]",
            'preset = "vim"',
            'bookmark = ["b", "ctrl+b"]',
            'top = ["g g", "home"]',
            'read_ahead = ""',
            "",
            "[keys.story]",
            'next_passage = "space p"',
        ),
        about='Keys of your own over a preset ("vim" or "newsboat"), everywhere or in one pane; an'
        " empty text takes them away. The names of the actions stand in the table of keys.",
    ),
    TableSetting(
        name="colours",
        example=("[colours]", 'accent = "#7fb4e6"', 'anonymous = "bright_red"'),
        about="Single colours of the theme that are to be others, as numbers or as names of the"
        " terminal's own.",
    ),
    TableSetting(
        name="credentials",
        example=(
            '[credentials."news.example"]',
            'user = "ann"',
            'password_command = ["pass", "show", "news"]',
        ),
        about="Who you are to a host, with its port where the address has one; password_file names"
        " a private file instead of a command.",
    ),
    TableSetting(
        name="commands",
        example=("[commands]", 'words = ["wc", "-w"]', 'mail = ["mutt", "-s", "{title}"]'),
        about="Commands of yours to be run on a story, as lists of words and without a shell;"
        " {url}, {title} and {file} stand for those of the story, whose text is on standard input.",
    ),
)
SETTINGS: Final[Mapping[str, Setting]] = {setting.name: setting for setting in _SETTINGS}
TABLES: Final[Mapping[str, TableSetting]] = {table.name: table for table in _TABLES}
COLOURED: Final = (
    "background",
    "text",
    "muted",
    "line",
    "accent",
    "star",
    "current",
    "resting",
    "passage",
    "error",
    "person",
    "outlet",
    "agency",
    "organisation",
    "government",
    "anonymous",
    "document",
    "poll",
    "social",
)
"""Everything that has a colour of its own, as the themes name it."""
