"""Feeds become a tree of folders, whatever the folders are called."""

from __future__ import annotations

import pytest

from newstui.model.feed import Feed, FeedKind
from newstui.newsroom.arranging import arrange_feeds, complete_folder
from newstui.text.clean import clean_block, clean_line
from newstui.text.folders import DEPTH_LIMIT


def feeds(*rows: tuple[str, str]) -> list[Feed]:
    return [
        Feed(
            id=number,
            place=f"https://{number}.example/",
            kind=FeedKind.WEB,
            title=clean_line(title),
            folder=clean_line(folder) or None,
        )
        for number, (title, folder) in enumerate(rows, 1)
    ]


SOME = feeds(("b", ""), ("C", "World"), ("a", "World / Asia"), ("D", "world"), ("e", "Art"))


def test_folders_come_first_and_hold_what_is_within_them() -> None:
    tree = [
        (branch.depth, branch.title, len(branch.feeds), branch.feed is not None)
        for branch in arrange_feeds(SOME)
    ]
    assert tree == [
        (0, "All stories", 5, False),
        (0, "Art", 1, False),
        (1, "e", 1, True),
        (0, "World", 3, False),
        (1, "Asia", 1, False),
        (2, "a", 1, True),
        (1, "C", 1, True),
        (1, "D", 1, True),
        (0, "b", 1, True),
    ]


def test_what_is_in_a_folded_folder_is_not_listed() -> None:
    world = next(branch for branch in arrange_feeds(SOME) if branch.title == "World")
    assert (world.folder, world.query) == ("World", 'folder:"World"')
    left = [branch.title for branch in arrange_feeds(SOME, folded={world.query})]
    assert left == ["All stories", "Art", "e", "World", "b"]


def test_every_branch_has_a_query_of_its_own() -> None:
    queries = [branch.query for branch in arrange_feeds(SOME)]
    assert len(set(queries)) == len(queries)


def test_folders_within_folders_end_somewhere() -> None:
    deep = feeds(("a", " / ".join("x" * 400)), ("b", " / ".join("x" * 9)))
    branches = arrange_feeds(deep)
    assert max(branch.depth for branch in branches) == DEPTH_LIMIT
    assert len(branches) == 1 + DEPTH_LIMIT + 2


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("", "Art"),
        ("wor", "World"),
        ("World", "World / Asia"),
        ("World / ", "World / Asia"),
        ("world/as", "World / Asia"),
        ("World / Asia", "World / Asia"),
        ("zebra", "zebra"),
    ],
)
def test_what_is_typed_is_completed_to_the_next_folder(typed: str, completed: str) -> None:
    known = feeds(("a", "World / Asia"), ("b", "Art"))
    assert complete_folder(clean_block(typed), known) == completed
