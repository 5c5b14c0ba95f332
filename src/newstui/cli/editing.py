"""Changing a subscription on the command line: title, folder, address, settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newstui.cli.feeds import chosen_folder, say_feed
from newstui.cli.library import opened_library
from newstui.cli.offering import offer_feeds
from newstui.newsroom.desk import read_clock
from newstui.newsroom.readdressing import find_anew
from newstui.newsroom.subscribing import SeveralFeedsError, choose_feed
from newstui.newsroom.waiting import find_waits
from newstui.store.editing import edit_feed
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from argparse import Namespace

    from newstui.cli.library import Library
    from newstui.model.feed import Feed

_OPTIONS: Final = ("title", "folder", "interval", "user_agent", "full_text", "pictures")
"""What can be changed together with the address."""


def edit(chosen: Namespace) -> int:
    """Change what is said of a subscription; what is not said stays."""
    with opened_library(chosen, with_samples=False, to_change=True) as library:
        feed = choose_feed(library.archive, chosen.feed)
        try:
            place = _read_address(library, feed, chosen)
        except SeveralFeedsError as error:
            command = ["edit", str(feed.id), "--address"]
            return offer_feeds(chosen, error, command, _others(chosen))
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


def _read_address(library: Library, feed: Feed, chosen: Namespace) -> str | None:
    """Find the address, or the path, asked for; `None` when none was."""
    if chosen.address is None:
        return None
    settings = library.paths.settings
    return find_anew(library.archive, feed, chosen.address, settings=settings)


def _others(chosen: Namespace) -> list[tuple[str, object]]:
    return [(f"--{name.replace('_', '-')}", getattr(chosen, name)) for name in _OPTIONS]
