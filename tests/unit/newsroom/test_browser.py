"""A page opens by one program with one argument; whatever is not a web address is refused."""

from __future__ import annotations

import sys
from queue import Queue
from typing import TYPE_CHECKING

import pytest

from newstui.errors import PlaceError
from newstui.newsroom.browser import open_page

if TYPE_CHECKING:
    from pathlib import Path

    from newstui.model.text import SafeText


class Started:
    """Takes the place of starting a program, and remembers what was started."""

    commands: list[list[str]]

    def __init__(self, words: list[str], **options: object) -> None:
        assert options["start_new_session"] is True
        assert not options.get("shell")
        self.commands.append(words)

    def wait(self) -> int:
        return 0


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    started: list[list[str]] = []
    monkeypatch.setattr(Started, "commands", started, raising=False)
    monkeypatch.setattr("newstui.newsroom.browser.subprocess.Popen", Started)
    return started


PAGE = "https://bulletin.example/1?a=1;b=$(id)&c='x'"


def test_the_address_is_the_last_argument_of_the_readers_command(
    commands: list[list[str]],
) -> None:
    open_page(PAGE, ("lynx", "-accept_all_cookies"))
    assert commands == [["lynx", "-accept_all_cookies", PAGE]]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://files.example/",
        "mailto:a@b.example",
        "--help",
        "https://",
        "https://user:word@bank.example/",
        "https://bulletin.example/a b",
        "https://bulletin.example/\x1b[2J",
        "https://bulletin.example/\u202e",
        "https://bulletin.example/" + "a" * 5_000,
        " https://bulletin.example/",
    ],
)
def test_what_is_no_plain_web_address_starts_nothing(commands: list[list[str]], url: str) -> None:
    with pytest.raises(PlaceError) as caught:
        open_page(url, ("lynx",))
    assert commands == []
    assert str(caught.value).isprintable()


def test_without_any_browser_the_settings_are_pointed_at(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PlaceError, match="no browser found"):
        open_page(PAGE, (), {})
    with pytest.raises(PlaceError, match=r"no browser found \(BROWSER names nobrowser\); name"):
        open_page(PAGE, (), {"BROWSER": "nobrowser"})
    assert commands == []


@pytest.mark.parametrize(
    ("named", "arguments"),
    [
        ("surf", [PAGE]),
        ("nobrowser:surf", [PAGE]),
        ("surf -t 'new tab'", ["-t", "new tab", PAGE]),
        ("surf %s -n", [PAGE, "-n"]),
        ("'unclosed:surf", [PAGE]),
    ],
)
def test_the_environment_may_name_the_program(
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    named: str,
    arguments: list[str],
) -> None:
    program = tmp_path / "surf"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "xdg-open").symlink_to(program)
    open_page(PAGE, (), {"BROWSER": named})
    assert commands == [[str(program), *arguments]]


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PlaceError, match="nobrowser"):
        open_page(PAGE, (str(tmp_path / "nobrowser"),))


def test_a_program_that_ends_at_once_is_no_error() -> None:
    open_page(PAGE, (sys.executable, "-c", "pass"))


def test_a_program_that_fails_at_once_is_told() -> None:
    told: Queue[SafeText] = Queue()
    open_page(PAGE, (sys.executable, "-c", "raise SystemExit(3)"), failed=told.put)
    assert told.get(timeout=60) == (
        f"the page was not opened: {sys.executable} failed with status 3"
    )
