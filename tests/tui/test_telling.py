"""What the bottom line says of what goes wrong, so that it can be read on any screen."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import NOW

from newstui.refresh.reports import Broken, Failed, Finished, Skipped, Warned
from newstui.text.clean import clean_block, clean_line
from newstui.tui.progress import Progress

if TYPE_CHECKING:
    from tests.tui.conftest import Opening

SIZES = [(140, 40), (80, 24)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("failed", "told"),
    [(1, "is a web page, not a feed"), (3, ", and 2 more failed; ! shows them")],
)
async def test_failing_feeds_are_told_and_where_to_see_the_others(
    opening: Opening, size: tuple[int, int], failed: int, told: str
) -> None:
    async with opening(size=size) as reader:
        await reader.until_shown("Dam will hold")
        reason = "is a web page, not a feed"
        for number in range(failed):
            place = f"https://{number}.example/"
            reader.screen.refreshing.take(Failed(title="Flaky", place=place, reason=reason))
        reader.screen.refreshing.take(Finished(feeds=4, failed=failed, new=0))
        await reader.until(partial(reader.is_told, told), told)
        assert reader.bottom().startswith("Flaky: is a web")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("failed", "told"),
    [
        (1, "Flaky: is a web page, not a feed; 2 left alone until 12:05 or later"),
        (2, "; 2 left alone until 12:05 or later; ! shows them"),
    ],
)
async def test_feeds_left_alone_are_told_beside_those_that_failed(
    opening: Opening, size: tuple[int, int], failed: int, told: str
) -> None:
    async with opening(size=size) as reader:
        await reader.until_shown("Dam will hold")
        for minutes in (20, 5):
            until = (NOW + timedelta(minutes=minutes)).isoformat()
            reader.screen.refreshing.take(Skipped(feed=1, reason="asked", retry_at=until))
        for number in range(failed):
            reason = "is a web page, not a feed"
            failure = Failed(title="Flaky", place=f"https://{number}.example/", reason=reason)
            reader.screen.refreshing.take(failure)
        reader.screen.refreshing.take(Finished(feeds=6, failed=failed, new=0))
        await reader.until(partial(reader.is_told, told), told)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("feeds", "minutes", "told"),
    [
        (1, [20], "0 feeds refreshed, 1 left alone until 12:20, as its host asked"),
        (5, [20, 20], "3 feeds refreshed, nothing new, 2 left alone until 12:20, as their hosts"),
        (3, [20, 5], "1 feed refreshed, nothing new, 2 left alone until 12:05 or later, as their"),
    ],
)
async def test_feeds_that_were_not_asked_are_not_called_refreshed(
    opening: Opening, size: tuple[int, int], feeds: int, minutes: list[int], told: str
) -> None:
    async with opening(size=size) as reader:
        await reader.until_shown("Dam will hold")
        for count in minutes:
            until = NOW + timedelta(minutes=count)
            skipped = Skipped(feed=1, reason="asked", retry_at=until.isoformat())
            reader.screen.refreshing.take(skipped)
        reader.screen.refreshing.take(Finished(feeds=feeds, failed=0, new=0))
        await reader.until(partial(reader.is_told, told), told)


def test_feeds_that_were_read_in_part_are_counted_once_each() -> None:
    progress = Progress()
    for part in ("a.txt", "b.txt"):
        progress.note(Warned(feed=1, title="Papers", place=part, reason="is empty"))
    told = progress.summary(Finished(feeds=2, failed=0, new=0), now=NOW)
    assert told == "2 feeds refreshed, nothing new, 1 read in part"


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_of_several_notices_is_told_and_where_the_others_are(
    opening: Opening, size: tuple[int, int]
) -> None:
    notices = [clean_line(f"settings.toml: line {line} says nothing") for line in range(4)]
    async with opening(size=size, notices=notices) as reader:
        await reader.until(partial(reader.is_told, "line 0"), "the first")
        assert ", and 3 more: newstui doctor" in reader.bottom()
        await reader.press("j")
        await reader.until(partial(reader.is_told, "? help"), "keys are shown again")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["R", "r", "b"])
async def test_an_archive_that_can_only_be_read_is_called_so(
    opening: Opening, size: tuple[int, int], key: str
) -> None:
    async with opening(size=size, read_only=True) as reader:
        await reader.until_shown("Dam will hold")
        await reader.press(key)
        await reader.until(partial(reader.is_told, "the archive can only be read"), "why not")


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
async def test_what_went_wrong_is_told_whole_and_nothing_else_moves(
    opening: Opening, size: tuple[int, int]
) -> None:
    reason = "its process was killed by signal 9; what it had kept stays"
    async with opening(size=size) as reader:
        await reader.until_shown("Dam will hold")
        await reader.pilot.pause()
        before = reader.lines()
        reader.screen.refreshing.take(Broken(reason=clean_line(reason)))
        await reader.until(partial(reader.is_told, f"the refresh stopped: {reason}"), "all of it")
        told = reader.screen.status.region.y
        assert reader.lines()[:told] == before[:told]
        await reader.press("+")
        await reader.until(partial(reader.is_told, "add address or path:"), "the line typed")
        await reader.until(lambda: reader.screen.status.size.height == 1, "one line")
        await reader.press("escape")
        await reader.until(partial(reader.is_told, "? help"), "keys are shown again")


async def test_what_was_done_takes_one_line_and_says_how_to_undo_it(opening: Opening) -> None:
    async with opening(size=(40, 12)) as reader:
        await reader.until_shown("Dam will hold")
        reader.screen.say(
            clean_line("marked everything by the harbour read"), clean_block(" · U undoes")
        )
        await reader.until(partial(reader.is_told, "… · U undoes"), "the tail")
        assert reader.screen.status.size.height == 1
