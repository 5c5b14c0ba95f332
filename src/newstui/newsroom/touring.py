"""The samples on a desk of their own, where nothing is kept: what the tour goes through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.newsroom.bundled import samples_folder
from newstui.newsroom.desk import Desk
from newstui.newsroom.visiting import begin_visit

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newstui.config import Settings
    from newstui.paths import Paths


def open_samples(paths: Paths, settings: Settings, *, clock: Callable[[], datetime]) -> Desk:
    """Read the samples into memory.

    Raises:
        NewstuiError: If the installation has lost them.
    """
    visit = begin_visit([str(samples_folder())], clock=clock)
    return Desk(
        archive=visit.archive,
        paths=paths,
        settings=settings,
        keeps=False,
        visit=visit,
        clock=clock,
    )
