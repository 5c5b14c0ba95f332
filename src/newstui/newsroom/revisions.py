"""How a story changed: its revisions, and two of them laid over each other word by word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from newstui.model.text import Document, Span, SpanKind
from newstui.store import texts
from newstui.text.clean import clean_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstui.model.story import Revision, TextKind
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive

_Step = tuple[str, int, int, int, int]
"""What became of a stretch: what kind of change, from where to where, before and after."""
_PARTS_LIMIT: Final = 3_000
"""Most paragraphs of a story, or words of a paragraph, that are compared; more count as new."""


@dataclass(frozen=True, slots=True)
class Change:
    """Two revisions that follow each other."""

    before: Revision
    after: Revision


def find_changes(archive: Archive, story_id: int, kind: TextKind) -> tuple[Change, ...]:
    """List how a story changed, the last change first; empty when it never did."""
    revisions = texts.list_revisions(archive, story_id, kind)
    return tuple(Change(before, after) for after, before in pairwise(revisions))


def lay_over(before: SafeText, after: SafeText) -> Document:
    """Lay a text over its earlier one, word by word.

    What was taken out stands as "[-…-]", what was put in as "{+…+}", also marked as strong.
    """
    parts: list[str] = []
    spans: list[Span] = []
    at = 0
    for taken, put in _paragraph_pairs(before.split("\n\n"), after.split("\n\n")):
        if parts:
            parts.append("\n\n")
            at += 2
        for text, is_new in _words(taken, put):
            parts.append(text)
            if is_new:
                spans.append(Span(at, at + len(text), SpanKind.STRONG))
            at += len(text)
    return Document(text=clean_block("".join(parts)), spans=tuple(spans))


def _paragraph_pairs(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Pair paragraphs with what became of them; either may be empty."""
    for tag, start, stop, low, high in _compared(before, after):
        if tag == "equal":
            yield from zip(before[start:stop], after[low:high], strict=True)
            continue
        taken, put = before[start:stop], after[low:high]
        for index in range(max(len(taken), len(put))):
            yield (
                taken[index] if index < len(taken) else "",
                put[index] if index < len(put) else "",
            )


def _words(before: str, after: str) -> Iterator[tuple[str, bool]]:
    """Write one paragraph over another: pieces, and whether each was put in."""
    if before == after:
        yield after, False
        return
    old, new = before.split(" ") if before else [], after.split(" ") if after else []
    is_first = True
    for tag, start, stop, low, high in _compared(old, new):
        taken, put = " ".join(old[start:stop]), " ".join(new[low:high])
        pieces = [(put, False)] if tag == "equal" else []
        if tag != "equal" and stop > start:
            pieces.append((f"[-{taken}-]", False))
        if tag != "equal" and high > low:
            pieces.append((f"{{+{put}+}}", True))
        for text, is_new in pieces:
            if not is_first:
                yield " ", False
            yield text, is_new
            is_first = False


def _compared(
    before: Sequence[str], after: Sequence[str]
) -> Sequence[tuple[str, int, int, int, int]]:
    """Compare two sequences; ones too long for that count as wholly replaced."""
    if max(len(before), len(after)) > _PARTS_LIMIT:
        return [("replace", 0, len(before), 0, len(after))]
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
