"""How many voices a story has: ends of chains, spokespeople counted with their organisation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.model.kinds import SourceType
from newstui.newsroom.reading import view_analysis, view_story
from newstui.newsroom.sources import arrange_sources, every_node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstui.newsroom.sources import SourceNode
    from newstui.store.archive import Archive

_REPRESENTED: Final = frozenset(
    {SourceType.ORGANISATION, SourceType.GOVERNMENT, SourceType.OUTLET, SourceType.AGENCY}
)


def count_voices_of(archive: Archive, story_ids: Sequence[int]) -> dict[int, int | None]:
    """Count the voices of stories, by number; `None` for one that is not analysed."""
    return {story_id: _count(archive, story_id) for story_id in story_ids}


def _count(archive: Archive, story_id: int) -> int | None:
    view = view_story(archive, story_id)
    if view is None or view.stored is None:
        return None
    analysis = view_analysis(archive, view).corrected
    if analysis is None or not analysis.analysed:
        return None
    return len(distinct_voices(arrange_sources(analysis, view.stored.document.text)))


def distinct_voices(nodes: Sequence[SourceNode]) -> set[str]:
    """Name who speaks in the end, each once."""
    ends = [
        node
        for node in every_node(nodes)
        if node.named and node.sure and len(node.passages) > len(node.passed_on)
    ]
    bodies = {
        node.name.casefold().split()[-1] for node in ends if node.type in _REPRESENTED and node.name
    }
    return {
        node.name.casefold()
        for node in ends
        if node.type is not SourceType.PERSON or not bodies & _words(node.role)
    }


def _words(role: str) -> set[str]:
    return set(re.findall(r"\w+", role.casefold()))
