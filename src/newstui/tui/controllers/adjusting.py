"""The settings of one feed: listed with their values, each changed by a key and undoable."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from newstui.errors import UsageError
from newstui.model.schedule import typed_interval, typed_user_agent
from newstui.store.editing import edit_feed
from newstui.store.subscriptions import find_feed
from newstui.text.clean import clean_line
from newstui.text.links import without_credentials
from newstui.tui.actions import HEADLINES
from newstui.tui.screens.choosing import ChoosingScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.model.feed import Feed
    from newstui.model.schedule import FeedSettings
    from newstui.model.text import SafeText
    from newstui.tui.screens.main import MainScreen


class Adjusting:
    """What the reader sets for the feed under the cursor."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._changes: tuple[Callable[[Feed], None], ...] = (
            lambda _feed: screen.arranging.do_rename_feed(None),
            lambda _feed: screen.arranging.do_move_feed(None),
            lambda _feed: screen.arranging.do_readdress_feed(None),
            self._ask_interval,
            self._turn_full_text,
            self._turn_pictures,
            self._ask_user_agent,
        )

    def do_feed_settings(self, _count: int | None) -> None:
        """List what is set for the feed, to change one of it."""
        feed = self._screen.arranging.feed_to_change()
        if feed is None:
            return
        # What is set now: the list may not have heard yet of what was changed last.
        feed = find_feed(self._screen.desk.archive, feed.id) or feed
        fill = self._screen.keymap.fill
        rows = [
            (clean_line(value), clean_line(fill(about, HEADLINES)))
            for value, about in _described(feed)
        ]
        told = [f"{feed.title}: choose what to change", feed.error, feed.left_out]
        question = clean_line(" · ".join(filter(None, told)))
        chosen = ChoosingScreen(question, rows, self._screen.feeds)
        self._screen.app.push_screen(chosen, partial(self._change, feed))

    def _change(self, feed: Feed, index: int | None) -> None:
        if index is not None:
            self._changes[index](feed)

    def _ask_interval(self, feed: Feed) -> None:
        minutes = feed.settings.interval_minutes
        typed = clean_line(str(minutes or ""))
        self._screen.arranging.ask("minutes:", typed, partial(self._set_interval, feed))

    def _set_interval(self, feed: Feed, typed: SafeText) -> None:
        try:
            minutes = typed_interval(typed)
        except ValueError as error:
            raise UsageError(f"{typed}: {error}") from error
        self._set(feed, replace(feed.settings, interval_minutes=minutes))

    def _ask_user_agent(self, feed: Feed) -> None:
        typed = clean_line(feed.settings.user_agent)
        self._screen.arranging.ask("user agent:", typed, partial(self._set_user_agent, feed))

    def _set_user_agent(self, feed: Feed, typed: SafeText) -> None:
        try:
            name = typed_user_agent(typed.strip())
        except ValueError as error:
            raise UsageError(f"{typed}: {error}") from error
        self._set(feed, replace(feed.settings, user_agent=name))

    def _turn_full_text(self, feed: Feed) -> None:
        self._set(feed, replace(feed.settings, full_text=not feed.settings.full_text))

    def _turn_pictures(self, feed: Feed) -> None:
        self._set(feed, replace(feed.settings, pictures=not feed.settings.pictures))

    def _set(self, feed: Feed, settings: FeedSettings) -> None:
        if settings != feed.settings:
            now = self._screen.desk.clock()
            job = partial(edit_feed, feed_id=feed.id, settings=settings, now=now)
            self._screen.arranging.change(job, partial(self._tell, feed.settings))

    def _tell(self, before: FeedSettings, feed: Feed) -> None:
        now = feed.settings
        if now.interval_minutes != before.interval_minutes:
            told = f"{feed.title} is asked {_pace(now)} now"
        elif now.full_text != before.full_text:
            told = f"pages of {feed.title} are {'' if now.full_text else 'not '}read as they come"
        elif now.pictures != before.pictures:
            how = "" if now.pictures else "not "
            told = f"pictures of {feed.title} are {how}fetched as its stories are opened"
        else:
            told = f"newstui calls itself {now.user_agent or 'newstui'} to {feed.title} now"
        self._screen.say(clean_line(told), self._screen.arranging.undoes())


def _described(feed: Feed) -> list[tuple[str, str]]:
    """Say what is set, and what else could be; actions in braces stand for their keys."""
    own = feed.settings
    return [
        (f"title: {feed.title}", "what it is called here; nothing for its own title"),
        (f"folder: {feed.folder or 'none'}", '"World/Asia" is Asia within World; nothing for none'),
        (
            f"address: {without_credentials(feed.place)}",
            "where it is; also for another user name or password",
        ),
        (f"asked: {_pace(own)}", "every so many minutes, 15 at least; nothing for its own pace"),
        (
            f"full text: {'on' if own.full_text else 'off'}",
            "whether the pages of its stories are read as they come; {open_story} turns it",
        ),
        (
            f"pictures: {'on' if own.pictures else 'off'}",
            "whether pictures are fetched as the stories are opened; {open_story} turns it",
        ),
        (
            f"user agent: {own.user_agent or 'newstui'}",
            "what newstui calls itself to its server; nothing for its own name",
        ),
    ]


def _pace(settings: FeedSettings) -> str:
    minutes = settings.interval_minutes
    return "at its own pace" if minutes is None else f"every {minutes} minutes"
