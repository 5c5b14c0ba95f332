"""What the screen remembers between two starts; the reader's own settings file stays his."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def recall(path: Path, key: str) -> str:
    """Read what was remembered under a key; empty when nothing was, or nothing can be read."""
    value = _read(path).get(key)
    return value if isinstance(value, str) else ""


def remember(path: Path, key: str, value: str) -> None:
    """Remember something beside the rest; a folder that cannot be written costs only that."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError, UnicodeEncodeError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.write_text(json.dumps({**_read(path), key: value}), "utf-8")
        draft.replace(path)


def _read(path: Path) -> dict[str, object]:
    try:
        record = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}
