"""What another newstui, or a refresh, changes on disk while the reader is open."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import NOW

from newstui.formats import entry_keys
from newstui.model.feed import Evidence
from newstui.model.story import Entry, ParsedFeed
from newstui.newsroom.bookmarking import bookmark_story
from newstui.store.marks import find_marks, set_read
from newstui.store.querywriting import ask_for_feed
from newstui.store.removing import remove_feed
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import list_feeds
from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from tests.tui.conftest import Arriving, Opening, Reader

    from newstui.model.feed import Feed
    from newstui.store.archive import Archive


def feed_called(archive: Archive, title: str) -> Feed:
    return next(feed for feed in list_feeds(archive) if feed.title == title)


def unread_of(reader: Reader) -> int:
    return reader.desk.headlines.unread


async def told_arrivals(reader: Reader, text: str) -> None:
    reader.screen.refreshing.look()
    await reader.until(lambda: text in reader.bottom(), text)


async def test_arrivals_move_nothing_until_they_are_asked_for(
    opening: Opening, arrive: Arriving
) -> None:
    async with opening() as reader:
        await reader.press("2", "j", "enter")
        await reader.until_analysed()
        before = reader.lines()[:-1]
        arrive("Late news")
        arrive("Later news")
        await told_arrivals(reader, "2 new: . shows them")
        assert reader.lines()[:-1] == before
        current = reader.screen.headlines.current_id
        await reader.press(".")
        await reader.until_shown("2 new stories in the list")
        assert reader.screen.headlines.current_id == current
        assert "7 unread · 8" in reader.frame()


async def test_marking_everything_read_spares_what_is_not_listed_yet(
    opening: Opening, arrive: Arriving, archive: Archive
) -> None:
    async with opening() as reader:
        await reader.until_settled()
        story_id = arrive("Late news")
        await told_arrivals(reader, "1 new: . shows it")
        await reader.press("C")
        await reader.until_shown("6 marked read · U undoes")
        assert find_marks(archive, [story_id])[0].read is False
        await reader.press(".")
        await reader.until_shown("1 unread · 7")


async def test_counts_stay_true_when_an_unlisted_story_is_marked_elsewhere(
    opening: Opening, arrive: Arriving, archive: Archive
) -> None:
    async with opening() as reader:
        await reader.until_settled()
        story_id = arrive("Late news")
        await told_arrivals(reader, "1 new: . shows it")
        set_read(archive, [story_id], read=True, now=reader.desk.clock())
        reader.screen.refreshing.look()
        await reader.until(
            lambda: reader.desk.headlines.is_read(story_id) or unread_of(reader) != 6,
            "the mark was taken over",
        )
        assert unread_of(reader) == 6
        await reader.press(".")
        await reader.until_shown("6 unread · 7")


async def test_an_arrival_that_does_not_match_stays_out_of_a_narrowed_list(
    opening: Opening, arrive: Arriving
) -> None:
    async with opening() as reader:
        await reader.press("/", *"ferry", "enter")
        await reader.until_shown("1 of 6")
        arrive("Late news")
        await told_arrivals(reader, "1 new: . shows it")
        await reader.press(".")
        await reader.until_shown("1 of 7")
        assert "Late news" not in reader.frame()
        await reader.press("escape")
        await reader.until_shown("Late news")


async def test_an_edited_headline_is_shown_as_it_is_now(opening: Opening, archive: Archive) -> None:
    async with opening() as reader:
        await reader.until_shown("Two firms shared bids")
        feed = feed_called(archive, "Courts Today")
        entry = Entry(
            guid="Two firms shared bids",
            url="https://news.example/4",
            published=reader.desk.clock() - timedelta(hours=4),
            title=clean_line("Three firms shared bids"),
            body="<p>Corrected.</p>",
        )
        parsed = ParsedFeed(format="rss", title=feed.title, entries=(entry,))
        evidence = Evidence(fetched=reader.desk.clock())
        keys = entry_keys([entry])
        kept = keep_feed(archive, feed.id, parsed, keys, evidence, now=reader.desk.clock())
        assert len(kept.changed) == 1
        reader.screen.refreshing.look()
        await reader.until_shown("Three firms shared bids")


async def test_a_feed_removed_elsewhere_leaves_with_its_stories(
    opening: Opening, archive: Archive
) -> None:
    async with opening() as reader:
        await reader.press("j")
        await reader.until_shown("2/6")
        feed = feed_called(archive, "Northern Wire")
        remove_feed(archive, feed.id, now=reader.desk.clock())
        reader.screen.refreshing.look()
        await reader.until_shown("3 unread · 3")
        assert "Ferry line" not in reader.frame()
        assert reader.screen.headlines.place == (1, 3)
        await reader.press("U")
        await reader.until_shown("U again takes back what was not done here: removed Northern Wire")
        assert "3 unread · 3" in reader.frame()
        await reader.press("U")
        await reader.until_shown("6 unread · 6")
        assert "Ferry line" in reader.frame()


async def test_the_story_that_is_open_may_be_taken_away(opening: Opening, archive: Archive) -> None:
    async with opening() as reader:
        await reader.press("enter")
        await reader.until_shown("The dam at Quill")
        feed = feed_called(archive, "Northern Wire")
        remove_feed(archive, feed.id, now=reader.desk.clock())
        reader.screen.refreshing.look()
        await reader.until_shown("3 unread · 3")
        await reader.press("]", "m", "b", "o", "y", "c", "1", "u", "J", "a", "j", "q", "q")
        await reader.until(lambda: reader.app.is_running, "it goes on")


async def test_a_bookmark_made_elsewhere_shows_its_star(opening: Opening, archive: Archive) -> None:
    async with opening() as reader:
        await reader.until_settled()
        bookmark_story(archive, 1, folder=reader.desk.bookmarks_folder, clock=reader.desk.clock)
        reader.screen.refreshing.look()
        await reader.until_shown("★")


async def test_undo_takes_back_own_changes_first_and_asks_before_others(
    opening: Opening, archive: Archive
) -> None:
    async with opening() as reader:
        await reader.until_settled()
        await reader.press("b")
        await reader.until_shown("bookmarked as ")
        folder, clock = reader.desk.bookmarks_folder, reader.desk.clock
        bookmark_story(archive, 5, folder=folder, clock=clock)
        reader.screen.refreshing.look()
        await reader.until(partial(reader.desk.headlines.is_bookmarked, 5), "the other's came")
        await reader.press("U")
        await reader.until_shown("undone: bookmarked Dam will hold, says mayor")
        for _question in range(2):
            assert reader.desk.headlines.is_bookmarked(5)
            await reader.press("U")
            await reader.until_shown("U again takes back what was not done here: bookmarked ")
            await reader.press("G", "b")
            await reader.until_shown("bookmarked as ")
            await reader.press("U")
            await reader.until_shown("undone: bookmarked ")
        await reader.press("U")
        await reader.until_shown("U again takes back")
        await reader.press("U")
        await reader.until_shown("undone: bookmarked ")
        assert not reader.desk.headlines.is_bookmarked(5)


async def test_the_readers_own_mark_wins_over_an_older_one(
    opening: Opening, archive: Archive
) -> None:
    async with opening() as reader:
        await reader.until_settled()
        current = reader.screen.headlines.current_id
        assert current is not None
        set_read(archive, [current, 2], read=True, now=reader.desk.clock())
        await reader.press("m", "m")
        reader.screen.refreshing.look()
        await reader.until(partial(reader.desk.headlines.is_read, 2), "the other's mark came")
        assert not reader.desk.headlines.is_read(current)


async def test_what_changes_while_the_reader_opens_is_seen(
    opening: Opening, arrive: Arriving
) -> None:
    async with opening() as reader:
        arrive("Early news")
        await reader.until_shown("1 new: . shows it")


async def test_arrivals_in_a_narrowed_list_claim_no_match(
    opening: Opening, arrive: Arriving
) -> None:
    async with opening() as reader:
        await reader.press("/", *"feed:science", "enter")
        await reader.until_shown("2 of 6")
        arrive("Late news")
        await told_arrivals(reader, "1 new: . shows it")
        await reader.press(".")
        await reader.until_shown("those that match are listed")
        assert "Late news" not in reader.frame()


async def test_the_samples_come_when_the_last_feed_is_removed(
    opening: Opening, archive: Archive
) -> None:
    async with opening() as reader:
        await reader.until_shown("Dam will hold")
        for feed in list_feeds(archive):
            remove_feed(archive, feed.id, now=NOW)
        reader.screen.refreshing.look()
        await reader.until_shown("Samples, to look around.")
        await reader.until(lambda: reader.screen.headlines.row_count > 10, "the samples came")


async def test_an_open_story_stays_when_its_feed_is_removed_elsewhere(
    opening: Opening, archive: Archive
) -> None:
    async with opening(size=(80, 24)) as reader:
        await reader.press("enter")
        await reader.until_shown("The dam at Quill")
        remove_feed(archive, feed_called(archive, "Northern Wire").id, now=NOW)
        reader.screen.refreshing.look()
        await reader.until(partial(reader.is_told, "Northern Wire: removed elsewhere"), "that")
        assert "The dam at Quill" in reader.frame()
        await reader.press("q")
        await reader.until_shown("Ice cores push record back")
        assert reader.screen.headlines.place == (1, 3)


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (40, 12)])
async def test_a_removal_elsewhere_takes_no_other_message_away_and_is_told_with_it(
    opening: Opening, archive: Archive, size: tuple[int, int]
) -> None:
    told = "marked unread · U undoes · Northern Wire: removed elsewhere"
    async with opening(size=size) as reader:
        await reader.until_shown("Dam will hold")
        reader.screen.say(clean_line("marked unread"), clean_block(" · U undoes"))
        remove_feed(archive, feed_called(archive, "Northern Wire").id, now=NOW)
        reader.screen.refreshing.look()
        await reader.until(partial(reader.is_told, told), "both")
        await reader.press("j")
        await reader.until(partial(reader.is_told, "? help"), "keys are shown again")


async def test_a_list_narrowed_to_a_feed_shows_all_stories_when_that_is_removed_elsewhere(
    opening: Opening, archive: Archive
) -> None:
    async with opening() as reader:
        await reader.until_shown("Dam will hold")
        feed = feed_called(archive, "Northern Wire")
        reader.screen.narrowing.narrow_to(ask_for_feed(feed.id), feed.title)
        await reader.until(lambda: reader.screen.headlines.row_count == 3, "its stories")
        remove_feed(archive, feed.id, now=NOW)
        reader.screen.refreshing.look()
        await reader.until(lambda: reader.screen.headlines.row_count == 3, "the others")
        await reader.until_shown("All stories")
