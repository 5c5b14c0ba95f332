"""The plain reader and the plain list, as text: from opening to sources to bookmark and back."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest
from tests.faults.answers import feed, item, reply

from newstui.cli import linecommands, linereader, storyteller

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.server import Site

    Newstui = Callable[..., tuple[int, str, str]]

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOSTILE = b"""<rss version="2.0"><channel><title>Evil &#27;]0;owned&#7;</title><item><guid>1</guid>
<title>Press &#27;[2J&#x9b;31m me</title><description>&lt;p&gt;Up &amp;#27;[10A.&lt;/p&gt;
</description></item></channel></rss>"""


@pytest.fixture(autouse=True)
def _fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("plainly", "stories"):
        monkeypatch.setattr(f"newstui.cli.{module}.read_clock", lambda: NOW)


def said(newstui: Newstui, *lines: str) -> str:
    """Say some lines to the plain reader; returns all it told."""
    status, out, err = newstui("--plain", stdin="".join(f"{line}\n" for line in lines).encode())
    assert (status, err) == (0, "")
    return out


@pytest.mark.usefixtures("harbour")
def test_a_list_is_told_in_words(newstui: Newstui) -> None:
    newstui("mark", "bookmark", "#1")
    newstui("mark", "read", "#1")
    status, out, err = newstui("list", "--plain")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "2, unread, Harbour Bulletin, today at 08:00: Ferry returns to the strait",
        "1, read, bookmarked, Harbour Bulletin, yesterday at 08:00: Lighthouse keeper retires",
    ]


@pytest.mark.usefixtures("harbour")
def test_a_listener_goes_from_opening_to_sources_to_bookmark(newstui: Newstui) -> None:
    told = said(newstui, "1", "sources", "next passage", "bookmark", "back", "quit")
    assert (
        told
        == """\
newstui. Say help for what can be said, quit to end.
2 stories, 2 unread.
1, unread, Harbour Bulletin, today at 08:00: Ferry returns to the strait
2, unread, Harbour Bulletin, yesterday at 08:00: Lighthouse keeper
retires
Say a number to open a story, or help.
Story 1 of 2, read.
Ferry returns to the strait
Harbour Bulletin, today at 08:00.
Feed excerpt, 11 words. 1 passage: 1 person.

The ferry will sail again on Friday, the harbour master said.

