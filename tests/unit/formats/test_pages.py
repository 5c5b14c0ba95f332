"""Saved web pages: one story without its surroundings, or several."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newstui.formats import parse_document
from newstui.text.build import build_document

_PAGES = Path(__file__).parents[2] / "data" / "pages"
_EXPECTED = json.loads((_PAGES / "expected.json").read_text(encoding="utf-8"))
_SEVERAL = {"live.html": ["Fuel duty stays frozen", "Speech begins", "Good morning"]}
_ALONE = sorted(
    name for name, page in _EXPECTED.items() if "refused" not in page and name not in _SEVERAL
)
_WORDS = "The harbour was closed on Monday after a storm, said the keeper of the old light. " * 3


@pytest.mark.parametrize("name", _ALONE)
def test_a_saved_page_of_one_story_has_nothing_else(name: str) -> None:
    feed = parse_document((_PAGES / name).read_bytes(), origin=name, name=name)
    assert [entry.title for entry in feed.entries] == [_EXPECTED[name]["title"]]
    entry = feed.entries[0]
    assert list(entry.authors) == _EXPECTED[name]["authors"]
    text = build_document(entry.body, entry.body_type).text
    assert [part for part in _EXPECTED[name]["keep"] if part not in text] == []
    assert [part for part in _EXPECTED[name]["drop"] if part in text] == []


@pytest.mark.parametrize(("name", "titles"), _SEVERAL.items())
def test_a_saved_page_of_several_articles_is_several_stories(name: str, titles: list[str]) -> None:
    feed = parse_document((_PAGES / name).read_bytes(), origin=name, name=name)
    assert [entry.title for entry in feed.entries] == titles


def test_comments_are_no_stories() -> None:
    comment = f"<div id=comments><article>{_WORDS}</article><article>{_WORDS}</article></div>"
    page = f"<html><body><article><h1>Harbour closed</h1><p>{_WORDS}</p></article>{comment}"
    feed = parse_document(page.encode(), origin="x", name="x.html")
    assert [entry.title for entry in feed.entries] == ["Harbour closed"]


@pytest.mark.parametrize("name", ["login.html", "front-page.html", "not-found.html"])
def test_a_saved_page_without_a_story_is_still_read(name: str) -> None:
    feed = parse_document((_PAGES / name).read_bytes(), origin=name, name=name)
    assert len(feed.entries) == 1
