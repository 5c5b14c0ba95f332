"""Refreshes killed at varied moments: whole feeds, every mark, and a next one that completes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.faults.kills import SITES, Library, moments

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.server import Site

pytestmark = pytest.mark.usefixtures("_without_proxies")


def test_kills_leave_whole_feeds_and_every_mark_and_the_next_refresh_completes_it(
    tmp_path: Path, open_site: Callable[..., Site]
) -> None:
    library = Library(folder=tmp_path, sites=[open_site() for _ in range(SITES)])
    for moment in moments(12):
        library.kill_at(moment)
    library.complete()
    assert library.read
    assert library.bookmarked
