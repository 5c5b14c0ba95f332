"""Where newstui keeps things; creates nothing until something is written."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HOME_VARIABLE = "NEWSTUI_HOME"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The four folders of one reader."""

    config: Path
    data: Path
    cache: Path
    state: Path

    @property
    def settings(self) -> Path:
        """The settings file, written by the reader."""
        return self.config / "config.toml"

    @property
    def archive(self) -> Path:
        """The database of feeds, stories and marks."""
        return self.data / "newstui.db"

    @property
    def bookmarks(self) -> Path:
        """The folder of bookmarked stories, one Markdown file each."""
        return self.data / "bookmarks"

    @property
    def pictures(self) -> Path:
        """The folder of pictures that were fetched, which may be emptied at any time."""
        return self.cache / "pictures"

    @property
    def session(self) -> Path:
        """What the screen remembers between two starts."""
        return self.state / "session.json"

    @property
    def places(self) -> Path:
        """Where the reader was in the stories read last."""
        return self.state / "places.json"

    @property
    def log(self) -> Path:
        """Where unexpected errors are written down."""
        return self.state / "newstui.log"


def find_paths(home: Path | None, environ: Mapping[str, str] = os.environ) -> Paths:
    """Find the folders: under `home`, else under NEWSTUI_HOME, else the platform's own."""
    chosen = home or (Path(environ[HOME_VARIABLE]) if environ.get(HOME_VARIABLE) else None)
    if chosen is not None:
        root = chosen.expanduser().absolute()
        return Paths(
            config=root / "config", data=root / "data", cache=root / "cache", state=root / "state"
        )
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("newstui", appauthor=False)
    return Paths(
        config=dirs.user_config_path,
        data=dirs.user_data_path,
        cache=dirs.user_cache_path,
        state=dirs.user_state_path,
    )
