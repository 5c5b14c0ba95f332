"""Places in stories outlive the program, resizes and changes of the text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from newstui.newsroom.placekeeping import Places

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "One paragraph.\n\nAnother paragraph of the story.\n\nThe last."
AT = TEXT.index("Another")


def test_a_place_is_found_again_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "state" / "places.json"
    places = Places(path)
    places.note(7, TEXT, AT)
    places.save()
    assert Places(path).find(7, TEXT) == AT
    assert Places(path).find(8, TEXT) == 0


def test_a_place_moves_with_its_words_and_goes_with_them(tmp_path: Path) -> None:
    places = Places(tmp_path / "places.json")
    places.note(7, TEXT, AT)
    assert places.find(7, "Something new.\n\n" + TEXT) == AT + len("Something new.\n\n")
    assert places.find(7, "Another text.") == 0


def test_the_top_is_no_place(tmp_path: Path) -> None:
    places = Places(tmp_path / "places.json")
    places.note(7, TEXT, AT)
    places.note(7, TEXT, 0)
    assert places.find(7, TEXT) == 0


def test_places_kept_are_bounded_and_the_oldest_go_first(tmp_path: Path) -> None:
    path = tmp_path / "places.json"
    places = Places(path)
    for story_id in range(1, 1_001):
        places.note(story_id, TEXT, AT)
    places.save()
    assert len(json.loads(path.read_text("utf-8"))) == 500
    assert Places(path).find(500, TEXT) == 0
    assert Places(path).find(501, TEXT) == AT


@pytest.mark.parametrize(
    "found", ["", "{", "[]", "7", '[[1, -5, "a"], ["x"], [2, 3]]', "[" * 9_999]
)
def test_a_damaged_file_costs_the_places_alone(tmp_path: Path, found: str) -> None:
    path = tmp_path / "places.json"
    path.write_text(found, "utf-8")
    assert Places(path).find(1, TEXT) == 0


def test_nothing_is_written_where_nothing_is_kept(tmp_path: Path) -> None:
    places = Places(None)
    places.note(7, TEXT, AT)
    places.save()
    assert places.find(7, TEXT) == AT
    assert list(tmp_path.iterdir()) == []
