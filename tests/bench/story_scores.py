"""How well what the engine finds in a story agrees with its gold.

Passages are compared by words, so that marks and white space at their ends never count. Two
attributions are linked when content and source each share at least half of the words of the longer
of both; they are linked one to one, closest first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.bench.stories import credit_key

from newstui.attribution import attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.bench.stories import CreditKey, Row, Spans, Story

    from newstui.model.attribution import Analysis, Attribution

_WORD: Final = re.compile(r"\w+")
_LEAST: Final = 0.5
_ARTICLES: Final = frozenset({"the", "a", "an"})

Words = frozenset[int]


class Link(NamedTuple):
    """What of an analysis belongs to which row, both as indices."""

    row: int
    found: int


class Outcome(NamedTuple):
    """One story with what was found in it."""

    story: Story
    analysis: Analysis
    linked: list[Link]
    """Right content, right source."""
    detected: list[Link]
    """Right content."""
    shared: list[Link]
    """Right content, a source that shares at least one word."""


def score_story(story: Story, *, least: float = 0.0) -> Outcome:
    """Analyse a story and link what was found with a confidence of at least `least`."""
    analysis = attribute(story.text)
    starts = [match.start() for match in _WORD.finditer(story.text)]
    ends = [match.end() for match in _WORD.finditer(story.text)]

    def words(spans: Spans) -> Words:
        return frozenset(
            index
            for start, end in spans
            for index in range(bisect_left(ends, start + 1), bisect_left(starts, end))
        )

    rows = [(words(row.content), words(row.source)) for row in story.rows]
    found = [
        (words(one.content), words(one.source)) if one.confidence >= least else None
        for one in analysis.attributions
    ]
    pairs: list[tuple[float, float, bool, Link]] = []
    for number, row in enumerate(rows):
        for index, one in enumerate(found):
            if one is not None and (content := _share(row[0], one[0])) >= _LEAST:
                touches = bool(row[1] & one[1]) or not (row[1] or one[1])
                pairs.append((content, _share(row[1], one[1]), touches, Link(number, index)))
    pairs.sort(key=lambda pair: (-pair[0] - pair[1], pair[3]))
    return Outcome(
        story,
        analysis,
        linked=_one_to_one(link for _, source, _, link in pairs if source >= _LEAST),
        detected=_one_to_one(link for *_, link in pairs),
        shared=_one_to_one(link for _, _, touches, link in pairs if touches),
    )


def _share(one: Words, other: Words) -> float:
    longer = max(len(one), len(other))
    return len(one & other) / longer if longer else 1.0


def _one_to_one(links: Iterable[Link]) -> list[Link]:
    kept: list[Link] = []
    rows: set[int] = set()
    found: set[int] = set()
    for link in links:
        if link.row not in rows and link.found not in found:
            kept.append(link)
            rows.add(link.row)
            found.add(link.found)
    return kept


class Rate(NamedTuple):
    """So many right of what was found and of what should be."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Per cent of what was found."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Per cent of what should be."""
        return 100 * self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both, in per cent."""
        total = self.found + self.wanted
        return 200 * self.right / total if total else 0.0


def measure(outcomes: list[Outcome], *, least: float = 0.0) -> dict[str, Rate]:
    """Add up stories: a rate for each thing compared, in the order they are printed.

    Type, role, canonical name, stance and parent are compared where an attribution is linked.
    """
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for outcome in outcomes:
        for verdict in compare(outcome):
            right[verdict.what] += verdict.right
            found[verdict.what] += bool(verdict.found)
            wanted[verdict.what] += bool(verdict.wanted)
        shown = sum(one.confidence >= least for one in outcome.analysis.attributions)
        found["linked"] += shown
        wanted["linked"] += len(outcome.story.rows)
        right["linked"] += len(outcome.linked)
        found["wrong source"] += len(outcome.detected)
        wanted["wrong source"] += len(outcome.detected)
        right["wrong source"] += len(outcome.detected) - len(outcome.shared)
        credits_found = found_credits(outcome.analysis)
        right["credits"] += len(credits_found & outcome.story.credits)
        found["credits"] += len(credits_found)
        wanted["credits"] += len(outcome.story.credits)
    return {name: Rate(right[name], found[name], wanted[name]) for name in NAMES}


NAMES: Final = (
    "linked", "wrong source", "type", "role", "canonical", "parent", "stance", "credits"
)  # fmt: skip


def found_credits(analysis: Analysis) -> set[CreditKey]:
    """Return the credits of an analysis, its dateline among them, as they are compared."""
    keys = {credit_key(one.kind, one.names, one.outlet) for one in analysis.credits}
    if analysis.dateline is not None:
        dateline = analysis.dateline
        keys.add(credit_key("dateline", (dateline.place,), dateline.agency))
    return keys


class Verdict(NamedTuple):
    """One thing said of an attribution that is linked, as it should be and as it was found."""

    row: Row
    what: str
    right: bool
    wanted: str
    """Empty when nothing is to be said."""
    found: str


def compare(outcome: Outcome) -> Iterator[Verdict]:
    """Compare what is said of the linked attributions of a story."""
    story, analysis = outcome.story, outcome.analysis
    found_of = {link.row: link.found for link in outcome.linked}
    row_of = {link.found: link.row for link in outcome.linked}
    for link in outcome.linked:
        row, one = story.rows[link.row], analysis.attributions[link.found]
        yield Verdict(row, "stance", row.stance is one.stance, row.stance, one.stance)
        parent = None if row.parent is None else found_of.get(row.parent, -1)
        yield Verdict(
            row,
            "parent",
            parent is not None and parent == one.parent,
            "" if row.parent is None else str(row.parent + 1),
            "" if one.parent is None else str(row_of.get(one.parent, -1) + 1),
        )
        if row.source:
            yield from _compare_source(outcome, row, one)


def _compare_source(outcome: Outcome, row: Row, one: Attribution) -> Iterator[Verdict]:
    entity = outcome.analysis.entity_of(one)
    kind = "" if entity is None else entity.type.value
    yield Verdict(row, "type", row.type == kind, row.type, kind)
    canonical = "" if entity is None else entity.canonical
    yield Verdict(row, "canonical", _is_canonical(row, canonical), row.who, canonical)
    span = None if one.mention is None else one.mention.role
    role = "" if span is None else outcome.story.text[slice(*span)]
    yield Verdict(row, "role", _alike(role, row.role), row.role, role)


def _is_canonical(row: Row, canonical: str) -> bool:
    """Whether a source has its name; one known by its own words, some of those and no others."""
    if not canonical:
        return False
    if row.named:
        return _bare(row.who) == _bare(canonical)
    return Counter(_bare(canonical)) <= Counter(_bare(row.who))


def _alike(one: str, other: str) -> bool:
    first, second = Counter(_bare(one)), Counter(_bare(other))
    return bool(first) and (first & second).total() >= _LEAST * max(first.total(), second.total())


def _bare(name: str) -> list[str]:
    return [word for word in _WORD.findall(name.casefold()) if word not in _ARTICLES]
