"""Which pictures a story has, where each is brought from, and what is refused."""

from __future__ import annotations

import stat
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from tests.drawn import flag, saved
from tests.faults.answers import reply, to
from tests.faults.talk import stall

from newstui.errors import NewstuiError
from newstui.formats.identity import entry_keys
from newstui.model.attribution import Credit, CreditKind
from newstui.model.feed import Evidence, FeedKind
from newstui.model.media import Enclosure, Picture
from newstui.model.raster import Box
from newstui.model.story import Entry, ParsedFeed
from newstui.newsroom.darkroom import Darkroom, whereabouts
from newstui.newsroom.picturecache import PictureCache
from newstui.newsroom.pictures import list_pictures
from newstui.newsroom.reading import read_through
from newstui.paths import find_paths
from newstui.refresh.pictures import PICTURE_BYTES
from newstui.store.archive import Archive
from newstui.store.stories import find_story, keep_feed
from newstui.store.subscriptions import add_feed
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from tests.faults.server import Site

    from newstui.model.story import Story
    from newstui.newsroom.darkroom import Print

ROOM = Box(width=40, height=40)
FLAG = saved(flag())


def picture(url: str, *, caption: str = "", credit: str = "", alt: str = "") -> Picture:
    return Picture(
        url=url, caption=clean_line(caption), credit=clean_line(credit), alt=clean_line(alt)
    )


def pictures_of(entry: Entry, clock: Callable[[], datetime]) -> list[tuple[str, ...]]:
    archive = Archive.memory()
    story = kept(archive, entry, "https://news.example/feed", clock())
    view = read_through(archive, story.id, clock=clock)
    assert view is not None
    found = list_pictures(archive, view)
    archive.close()
    return [(one.url.rpartition("/")[2], one.caption, one.credit, one.alt) for one in found]


def kept(archive: Archive, entry: Entry, place: str, now: datetime, final: str = "") -> Story:
    kind = FeedKind.WEB if place.startswith("http") else FeedKind.FILE
    feed, _new = add_feed(archive, place=place, kind=kind, now=now)
    parsed = ParsedFeed(format="rss", title=NOTHING, entries=(entry,))
    evidence = Evidence(fetched=now, final_url=final or place)
    numbers = keep_feed(archive, feed.id, parsed, entry_keys([entry]), evidence, now=now).new
    story = find_story(archive, numbers[0])
    assert story is not None
    return story


def an_entry(body: str = "", url: str = "https://news.example/dir/story") -> Entry:
    return Entry(guid="1", url=url, title=clean_line("Story"), body=body)


def test_every_picture_is_listed_once_with_all_that_is_said_of_it(
    clock: Callable[[], datetime],
) -> None:
    body = """<p>Words of the story.</p>
    <figure><img src="a.jpg" alt="a boat"><figcaption>The boat. Photo: O. Brisk</figcaption>
    </figure>
    <img src="b.jpg" alt="a pier"><img src="/dir/c.jpg"><img src="dot.gif" width="1">
    <img src="data:image/png;base64,AAAA" data-src="d.jpg">
    <img class="emoji" src="e.png" alt=":)">
    <img src="data:image/png;base64,AAAA"><img src="c.jpg" alt="told later">"""
    files = (
        Enclosure(
            url="https://news.example/dir/f.png", type="image/png", title=clean_line("A map")
        ),
        Enclosure(url="https://news.example/dir/g.mp3", type="audio/mpeg", title=NOTHING),
    )
    lead = picture("https://news.example/dir/b.jpg", caption="The pier (AP)", credit="Ann Moor/AP")
    entry = replace(an_entry(body), enclosures=files, pictures=(lead,))
    assert pictures_of(entry, clock) == [
        ("b.jpg", "The pier (AP)", "Ann Moor/AP", "a pier"),
        ("f.png", "", "", "A map"),
        ("a.jpg", "The boat. Photo: O. Brisk", "O. Brisk", "a boat"),
        ("c.jpg", "", "", "told later"),
        ("d.jpg", "", "", ""),
    ]


