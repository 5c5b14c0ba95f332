from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newstui.errors import StoreError
from newstui.formats import entry_keys
from newstui.model.attribution import Analysis, Credit, CreditKind
from newstui.model.feed import Evidence, FeedKind
from newstui.model.story import BodyType, Entry, ParsedFeed, TextKind
from newstui.store import changes
from newstui.store.archive import Archive
from newstui.store.jobs import Check, find_job, keep_checks
from newstui.store.marks import find_marks, set_read
from newstui.store.removing import remove_feed as unsubscribe
from newstui.store.stories import (
    Kept,
    arrivals,
    find_story,
    keep_feed,
    list_headlines,
    newest_id,
    order_rows,
    raw_entry,
    unbuilt,
)
from newstui.store.subscriptions import add_feed, find_feed
from newstui.store.texts import keep_analysis, keep_text
from newstui.store.values import unpack
from newstui.text.clean import clean_line
from newstui.text.plain import text_to_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def archive() -> Iterator[Archive]:
    archive = Archive.memory()
    yield archive
    archive.close()


def _feed(archive: Archive, place: str = "https://example.org/feed") -> int:
    return add_feed(archive, place=place, kind=FeedKind.WEB, now=NOW)[0].id


def _entry(number: int = 1, title: str = "Rain again") -> Entry:
    return Entry(
        guid=f"guid-{number}",
        url=f"https://example.org/{number}",
        title=clean_line(title),
        authors=(clean_line("Ana Ruiz"),),
        published=NOW - timedelta(hours=number),
        body=f"<p>Body {number}</p>",
        credits=(Credit(kind=CreditKind.PHOTO, text="Photo: Ivo Lenz", names=("Ivo Lenz",)),),
    )


def _known(archive: Archive, feed_id: int) -> Evidence | None:
    job = find_job(archive, feed_id)
    return job.known if job else None


def _fail(archive: Archive, feed_id: int, reason: str, *, now: datetime = NOW) -> None:
    job = find_job(archive, feed_id)
    assert job is not None
    check = Check(job=job, schedule=job.schedule, error=clean_line(reason))
    keep_checks(archive, [check], now=now)


def _keep(archive: Archive, feed_id: int, entries: Sequence[Entry], *, now: datetime = NOW) -> Kept:
    parsed = ParsedFeed(
        format="rss",
        title=clean_line("The Example"),
        site_url="https://example.org",
        entries=tuple(entries),
    )
    keys = [entry.guid or entry.title for entry in entries]
    return keep_feed(archive, feed_id, parsed, keys, Evidence(fetched=now, etag='W/"1"'), now=now)


def test_a_story_comes_back_as_it_was_published(archive: Archive) -> None:
    feed_id = _feed(archive)
    (story_id,) = _keep(archive, feed_id, [_entry()]).new
    story = find_story(archive, story_id)
    assert story is not None
    assert story.entry == _entry()
    assert (story.feed_id, story.key, story.fetched) == (feed_id, "guid-1", NOW)
    assert (story.text_kind, story.outlet) == (TextKind.FEED, "The Example")


def test_an_entry_as_published_holds_its_markup(archive: Archive) -> None:
    (story_id,) = _keep(archive, _feed(archive), [_entry()]).new
    record = unpack(raw_entry(archive, story_id))
    assert isinstance(record, dict)
    assert record["body"] == "<p>Body 1</p>"


def test_keeping_the_same_feed_again_changes_nothing(archive: Archive) -> None:
    feed_id = _feed(archive)
    _keep(archive, feed_id, [_entry(1), _entry(2)])
    seq = changes.latest(archive)
    kept = _keep(archive, feed_id, [_entry(1), _entry(2)], now=NOW + timedelta(days=1))
    assert kept == Kept(new=(), changed=())
    assert changes.latest(archive) == seq


def test_an_edited_story_keeps_its_number_and_marks(archive: Archive) -> None:
    feed_id = _feed(archive)
    (story_id,) = _keep(archive, feed_id, [_entry()]).new
    set_read(archive, [story_id], read=True, now=NOW)
    edited = replace(_entry(), title=clean_line("Rain at last"), body="<p>More</p>")
    assert _keep(archive, feed_id, [edited]) == Kept(new=(), changed=(story_id,))
    story = find_story(archive, story_id)
    assert story is not None
    assert story.entry == edited
    assert find_marks(archive, [story_id])[0].read


