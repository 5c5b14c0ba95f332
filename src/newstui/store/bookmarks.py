"""Bookmarks: full copies kept for good, as rows and as Markdown files.

The row is the truth and is committed first; the file follows, and is written again whenever it is
missing or damaged.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from newstui.errors import StoreError
from newstui.store import changes, journal
from newstui.store.bookmarkfiles import (
    State,
    discard,
    examine,
    is_whole,
    name_before,
    own_pages,
    restore,
    set_aside,
    write,
)
from newstui.store.bookmarkpages import file_names, page
from newstui.store.bookmarkrows import BookmarkRow, new_row
from newstui.store.failures import explain_file, name_of
from newstui.store.ownwords import with_own_words
from newstui.store.values import digest, storable_ids, to_seconds
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from newstui.model.story import Bookmark
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive


_ONE: Final = """
    SELECT story_id, file_name, file_hash, trash_name, saved, removed, checksum,
        CAST(record AS BLOB)
    FROM bookmarks WHERE story_id = ?
"""
_ALL: Final = """
    SELECT story_id, file_name, file_hash, trash_name, saved, removed, checksum,
        CAST(record AS BLOB)
    FROM bookmarks ORDER BY saved DESC, story_id DESC
"""
_KEPT: Final = """
    SELECT story_id FROM bookmarks
    WHERE removed IS NULL AND story_id IN (SELECT value FROM json_each(?))
