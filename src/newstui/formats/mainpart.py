"""Which part of a page is its story, and what inside of it is not.

The part is found by going down from the whole page into the element that holds most of what a
library takes for the story, as long as there is one; the rules of what to leave out are those that
reader views share: names of classes, density of links, and phrases that only furniture has.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.formats.judging import judge_prose
from newstui.formats.prose import sum_up
from newstui.formats.surroundings import (
    is_caption,
    is_discussion,
    is_standfirst,
    is_surrounding,
)
from newstui.text.elements import BLOCK, What
from newstui.text.fragments import read_line
from newstui.text.furniture import is_furniture

if TYPE_CHECKING:
    from newstui.formats.prose import Node
    from newstui.model.text import Offsets
    from newstui.text.elements import Markup

_DOMINANT: Final = 0.6
"""Share of an element's story that the one inside must hold more of to be the story alone."""
_OWN: Final = 0.1
"""Share of an element's prose that is its own from which it is a story itself."""
_TEXTUAL: Final = frozenset({"p", "blockquote", "span", "font", "strong", "em", "b", "i", "pre"})
"""Elements that are parts of a text: the story is what holds them."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PARTS: Final = _TEXTUAL | _HEADINGS | {"ul", "ol", "dl", "li", "figure", "a", "header"}
"""Elements that are not the story when there is prose beside them."""
_LAYOUT: Final = frozenset({"table", "tbody", "tr", "td", "center"})
"""Elements that arrange a page, if a page is arranged by a table."""
_TOO_MUCH: Final = 0.5
"""Share of a page's prose, but for what readers wrote, that cannot be furniture by its name."""
_BESIDE: Final = frozenset({"aside", "footer", "nav"})
_LISTS: Final = frozenset({"ul", "ol", "dl", "div", "section", "table", "p", "menu"})
"""Elements that are left out when they hold little but links."""
_MOSTLY_LINKS: Final = 0.6
_ALL_LINKS: Final = 0.99
_ARTICLES: Final = frozenset({"article", "main"})
_SHORT: Final = 14
"""Most words of a block of furniture."""
SHORT_EVENTS: Final = 100
"""Most events of an element that is read as a line; one line is never cut into more."""
_CAPTION: Final = 80
"""Most words of a caption."""
_BLOCKS: Final = _HEADINGS | {"p", "div", "span", "li", "section", "b", "strong", "small", "a"}
_LETTER: Final = re.compile(r"[^\W_]")
_AMP: Final = "amp-"
_SHOWN_AMP: Final = frozenset({"amp-img", "amp-carousel", "amp-story", "amp-fit-text"})


class MainPart(NamedTuple):
    """The story of a page."""

    within: Offsets
    """First event and the one after the last."""
    around: Offsets | None
    """The same of the article the story stands in: its head, body and what follows, if marked."""
    apart: frozenset[int]
    """Start events of elements that are no part of the article, by what they are called."""
    omitted: frozenset[int]
    """Start events of elements that are no part of the story, those included."""
    prose: int
    """Words of prose in it."""
    nodes: list[Node]
    """The elements of the page that are not left out by what they are called."""


def find_main_part(markup: Markup, nodes: list[Node], *, by_name: bool = True) -> MainPart:
    """Find the story of a page.

    Args:
        markup: The page.
        nodes: Its elements.
        by_name: Whether names of classes count; a site may give them no meaning. If they do not,
            an aside that holds most of the page counts as part of it, too.
    """
    apart = _surroundings(markup, sum_up(nodes, ()), by_name=by_name)
    left = judge_prose(markup, sum_up(nodes, apart), apart)
    chosen = _descend(left)
    inside = [node for node in left if chosen.start < node.start < chosen.end]
    furniture = {
        node.start for node in inside if _is_link_list(node) or _says_furniture(markup, node)
    }
    article = _article_around(chosen)
    return MainPart(
        within=(chosen.start + 1, chosen.end),
        around=(article.start + 1, article.end) if article else None,
        apart=frozenset(apart),
        omitted=frozenset(apart | furniture),
        prose=chosen.held.prose,
        nodes=left,
    )


def find_opening(markup: Markup, part: MainPart, heading: int) -> tuple[Offsets, frozenset[int]]:
    """Find what stands between a headline and the story and belongs to it.

    That is the standfirst and the picture on top, which many sites set above the story's own
    element.

    Returns:
        Where it stands, and the start events of what there does not belong to it.
    """
    first, stop = markup.ends[heading] + 1, part.within[0] - 1
    between = [
        node
        for node in part.nodes
        if first <= node.start < stop and (node.end < stop or node.end >= part.within[1])
    ]
    kept: list[Node] = []
    for node in between:
        if node.end < stop and _opens(node) and (not kept or node.start > kept[-1].end):
            kept.append(node)
    ends = [node.end for node in kept]
    omitted = (node.start for node in between if not _overlaps(node, kept, ends))
    return (first, stop), frozenset(omitted)


