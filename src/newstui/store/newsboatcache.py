"""The cache of newsboat or newsbeuter: another program's SQLite file, read and never written.

Its lock is held for a moment at a time, so that newsboat can go on working.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
import tempfile
from array import array
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from newstui.errors import PlaceError
from newstui.store.failures import explain_file, name_of
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from newstui.store.archive import Row

_BUSY_SECONDS: Final = 10.0
"""How long a transaction of newsboat is waited for."""
_MAGIC: Final = b"SQLite format 3\x00"
_VERSION_AT: Final = 18
"""Where a file's header says whether it keeps a log (2) or a journal (1)."""
_LOGGED: Final = 2
_BESIDE: Final = ("-wal", "-journal")
_TEXT_LIMIT: Final = 16 * 1024 * 1024
"""Most characters of one value that are read."""
_NEEDED: Final = frozenset({"guid", "feedurl"})
_COLUMNS: Final = (
    "guid",
    "title",
    "author",
    "url",
    "content",
    "content_mime_type",
    "enclosure_url",
    "enclosure_type",
    "flags",
)
"""Columns of an article that hold text; older newsboats lack some."""
_DAMAGED: Final = (
    "the cache is damaged; a copy of the urls file elsewhere, named with --urls, brings the feeds"
    " alone"
)
_PRIMARY_CODE: Final = 0xFF
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGES: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_TO_RECOVER: Final = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}
)


