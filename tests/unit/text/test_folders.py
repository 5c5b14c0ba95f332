"""A folder's title stands for its whole path and gives it back."""

from __future__ import annotations

import pytest

from newstui.text.clean import clean_line
from newstui.text.folders import DEPTH_LIMIT, NAME_LIMIT, folder_key, folder_path, folder_title


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


def test_the_longest_path_still_fits_one_line() -> None:
    names = [clean_line(f"{number} " + "x" * 5_000) for number in range(50)]
    path = folder_path(folder_title(names))
    assert len(path) == DEPTH_LIMIT
    assert {len(name) for name in path} == {NAME_LIMIT}


def test_paths_are_compared_without_case_and_quotation_marks() -> None:
    assert folder_key(clean_line('World / "Far" EAST')) == ("world", "far east")
    assert folder_key(clean_line("")) == ()