def test_the_credit_of_a_story_is_that_of_its_only_picture(clock: Callable[[], datetime]) -> None:
    credit = Credit(kind=CreditKind.PHOTO, text=clean_line("Photo: X"), names=(clean_line("X"),))
    entry = replace(an_entry('<p>Words.</p><img src="a.jpg">'), credits=(credit,))
    assert pictures_of(entry, clock) == [("a.jpg", "", "X", "")]
    two = replace(an_entry('<p>Words.</p><img src="a.jpg"><img src="b.jpg">'), credits=(credit,))
    assert [one[2] for one in pictures_of(two, clock)] == ["", ""]


def test_very_many_pictures_are_not_all_listed(clock: Callable[[], datetime]) -> None:
    body = "".join(f'<img src="{number}.jpg">' for number in range(1_000))
    assert len(pictures_of(an_entry(body), clock)) == 200


@dataclass
class Room:
    """A darkroom, with a story to bring pictures of."""

    archive: Archive
    story: Story
    darkroom: Darkroom

    def develop(self, url: str, *, anew: bool = False) -> Print:
        return self.darkroom.develop(self.archive, self.story, url, box=ROOM, anew=anew)

    def problem(self, url: str) -> str:
        with pytest.raises(NewstuiError) as raised:
            self.develop(url)
        return str(raised.value)


@pytest.fixture
def room(
    tmp_path: Path, site: Site, clock: Callable[[], datetime], _without_proxies: None
) -> Iterator[Room]:
    """Of a story of the feed that `site` has."""
    archive = Archive.memory()
    story = kept(archive, an_entry(url=f"{site.base}/story"), f"{site.base}/feed", clock())
    with Darkroom(find_paths(tmp_path / "home"), keeps=True) as darkroom:
        yield Room(archive, story, darkroom)
    archive.close()


def test_a_picture_is_asked_for_once_without_cookies_and_is_kept_for_its_reader_only(
    room: Room, site: Site, tmp_path: Path
) -> None:
    site.replies["/a.png"] = reply(FLAG, "Set-Cookie: who=you", "Content-Type: text/plain")
    made = room.develop(f"{site.base}/a.png")
    assert (made.raster.pixels, made.file_bytes) == (flag().tobytes(), len(FLAG))
    room.develop(f"{site.base}/a.png")
    with Darkroom(find_paths(tmp_path / "home"), keeps=True) as another:
        another.develop(room.archive, room.story, f"{site.base}/a.png", box=ROOM)
    assert len(site.asked) == 1
    room.develop(f"{site.base}/a.png", anew=True)
    assert len(site.asked) == 2
    path, headers = site.asked[1]
    assert path == "/a.png"
    assert headers["accept"].startswith("image/")
    assert not {"cookie", "referer", "authorization"} & set(headers)
    folder = tmp_path / "home" / "cache" / "pictures"
    (file,) = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "a.png" not in file.name


def test_where_nothing_is_kept_no_picture_is(room: Room, site: Site, tmp_path: Path) -> None:
    site.replies["/a.png"] = reply(FLAG)
    with Darkroom(find_paths(tmp_path / "other"), keeps=False) as darkroom:
        for _time in range(2):
            darkroom.develop(room.archive, room.story, f"{site.base}/a.png", box=ROOM)
    assert len(site.asked) == 1
    assert not (tmp_path / "other").exists()


