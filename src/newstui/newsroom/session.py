"""What the screen remembers between two starts; the reader's own settings file stays his."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The last state of the screen."""

    theme: str = ""
    """The theme last chosen; empty when none was."""


def load(path: Path) -> Session:
    """Read what was remembered; anything unreadable counts as nothing."""
    try:
        record = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Session()
    theme = record.get("theme") if isinstance(record, dict) else None
    return Session(theme=theme if isinstance(theme, str) else "")


def save(path: Path, session: Session) -> None:
    """Remember; a folder that cannot be written costs only that."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.write_text(json.dumps(asdict(session)), "utf-8")
        draft.replace(path)
