"""What the screen remembers between two starts; the reader's own settings file stays his."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def load_theme(path: Path) -> str:
    """Read which theme was chosen last; empty when none was, or nothing can be read."""
    try:
        record = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return ""
    theme = record.get("theme") if isinstance(record, dict) else None
    return theme if isinstance(theme, str) else ""


def save_theme(path: Path, theme: str) -> None:
    """Remember a theme; a folder that cannot be written costs only that."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.write_text(json.dumps({"theme": theme}), "utf-8")
        draft.replace(path)
