"""Every way of naming a source that the engine must read: the tables in `phenomena`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from newstui.attribution import attribute
from newstui.model.attribution import SURE_FROM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newstui.model.attribution import Analysis, Attribution
    from newstui.model.text import Offsets

_TABLES: Final = Path(__file__).parent / "phenomena"
_NOBODY: Final = "-"
_OUTER_MARKS: Final = " ,.;:–"


@dataclass(frozen=True)
class Expected:
    """One line below a text."""

    source: str
    content: str
    through: tuple[str, str] | None
    details: dict[str, str]


@dataclass
class Row:
    """A text and what it attributes."""

    phenomenon: str
    twin: bool
    text: str
    expected: list[Expected] = field(default_factory=list)
    complete: bool = False


def _rows() -> Iterator[Row]:
    for path in sorted(_TABLES.glob("*.txt")):
        if path.stem != "README":
            yield from _read(path.name, path.read_text("utf-8").splitlines())


def _read(table: str, lines: Iterable[str]) -> Iterator[Row]:
    """Read one table; a line nobody can read names itself."""
    phenomenon, row = "", None
    above: list[tuple[int, tuple[str, str]]] = []
    for number, line in enumerate(lines, 1):
        mark, _, rest = line.partition(" ")
        if mark == "#":
            phenomenon = rest
        elif mark in {"+", "-"}:
            if row is not None:
                yield row
            row = Row(phenomenon, mark == "-", rest.replace(" ¶ ", "\n\n"))
            above = []
        elif line.strip():
            assert row is not None, f"{table}:{number}: no text stands above this line"
            assert line.startswith("    "), f"{table}:{number}: neither a text nor indented"
            row.complete = True
            if line.strip() != "nothing":
                indent = len(line) - len(line.lstrip())
                above = [one for one in above if one[0] < indent]
                expected = _expected(line, above[-1][1] if above else None, f"{table}:{number}")
                above.append((indent, (expected.source, expected.content)))
                row.expected.append(expected)
    if row is not None:
        yield row


def _expected(line: str, through: tuple[str, str] | None, place: str) -> Expected:
    source, content, *details = (part.strip() for part in line.split(" | "))
    assert all("=" in detail for detail in details), f"{place}: a detail without ="
    pairs = (detail.split("=", 1) for detail in details)
    return Expected("" if source == _NOBODY else source, content, through, dict(pairs))


def _words(text: str, spans: Iterable[Offsets]) -> str:
    return " … ".join(text[start:end].strip(_OUTER_MARKS) for start, end in spans)


def _pair(text: str, found: Attribution) -> tuple[str, str]:
    return _words(text, found.source), _words(text, found.content)


def _stripped(pair: tuple[str, str]) -> tuple[str, str]:
    source, content = (
        " … ".join(part.strip(_OUTER_MARKS) for part in told.split(" … ")) for told in pair
    )
    return source, content


def _details(text: str, analysis: Analysis, found: Attribution) -> dict[str, str]:
    """Tell what a line may tell about an attribution."""
    mention = found.mention

    def cut(span: Offsets | None) -> str:
        return _NOBODY if span is None else text[slice(*span)]

    names = [entity.canonical for entity in analysis.entities_of(found)]
    roles = [cut(one.role) for one in (mention.everyone if mention else ())]
    return {
        "cue": _words(text, found.cue),
        "kind": found.kind.value,
        "stance": found.stance.value,
        "medium": _NOBODY if found.medium is None else found.medium.value,
        "when": cut(found.when),
        "to": _NOBODY if found.addressee is None else _words(text, found.addressee.spans),
        "type": analysis.type_of(found).value,
        "canonical": " & ".join(names) or _NOBODY,
        "role": " & ".join(roles) or _NOBODY,
        "affiliation": cut(mention.affiliation if mention else None),
        "via": _NOBODY if mention is None else mention.via.value,
        "sure": "yes" if found.confidence >= SURE_FROM else "no",
    }


_ROWS: Final = list(_rows())


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{row.phenomenon}: {row.text[:60]}")
def test_a_text_attributes_what_its_row_tells(row: Row) -> None:
    analysis = attribute(row.text)
    found = sorted(analysis.attributions, key=lambda one: _pair(row.text, one))
    expected = sorted(row.expected, key=lambda one: _stripped((one.source, one.content)))
    assert [_pair(row.text, one) for one in found] == [
        _stripped((one.source, one.content)) for one in expected
    ]
    for one, told in zip(found, expected, strict=True):
        outer = None if one.parent is None else analysis.attributions[one.parent]
        through = None if told.through is None else _stripped(told.through)
        assert (None if outer is None else _pair(row.text, outer)) == through
        details = _details(row.text, analysis, one)
        assert {key: details[key] for key in told.details} == told.details


def test_every_row_is_complete() -> None:
    assert [row.text for row in _ROWS if not row.complete] == []


@pytest.mark.parametrize("phenomenon", sorted({row.phenomenon for row in _ROWS}))
def test_every_phenomenon_has_examples_and_a_twin(phenomenon: str) -> None:
    rows = [row for row in _ROWS if row.phenomenon == phenomenon]
    assert sum(not row.twin for row in rows) >= 2
    assert sum(row.twin for row in rows) >= 1
