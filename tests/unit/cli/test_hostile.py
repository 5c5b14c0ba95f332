"""Titles that try to act on the terminal, or as markup, come out as harmless text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from pathlib import Path

Command = Callable[..., tuple[int, str, str]]
Subscribe = Callable[[str, bytes], int]

ACTORS: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What must never be printed: controls but line breaks, and bidirectional overrides."""
HOSTILE: Final = "Storm\x1b]0;own\x07 \x9b31m\x1b[2J over\r\nThrane \u202eevil\u2066 \x00\x7f end"
MARKUP: Final = "[red]Gale[/] [@click=app.quit]in[/] [/] **bold** <b>"
SHOWN: Final = "Storm]0;own 31m[2J over Thrane evil end"


def json_feed(title: str, body: str = "Rain fell.") -> bytes:
    item = {
        "id": "1",
        "title": title,
        "url": "https://news.example/\x1b[31ma\x9b",
        "authors": [{"name": title}],
        "content_text": body,
    }
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": title, "items": [item]}).encode()


def strings(value: object) -> list[str]:
    """List every piece of text in a JSON value."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in strings(part)]
    if isinstance(value, list):
        return [text for part in value for text in strings(part)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("verb", [("list",), ("feeds",), ("show", "#1"), ("bookmarks",)])
def test_json_unpacked_by_another_program_is_harmless_too(
    newstui: Command, subscribe_to: Subscribe, verb: tuple[str, ...]
) -> None:
    subscribe_to("hostile.json", json_feed(HOSTILE, f"“Yes,” said {HOSTILE}."))
    newstui("mark", "bookmark", "#1")
    _status, out, _err = newstui(*verb, "--json")
    assert out.isascii()
    record = json.loads(out)
    assert record["title"] == SHOWN
    assert [text for text in strings(record) if ACTORS.search(text)] == []


def test_as_markdown_a_title_cannot_become_a_link_or_markup(
    newstui: Command, subscribe_to: Subscribe
) -> None:
    subscribe_to("markup.json", json_feed("[win](https://evil.example) <img src=x> `run`"))
    heading = newstui("show", "--markdown", "#1")[1].splitlines()[0]
    assert heading == r"# \[win](https://evil.example) \<img src=x> \`run\`"


@pytest.mark.parametrize("title", [HOSTILE, MARKUP])
def test_refreshing_names_a_feed_harmlessly(
    newstui: Command, subscribe_to: Subscribe, title: str, tmp_path: Path
) -> None:
    subscribe_to("hostile.json", json_feed(title))
    place = json.loads(newstui("feeds", "--json")[1])["place"]
    assert str(tmp_path.parent.parent) in place
    for verb in (("refresh",), ("refresh", "--json")):
        status, out, err = newstui(*verb)
        assert (status, ACTORS.findall(out + err)) == (0, [])


def test_errors_quote_what_was_typed_harmlessly(newstui: Command) -> None:
    for verb in (
        ("show", "lost\x1b[2J.txt"),
        ("show", "#1\x1b[2J"),
        ("list", "is:\x1b[2J\x9b"),
        ("remove", "\x1b[2J"),
        ("list", "--limit", "\x1b[2J"),
        ("\x1b[2J",),
    ):
        status, out, err = newstui(*verb)
        assert (status > 0, out, ACTORS.findall(err)) == (True, "", [])
