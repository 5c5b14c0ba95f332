"""The reader's corrections of who said what: made, completed as they are typed, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.model.correction import Correction, CorrectionKind
from newstui.store import corrections as kept
from newstui.store.bookmarks import Shelf
from newstui.store.corrected import find_places, match_places
from newstui.store.texts import count_citations_again
from newstui.text.clean import clean_line
from newstui.text.speakers import name_source, names_somebody

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from newstui.model.attribution import Analysis
    from newstui.model.text import SafeText
    from newstui.store.archive import Archive
    from newstui.store.corrected import Corrections

_ABOUT: Final = {
    CorrectionKind.WRONG: "marked as wrong",
    CorrectionKind.OTHER: "corrected",
    CorrectionKind.NO_CLAIM: "marked as no claim",
}


def describe_corrections(
    analysis: Analysis, text: str, corrections: Corrections
) -> dict[int, SafeText]:
    """Say what the reader corrected, by index of the attribution."""
    return {
        index: clean_line(
            _said(
                correction,
                name_source(analysis, index, text) if names_somebody(analysis, index, text) else "",
            )
        )
        for index, correction in corrections.items()
    }


def _said(correction: Correction, name: str) -> str:
    if correction.kind is CorrectionKind.NO_CLAIM:
        return f"you: not a claim (found: {name})" if name else "you: not a claim"
    return f"you: not {name}" if name else "you: this source"


def complete_source(typed: SafeText, *, names: Sequence[SafeText]) -> SafeText:
    """Complete the name of a source: the next one that goes on as typed, round."""
    started = typed.casefold()
    if typed in names:
        # Tab again: on to the next of them.
        at = names.index(typed)
        return names[(at + 1) % len(names)]
    whole = (name for name in names if name.casefold().startswith(started))
    later = (name for name in names if f" {started}" in f" {name.casefold()}")
    return next(whole, None) or next(later, typed)


def correct(  # noqa: PLR0913 - what is corrected, how, and when
    archive: Archive,
    *,
    story_id: int,
    text: str,
    analysis: Analysis,
    indexes: Sequence[int],
    kind: CorrectionKind | None,
    name: str = "",
    folder: Path | None = None,
    clock: Callable[[], datetime],
) -> bool:
    """Correct attributions as one change, or take the reader's corrections back.

    Args:
        archive: Where.
        story_id: Of which story.
        text: What its offsets refer to.
        analysis: As the engine left it.
        indexes: Which of its attributions.
        kind: What is wrong with them; `None` when nothing is after all.
        name: Who said it, for another source.
        folder: Holds the files of bookmarks, which tell of corrections; `None` leaves them.
        clock: Tells the time.

    Raises:
        StoreError: If it could not be saved.
    """
    now = clock()
    places = find_places(story_id, text, analysis)
    made = Correction(kind=kind, name=name, made=now) if kind else None
    wanted = {places[index]: made for index in indexes}
    # A place that an older engine drew differently gives way to the one that is corrected now.
    found = kept.find_corrections(archive, {place.text_hash for place in wanted})
    matched = match_places(places, found)
    for place, correction in found.items():
        if place not in wanted and any(matched.get(index) is correction for index in indexes):
            wanted[place] = None
    about = name_source(analysis, indexes[0], text)
    told = f"{_ABOUT[kind]}: {about}" if kind else f"no longer corrected: {about}"
    is_new = kept.keep_corrections(archive, story_id, wanted, label=clean_line(told), now=now)
    if is_new:
        count_citations_again(archive, story_id)
    if is_new and folder is not None:
        Shelf(archive, folder).tell_again([story_id])
    return is_new
