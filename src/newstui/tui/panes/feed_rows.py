"""How the rows of the sidebar are drawn, and what is said of the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from newstui.model.feed import FeedKind
from newstui.newsroom.days import shown_moment
from newstui.newsroom.troubles import describe_idleness, describe_trouble, is_in_trouble
from newstui.newsroom.waiting import describe_wait, is_asked_to_wait
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.text.links import shown_address, without_credentials
from newstui.tui.strips import cut, line_strip, spaced, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from rich.style import Style
    from textual.strip import Strip

    from newstui.model.feed import Feed
    from newstui.model.text import SafeText
    from newstui.newsroom.arranging import Branch
    from newstui.tui.glyphs import GlyphSet
    from newstui.tui.strips import Part
    from newstui.tui.themes import Look

_MOST_INDENT = 8
_TROUBLE, _IDLE, _QUERY = "!", "~", "/"


class BranchShape(NamedTuple):
    """What a row's drawing depends on besides its branch."""

    width: int
    look: Look
    glyphs: GlyphSet
    now: datetime
    moves: str = ""
    """The key that gives a feed another address."""
    to_trouble: str = ""
    """The key that goes to the next feed in trouble."""


class BranchState(NamedTuple):
    """How a branch stands at the moment."""

    unread: int | None
    """`None` while it is counted."""
    is_folded: bool
    is_chosen: bool
    """Whether the headlines are narrowed to it."""
    here: bool
    """Whether the cursor is on it."""
    is_faulty: bool = False
    """Whether it is a saved query that cannot be asked."""


def draw_branch(
    branch: Branch, state: BranchState, shape: BranchShape, *, over: Style | None
) -> Strip:
    """Draw one row: its sign, its name, and how many stories are unread."""
    look, glyphs = shape.look, shape.glyphs
    edge = glyphs.here if state.here else glyphs.chosen if state.is_chosen else " "
    sign, ink = _sign(branch, state, shape)
    shown = glyphs.ellipsis if state.unread is None else f"{state.unread:,}"
    count = clean_block(" " if state.unread == 0 else f" {shown} ")
    hides = state.is_folded and any(map(is_in_trouble, branch.feeds))
    trouble = clean_block(f" {_TROUBLE}" if hides else "")
    lead = clean_block(" " * _indent(branch) + sign + " ")
    room = shape.width - 1 - cell_len(lead) - cell_len(trouble) - cell_len(count)
    title = cut(branch.title, max(1, room), glyphs.ellipsis)
    parts: list[Part] = [
        (clean_block(edge), look.accent),
        (lead, ink),
        (title, _title_ink(ink, state, look)),
        (trouble, look.error),
        (spaced(room - cell_len(title)), look.text),
        (count, look.accent if state.is_chosen else look.muted),
    ]
    return line_strip(parts, shape.width, look.text, over=over)


def _indent(branch: Branch) -> int:
    """Count the cells between the edge and a branch's sign."""
    return min(branch.depth * 2, _MOST_INDENT)


def is_on_sign(branch: Branch, x: int) -> bool:
    """Whether a cell of a folder's row is its sign, or stands left of that."""
    return branch.folder is not None and x <= 1 + _indent(branch)


def _sign(branch: Branch, state: BranchState, shape: BranchShape) -> tuple[str, Style]:
    """Choose the sign before a branch's name, and its colour."""
    look, glyphs = shape.look, shape.glyphs
    if branch.folder is not None:
        return (glyphs.folded if state.is_folded else glyphs.open), look.text
    if branch.saved is not None:
        return (_TROUBLE, look.error) if state.is_faulty else (_QUERY, look.muted)
    if branch.feed is None:
        return "", look.text
    if is_in_trouble(branch.feed):
        return _TROUBLE, look.error
    if describe_idleness(branch.feed, now=shape.now):
        return _IDLE, look.muted
    return " ", look.text


