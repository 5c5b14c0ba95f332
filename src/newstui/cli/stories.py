"""Stories on the command line: list, show, sources."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newstui.cli.library import opened_library
from newstui.cli.output import counted, say, say_passage, say_reading, say_record, warn
from newstui.cli.visiting import visit
from newstui.errors import UsageError
from newstui.model.kinds import SourceType
from newstui.newsroom.choosing import choose_stories, is_story_number
from newstui.newsroom.citations import Asked, find_most_cited
from newstui.newsroom.days import first_of_days, shown_moment
from newstui.newsroom.desk import read_clock
from newstui.newsroom.pictures import list_pictures
from newstui.newsroom.printing import print_pictures, print_sources, print_story
from newstui.newsroom.reading import read_through
from newstui.newsroom.records import (
    changes_record,
    headline_record,
    pictures_record,
    source_record,
    story_record,
)
from newstui.newsroom.revisions import find_changes, lay_over, name_place
from newstui.newsroom.searching import Search
from newstui.newsroom.wording import tell_headline
from newstui.store.listing import find_addresses
from newstui.store.listing import list_headlines as read_headlines
from newstui.store.marks import find_marks
from newstui.store.querywriting import ask_since
from newstui.store.texts import list_revisions
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from newstui.model.headline import Headline, Mark
    from newstui.model.text import SafeText
    from newstui.newsroom.reading import StoryView
    from newstui.newsroom.records import Record
    from newstui.store.archive import Archive
    from newstui.store.citations import CitedSource

_CHUNK = 500
_NUMBER_CELLS, _TIME_CELLS = 5, len("Sat 21 Nov 09:12")
_STORIES_CELLS, _PASSAGES_CELLS = len("10,000 stories"), len("10,000 passages")
_TYPE_CELLS = max(map(len, SourceType))


def list_headlines(chosen: Namespace) -> int:
    """List the headlines a query describes, newest first."""
    with opened_library(chosen) as library:
        archive = library.archive
        search = Search(archive, " ".join(chosen.query))
        shows_passages = search.asks_for_words and (
            chosen.snippets or chosen.json or sys.stdout.isatty()
        )
        numbers = islice(search.stories(), chosen.limit)
        while some := list(islice(numbers, _CHUNK)):
            rows, marks = read_headlines(archive, some), find_marks(archive, some)
            present = [(row, mark) for row, mark in zip(rows, marks, strict=True) if row]
            addresses = find_addresses(archive, some) if chosen.json else {}
            passages = search.passages(some) if shows_passages else {}
            for row, mark in present:
                passage = passages.get(row.story_id)
                if chosen.json:
                    url = addresses.get(row.story_id, "")
                    say_record(headline_record(row, mark, url=url, passage=passage))
                elif chosen.plain:
                    say(tell_headline(row, mark, row.story_id, now=read_clock()))
                else:
                    say(_headline_line(row, mark, read_clock()))
                    if passage:
                        say_passage(passage.text, passage.matches)
        if waiting := search.known_by_title:
            stories = counted(waiting, "story is", "stories are")
            told = "not prepared yet and found by title alone; `newstui refresh` prepares"
            warn(clean_line(f"{stories} {told} {'it' if waiting == 1 else 'them'}"))
    return 0


def _headline_line(row: Headline, mark: Mark, now: datetime) -> SafeText:
    signs = (" " if mark.read else "*") + ("+" if mark.bookmarked else " ")
    number = f"#{row.story_id}".ljust(_NUMBER_CELLS)
    at = (shown_moment(row.at, now) if row.dated else "undated").ljust(_TIME_CELLS)
    return clean_block(f"{signs} {number} {at} {row.outlet}: {row.title}")


def show(chosen: Namespace) -> int:
    """Print whole stories, or how they changed."""
    if chosen.changes and chosen.markdown:
        raise UsageError("show: --changes are told as text or as JSON, not as Markdown")
    if chosen.changes:
        return _print_all(chosen, _Form(_changes, _changes_record))
    form = _Form(lambda view, _: print_story(view, as_markdown=chosen.markdown), _story_record)
    return _print_all(chosen, form)


def _story_record(view: StoryView, asked: _Asked) -> Record:
    return story_record(view, is_kept=asked.are_kept)


def _changes_record(view: StoryView, asked: _Asked) -> Record:
    revisions = list_revisions(asked.archive, view.story.id)
    return changes_record(view, revisions, is_kept=asked.are_kept)


def _changes(view: StoryView, asked: _Asked) -> SafeText:
    """Write how a story changed, the last change first."""
    lines: list[str] = [view.story.entry.title or "untitled"]
    changed = find_changes(asked.archive, view.story.id)
    if not changed:
        return clean_block(f"{lines[0]}\n\nno change was noticed")
    for change in changed:
        when = shown_moment(change.after.made, read_clock())
        title = lay_over(change.before.title, change.after.title).text
        text = lay_over(change.before.text, change.after.text).text
        place = name_place(change, view.stored)
        lines += [f"\nas of {when}{place}: {title}", text]
    return clean_block("\n".join(lines))


def sources(chosen: Namespace) -> int:
    """Print who says what in stories, or the sources that most of them cite."""
    if chosen.top is not None:
        return _print_most_cited(chosen)
    if chosen.days is not None or chosen.type is not None:
        raise UsageError("sources: --days and --type go with --top")
    if bool(chosen.stories) == bool(chosen.query):
        raise UsageError(
            "sources: give stories or places, or --query with a query; "
            "the shell needs quotes around a number: '#12'"
        )
    form = _Form(lambda view, _: print_sources(view, now=read_clock()), _story_record)
    return _print_all(chosen, form)


def pictures(chosen: Namespace) -> int:
    """Print which pictures stories have; none is fetched."""
    return _print_all(chosen, _Form(_pictures, _pictures_record))


def _pictures(view: StoryView, asked: _Asked) -> SafeText:
    return print_pictures(view, list_pictures(asked.archive, view))


def _pictures_record(view: StoryView, asked: _Asked) -> Record:
    found = list_pictures(asked.archive, view)
    return pictures_record(view, found, is_kept=asked.are_kept)


def _print_most_cited(chosen: Namespace) -> int:
    """Print the most cited sources, the most cited first."""
    if chosen.stories or chosen.limit is not None:
        raise UsageError("sources: --top counts the stories of the library or of a --query")
    query, kind = chosen.query or "", SourceType(chosen.type) if chosen.type else None
    if chosen.days is not None:
        query = f"{query} {ask_since(first_of_days(read_clock(), chosen.days))}"
    asked = Asked(query=query, type=kind, limit=chosen.top)
    with opened_library(chosen) as library:
        found = find_most_cited(library.archive, asked)
    for source in found.sources:
        if chosen.json:
            say_record(source_record(source, found))
        else:
            say(_source_line(source))
    if not found.is_whole:
        warn(clean_line(f"{found.basis}; `newstui refresh` looks through the others"))
    elif not found.sources:
        warn(clean_line(": ".join(filter(None, (found.basis, found.nobody)))))
    return 0


def _source_line(source: CitedSource) -> SafeText:
    stories = counted(source.stories, "story", "stories").rjust(_STORIES_CELLS)
    passages = counted(source.passages, "passage", "passages").rjust(_PASSAGES_CELLS)
    name = source.name if source.is_named else f"“{source.name}”"
    return clean_block(f"{stories} {passages}  {source.type:<{_TYPE_CELLS}} {name}")


class _Form(NamedTuple):
    """How a story is printed."""

    text: Callable[[StoryView, _Asked], SafeText]
    record: Callable[[StoryView, _Asked], Record]


def _print_all(chosen: Namespace, form: _Form) -> int:
    is_first, failed = True, False
    say_text = say if getattr(chosen, "markdown", False) else say_reading
    with _asked_for(chosen) as asked:
        for view in asked.views:
            if chosen.json:
                say_record(form.record(view, asked))
            else:
                say_text(clean_block(("" if is_first else "\n") + form.text(view, asked)))
            is_first = False
        for failure in asked.failures:
            failed = True
            warn(failure)
    return 1 if failed else 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """The stories a command is about."""

    archive: Archive
    """Where they are."""
    views: Iterator[StoryView]
    failures: list[SafeText]
    are_kept: bool
    """Whether they are the library's."""


