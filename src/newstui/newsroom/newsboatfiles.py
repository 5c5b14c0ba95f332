"""Where newsboat, and newsbeuter before it, keep their list of feeds and their cache."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PROGRAMS: Final = ("newsboat", "newsbeuter")
_URLS, _CACHE = "urls", "cache.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsboatFiles:
    """The files of one reader."""

    urls: Path | None
    """`None` when there is none: then the cache says which feeds there are."""
    cache: Path | None
    """`None` when there is none: then only subscriptions are moved."""


def find_newsboat(
    urls: Path | None = None,
    cache: Path | None = None,
    environ: Mapping[str, str] = os.environ,
) -> NewsboatFiles:
    """Find the files: those named, else those beside a named one, else where newsboat keeps them.

    Args:
        urls: The list of feeds, if it is named.
        cache: The cache, if it is named.
        environ: Says where folders are.

    Raises:
        PlaceError: If nothing is named and nothing is found.
    """
    if urls is not None or cache is not None:
        beside_urls = urls.expanduser().with_name(_CACHE) if urls else None
        beside_cache = cache.expanduser().with_name(_URLS) if cache else None
        return NewsboatFiles(
            urls=urls.expanduser() if urls else _present(beside_cache),
            cache=cache.expanduser() if cache else _present(beside_urls),
        )
    for list_of_feeds, kept in _usual_places(environ):
        if list_of_feeds.is_file() or kept.is_file():
            return NewsboatFiles(urls=_present(list_of_feeds), cache=_present(kept))
    raise PlaceError(
        "newsboat", "no urls file was found where it keeps it; name it with --urls FILE"
    )


def _usual_places(environ: Mapping[str, str]) -> Iterator[tuple[Path, Path]]:
    """List where urls file and cache may be, newsboat's own order."""
    home = Path(environ.get("HOME") or "/")
    config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    data = Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    for program in _PROGRAMS:
        yield config / program / _URLS, data / program / _CACHE
        yield home / f".{program}" / _URLS, home / f".{program}" / _CACHE


def _present(path: Path | None) -> Path | None:
    return path if path is not None and path.is_file() else None
