"""The project's own stories and what a careful editor finds in them: `tests/data/attribution`.

`NAME.txt` is a story, `NAME.gold` its attributions, written to be read and mended by hand:

    who | Tova Lindqvist | person
    dateline | BRENNA, Norland | Reuters
    credit | byline | Alice Merrow; Karl Neumann | Northern Review
    1 | the mayor, Tova Lindqvist | said | The dam will ... until May | Tova Lindqvist | mayor
    2 | Engineers | told | she would hold | anonymous | = | 1 | said

A numbered row is source, cue, content, whom the source is, its role beside the name, the number of
the row it is reported through, and the stance. Whom: a name from a `who` line, with its type, or a
type alone, for a source known by the row's own words; the role `=` is the source's own words too.
Nobody is named where source and whom are empty. Empty fields at the end may go.

Passages are quoted as printed; " ... " leaves words out, " + " joins pieces. Rows stand in the
order of their contents, which is how the right one of equal passages is found; cue and source are
those nearest to it, the source rather before its cue. Where they stand within the content they
are cut out of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newstui.model.attribution import CreditKind, SourceType, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.model.text import Offsets

FOLDER: Final = Path(__file__).resolve().parents[1] / "data" / "attribution"
_GAP: Final = " ... "
_JOINT: Final = " + "
_FIELDS: Final = 8
_FAR: Final = 1_000
"""What the end of a paragraph between two passages adds to their distance."""
_CANDIDATES: Final = 40
_TYPES: Final = frozenset(kind.value for kind in SourceType)
_CREDITS: Final = frozenset(kind.value for kind in CreditKind)
_STANCES: Final = frozenset(stance.value for stance in Stance)

Spans = tuple["Offsets", ...]
CreditKey = tuple[str, tuple[str, ...]]


class GoldError(Exception):
    """A line of a gold file that does not fit its story."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One attribution as it should be found."""

    line: int
    source: Spans
    cue: Spans
    content: Spans
    who: str = ""
    """The canonical name; empty when nobody is named."""
    named: bool = False
    """Whether `who` is a name or the noun that stands for one, not merely the source's words."""
    type: SourceType = SourceType.UNKNOWN
    role: str = ""
    parent: int | None = None
    """Index of the row it is reported through."""
    stance: Stance = Stance.SAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story with its gold."""

    name: str
    text: str
    rows: tuple[Row, ...]
    credits: frozenset[CreditKey]
    """Kind, with names and outlet; the dateline is one, with place and agency."""


def read_stories(folder: Path = FOLDER) -> list[Story]:
    """Read every story of a folder, in order of name.

    Raises:
        GoldError: If a gold file quotes what its story does not say, or is not well formed.
    """
    return [read_story(path) for path in sorted(folder.glob("*.gold"))]


def read_story(path: Path) -> Story:
    """Read one gold file and the story beside it.

    Raises:
        GoldError: As `read_stories`.
    """
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    reader = _Reader(path, text)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            reader.read(number, [part.strip() for part in line.split("|")])
    return Story(
        name=path.stem, text=text, rows=tuple(reader.rows), credits=frozenset(reader.credits)
    )


def credit_key(kind: str, names: tuple[str, ...], outlet: str) -> CreditKey:
    """Make what two credits are compared by."""
    return kind, tuple(sorted(part.casefold() for part in (*names, outlet) if part))


@dataclass(slots=True)
class _Reader:
    """Reads the lines of one gold file, in order."""

    path: Path
    text: str
    rows: list[Row] = field(default_factory=list)
    credits: set[CreditKey] = field(default_factory=set)
    types: dict[str, SourceType] = field(default_factory=dict)
    position: int = 0
    """Where the content of the last row begins."""

    def read(self, line: int, parts: list[str]) -> None:
        match parts:
            case ["who", name, kind] if kind in _TYPES:
                self.types[name] = SourceType(kind)
            case ["dateline", place, agency]:
                self.credits.add(credit_key("dateline", (place,), agency))
            case ["credit", kind, names, *rest] if kind in _CREDITS and len(rest) < 2:
                parted = tuple(name.strip() for name in names.split(";") if name.strip())
                self.credits.add(credit_key(kind, parted, rest[0] if rest else ""))
            case [number, *_] if number == str(len(self.rows) + 1) and len(parts) <= _FIELDS:
                self.rows.append(self._row(line, [*parts, *[""] * (_FIELDS - len(parts))]))
            case _:
                raise GoldError(self.path, line, f"cannot be read: {' | '.join(parts)}")

    def _row(self, line: int, parts: list[str]) -> Row:
        _, source, cue, content, who, role, parent, stance = parts
        if stance and stance not in _STANCES:
            raise GoldError(self.path, line, f"no stance: {stance}")
        if parent and not (parent.isdecimal() and 0 < int(parent) <= len(self.rows)):
            raise GoldError(self.path, line, f"no row above has the number {parent}")
        if bool(source) != bool(who) or who not in {"", *self.types, *_TYPES}:
            raise GoldError(self.path, line, f"neither a name above nor a type: {who or source}")
        found = self._place(line, source, cue, content)
        named = who in self.types
        return Row(
            line=line,
            source=found[0],
            cue=found[1],
            content=found[2],
            who=who if named else source,
            named=named,
            type=self.types[who] if named else SourceType(who or "unknown"),
            role=source if role == "=" else role,
            parent=int(parent) - 1 if parent else None,
            stance=Stance(stance or "said"),
        )

    def _place(self, line: int, source: str, cue: str, content: str) -> tuple[Spans, Spans, Spans]:
        """Find the passages of a row: of equal ones those that stand closest together."""
        best: tuple[int, Spans, Spans, Spans] | None = None
        for number, spans in enumerate(find_passage(self.text, content, self.position)):
            if number >= _CANDIDATES:
                break
            placed = self._beside(spans, source, cue)
            if placed is not None and (best is None or placed[0] < best[0]):
                best = (*placed, spans)
        if best is None:
            said = " | ".join(part for part in (source, cue, content) if part)
            raise GoldError(self.path, line, f"not found after the row above: {said}")
        _, found_source, found_cue, spans = best
        self.position = spans[0][0]
        return found_source, found_cue, _without(spans, (*found_source, *found_cue))

    def _beside(self, content: Spans, source: str, cue: str) -> tuple[int, Spans, Spans] | None:
        """Find the cue and source nearest to a content, and how far they are."""
        best: tuple[int, Spans, Spans] | None = None
        cues = find_passage(self.text, cue, 0) if cue else [content[:1]]
        for spans in cues:
            away = self._distance(content, spans)
            sources = find_passage(self.text, source, 0) if source else [spans]
            for named in sources:
                behind = named[0][0] > spans[0][0]
                near = self._distance(spans, named)
                cost = away + near * (20 if behind else 1)
                inside = content[0][0] < spans[0][0] < content[-1][1] and near > 3
                if inside or (cue and _overlap(named, spans)):
                    cost += _FAR
                if best is None or cost < best[0]:
                    best = cost, named if source else (), spans if cue else ()
        return best

    def _distance(self, one: Spans, other: Spans) -> int:
        start, end = min(one[-1][1], other[-1][1]), max(one[0][0], other[0][0])
        if start >= end:
            return 0
        return end - start + _FAR * self.text.count("\n\n", start, end)


def find_passage(text: str, passage: str, start: int) -> Iterator[Spans]:
    """Find where a passage stands at or after an offset, once for each of its beginnings."""
    pieces = passage.split(_JOINT)
    while (first := _find(text, pieces[0], start)) is not None:
        spans = [first]
        for piece in pieces[1:]:
            following = _find(text, piece, spans[-1][1])
            if following is None:
                return
            spans.append(following)
        yield tuple(spans)
        start = first[0] + 1


def _find(text: str, piece: str, start: int) -> Offsets | None:
    opening, _, ending = piece.partition(_GAP)
    first = _find_words(text, opening, start)
    if first is None or not ending:
        return first
    last = _find_words(text, ending, first[1])
    return None if last is None else (first[0], last[1])


def _find_words(text: str, words: str, start: int) -> Offsets | None:
    """Find words that are not the middle of longer ones."""
    while (at := text.find(words, start)) >= 0:
        end = at + len(words)
        cut_before = words[0].isalnum() and text[at - 1 : at].isalnum()
        if not cut_before and not (words[-1].isalnum() and text[end : end + 1].isalnum()):
            return at, end
        start = at + 1
    return None


def _overlap(one: Spans, other: Spans) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def _without(spans: Spans, taken: Spans) -> Spans:
    """Cut passages that lie within others out of them."""
    left = list(spans)
    for start, end in taken:
        left = [
            part
            for a, b in left
            for part in ([(a, start), (end, b)] if a <= start and end <= b else [(a, b)])
            if part[0] < part[1]
        ]
    return tuple(left)
