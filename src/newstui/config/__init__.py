"""Settings the reader wrote, from one TOML file; a bad line costs that line only.

`table` describes every setting; what reads, writes and explains them goes by it.
"""

from __future__ import annotations

from newstui.config.loading import load_settings
from newstui.config.model import (
    Clock,
    Column,
    Days,
    Glyphs,
    KeyLine,
    Keys,
    MarkRead,
    Pictures,
    Preset,
    Rows,
    Settings,
    ThemeName,
)

__all__ = [
    "Clock",
    "Column",
    "Days",
    "Glyphs",
    "KeyLine",
    "Keys",
    "MarkRead",
    "Pictures",
    "Preset",
    "Rows",
    "Settings",
    "ThemeName",
    "load_settings",
]
