"""Archives with stories of several scripts, for every file that does not make others itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.store.searchable import fill

from newstui.store.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def shared() -> Iterator[Archive]:
    """One for all tests that change nothing."""
    archive = fill(Archive.memory())
    yield archive
    archive.close()


@pytest.fixture
def archive() -> Iterator[Archive]:
    """One that a test may change."""
    archive = fill(Archive.memory())
    yield archive
    archive.close()
