"""Feeds to be added, and adding them as a reader does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults.answers import feed, item, reply
from textual import events

from newstui.store.subscriptions import list_feeds

if TYPE_CHECKING:
    from tests.faults.server import Site
    from tests.faults.talk import Talk
    from tests.tui.conftest import Reader

    from newstui.store.archive import Archive

LINK = '<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'


def publish(site: Site, path: str, title: str, *titles: str) -> str:
    """Serve a feed of stories with these titles; return its address."""
    site.replies[path] = reply(feed(map(item, titles), title=title).encode())
    return f"{site.base}{path}"


class Gate:
    """What a site answers once it is opened, and not before."""

    def __init__(self, site: Site, path: str) -> None:
        self._answer = site.replies[path]
        self.is_open = self.is_reached = False
        site.replies[path] = self._behave

    async def _behave(self, talk: Talk) -> None:
        self.is_reached = True
        while not self.is_open:
            await talk.wait(0.005)
        assert isinstance(self._answer, bytes)
        await talk.send(self._answer)


def front(site: Site, *links: tuple[str, str]) -> str:
    """Serve a page that names feeds, as (title, path); return its address."""
    written = "".join(LINK.format(title=title, href=href) for title, href in links)
    page = f"<!doctype html><title>x</title>{written}<main><p>Read the news here.</p></main>"
    site.replies["/"] = reply(page.encode())
    return f"{site.base}/"


def titles(archive: Archive) -> list[str]:
    return sorted(feed.title for feed in list_feeds(archive))


async def add(reader: Reader, place: str) -> None:
    """Type a place to subscribe to."""
    await reader.press("+")
    await reader.until_shown("add address or path:")
    reader.app.screen.post_message(events.Paste(place))
    await reader.pilot.pause()
    await reader.press("enter")
