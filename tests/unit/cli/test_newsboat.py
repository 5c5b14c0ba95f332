"""Moving in from newsboat on the command line: what is told, and what a kill leaves."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.unit.caches import FEED, article, make_cache
from tests.unit.cli.press import Press

from newstui.store.archive import Archive

if TYPE_CHECKING:
    from tests.faults.server import Site

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def newsboat(tmp_path: Path) -> Path:
    """The folder of a newsboat with one feed of two articles."""
    make_cache(tmp_path / "cache.db", [article(1, unread=0, flags="x"), article(2)])
    urls = f'{FEED} World other "~A"\nexec:x\n"query:Fresh:unread = \\"yes\\""\n'
    (tmp_path / "urls").write_text(urls)
    return tmp_path


def test_the_report_names_every_line(newstui: Command, newsboat: Path) -> None:
    said = [
        f"added   World: A  {FEED}  2 articles, 1 unread, 1 flagged",
        "        its other tags are not taken, as a feed has one folder: other",
        "query   Fresh: is:unread",
        "skipped exec:x: is a command of newsboat, and newstui runs none",
    ]
    urls = ("import", "--from", "newsboat", "--urls", str(newsboat / "urls"))
    status, out, err = newstui(*urls, "--dry-run")
    assert (status, err) == (0, "")
    *lines, last = out.splitlines()
    total = "1 feed added, 0 known already, 2 articles, 1 of them unread, 1 flagged"
    assert (lines, last) == (said, f"{total}, 1 saved query, 1 skipped; nothing was changed")
    status, out, _err = newstui(*urls)
    assert (status, out.splitlines()[:-1]) == (0, said)
    assert newstui("list")[1].count("Story") == 2
    status, out, _err = newstui(*urls)
    assert (status, out.splitlines()[0]) == (
        0,
        f"known   World: A  {FEED}  0 articles, 2 known already",
    )


def test_as_json_each_line_is_an_object(newstui: Command, newsboat: Path) -> None:
    status, out, _err = newstui(
        "import", "--from", "newsboat", "--cache", str(newsboat / "cache.db"), "--json"
    )
    assert status == 0
    feed, query, skipped, summary = map(json.loads, out.splitlines())
    assert (feed["outcome"], feed["articles"], feed["read"], feed["flagged"]) == ("added", 2, 1, 1)
    assert (query["outcome"], query["query"]) == ("query added", "is:unread")
    assert skipped["outcome"] == "skipped"
    assert (summary["outcome"], summary["articles"], summary["failed"]) == ("summary", 2, 0)


def cut_off(cache: Path) -> None:
    cache.write_bytes(cache.read_bytes()[:4_500])


def overwrite_articles(cache: Path) -> None:
    """Damage the page that all articles are found by; the feeds can still be read."""
    with closing(sqlite3.connect(cache)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'rss_item'"
        ).fetchone()
        (page_bytes,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(cache.read_bytes())
    content[(page - 1) * page_bytes : page * page_bytes] = b"\xff" * page_bytes
    cache.write_bytes(content)


@pytest.mark.parametrize("damage", [cut_off, overwrite_articles])
def test_a_damaged_cache_is_named_and_nothing_is_changed(
    newstui: Command, newsboat: Path, damage: Callable[[Path], None]
) -> None:
    damage(newsboat / "cache.db")
    status, out, err = newstui("import", "--from", "newsboat", "--urls", str(newsboat / "urls"))
    assert (status, out) == (1, "")
    assert "cache.db: the cache is damaged" in err
    assert [json.loads(line)["kind"] for line in newstui("feeds", "--json")[1].splitlines()] == [
        "samples"
    ]


def test_articles_that_cannot_be_read_cost_only_themselves(
    newstui: Command, newsboat: Path
) -> None:
    cache = newsboat / "cache.db"
    cache.unlink()
    rows = [article(n, content="x" * 9_000) for n in range(50)]
    rows += [article(n, feedurl="https://b.example/feed") for n in range(50, 60)]
    make_cache(cache, rows, feeds={FEED: "A", "https://b.example/feed": "B"})
    (newsboat / "urls").write_text(f"{FEED}\nhttps://b.example/feed\n")
    # Long bodies lie on pages of their own, each of which begins with the number of the next.
    content = bytearray(cache.read_bytes())
    with closing(sqlite3.connect(cache)) as connection:
        (page_bytes,) = connection.execute("PRAGMA page_size").fetchone()
    starts = range(0, len(content), page_bytes)
    bodies = [at for at in starts if content[at + 4 : at + 100] == b"x" * 96]
    for at in bodies[:9]:
        content[at : at + 4] = b"\xff" * 4
    cache.write_bytes(content)
    status, out, err = newstui("import", "--from", "newsboat", "--cache", str(cache), "--json")
    first, second, summary = map(json.loads, out.splitlines())
    lost = 50 - first["articles"]
    assert (status, second["articles"], summary["failed"]) == (1, 10, 1)
    assert 0 < lost < 10
    assert f"{lost} articles of A cannot be read, as the cache is damaged there" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--urls", "x", "list.opml"),
        ("--from", "rss"),
        ("--from", "newsboat", "list.opml"),
        ("--from", "newsboat", "--bookmark-flags", "a b"),
        (),
    ],
)
def test_wrong_use_is_told(newstui: Command, arguments: tuple[str, ...]) -> None:
    assert newstui("import", *arguments)[0] == 2


def test_nothing_found_says_how_to_name_it(newstui: Command) -> None:
    status, _out, err = newstui("import", "--from", "newsboat")
    assert status == 1
    assert "no urls file was found where it keeps it; name it with --urls FILE" in err


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_kill_leaves_whole_batches_and_the_next_import_does_the_rest(
    newstui: Command, newsboat: Path, number: signal.Signals
) -> None:
    cache = newsboat / "cache.db"
    cache.unlink()
    make_cache(cache, [article(n, unread=n % 2, content="word " * 300) for n in range(30_000)])
    command = [sys.executable, "-m", "newstui", "import", "--from", "newsboat"]
    process = subprocess.Popen(
        [*command, "--cache", str(cache)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    path = Path(os.environ["NEWSTUI_HOME"]) / "data/newstui.db"
    while process.poll() is None and not _count(path):
        time.sleep(0.01)
    process.send_signal(number)
    _out, err = process.communicate()
    if number is signal.SIGINT:
        assert process.returncode == 130
        assert "interrupted; what was imported stays, the same command does the rest" in err
    left = _count(path)
    assert 0 < left < 30_000
    assert left % 2_000 == 0
    status, out, _err = newstui("import", "--from", "newsboat", "--cache", str(cache), "--json")
    summary = json.loads(out.splitlines()[-1])
    assert (status, summary["articles"], summary["known_articles"]) == (0, 30_000 - left, left)
    with closing(Archive.open(path)) as archive:
        assert archive.read("SELECT total, unread FROM feeds") == [(30_000, 15_000)]
        assert archive.read("PRAGMA integrity_check") == [("ok",)]


def _count(path: Path) -> int:
    if not path.exists():
        return 0
    with closing(Archive.open(path)) as archive:
        return int(archive.read("SELECT count(*) FROM stories")[0][0])


def test_a_refresh_after_the_import_brings_only_what_is_new(
    newstui: Command, site: Site, tmp_path: Path
) -> None:
    address = Press(site).publish("news", "Old", "New")
    own = newstui("add", address, "--json")
    assert own[0] == 0
    stories = [json.loads(line) for line in newstui("list", "--json")[1].splitlines()]
    with closing(Archive.open(Path(os.environ["NEWSTUI_HOME"]) / "data/newstui.db")) as archive:
        rows = archive.read("SELECT title, guid, url FROM stories")
    assert len(stories) == 2
    cached = [
        article(n, title=title, guid=guid or url, url=url, unread=0, feedurl=address)
        for n, (title, guid, url) in enumerate(rows)
        if title == "Old"
    ]
    make_cache(tmp_path / "cache.db", cached, feeds={address: "News"})
    home = str(tmp_path / "fresh")
    moved = newstui(
        "--home", home, "import", "--from", "newsboat", "--cache", str(tmp_path / "cache.db")
    )
    assert moved[0] == 0
    assert newstui("--home", home, "refresh")[0] == 0
    told = [json.loads(line) for line in newstui("--home", home, "list", "--json")[1].splitlines()]
    assert sorted((one["title"], one["read"]) for one in told) == [("New", False), ("Old", True)]


def test_at_a_terminal_a_report_is_broken_at_words_further_in(
    newstui: Command, newsboat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = "A weekly review of the affairs of the strait and whatever else there is"
    (newsboat / "urls").write_text(f'{FEED} World "~{title}"\n{FEED}2 "~Short"\n')
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    urls = ("import", "--from", "newsboat", "--urls", str(newsboat / "urls"))
    assert newstui(*urls, "--dry-run")[1].splitlines() == [
        "added   World: A weekly review of the affairs of the strait",
        "        and whatever else there is",
        f"        {FEED}",
        "        2 articles, 1 unread, 1 flagged",
        f"added   Short  {FEED}2  0 articles",
        "2 feeds added, 0 known already, 2 articles, 1 of them",
        "unread, 1 flagged; nothing was changed",
    ]
