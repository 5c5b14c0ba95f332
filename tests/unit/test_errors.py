"""Errors read as sentences that name their source, and belong to one tree."""

from __future__ import annotations

import inspect
import time
from datetime import UTC, datetime

import pytest

from newstui import errors
from newstui.errors import NewstuiError

KINDS = [
    kind
    for _name, kind in inspect.getmembers(errors, inspect.isclass)
    if kind.__module__ == errors.__name__ and not kind.__name__.startswith("_")
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_is_newstuis_own_and_drawn_in_the_tree(kind: type[Exception]) -> None:
    assert issubclass(kind, NewstuiError)
    assert kind.__name__ in (errors.__doc__ or "")
    assert kind.__doc__


def test_a_wait_ends_at_a_time_of_the_readers_own_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "XXX-5")
    time.tzset()
    error = errors.HeldBackError("https://a.example/", datetime(2026, 3, 2, 20, 5, tzinfo=UTC))
    assert error.reason == "its server asked to be left alone until Tue 3 Mar 01:05"


@pytest.mark.parametrize(
    "kind", [errors.ConfigError, errors.FormatError, errors.PlaceError, errors.NewerError]
)
def test_an_error_names_its_source_first(kind: type[errors.PlaceError]) -> None:
    error = kind("harbour.xml", "is empty")
    assert (str(error), error.origin, error.reason) == (
        "harbour.xml: is empty",
        "harbour.xml",
        "is empty",
    )
