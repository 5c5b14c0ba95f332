"""What became of the places that are added, several in a row maybe, put in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newstui.errors import NewstuiError
from newstui.newsroom.subscribing import Added, SeveralFeedsError, StrayedError
from newstui.text.clean import clean_block, clean_line
from newstui.text.links import LENGTH_LIMIT
from newstui.tui.keymap import DEFAULT_KEYMAP
from newstui.tui.strips import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstui.model.text import SafeText
    from newstui.tui.keymap import Keymap

Outcome = Added | NewstuiError
_TITLE_CELLS: Final = 30
"""Most of the title of the feed that is undone first."""


@dataclass(slots=True)
class Outcomes:
    """What became of places, as far as the reader may not have seen it yet."""

    listed: list[Outcome] = field(default_factory=list)
    """In the order in which it came."""

    @property
    def are_wrong(self) -> bool:
        """Whether anything could not be added, or not in full."""
        return any(self._wrong(DEFAULT_KEYMAP))

    def tell(self, keymap: Keymap, ellipsis: str) -> tuple[SafeText, SafeText]:
        """Tell all of them, each by its name: what is wrong or to be chosen first.

        Returns:
            What may be cut, and what is to be seen after it all the same.
        """
        added = [one for one in self.listed if isinstance(one, Added)]
        told = [*self._wrong(keymap), *self._found()]
        told += [_recognised(one, keymap) for one in added if not one.is_new]
        tail = ""
        if new := [one for one in added if one.is_new]:
            told += [f"left out: {_first(one.left_out)}" for one in new if one.left_out]
            told.append(f"added {', '.join(one.feed.title for one in new)}")
            stories = sum(one.stories for one in new)
            tail = f", {stories:,} new {'story' if stories == 1 else 'stories'}"
            tail += keymap.fill(" · {undo} undoes")
            if len(new) > 1:
                tail += f" {cut(new[-1].feed.title, _TITLE_CELLS, ellipsis)} first"
        if any(self._found()):
            way = keymap.fill("{add_feed} chooses")
            # After nothing else, it need not be kept from being cut.
            told, tail = (told, f"{tail} · {way}") if new else ([*told, way], "")
        return clean_line(" · ".join(told), limit=LENGTH_LIMIT), clean_block(tail)

    def _wrong(self, keymap: Keymap) -> Iterator[str]:
        for one in self.listed:
            if isinstance(one, Added):
                yield from one.warnings[:1]
            elif isinstance(one, StrayedError):
                yield f"{one}: {keymap.way('readdress_feed')} among the feeds moves it there"
            elif not isinstance(one, SeveralFeedsError):
                yield str(one)

    def _found(self) -> Iterator[str]:
        for one in self.listed:
            if isinstance(one, SeveralFeedsError):
                yield f"{len(one.found):,} feeds found at {one.place}"


def describe_offers(offers: list[SeveralFeedsError], keymap: Keymap) -> str:
    """Say that feeds wait to be chosen, for the bottom line; empty when none do."""
    if not offers:
        return ""
    which = "" if len(offers) == 1 else f" at {len(offers):,} sites"
    count = sum(len(offer.found) for offer in offers)
    return f"{count:,} feeds found{which}: {keymap.way('add_feed')} chooses"


def _first(parts: Sequence[SafeText]) -> str:
    more = len(parts) - 1
    return f"{parts[0]}, and {more:,} more" if more else parts[0]


def _recognised(added: Added, keymap: Keymap) -> str:
    changes = keymap.fill("; {readdress_feed} among the feeds changes its password")
    tail = changes if added.keeps_login else ""
    return f"{added.feed.title} is subscribed already{tail}"
