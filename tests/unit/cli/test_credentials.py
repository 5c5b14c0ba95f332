"""Feeds behind a password: from the settings to the server, and nowhere else."""

from __future__ import annotations

import base64
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.faults.answers import feed, item, reply, rss, to

if TYPE_CHECKING:
    from tests.faults.server import Site
    from tests.faults.talk import Talk

Command = Callable[..., tuple[int, str, str]]

SECRET = "s3cret"  # noqa: S105 - what must not be shown
BASIC = "Basic " + base64.b64encode(f"ann:{SECRET}".encode()).decode()
COUNTING = "import sys; open(sys.argv[1], 'a').write('x'); print(sys.argv[2][::-1])"
PAGE = "<!doctype html><title>Gazette</title>{}<main><p>Read it here.</p></main>"

pytestmark = pytest.mark.usefixtures("_without_proxies")


@pytest.fixture
def home() -> Path:
    return Path(os.environ["NEWSTUI_HOME"])


@pytest.fixture
def settings(home: Path) -> Path:
    (home / "config").mkdir(parents=True)
    return home / "config" / "config.toml"


def guard(site: Site, path: str, body: bytes) -> str:
    """Answer an address only to whoever brings the password."""

    async def answer(talk: Talk) -> None:
        known = site.asked[-1][1].get("authorization") == BASIC
        await talk.send(reply(body) if known else reply(b"no", status="401 Unauthorized"))

    site.replies[path] = answer
    return f"{site.base}{path}"


def allow(settings: Path, site: Site, *, by: str) -> None:
    """Write credentials for a site."""
    with settings.open("a") as file:
        file.write(f'[credentials."{site.host}:{site.port}"]\nuser = "ann"\n{by}\n')


def command(*words: str) -> str:
    return f"password_command = {json.dumps([sys.executable, '-I', '-c', *words])}"


def test_a_password_opens_feeds_and_is_found_nowhere_afterwards(
    newstui: Command, site: Site, settings: Path, home: Path
) -> None:
    count = home / "count"
    allow(settings, site, by=command(COUNTING, str(count), SECRET[::-1]))
    first = guard(site, "/a", rss("Pier"))
    guard(site, "/feed", rss("Quay"))
    site.replies["/"] = reply(
        PAGE.format('<link rel="alternate" href="/feed" type="application/rss+xml">').encode()
    )
    told = [newstui("add", first), newstui("add", f"{site.base}/")]
    assert [status for status, _, _ in told] == [0, 0]
    count.unlink()
    told += [newstui("refresh", "--json"), newstui("feeds", "--json"), newstui("doctor", "--json")]
    told += [newstui("show", first, "--json"), newstui("list", "--json", "Pier")]
    assert [status for status, _, _ in told] == [0] * 7
    assert count.read_text() == "xx", "once in the refresh of both feeds, once to show one"
    assert SECRET not in str(told)
    assert not [path for path in home.rglob("*") if holds(path, SECRET)]


def holds(path: Path, secret: str) -> bool:
    return path.is_file() and secret.encode() in path.read_bytes()


def test_the_feed_a_guarded_page_names_is_found(
    newstui: Command, site: Site, settings: Path
) -> None:
    secret = settings.parent / "secret"
    secret.write_text(f"{SECRET}\n")
    secret.chmod(0o600)
    allow(settings, site, by=f'password_file = "{secret}"')
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    guard(site, "/feed", rss("Quay"))
    status, out, err = newstui("add", guard(site, "/", PAGE.format(link).encode()))
    assert (status, err) == (0, "")
    assert "1 new story" in out
    (line,) = newstui("feeds", "--json")[1].splitlines()
    assert json.loads(line)["place"] == f"{site.base}/feed"


def test_a_password_never_follows_to_another_origin(
    newstui: Command, site: Site, settings: Path, open_site: Callable[..., Site]
) -> None:
    other = open_site("127.0.0.2")
    other.replies["/feed"] = reply(rss("Pier"))
    allow(settings, site, by=command(f"print({SECRET!r})"))
    site.replies["/feed"] = to(f"{other.base}/feed")
    assert newstui("add", f"{site.base}/feed")[0] == 0
    assert site.asked[-1][1]["authorization"] == BASIC
    assert [headers for _, headers in other.asked if "authorization" in headers] == []


def test_a_password_that_cannot_be_had_is_that_feeds_error_and_hurts_no_other(
    newstui: Command, site: Site, settings: Path, open_site: Callable[..., Site]
) -> None:
    other = open_site("127.0.0.2")
    other.replies["/feed"] = reply(rss("Quay"))
    allow(settings, site, by=command(f"print({SECRET!r})"))
    address = guard(site, "/feed", rss("Pier"))
    assert [newstui("add", one)[0] for one in (address, f"{other.base}/feed")] == [0, 0]
    settings.unlink()
    allow(settings, site, by=command(f"print({SECRET!r}); raise SystemExit(7)"))
    asked = len(site.asked)
    status, out, err = newstui("refresh")
    assert (status, out) == (1, "2 feeds refreshed, 0 new, 1 failed\n")
    setting = f'credentials."{site.host}:{site.port}".password_command'
    assert err == f"newstui: Bulletin: {setting} failed (status 7)\n"
    assert len(site.asked) == asked, "it is not asked without the password"


def test_pages_of_a_feeds_own_origin_are_read_with_its_password_and_no_others(
    newstui: Command, site: Site, settings: Path, open_site: Callable[..., Site]
) -> None:
    twin = open_site(site.host)
    allow(settings, site, by=command(f"print({SECRET!r})"))
    allow(settings, twin, by=command(f"print({SECRET!r})"))
    links = [f"<link>{one.base}/page</link>" for one in (site, twin)]
    items = [item(title, link) for title, link in zip(("Pier", "Quay"), links, strict=True)]
    address = guard(site, "/feed", feed(items[:0]).encode())
    assert newstui("add", address)[0] == 0
    assert newstui("edit", "1", "--full-text", "on")[0] == 0
    guard(site, "/feed", feed(items).encode())
    for one in (site, twin):
        guard(one, "/page", PAGE.format("").encode())
    newstui("refresh")
    sent = {headers.get("authorization") for path, headers in site.asked if path == "/page"}
    assert sent == {BASIC}
    assert [headers.get("authorization") for _, headers in twin.asked] == [None]
