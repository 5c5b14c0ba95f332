"""What the reader adds to stories, one or a whole list: tags, notes, marks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from textual.app import SuspendNotSupported

from newstui.newsroom import bookmarking, organising
from newstui.newsroom.editor import edit_text, find_editor
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.tui.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newstui.model.story import Bookmark
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.tui.screens.main import MainScreen

_ASK_FROM: Final = 200
"""Bookmarks, a file each, that are not made without asking."""
_NOTE_LIMIT: Final = 2_000
"""Characters of a note that is written in one line."""
_TAGS_LIMIT: Final = 2_000


class Organising:
    """Tags and notes, and the list shown as a whole."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk

    def _may_keep(self, what: str) -> bool:
        """Whether something can be kept; if not, say so."""
        if self._desk.keeps:
            return True
        told = f"nothing is kept here, so there are no {what}"
        if self._desk.archive.is_read_only:
            told = f"the archive can only be read, so {what} stay as they are"
        self._screen.say_error(clean_line(told))
        return False

    def _current(self, what: str) -> int | None:
        """Find the story a key is for, if anything can be kept of it."""
        story_id = self._screen.headlines.current_id
        if story_id is None:
            self._screen.say(clean_line("there is no story here"))
            return None
        return story_id if self._may_keep(what) else None

    def _ask(
        self,
        label: str,
        accepted: Callable[[SafeText], None],
        *,
        typed: SafeText | None = None,
        complete: Callable[[SafeText], SafeText] | None = None,
        limit: int = _TAGS_LIMIT,
    ) -> None:
        self._screen.status.ask(
            Prompt(
                label=clean_line(label),
                accepted=accepted,
                typed=typed or NOTHING,
                complete=complete,
                limit=limit,
            )
        )

    def _completer(self) -> Callable[[SafeText], SafeText]:
        known = [tag for tag, _count in organising.list_tags(self._desk.archive)]
        return partial(organising.complete_tags, known=known)

    # One story

    def do_tag(self, _count: int | None) -> None:
        """Have the tags of the story typed."""
        story_id = self._current("tags")
        if story_id is None:
            return
        row = self._screen.browsing.book.headline(story_id)
        self._ask(
            "tags, with commas (Tab completes):",
            partial(self._retag, story_id),
            # What is typed next is another tag.
            typed=clean_block("".join(f"{tag}, " for tag in row.tags)) if row else None,
            complete=self._completer(),
        )

    def _retag(self, story_id: int, typed: SafeText) -> None:
        wanted = organising.split_tags(typed)
        job = partial(
            organising.retag_story,
            story_id=story_id,
            wanted=wanted,
            folder=self._desk.bookmarks_folder,
            clock=self._desk.clock,
        )
        told = f"tagged {', '.join(wanted)}" if wanted else "no tags any more"
        self._screen.when_done(self._desk.write(job), partial(self._tell, [story_id], told))

    def do_note(self, _count: int | None) -> None:
        """Have the note on the story typed; one of several lines is edited instead."""
        story_id = self._current("notes")
        if story_id is None:
            return
        note = self._note_on(story_id)
        if "\n" in note or len(note) > _NOTE_LIMIT:
            self._edit(story_id, note)
            return
        typed = clean_block(note)
        self._ask("note:", partial(self._keep_note, story_id), typed=typed, limit=_NOTE_LIMIT)

    def do_edit_note(self, _count: int | None) -> None:
        """Have the note on the story written in the reader's own editor."""
        story_id = self._current("notes")
        if story_id is not None:
            self._edit(story_id, self._note_on(story_id))

    def _note_on(self, story_id: int) -> str:
        return organising.find_note(self._desk.archive, story_id)

    def _edit(self, story_id: int, note: str) -> None:
        words = find_editor()
        if not words:
            told = "no editor is known: set the environment's EDITOR to one"
            self._screen.say_error(clean_line(told))
            return
        try:
            with self._screen.app.suspend():
                edited = edit_text(words, note)
        except SuspendNotSupported:
            self._screen.say_error(clean_line("this terminal cannot be left to an editor"))
            return
        self._screen.app.refresh(layout=True)
        if edited.trouble:
            self._screen.say_error(edited.trouble)
        elif edited.text is not None:
            self._keep_note(story_id, edited.text)

    def _keep_note(self, story_id: int, text: str) -> None:
        job = partial(
            organising.note_story,
            story_id=story_id,
            text=text,
            folder=self._desk.bookmarks_folder,
            clock=self._desk.clock,
        )
        told = "noted" if text.strip() else "no note any more"
        self._screen.when_done(self._desk.write(job), partial(self._tell, [story_id], told))

    def _tell(self, story_ids: Sequence[int], told: str, is_change: bool) -> None:  # noqa: FBT001 - from a thread
        if not is_change:
            self._screen.say(clean_line("nothing changed"))
            return
        self._show_again(story_ids)
        self._screen.say(clean_line(told), clean_block(f" · {self._screen.marking.undoes}"))

    def _show_again(self, story_ids: Sequence[int]) -> None:
        """Draw what has become of stories."""
        if self._screen.browsing.book.forget(story_ids):
            self._screen.headlines.forget()
        self._screen.headlines.refresh()
        self._screen.reading.look_for_own_words()

    # The whole list

    def _listed(self, what: str) -> list[int]:
        """List the stories shown, if all of them are known and something can be kept."""
        headlines, is_narrowed = self._desk.headlines, bool(self._screen.narrowing.query)
        if not self._may_keep(what):
            return []
        if not is_narrowed and len(headlines) < headlines.total:
            self._screen.say(clean_line("the list is still being read; try again in a moment"))
            return []
        listed = list(self._screen.narrowing.found if is_narrowed else headlines.order)
        if not listed:
            self._screen.say(clean_line("no stories are listed"))
        return listed

    def do_mark_listed_read(self, _count: int | None) -> None:
        """Mark every story listed read."""
        if listed := self._listed("marks"):
            self._screen.marking.mark_stories(listed, read=True)

    def do_mark_listed_unread(self, _count: int | None) -> None:
        """Mark every story listed unread."""
        if listed := self._listed("marks"):
            self._screen.marking.mark_stories(listed, read=False)

    def do_tag_listed(self, _count: int | None) -> None:
        """Have tags typed that every story listed gets, or loses."""
        if listed := self._listed("tags"):
            self._ask(
                f"tag {len(listed):,} stories (-tag takes it off, Tab completes):",
                partial(self._tag_all, listed),
                complete=self._completer(),
            )

    def _tag_all(self, listed: list[int], typed: SafeText) -> None:
        named = organising.split_tags(typed)
        add = [tag for tag in named if not tag.startswith("-")]
        remove = organising.split_tags(",".join(tag[1:] for tag in named if tag.startswith("-")))
        if not add and not remove:
            return
        job = partial(
            organising.tag_stories,
            story_ids=listed,
            add=add,
            remove=remove,
            folder=self._desk.bookmarks_folder,
            clock=self._desk.clock,
        )
        told = organising.describe_tags(add, remove)
        self._screen.when_done(self._desk.write(job), partial(self._tell_all, told))

    def do_bookmark_listed(self, _count: int | None) -> None:
        """Bookmark every story listed; many only when that is agreed to."""
        listed = self._listed("bookmarks")
        if len(listed) <= _ASK_FROM:
            self.bookmark_all(listed)
            return
        self._ask(
            f"bookmark {len(listed):,} stories, a file each? y or n:",
            lambda typed: self.bookmark_all(listed if typed.strip().lower() in YES else []),
            limit=3,
        )

    def bookmark_all(self, listed: list[int]) -> None:
        """Bookmark stories, as one change."""
        if not listed:
            return
        self._screen.say(clean_line(f"bookmarking {len(listed):,} stories"))
        job = partial(bookmarking.copy_stories, story_ids=listed, clock=self._desk.clock)
        self._screen.when_done(self._desk.build(job), self._shelve)

    def _shelve(self, copies: Sequence[Bookmark]) -> None:
        """Keep copies as bookmarks; their files follow."""
        job = partial(
            bookmarking.shelve,
            copies=copies,
            folder=self._desk.bookmarks_folder,
            clock=self._desk.clock,
        )
        self._screen.when_done(self._desk.write(job), self._write_files)

    def _write_files(self, story_ids: tuple[int, ...]) -> None:
        for story_id in story_ids:
            self._desk.headlines.set_bookmarked(story_id, bookmarked=True)
        self._tell_all("bookmarked", story_ids)
        folder = self._desk.bookmarks_folder

        def write(archive: Archive) -> list[SafeText]:
            return bookmarking.write_files(archive, story_ids, folder=folder)

        self._screen.when_done(self._desk.build(write), self._tell_troubles)

    def _tell_troubles(self, troubles: list[SafeText]) -> None:
        if troubles:
            more = f" · {len(troubles) - 1:,} more" if troubles[1:] else ""
            self._screen.say_also(clean_line(f"{troubles[0]}{more}"), is_error=True)

    def _tell_all(self, told: str, story_ids: Sequence[int]) -> None:
        undoes = clean_block(f" · {self._screen.marking.undoes}" if story_ids else "")
        self._show_again(story_ids)
        self._screen.reading.tell_marks()
        self._screen.say(clean_line(f"{len(story_ids):,} {told}"), undoes)


YES: Final = frozenset({"y", "yes"})
"""What agrees."""
