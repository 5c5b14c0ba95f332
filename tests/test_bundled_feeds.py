"""What newstui brings along is readable, invented, and honest about what nobody checked."""

from __future__ import annotations

import json
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from newstui.newsroom.bundled import samples_folder, starter_lists
from newstui.text.page import split_page

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES: Final = tuple(sorted(samples_folder().iterdir()))
STARTERS: Final = starter_lists()
VOCABULARIES: Final = {"purl.org", "www.w3.org", "jsonfeed.org"}
"""Hosts that only name a format; nobody visits them."""
CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
ATOM: Final = "{http://www.w3.org/2005/Atom}"
PHENOMENA: Final = {
    "chain at the end": r"”, the Vesk broadcaster Radio Ostrel reported",
    "citing": r"reported, citing|said last week, citing",
    "quoted as saying": r"quoted [\w ]+ as saying|was quoted as saying",
    "anonymous": r"on condition of anonymity",
    "media in general": r"[Mm]edia reports",
    "hearsay": r"reportedly|allegedly|is believed to|were said to",
    "according to, in front": r"According to ",
    "according to, after": r", according to ",
    "leaked memo": r"leaked memo",
    "poll": r"poll found that",
    "court filing": r"indictment\b.{0,80} alleges",
    "study": r"study shows that",
    "social media post": r"wrote in a post on|tweeted",
    "statement": r"in a statement",
    "told an outlet": r"told the Gazette",
    "writing in an outlet": r"Writing in ",
    "split quotation": r",” [\w ]+ said, “",
    "inverted": r",” said [A-Z]",
    "pronoun": r",” she said",
    "elided subject": r", adding that ",
    "two people": r"and the head of the jury, Bashir Tamsin, both said",
    "denial": r"\bdenied\b",
    "refusal": r"declined to comment",
    "no answer": r"did not respond",
    "so-called": r"so-called “",
    "noun cue": r"’s claim that|suggestion by",
    "quotation in a quotation": r"‘[^’]+“[^”]+”",
    "dateline with a colon": r"^PORT ALDA: ",
    "dateline with an agency": r"\(Longshore Wire\) — ",
    "photo credit": r"\(Photo courtesy: ",
    "byline": r"^By [A-Z]",
    "contributor": r"Additional reporting by",
    "reprint": r"first appeared in",
    "share line": r"^Share this post$",
}


def sample_texts() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in SAMPLES)


def bodies() -> list[str]:
    """Take the sample apart by hand: one body a story, mark-up included."""
    folder = samples_folder()
    rss = ET.parse(folder / "longshore-wire.xml")  # noqa: S314  our own file
    atom = ET.parse(folder / "tidewrack.atom")  # noqa: S314  our own file
    feed = json.loads((folder / "radio-skerry.json").read_text(encoding="utf-8"))
    page = (folder / "alda-ledger-front-page.txt").read_text(encoding="utf-8")
    return [
        *re.split(r"\n(?=Storm closes|Bridge vote)", page),
        *(element.text or "" for element in rss.iter(CONTENT)),
        *(element.text or "" for element in atom.iter(f"{ATOM}content")),
        *(item["content_html"] for item in feed["items"]),
        *(
            (folder / name).read_text(encoding="utf-8")
            for name in (
                "obituary-edda-winterbourne.txt",
                "carillon-interview.md",
                "sandbank-trial.html",
            )
        ),
    ]


def outlines(path: Path) -> list[ET.Element]:
    root = ET.parse(path).getroot()  # noqa: S314  our own file
    return [element for element in root.iter("outline") if element.get("xmlUrl")]


def test_there_are_a_dozen_samples_or_so_in_every_format() -> None:
    assert 12 <= len(bodies()) <= 14
    suffixes = {path.suffix for path in SAMPLES}
    assert suffixes == {".txt", ".html", ".md", ".xml", ".atom", ".json"}


def test_samples_are_as_long_as_news_is() -> None:
    lengths = [len(re.sub(r"<[^>]+>", " ", body).split()) for body in bodies()]
    assert min(lengths) >= 250
    assert max(lengths) <= 600


@pytest.mark.parametrize("pattern", PHENOMENA.values(), ids=PHENOMENA)
def test_samples_show_every_kind_of_attribution(pattern: str) -> None:
    assert re.search(pattern, sample_texts(), re.MULTILINE)


def test_the_front_page_splits_into_its_three_stories() -> None:
    page = (samples_folder() / "alda-ledger-front-page.txt").read_text(encoding="utf-8")
    assert [story.title for story in split_page(page)] == [
        "Ministry denies barley pact, twice and in writing",
        "Storm closes three ports and ignores a fourth",
        "Bridge vote put off a third time for want of a chair",
    ]


def test_the_obituary_stays_one_story() -> None:
    page = (samples_folder() / "obituary-edda-winterbourne.txt").read_text(encoding="utf-8")
    (story,) = split_page(page)
    assert story.title == "Edda Winterbourne, keeper of the last manned light, dies at 93"


def test_samples_name_no_real_address() -> None:
    hosts = {
        urlsplit(url).hostname for url in re.findall(r"https?://[^\s\"'<>)\]]+", sample_texts())
    }
    assert {host for host in hosts if host and not host.endswith(".example")} <= VOCABULARIES


def test_sample_dates_have_zones_and_lie_in_one_month() -> None:
    text = sample_texts()
    stamps = re.findall(r"2026-\d\d-\d\dT\S{8}(?:[+-]\d\d:\d\d|Z)", text)
    mails = re.findall(r"<pubDate>(.+?)</pubDate>", text)
    assert len(stamps) + len(mails) >= 12
    assert all(stamp.startswith("2026-11-") for stamp in stamps)
    for mail in mails:
        date = parsedate_to_datetime(mail)
        assert (date.year, date.month, date.strftime("%a")) == (2026, 11, mail[:3])
        assert date.tzinfo is not None


def test_starter_lists_cover_several_topics() -> None:
    assert 4 <= len(STARTERS) <= 6


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.stem)
def test_a_starter_list_is_opml_2_with_web_addresses(path: Path) -> None:
    root = ET.parse(path).getroot()  # noqa: S314  our own file
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert root.findtext("head/title")
    assert parsedate_to_datetime(root.findtext("head/dateCreated") or "").tzinfo is not None
    feeds = outlines(path)
    assert 6 <= len(feeds) <= 10
    for feed in feeds:
        assert feed.get("type") == "rss"
        assert feed.get("text") == feed.get("title") != ""
        for name in ("xmlUrl", "htmlUrl"):
            address = urlsplit(feed.get(name, ""))
            assert address.scheme in {"http", "https"}
            assert address.hostname


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.stem)
def test_a_starter_list_says_that_its_addresses_are_unverified(path: Path) -> None:
    head = path.read_text(encoding="utf-8").split("<body>", maxsplit=1)[0]
    assert "unverified" in head
    assert all("unverified" in feed.get("description", "") for feed in outlines(path))


def test_no_feed_is_in_two_starter_lists() -> None:
    addresses = [feed.get("xmlUrl") for path in STARTERS for feed in outlines(path)]
    assert len(addresses) == len(set(addresses))
