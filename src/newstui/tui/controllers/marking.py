"""What the reader does with stories: read marks and bookmarks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newstui.errors import NewstuiError
from newstui.newsroom import marking
from newstui.newsroom.bookmarking import bookmark_story, unbookmark_story
from newstui.store.headlines import span_of_read
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from newstui.model.text import SafeText
    from newstui.newsroom.bookmarking import Told
    from newstui.store.archive import Archive
    from newstui.store.headlines import MarkSpan
    from newstui.tui.screens.main import MainScreen

_FLUSH_SECONDS = 0.8
"""Read marks made on the screen are on disk within a second."""


class Marking:
    """The marks of the stories, in memory at once and on disk soon."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._unsaved: dict[int, bool] = {}
        self._is_failing = False
        self._shelving: dict[int, tuple[object, bool]] = {}
        """The last change of a bookmark that is on its way to disk, and what it makes of it."""
        self._toggling: dict[int, tuple[object, bool]] = {}
        """The same of read marks that were toggled."""

    def start(self) -> None:
        """Save read marks from now on."""
        self._screen.set_interval(_FLUSH_SECONDS, self.flush)

    def mark_read(self, story_id: int, *, read: bool) -> None:
        """Mark one story; the disk follows within a second."""
        if self._desk.headlines.set_read(story_id, read):
            self._unsaved[story_id] = read
            self._screen.browsing.repaint([story_id])

    def flush(self) -> None:
        """Hand the read marks made so far to the writer."""
        if not self._unsaved or not self._desk.keeps:
            return
        unsaved, self._unsaved = self._unsaved, {}
        saved = self._desk.write(
            partial(marking.save_read_marks, reads=unsaved, clock=self._desk.clock)
        )
        self._screen.when_done(saved, self._saved, failed=partial(self._keep, unsaved))

    def _saved(self, _done: None) -> None:
        if self._is_failing:
            self._is_failing = False
            self._screen.say(clean_line("the read marks are saved now"))
            self._screen.tell_activity()

    def _keep(self, unsaved: dict[int, bool]) -> bool:
        """Keep marks that could not be saved for the next try; tell of it once, then by count."""
        self._unsaved = unsaved | self._unsaved
        was_failing, self._is_failing = self._is_failing, True
        self._screen.tell_activity()
        return was_failing

    @property
    def activity(self) -> SafeText:
        """What could not be saved so far, for the bottom line."""
        if not self._is_failing:
            return NOTHING
        return clean_line(f"{len(self._unsaved):,} unsaved")

    @property
    def on_their_way(self) -> dict[int, bool]:
        """Read marks that are not on disk yet, by story."""
        return {story_id: read for story_id, (_job, read) in self._toggling.items()} | self._unsaved

    def save_all(self) -> SafeText:
        """Put every read mark on disk now; return what went wrong, if anything did."""
        if not self._desk.keeps:
            return NOTHING
        unsaved = self.on_their_way
        job = partial(marking.save_read_marks, reads=unsaved, clock=self._desk.clock)
        try:
            self._desk.write(job).result()
        except NewstuiError as error:
            marks = "1 read mark" if len(unsaved) == 1 else f"{len(unsaved):,} read marks"
            return clean_line(f"{marks} could not be saved: {error}")
        self._unsaved = {}
        return NOTHING

    def take_from_disk(self, marks: Collection[int], span: MarkSpan) -> None:
        """Take over marks that changed on disk.

        Args:
            marks: Of which stories.
            span: The marks.
        """
        headlines = self._desk.headlines
        headlines.take(span)
        for story_id, read in self.on_their_way.items():
            if story_id in marks:
                headlines.set_read(story_id, read)
        if self._screen.browsing.book.forget(marks):
            self._screen.headlines.forget()
        self._screen.headlines.refresh()
        self._screen.browsing.tell_counts()
        self._screen.reading.tell_marks()
        self._screen.reading.look_for_corrections()
        self._screen.reading.look_for_own_words()

    def do_toggle_read(self, _count: int | None) -> None:
        """Mark the story read, or unread again."""
        story_id = self._screen.headlines.current_id
        if story_id is None:
            return
        self.flush()
        read = not self._desk.headlines.is_read(story_id)
        self._desk.headlines.set_read(story_id, read)
        if self._desk.keeps:
            self._save_toggled(story_id, read=read)
        else:
            self._unsaved[story_id] = read
            self._tell_toggled((), read=read)
        # Only now, since counting has to know of the mark.
        self._screen.browsing.repaint([story_id])
        self._screen.reading.tell_marks()

    def _save_toggled(self, story_id: int, *, read: bool) -> None:
        job = partial(marking.mark_stories, story_ids=[story_id], read=read, clock=self._desk.clock)
        self._toggling[story_id] = job, read

        def tell(story_ids: tuple[int, ...]) -> None:
            _arrive(self._toggling, story_id, job)
            self._tell_toggled(story_ids, read=read)

        def fail() -> bool:
            _arrive(self._toggling, story_id, job)
            return self._keep({story_id: read})

        self._screen.when_done(self._desk.write(job), tell, failed=fail)

    def _tell_toggled(self, story_ids: tuple[int, ...], *, read: bool) -> None:
        undoes = f" · {self.undoes}" if story_ids else ""
        self._screen.say(clean_line(f"marked {'read' if read else 'unread'}{undoes}"))

    def do_mark_feed_read(self, _count: int | None) -> None:
        """Mark every story of this story's feed read."""
        story_id = self._screen.headlines.current_id
        row = None if story_id is None else self._screen.browsing.book.headline(story_id)
        if row is not None:
            self._mark_all(row.feed_id)

    def do_mark_all_read(self, _count: int | None) -> None:
        """Mark every story read."""
        self._mark_all(None)

    def mark_feeds(self, feed_ids: Sequence[int], label: SafeText) -> None:
        """Mark every story of several feeds read."""
        self._mark_by(partial(marking.mark_feeds_read, feed_ids=feed_ids, label=label))

    def mark_found(self, query: SafeText, label: SafeText) -> None:
        """Mark every story of a query read."""
        self._mark_by(partial(marking.mark_found_read, query=query, label=label))

    def _mark_all(self, feed_id: int | None) -> None:
        self._mark_by(partial(marking.mark_all_read, feed_id=feed_id))

    def _mark_by(self, mark: Callable[..., tuple[int, ...]]) -> None:
        newest = self._screen.browsing.book.listed_id
        self._mark_many(partial(mark, up_to_id=newest), read=True)

    def mark_stories(self, story_ids: Sequence[int], *, read: bool) -> None:
        """Mark many stories as one change."""
        mark = partial(marking.mark_stories, story_ids=story_ids, read=read)
        self._mark_many(mark, read=read)

    def _mark_many(self, mark: Callable[..., tuple[int, ...]], *, read: bool) -> None:
        self.flush()

        def job(archive: Archive) -> tuple[int, MarkSpan]:
            changed = mark(archive, clock=self._desk.clock)
            return len(changed), span_of_read(changed, read=read)

        told = partial(self._tell_marked, read=read)
        self._screen.when_done(self._desk.write(job), told)

    def _tell_marked(self, done: tuple[int, MarkSpan], *, read: bool) -> None:
        count, span = done
        self._desk.headlines.take(span)
        self._screen.headlines.refresh()
        self._screen.browsing.tell_counts()
        self._screen.reading.tell_marks()
        word = "read" if read else "unread"
        undoes = f" · {self.undoes}" if count else ""
        self._screen.say(clean_line(f"{count:,} marked {word}{undoes}"))

    @property
    def undoes(self) -> str:
        """How to take back what was done."""
        return self._screen.keymap.fill("{undo} undoes")

    def do_bookmark(self, _count: int | None) -> None:
        """Bookmark the story, or take the bookmark off."""
        story_id = self._screen.headlines.current_id
        if story_id is None:
            return
        if not self._desk.keeps:
            told = "nothing is kept here, so there are no bookmarks"
            if self._desk.archive.is_read_only:
                told = "the archive can only be read, so bookmarks stay as they are"
            self._screen.say_error(clean_line(told))
            return
        self.flush()
        now = self._shelving.get(story_id, (None, self._desk.headlines.is_bookmarked(story_id)))[1]
        on = not now
        change = bookmark_story if on else unbookmark_story
        job = partial(
            change, story_id=story_id, folder=self._desk.bookmarks_folder, clock=self._desk.clock
        )
        self._shelving[story_id] = (job, on)
        self._screen.when_done(
            self._desk.write(job),
            partial(self._tell_bookmarked, story_id, job, on=on),
            failed=partial(_arrive, self._shelving, story_id, job),
        )

    def _tell_bookmarked(self, story_id: int, job: object, told: Told, *, on: bool) -> None:
        _arrive(self._shelving, story_id, job)
        self._desk.headlines.set_bookmarked(story_id, on)
        self._screen.browsing.repaint([story_id])
        self._screen.reading.tell_marks()
        say = self._screen.say_error if told.is_trouble else self._screen.say
        say(clean_line(f"{told.text} · {self.undoes}"))


def _arrive(under_way: dict[int, tuple[object, bool]], story_id: int, job: object) -> None:
    """Forget a change that has arrived, unless a later one is still on its way."""
    if under_way.get(story_id, (None, False))[0] is job:
        del under_way[story_id]
