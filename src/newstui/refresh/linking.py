"""Asking for what a story links to: its page, its pictures.

An address in a story was written by a stranger: away from its feed's own host, only public ones
are asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.errors import PlaceError
from newstui.places.addresses import parse_address
from newstui.places.http import Request
from newstui.places.transfer import NOBODY, USER_AGENT

if TYPE_CHECKING:
    from newstui.model.feed import Feed
    from newstui.model.story import Story


def linked_request(url: str, story: Story, own: Feed | None, *, accept: str) -> Request:
    """Ask under the name its feed is asked, and with its password if of one origin.

    Args:
        url: What is asked for.
        story: Which names the address.
        own: The story's feed; `None` when it is gone.
        accept: The kinds of document that are wanted, as HTTP has it.
    """
    try:
        linked, feed = parse_address(url), parse_address(story.place)
        is_own, is_same = linked.host == feed.host, linked.origin == feed.origin
    except PlaceError:
        is_own = is_same = False
    return Request(
        url=url,
        user_agent=(own.settings.user_agent if own else "") or USER_AGENT,
        accept=accept,
        credentials=None if is_same else NOBODY,
        guarded=not is_own,
        tag=story.id,
    )
