"""What an editor looks for: some kinds of sources alone, and paragraphs that cite nobody."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.model.correction import CorrectionKind
from newstui.model.kinds import SourceType
from newstui.model.text import SpanKind
from newstui.newsroom.sources import (
    COUNTED,
    DOUBTFUL_WORDS,
    QUESTION_WORDS,
    UNATTRIBUTED_WORDS,
    counted,
    every_node,
    find_doubtful,
    find_questions,
    find_unattributed,
)
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newstui.model.attribution import Analysis
    from newstui.model.text import Document, Offsets, SafeText
    from newstui.newsroom.sources import SourceNode

Key = tuple[object, ...]
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
    beside: SafeText
    """Who else is shown with them: "whoever speaks for them"; nothing for nobody."""
    passages: frozenset[int]
    """Indexes into `Analysis.attributions`."""
    sources: frozenset[Key]
    """Keys of the sources that are shown."""

    def keeps(self, node: SourceNode) -> bool:
        """Whether a source is shown: for itself, whom it passes on, or who passes it on."""
        return node.key in self.sources


def list_sieves(nodes: Sequence[SourceNode], analysis: Analysis) -> tuple[Sieve, ...]:
    """List the kinds a story has, each type of source first, then what deserves a second look."""
    sieves = [_sieve_of(kind, nodes) for kind in _kinds(nodes)]
    marked = {i for i, a in enumerate(analysis.attributions) if a.correction is not None}
    second_looks = (
        (find_unattributed(nodes), UNATTRIBUTED_WORDS),
        (find_doubtful(nodes), DOUBTFUL_WORDS),
        (marked, ("passage you corrected", "passages you corrected")),
        (find_questions(nodes), QUESTION_WORDS),
    )
    sieves += [_sieve_passages(words, kept, nodes) for kept, words in second_looks if kept]
    return tuple(sieves)


def _kinds(nodes: Sequence[SourceNode]) -> list[SourceType]:
    """List what sources are counted as, in the order they speak, then what else they are."""
    named = [node for node in every_node(nodes) if node.named and node.sure]
    return list(dict.fromkeys((*(one.voice[0] for one in named), *(one.type for one in named))))


def _sieve_of(kind: SourceType, nodes: Sequence[SourceNode]) -> Sieve:
    """Keep what is counted as one type or is of it, with whom it passes on and who passes it on."""
    named = [node for node in every_node(nodes) if node.named]
    own = {node.key: node for node in named if kind in {node.type, node.voice[0]}}
    vouched = [node for node in every_node(nodes) if any(key in own for key in _ways(node.key))]
    sure = [node for node in own.values() if node.sure]
    names = {node.voice[1].casefold() for node in sure if node.voice[0] is kind}
    spokespeople = {node.name.casefold() for node in sure if node.voice[0] is not kind}
    perhaps = {node.name.casefold() for node in own.values()}
    perhaps -= {node.name.casefold() for node in sure}
    speak = "speaks" if len(spokespeople) == 1 else "speak"
    above = {key for node in own.values() for key in _ways(node.key)} - {one.key for one in vouched}
    is_one = len(names) == 1 and kind not in _PEOPLE
    them = "it" if is_one else "them"
    beside = (
        (any(node.type is not kind for node in own.values()), f"whoever speaks for {them}"),
        (names and spokespeople, f"{len(spokespeople)} who {speak} for another source"),
        (bool(perhaps), f"{len(perhaps)} uncertain"),
        (any(node.key not in own for node in vouched), f"whom {_pass(is_one=is_one)} on"),
        (bool(above), f"who passes {them} on"),
    )
    return Sieve(
        kind,
        clean_line(counted(len(names or spokespeople), *COUNTED[kind])),
        clean_line(" and ".join(words for is_shown, words in beside if is_shown)),
        frozenset(index for node in vouched for index in node.passages),
        frozenset(above.union(node.key for node in vouched)),
    )


def _pass(*, is_one: bool) -> str:
    return "it passes" if is_one else "they pass"


def _sieve_passages(words: tuple[str, str], kept: set[int], nodes: Sequence[SourceNode]) -> Sieve:
    own = [node for node in every_node(nodes) if not kept.isdisjoint(node.passages)]
    keys = frozenset(key for node in own for key in _ways(node.key))
    label = clean_line(counted(len(kept), *words))
    return Sieve(words[0], label, NOTHING, frozenset(kept), keys)


def _ways(key: Key) -> Iterator[Key]:
    """List the key of a source, and those of everyone it is reported through."""
    return (key[:depth] for depth in range(1, len(key) + 1))


_PEOPLE: Final = frozenset({SourceType.PERSON, SourceType.ANONYMOUS})


@dataclass(frozen=True, slots=True)
class Uncited:
    """The paragraphs of a text that cite nobody."""

    paragraphs: tuple[Offsets, ...] = ()
    total: int = 0
    """How many paragraphs of prose there are."""

    def describe(self) -> SafeText:
        """Say how many of how many."""
        if self.total and not self.paragraphs:
            return clean_line("every paragraph cites somebody")
        return clean_line(f"no source found in {len(self.paragraphs)} of {self.total} paragraphs")


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
