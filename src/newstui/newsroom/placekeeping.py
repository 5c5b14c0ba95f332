"""Where the reader was in the stories read last; kept in the state folder from start to start."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_MOST_KEPT: Final = 500
"""Stories whose places are kept; those read longest ago are forgotten first."""
_WORDS: Final = 32
"""Characters of the text kept with a place, by which it is found in a text that has changed."""


class Places:
    """A place in each of some stories: an offset into its text, so that no resize moves it.

    Args:
        path: The file they are kept in; `None` where nothing is kept.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._kept = _load(path) if path else {}
        self._is_changed = False

    def find(self, story_id: int, text: str) -> int:
        """Find the place in a story's text; 0 when there is none, or it is gone from the text."""
        place, words = self._kept.get(story_id, (0, ""))
        if text.startswith(words, place):
            return place
        return max(0, text.find(words))

    def note(self, story_id: int, text: str, place: int) -> None:
        """Keep a place; one at the top is no place."""
        before = self._kept.get(story_id)
        now = (place, text[place : place + _WORDS]) if place > 0 else None
        if before == now:
            return
        self._is_changed = True
        self._kept.pop(story_id, None)
        if now is not None:
            self._kept[story_id] = now
        while len(self._kept) > _MOST_KEPT:
            del self._kept[next(iter(self._kept))]

    def save(self) -> None:
        """Write the places down; a folder that cannot be written costs only that."""
        path = self._path
        if path is None or not self._is_changed:
            return
        self._is_changed = False
        record = [[story_id, place, words] for story_id, (place, words) in self._kept.items()]
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError, ValueError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft.write_text(json.dumps(record), "utf-8")
            draft.replace(path)


def _load(path: Path) -> dict[int, tuple[int, str]]:
    try:
        record = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    kept: dict[int, tuple[int, str]] = {}
    for row in record[-_MOST_KEPT:] if isinstance(record, list) else ():
        match row:
            case [int(story_id), int(place), str(words)] if place > 0 and words:
                kept[story_id] = place, words[:_WORDS]
            case _:
                pass
    return kept
