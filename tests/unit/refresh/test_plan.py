from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newstui.model.feed import Evidence, Feed, FeedKind
from newstui.model.schedule import Schedule
from newstui.model.story import Entry, ParsedFeed, TextKind
from newstui.refresh.building import plain_document
from newstui.refresh.plan import as_whole, choose_jobs, folder_keys, merge, refusal
from newstui.store.jobs import Job
from newstui.text.clean import clean_line

TITLE = clean_line("Harbour Bulletin")


def seen(content_type: str) -> Evidence:
    return Evidence(fetched=datetime(2026, 3, 1, tzinfo=UTC), content_type=content_type)


NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def job(number: int, kind: FeedKind = FeedKind.WEB, schedule: Schedule | None = None) -> Job:
    feed = Feed(id=number, place=f"https://example.org/{number}", kind=kind, title=TITLE)
    return Job(feed=feed, known=None, schedule=schedule or Schedule())


def test_asked_feeds_are_chosen_else_all_but_the_samples() -> None:
    jobs = (job(1), job(2, FeedKind.FILE), job(3, FeedKind.SAMPLES))
    assert [one.feed.id for one in choose_jobs(jobs)] == [1, 2]
    assert [one.feed.id for one in choose_jobs(jobs, asked={3, 1, 9})] == [1, 3]


def test_unasked_only_those_are_chosen_whose_time_has_come() -> None:
    jobs = (
        job(1),
        job(2, schedule=Schedule(next_check=NOW)),
        job(3, schedule=Schedule(next_check=NOW + timedelta(seconds=1))),
        job(4, schedule=Schedule(gone=NOW)),
        job(5, FeedKind.SAMPLES),
    )
    assert [one.feed.id for one in choose_jobs(jobs, due_at=NOW)] == [1, 2]
    assert [one.feed.id for one in choose_jobs(jobs, asked={3, 4}, due_at=NOW)] == [3, 4]


@pytest.mark.parametrize(
    ("kind", "format_name", "now", "before", "reason"),
    [
        (FeedKind.WEB, "rss", "text/html", None, None),
        (FeedKind.WEB, "atom", "", "application/atom+xml", None),
        (FeedKind.WEB, "json feed", "text/plain", None, None),
        (FeedKind.WEB, "html", "application/rss+xml", None, "is a web page, not a feed"),
        (FeedKind.WEB, "html", "text/html", "text/html", "is a web page, not a feed"),
        (FeedKind.WEB, "text", "text/plain; charset=utf-8", None, None),
        (FeedKind.WEB, "markdown", "Text/Markdown", "text/plain", None),
        (FeedKind.WEB, "text", "application/xml", None, "is plain text, not a feed"),
        (FeedKind.WEB, "text", "text/plain", "application/xml", "is plain text, not a feed"),
        (FeedKind.FILE, "html", "", None, None),
        (FeedKind.FOLDER, "text", "", None, None),
    ],
)
def test_what_stands_in_for_a_feed_is_refused(
    kind: FeedKind, format_name: str, now: str, before: str | None, reason: str | None
) -> None:
    known = None if before is None else seen(before)
    assert refusal(kind, format_name, evidence=seen(now), known=known) == reason


def test_files_of_a_folder_make_one_feed() -> None:
    parts = [
        ParsedFeed(
            format=name, title=TITLE, text_kind=text, entries=(Entry(title=clean_line(title)),)
        )
        for name, text, title in (("rss", TextKind.FEED, "Pier"), ("text", TextKind.FILE, "Quay"))
    ]
    merged = merge(parts)
    assert [entry.title for entry in merged.entries] == ["Pier", "Quay"]
    assert not merged.title
    assert [entry.text_kind for entry in merged.entries] == [TextKind.FEED, TextKind.FILE]
    whole = as_whole(merged)
    assert (whole.text_kind, whole.entries[0].text_kind) == (TextKind.FILE, None)
    assert folder_keys("a/b.txt", ["g:1"]) != folder_keys("a/c.txt", ["g:1"])


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Salt &amp; sand</p>", "Salt & sand"),
        ("One\n two\n\n<br>\n\nthree\x1b[0m", "One two\n\nthree[0m"),
        ("<" * 100_000, "<" * 100_000),
        ("", ""),
    ],
)
def test_body_that_cannot_be_built_stays_readable(body: str, text: str) -> None:
    assert plain_document(body).text == text
