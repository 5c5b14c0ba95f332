"""Several programs at one archive: two that refresh, and one that marks while another refreshes."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newstui.model.feed import FeedKind
from newstui.refresh.reports import Busy, Failed, Fetched, Finished, Started
from newstui.refresh.running import start_refresh
from newstui.store.archive import Archive
from newstui.store.marks import find_marks
from newstui.store.stories import find_story, order_rows
from newstui.store.subscriptions import add_feed

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEEDS = 12
STORIES = 20
MARKING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from newstui.store.archive import Archive
from newstui.store.marks import set_read

archive = Archive.open(Path(sys.argv[1]))
for number in range(1, int(sys.argv[2]) + 1):
    assert set_read(archive, [number], True, now=datetime(2026, 3, 1, tzinfo=UTC))
archive.close()
"""


def publish(folder: Path, edition: int) -> None:
    """Write every feed: as many stories more each time, and all of them edited."""
    for feed in range(FEEDS):
        items = "".join(
            f"<item><guid>{feed}-{story}</guid><title>Pier {story}</title>"
            f"<description>Edition {edition}: pier {story} is safe.</description></item>"
            for story in range(edition * STORIES)
        )
        text = f"<rss version='2.0'><channel><title>F{feed}</title>{items}</channel></rss>"
        (folder / f"{feed}.xml").write_text(text)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "newstui.db"
    publish(tmp_path, 1)
    with closing(Archive.open(path)) as archive:
        for feed in range(FEEDS):
            add_feed(archive, place=str(tmp_path / f"{feed}.xml"), kind=FeedKind.FILE, now=NOW)
    return path


def test_of_two_refreshes_one_steps_aside_and_every_story_comes_once(path: Path) -> None:
    with start_refresh(path) as first:
        reports = first.reports()
        assert next(reports) == Started(feeds=FEEDS, feed_ids=tuple(range(1, FEEDS + 1)))
        first.process.send_signal(signal.SIGSTOP)
        with start_refresh(path) as second:
            assert list(second.reports()) == [Busy()]
        first.process.send_signal(signal.SIGCONT)
        assert list(reports)[-1] == Finished(feeds=FEEDS, failed=0, new=FEEDS * STORIES)
    with closing(Archive.open(path)) as archive:
        assert len(order_rows(archive, limit=1_000)) == FEEDS * STORIES


def test_marks_of_another_program_and_a_refresh_do_not_hurt_each_other(
    path: Path, tmp_path: Path
) -> None:
    with start_refresh(path) as run:
        assert isinstance(list(run.reports())[-1], Finished)
    publish(tmp_path, 2)
    old = FEEDS * STORIES
    with start_refresh(path) as run:
        reports = run.reports()
        assert next(reports) == Started(feeds=FEEDS, feed_ids=tuple(range(1, FEEDS + 1)))
        marking = subprocess.run(
            [sys.executable, "-c", MARKING, str(path), str(old)], check=False, capture_output=True
        )
        told = list(reports)
    assert (marking.returncode, marking.stderr) == (0, b"")
    assert not [report for report in told if isinstance(report, Failed)]
    assert [one.changed for one in told if isinstance(one, Fetched)] == [STORIES] * FEEDS
    with closing(Archive.open(path)) as archive:
        marks = find_marks(archive, range(1, 2 * old + 1))
        assert [mark.read for mark in marks] == [True] * old + [False] * old
        stories = [find_story(archive, number) for number in range(1, 2 * old + 1)]
    bodies = [story.entry.body for story in stories if story]
    assert all(body.startswith("Edition 2:") for body in bodies)
    assert len(bodies) == 2 * old