End of the story.
Harbour Bulletin.
Published 08:00.
Fetched 12:00.
https://bulletin.example/1
Feed excerpt, 11 words.
1 passage: 1 person.
Every paragraph cites somebody.
Source 1: harbour master, person, 1 passage.
Passage 1: The ferry will sail again on Friday
Passage 1 of 1: harbour master, person.
The ferry will sail again on Friday
The paragraph: The ferry will sail again on Friday, the harbour master
said.
Bookmarked as 2026-03-02-ferry-returns-to-the-strait.md. Undo takes that
back.
1, read, bookmarked, Harbour Bulletin, today at 08:00: Ferry returns to
the strait
2, unread, Harbour Bulletin, yesterday at 08:00: Lighthouse keeper
retires
Say a number to open a story, or help.
"""
    )
    assert newstui("list", "is:bookmarked is:read")[1].count("\n") == 1


@pytest.mark.usefixtures("harbour")
def test_keys_of_the_screen_are_understood(newstui: Newstui) -> None:
    told = said(newstui, "n", "b", "U", "redo", "U", "m", "m", "n", "n", "]", "/ferry", "q")
    assert told.count("Undone: bookmarked Ferry returns") == 2
    assert "Redone: bookmarked Ferry returns" in told
    assert "Story 1 is now unread. Undo takes that back.\nStory 1 is now read." in told
    assert "Lighthouse keeper retires\nHarbour Bulletin, yesterday" in told
    assert "No unread stories are left here.\nThere are no attributed passages" in told
    assert told.endswith(
        "Found for ferry:\n1 story, 0 unread.\n"
        "1, read, Harbour Bulletin, today at 08:00: Ferry returns to the strait\n"
        "Say a number to open a story, or help.\n"
    )


@pytest.mark.usefixtures("_without_proxies")
def test_feeds_and_pages_are_fetched_and_what_came_is_told(newstui: Newstui, site: Site) -> None:
    page = f"<html><body><article><h1>Pier</h1><p>{'The quay holds well. ' * 30}</p></article>"
    site.replies["/pier"] = reply(page.encode(), "Content-Type: text/html")
    first, second = (item(name, f"<link>{site.base}/{name}</link>") for name in ("pier", "gone"))
    site.replies["/feed"] = reply(feed([first]).encode())
    newstui("add", f"{site.base}/feed")
    site.replies["/feed"] = reply(feed([first, second]).encode())
    told = said(
        newstui, "find pier", "1", "page", "page", "refresh", "all", "R", "find gone", "1 ", "d"
    )
    assert "Reading the page.\nStory 1 of 1, read." in told
    assert "Full text of the page" in told
    assert "This is the full text of the page already." in told
    assert "Fetching 1 feed.\nFetched: 1 new story. Say all to hear them in the list." in told
    assert "2 stories, 1 unread." in told
    assert "Fetched: 0 new stories.\n" in told
    assert "The page could not be read: 404 Not Found" in " ".join(told.split())


def test_where_nothing_is_kept_nothing_is_fetched(newstui: Newstui, tmp_path: Path) -> None:
    page = tmp_path / "bridge.txt"
    page.write_text("Council keeps the bridge\n\nIt stands.\n")
    _status, out, _err = newstui("read", "--plain", str(page), stdin=b"refresh\n1\npage\n")
    assert "Nothing is kept here, so nothing is fetched again." in out
    assert "This story has no page to read." in out
    assert "Nothing is subscribed yet: newstui add" in said(newstui, "refresh")


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("dance", "“dance” is not known here. Say help"),
        ("7", "There is no story 7: the list has 2 stories."),
        ("sources", "No story is open."),
        ("bookmark", "No story was opened yet."),
        ("find", "Say find and what to look for"),
        ("find is:nonsense", "is:nonsense"),
        ("undo", "There is nothing to undo."),
        ("HELP", "next passage, or ] or ): tell the next attributed passage"),
    ],
)
def test_what_cannot_be_done_is_said_and_the_reader_goes_on(
    newstui: Newstui, line: str, answer: str
) -> None:
    told = said(newstui, line, "1")
    assert answer in told
    assert "Story 1 of 2" in told


@pytest.mark.usefixtures("harbour")
def test_the_end_of_input_is_a_way_to_quit(newstui: Newstui) -> None:
    assert said(newstui).endswith("or help.\n")


def test_samples_are_told_to_be_samples(newstui: Newstui) -> None:
    told = said(newstui, "more", "more")
    assert "These are samples" in told
    assert "3 more: say more." in told
    assert told.endswith("The list is at its end.\n")


def test_a_long_story_is_told_in_parts(newstui: Newstui) -> None:
    told = said(newstui, "search title:bridge", "1", "")
    assert told.count("The story goes on: say more.") == 1
    assert told.endswith("End of the story.\n")


def test_places_are_read_plainly_and_nothing_is_kept(newstui: Newstui, tmp_path: Path) -> None:
    page = tmp_path / "bridge.txt"
    page.write_text("Council keeps the bridge\n\nIt stands, said Ana Berl, the engineer.\n")
    status, out, _err = newstui("read", "--plain", str(page), stdin=b"1\nb\nsources\n")
    assert status == 0
    assert "Nothing is kept here, so there are no bookmarks." in out
    assert "Source 1: Ana Berl, the engineer, person, 1 passage." in out


def test_days_of_places_are_told_as_the_settings_have_them(
    newstui: Newstui, tmp_path: Path
) -> None:
    settings = Path(os.environ["NEWSTUI_HOME"]) / "config" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('dates = "%d.%m.%Y"')
    page = tmp_path / "bridge.html"
    page.write_text(
        "<title>Bridge</title><meta property='article:published_time' content='2026-02-01T08:00Z'>"
        "<article><p>It stands, said Ana Berl, the engineer.</p></article>"
    )
    assert "01.02.2026 at 08:00: Bridge" in newstui("read", "--plain", str(page), stdin=b"")[1]


def test_a_hostile_feed_is_told_as_text(newstui: Newstui, subscribe_to: object) -> None:
    assert callable(subscribe_to)
    subscribe_to("evil.xml", HOSTILE)
    told = said(newstui, "1", "sources", "\x1b[2J")
    assert not set(told) & {"\x1b", "\x07", "\x9b"}


@pytest.mark.parametrize("command", linecommands.COMMANDS, ids=lambda command: command.name)
def test_every_command_is_carried_out(command: linecommands.LineCommand) -> None:
    owners = (linereader.LineReader, storyteller.StoryTeller)
    assert any(hasattr(owner, f"do_{command.name}") for owner in owners)
    assert linecommands.Commands().understand(command.phrase) == linecommands.Said(command.name)


def test_on_a_terminal_lines_follow_each_other_without_moving_about(tmp_path: Path) -> None:
    command = ["-m", "newstui", "--home", str(tmp_path), "--plain"]
    # Its own environment: this process's readline has told others that lines are 80 cells wide.
    environ = dict(os.environ)
    child: pexpect.spawn[bytes] = pexpect.spawn(
        sys.executable, command, env=environ, dimensions=(24, 50), timeout=240
    )
    child.expect(b"help.\r\n> ")
    told = child.before or b""
    child.sendline("quit")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert b"\x1b" not in told + (child.before or b"")
    assert max(len(line) for line in told.decode().splitlines()) <= 50
