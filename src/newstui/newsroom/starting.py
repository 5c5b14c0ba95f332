"""What is done when the reader has opened: samples for an empty library, bookmark files mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstui.errors import NewstuiError
from newstui.newsroom.bookmarking import repair_bookmarks
from newstui.newsroom.bundled import samples_folder
from newstui.newsroom.opening import samples_to_read
from newstui.newsroom.visiting import visit_into
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from newstui.model.text import SafeText
    from newstui.store.archive import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class StartUp:
    """What became of it."""

    samples_id: int | None = None
    """The feed of samples that is to be read now; `None` when there is nothing to read."""
    notices: tuple[SafeText, ...] = ()


def start_up(archive: Archive, *, folder: Path, clock: Callable[[], datetime]) -> StartUp:
    """Prepare an opened library; what goes wrong becomes a notice."""
    notices: list[SafeText] = []
    samples_id: int | None = None
    try:
        if archive.is_memory:
            visit_into(archive, [str(samples_folder())], clock=clock)
        elif not archive.is_read_only:
            samples = samples_to_read(archive, clock=clock)
            samples_id = samples.id if samples else None
            notices += repair_bookmarks(archive, folder=folder, clock=clock)
    except NewstuiError as error:
        notices.append(clean_line(str(error)))
    return StartUp(samples_id=samples_id, notices=tuple(notices))
