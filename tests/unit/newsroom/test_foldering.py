"""Folders are renamed, moved and taken away with all that is in them, undoably."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.newsroom.conftest import NOW

from newstui.errors import StoreError, UsageError
from newstui.newsroom.foldering import (
    describe_folder,
    dissolve_folder,
    move_folder,
    named_folder,
    rename_folder,
)
from newstui.store.archive import Archive
from newstui.store.bookmarks import Shelf
from newstui.store.journal import undo
from newstui.store.rules import add_rule, list_rules, make_wish
from newstui.store.savedqueries import add_queries, list_queries
from newstui.store.subscriptions import Subscription, add_feeds, list_feeds
from newstui.text.clean import clean_line
from newstui.text.folders import DEPTH_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from newstui.newsroom.foldering import Refoldered

    Clock = Callable[[], datetime]

WORLD, ASIA = clean_line("World"), clean_line("World / Asia")
BEFORE = ["", "Art", "World", "World / Asia", "Worldly"]


@pytest.fixture
def library() -> Iterator[Archive]:
    """Five feeds in folders."""
    archive = Archive.memory()
    wanted = [
        Subscription(place=f"https://{n}.example/", folder=clean_line(folder) or None)
        for n, folder in enumerate(BEFORE)
    ]
    add_feeds(archive, wanted, label="x", now=NOW)
    yield archive
    archive.close()


def folders(archive: Archive) -> list[str]:
    return [str(feed.folder or "") for feed in sorted(list_feeds(archive), key=lambda one: one.id)]


@pytest.mark.parametrize(
    ("change", "after", "told"),
    [
        (
            lambda archive, clock: rename_folder(archive, WORLD, "Globe", clock=clock),
            ["", "Art", "Globe", "Globe / Asia", "Worldly"],
            "the folder World is Globe now, with its 2 feeds",
        ),
        (
            lambda archive, clock: rename_folder(archive, ASIA, "East", clock=clock),
            ["", "Art", "World", "World / East", "Worldly"],
            "the folder World / Asia is World / East now, with its 1 feed",
        ),
        (
            lambda archive, clock: move_folder(archive, WORLD, "art", clock=clock),
            ["", "Art", "art / World", "art / World / Asia", "Worldly"],
            "the folder World is art / World now, with its 2 feeds",
        ),
        (
            lambda archive, clock: move_folder(archive, ASIA, "", clock=clock),
            ["", "Art", "World", "Asia", "Worldly"],
            "the folder World / Asia is Asia now, with its 1 feed",
        ),
        (
            lambda archive, clock: dissolve_folder(archive, WORLD, clock=clock),
            ["", "Art", "", "Asia", "Worldly"],
            "removed the folder World; its 2 feeds are in no folder now",
        ),
        (
            lambda archive, clock: dissolve_folder(archive, ASIA, clock=clock),
            ["", "Art", "World", "World", "Worldly"],
            "removed the folder World / Asia; its 1 feed is in World now",
        ),
    ],
)
def test_a_folder_is_changed_with_what_is_in_it_and_changed_back(  # noqa: PLR0913, PLR0917 - fixtures
    library: Archive,
    clock: Clock,
    change: Callable[[Archive, Clock], Refoldered],
    after: list[str],
    told: str,
    tmp_path: Path,
) -> None:
    assert describe_folder(change(library, clock)) == told
    assert folders(library) == after
    undo(library, shelf=Shelf(library, tmp_path), now=NOW)
    assert folders(library) == BEFORE


def asked(archive: Archive) -> list[str]:
    saved = [str(one.query) for one in list_queries(archive)]
    return [*saved, *(str(rule.wish.query) for rule in list_rules(archive))]


@pytest.mark.parametrize(
    ("change", "after", "told"),
    [
        (
            lambda archive, clock: rename_folder(archive, WORLD, "Wide Globe", clock=clock),
            [
                'folder:"Wide Globe" rain',
                'a OR -folder:"Wide Globe / Asia" "folder:World"',
                "folder:worldly",
                '(folder:"Wide Globe / Asia")',
            ],
            "; 2 saved queries and 1 rule follow",
        ),
        (
            lambda archive, clock: move_folder(archive, ASIA, "Art", clock=clock),
            [
                "folder:world rain",
                'a OR -folder:"Art / Asia" "folder:World"',
                "folder:worldly",
                '(folder:"Art / Asia")',
            ],
            "; 1 saved query and 1 rule follow",
        ),
        (
            lambda archive, clock: dissolve_folder(archive, WORLD, clock=clock),
            [
                "folder:world rain",
                'a OR -folder:"Asia" "folder:World"',
                "folder:worldly",
                '(folder:"Asia")',
            ],
            "; 1 saved query and 1 rule follow; 1 query names it still",
        ),
        (
            lambda archive, clock: rename_folder(archive, WORLD, "WORLD", clock=clock),
            None,
            "with its 2 feeds",
        ),
    ],
)
def test_what_names_a_folder_follows_it_and_back(  # noqa: PLR0913, PLR0917 - fixtures
    library: Archive,
    clock: Clock,
    change: Callable[[Archive, Clock], Refoldered],
    after: list[str] | None,
    told: str,
    tmp_path: Path,
) -> None:
    texts = ("folder:world rain", 'a OR -folder:"World / Asia" "folder:World"', "folder:worldly")
    add_queries(library, [(text, text) for text in texts], label="x", now=NOW)
    add_rule(library, make_wish("(folder:World/Asia)", "hide"), now=NOW)
    before = asked(library)
    assert describe_folder(change(library, clock)).endswith(told)
    assert asked(library) == (after or before)
    undo(library, shelf=Shelf(library, tmp_path), now=NOW)
    assert (asked(library), folders(library)) == (before, BEFORE)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda archive, clock: move_folder(archive, WORLD, "World/Asia", clock=clock), "itself"),
        (lambda archive, clock: rename_folder(archive, WORLD, " / ", clock=clock), "needs a name"),
        (
            lambda archive, clock: move_folder(
                archive, WORLD, "/".join("abcdefg"[: DEPTH_LIMIT - 1]), clock=clock
            ),
            f"{DEPTH_LIMIT} deep at most",
        ),
    ],
)
def test_a_folder_that_cannot_be_changed_so_stays(
    library: Archive, clock: Clock, change: Callable[[Archive, Clock], Refoldered], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        change(library, clock)
    assert folders(library) == BEFORE


def test_a_slash_at_the_end_means_a_folder(library: Archive) -> None:
    assert named_folder(library, "world/asia/") == "World / Asia"
    assert named_folder(library, "World") == ""
    assert named_folder(library, "https://1.example/") == ""
    with pytest.raises(StoreError, match="no such folder"):
        named_folder(library, "Wor/")
