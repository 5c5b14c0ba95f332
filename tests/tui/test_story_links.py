"""The links of a story: listed to choose from, and told to the terminal where it takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import entry, keep

if TYPE_CHECKING:
    from tests.tui.conftest import Opening, Reader

    from newstui.store.archive import Archive

HOSTILE = """<p>See <a href="https://good.example/é?a=1">the plan</a>,
<a href="https://bad.example/\x1b]8;;https://evil.example\x1b\\">this</a>,
<a href="javascript:run()">that</a> and <a href="https://user@bank.example/">those</a>.</p>"""


def told(reader: Reader) -> dict[str, str]:
    """Map the words of the story pane that are links for the terminal to their addresses."""
    pane = reader.screen.story
    lines = [pane.line(y) for y in range(pane.size.height)]
    return {text: style.link for line in lines for text, style, _ in line if style and style.link}


async def test_the_links_are_listed_to_open_or_copy_one(
    opening: Opening, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "newstui.tui.controllers.linking.open_page",
        lambda url, _browser, **_rest: opened.append(url),
    )
    links = "".join(f'<p><a href="https://{n}é.example/">Plan {n}</a></p>' for n in range(1, 61))
    keep(archive, "Northern Wire", [entry("Newest of all", hours=0, body=links)])
    async with opening() as reader:
        await reader.until_analysed()
        await reader.press("u")
        await reader.until_shown("Links of the story")
        assert "1  Plan 1\n      https://xn--1-bga.example/" in reader.frame()
        await reader.press("4", "2", "enter")
        await reader.until_shown("opened https://xn--42-")
        assert opened == ["https://42é.example/"]
        await reader.press("u", "j")
        await reader.until_shown("▌  2  Plan 2")
        await reader.press("y")
        await reader.until_shown("copied the link")
        assert reader.app.clipboard == "https://2é.example/"
        await reader.press("u", "escape")
        await reader.until_shown("1 headlines")
        await reader.press("5", "u")
        await reader.until(lambda: opened[1:] == ["https://5é.example/"], "the fifth at once")


@pytest.mark.parametrize(
    ("environ", "is_told"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "dumb"}, False),
        ({"TERM": "linux"}, False),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
    ],
)
async def test_the_terminal_is_told_where_openable_links_lead(
    opening: Opening,
    archive: Archive,
    monkeypatch: pytest.MonkeyPatch,
    environ: dict[str, str],
    is_told: bool,  # noqa: FBT001 - a row of the table
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    keep(archive, "Northern Wire", [entry("Newest of all", hours=0, body=HOSTILE)])
    async with opening() as reader:
        await reader.until_analysed()
        await reader.until_shown("the plan [1]")
        assert set(told(reader).values()) == (
            {"https://good.example/%C3%A9?a=1"} if is_told else set()
        )
