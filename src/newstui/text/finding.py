"""Finding words in a text whatever their case and accents."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstui.model.text import Offsets

MOST_FOUND: Final = 10_000
"""Matches that are told apart; there is no use in stepping through more."""
_UNSPACED_FROM: Final = "\u2e80"
"""From here on stand the scripts of Chinese and Japanese, which put no spaces between words."""
PLAIN_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
"""Letters that are typed as others where a keyboard lacks them, and have no accent to take off."""
_TWINS: Final[dict[int, int | str]] = {
    **str.maketrans("’‘‚“”„‐‑–—\u00a0\n", "'''\"\"\"----  "),
    **PLAIN_LETTERS,
}
"""Signs and letters that are typed in another way; a line break is a space."""


class FoldedText:
    """A text in which can be searched: made once, then every search is one pass."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] | None = None
        if text.isascii():
            self._folded = text.lower().replace("\n", " ")
            return
        # Case and accents are taken off sign by sign, so that every place can be found again.
        pieces = [fold(char) for char in text]
        self._folded = "".join(pieces)
        if len(self._folded) != len(text) or "" in pieces:
            self._starts = [at for at, piece in enumerate(pieces) for _ in piece]

    def find(self, wanted: str, *, within_words: bool = True) -> list[Offsets]:
        """List where a text stands, as offsets; none of an empty one.

        Args:
            wanted: In whatever case, with accents or without.
            within_words: False for what begins a word, where words are told apart by spaces; signs
                stand anywhere.
        """
        sought = "".join(map(fold, wanted)).strip()
        found: list[Offsets] = []
        at = self._folded.find(sought) if sought else -1
        while at >= 0 and len(found) < MOST_FOUND:
            end = at + len(sought)
            if within_words or self._begins_word(at):
                found.append((self._place(at), self._place(end - 1) + 1))
            at = self._folded.find(sought, end)
        return found

    def find_any(self, words: Iterable[str]) -> list[Offsets]:
        """List where any of some words begin, each place once."""
        found = [place for word in set(words) for place in self.find(word, within_words=False)]
        found.sort(key=lambda place: (place[0], -place[1]))
        kept: list[Offsets] = []
        for place in found[:MOST_FOUND]:
            if not kept or place[0] >= kept[-1][1]:
                kept.append(place)
        return kept

    def _begins_word(self, at: int) -> bool:
        before, first = self._folded[at - 1 : at], self._folded[at]
        if not first.isalnum() or first >= _UNSPACED_FROM:
            return True
        return not before.isalnum() or before >= _UNSPACED_FROM

    def _place(self, folded: int) -> int:
        return folded if self._starts is None else self._starts[folded]


def fold(char: str) -> str:
    """Take case and accents off a sign; nothing is left of a mark that stood alone."""
    if char.isascii():
        return char.lower() if char != "\n" else " "
    parts = unicodedata.normalize("NFKD", char.casefold())
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return bare.translate(_TWINS)
