"""The pictures of stories listed in the shell; none is fetched for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import feed, item, reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.server import Site

    Command = Callable[..., tuple[int, str, str]]

FIGURE = (
    '&lt;figure&gt;&lt;img src="/quay.jpg" alt="a quay"&gt;&lt;figcaption&gt;The quay &amp;#27;[2J.'
    " Photo: Ines Falk&lt;/figcaption&gt;&lt;/figure&gt;&lt;img src='pier.jpg'&gt;"
)


@pytest.mark.usefixtures("_without_proxies")
def test_pictures_are_listed_with_caption_credit_and_description(
    newstui: Command, site: Site
) -> None:
    story = item("Quay", f"<link>{site.base}/story</link>").replace(
        "</description>", FIGURE + "</description>"
    )
    site.replies["/feed"] = reply(feed([story, item("Pier")]).encode())
    assert newstui("add", f"{site.base}/feed")[0] == 0
    numbers = {
        told["title"]: told["id"]
        for told in map(json.loads, newstui("list", "--json")[1].splitlines())
    }
    status, out, err = newstui("pictures", numbers["Quay"], numbers["Pier"])
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Quay",
        f"  1  {site.base}/quay.jpg",
        "     The quay [2J. Photo: Ines Falk",
        "     credit: Ines Falk",
        "     described as: a quay",
        f"  2  {site.base}/pier.jpg",
        "     no caption",
        "     no credit given",
        "",
        "Pier",
        "  no pictures",
    ]
    (line,) = newstui("pictures", "--json", numbers["Quay"])[1].splitlines()
    record = json.loads(line)
    assert (record["schema"], record["id"], record["title"]) == (1, numbers["Quay"], "Quay")
    assert record["pictures"] == [
        {
            "url": f"{site.base}/quay.jpg",
            "caption": "The quay [2J. Photo: Ines Falk",
            "credit": "Ines Falk",
            "alt": "a quay",
        },
        {"url": f"{site.base}/pier.jpg", "caption": None, "credit": None, "alt": None},
    ]
    assert [path for path, _headers in site.asked if path.endswith(".jpg")] == []


def test_pictures_of_a_file_are_listed_without_subscribing(
    newstui: Command, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    words = "The harbour will close for three weeks while divers look at every stone. " * 3
    page.write_text(f"<article><h1>Pier</h1><p>{words}</p><img src='pier.png' alt='x'></article>")
    status, out, _err = newstui("pictures", str(page))
    assert status == 0
    assert "  1  pier.png" in out
    assert newstui("pictures", str(tmp_path / "gone"))[0] == 1


@pytest.mark.usefixtures("_without_proxies")
def test_a_feed_is_set_to_have_its_pictures_fetched_ahead(newstui: Command, site: Site) -> None:
    site.replies["/feed"] = reply(feed([item("Pier")]).encode())
    assert newstui("add", f"{site.base}/feed")[0] == 0
    for wish, is_set in (("on", True), ("off", False)):
        assert newstui("edit", "1", "--pictures", wish)[0] == 0
        assert json.loads(newstui("feeds", "--json")[1])["pictures"] is is_set
