"""How a story changed: its revisions, and two of them laid over each other word by word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.model.story import TextKind
from newstui.model.text import Document, Span, SpanKind
from newstui.store import texts
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newstui.model.story import Revision, StoredText
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive

_Step = tuple[str, int, int, int, int]
"""What became of a stretch: what kind of change, from where to where, before and after."""
_PARTS_LIMIT: Final = 3_000
"""Most paragraphs of a story, or words of a paragraph, that are compared; more count as new."""


class Fate(StrEnum):
    """What became of a piece of a text."""

    EQUAL = "equal"
    DELETED = "delete"
    INSERTED = "insert"


_SIDES: Final = (Fate.DELETED, Fate.INSERTED)
"""The earlier text and the later, by what only one of them has."""
_PLACES: Final = {
    TextKind.FEED: "in what its feed carries",
    TextKind.PAGE: "on its page",
    TextKind.FILE: "in its file",
}
_SHOWN: Final = {Fate.EQUAL: "{}", Fate.DELETED: "[-{}-]", Fate.INSERTED: "{{+{}+}}"}


class Piece(NamedTuple):
    """Some words, and what became of them."""

    fate: Fate
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """Two revisions that follow each other."""

    before: Revision
    after: Revision


def find_changes(archive: Archive, story_id: int) -> tuple[Change, ...]:
    """List how the texts of a story changed, the last change first; empty when none ever did."""
    pairs = pair_revisions(texts.list_revisions(archive, story_id))
    return tuple(Change(before, after) for after, before in pairs if before)


def pair_revisions(revisions: Sequence[Revision]) -> Iterator[tuple[Revision, Revision | None]]:
    """Pair revisions, the newest first, with the one before of the same text; `None` if none.

    A page never changes in its title: that is told with what the feed carries.
    """
    for index, after in enumerate(revisions):
        earlier = (one for one in revisions[index + 1 :] if one.kind is after.kind)
        before = next(earlier, None)
        if before is not None and after.kind is TextKind.PAGE:
            before = replace(before, title=after.title)
        yield after, before


def name_place(change: Change, shown: StoredText | None) -> SafeText:
    """Say which text changed, as the rest of a clause; nothing if it is the one shown."""
    kind = change.after.kind
    is_shown = shown is not None and kind is shown.kind
    return clean_line("" if is_shown else f", {_PLACES[kind]}")


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """Tell word by word what became of a text.

    What is equal or inserted, joined, is the later text; what is equal or deleted the earlier.
    """
    pieces: list[Piece] = []
    begun: set[Fate] = set()
    """Texts of which something was told already; the earlier one is that of what is deleted."""
    for taken, put in _paragraph_pairs(before.split("\n\n"), after.split("\n\n")):
        sides = [side for side, part in zip(_SIDES, (taken, put), strict=True) if part is not None]
        pieces += _gap({side: "\n\n" if side in begun else "" for side in sides})
        gaps = dict.fromkeys(_SIDES, "")
        for piece in _words(taken, put):
            sides = list(_SIDES) if piece.fate is Fate.EQUAL else [piece.fate]
            pieces += [*_gap({side: gaps[side] for side in sides}), piece]
            gaps |= dict.fromkeys(sides, " ")
            begun |= set(sides)
    return tuple(_joined(pieces))


def lay_over(before: SafeText, after: SafeText) -> Document:
    """Lay a text over its earlier one, word by word.

    What was taken out stands as "[-…-]", what was put in as "{+…+}", also marked as strong.
    """
    paragraphs: list[str] = []
    spans: list[Span] = []
    start = at = 0
    for taken, put in _paragraph_pairs(before.split("\n\n"), after.split("\n\n")):
        words: list[str] = []
        for fate, text in _words(taken, put):
            if not text and fate is not Fate.EQUAL:
                continue
            words.append(_SHOWN[fate].format(text))
            if fate is Fate.INSERTED:
                spans.append(Span(at, at + len(words[-1]), SpanKind.STRONG))
            at += len(words[-1]) + 1
        paragraphs.append(" ".join(words))
        start = at = start + len(paragraphs[-1]) + 2
    return Document(text=clean_block("\n\n".join(paragraphs)), spans=tuple(spans))


def _gap(gaps: Mapping[Fate, str]) -> Iterator[Piece]:
    """Write what stands between two pieces: once where both texts have the same there."""
    if len(gaps) == len(_SIDES) and len(set(gaps.values())) == 1:
        yield Piece(Fate.EQUAL, gaps[Fate.INSERTED])
    else:
        for side, gap in gaps.items():
            yield Piece(side, gap)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Make one piece of those that follow each other and share a fate."""
    for fate, some in groupby((piece for piece in pieces if piece.text), lambda piece: piece.fate):
        yield Piece(fate, "".join(piece.text for piece in some))


def _paragraph_pairs(
    before: list[str], after: list[str]
) -> Iterator[tuple[str | None, str | None]]:
    """Pair paragraphs with what became of them; `None` where there is none."""
    for tag, start, stop, low, high in _compared(before, after):
        if tag == "equal":
            yield from zip(before[start:stop], after[low:high], strict=True)
        else:
            yield from zip_longest(before[start:stop], after[low:high])


def _words(before: str | None, after: str | None) -> Iterator[Piece]:
    """Tell word by word what became of a paragraph, without the spaces between the pieces."""
    old, new = ([] if text is None else text.split(" ") for text in (before, after))
    for tag, start, stop, low, high in _compared(old, new):
        if tag == "equal":
            yield Piece(Fate.EQUAL, " ".join(new[low:high]))
            continue
        if stop > start:
            yield Piece(Fate.DELETED, " ".join(old[start:stop]))
        if high > low:
            yield Piece(Fate.INSERTED, " ".join(new[low:high]))


def _compared(before: Sequence[str], after: Sequence[str]) -> Sequence[_Step]:
    """Compare two sequences; ones too long for that count as wholly replaced."""
    if before == after:
        return [("equal", 0, len(before), 0, len(after))]
    if max(len(before), len(after)) > _PARTS_LIMIT:
        return [("replace", 0, len(before), 0, len(after))]
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
