"""What can be set: values, without knowing where they are written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from newstui.model.command import UserCommand
    from newstui.model.credentials import Credentials


class MarkRead(StrEnum):
    """When a story counts as read."""

    OPEN = "open"
    PREVIEW = "preview"
    MANUAL = "manual"


class Glyphs(StrEnum):
    """Which characters draw dots, stars and lines."""

    AUTO = "auto"
    UNICODE = "unicode"
    ASCII = "ascii"


class Rows(StrEnum):
    """How much of a headline the list shows."""

    AUTO = "auto"
    ONE = "one"
    TWO = "two"


class ThemeName(StrEnum):
    """The colours of the screen."""

    DARK = "dark"
    LIGHT = "light"
    CONTRAST = "contrast"
    """As far apart as they can be, on black."""
    TERMINAL = "terminal"
    """The terminal's own."""


class Pictures(StrEnum):
    """How the pictures of stories are drawn."""

    AUTO = "auto"
    """As well as the terminal is known to."""
    KITTY = "kitty"
    SIXEL = "sixel"
    BLOCKS = "blocks"
    OFF = "off"
    """Not at all: none is fetched either."""


class Days(StrEnum):
    """How days are named, unless by a pattern of the reader's own."""

    RELATIVE = "relative"
    ABSOLUTE = "absolute"


class Clock(StrEnum):
    """How the time of day is written."""

    H24 = "24h"
    H12 = "12h"


class Column(StrEnum):
    """What the headline list says of a story beside its title."""

    TIME = "time"
    OUTLET = "outlet"
    VOICES = "voices"


class Preset(StrEnum):
    """The map of keys that the reader's own lines are laid over."""

    VIM = "vim"
    NEWSBOAT = "newsboat"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """One line of the table `[keys]`: an action and its keys, as written."""

    action: str
    keys: tuple[str, ...]
    """Empty for none."""
    pane: str = ""
    """The pane it is for; empty for every pane where the action works."""
    place: str
    """Where it stands: the file, the line and the key."""
    line: int
    """Its number, from 1."""

    @property
    def way(self) -> str:
        """Its key within the table."""
        return f"{self.pane}.{self.action}" if self.pane else self.action


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The keys the reader chose."""

    preset: Preset = Preset.VIM
    lines: tuple[KeyLine, ...] = ()
    """In the order of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set; a field's name is its key in the file."""

    theme: ThemeName | None = None
    """`None` for the one last chosen on the screen."""
    colours: tuple[tuple[str, str], ...] = ()
    """Colours of the theme that are others: what is drawn, and "#rrggbb" or a terminal's name."""
    glyphs: Glyphs = Glyphs.AUTO
    mark_read: MarkRead = MarkRead.OPEN
    rows: Rows = Rows.AUTO
    """Lines a headline takes: two in a pane beside others, one on its own, unless said."""
    columns: tuple[Column, ...] = (Column.TIME, Column.OUTLET)
    """What stands beside a headline's title, in this order."""
    dates: str = Days.RELATIVE
    """One of `Days`, or a pattern of `strftime` that names a day."""
    clock: Clock = Clock.H24
    measure: int = 72
    """Widest line of a story's text, in cells."""
    wrap: bool = True
    """Whether looking for unread stories goes on at the other end of the list."""
    sidebar: bool = False
    """Whether the feeds are shown at the start."""
    pictures: Pictures = Pictures.AUTO
    browser: tuple[str, ...] = ()
    """The command that opens a page, as a list; the address is added as its last argument.
    Empty for what BROWSER names, else the system's own."""
    auto_refresh: bool = True
    """Whether feeds whose time has come are fetched while the reader is open."""
    bookmarks_folder: Path | None = None
    """Where bookmarked stories are written; `None` for the data folder."""
    keys: Keys = Keys()
    credentials: tuple[Credentials, ...] = ()
    """One for each table `[credentials."host"]` or `[credentials."host:port"]`."""
    commands: tuple[UserCommand, ...] = ()
    """What may be run on a story: a line `name = ["program", "argument", "{url}"]` of the table
    `[commands]` each."""