def test_a_story_its_feed_no_longer_lists_stays(archive: Archive) -> None:
    feed_id = _feed(archive)
    first, second = _keep(archive, feed_id, [_entry(1), _entry(2)]).new
    _keep(archive, feed_id, [])
    assert [row[1] for row in order_rows(archive, limit=9)] == [first, second]


def _steps(archive: Archive, act: Callable[[], object]) -> int:
    """Count what SQLite does meanwhile, in hundreds of its instructions."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    with archive.transaction(durable=False) as connection:
        connection.set_progress_handler(step, 100)
    act()
    return count


def test_a_feed_is_read_first_as_fast_in_a_large_library(archive: Archive) -> None:
    first, second = _feed(archive), _feed(archive, "https://example.net/feed")
    third = _feed(archive, "https://example.com/feed")
    before = _steps(archive, lambda: _keep(archive, first, [_entry()]))
    _keep(archive, second, [_entry(number) for number in range(2_000)])
    assert _steps(archive, lambda: _keep(archive, third, [_entry()])) < before + 20


def test_the_same_identity_in_two_feeds_is_two_stories(archive: Archive) -> None:
    first = _keep(archive, _feed(archive), [_entry()]).new
    second = _keep(archive, _feed(archive, "https://example.net/feed"), [_entry()]).new
    assert len({*first, *second}) == 2


def test_of_doubles_in_one_document_the_first_is_kept(archive: Archive) -> None:
    (story_id,) = _keep(archive, _feed(archive), [_entry(), _entry(title="Another")]).new
    story = find_story(archive, story_id)
    assert story is not None
    assert story.entry.title == "Rain again"


def test_an_identifier_that_stands_twice_for_a_while_makes_no_doubles(archive: Archive) -> None:
    feed_id = _feed(archive)
    weir, dam, lock = (replace(_entry(n, title=f"Story {n}"), guid="same") for n in (1, 2, 3))
    editions = [[weir], [weir, dam], [dam], [weir], [weir, dam, lock], [lock], [dam, lock]]
    for edition in editions:
        parsed = ParsedFeed(format="rss", title=clean_line("A"), entries=tuple(edition))
        keys, evidence = entry_keys(edition), Evidence(fetched=NOW)
        kept = keep_feed(archive, feed_id, parsed, keys, evidence, now=NOW)
        assert kept.changed == ()
    rows = order_rows(archive, limit=9)
    titles = [one.title for one in list_headlines(archive, [row[1] for row in rows]) if one]
    assert titles == ["Story 1", "Story 2", "Story 3"]


def test_a_purged_story_returns_under_its_number_with_its_marks(archive: Archive) -> None:
    feed_id = _feed(archive)
    (story_id,) = _keep(archive, feed_id, [_entry()]).new
    set_read(archive, [story_id], read=True, now=NOW)
    with archive.transaction(durable=False) as connection:
        connection.execute("DELETE FROM stories")
    assert find_story(archive, story_id) is None
    assert find_marks(archive, [story_id])[0].read
    assert _keep(archive, feed_id, [_entry()]) == Kept(new=(), changed=(story_id,))
    feed = find_feed(archive, feed_id)
    assert feed is not None
    assert (feed.total, feed.unread) == (1, 0)


def test_a_number_is_never_given_twice(archive: Archive) -> None:
    feed_id = _feed(archive)
    (first,) = _keep(archive, feed_id, [_entry(1)]).new
    with archive.transaction(durable=False) as connection:
        connection.execute("DELETE FROM stories")
        connection.execute("DELETE FROM identities")
    assert _keep(archive, feed_id, [_entry(2)]).new[0] > first


def test_validators_are_kept_with_the_stories_they_stand_for(archive: Archive) -> None:
    feed_id = _feed(archive)
    assert _known(archive, feed_id) is None
    _keep(archive, feed_id, [_entry()])
    assert _known(archive, feed_id) == Evidence(fetched=NOW, etag='W/"1"')


def test_an_unchanged_answer_clears_the_error_and_takes_new_validators(archive: Archive) -> None:
    feed_id = _feed(archive)
    _keep(archive, feed_id, [_entry()])
    _fail(archive, feed_id, "timed out")
    later = NOW + timedelta(hours=1)
    job = find_job(archive, feed_id)
    assert job is not None
    renewed = Evidence(fetched=later, etag='W/"1"', last_modified="Mon", body_hash="ab")
    keep_checks(archive, [Check(job=job, schedule=job.schedule, evidence=renewed)], now=later)
    assert _known(archive, feed_id) == renewed
    feed = find_feed(archive, feed_id)
    assert feed is not None
    assert (feed.error, feed.failing_since, feed.checked) == (None, None, later)


def test_an_unknown_feed_keeps_nothing(archive: Archive) -> None:
    with pytest.raises(StoreError, match="no feed 7"):
        _keep(archive, 7, [_entry()])
    assert newest_id(archive) == 0


@pytest.mark.parametrize(
    ("published", "sort_at", "dated"),
    [
        (NOW - timedelta(days=2), NOW - timedelta(days=2), True),
        (NOW + timedelta(days=3650), NOW, True),
        (None, NOW, False),
        (datetime(1, 1, 1, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC), True),
    ],
)
def test_no_story_is_newer_than_when_it_was_first_seen(
    archive: Archive, *, published: datetime | None, sort_at: datetime, dated: bool
) -> None:
    entry = replace(_entry(), published=published)
    (story_id,) = _keep(archive, _feed(archive), [entry]).new
    (headline,) = list_headlines(archive, [story_id])
    assert headline is not None
    assert (headline.at, headline.dated) == (sort_at, dated)


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        (
            Entry(title=clean_line(""), body="<p>First <b>words</b> &amp; more"),
            "First words & more",
        ),
        (
            Entry(title=clean_line(""), body="<p>The <B>weir</b>, <a href='x'>dam</a>s</p><p>held"),
            "The weir, dams held",
        ),
        (Entry(title=clean_line(""), body="a < b", body_type=BodyType.TEXT), "a < b"),
        (Entry(title=clean_line(""), url="https://e.org/x"), "https://e.org/x"),
        (Entry(title=clean_line("")), "Untitled"),
        (Entry(title=clean_line(""), body="<" * 100_000), "<" * 89 + "…"),
    ],
)
def test_an_untitled_story_shows_its_first_words(
    archive: Archive, entry: Entry, shown: str
) -> None:
    (story_id,) = _keep(archive, _feed(archive), [entry]).new
    (headline,) = list_headlines(archive, [story_id])
    assert headline is not None
    assert headline.title == shown


def test_undated_stories_of_one_document_stay_in_its_order(archive: Archive) -> None:
    entries = [replace(_entry(n, f"Story {n}"), published=None) for n in (1, 2, 3)]
    kept = _keep(archive, _feed(archive), entries)
    rows = list_headlines(archive, [row[1] for row in order_rows(archive, limit=9)])
    assert [row.title for row in rows if row] == ["Story 1", "Story 2", "Story 3"]
    assert [row.title for row in list_headlines(archive, kept.new) if row] == [
        "Story 1",
        "Story 2",
        "Story 3",
    ]


def test_headlines_come_in_the_order_asked_for(archive: Archive) -> None:
    first, second = _keep(archive, _feed(archive), [_entry(1, "One"), _entry(2, "Two")]).new
    rows = list_headlines(archive, [second, 999, first, 2**70, -1, second])
    assert [row.title if row else None for row in rows] == ["Two", None, "One", None, None, "Two"]


def test_pages_of_the_list_join_without_gap_or_double(archive: Archive) -> None:
    at = NOW - timedelta(hours=1)
    entries = [replace(_entry(n), published=at) for n in range(25)]
    entries += [_entry(n) for n in range(25, 57)]
    _keep(archive, _feed(archive), entries)
    listed: list[tuple[int, int, int]] = []
    while rows := order_rows(
        archive, limit=10, before=(listed[-1][0], listed[-1][1]) if listed else None
    ):
        listed += rows
    assert listed == sorted(listed, reverse=True)
    assert len({story_id for _, story_id, _ in listed}) == 57


def test_stories_of_removed_feeds_are_not_listed_but_found(archive: Archive) -> None:
    feed_id = _feed(archive)
    (story_id,) = _keep(archive, feed_id, [_entry()]).new
    unsubscribe(archive, feed_id, now=NOW)
    assert order_rows(archive, limit=9) == []
    assert arrivals(archive, after_id=0) == []
    assert unbuilt(archive, limit=9, builder=1, engine=1) == []
    assert find_story(archive, story_id) is not None


def test_samples_are_listed_only_while_nothing_else_is_subscribed(archive: Archive) -> None:
    samples = add_feed(archive, place="samples", kind=FeedKind.SAMPLES, now=NOW)[0].id
    _keep(archive, samples, [_entry()])
    assert len(order_rows(archive, limit=9)) == 1
    feed_id = _feed(archive)
    assert order_rows(archive, limit=9) == []
    unsubscribe(archive, feed_id, now=NOW)
    assert len(order_rows(archive, limit=9)) == 1


def test_arrivals_are_what_came_after_a_number(archive: Archive) -> None:
    feed_id = _feed(archive)
    _keep(archive, feed_id, [_entry(1)])
    last = newest_id(archive)
    new = _keep(archive, feed_id, [_entry(1), _entry(2), _entry(3)]).new
    assert [row[1] for row in arrivals(archive, after_id=last)] == list(new)


def test_what_is_not_built_is_newest_first_and_ends(archive: Archive) -> None:
    kept = _keep(archive, _feed(archive), [_entry(n) for n in range(6)]).new
    done = []
    while ids := unbuilt(archive, limit=2, builder=3, engine=4):
        for story_id in ids:
            document = text_to_document(f"Text of {story_id}.")
            text = keep_text(archive, story_id, TextKind.FEED, document, builder=3, now=NOW)
            keep_analysis(archive, text.id, _analysis(4))
            done.append(story_id)
    assert tuple(done) == kept
    assert unbuilt(archive, limit=9, builder=3, engine=5) == list(kept)


def test_an_edited_body_or_title_is_built_again_an_edited_author_is_not(archive: Archive) -> None:
    feed_id = _feed(archive)
    (story_id,) = _keep(archive, feed_id, [_entry()]).new
    text = keep_text(
        archive, story_id, TextKind.FEED, text_to_document("Body 1"), builder=1, now=NOW
    )
    keep_analysis(archive, text.id, _analysis(1))
    _keep(archive, feed_id, [replace(_entry(), authors=(clean_line("Ida Berg"),))])
    assert unbuilt(archive, limit=9, builder=1, engine=1) == []
    for edited in (_entry(title="New title"), replace(_entry(), body="<p>Other</p>")):
        _keep(archive, feed_id, [edited])
        assert unbuilt(archive, limit=9, builder=1, engine=1) == [story_id]
        text = keep_text(
            archive, story_id, TextKind.FEED, text_to_document("Body"), builder=1, now=NOW
        )
        keep_analysis(archive, text.id, _analysis(1))


def test_lone_surrogates_reach_no_column(archive: Archive) -> None:
    entry = Entry(
        guid="\ud800guid", url="https://e.org/\udfff", title=clean_line("Rain"), body="b\ud900dy"
    )
    (story_id,) = _keep(archive, _feed(archive, "/a\udc80b"), [entry]).new
    story = find_story(archive, story_id)
    assert story is not None
    assert (story.entry.guid, story.entry.url, story.entry.body) == (
        "?guid",
        "https://e.org/?",
        "b?dy",
    )
    assert _keep(archive, story.feed_id, [entry]) == Kept(new=(), changed=())


@pytest.mark.parametrize("story_id", [0, -1, 2**63 - 1, 2**63, 10**30])
def test_no_number_is_too_odd_to_be_looked_up(archive: Archive, story_id: int) -> None:
    assert find_story(archive, story_id) is None
    assert not find_marks(archive, [story_id])[0].read
    assert set_read(archive, [story_id], read=True, now=NOW) == ()


def _analysis(engine: int) -> Analysis:
    return Analysis(engine=engine)