def test_what_goes_wrong_names_address_and_reason_and_is_not_kept(
    room: Room, site: Site, tmp_path: Path
) -> None:
    site.replies["/page"] = reply(b"<!DOCTYPE html><title>Log in", "Content-Type: image/png")
    site.replies["/huge"] = reply(b"\xff\xd8\xff" + bytes(PICTURE_BYTES))
    site.replies["/away"] = to("http://127.0.0.9:1/a.png")
    site.replies["/file"] = to("file:///etc/passwd")
    site.replies["/empty"] = reply()
    problems = {
        "/page": "is a web page, not a picture",
        "/huge": "is larger than 8 MiB",
        "/away": "refused the connection",
        "/file": "is not an http or https address",
        "/gone": "404 Not Found",
        "/empty": "is empty",
    }
    for path, reason in problems.items():
        told = room.problem(f"{site.base}{path}")
        assert told.startswith(f"{site.base}{path}: "), told
        assert reason in told
    assert not (tmp_path / "home" / "cache" / "pictures").exists()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.9:1/a.png", "is a private address"),
        ("http://localhost:1/a.png", "is a private address"),
        ("http://169.254.169.254/latest/a.png", "is a private address"),
        ("ftp://news.example/a.png", "is not a web address"),
        ("file:///etc/passwd", "is not a web address"),
        ("javascript:alert(1)", "is not a web address"),
        ("http://[bad/a.png", "is not a web address"),
        ("http://ann:secret@news.example/a.png", "is not a web address"),
        ("/etc/passwd", "its story is no local file"),
        ("a.png", "its story is no local file"),
    ],
)
def test_what_a_stranger_may_not_name_is_not_asked_for(room: Room, url: str, reason: str) -> None:
    assert reason in room.problem(url)


def test_a_slow_picture_is_given_up_as_soon_as_nobody_wants_it(room: Room, site: Site) -> None:
    site.replies["/slow"] = stall()
    with pytest.raises(NewstuiError, match="stopping"):
        room.darkroom.develop(
            room.archive,
            room.story,
            f"{site.base}/slow",
            box=ROOM,
            is_wanted=lambda: not site.asked,
        )
    site.replies["/a.png"] = reply(FLAG)
    assert room.develop(f"{site.base}/a.png").raster.width == 4


def test_a_server_that_asks_to_be_left_alone_is_not_asked_for_the_next_picture(
    room: Room, site: Site
) -> None:
    site.replies["/a.png"] = reply(b"", "Retry-After: 600", status="429 Too Many Requests")
    assert "429" in room.problem(f"{site.base}/a.png")
    assert "asked to be left alone until" in room.problem(f"{site.base}/b.png")
    assert [path for path, _headers in site.asked] == ["/a.png"]


def test_a_local_story_shows_files_of_its_own_folder_and_no_others(
    tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    folder = tmp_path / "saved"
    (folder / "story files").mkdir(parents=True)
    (folder / "story files" / "a b.png").write_bytes(FLAG)
    (tmp_path / "secret.png").write_bytes(FLAG)
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    archive = Archive.memory()
    place = str(folder / "story.html")
    story = kept(archive, an_entry(url=""), place, clock())
    with Darkroom(find_paths(tmp_path / "home"), keeps=True) as darkroom:
        room = Room(archive, story, darkroom)
        assert room.develop("story%20files/a%20b.png?1#x").raster.width == 4
        for outside in ("../secret.png", "link.png", str(tmp_path / "secret.png"), "%2e%2e/x"):
            assert "lies outside" in room.problem(outside)
        assert "does not exist" in room.problem("gone.png")
        assert "is a folder" in room.problem("story%20files")
        assert "is not a usable path" in room.problem("a%00b.png")
    archive.close()


def test_the_host_is_told_as_it_is_asked() -> None:
    assert whereabouts("https://bücher.example/a.png") == "xn--bcher-kva.example"
    assert whereabouts("http://good.example@bad.example:8080/a.png") == "bad.example:8080"
    assert whereabouts("a.png") == "this computer"
    for nowhere in ("http://[bad/a.png", "data:image/png;base64,AAAA", "javascript:alert(1)"):
        assert whereabouts(nowhere) == "no web address"


def test_the_oldest_pictures_make_room_for_new_ones(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path / "pictures", limit=250)
    for number in range(4):
        cache.keep(f"https://news.example/{number}", bytes([number]) * 100)
    assert [cache.find(f"https://news.example/{number}") is None for number in range(4)] == [
        True,
        True,
        False,
        False,
    ]
    assert cache.find("https://news.example/3") == b"\3" * 100


def test_a_folder_that_cannot_be_written_costs_only_the_keeping(tmp_path: Path) -> None:
    (tmp_path / "pictures").write_text("in the way")
    cache = PictureCache(tmp_path / "pictures")
    cache.keep("https://news.example/1", b"x")
    assert cache.find("https://news.example/1") is None
