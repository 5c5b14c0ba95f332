"""The pictures of a story on the screen, fetched when they are asked for and not before."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.drawn import BLUE, GREEN, RED, WHITE, flag, png_of_size, saved
from tests.faults.answers import reply
from tests.faults.talk import stall
from tests.tui.conftest import NOW, entry

from newstui.config import Pictures, Settings
from newstui.formats.identity import entry_keys
from newstui.model.feed import Evidence, FeedKind
from newstui.model.media import Picture
from newstui.model.story import ParsedFeed
from newstui.store.editing import edit_feed
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed, list_feeds
from newstui.text.clean import clean_line
from newstui.tui.app import NewsApp
from newstui.tui.drawing.canvas import Canvas
from newstui.tui.glyphs import ASCII
from newstui.tui.panes.picture import PicturePane
from newstui.tui.screens.pictures import PicturesScreen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.server import Site
    from tests.tui.conftest import Opening, Reader

    from newstui.store.archive import Archive

BLOCKS = Settings(pictures=Pictures.BLOCKS)
CAPTION = "The flag of the ferry line \x1b]0;x\x07flies [b]again[/b]"


@pytest.fixture
def pictured(archive: Archive, site: Site, _without_proxies: None) -> Site:
    """The newest story has two pictures, the first with a caption and a credit."""
    first = Picture(
        url=f"{site.base}/flag.png",
        caption=clean_line(CAPTION),
        credit=clean_line("Ines Falk/Northern Wire"),
        alt=clean_line("four fields"),
    )
    body = f'<p>Words.</p><img src="{site.base}/second.png" alt="a red field">'
    story = replace(entry("Flag flies", hours=0, body=body), pictures=(first,))
    feed, _new = add_feed(
        archive, place=f"{site.base}/feed", kind=FeedKind.WEB, title=clean_line("Port"), now=NOW
    )
    parsed = ParsedFeed(format="rss", title=clean_line("Port"), entries=(story,))
    keep_feed(archive, feed.id, parsed, entry_keys([story]), Evidence(fetched=NOW), now=NOW)
    site.replies["/flag.png"] = reply(saved(flag()))
    site.replies["/second.png"] = reply(saved(flag().crop((0, 0, 2, 2))))
    return site


def pane_of(reader: Reader) -> PicturePane:
    screen = reader.app.screen
    assert isinstance(screen, PicturesScreen)
    return screen.query_one(PicturePane)


def fills_its_room(reader: Reader) -> bool:
    """Whether a square picture takes every row there is for it."""
    rows = [line.count("▀") for line in reader.lines() if "▀" in line]
    height = pane_of(reader).room.rows
    return rows == [2 * height] * height


def colours(reader: Reader, row: int) -> list[tuple[object, object]]:
    """List the colours of the half-blocks on a row: above, below."""
    found: list[tuple[object, object]] = []
    for text, style, _control in pane_of(reader).line(row):
        if "▀" in text:
            assert style is not None
            assert style.color is not None
            assert style.bgcolor is not None
            pair = style.color.triplet, style.bgcolor.triplet
            found += [pair] * len(text)
    return found


async def test_a_picture_is_drawn_in_half_blocks_with_caption_credit_and_description(
    opening: Opening, pictured: Site
) -> None:
    async with opening(size=(80, 24), settings=BLOCKS) as reader:
        await reader.until_shown("Flag flies")
        await reader.press("enter")
        await reader.until_analysed()
        assert pictured.asked == []
        await reader.press("i")
        await reader.until_shown("▀▀▀▀")
        host = pictured.base.removeprefix("http://")
        shown = reader.frame()
        assert f"picture 1 of 2 · {host} · PNG, 4 x 4 · " in shown
        assert "The flag of the ferry line ]0;xflies [b]again[/b]" in shown
        assert "credit: Ines Falk/Northern Wire" in shown
        assert "described as: four fields" in shown
        assert "Esc back" in shown.splitlines()[-1]
        assert colours(reader, 2) == [(RED, RED)] * 2 + [(GREEN, GREEN)] * 2
        assert colours(reader, 3) == [(BLUE, BLUE)] * 2 + [(WHITE, WHITE)] * 2
        assert colours(reader, 4) == []
        assert reader.lines()[2].index("▀") == 38
        assert [path for path, _headers in pictured.asked] == ["/flag.png"]


async def test_pictures_are_walked_and_left_by_keys(opening: Opening, pictured: Site) -> None:
    async with opening(size=(80, 24), settings=BLOCKS) as reader:
        await reader.until_shown("Flag flies")
        await reader.press("i")
        await reader.until_shown("▀▀▀▀")
        await reader.press("j")
        await reader.until_shown("▀▀")
        await reader.until_shown("PNG, 2 x 2")
        shown = reader.frame()
        assert "picture 2 of 2" in shown
        assert "no caption" in shown
        assert "no credit given" in shown
        assert "described as: a red field" in shown
        await reader.press("n")
        await reader.until_shown("this is the last picture")
        await reader.press("k")
        await reader.until_shown("PNG, 4 x 4")
        await reader.press("p")
        await reader.until_shown("this is the first picture")
        assert len(pictured.asked) == 2
        await reader.press("2")
        await reader.until_shown("PNG, 2 x 2")
        assert len(pictured.asked) == 2
        await reader.press("r")
        await reader.until(lambda: len(pictured.asked) == 3, "it is asked for again")
        await reader.press("i")
        await reader.until(lambda: reader.app.screen is reader.screen, "back")
        await reader.press("2", "i")
        await reader.until_shown("picture 2 of 2")
        await reader.press("escape")
        await reader.until(lambda: reader.app.screen is reader.screen, "back again")
        await reader.press("9", "i")
        await reader.until(lambda: reader.is_told("there is no picture 9: the last is 2"), "told")
        await reader.press("j", "i")
        await reader.until(lambda: reader.is_told("this story has no pictures"), "told")


async def test_while_a_picture_is_fetched_its_host_is_named_and_another_may_be_seen(
    opening: Opening, pictured: Site
) -> None:
    pictured.replies["/flag.png"] = stall()
    async with opening(size=(80, 24), settings=BLOCKS) as reader:
        await reader.until_shown("Flag flies")
        await reader.press("i")
        await reader.until(lambda: pictured.asked, "it is asked for")
        host = pictured.base.removeprefix("http://")
        assert f"fetching it from {host}" in reader.frame()
        assert "credit: Ines Falk/Northern Wire" in reader.frame()
        await reader.press("j")
        await reader.until_shown("PNG, 2 x 2")
        await reader.press("k")
        await reader.until_shown("fetching it from")
        await reader.press("q")
        await reader.until(lambda: reader.app.screen is reader.screen, "back at once")


async def test_what_is_no_picture_is_told_with_address_and_reason(
    opening: Opening, pictured: Site
) -> None:
    pictured.replies["/flag.png"] = reply(status="404 Not Found")
    pictured.replies["/second.png"] = reply(png_of_size(100_000, 100_000))
    async with opening(size=(80, 24), settings=BLOCKS) as reader:
        await reader.until_shown("Flag flies")
        await reader.press("i")
        await reader.until_shown(f"{pictured.base}/flag.png: 404 Not Found")
        await reader.press("j")
        await reader.until_shown("has 100,000 x 100,000 pixels")
        pictured.replies["/second.png"] = reply(saved(flag()))
        await reader.press("r")
        await reader.until_shown("PNG, 4 x 4")


async def test_without_colours_a_picture_is_drawn_by_signs(
    opening: Opening, pictured: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opening(size=(80, 24), settings=BLOCKS) as reader:
        await reader.until_shown("Flag flies")
        await reader.press("i")
        await reader.until_shown("PNG, 4 x 4")
        assert reader.lines()[2].strip() == "::++"
        assert reader.lines()[3].strip() == "..@@"
        assert pictured.asked


async def test_ascii_draws_a_picture_in_ascii(opening: Opening, pictured: Site) -> None:
    async with opening(size=(80, 24), settings=BLOCKS, glyphs=ASCII) as reader:
        await reader.until_shown("Flag flies")
        await reader.press("i")
        await reader.until_shown("PNG, 4 x 4")
        assert reader.lines()[2].strip() == "::++"
        assert reader.frame().isascii()
        assert pictured.asked


async def test_a_picture_fits_whatever_the_size_and_its_credit_is_always_there(
    opening: Opening, pictured: Site
) -> None:
    pictured.replies["/flag.png"] = reply(saved(flag(400)))
    async with opening(size=(80, 24), settings=BLOCKS) as reader:
        await reader.until_shown("Flag flies")
        await reader.press("i")
        await reader.until_shown("▀▀▀▀")
        for size in ((40, 12), (140, 40), (30, 9)):
            await reader.pilot.resize_terminal(*size)
            await reader.until(partial(fills_its_room, reader), "it fills the room there is")
            await reader.until_shown("credit: Ines Falk/North")
        await reader.pilot.resize_terminal(10, 3)
        await reader.pilot.pause()
        await reader.press("j")
        await reader.until(lambda: len(pictured.asked) > 1, "the second is fetched")
        await reader.press("k", "escape")
        await reader.until(lambda: reader.app.screen is reader.screen, "back")
        assert [path for path, _headers in pictured.asked] == ["/flag.png", "/second.png"]


async def test_pictures_that_are_off_are_not_fetched(opening: Opening, pictured: Site) -> None:
    settings = Settings(pictures=Pictures.OFF)
    async with opening(size=(80, 24), settings=settings) as reader:
        await reader.until_shown("Flag flies")
        await reader.press("i")
        await reader.until_shown("pictures are off in the settings")
        assert "credit: Ines Falk/Northern Wire" in reader.frame()
        await reader.press("j", "r")
        await reader.until_shown("picture 2 of 2")
        assert pictured.asked == []


async def test_the_picture_is_opened_in_the_browser(
    opening: Opening, pictured: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "newstui.tui.screens.pictures.open_page", lambda url, _command, **_rest: opened.append(url)
    )
    async with opening(size=(80, 24), settings=BLOCKS) as reader:
        await reader.until_shown("Flag flies")
        await reader.press("i")
        await reader.until_shown("▀▀▀▀")
        await reader.press("o")
        await reader.until_shown(f"opened {pictured.base}/flag.png")
        assert opened == [f"{pictured.base}/flag.png"]


@pytest.mark.parametrize(
    ("setting", "begin_and_undo"),
    [
        (Pictures.KITTY, ("\x1b_Ga=T,", "\x1b_Ga=d,")),
        (Pictures.SIXEL, ("\x1bP0;1;0q", "")),
    ],
)
async def test_terminals_that_show_pixels_get_them_and_lose_them_again(
    opening: Opening,
    pictured: Site,
    monkeypatch: pytest.MonkeyPatch,
    setting: Pictures,
    begin_and_undo: tuple[str, str],
) -> None:
    begin, undo = begin_and_undo
    written: list[str] = []
    canvas = Canvas(written.append)
    monkeypatch.setattr(NewsApp, "canvas", canvas)

    def drawn() -> list[str]:
        return [sequence for sequence in written if begin in sequence]

    async with opening(size=(80, 24), settings=Settings(pictures=setting)) as reader:
        await reader.until_shown("Flag flies")
        await reader.press("i")
        await reader.until(drawn, "it is drawn")
        assert "▀" not in reader.frame()
        assert "\x1b[3;40H" in drawn()[0]
        await reader.press("j")
        await reader.until(lambda: len(set(drawn())) > 1, "the next is drawn")
        await reader.press("escape")
        await reader.until(lambda: reader.app.screen is reader.screen, "back")
        # However often both were painted, this is the last of it.
        await reader.until(lambda: written[-1].startswith(undo), "it is taken away")
        assert canvas.take_undo() == ""
        assert pictured.asked


async def test_pictures_are_fetched_ahead_only_of_stories_opened_of_feeds_set_so(
    opening: Opening, pictured: Site, archive: Archive, home: Path
) -> None:
    async with opening(size=(80, 24), settings=BLOCKS) as reader:
        await reader.until_shown("Flag flies")
        await reader.press("enter")
        await reader.until_analysed()
        await reader.press("q")
        assert pictured.asked == []
    port = next(feed for feed in list_feeds(archive) if feed.title == "Port")
    edit_feed(archive, port.id, settings=replace(port.settings, pictures=True), now=NOW)
    async with opening(size=(80, 24), settings=BLOCKS) as reader:
        await reader.until_shown("Flag flies")
        await reader.press("j", "enter")
        await reader.until_analysed()
        assert pictured.asked == []
        await reader.press("K")
        kept = home / "cache" / "pictures"
        await reader.until(
            lambda: kept.is_dir() and len(list(kept.glob("*.picture"))) == 2, "both are kept"
        )
        assert [path for path, _headers in pictured.asked] == ["/flag.png", "/second.png"]
        await reader.press("i")
        await reader.until_shown("▀▀▀▀")
        assert len(pictured.asked) == 2


async def test_what_is_fetched_ahead_gives_way_to_what_is_asked_for(
    opening: Opening, pictured: Site, archive: Archive
) -> None:
    pictured.replies["/flag.png"] = stall()
    port = next(feed for feed in list_feeds(archive) if feed.title == "Port")
    edit_feed(archive, port.id, settings=replace(port.settings, pictures=True), now=NOW)
    async with opening(size=(80, 24), settings=BLOCKS) as reader:
        await reader.until_shown("Flag flies")
        await reader.press("enter")
        await reader.until(lambda: pictured.asked, "it is asked for")
        await reader.press("2", "i")
        await reader.until_shown("PNG, 2 x 2")
