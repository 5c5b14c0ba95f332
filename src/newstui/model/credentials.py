"""How a reader makes himself known to a web server, without the password itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """The user name for one host, and where its password comes from: a command or a file."""

    setting: str
    """The table of the settings this is, as errors name it."""
    host: str
    """Lower case, in punycode; an IPv6 address without brackets."""
    port: int | None = None
    """`None` for the usual ports of http and https."""
    user: str
    password_command: tuple[str, ...] = ()
    """Program and arguments, which write the password as their first line; empty for the file."""
    password_file: Path | None = None
    """The file whose first line it is; `None` for the command."""