@contextmanager
def _asked_for(chosen: Namespace) -> Iterator[_Asked]:
    """Find the stories asked for, by number or query in the library, else in places."""
    query = getattr(chosen, "query", None)
    numbers = [argument for argument in chosen.stories if is_story_number(argument)]
    places = [argument for argument in chosen.stories if not is_story_number(argument)]
    if numbers and places:
        raise UsageError("give either story numbers or places, not both")
    if places:
        read = visit(places, home=chosen.home, hidden=chosen.json)
        try:
            limit = getattr(chosen, "limit", None)
            views = islice(_views(read.archive, read.story_ids), limit)
            yield _Asked(read.archive, views, read.failures, are_kept=False)
        finally:
            read.archive.close()
        return
    with opened_library(chosen) as library:
        choice = choose_stories(library.archive, numbers or [query or ""])
        if not choice.story_ids and not choice.failures:
            choice.failures.append(clean_line("no story matches"))
        limit = getattr(chosen, "limit", None)
        views = islice(_views(library.archive, choice.story_ids), limit)
        yield _Asked(library.archive, views, choice.failures, are_kept=True)


def _views(archive: Archive, story_ids: list[int]) -> Iterator[StoryView]:
    for story_id in story_ids:
        view = read_through(archive, story_id, clock=read_clock)
        if view is not None:
            yield view
