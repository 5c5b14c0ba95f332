"""Moving in and out: import, export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newstui.cli.library import opened_library
from newstui.cli.output import counted, say, say_item, say_reading, say_record, warn
from newstui.errors import UsageError
from newstui.newsroom.desk import read_clock
from newstui.newsroom.exporting import export_opml, save_export
from newstui.newsroom.importing import (
    find_starter,
    import_opml,
    list_origin,
    list_starters,
    read_list,
)
from newstui.newsroom.records import SCHEMA
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from argparse import Namespace

    from newstui.formats.opml import Skipped
    from newstui.model.text import SafeText
    from newstui.newsroom.importing import Imported, Listed

_PRINTED: Final = "-"


def import_list(chosen: Namespace) -> int:
    """Subscribe to the feeds of a list; 1 when there was none in it, or its end is missing."""
    if chosen.reader:
        from newstui.cli.newsboat import import_newsboat

        return import_newsboat(chosen)
    _need_list(chosen)
    if chosen.starters:
        return _show_starters(chosen)
    name = str(find_starter(chosen.starter)) if chosen.starter else chosen.file
    data, origin = read_list(name), list_origin(name)
    if chosen.starter:
        origin = clean_line(f"starter list {chosen.starter}")
    with opened_library(chosen, with_samples=False, to_change=not chosen.dry_run) as library:
        imported = import_opml(
            library.archive, data, origin=origin, clock=read_clock, dry_run=chosen.dry_run
        )
    for outcome, listed in (("added", imported.added), ("known", imported.known)):
        for feed in listed:
            _tell_feed(chosen, outcome, feed)
    for skipped in imported.skipped:
        tell_skipped(chosen, skipped)
    if not chosen.json:
        say_reading(_summary(imported, dry_run=chosen.dry_run))
    if flaw := imported.flaw:
        was = "would be" if chosen.dry_run else "was"
        told = f"was not well formed (line {flaw.line:,}: {flaw.reason}); what could be read"
        missing = "; its end is missing" if imported.is_cut else ""
        warn(clean_line(f"{origin}: {told} {was} imported{missing}"))
    if imported.added or imported.known:
        return 1 if imported.is_cut else 0
    warn(clean_line(f"{origin}: holds no feed that can be imported"))
    return 1


def _need_list(chosen: Namespace) -> None:
    if chosen.urls or chosen.cache or chosen.bookmark_flags:
        raise UsageError("import: --urls, --cache and --bookmark-flags go with --from newsboat")
    if not (chosen.file or chosen.starter or chosen.starters):
        raise UsageError("nothing to import: name a file, or --starter NAME")


def export(chosen: Namespace) -> int:
    """Write stories, or the subscriptions as a list, to a file or to standard output."""
    if chosen.opml is None:
        from newstui.cli.storyexports import export_stories

        return export_stories(chosen)
    if chosen.stories or chosen.format or chosen.output:
        raise UsageError("export: --opml is for the subscriptions, --format for stories")
    return _export_list(chosen)


def _export_list(chosen: Namespace) -> int:
    if chosen.force and chosen.opml == _PRINTED:
        raise UsageError("--force is for a file; none is named")
    with opened_library(chosen, with_samples=False) as library:
        exported = export_opml(library.archive)
    for title in exported.left_out:
        warn(clean_line(f"{title}: is a file or folder of this machine, so no list names it"))
    for title in exported.stripped:
        warn(clean_line(f"{title}: its user name and password are left out"))
    if chosen.opml == _PRINTED:
        say(_printable(exported.text.rstrip("\n")))
    else:
        save_export(exported.text, Path(chosen.opml), replace=chosen.force)
        feeds = counted(exported.feeds, "feed", "feeds")
        say(clean_line(f"{feeds} written to {list_origin(chosen.opml)}"))
    return 0


def _show_starters(chosen: Namespace) -> int:
    for starter in list_starters():
        if chosen.json:
            record = {"schema": SCHEMA, "name": starter.name, "title": starter.title}
            say_record({**record, "feeds": starter.feeds})
        else:
            feeds = counted(starter.feeds, "feed", "feeds")
            say(clean_line(f"{starter.name}: {starter.title}, {feeds}"))
    return 0


def _tell_feed(chosen: Namespace, outcome: str, feed: Listed) -> None:
    if chosen.json:
        record = {"schema": SCHEMA, "outcome": outcome, "dry_run": chosen.dry_run}
        record |= {"id": feed.feed_id, "title": feed.title, "address": feed.address}
        say_record({**record, "folder": feed.folder, "reason": None})
        return
    folder = f"{feed.folder}: " if feed.folder else ""
    address = (feed.address,) if feed.title != feed.address else ()
    say_item(outcome, clean_line(folder + feed.title), *address)


def tell_skipped(chosen: Namespace, skipped: Skipped) -> None:
    """Tell which entry of a list was not taken, and why."""
    if chosen.json:
        record = {"schema": SCHEMA, "outcome": "skipped", "dry_run": chosen.dry_run, "id": None}
        record |= {"title": skipped.title, "address": skipped.address, "folder": None}
        say_record({**record, "reason": skipped.reason})
        return
    name = clean_line(f"{skipped.title} {skipped.address}")
    say_item("skipped", clean_line(f"{name}: {skipped.reason}" if name else skipped.reason))


def _summary(imported: Imported, *, dry_run: bool) -> SafeText:
    known, skipped = len(imported.known), len(imported.skipped)
    added = counted(len(imported.added), "feed", "feeds")
    tail = f"{known:,} known already, {skipped:,} skipped"
    if dry_run:
        return clean_line(f"{added} would be added, {tail}; nothing was changed")
    hint = "; `newstui refresh` fetches them, U in the reader takes the import back"
    return clean_line(f"{added} added, {tail}{hint if imported.added else ''}")


def _printable(text: str) -> SafeText:
    """Write characters that the output's encoding lacks as references, which lists allow."""
    encoding = sys.stdout.encoding or "utf-8"
    written = text.encode(encoding, "xmlcharrefreplace").decode(encoding)
    return clean_block(written, limit=len(written))
