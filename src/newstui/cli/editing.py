"""Changing and removing subscriptions, and folders of them, on the command line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newstui.cli.feeds import chosen_folder, say_feed
from newstui.cli.library import opened_library
from newstui.cli.offering import offer_feeds
from newstui.cli.output import say, say_record
from newstui.errors import UsageError
from newstui.newsroom.desk import read_clock
from newstui.newsroom.foldering import (
    describe_folder,
    dissolve_folder,
    move_folder,
    named_folder,
    rename_folder,
)
from newstui.newsroom.readdressing import find_anew
from newstui.newsroom.records import SCHEMA, feed_record
from newstui.newsroom.subscribing import SeveralFeedsError, choose_feed, unsubscribe
from newstui.newsroom.waiting import find_waits
from newstui.store.editing import edit_feed
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from argparse import Namespace

    from newstui.cli.library import Library
    from newstui.model.feed import Feed
    from newstui.model.text import SafeText
    from newstui.newsroom.foldering import Refoldered

_OPTIONS: Final = ("title", "folder", "interval", "user_agent", "full_text", "pictures")
"""What can be changed together with the address."""


def edit(chosen: Namespace) -> int:
    """Change what is said of a subscription; what is not said stays."""
    if chosen.unchecked and chosen.address is None:
        raise UsageError("--unchecked goes with --address")
    with opened_library(chosen, with_samples=False, to_change=True) as library:
        if folder := named_folder(library.archive, chosen.feed):
            return _edit_folder(library, chosen, folder)
        feed = choose_feed(library.archive, chosen.feed)
        try:
            place = _read_address(library, feed, chosen)
        except SeveralFeedsError as error:
            command = ["edit", str(feed.id), "--address"]
            return offer_feeds(chosen, library.archive, error, command, _others(chosen))
        settings = feed.settings
        if chosen.interval is not None:
            settings = replace(settings, interval_minutes=chosen.interval or None)
        if chosen.user_agent is not None:
            settings = replace(settings, user_agent=clean_line(chosen.user_agent))
        if chosen.full_text is not None:
            settings = replace(settings, full_text=chosen.full_text == "on")
        if chosen.pictures is not None:
            settings = replace(settings, pictures=chosen.pictures == "on")
        feed = edit_feed(
            library.archive,
            feed.id,
            title=None if chosen.title is None else clean_line(chosen.title),
            folder=chosen_folder(library, chosen),
            settings=settings,
            place=place,
            now=read_clock(),
        )
        now = read_clock()
        waits = find_waits(library.archive, [feed], now=now)
    say_feed(chosen, feed, feed.title, waits.get(feed.id), now)
    return 0


def remove(chosen: Namespace) -> int:
    """Remove a subscription, whose stories and marks come back with it; or a folder around some."""
    with opened_library(chosen, with_samples=False, to_change=True) as library:
        if folder := named_folder(library.archive, chosen.feed):
            say_folder(chosen, dissolve_folder(library.archive, folder, clock=read_clock))
            return 0
        feed = choose_feed(library.archive, chosen.feed)
        unsubscribe(library.archive, feed, clock=read_clock)
    if chosen.json:
        say_record({**feed_record(feed), "removed": True})
    else:
        say(clean_line(f"removed {feed.title}; adding it again brings its stories and marks back"))
    return 0


def _edit_folder(library: Library, chosen: Namespace, folder: SafeText) -> int:
    """Call a folder something else, or put it into another one."""
    given = [name for name in ("address", *_OPTIONS) if getattr(chosen, name) is not None]
    if given not in (["title"], ["folder"]):
        raise UsageError(f"{folder}: is a folder; either --title or --folder changes it")
    change, said = (
        (rename_folder, chosen.title) if chosen.folder is None else (move_folder, chosen.folder)
    )
    say_folder(chosen, change(library.archive, folder, said, clock=read_clock))
    return 0


def say_folder(chosen: Namespace, done: Refoldered) -> None:
    """Say what became of a folder."""
    if chosen.json:
        record = {"schema": SCHEMA, "folder": done.was, "now": done.title or None}
        followers = {"queries": done.queries, "rules": done.rules}
        say_record({**record, "feeds": done.feeds, **followers})
    elif done.feeds:
        say(describe_folder(done))
    else:
        say(clean_line(f"the folder {done.was} stays as it is"))


def _read_address(library: Library, feed: Feed, chosen: Namespace) -> str | None:
    """Find the address, or the path, asked for; `None` when none was."""
    if chosen.address is None:
        return None
    settings, typed = library.paths.settings, chosen.address
    unchecked = chosen.unchecked
    return find_anew(library.archive, feed, typed, settings=settings, unchecked=unchecked)


def _others(chosen: Namespace) -> list[tuple[str, object]]:
    return [(f"--{name.replace('_', '-')}", getattr(chosen, name)) for name in _OPTIONS]