"""
_NOTES: Final = {
    "file_hash": "UPDATE bookmarks SET file_hash = ? WHERE story_id = ?",
    "trash_name": "UPDATE bookmarks SET trash_name = ? WHERE story_id = ?",
}
_TRIES: Final = 3
_A_DAY_IN_SECONDS: Final = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """What became of a bookmark."""

    bookmark: Bookmark
    """As it is kept: with the name its file has."""
    notice: SafeText | None = None
    """What the reader should know of its file; the bookmark itself is safe."""


class Shelf:
    """The reader's bookmarks.

    Args:
        archive: Holds the rows.
        folder: Holds the files; made when the first is written.
    """

    def __init__(self, archive: Archive, folder: Path) -> None:
        self._archive = archive
        self._folder = folder

    def add(self, story_id: int, bookmark: Bookmark, now: datetime) -> Shelved:
        """Bookmark a story; one that is bookmarked stays as it is, undoably.

        One that was removed comes back, with its file, unless its text is another by now.

        Raises:
            StoreError: If it could not be saved.
        """
        bookmark = replace(bookmark, story_id=story_id)
        label = clean_line(f"bookmarked {bookmark.title}")
        self.put_up_all([bookmark], label=label, now=now)
        notice = self.settle(story_id)
        kept = self.find(story_id) or bookmark
        return Shelved(bookmark=kept, notice=notice)

    def put_up_all(
        self, bookmarks: Sequence[Bookmark], *, label: SafeText, now: datetime
    ) -> tuple[int, ...]:
        """Bookmark several stories as one change, and leave their files to `settle`.

        Returns:
            The stories that were not bookmarked.

        Raises:
            StoreError: If they could not be saved; then none was.
        """
        with self._archive.transaction(durable=True) as connection:
            found = [put_up(connection, one, now, self._folder) for one in bookmarks]
            operations = [operation for operation in found if operation]
            if operations:
                journal.record(connection, label, operations, now)
        return tuple(int(operation["id"]) for operation in operations)

    def remove(self, story_id: int, now: datetime) -> Shelved | None:
        """Take a bookmark off the shelf, undoably; its file goes to the trash beside.

        Returns:
            What was removed; `None` when the story was not bookmarked.

        Raises:
            StoreError: If it could not be saved.
        """
        bookmark = self.find(story_id)
        if not self.take_down_all([story_id], now):
            return None
        notice = self.settle(story_id)
        return Shelved(bookmark=bookmark, notice=notice) if bookmark else None

    def take_down_all(self, story_ids: Sequence[int], now: datetime) -> tuple[int, ...]:
        """Take several bookmarks off the shelf as one change, and leave their files to `settle`.

        Returns:
            The stories that were bookmarked.

        Raises:
            StoreError: If it could not be saved; then all stay.
        """
        with self._archive.transaction(durable=True) as connection:
            found = (_find_row(connection, story_id) for story_id in story_ids)
            rows = [row for row in found if row is not None and row.removed is None]
            if rows:
                operations = [_flip(connection, row, now) for row in rows]
                label = clean_line(f"removed {_named(rows)}")
                journal.record(connection, label, operations, now)
        return tuple(row.story_id for row in rows)

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """All bookmarks, the last saved first; damaged ones are left out (`repair` names them)."""
        found = (row.bookmark() for row in self._rows() if row.removed is None)
        kept = [bookmark for bookmark in found if bookmark is not None]
        return with_own_words(self._archive, kept)

    def find(self, story_id: int) -> Bookmark | None:
        """The bookmark of a story; `None` when there is none or it is damaged."""
        row = self._row(story_id)
        return self._bookmark(row) if row and row.removed is None else None

    def tell_again(self, story_ids: Sequence[int]) -> None:
        """Write the files of bookmarked stories anew, as their tags, notes or corrections changed.

        What is missing or was edited stays as it is.

        Raises:
            StoreError: If it could not be noted.
        """
        chosen = json.dumps(storable_ids(story_ids))
        for (story_id,) in self._archive.read(_KEPT, (chosen,)):
            row = self._row(story_id)
            bookmark = self._bookmark(row) if row and row.removed is None else None
            if row is None or bookmark is None or row.trash_name:
                continue
            self._tell(row, page(bookmark))

    def _tell(self, row: BookmarkRow, true: bytes) -> None:
        """Write a file that is as it was left anew, if it is to be another by now."""
        path = self._folder / row.file_name
        if digest(true) != row.file_hash and is_whole(path, row.file_hash):
            with suppress(OSError, StoreError):
                write(path, true, over=True)
                self._note(row, file_hash=digest(true))

    def _bookmark(self, row: BookmarkRow) -> Bookmark | None:
        """Read a bookmark, with what the reader added to its story since."""
        bookmark = row.bookmark()
        return with_own_words(self._archive, [bookmark])[0] if bookmark else None

    def repair(self, now: datetime) -> tuple[SafeText, ...]:
        """Bring every file in line with its row; return what the reader should know.

        What a kill left undone is finished, missing and damaged files are written again, edited
        ones are kept under another name. Returns at once when all is well.

        Args:
            now: UTC; drafts a day old are swept away.
        """
        self._sweep(now)
        notices = [self._settled(row) for row in self._rows() if self._is_off(row)]
        return tuple(notice for notice in notices if notice)

    def settle(self, story_id: int) -> SafeText | None:
        """Bring one bookmark's file in line with its row; return what the reader should know."""
        row = self._row(story_id)
        return self._settled(row) if row else None

    def _sweep(self, now: datetime) -> None:
        """Remove drafts that a kill left behind."""
        for draft in self._folder.glob(".*.part"):
            with suppress(OSError):
                if draft.stat().st_mtime < now.timestamp() - _A_DAY_IN_SECONDS:
                    draft.unlink()

    def _is_off(self, row: BookmarkRow) -> bool:
        """Whether a row or its file needs a closer look."""
        path = self._folder / row.file_name
        if row.removed is not None:
            return path.exists() and not row.trash_name
        return not row.is_sound or bool(row.trash_name) or not is_whole(path, row.file_hash)

    def _settled(self, row: BookmarkRow) -> SafeText | None:
        try:
            return self._take_down(row) if row.removed is not None else self._write_out(row)
        except StoreError as error:
            return clean_line(f"{error}; the bookmark itself is kept")
        except OSError as error:
            path = self._folder / row.file_name
            return clean_line(f"{explain_file(error, name_of(path))}; the bookmark itself is kept")

    def _take_down(self, row: BookmarkRow) -> SafeText | None:
        path = self._folder / row.file_name
        bookmark = self._bookmark(row)
        is_ours = is_whole(path, row.file_hash) or (
            bookmark is not None
            and examine(path, page(bookmark), row.story_id) not in {State.FOREIGN, State.MISSING}
        )
        if is_ours:
            self._note(row, trash_name=discard(path))
        return None

    def _write_out(self, row: BookmarkRow) -> SafeText | None:
        path = self._folder / row.file_name
        bookmark = self._bookmark(row)
        if bookmark is None:
            return clean_line(
                f"{name_of(path)}: the archive's copy of this bookmark is damaged;"
                " its file is left as it is"
            )
        if row.trash_name:
            restore(path, row.trash_name)
            self._note(row, trash_name="")
        for _ in range(_TRIES):
            # Another newstui may write the same file at the same time: look again then.
            with suppress(FileExistsError):
                return self._write_true(row, bookmark)
        return self._write_true(row, bookmark)

    def _write_true(self, row: BookmarkRow, bookmark: Bookmark) -> SafeText | None:
        path, true, notice = self._folder / row.file_name, page(bookmark), None
        if is_whole(path, row.file_hash):
            self._tell(row, true)
            return None
        state = examine(path, true, row.story_id)
        if state is State.FOREIGN:
            return self._move_on(row, bookmark)
        if state is State.EDITED:
            aside = set_aside(path)
            notice = clean_line(f"{name_of(path)}: your edited copy is now {aside.name}")
        if state is not State.WHOLE:
            write(path, true, over=state is State.CUT)
        self._note(row, file_hash=digest(true))
        return notice

    def _move_on(self, row: BookmarkRow, bookmark: Bookmark) -> SafeText | None:
        """Leave a name to the file of somebody else and take another."""
        with self._archive.transaction(durable=True) as connection:
            name = _free_name(connection, bookmark, self._folder)
            moved = replace(row, file_name=name)
            connection.execute(
                "UPDATE bookmarks SET file_name = ?, checksum = ? WHERE story_id = ?",
                (name, moved.sum(), row.story_id),
            )
        notice = self._write_true(moved, replace(bookmark, file_name=name))
        taken = name_of(self._folder / row.file_name)
        return notice or clean_line(f"{taken}: is another file now; the bookmark is {name}")

    def _note(self, row: BookmarkRow, **columns: str) -> None:
        """Remember what a file is now; lost, it is only found out again."""
        ((column, value),) = columns.items()
        if getattr(row, column) == value:
            return
        statement = _NOTES[column]
        with self._archive.transaction(durable=False) as connection:
            connection.execute(statement, (value, row.story_id))

    def _row(self, story_id: int) -> BookmarkRow | None:
        rows = self._archive.read(_ONE, (story_id,)) if storable_ids([story_id]) else []
        return BookmarkRow(*rows[0]) if rows else None

    def _rows(self) -> list[BookmarkRow]:
        return [BookmarkRow(*row) for row in self._archive.read(_ALL)]