class DamagedCacheError(PlaceError):
    """A part of the cache cannot be read and never will; others may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedFeed:
    """A feed as the cache knows it."""

    title: str = ""
    site_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedArticle:
    """One article as the cache has it; all text raw."""

    guid: str
    title: str
    author: str
    url: str
    content: str
    content_type: str
    """Media type; empty where this newsboat did not note it."""
    enclosure_url: str
    enclosure_type: str
    flags: str
    """Letters the reader gave it."""
    published: int
    """Seconds since 1970; 0 when there is no date."""
    is_unread: bool
    is_deleted: bool


class NewsboatCache:
    """An open cache.

    Raises:
        PlaceError: If it is none, is damaged, or cannot be read now.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.origin = name_of(path)
        self._resources = ExitStack()
        try:
            self._connection = self._open()
            self._select = self._prepare()
        except BaseException:
            self._resources.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._resources.close()

    def feeds(self) -> dict[str, CachedFeed]:
        """List the feeds it knows, by their addresses.

        Raises:
            PlaceError: If it cannot be read.
        """
        columns = self._columns("rss_feed")
        if "rssurl" not in columns:
            return {}
        wanted = [name if name in columns else "''" for name in ("title", "url")]
        rows = self._read(f"SELECT rssurl, {', '.join(wanted)} FROM rss_feed")  # noqa: S608 - own words
        return {
            _text(place): CachedFeed(title=_text(title), site_url=_text(url))
            for place, title, url in rows
        }

    def articles(self) -> dict[str, array[int]]:
        """List the numbers of its articles by their feeds' addresses, oldest first.

        Raises:
            PlaceError: If it cannot be read.
        """
        found: dict[str, array[int]] = {}
        for number, place in self._read("SELECT rowid, feedurl FROM rss_item ORDER BY rowid"):
            found.setdefault(_text(place), array("q")).append(number)
        return found

    def read(self, numbers: Sequence[int]) -> list[CachedArticle]:
        """Read some articles; those that are gone by now are left out.

        Raises:
            DamagedCacheError: If one of them lies where the cache is damaged.
            PlaceError: If they cannot be read now.
        """
        return [_article(row) for row in self._read(self._select, (json.dumps(list(numbers)),))]

    def _open(self) -> sqlite3.Connection:
        """Open it where it lies, or a copy of it where reading would mean writing."""
        if self._needs_copy():
            return self._connect(self._copy(), "rw")
        connection = self._connect(self._path, "ro")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            # What a killed newsboat left half done must be taken back first: in a copy.
            if _primary(error) not in _TO_RECOVER:
                raise self._explained(error) from error
            return self._connect(self._copy(), "rw")
        return connection

    def _needs_copy(self) -> bool:
        """Whether it keeps a log, which SQLite reads with the help of files beside it."""
        try:
            if not stat.S_ISREG(self._path.stat().st_mode):
                raise PlaceError(self.origin, "is not a file")
            with self._path.open("rb") as file:
                head = file.read(_VERSION_AT + 1)
        except OSError as error:
            raise PlaceError(self.origin, explain_file(error, self.origin).reason) from error
        except ValueError as error:
            raise PlaceError(self.origin, "is not a usable path") from error
        if not head.startswith(_MAGIC):
            raise PlaceError(self.origin, "is not a newsboat cache")
        return head[_VERSION_AT] == _LOGGED

    def _copy(self) -> Path:
        folder = Path(self._resources.enter_context(tempfile.TemporaryDirectory(prefix="newstui-")))
        copy = folder / "cache.db"
        try:
            shutil.copyfile(self._path, copy)
            for ending in _BESIDE:
                beside = self._path.with_name(self._path.name + ending)
                if beside.exists():
                    shutil.copyfile(beside, copy.with_name(copy.name + ending))
        except OSError as error:
            raise PlaceError(self.origin, explain_file(error, self.origin).reason) from error
        return copy

    def _connect(self, path: Path, mode: str) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}",
                uri=True,
                timeout=_BUSY_SECONDS,
                isolation_level=None,
            )
        except sqlite3.Error as error:
            raise self._explained(error) from error
        self._resources.callback(connection.close)
        connection.text_factory = bytes
        return connection

    def _prepare(self) -> str:
        """Make the statement that reads articles, whatever columns this cache has."""
        columns = self._columns("rss_item")
        if not columns >= _NEEDED:
            raise PlaceError(self.origin, "is not a newsboat cache: it has no articles table")
        texts = [name if name in columns else "''" for name in _COLUMNS]
        numbers = [
            name if name in columns else default
            for name, default in (("pubDate", "0"), ("unread", "1"), ("deleted", "0"))
        ]
        return (
            f"SELECT {', '.join([*texts, *numbers])} FROM json_each(?)"  # noqa: S608 - own words
            " CROSS JOIN rss_item ON rss_item.rowid = json_each.value"
        )

    def _columns(self, table: str) -> set[str]:
        return {_text(row[1]) for row in self._read(f"PRAGMA table_info({table})")}

    def _read(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """Run one query to its end, so that no lock is held after it."""
        try:
            return self._connection.execute(sql, params).fetchall()
        except (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError) as error:
            raise self._explained(error) from error

    def _explained(self, error: BaseException) -> PlaceError:
        primary = _primary(error)
        if primary in _BUSY:
            return PlaceError(self.origin, "newsboat keeps it busy; quit newsboat, then try again")
        # Of some damage SQLite cannot even tell in UTF-8.
        if primary in _DAMAGES or isinstance(error, UnicodeDecodeError):
            return DamagedCacheError(self.origin, _DAMAGED)
        reason = clean_line(str(error), limit=200) or "unknown error"
        return PlaceError(self.origin, f"cannot be read ({reason})")


def _primary(error: BaseException) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return code & _PRIMARY_CODE if isinstance(code, int) else None


def _article(row: Row) -> CachedArticle:
    *texts, published, unread, deleted = row
    guid, title, author, url, content, content_type, enclosure_url, enclosure_type, flags = map(
        _text, texts
    )
    return CachedArticle(
        guid=guid,
        title=title,
        author=author,
        url=url,
        content=content,
        content_type=content_type,
        enclosure_url=enclosure_url,
        enclosure_type=enclosure_type,
        flags=flags,
        published=_number(published, 0),
        is_unread=bool(_number(unread, 1)),
        is_deleted=bool(_number(deleted, 0)),
    )


def _text(value: object) -> str:
    """Read a value as text, whatever a row holds; none is empty."""
    if isinstance(value, bytes):
        return value[: 4 * _TEXT_LIMIT].decode("utf-8", "replace").replace("\0", "")
    return "" if value is None else str(value)


def _number(value: object, otherwise: int) -> int:
    """Read a value as a whole number, whatever a row holds."""
    try:
        return int(value) if isinstance(value, int | float | bytes) else otherwise
    except (ValueError, OverflowError):
        return otherwise
