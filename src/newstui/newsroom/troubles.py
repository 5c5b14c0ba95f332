"""Feeds that need the reader: what is wrong, since when, and what to do about it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from newstui.model.feed import FeedKind
from newstui.newsroom.days import shown_moment
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from datetime import datetime

    from newstui.model.feed import Feed
    from newstui.model.text import SafeText

_MOVED: Final = (
    "if it has moved, {moves} with its new address, or its site's, keeps its stories and marks"
)
_PROXY: Final = "mend what the environment names as proxy, or name its host in no_proxy"
_TOO_LARGE: Final = "newstui reads no more of one feed; its site may have a shorter one"
IDLE_AFTER: Final = timedelta(days=180)
"""How long without a story a feed is called idle."""
_ADVICE: Final = (
    ("could not be read in part", "mend what is named, or take it out of the folder"),
    ("the proxy", _PROXY),
    ("credentials.", "mend that in the settings, or the file or command they name"),
    ("private address", "if that is yours, {moves} with that address asks it there"),
    ("404", _MOVED),
    ("401", "it wants a user name and password: edit its address, or give them in the settings"),
    ("403", "its server refuses newstui: another user agent may help"),
    ("not a feed", _MOVED),
    ("not a JSON Feed", _MOVED),
    ("its name was not found", "the site may be gone, or the network is away"),
    ("could not be reached", "the site may be down, or the network is away"),
    ("as a web server does", "something else may be at that address; it is tried again"),
    ("did not answer", "the site may be down, or the network is away"),
    ("certificates to trust", "mend SSL_CERT_FILE, or the system's own"),
    ("its certificate", "its owner has to mend that, or SSL_CERT_FILE to name one you trust"),
    ("refused the connection", "its server may be down, or at another port; it is tried again"),
    ("is larger than", _TOO_LARGE),
    ("unpacks to more than", _TOO_LARGE),
    ("closed the connection", "its server, or the network, broke off; it is tried again"),
    ("is packed", "its owner has to mend how its server packs it; it is tried again"),
    ("too many attributes", "it cannot be read safely"),
    ("does not exist", "if it has moved, {moves} with its new path keeps its stories and marks"),
)
"""What to do, by a part of the reason; for `{moves}` stands how a feed is given an address."""
_ADVICE_TO_ADD: Final = (
    ("the proxy", _PROXY),
    ("401", "give NAME:PASSWORD@ before its host, or [credentials] in the settings"),
    ("its certificate", "SSL_CERT_FILE may name one you trust"),
)
_SERVER_ERROR: Final = re.compile(r"5\d\d\b")
_BROKEN_SERVER: Final = "its server has trouble of its own; it is tried again by and by"
_REDIRECTED: Final = re.compile(r"3(?!04)\d\d\b")
_NOWHERE: Final = "its server sends newstui on without saying where; it is tried again by and by"
_OTHERWISE: Final = "it is tried again by and by"


def advise_to_add(reason: str) -> str:
    """Say what helps where a place could not be added; empty when nothing is known to."""
    return next((words for part, words in _ADVICE_TO_ADD if part in reason), "")


def is_in_trouble(feed: Feed) -> bool:
    """Whether something is wrong with a feed."""
    return feed.gone is not None or bool(feed.error) or feed.same_as is not None


def describe_trouble(feed: Feed, *, now: datetime, moves: str = "") -> SafeText:
    """Say what is wrong with a feed, since when and what to do; empty when nothing is.

    Args:
        feed: Which.
        now: UTC.
        moves: The key that gives it another address; empty for the command that does.
    """
    if feed.gone is not None:
        said = f"gone for good, its server says since {shown_moment(feed.gone, now)}"
        return clean_line(f"{said}: it is only asked by hand; removing it keeps marked stories")
    if not feed.error:
        return _describe_sameness(feed)
    since = f" (since {shown_moment(feed.failing_since, now)})" if feed.failing_since else ""
    advice = next((words for part, words in _ADVICE if part in feed.error), None)
    advice = advice or _advise_by_status(feed.error)
    moves = moves or f"`newstui edit {feed.id} --address`"
    return clean_line(f"{feed.error}{since}: {advice.format(moves=moves)}")


def _advise_by_status(reason: str) -> str:
    """Say what helps by the kind of status a server answered with."""
    if _SERVER_ERROR.match(reason):
        return _BROKEN_SERVER
    return _NOWHERE if _REDIRECTED.match(reason) else _OTHERWISE


def _describe_sameness(feed: Feed) -> SafeText:
    """Say which other subscription a feed turned out to be."""
    if feed.same_as is None:
        return NOTHING
    said = f"by now the same feed as {feed.same_as.title} (feed {feed.same_as.id})"
    return clean_line(f"{said}: remove one of them; what you read of it stays read")


def describe_idleness(feed: Feed, *, now: datetime) -> SafeText:
    """Say that nothing has come from a web feed for long, or ever; empty when something has."""
    if feed.kind is not FeedKind.WEB or feed.checked is None or feed.error:
        return NOTHING
    since = feed.last_new or feed.added
    if since is None or now - since < IDLE_AFTER:
        return NOTHING
    told = "nothing new since" if feed.last_new else "no story since it was added,"
    return clean_line(f"idle: {told} {shown_moment(since, now)}")
