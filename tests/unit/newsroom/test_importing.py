"""Lists come in and go out: nothing is fetched, nothing lost, passwords stay."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from newstui.errors import PlaceError, UsageError
from newstui.model.feed import FeedKind
from newstui.newsroom.exporting import export_opml, save_export
from newstui.newsroom.importing import find_starter, import_opml, list_starters, read_list
from newstui.store.archive import Archive
from newstui.store.subscriptions import add_feed, list_feeds

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

LIST = b"""<opml><body><outline text="World"><outline text="Asia / Far">
<outline text="A" xmlUrl="https://A.example:443/feed" htmlUrl="https://a.example/"/></outline>
<outline text="Known" xmlUrl="http://news.example"/></outline>
<outline text="Bad" xmlUrl="https://bad host.example/"/>
<outline text="Run" xmlUrl="|touch x"/></body></opml>"""


def test_every_feed_is_subscribed_to_or_named(
    archive: Archive, clock: Callable[[], datetime]
) -> None:
    imported = import_opml(archive, LIST, origin="x.opml", clock=clock)
    assert [(feed.title, feed.address, feed.folder, feed.feed_id) for feed in imported.added] == [
        ("A", "https://a.example/feed", "World / Asia ∕ Far", 2)
    ]
    assert [(feed.title, feed.feed_id) for feed in imported.known] == [("Known", 1)]
    assert {one.title: one.reason for one in imported.skipped} == {
        "Run": "is a command of another reader, and newstui runs none",
        "Bad": "is not a usable address",
    }
    titles = [feed.title for feed in list_feeds(archive)]
    assert titles == ["Harbour News", "A"]


def test_a_dry_run_says_the_same_and_changes_nothing(
    archive: Archive, clock: Callable[[], datetime]
) -> None:
    foreseen = import_opml(archive, LIST, origin="x", clock=clock, dry_run=True)
    assert len(list_feeds(archive)) == 1
    done = import_opml(archive, LIST, origin="x", clock=clock)

    def told(feeds: Any) -> list[str]:  # noqa: ANN401 - whatever was listed
        return [feed.address for feed in feeds]

    assert told(foreseen.added) == told(done.added)
    assert told(foreseen.known) == told(done.known)
    assert foreseen.skipped == done.skipped
    assert [feed.feed_id for feed in foreseen.added] == [None]


def test_what_was_exported_is_known_when_it_is_imported_again(
    archive: Archive, clock: Callable[[], datetime]
) -> None:
    import_opml(archive, LIST, origin="x", clock=clock)
    for place, kind in (("/news", FeedKind.FOLDER), ("https://ann:pw@c.example/f", FeedKind.WEB)):
        add_feed(archive, place=place, kind=kind, now=clock())
    exported = export_opml(archive)
    assert (exported.feeds, exported.left_out) == (3, ("news",))
    assert exported.stripped == ("https://c.example/f",)
    assert "pw" not in exported.text
    again = import_opml(archive, exported.text.encode(), origin="x", clock=clock)
    assert (len(again.known), again.added, again.skipped) == (3, (), ())
    elsewhere = Archive.memory()
    import_opml(elsewhere, exported.text.encode(), origin="x", clock=clock)
    moved = {(feed.title, feed.folder, feed.site_url) for feed in list_feeds(elsewhere)}
    assert ("A", "World / Asia ∕ Far", "https://a.example/") in moved
    elsewhere.close()


def test_starters_are_found_by_name(archive: Archive, clock: Callable[[], datetime]) -> None:
    for starter in list_starters():
        data = read_list(str(find_starter(starter.name)))
        imported = import_opml(archive, data, origin=starter.name, clock=clock)
        assert starter.title
        assert len(imported.added) == starter.feeds
    with pytest.raises(UsageError, match=r"\Anope: no such starter list; there are .*science"):
        find_starter("nope")


def test_an_address_is_not_imported_from(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\Ahttps://x\.example/l: an import fetches nothing"):
        read_list("https://ann:pw@x.example/l")
    with pytest.raises(PlaceError, match="does not exist"):
        read_list(str(tmp_path / "none.opml"))


def test_a_file_is_replaced_only_when_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "subs.opml"
    save_export("one\n", path, replace=False)
    with pytest.raises(PlaceError, match=r"subs\.opml: exists already; --force"):
        save_export("two\n", path, replace=False)
    assert path.read_text() == "one\n"
    save_export("two\n", path, replace=True)
    assert path.read_text() == "two\n"
    assert [left.name for left in tmp_path.iterdir()] == ["subs.opml"]


def test_a_link_leads_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    path, link = tmp_path / "subs.opml", tmp_path / "link"
    path.write_text("one")
    link.symlink_to(path)
    save_export("two", link, replace=True)
    assert link.is_symlink()
    assert path.read_text() == "two"


def test_only_a_file_is_ever_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(PlaceError, match="is not a file"):
            save_export("x", tmp_path / name, replace=True)
    with pytest.raises(PlaceError, match="does not exist"):
        save_export("x", tmp_path / "none" / "x.opml", replace=False)
