"""The bar of long work: seen at a terminal, never in a pipe."""

from __future__ import annotations

import io

import pytest

from newstui.cli.progress import Progress
from newstui.text.clean import clean_line


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")


def _work(stream: io.StringIO) -> str:
    with Progress(stream) as progress:
        progress.start(2, clean_line("refreshing"))
        progress.advance(clean_line("Harbour Bulletin"))
        progress.go_on(1_500, 100_000, clean_line("preparing stories"))
    return stream.getvalue()


def test_steps_of_another_kind_are_counted_anew() -> None:
    shown = _work(_Terminal())
    assert "preparing stories" in shown
    assert "1500/100000" in shown.replace(" ", "")


def test_a_pipe_gets_nothing() -> None:
    assert _work(io.StringIO()) == ""
