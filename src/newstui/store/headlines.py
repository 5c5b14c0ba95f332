"""The headlines the screen keeps in memory: numbers, times and marks, never titles."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

READ: Final = 1
BOOKMARKED: Final = 2
_LISTED: Final = 4
_MARKS: Final = READ | BOOKMARKED


class MarkSpan(NamedTuple):
    """Marks of many stories, made beside the screen and taken over at once, however many."""

    first_id: int = 0
    mask: bytes = b""
    """By number from the first on: which of a story's flags are told."""
    values: bytes = b""
    """Beside it: what they are."""


NO_MARKS: Final = MarkSpan()


def span_of(flags: Mapping[int, int], told: int = _MARKS) -> MarkSpan:
    """Put the flags of stories, by number, into a span; `told` says which of them are meant."""
    if not flags:
        return NO_MARKS
    first = min(flags)
    length = max(flags) - first + 1
    mask, values = bytearray(length), bytearray(length)
    for story_id, value in flags.items():
        mask[story_id - first] = told
        values[story_id - first] = value & told
    return MarkSpan(first, bytes(mask), bytes(values))


def span_of_read(story_ids: Sequence[int], *, read: bool) -> MarkSpan:
    """Put one read mark of many stories into a span."""
    return span_of(dict.fromkeys(story_ids, READ if read else 0), READ)


class Headlines:
    """All stories of the list, newest first, in about 17 bytes each.

    Args:
        total: How many there are, from the counters of the feeds: more than are loaded yet.
        unread: How many of them are unread.
    """

    def __init__(self, *, total: int = 0, unread: int = 0) -> None:
        self.order = array("q")
        """Numbers of stories, newest first."""
        self.times = array("q")
        """Beside each number: when, in seconds since 1970."""
        self.flags = bytearray()
        """By number of story: 1 is read, 2 is bookmarked."""
        self.total = total
        self.unread = unread

    def __len__(self) -> int:
        return len(self.order)

    def __contains__(self, story_id: int) -> bool:
        return self._has(story_id, _LISTED)

    def count_again(self) -> None:
        """Count what is listed, now that everything is."""
        self.total = len(self.order)
        self.unread = self.flags.count(_LISTED) + self.flags.count(_LISTED | BOOKMARKED)

    def extend(self, rows: Sequence[tuple[int, int, int]]) -> None:
        """Add stories that `total` and `unread` count already.

        Args:
            rows: (seconds, number, flags), newest first; those known already are left out.
        """
        self._merge(self._unlisted(rows))

    def insert(self, rows: Sequence[tuple[int, int, int]]) -> None:
        """Add stories that have just come, and count them.

        Args:
            rows: (seconds, number, flags), in any order; those known already are left out.
        """
        fresh = self._unlisted(rows)
        self.total += len(fresh)
        self.unread += sum(not self.flags[story_id] & READ for _, story_id in fresh)
        self._merge(fresh)

    def index(self, story_id: int) -> int | None:
        """Where a story stands in the list; `None` when it does not."""
        if not self._has(story_id, _LISTED):
            return None
        return self.order.index(story_id)

    def is_read(self, story_id: int) -> bool:
        """Whether a story is read; unknown ones are not."""
        return self._has(story_id, READ)

    def is_bookmarked(self, story_id: int) -> bool:
        """Whether a story is bookmarked; unknown ones are not."""
        return self._has(story_id, BOOKMARKED)

    def set_read(self, story_id: int, read: bool) -> bool:  # noqa: FBT001 - the mark's value
        """Mark a story and count it; return whether that changed anything."""
        changed = self._set(story_id, READ, read)
        if changed:
            self.unread += -1 if read else 1
        return changed

    def take(self, span: MarkSpan) -> None:
        """Take over the marks of many stories, and count them, in one step for all of them."""
        if not span.mask:
            return
        end = span.first_id + len(span.mask)
        self._reach(end - 1)
        before = bytes(self.flags[span.first_id : end])
        # As one large number each, all stories change at once.
        kept = int.from_bytes(before) & ~int.from_bytes(span.mask)
        after = (kept | int.from_bytes(span.values)).to_bytes(len(before))
        self.unread += self._count_unread(after) - self._count_unread(before)
        self.flags[span.first_id : end] = after

    def _count_unread(self, flags: bytes) -> int:
        """Count unread stories that `unread` counts: while the list is read, those to come too."""
        listed = flags.count(_LISTED) + flags.count(_LISTED | BOOKMARKED)
        is_loading = len(self.order) < self.total
        return listed + (flags.count(0) + flags.count(BOOKMARKED) if is_loading else 0)

    def set_bookmarked(self, story_id: int, bookmarked: bool) -> bool:  # noqa: FBT001 - the mark's value
        """Mark a story; return whether that changed anything."""
        return self._set(story_id, BOOKMARKED, bookmarked)

    def _has(self, story_id: int, flag: int) -> bool:
        return 0 <= story_id < len(self.flags) and bool(self.flags[story_id] & flag)

    def _set(self, story_id: int, flag: int, value: bool) -> bool:  # noqa: FBT001 - the mark's value
        if self._has(story_id, flag) == value:
            return False
        self._reach(story_id)
        self.flags[story_id] ^= flag
        return True

    def _reach(self, story_id: int) -> None:
        if story_id >= len(self.flags):
            self.flags.extend(bytes(story_id + 1 - len(self.flags)))

    def _unlisted(self, rows: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
        """Take up the flags of rows not listed yet; return (seconds, number), newest first."""
        if rows:
            self._reach(max(story_id for _, story_id, _ in rows))
        flags, fresh = self.flags, []
        for at, story_id, row_flags in rows:
            if not flags[story_id] & _LISTED:
                flags[story_id] = _LISTED | (row_flags & _MARKS)
                fresh.append((at, story_id))
        fresh.sort(reverse=True)
        return fresh

    def _merge(self, fresh: Sequence[tuple[int, int]]) -> None:
        if not fresh:
            return
        if not self.order or fresh[0] < (self.times[-1], self.order[-1]):
            self._append(fresh)
            return
        order, times, done = array("q"), array("q"), 0
        for at, story_id in fresh:
            start = self._position(at, story_id, done)
            order.extend(self.order[done:start])
            times.extend(self.times[done:start])
            order.append(story_id)
            times.append(at)
            done = start
        order.extend(self.order[done:])
        times.extend(self.times[done:])
        self.order, self.times = order, times

    def _append(self, fresh: Iterable[tuple[int, int]]) -> None:
        for at, story_id in fresh:
            self.order.append(story_id)
            self.times.append(at)

    def _position(self, at: int, story_id: int, low: int) -> int:
        """Index of the first row that comes after this one."""
        places = range(low, len(self.order))
        return low + bisect_left(
            places, (-at, -story_id), key=lambda place: (-self.times[place], -self.order[place])
        )
