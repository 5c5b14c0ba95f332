"""Where newsboat, and newsbeuter before it, keep their list of feeds and their cache."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError
from newstui.formats.newsboat import SIZE_LIMIT, parse_named_files
from newstui.places.file import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PROGRAMS: Final = ("newsboat", "newsbeuter")
_URLS, _CACHE, _CONFIG = "urls", "cache.db", "config"
_INCLUDE: Final = "include"
_MOST_FILES: Final = 5
"""How deep files of settings may include others."""


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

    Where newsboat's settings name another cache, that counts.

    Args:
        urls: The list of feeds, if it is named.
        cache: The cache, if it is named.
        environ: Says where folders are.

    Raises:
        PlaceError: If nothing is named and nothing is found.
    """
    home = Path(environ.get("HOME") or "/")
    if urls is not None or cache is not None:
        beside_cache = cache.expanduser().with_name(_URLS) if cache else None
        found_urls = urls.expanduser() if urls else _present(beside_cache)
        if cache is None and found_urls is not None:
            kept = _named_cache(found_urls, home) or found_urls.with_name(_CACHE)
            return NewsboatFiles(urls=found_urls, cache=_present(kept))
        return NewsboatFiles(urls=found_urls, cache=cache.expanduser() if cache else None)
    for list_of_feeds, usual in _usual_places(environ, home):
        kept = _named_cache(list_of_feeds, home) or usual
        if list_of_feeds.is_file() or kept.is_file():
            return NewsboatFiles(urls=_present(list_of_feeds), cache=_present(kept))
    raise PlaceError(
        "newsboat", "no urls file was found where it keeps it; name it with --urls FILE"
    )


def _named_cache(list_of_feeds: Path, home: Path) -> Path | None:
    """Find the cache that the settings beside a list of feeds name; `None` where they do not."""
    return _last_named(list_of_feeds.with_name(_CONFIG), home, most=_MOST_FILES)


def _last_named(config: Path, home: Path, *, most: int) -> Path | None:
    """Find the cache that is named last in a file or in those it includes, so many deep."""
    found = None
    for name, written in _read_names(config) if most else ():
        path = home / written.removeprefix("~/") if written.startswith("~/") else Path(written)
        if name == _INCLUDE:
            found = _last_named(config.parent / path, home, most=most - 1) or found
        else:
            # Others are of the folder newsboat is started in, most likely this.
            found = home / path
    return found


def _read_names(config: Path) -> tuple[tuple[str, str], ...]:
    try:
        return parse_named_files(read_bytes(config, limit=SIZE_LIMIT))
    except PlaceError:
        return ()


def _usual_places(environ: Mapping[str, str], home: Path) -> Iterator[tuple[Path, Path]]:
    """List where urls file and cache may be, newsboat's own order."""
    config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    data = Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    for program in _PROGRAMS:
        yield config / program / _URLS, data / program / _CACHE
        yield home / f".{program}" / _URLS, home / f".{program}" / _CACHE


def _present(path: Path | None) -> Path | None:
    return path if path is not None and path.is_file() else None