def _title_ink(ink: Style, state: BranchState, look: Look) -> Style:
    if state.is_chosen:
        return look.heading
    return ink + look.strong if state.unread else ink


def describe_branch(  # noqa: PLR0913 - what there is to say, by name
    branch: Branch,
    unread: int | None,
    shape: BranchShape,
    lines: int,
    *,
    wait: datetime | None = None,
    fault: SafeText = NOTHING,
) -> list[Strip]:
    """Say in so many lines what there is to say of a branch, what is wrong first.

    Args:
        branch: A feed, a folder, a saved query, or all stories.
        unread: How many of its stories are; `None` while they are counted.
        shape: How it is drawn.
        lines: How many there is room for.
        wait: Until when a feed is left alone; `None` when it is not.
        fault: Why a saved query cannot be asked.
    """
    look, width = shape.look, shape.width
    drawn: list[Strip] = []
    if wait is not None and wait <= shape.now:
        wait = None
    facts = (
        _facts(branch, unread or 0, shape, wait)
        if branch.saved is None
        else _facts_of_query(branch, unread, fault, look)
    )
    for text, style in facts:
        left = lines - len(drawn)
        if left > 0 and text:
            found = wrapped(text, width - 2, at_most=left, ellipsis=shape.glyphs.ellipsis)
            parts = [(clean_block(f" {line}"), style) for line in found]
            drawn += [line_strip([part], width, look.text) for part in parts]
    return drawn


def _facts(branch: Branch, unread: int, shape: BranchShape, wait: datetime | None) -> list[Part]:
    look, feed = shape.look, branch.feed
    if feed is None:
        return _facts_of_many(branch, unread, shape)
    trouble = describe_trouble(feed, now=shape.now, moves=shape.moves)
    idleness = describe_idleness(feed, now=shape.now)
    newest = f"last new story {shown_moment(feed.last_new, shape.now)}" if feed.last_new else ""
    shown = f"{unread:,} unread of {feed.total:,}"
    facts = clean_line(f"{shown}; {newest}" if newest and not idleness else shown)
    wrong = [(trouble or idleness, look.error if trouble else look.muted)]
    if wait is not None:
        waits = (describe_wait(feed, wait, now=shape.now), look.error if trouble else look.muted)
        wrong = [waits] if is_asked_to_wait(feed) else [*wrong, waits]
    return [*wrong, *_muted(look, _origin(feed), facts, feed.left_out or NOTHING)]


def _origin(feed: Feed) -> SafeText:
    """Say where a feed comes from."""
    if feed.kind is FeedKind.SAMPLES:
        return clean_line("come with newstui, until a feed is added")
    bare = without_credentials(feed.place)
    return bare if feed.place.startswith("/") else shown_address(bare)


def _facts_of_many(branch: Branch, unread: int, shape: BranchShape) -> list[Part]:
    look = shape.look
    feeds = sum(feed.kind is not FeedKind.SAMPLES for feed in branch.feeds)
    failing = sum(map(is_in_trouble, branch.feeds))
    told = f"{failing:,} in trouble: {shape.to_trouble} goes there" if failing else ""
    of_feeds = f"{feeds:,} {'feed' if feeds == 1 else 'feeds'}, " if feeds else ""
    count = clean_line(f"{of_feeds}{unread:,} unread")
    return [*_muted(look, branch.folder or NOTHING, count), (clean_line(told), look.error)]


def _facts_of_query(branch: Branch, unread: int | None, fault: SafeText, look: Look) -> list[Part]:
    count = "" if fault else "being counted" if unread is None else f"{unread:,} unread"
    return [(fault, look.error), *_muted(look, branch.query, clean_line(count))]


def _muted(look: Look, *texts: SafeText) -> list[Part]:
    return [(text, look.muted) for text in texts]


def count_branch(branch: Branch, unread: Mapping[int, int]) -> int:
    """Count the unread stories of a feed, or of all in a folder."""
    return sum(unread.get(feed.id, 0) for feed in branch.feeds)
