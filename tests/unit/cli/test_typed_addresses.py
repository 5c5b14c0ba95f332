"""Addresses as people paste them: without a scheme, or with the one readers once had."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import reply, rss

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.server import Site

    Command = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("_without_proxies")


@pytest.fixture
def authority(site: Site) -> str:
    """Host and port of a site of one feed, that knows no https."""
    site.replies["/feed"] = reply(rss("Pier"))
    return site.base.removeprefix("http://")


def places(newstui: Command) -> list[str]:
    return [json.loads(line)["place"] for line in newstui("feeds", "--json")[1].splitlines()]


@pytest.mark.parametrize("prefix", ["", "feed://", "feed:http://"])
def test_a_feed_is_added_once_however_it_is_written(
    newstui: Command, site: Site, authority: str, prefix: str
) -> None:
    assert newstui("add", f"{prefix}{authority}/feed")[::2] == (0, "")
    assert places(newstui) == [f"{site.base}/feed"]
    assert "is subscribed already" in newstui("add", f"{authority}/feed/")[1]


def test_a_feed_is_given_such_an_address_by_the_way_it_is_asked_already(
    newstui: Command, site: Site, authority: str
) -> None:
    site.replies["/new"] = reply(rss("Pier"))
    newstui("add", f"{site.base}/feed")
    assert newstui("edit", "1", "--address", f"{authority}/new")[0] == 0
    assert places(newstui) == [f"{site.base}/new"]
    assert newstui("refresh")[0] == 0


@pytest.mark.usefixtures("_trusting")
def test_https_is_asked_first(newstui: Command, open_site: Callable[..., Site]) -> None:
    secure = open_site(certificate="good")
    secure.replies["/feed"] = reply(rss("Pier"))
    assert newstui("add", f"{secure.host}:{secure.port}/feed")[0] == 0
    assert places(newstui) == [f"{secure.base}/feed"]


def test_a_site_that_is_not_trusted_is_not_asked_unprotected(
    newstui: Command, open_site: Callable[..., Site]
) -> None:
    secure = open_site(certificate="unknown")
    status, _out, err = newstui("add", f"{secure.host}:{secure.port}/feed")
    assert (status, "its certificate" in err) == (1, True)
    assert err.endswith("; it was not added: SSL_CERT_FILE may name one you trust\n")
    assert secure.asked == []


@pytest.mark.parametrize("verb", ["show", "sources"])
def test_stories_are_read_from_such_an_address(newstui: Command, authority: str, verb: str) -> None:
    status, out, err = newstui(verb, "--json", f"{authority}/feed")
    assert (status, err) == (0, "")
    assert json.loads(out)["title"] == "Pier"


def test_a_file_of_that_name_is_meant_first(
    newstui: Command, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = f"{site.host}:{site.port}"
    Path(name).write_text("Mill to reopen\n\nIt will grind again, the mayor said.\n", "utf-8")
    assert json.loads(newstui("show", "--json", name)[1])["title"] == "Mill to reopen"
    assert site.asked == []


@pytest.mark.parametrize("verb", ["add", "show"])
def test_what_is_neither_is_told_as_both(newstui: Command, site: Site, verb: str) -> None:
    typed = f"{site.host}:{site.port}/notes"
    site.leave()
    status, out, err = newstui(verb, f"ann:secret@{typed}")
    assert (status, out) == (1, "")
    told = f"newstui: {typed}: no such file or folder; as an address: refused the connection"
    assert err.startswith(told)
    status, out, err = newstui(verb, "notes.txt")
    assert err.startswith("newstui: notes.txt: no such file or folder, and not an address")


def test_a_password_is_sent_unprotected_to_nobody_who_was_guessed(
    newstui: Command, site: Site, authority: str
) -> None:
    assert newstui("add", f"ann:secret@{authority}/feed")[0] == 1
    config = Path(os.environ["NEWSTUI_HOME"]) / "config"
    config.mkdir(parents=True, exist_ok=True)
    table = f'[credentials."{authority}"]\nuser = "ann"\npassword_command = ["echo", "secret"]\n'
    (config / "config.toml").write_text(table)
    assert newstui("add", f"{authority}/feed")[0] == 1
    assert site.asked == []
    assert newstui("add", f"{site.base}/feed")[0] == 0
