"""Moving in from newsboat: everything once, with what was done with it, and nothing twice."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.caches import FEED, article, make_cache

from newstui.errors import PlaceError
from newstui.formats import parse_document
from newstui.formats.identity import entry_keys
from newstui.model.feed import Evidence, FeedKind
from newstui.newsroom.marking import mark_stories
from newstui.newsroom.newsboat import Wishes, import_newsboat
from newstui.newsroom.newsboatarticles import as_foreign
from newstui.newsroom.newsboatfiles import NewsboatFiles, find_newsboat
from newstui.newsroom.searching import Search
from newstui.store.archive import Archive
from newstui.store.journal import undo
from newstui.store.marks import find_marks
from newstui.store.newsboatcache import NewsboatCache
from newstui.store.savedqueries import list_queries
from newstui.store.stories import find_story, keep_feed
from newstui.store.subscriptions import add_feed, list_feeds
from newstui.store.tags import find_tags, list_tags, set_tags
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newstui.model.text import SafeText
    from newstui.newsroom.newsboat import Moved

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
B = "https://b.example/feed"
URLS = f"""{FEED} World second "~My A"
{B} ! Later
"query:Fresh:unread = \\"yes\\" and tags # \\"World\\""
"query:Second:tags # \\"second\\""
"query:Odd:unread_count > 3"
exec:/bin/true
"""


@dataclass
class Watch:
    total: int = 0
    done: int = 0
    stop_after: int | None = None

    def start(self, total: int, doing: SafeText) -> None:
        assert doing
        self.total = total

    def advance(self, text: SafeText, steps: int = 1) -> None:
        assert text
        self.done += steps
        if self.stop_after is not None and self.done >= self.stop_after:
            raise KeyboardInterrupt


@dataclass
class Mover:
    """A library, and a newsboat beside it."""

    folder: Path
    archive: Archive
    rows: list[dict[str, Any]] = field(default_factory=list)
    urls: str = URLS
    watch: Watch = field(default_factory=Watch)

    def move(self, *, dry_run: bool = False, flags: str = "") -> Moved:
        cache = self.folder / "cache.db"
        cache.unlink(missing_ok=True)
        make_cache(cache, self.rows, feeds={FEED: "The A", B: "The B"})
        (self.folder / "urls").write_text(self.urls)
        return import_newsboat(
            self.archive,
            NewsboatFiles(urls=self.folder / "urls", cache=cache),
            Wishes(dry_run=dry_run, bookmark_flags=flags),
            bookmarks=self.folder / "bookmarks",
            clock=lambda: NOW,
            watching=self.watch,
        )

    def titles(self, query: str = "") -> list[str]:
        stories = [find_story(self.archive, number) for number in self.find(query)]
        return sorted(story.entry.title for story in stories if story)

    def find(self, query: str = "") -> list[int]:
        return list(Search(self.archive, query).stories())


@pytest.fixture
def mover(tmp_path: Path) -> Iterator[Mover]:
    with closing(Archive.open(tmp_path / "newstui.db")) as archive:
        rows = [
            article(1, unread=0, flags="aB"),
            article(2),
            article(3, unread=0, deleted=1),
            article(4, feedurl=B, unread=0),
            article(5, feedurl="https://gone.example/feed"),
        ]
        yield Mover(tmp_path, archive, rows)


def test_feeds_articles_marks_and_queries_are_taken_over(mover: Mover) -> None:
    moved = mover.move()
    first, second = list_feeds(mover.archive)
    assert (first.title, first.folder, first.total, first.unread) == ("The B", "Later", 1, 0)
    assert (second.title, second.folder, second.total, second.unread) == ("My A", "World", 2, 1)
    assert second.site_url == "https://a.example/"
    assert mover.titles("is:read") == ["Story 1", "Story 4"]
    (flagged,) = mover.find('is:read "Story 1"')
    assert find_tags(mover.archive, [flagged]) == {flagged: ("flag-B", "flag-a")}
    story = find_story(mover.archive, flagged)
    assert story is not None
    assert (story.entry.authors, story.entry.published) == (
        ("Ann Other",),
        datetime.fromtimestamp(1_780_000_000, UTC),
    )
    assert [(one.name, one.query) for one in list_queries(mover.archive)] == [
        ("Fresh", 'is:unread AND folder:"World"'),
        ("Second", f'feed:"{FEED}"'),
    ]
    assert (mover.watch.total, mover.watch.done) == (4, 4)
    assert moved.failures == []


def test_the_report_says_what_was_not_taken_and_why(mover: Mover) -> None:
    moved = mover.move()
    first, second = moved.feeds
    assert (first.articles.new, first.articles.read, first.articles.tagged) == (2, 1, 1)
    assert first.articles.deleted == 1
    assert first.notes == ("its other tags are not taken, as a feed has one folder: second",)
    assert second.notes == ("is hidden in newsboat; newstui lists every feed",)
    reasons = {str(entry.address or entry.title): entry.reason for entry in moved.skipped}
    assert "a command of newsboat" in reasons["exec:/bin/true"]
    assert "cannot ask for unread_count" in reasons["Odd"]
    gone = reasons["https://gone.example/feed"]
    assert gone == "1 article not taken, as the urls file has no such feed"


def test_a_second_import_adds_nothing_and_leaves_what_was_done_since(mover: Mover) -> None:
    mover.move()
    (read,) = mover.find('is:read "Story 1"')
    mark_stories(mover.archive, [read], read=False, clock=lambda: NOW)
    set_tags(mover.archive, [read], remove=["flag-a"], label=clean_line("x"), now=NOW)
    moved = mover.move()
    assert [(one.is_new, one.articles.new, one.articles.marked) for one in moved.feeds] == [
        (False, 0, 0),
        (False, 0, 0),
    ]
    assert moved.queries.new == ()
    assert mover.titles() == ["Story 1", "Story 2", "Story 4"]
    assert mover.titles("is:read") == ["Story 4"]
    assert list_tags(mover.archive) == (("flag-B", 1),)


def test_a_dry_run_tells_the_same_and_changes_nothing(mover: Mover) -> None:
    rehearsed = mover.move(dry_run=True, flags="a")
    assert list_feeds(mover.archive, hidden=True) == ()
    assert list_queries(mover.archive) == ()
    moved = mover.move(flags="a")
    assert [one.articles.new for one in rehearsed.feeds] == [1 + 1, 1]
    assert rehearsed.skipped == moved.skipped
    assert rehearsed.queries == moved.queries
    assert rehearsed.bookmarked == moved.bookmarked == 1
    again = mover.move(dry_run=True, flags="a")
    assert [one.articles.known for one in again.feeds] == [3, 1]
    assert again.bookmarked == 0


def test_an_import_that_was_interrupted_is_completed_by_the_next(
    mover: Mover, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newstui.newsroom.newsboat._BATCH", 2)
    mover.rows = [article(n, unread=n % 2) for n in range(9)]
    mover.watch.stop_after = 4
    with pytest.raises(KeyboardInterrupt):
        mover.move()
    assert len(mover.titles()) == 4
    mover.watch = Watch()
    moved = mover.move()
    assert (moved.feeds[0].articles.new, moved.feeds[0].articles.known) == (5, 4)
    assert mover.titles("is:unread") == [f"Story {n}" for n in range(9) if n % 2]


def test_undo_takes_the_feeds_away_and_another_import_brings_them_back(mover: Mover) -> None:
    mover.urls = f"{FEED}\n"
    mover.move()
    assert mover.titles() == ["Story 1", "Story 2"]
    undone = undo(mover.archive, shelf=None, now=NOW)
    assert undone is not None
    assert undone.label == "imported from newsboat"
    assert mover.titles() == []
    mover.move()
    assert mover.titles("is:read") == ["Story 1"]


def test_flags_named_become_bookmarks_once(mover: Mover) -> None:
    assert mover.move(flags="B").bookmarked == 1
    assert [path.suffix for path in (mover.folder / "bookmarks").iterdir()] == [".md"]
    assert mover.titles("is:bookmarked") == ["Story 1"]
    assert mover.move(flags="B").bookmarked == 0


DOCUMENT = b"""<rss version="2.0"><channel><title>The A</title><link>https://a.example/</link>
<item><guid isPermaLink="false">tag:a.example,2026:1</guid><title>Story 1</title>
<link>https://a.example/1</link><pubDate>Thu, 28 May 2026 20:26:40 GMT</pubDate>
<description>It rained.</description></item>
<item><guid>https://a.example/link</guid><title>Link</title>
<link>https://a.example/link</link></item>
<item><title>Bare</title><link>https://a.example/bare</link></item>
<item><title>Dated</title><link>https://a.example/dated</link>
<pubDate>Thu, 28 May 2026 20:26:40 GMT</pubDate></item>
<item><title>Alone</title><pubDate>Thu, 28 May 2026 20:26:40 GMT</pubDate></item>
<item><guid>https://a.example/gone</guid><title>Deleted</title></item>
<item><guid>new</guid><title>New</title></item>
</channel></rss>"""


def as_newsboat_keeps_it() -> list[dict[str, Any]]:
    """The same entries with the identifiers that newsboat gives them."""
    link = "https://a.example"
    return [
        article(1, unread=0),
        article(2, unread=0, title="Link", guid=f"{link}/link", url=f"{link}/link"),
        article(3, unread=0, title="Bare", guid=f"{link}/bare", url=f"{link}/bare"),
        article(
            4,
            unread=0,
            title="Dated",
            guid=f"{link}/datedThu, 28 May 2026 20:26:40 GMT",
            url=f"{link}/dated",
        ),
        article(5, unread=0, title="Alone", guid="Alone", url=""),
        article(6, title="Deleted", guid=f"{link}/gone", url="", deleted=1),
    ]


def refresh(archive: Archive, feed_id: int) -> tuple[int, ...]:
    parsed = parse_document(DOCUMENT, origin="feed")
    keys = entry_keys(parsed.entries)
    return keep_feed(archive, feed_id, parsed, keys, Evidence(fetched=NOW), now=NOW).new


def test_the_next_refresh_brings_no_story_twice_and_keeps_what_was_read(mover: Mover) -> None:
    mover.urls, mover.rows = f"{FEED}\n", as_newsboat_keeps_it()
    mover.move()
    assert len(mover.titles()) == 5
    assert len(refresh(mover.archive, 1)) == 1
    assert mover.titles() == ["Alone", "Bare", "Dated", "Deleted", "Link", "New", "Story 1"]
    assert mover.titles("is:unread") == ["New"]
    assert refresh(mover.archive, 1) == ()


def test_each_article_has_the_identity_that_its_feed_gives_it(tmp_path: Path) -> None:
    keys = set(entry_keys(parse_document(DOCUMENT, origin="feed").entries))
    make_cache(tmp_path / "cache.db", as_newsboat_keeps_it())
    with NewsboatCache(tmp_path / "cache.db") as cache:
        stories = [as_foreign(one) for one in cache.read(cache.articles()[FEED])]
    strange = [story.entry.title for story in stories if story.key not in keys]
    # newsboat does not tell a link from an identifier that is the link: the refresh finds out.
    assert strange == ["Bare"]


def test_articles_of_a_feed_that_was_refreshed_here_first_only_bring_their_marks(
    mover: Mover,
) -> None:
    feed, _new = add_feed(mover.archive, place=FEED, kind=FeedKind.WEB, now=NOW)
    refresh(mover.archive, feed.id)
    numbers = mover.find()
    mover.urls, mover.rows = f"{FEED}\n", as_newsboat_keeps_it()
    moved = mover.move(dry_run=True)
    assert (moved.feeds[0].articles.new, moved.feeds[0].articles.marked) == (0, 5)
    moved = mover.move()
    assert (moved.feeds[0].articles.new, moved.feeds[0].articles.marked) == (0, 5)
    assert sorted(mover.find()) == sorted(numbers)
    assert mover.titles("is:unread") == ["Deleted", "New"]
    assert not any(mark.bookmarked for mark in find_marks(mover.archive, numbers))


def test_a_file_of_this_machine_is_left_until_the_reader_adds_it(
    mover: Mover, tmp_path: Path
) -> None:
    own = tmp_path / "own.xml"
    own.write_bytes(DOCUMENT)
    mover.urls, mover.rows = f"file://{own}\n", [article(1, unread=0, feedurl=f"file://{own}")]
    moved = mover.move()
    assert moved.feeds == []
    assert "is a file of this machine: newstui add adds it" in moved.skipped[0].reason
    add_feed(mover.archive, place=str(own), kind=FeedKind.FILE, now=NOW)
    assert mover.move().feeds[0].articles.new == 1
    assert mover.titles("is:read") == ["Story 1"]


def test_hostile_titles_and_addresses_are_harmless(mover: Mover) -> None:
    mover.urls = f'{FEED} "../\x1b[2J/ x" "~[/red]\x07"\nhttps://u:pw@c.example/feed\n'
    mover.rows = [
        article(1, title="\x1b]0;x\x07<b>Bold</b> &amp; \u202e", author="a@b.example (Ann)"),
        article(2, url="javascript:alert(1)", guid="--exec", flags="a\x1b\u00e9"),
    ]
    moved = mover.move()
    assert mover.titles() == ["Story 2", "]0;xBold &"]
    assert [feed.title for feed in list_feeds(mover.archive)] == [
        "https://c.example/feed",
        "[/red]",
    ]
    assert all("pw" not in one.feed.address for one in moved.feeds)
    assert list_tags(mover.archive) == (("flag-a", 1),)


def test_without_a_urls_file_the_cache_says_which_feeds_there_are(mover: Mover) -> None:
    mover.move(dry_run=True)
    files = NewsboatFiles(urls=None, cache=mover.folder / "cache.db")
    moved = import_newsboat(
        mover.archive,
        files,
        Wishes(),
        bookmarks=mover.folder,
        clock=lambda: NOW,
        watching=Watch(),
    )
    assert [one.feed.title for one in moved.feeds] == ["The A", "The B"]


def test_files_are_found_where_newsboat_keeps_them(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    with pytest.raises(PlaceError, match="name it with --urls FILE"):
        find_newsboat(environ=environ)
    for folder in (".newsbeuter", ".newsboat", ".config/newsbeuter"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / ".newsbeuter/urls").write_text("x")
    assert find_newsboat(environ=environ).urls == tmp_path / ".newsbeuter/urls"
    for name in ("urls", "cache.db"):
        (tmp_path / ".newsboat" / name).write_text("x")
    found = find_newsboat(environ=environ)
    assert (found.urls, found.cache) == (
        tmp_path / ".newsboat/urls",
        tmp_path / ".newsboat/cache.db",
    )
    (tmp_path / "c/newsboat").mkdir(parents=True)
    (tmp_path / "c/newsboat/urls").write_text("x")
    found = find_newsboat(environ=environ | {"XDG_CONFIG_HOME": str(tmp_path / "c")})
    assert (found.urls, found.cache) == (tmp_path / "c/newsboat/urls", None)
    named = find_newsboat(urls=tmp_path / ".newsboat/urls", environ={})
    assert named.cache == tmp_path / ".newsboat/cache.db"


@pytest.mark.parametrize(
    ("config", "cache"),
    [
        ('cache-file "~/kept/my cache.db" # here', "kept/my cache.db"),
        ("  cache-file a.db\ncache-file kept/b.db", "kept/b.db"),
        ("cache-file {0}/kept/b.db\nbrowser lynx", "kept/b.db"),
        ("include more", "kept/b.db"),
        ('include "~/.newsboat/more"\ncache-file "kept/my cache.db"', "kept/my cache.db"),
        ("include config", ".newsboat/cache.db"),
        ('cache-file "`echo kept/b.db`"', ".newsboat/cache.db"),
        ("cache-file", ".newsboat/cache.db"),
        ("# cache-file kept/b.db", ".newsboat/cache.db"),
        ("cache-file gone.db", None),
    ],
)
def test_the_cache_is_where_newsboats_settings_say(
    tmp_path: Path, config: str, cache: str | None
) -> None:
    for folder in (".newsboat", "kept"):
        (tmp_path / folder).mkdir()
    for name in (".newsboat/urls", ".newsboat/cache.db", "kept/my cache.db", "kept/b.db"):
        (tmp_path / name).touch()
    (tmp_path / ".newsboat/config").write_text(config.format(tmp_path))
    (tmp_path / ".newsboat/more").write_text("cache-file kept/b.db\ninclude nowhere\n")
    wanted = tmp_path / cache if cache else None
    environ = {"HOME": str(tmp_path)}
    assert find_newsboat(environ=environ).cache == wanted
    assert find_newsboat(urls=tmp_path / ".newsboat/urls", environ=environ).cache == wanted
    chosen = find_newsboat(cache=tmp_path / "kept/b.db", environ=environ)
    assert (chosen.urls, chosen.cache) == (None, tmp_path / "kept/b.db")
