"""Stories that are short of something, long, foreign or hostile, as the reader sees them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from newstui.config import Settings
from newstui.formats import entry_keys
from newstui.model.attribution import Credit, CreditKind
from newstui.model.feed import Evidence, FeedKind
from newstui.model.media import Enclosure, Picture
from newstui.model.story import Entry, ParsedFeed, TextKind
from newstui.paths import find_paths
from newstui.store.archive import Archive
from newstui.store.stories import keep_feed
from newstui.store.subscriptions import add_feed
from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.conftest import Opening, Reader

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
GERMAN = """<p>Der Rat hat am Montag den Bau der neuen Brücke über die Quill beschlossen, wie die
Sprecherin der Stadt mitteilte. „Wir fangen im Mai an“, sagte sie nach der Sitzung, die bis in den
Abend dauerte und bei der nicht alle einer Meinung waren.</p>"""
CREDITED = """<p>PORT ALDA (AP) - Rain fell on the harbour for a ninth day, the weather
office said on Monday.</p>"""
SPEECH = "<p>“Line {0} of the speech stands,” said Ana Berl, the county engineer.</p>"
HIDDEN = "\x1b]0;owned\x07\x9b2J\u202egnp\u2066\u200f\U000e0041\ud800"


@pytest.fixture
def archive(home: Path) -> Archive:
    """An empty library, in place of the one with six stories."""
    return Archive.open(find_paths(home).archive)


@pytest.fixture
def keep(archive: Archive) -> Callable[..., int]:
    """Keep one story of one outlet: `keep(title="...", body="...")` returns its number."""

    def kept(
        *, outlet: str = "The Outlet", text_kind: TextKind = TextKind.FEED, **fields: object
    ) -> int:
        entry = replace(
            Entry(
                guid="1",
                url="https://news.example/1",
                title=clean_line("A headline"),
                published=NOW - timedelta(hours=1),
            ),
            **fields,  # type: ignore[arg-type] # fields of an entry by name
        )
        feed, _new = add_feed(archive, place="https://news.example", kind=FeedKind.WEB, now=NOW)
        parsed = ParsedFeed(
            format="rss", title=clean_line(outlet), entries=(entry,), text_kind=text_kind
        )
        keys = entry_keys([entry])
        (story_id,) = keep_feed(archive, feed.id, parsed, keys, Evidence(fetched=NOW), now=NOW).new
        return story_id

    return kept


def of_pane(reader: Reader, pane: str) -> str:
    region = reader.screen.query_one(f"#{pane}").region
    lines = reader.lines()[region.y + 1 : region.bottom - 1]
    return "\n".join(line[region.x + 1 : region.right - 1].rstrip() for line in lines)


async def settled(reader: Reader) -> None:
    await reader.until(lambda: reader.screen.headlines.current_id is not None, "a story is listed")
    await reader.until_analysed()


async def test_a_story_without_text_says_so_and_claims_no_reading_time(
    opening: Opening, keep: Callable[..., int]
) -> None:
    keep(body="")
    async with opening() as reader:
        await settled(reader)
        assert "The feed carries no text for this story: d reads its page." in reader.frame()
        assert "the feed carries only the headline" in " ".join(of_pane(reader, "sources").split())
        assert "no sources cited" not in reader.frame()
        assert " min" not in of_pane(reader, "story")


async def test_what_comes_with_a_story_is_listed_and_opened_as_its_links_are(
    opening: Opening, keep: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "newstui.tui.controllers.linking.open_page",
        lambda url, _browser, **_rest: opened.append(url),
    )
    pier = Picture(
        url="https://pics.example/1.jpg",
        caption=clean_line("The pier at dusk, seen from the wall that is to be taken down"),
        credit=clean_line("A. Ruiz/Northern Wire"),
        alt=clean_line(""),
    )
    sound = Enclosure(url="https://pods.example/1.mp3", type="audio/mpeg", title=clean_line(""))
    keep(
        body='<p>Rain fell on the <a href="https://news.example/quay">quay</a>.</p>',
        pictures=(pier,),
        enclosures=(sound, replace(sound, url="file:///etc/passwd")),
    )
    async with opening() as reader:
        await settled(reader)
        story = " ".join(of_pane(reader, "story").split())
        assert "1 https://news.example/quay ── 2 picture: The pier at dusk, seen" in story
        assert "taken down (credit: A. Ruiz/Northern Wire): https://pics.example/1.jpg" in story
        assert "── 3 file (audio/mpeg): https://pods.example/1.mp3" in story
        assert "photo A. Ruiz/Northern Wire" in of_pane(reader, "sources")
        await reader.press("3", "u")
        await reader.until(lambda: opened == ["https://pods.example/1.mp3"], "the sound is opened")
        await reader.press("4", "u")
        await reader.until(partial(reader.is_told, "there is no link 4"), "that is all")


async def test_a_story_without_text_and_link_offers_no_page(
    opening: Opening, keep: Callable[..., int]
) -> None:
    keep(body="", url="")
    async with opening() as reader:
        await settled(reader)
        assert "opens its page" not in of_pane(reader, "story")
        await reader.press("o")
        await reader.until_shown("this story has no link")


async def test_an_undated_story_shows_no_invented_time(
    opening: Opening, keep: Callable[..., int]
) -> None:
    keep(published=None, body="<p>Once.</p>")
    async with opening() as reader:
        await settled(reader)
        assert "--:-- The Outlet" in of_pane(reader, "headlines")
        assert "The Outlet · undated" in of_pane(reader, "story")
        assert "undated" in of_pane(reader, "sources")


async def test_stories_without_a_date_stand_under_a_rule_of_their_own(
    opening: Opening, archive: Archive
) -> None:
    dates = {"First": None, "Second": None, "Third": NOW - timedelta(hours=1)}
    entries = [
        Entry(guid=title, title=clean_line(title), published=at) for title, at in dates.items()
    ]
    feed, _new = add_feed(archive, place="https://news.example", kind=FeedKind.WEB, now=NOW)
    parsed = ParsedFeed(format="rss", title=clean_line("The Outlet"), entries=tuple(entries))
    keys = entry_keys(entries)
    keep_feed(archive, feed.id, parsed, keys, Evidence(fetched=NOW), now=NOW)
    async with opening() as reader:
        await reader.until_shown("Third")
        rows = of_pane(reader, "headlines").split("\n")
        found = [row.strip("─ ▌") for row in rows if "──" in row or "rst" in row or "Third" in row]
        assert found == ["undated", "First", "today", "Third"]


async def test_a_boundless_headline_or_byline_leaves_room_for_the_story(
    opening: Opening, keep: Callable[..., int]
) -> None:
    endless = clean_line("Ana Berl and others " * 5_000, limit=100_000)
    keep(title=endless, authors=(endless, endless), body="<p>Here it begins.</p>")
    async with opening() as reader:
        await settled(reader)
        story = of_pane(reader, "story").split("\n")
        assert next(y for y, line in enumerate(story) if "Here it begins." in line) == 3 + 2 + 1
        assert story[2].endswith("…")
        assert story[4].endswith("…")
        sources = of_pane(reader, "sources").split("\n")
        assert "published 11:00" in sources[2]


async def test_a_text_that_is_not_there_yet_is_not_said_to_have_no_links(
    opening: Opening, keep: Callable[..., int]
) -> None:
    keep(body='<p><a href="https://a.example/">Link</a></p>')
    async with opening(size=(80, 24)) as reader:
        await reader.until_shown("A headline")
        reader.screen.carry_out("links")
        await reader.until_shown("the text of this story is being prepared")
        await settled(reader)
        reader.screen.carry_out("links")
        await reader.until_shown("Links of the story")


@pytest.mark.parametrize("size", [(40, 12), (60, 8)])
async def test_the_source_keys_act_on_is_in_sight_on_a_small_screen(
    opening: Opening, keep: Callable[..., int], size: tuple[int, int]
) -> None:
    credits_ = tuple(
        Credit(kind=CreditKind.PHOTO, text=f"P{n}", names=(f"P{n}",)) for n in range(9)
    )
    keep(body="".join(SPEECH.format(number) for number in range(3)), credits=credits_)
    async with opening(size=size) as reader:
        await reader.press("enter")
        await reader.until_analysed()
        await reader.press("a")
        await reader.until_shown("▌▾ Ana Berl")
        await reader.press("j")
        await reader.until_shown("▌  ▌ “Line 0")
        await reader.press("k", "k")
        await reader.until_shown("feed excerpt, 36 words")


async def test_a_story_of_another_language_shows_its_provenance_alone(
    opening: Opening, keep: Callable[..., int]
) -> None:
    keep(title=clean_line("Neue Brücke beschlossen"), body=GERMAN)
    async with opening() as reader:
        await settled(reader)
        sources = of_pane(reader, "sources")
        assert "not analysed: " in " ".join(sources.split())
        assert "no sources" not in sources
        assert "published 11:00" in sources
        await reader.press("]")
        await reader.until_shown("no attributed passages in this story")


async def test_the_sources_show_wire_photo_and_dates(
    opening: Opening, keep: Callable[..., int]
) -> None:
    photo = Credit(kind=CreditKind.PHOTO, text="Photo: Ivo Lenz", names=("Ivo Lenz",))
    keep(
        body=CREDITED,
        credits=(photo,),
        authors=(clean_line("Mara Quist"),),
        updated=NOW - timedelta(minutes=5),
    )
    async with opening() as reader:
        await settled(reader)
        sources = of_pane(reader, "sources")
        for line in ("The Outlet · Mara Quist", "PORT ALDA · published 11:00", "updated 11:55"):
            assert line in sources
        for line in ("fetched 12:00", "wire AP", "photo Ivo Lenz", "weather office"):
            assert line in sources


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        (TextKind.FEED, "<p>A word.</p>", "no sources found in what the feed carries"),
        (TextKind.FILE, "<p>" + "A quiet word about the sea. " * 30 + "</p>", "no sources cited"),
    ],
)
async def test_no_sources_cited_is_said_of_full_texts_only(
    opening: Opening, keep: Callable[..., int], kind: TextKind, body: str, said: str
) -> None:
    keep(body=body, text_kind=kind)
    async with opening() as reader:
        await settled(reader)
        assert said in " ".join(of_pane(reader, "sources").split())


async def test_walking_the_passages_of_a_long_story_shows_each(
    opening: Opening, keep: Callable[..., int]
) -> None:
    keep(body="".join(SPEECH.format(number) for number in range(40)))
    async with opening(size=(140, 24)) as reader:
        await settled(reader)
        await reader.press("enter")
        for number in (10, 20, 30, 40):
            await reader.press("1", "0", "]")
            await reader.until_shown(f"passage {number} of 40")
            shown = [line for line in of_pane(reader, "story").split("\n") if "▌" in line]
            assert any(f"Line {number - 1} of the speech" in line for line in shown)
            bars = [line for line in of_pane(reader, "sources").split("\n") if "▌" in line]
            assert any(f"Line {number - 1} of" in line for line in bars)
        await reader.press("1", "0", "]")
        await reader.until_shown("this is the last passage")
        await reader.press("3", "9", "[")
        await reader.until_shown("passage 1 of 40")


async def test_the_text_of_a_very_long_story_is_built_and_reaches_its_end(
    opening: Opening, keep: Callable[..., int]
) -> None:
    words = "The sea was calm and the boats went out before light. " * 20
    keep(body=f"<p>{words}</p>" * 30 + "<p>Here it ends.</p>")
    async with opening() as reader:
        await reader.press("enter")
        await reader.until(lambda: "The sea was calm" in reader.frame(), "the text is built")
        await reader.press("G")
        await reader.until_shown("Here it ends.")
        await reader.press("g", "g")
        await reader.until(lambda: "A headline" in of_pane(reader, "story"), "the top")


@pytest.mark.parametrize("field", ["title", "authors", "body", "url", "outlet", "credits"])
async def test_no_field_of_a_feed_acts_on_screen_or_program(
    opening: Opening, keep: Callable[..., int], field: str
) -> None:
    evil = f"[@click=app.quit]x[/] [/red] [link=a]b {HIDDEN} :smile: $x"
    fields: dict[str, object] = {
        "title": {"title": clean_line(evil)},
        "authors": {"authors": (clean_line(evil),)},
        "body": {"body": f"<p>{evil} “Yes,” said {evil}.</p>"},
        "url": {"url": f"https://a.example/{evil}"},
        "outlet": {"outlet": evil},
        "credits": {
            "credits": (
                Credit(kind=CreditKind.PHOTO, text=clean_line(evil), names=(clean_line(evil),)),
            )
        },
    }
    chosen = fields[field]
    assert isinstance(chosen, dict)
    keep(**chosen)
    async with opening() as reader:
        await settled(reader)
        assert "[@click=app.quit]x[/]" in "".join(reader.frame().split("\n")) or field == "url"
        for keys in ((), ("enter",), ("a",), ("b",), ("o",), ("c",), ("/",), ("escape", "?")):
            await reader.press(*keys)
            await reader.pilot.pause()
            for line in reader.lines():
                kinds = {unicodedata.category(char) for char in line}
                assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}, line
        await reader.press("x")
        for y, line in enumerate(reader.lines()[:20]):
            if (x := line.find("app.quit")) >= 0:
                await reader.pilot.click(offset=(x, y))
        assert reader.app.is_running


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "--new-window",
        "file:///etc/passwd",
        "https://user:secret@news.example/",
        "https://news.example/a b",
        "data:text/html,x",
        " https://news.example/",
        "HTTPS://",
    ],
)
async def test_only_plain_web_addresses_reach_the_browser(
    opening: Opening, keep: Callable[..., int], tmp_path: Path, url: str
) -> None:
    record, script = tmp_path / "record", tmp_path / "browser"
    script.write_text(f'#!/bin/sh\necho "$@" >> "{record}"\n')
    script.chmod(0o700)
    keep(url=url, body="<p>Text.</p>")
    async with opening(settings=Settings(browser=(str(script),))) as reader:
        await settled(reader)
        await reader.press("O")
        await reader.until_shown("is not a web address that can be opened")
        assert "1 unread" in reader.frame()
        await reader.pilot.pause()
    assert not record.exists()


async def test_a_link_in_a_text_is_shown_by_its_real_host(
    opening: Opening, keep: Callable[..., int]
) -> None:
    keep(body='<p>A <a href="https://b\u0430nk.example/">bank</a>.</p>')
    async with opening() as reader:
        await settled(reader)
        await reader.until_shown("https://xn--bnk-6cd.example/")


async def test_an_empty_library_takes_every_key_and_fills_with_the_samples(
    opening: Opening,
) -> None:
    async with opening() as reader:
        await reader.until_shown("All stories")
        assert reader.screen.headlines.row_count == 0
        for key in ("j", "enter", "b", "m", "n", "J", "space", "o", "u", "y", "c", "A", "]", "a"):
            await reader.press(key)
        await reader.until_shown("Samples, to look around.")
        await reader.until(lambda: reader.screen.headlines.row_count > 10, "the samples came")