def unknown_files(archive: Archive, folder: Path) -> tuple[str, ...]:
    """Names of bookmark files that no row stands for, as after a lost archive.

    The edited copies that were set aside beside a known one are the reader's own.
    """
    known = {name for (name,) in archive.read("SELECT file_name FROM bookmarks")}
    return tuple(name for name in own_pages(folder) if name_before(name) not in known)


def put_up(
    connection: sqlite3.Connection,
    bookmark: Bookmark,
    now: datetime,
    folder: Path | None,
    file_hash: str = "",
) -> journal.Operation | None:
    """Bookmark a story within a change; return how to undo that, `None` when it is already.

    Args:
        connection: Of the change.
        bookmark: With the number of its story.
        now: UTC.
        folder: Holds the files, among which its name is to be free; `None` leaves that to whoever
            writes the file.
        file_hash: Of the file that is there already, under the bookmark's own name; empty for one
            that is to be written.
    """
    known = _find_row(connection, bookmark.story_id)
    if known is not None and known.removed is None:
        return None
    before = known.bookmark() if known else None
    if known and before and before.content_hash == bookmark.content_hash:
        return _flip(connection, known, now)
    name = bookmark.file_name if file_hash else ""
    if known:
        name = known.file_name
    name = name or _free_name(connection, bookmark, folder)
    named = replace(bookmark, file_name=name)
    row = new_row(named, name, file_hash or digest(page(named)))
    connection.execute(
        "INSERT INTO bookmarks (story_id, file_name, file_hash, saved, removed, changed,"
        " checksum, record) VALUES (?, ?, ?, ?, 0, 0, ?, ?) ON CONFLICT (story_id) DO UPDATE"
        " SET file_hash = excluded.file_hash, trash_name = '', saved = excluded.saved,"
        " checksum = excluded.checksum, record = excluded.record",
        (row.story_id, name, row.file_hash, row.saved, row.checksum, row.record),
    )
    return _flip(connection, replace(row, removed=0), now)


def _named(rows: Sequence[BookmarkRow]) -> str:
    """What bookmarks are called in the history: one by its title, several by their number."""
    if len(rows) > 1:
        return f"{len(rows):,} bookmarks"
    bookmark = rows[0].bookmark()
    return f"the bookmark of {bookmark.title if bookmark else rows[0].file_name}"


def _free_name(connection: sqlite3.Connection, bookmark: Bookmark, folder: Path | None) -> str:
    free = (name for name in file_names(bookmark) if _is_free(connection, name, folder))
    return next(free)


def _is_free(connection: sqlite3.Connection, name: str, folder: Path | None) -> bool:
    taken = connection.execute("SELECT 1 FROM bookmarks WHERE file_name = ?", (name,))
    return taken.fetchone() is None and not (folder and os.path.lexists(folder / name))


def _find_row(connection: sqlite3.Connection, story_id: int) -> BookmarkRow | None:
    row = connection.execute(_ONE, (story_id,)).fetchone()
    return BookmarkRow(*row) if row else None


def _flip(connection: sqlite3.Connection, row: BookmarkRow, now: datetime) -> journal.Operation:
    """Put a row up or take it down; return how to undo that."""
    to, at, story_id = row.removed is not None, to_seconds(now), row.story_id
    (before,) = connection.execute(
        "SELECT changed FROM bookmarks WHERE story_id = ?", (story_id,)
    ).fetchone()
    seq = changes.record(connection, "marks", now=now, first_id=story_id, last_id=story_id)
    connection.execute(
        "UPDATE bookmarks SET removed = ?, changed = ? WHERE story_id = ?",
        (None if to else at, seq, story_id),
    )
    # What is bookmarked is not hidden.
    connection.execute(
        "INSERT INTO marks (story_id, bookmarked) VALUES (?1, ?2) ON CONFLICT (story_id) DO UPDATE"
        " SET bookmarked = excluded.bookmarked, hidden = hidden AND NOT excluded.bookmarked",
        (story_id, int(to)),
    )
    return {"op": "bookmark", "id": story_id, "to": to, "seq": seq, "was": before, "at": at}
