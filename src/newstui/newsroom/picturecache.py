"""Pictures that were fetched, kept for a while in a folder of files named by hashes.

Losing it costs nothing: whatever goes wrong here, the picture is fetched again.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError
from newstui.places.file import read_bytes
from newstui.places.reading import MEBIBYTE
from newstui.refresh.pictures import PICTURE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CACHE_BYTES: Final = 64 * MEBIBYTE
"""Of all pictures kept, together."""
_SUFFIX: Final = ".picture"


class PictureCache:
    """The folder of fetched pictures."""

    def __init__(self, folder: Path, *, limit: int = CACHE_BYTES) -> None:
        self._folder = folder
        self._limit = limit

    def find(self, url: str) -> bytes | None:
        """Bring a picture; `None` when it is not here."""
        try:
            return read_bytes(self._path(url), follow=False, limit=PICTURE_BYTES)
        except PlaceError:
            return None

    def keep(self, url: str, data: bytes) -> None:
        """Keep a picture, for its reader only; the oldest make room for it."""
        path = self._path(url)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft.unlink(missing_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            try:
                with open(os.open(draft, flags, 0o600), "wb") as file:  # noqa: PTH123 - a descriptor
                    file.write(data)
                draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)
            self._make_room(path)

    def _path(self, url: str) -> Path:
        return self._folder / f"{sha256(url.encode('utf-8', 'replace')).hexdigest()}{_SUFFIX}"

    def _make_room(self, newest: Path) -> None:
        """Remove the oldest until the others fit, and what was left half written."""
        kept = [(entry.stat().st_mtime_ns, entry.stat().st_size, entry) for entry in self._files()]
        total = sum(size for _time, size, _path in kept)
        for _time, size, path in sorted(kept):
            if total <= self._limit:
                return
            if path != newest:
                path.unlink(missing_ok=True)
                total -= size

    def _files(self) -> Iterable[Path]:
        return (path for path in self._folder.iterdir() if _SUFFIX in path.name)
