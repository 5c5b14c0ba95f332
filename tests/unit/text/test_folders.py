"""A folder's title stands for its whole path and gives it back."""

from __future__ import annotations

import pytest

from newstui.text.clean import clean_line
from newstui.text.folders import (
    DEPTH_LIMIT,
    NAME_LIMIT,
    folder_key,
    folder_path,
    folder_title,
    typed_folder,
)


@pytest.mark.parametrize(
    ("names", "title"),
    [
        ((), ""),
        (("World",), "World"),
        (("World", "Asia"), "World / Asia"),
        (("AC/DC", "24/7"), "AC/DC / 24/7"),
        (("Sea / Land",), "Sea ∕ Land"),
        (("/", "a /", "/ b"), "∕ / a ∕ / ∕ b"),
        (("a / / b",), "a ∕ ∕ b"),
        (("World", "", "  "), "World"),
    ],
)
def test_a_path_is_one_title_and_comes_back(names: tuple[str, ...], title: str) -> None:
    written = folder_title(clean_line(name) for name in names)
    assert written == title
    kept = [name.strip() for name in names if name.strip()]
    assert [name.replace("∕", "/") for name in folder_path(written)] == kept
    assert folder_title(folder_path(written)) == written


KNOWN = [clean_line(title) for title in ("AC/DC / Live", "World / Asia", "World / 24/7")]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("A/B", "A / B"),
        ("A / B", "A / B"),
        (" /A//B / c/ ", "A / B / c"),
        ("world/Asia/Far", "world / Asia / Far"),
        ("ac/dc", "ac/dc"),
        ("AC/DC/Live", "AC/DC / Live"),
        ("AC / DC", "AC / DC"),
        ("World/24/7", "World / 24/7"),
        ("24/7", "24 / 7"),
        ("", ""),
        ("/", ""),
    ],
)
def test_a_slash_that_is_typed_nests_except_in_names_that_are_there(typed: str, title: str) -> None:
    assert typed_folder(typed, KNOWN) == title


def test_no_end_of_slashes_takes_long() -> None:
    assert typed_folder("a/" * 100_000, KNOWN) == " / ".join("a" * DEPTH_LIMIT)


def test_the_longest_path_still_fits_one_line() -> None:
    names = [clean_line(f"{number} " + "x" * 5_000) for number in range(50)]
    path = folder_path(folder_title(names))
    assert len(path) == DEPTH_LIMIT
    assert {len(name) for name in path} == {NAME_LIMIT}


def test_paths_are_compared_without_case_and_quotation_marks() -> None:
    assert folder_key(clean_line('World / "Far" EAST')) == ("world", "far east")
    assert folder_key(clean_line("")) == ()
