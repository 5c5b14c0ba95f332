"""Loading the settings; without a file nothing that reads one is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.config.model import Settings
from newstui.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


def load_settings(path: Path) -> tuple[Settings, tuple[ConfigError, ...]]:
    """Read the settings file; without one the defaults stand.

    Every line that cannot be used is returned as an error and keeps its default.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (ConfigError(str(path), error.strerror or "cannot be read"),)
    from newstui.config.reading import read_settings

    return read_settings(raw, str(path))
