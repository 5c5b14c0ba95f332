"""Passwords from commands and files: asked for once, refused clearly, never shown."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from newstui.errors import PlaceError
from newstui.model.credentials import Credentials
from newstui.refresh.passwords import Passwords

if TYPE_CHECKING:
    from collections.abc import Callable

URL = "https://news.example/feed"
SECRET = "s3cret wörd"  # noqa: S105 - what must not be shown
SETTING = 'credentials."news.example"'


def from_command(code: str, *arguments: str) -> Credentials:
    command = (sys.executable, "-I", "-c", code, *arguments)
    return Credentials(setting=SETTING, host="news.example", user="ann", password_command=command)


def from_file(path: Path) -> Credentials:
    return Credentials(setting=SETTING, host="news.example", user="ann", password_file=str(path))


def ask(table: Credentials, *, seconds: float = 240) -> tuple[str, str] | None:
    with Passwords([table], seconds=seconds) as passwords:
        return passwords.of(URL)


def refusal(table: Credentials, *, seconds: float = 240) -> str:
    with pytest.raises(PlaceError) as raised:
        ask(table, seconds=seconds)
    assert raised.value.origin == URL
    assert SECRET not in repr(raised.value)
    return raised.value.reason


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\nmore\n"])
def test_the_first_line_is_the_password(tmp_path: Path, end: str) -> None:
    file = tmp_path / "secret"
    file.write_bytes(f"{SECRET}{end}".encode())
    file.chmod(0o600)
    assert ask(from_file(file)) == ("ann", SECRET)
    code = "import os, sys; os.write(1, sys.argv[1].encode())"
    assert ask(from_command(code, f"{SECRET}{end}")) == ("ann", SECRET)


def test_a_command_runs_once_without_a_shell_a_terminal_or_an_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GPG_TTY", "/dev/tty")
    code = (
        "import os, sys; open(sys.argv[1], 'a').write('x'); assert not sys.stdin.read();"
        "assert os.getsid(0) == os.getpid(); assert 'GPG_TTY' not in os.environ;"
        "print(sys.argv[2]); sys.stderr.write('noise')"
    )
    table = from_command(code, str(tmp_path / "count"), "$(echo no); `x` | y")
    with Passwords([table]) as passwords:
        assert passwords.begin(URL)
        for _ in range(3):
            assert passwords.of(URL) == ("ann", "$(echo no); `x` | y")
    assert (tmp_path / "count").read_text() == "x"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (f"print({SECRET!r}); raise SystemExit(3)", "failed (status 3)"),
        ("import os; os.kill(os.getpid(), 9)", "failed (status -9)"),
        ("", "gives an empty first line"),
        (f"print(); print({SECRET!r})", "gives an empty first line"),
        ("import os; os.write(1, b'\\xff\\n')", "gives a first line that is not UTF-8"),
        ("print('a\\x1b[2J')", "gives a first line with control characters"),
        ("while True: print('x' * 4096)", "writes far more than a password"),
    ],
)
def test_a_command_that_fails_is_named_without_its_output(code: str, reason: str) -> None:
    assert refusal(from_command(code)) == f"{SETTING}.password_command {reason}"


def test_a_command_that_cannot_be_started_is_named() -> None:
    table = Credentials(
        setting=SETTING, host="news.example", user="ann", password_command=("/no/such", SECRET)
    )
    reason = "could not be started: /no/such, No such file or directory"
    assert refusal(table) == f"{SETTING}.password_command {reason}"


def test_a_command_that_does_not_end_is_given_up() -> None:
    reason = f"{SETTING}.password_command did not end within 0.1 s"
    assert refusal(from_command("import time; time.sleep(60)"), seconds=0.1) == reason


def test_stopping_ends_a_command_with_what_it_started(tmp_path: Path) -> None:
    code = (
        "import os, subprocess, sys, time;"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        "open(sys.argv[1] + '~', 'w').write(str(child.pid));"
        "os.rename(sys.argv[1] + '~', sys.argv[1]); time.sleep(60)"
    )
    pid = tmp_path / "pid"
    table = from_command(code, str(pid))
    with Passwords([table], is_stopping=pid.exists) as passwords, pytest.raises(PlaceError):
        passwords.of(URL)
    assert is_gone(int(pid.read_text()))


def is_gone(pid: int) -> bool:
    """Whether a process ends; nobody may have taken note of that yet."""
    try:
        process = psutil.Process(pid)
        return process.status() == psutil.STATUS_ZOMBIE or process.wait(120) is None
    except psutil.NoSuchProcess:
        return True
    except psutil.TimeoutExpired:
        return process.status() == psutil.STATUS_ZOMBIE


def test_what_a_command_leaves_running_is_not_waited_for() -> None:
    code = (
        "import subprocess, sys;"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(3)']); print('pw')"
    )
    assert ask(from_command(code)) == ("ann", "pw")


def open_to_group(path: Path) -> None:
    path.write_text(SECRET)
    path.chmod(0o640)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (open_to_group, "is refused: {path} is open to others; chmod 600 helps"),
        (Path.mkdir, "is refused: {path} is not a regular file"),
        (os.mkfifo, "is refused: {path} is not a regular file"),
        (lambda _: None, "cannot be opened: {path}, No such file or directory"),
    ],
)
def test_a_file_others_could_have_read_or_laid_there_is_refused(
    tmp_path: Path, make: Callable[[Path], None], reason: str
) -> None:
    path = tmp_path / "secret"
    make(path)
    assert refusal(from_file(path)) == f"{SETTING}.password_file {reason.format(path=path)}"


def test_a_file_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret"
    path.write_text(SECRET)
    path.chmod(0o600)
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    assert "belongs to another user" in refusal(from_file(path))


@pytest.mark.parametrize(
    ("host", "port", "url", "fits"),
    [
        ("news.example", None, "https://news.example/feed", True),
        ("news.example", None, "http://NEWS.example/feed", True),
        ("news.example", None, "https://news.example:443/feed", True),
        ("news.example", None, "https://news.example:8443/feed", False),
        ("news.example", 8443, "https://news.example:8443/feed", True),
        ("news.example", 8443, "https://news.example/feed", False),
        ("news.example", 443, "https://news.example/feed", True),
        ("news.example", 443, "http://news.example/feed", False),
        ("news.example", None, "https://www.news.example/feed", False),
        ("news.example", None, "https://news.example.evil.example/feed", False),
        ("news.example", None, "https://ben:own@news.example/feed", False),
        ("news.example", None, "ftp://news.example/feed", False),
        ("::1", 80, "http://[::1]/feed", True),
    ],
)
def test_a_password_is_for_the_host_and_port_it_is_named_for(
    host: str,
    port: int | None,
    url: str,
    fits: bool,  # noqa: FBT001 - what is expected
) -> None:
    table = Credentials(
        setting="credentials", host=host, port=port, user="ann", password_command=("false",)
    )
    with Passwords([table]) as passwords:
        assert passwords.begin(url) is fits


def test_without_settings_nothing_is_asked() -> None:
    with Passwords() as passwords:
        assert not passwords.begin(URL)
        assert passwords.of(URL) is None
