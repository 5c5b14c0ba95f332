"""Every document of `tests/data` reads as `expected.json` beside it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newstui.formats import parse_document
from newstui.text.build import build_document

if TYPE_CHECKING:
    from newstui.model.story import Entry, ParsedFeed

_DATA = Path(__file__).parents[2] / "data"
_FEEDS = ("rss", "atom", "jsonfeed")
_FILES = ("html", "markdown", "text")


def _expectations() -> list[tuple[Path, dict[str, Any]]]:
    """Every input with what is expected of it."""
    rows: list[tuple[Path, dict[str, Any]]] = []
    for folder in (*_FEEDS, *_FILES):
        expected = json.loads((_DATA / folder / "expected.json").read_text(encoding="utf-8"))
        rows.extend((_DATA / folder / name, values) for name, values in expected.items())
    return rows


def _shown(entry: Entry) -> dict[str, Any]:
    values = {
        "title": entry.title,
        "guid": entry.guid,
        "url": entry.url,
        "authors": list(entry.authors),
        "published": entry.published and entry.published.isoformat(),
        "updated": entry.updated and entry.updated.isoformat(),
        "body_type": str(entry.body_type),
        "text": build_document(entry.body, entry.body_type, base_url=entry.url).text,
        "credits": [[str(found.kind), found.text, list(found.names)] for found in entry.credits],
        "language": entry.language,
        "enclosures": [[it.url, it.type, it.length, it.title] for it in entry.enclosures],
        "pictures": [[it.url, it.caption, it.credit, it.alt] for it in entry.pictures],
        "contributors": [[it.name, it.role] for it in entry.contributors],
        "reply_to": entry.reply_to,
        "via": entry.via and [entry.via.title, entry.via.url],
        "categories": list(entry.categories),
    }
    return {name: value for name, value in values.items() if value}


def _hints(feed: ParsedFeed) -> dict[str, Any]:
    """What a feed says of itself to its visitors."""
    values = {
        "ttl_minutes": feed.ttl_minutes,
        "skip_hours": list(feed.skip_hours),
        "skip_days": list(feed.skip_days),
        "self_url": feed.self_url,
        "hub": feed.hub,
        "new_url": feed.new_url,
    }
    return {name: value for name, value in values.items() if value}


@pytest.mark.parametrize(
    ("path", "expected"), _expectations(), ids=lambda value: getattr(value, "name", "")
)
def test_a_document_reads_as_expected(path: Path, expected: dict[str, Any]) -> None:
    name = path.name if path.parent.name in _FILES else ""
    feed = parse_document(path.read_bytes(), origin=path.name, name=name)
    assert (feed.format, feed.title) == (expected["format"], expected["title"])
    assert (feed.site_url, feed.language) == (
        expected.get("site_url", ""),
        expected.get("language", ""),
    )
    assert str(feed.text_kind) == expected["text_kind"]
    assert _hints(feed) == expected.get("hints", {})
    assert [_shown(entry) for entry in feed.entries] == expected["entries"]


def test_every_input_has_its_expectation() -> None:
    inputs = {
        path
        for folder in (*_FEEDS, *_FILES)
        for path in (_DATA / folder).iterdir()
        if path.name != "expected.json"
    }
    assert inputs == {path for path, _ in _expectations()}
