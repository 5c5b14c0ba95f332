"""What whole refreshes stand on: one sandbox for all, an archive each."""

from __future__ import annotations

import os
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from tests.unit.refresh.desk import Desk

from newstui.refresh.sandbox_client import Sandbox
from newstui.store.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def _share_process(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sandbox for all tests, and this process stays as important as it is."""
    monkeypatch.setattr("newstui.refresh.process.Sandbox", lambda **_: nullcontext(sandbox))
    monkeypatch.setattr(os, "nice", lambda _: 0)


@pytest.fixture
def desk(tmp_path: Path, _share_process: None) -> Iterator[Desk]:
    path = tmp_path / "data" / "newstui.db"
    archive = Archive.open(path)
    yield Desk(folder=tmp_path, path=path, archive=archive)
    archive.close()