def _opens(node: Node) -> bool:
    """Whether an element is a standfirst, a picture or a caption."""
    is_picture = node.name in {"figure", "amp-img"} or (
        node.held.pictures == 1 and node.held.written <= _CAPTION and not node.held.linked
    )
    if is_picture or is_caption(node.words):
        return True
    return is_standfirst(node.words) and node.name not in _HEADINGS and not node.held.pictures


def _overlaps(node: Node, kept: list[Node], ends: list[int]) -> bool:
    """Whether an element holds one that is kept, or is inside of one."""
    index = bisect_left(ends, node.start)
    return index < len(kept) and kept[index].start <= node.end


def find_kickers(part: MainPart, heading: int) -> frozenset[int]:
    """Find the elements inside the story that stand above its headline and say little."""
    first = part.within[0]
    found: set[int] = set()
    texts: set[int] = set()  # elements with prose and those in them, whose words are part of it
    for node in part.nodes:
        if not (first <= node.start and node.end < heading):
            continue
        if node.own.prose or (node.parent and node.parent.start in texts):
            texts.add(node.start)
        elif not (node.held.prose or node.held.pictures):
            found.add(node.start)
    return frozenset(found)


def find_under_way(part: MainPart, words: int) -> int:
    """Find the event from which the story is under way: that many words of prose stand above it."""
    first, stop = part.within
    for node in part.nodes:
        if first <= node.start < stop:
            words -= node.own.prose
            if words < 0:
                return node.start
    return stop


def _surroundings(markup: Markup, nodes: list[Node], *, by_name: bool) -> set[int]:
    """Find the elements that are no part of the story by what they are called."""
    discussed = {node.start for node in nodes[1:] if by_name and _is_discussion(node)}
    left = sum_up(nodes, discussed) if discussed else nodes
    most = left[0].held.prose * _TOO_MUCH
    found = {
        node.start
        for node in left[1:]
        if (_is_beside(node.name) and (by_name or node.held.prose <= most))
        or (by_name and node.held.prose <= most and _is_named_surrounding(markup, node))
    }
    return discussed | found


def _is_beside(name: str) -> bool:
    return name in _BESIDE or (name.startswith(_AMP) and name not in _SHOWN_AMP)


def _is_discussion(node: Node) -> bool:
    return is_discussion(node.name, node.words) and not is_caption(node.words)


def _is_named_surrounding(markup: Markup, node: Node) -> bool:
    """Whether an element's names tell that it is no part of the story."""
    if not is_surrounding(node.name, node.words) or is_caption(node.words):
        return False
    return not _is_in_sentence(markup, node)


def _is_in_sentence(markup: Markup, node: Node) -> bool:
    """Whether an element is some words of a sentence, whatever it is called."""
    if node.name in BLOCK:
        return False
    events = markup.events
    after = events[node.end + 1] if node.end + 1 < len(events) else None
    if after and after.what is What.TEXT and _LETTER.search(after.data):
        return True
    before = events[node.start - 1] if node.start > 0 else None
    if before is None or before.what is not What.TEXT:
        return False
    return bool(_LETTER.match(before.data.rstrip()[-1:]))


def _descend(nodes: list[Node]) -> Node:
    """Go into the element that holds most of the story until none does."""
    inside: dict[int, list[Node]] = {}
    for node in nodes[1:]:
        if node.held.prose and node.parent:
            inside.setdefault(node.parent.start, []).append(node)
    current = nodes[0]
    while children := inside.get(current.start):
        best = max(children, key=lambda node: (node.held.story, node.held.prose))
        if not _is_story_alone(current, best, children):
            break
        current = best
    while current.name in _PARTS and current.parent:
        current = current.parent
    return current


def _is_story_alone(current: Node, best: Node, inside: list[Node]) -> bool:
    """Whether the story of an element is in one inside of it, and nothing of it beside that."""
    prose = current.held.prose
    beside = (node for node in inside if node is not best and node.name in _TEXTUAL)
    own = current.own.prose + sum(node.held.prose for node in beside)
    if own > prose * _OWN or best.held.story <= current.held.story * _DOMINANT:
        return False
    if len(inside) == 1 and not current.own.prose:
        return True
    if best.name in _PARTS:
        return False
    alike = sum(node.shape == best.shape for node in inside)
    return alike == 1 or best.name in _LAYOUT


def _article_around(node: Node) -> Node | None:
    """Find the innermost article or main part around an element."""
    current: Node | None = node
    while current and current.name not in _ARTICLES:
        current = current.parent
    return current


def _is_link_list(node: Node) -> bool:
    """Whether an element holds little but links; a paragraph, nothing but them."""
    held = node.held
    if held.prose or not held.linked or node.name not in _LISTS:
        return False
    return held.linked > held.written * (_MOSTLY_LINKS if node.name != "p" else _ALL_LINKS)


def _says_furniture(markup: Markup, node: Node) -> bool:
    """Whether an element is a short block with words that only furniture has."""
    is_short = 0 < node.held.written <= _SHORT and node.end - node.start <= SHORT_EVENTS
    if not is_short or node.name not in _BLOCKS or _is_in_sentence(markup, node):
        return False
    return is_furniture(read_line(markup, node.start))
