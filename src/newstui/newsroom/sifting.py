"""What an editor looks for: some kinds of sources alone, and paragraphs that cite nobody."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.model.correction import CorrectionKind
from newstui.model.kinds import SURE_FROM
from newstui.model.text import SpanKind
from newstui.newsroom.sources import COUNTED, UNATTRIBUTED_WORDS, counted, every_node
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from newstui.model.attribution import Analysis
    from newstui.model.kinds import SourceType
    from newstui.model.text import Document, Offsets, SafeText
    from newstui.newsroom.sources import SourceNode

_NO_PROSE: Final = frozenset(
    {SpanKind.HEADING, SpanKind.IMAGE, SpanKind.PREFORMATTED, SpanKind.TABLE}
)


@dataclass(frozen=True, slots=True)
class Sieve:
    """One kind of sources or passages, to be shown without the others."""

    kind: str
    """Tells it from others, however many it keeps."""
    label: SafeText
    """What it keeps, counted: "2 people"."""
    passages: frozenset[int]
    """Indexes into `Analysis.attributions`."""

    def keeps(self, node: SourceNode) -> bool:
        """Whether a source is shown: for itself, or for whom it passes on."""
        return any(self.passages & set(inner.passages) for inner in every_node([node]))


def list_sieves(nodes: Sequence[SourceNode], analysis: Analysis) -> tuple[Sieve, ...]:
    """List the kinds a story has, each type of source first, then what deserves a second look."""
    named: dict[SourceType, set[str]] = {}
    passages: dict[SourceType, set[int]] = {}
    unattributed: set[int] = set()
    for node in every_node(nodes):
        if node.named:
            kind, name = node.voice
            named.setdefault(kind, set()).add(name.casefold())
            vouched = (index for inner in every_node([node]) for index in inner.passages)
            passages.setdefault(kind, set()).update(vouched)
        elif not node.is_dismissed:
            unattributed.update(node.passages)
    sieves = [
        _sieve(kind, counted(len(names), *COUNTED[kind]), passages[kind])
        for kind, names in named.items()
    ]
    found = list(enumerate(analysis.attributions))
    doubtful = [i for i, a in found if a.confidence < SURE_FROM and a.correction is None]
    marked = [i for i, a in found if a.correction is not None]
    second_looks = (
        (unattributed, UNATTRIBUTED_WORDS),
        (doubtful, ("uncertain passage", "uncertain passages")),
        (marked, ("passage you corrected", "passages you corrected")),
    )
    sieves += [
        _sieve(words[0], counted(len(kept), *words), kept) for kept, words in second_looks if kept
    ]
    return tuple(sieves)


def _sieve(kind: str, label: str, passages: Collection[int]) -> Sieve:
    return Sieve(kind, clean_line(label), frozenset(passages))


@dataclass(frozen=True, slots=True)
class Uncited:
    """The paragraphs of a text that cite nobody."""

    paragraphs: tuple[Offsets, ...] = ()
    total: int = 0
    """How many paragraphs of prose there are."""

    def describe(self) -> SafeText:
        """Say how many of how many."""
        verb = "cites" if len(self.paragraphs) == 1 else "cite"
        return clean_line(f"{len(self.paragraphs)} of {self.total} paragraphs {verb} nobody")


def find_uncited(document: Document, analysis: Analysis) -> Uncited:
    """Find the paragraphs without a word that is attributed to somebody.

    Headings, pictures, tables and credits are no paragraphs of prose. A quotation nobody is named
    for cites nobody.
    """
    text = document.text
    spoken = sorted(
        span
        for found in analysis.attributions
        if (found.source or found.mention) and found.correction is not CorrectionKind.NO_CLAIM
        for span in (*found.source, *found.cue, *found.content)
    )
    other = [(span.start, span.end) for span in document.spans if span.kind in _NO_PROSE]
    other += [credit.span for credit in analysis.credits if credit.span]
    is_other, is_spoken = _Coverage(other), _Coverage(spoken)
    prose = [
        (start, end)
        for start, end in _paragraphs(text)
        if any(map(str.isalnum, text[start:end])) and not is_other.most_of(start, end)
    ]
    uncited = tuple(extent for extent in prose if not is_spoken.any_of(*extent))
    return Uncited(uncited, len(prose))


def _paragraphs(text: str) -> Iterator[Offsets]:
    start = 0
    while start < len(text):
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 2


class _Coverage:
    """Stretches of a text, joined where they meet, to ask what they cover."""

    def __init__(self, spans: Iterable[Offsets]) -> None:
        self._joined: list[Offsets] = []
        for start, end in sorted(spans):
            if self._joined and start <= self._joined[-1][1]:
                first, last = self._joined[-1]
                self._joined[-1] = first, max(last, end)
            else:
                self._joined.append((start, end))
        self._ends = [end for _start, end in self._joined]

    def _covered(self, start: int, end: int) -> int:
        """Count the characters covered."""
        covered, at = 0, bisect_left(self._ends, start + 1)
        while at < len(self._joined) and self._joined[at][0] < end:
            first, last = self._joined[at]
            covered += min(last, end) - max(first, start)
            at += 1
        return covered

    def any_of(self, start: int, end: int) -> bool:
        """Whether any of it is covered."""
        return self._covered(start, end) > 0

    def most_of(self, start: int, end: int) -> bool:
        """Whether at least half of it is covered."""
        return 2 * self._covered(start, end) >= end - start
