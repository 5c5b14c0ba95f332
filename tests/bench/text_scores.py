"""How much of an expected text was found, and how much else, by runs of words.

Runs of four words are compared as bags, as benchmarks of article extraction do: single words
would be found anywhere. Where a script parts no words, each character is one.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.model.text import SpanKind

if TYPE_CHECKING:
    from newstui.model.text import Document

_RUN: Final = 4
_WORD: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+"
)
_LOST: Final = 0.5
"""Share of a text that is found from which the page counts as read."""


class Score(NamedTuple):
    """How one page, or all of them, were read; shares from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def is_lost(self) -> bool:
        """Whether less than half of the text was found, or more else than of it."""
        return min(self) < _LOST


def score(expected: str, found: Document, title: str) -> Score:
    """Compare what was found with a text.

    The story's title and what stands at its pictures are not counted against what was found:
    whether they belong to the text is judged differently by all.
    """
    wanted = _runs(expected)
    text, beside = _parted(found, title)
    written, all_told = _runs(text), _runs(text) + _runs(beside)
    right, in_all = (written & wanted).total(), (all_told & wanted).total()
    return Score(
        precision=right / written.total() if written else 0.0,
        recall=in_all / wanted.total() if wanted else 0.0,
    )


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    if 0 < len(words) < _RUN:
        return Counter([tuple(words)])
    return Counter(zip(*(words[start:] for start in range(_RUN)), strict=False))


def _parted(document: Document, title: str) -> tuple[str, str]:
    """Part a text from its title and what stands at its pictures."""
    texts: list[str] = []
    beside: list[str] = []
    last = 0
    for span in document.spans:
        if span.kind is SpanKind.IMAGE and span.start >= last:
            texts.append(document.text[last : span.start])
            beside.append(document.text[span.start : span.end])
            last = span.end
    texts.append(document.text[last:])
    lines: list[str] = []
    for line in "\n".join(texts).split("\n"):
        is_title = _WORD.findall(line.casefold()) == _WORD.findall(title.casefold())
        (beside if is_title else lines).append(line)
    return "\n".join(lines), "\n".join(beside)
