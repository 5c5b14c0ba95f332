"""The reader's own commands get the story as they ask for it, and nothing it says acts on them."""

from __future__ import annotations

import os
import signal
import sys
import time
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import psutil
import pytest
from tests.unit.newsroom.test_story_exports import view

from newstui.errors import PlaceError, UsageError
from newstui.model.command import UserCommand
from newstui.newsroom.commands import fill_in, run_command

if TYPE_CHECKING:
    from newstui.newsroom.commands import Outcome
    from newstui.newsroom.reading import StoryView

FILE = Path("/tmp/newstui-x/story.md")  # noqa: S108 - never opened
URL = "https://a.example/?a=1&b=$(id)"


def run(*words: str, on: StoryView | None = None, seconds: float = 240.0) -> Outcome:
    command = UserCommand(name="try", words=words)
    return run_command(command, on or view(), seconds=seconds)


def python(code: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code, *arguments)


def filled(*words: str, title: str = "Rain", url: str = URL) -> list[str]:
    return fill_in(UserCommand(name="x", words=("p", *words)), url=url, title=title, file=FILE)[1:]


def test_placeholders_are_replaced_within_single_arguments() -> None:
    assert filled("{url}", "--title={title}", "{file}", "{other}", title="a b; rm -rf") == [
        URL,
        "--title=a b; rm -rf",
        str(FILE),
        "{other}",
    ]


def test_what_is_put_in_is_not_looked_at_again() -> None:
    assert filled("x{title}", title="{file} {url} {title}") == ["x{file} {url} {title}"]


@pytest.mark.parametrize("title", ["--exec", "-x", "+cmd", "@/etc/passwd", " -+@ --exec", "—-"])
def test_a_title_begins_no_option(title: str) -> None:
    whole, own, second = filled("{title}", "-s{title}", "{title}{title}", title=title)
    assert whole[0] not in "-+@ "
    assert second[0] not in "-+@ "
    assert own.startswith("-s")


def test_a_title_of_signs_alone_leaves_an_argument() -> None:
    assert filled("{title}", title="---") == ["untitled"]


@pytest.mark.parametrize("url", ["--flag", "javascript:x", "file:///etc/passwd", "", "https://a b"])
def test_only_a_web_address_is_given(url: str) -> None:
    with pytest.raises(UsageError, match="has no link to give"):
        filled("{url}", url=url)
    assert filled("{title}", url=url) == ["Rain"]


def test_the_story_is_its_input_and_its_file() -> None:
    code = (
        "import sys, pathlib; a = sys.stdin.read(); b = pathlib.Path(sys.argv[1]).read_text();"
        "assert a == b and a.startswith('# Quay closed') and 'Who says what' in a;"
        "print(sys.argv[1])"
    )
    outcome = run(*python(code, "{file}"))
    assert not outcome.is_trouble
    path = outcome.text.removeprefix("try: ")
    assert path.endswith("/quay-closed.md")
    assert not Path(path).exists()
    assert not Path(path).parent.exists()


def test_the_last_line_it_writes_is_told_clean() -> None:
    code = r"print('one\n10 %\r\x1b]0;title\x07\x1b[31mtw\x9bo\x1b[0m\x07  \n\n')"
    outcome = run(*python(code))
    assert (outcome.text, outcome.is_trouble) == ("try: two", False)
    assert run(*python("pass")).text == "try: done"


def test_a_failure_is_told_with_its_status() -> None:
    code = "import sys; sys.stderr.write('no such box\\n'); sys.exit(3)"
    outcome = run(*python(code))
    assert outcome.is_trouble
    assert outcome.text == "try failed with status 3: no such box"
    died = run(*python("import os; os.kill(os.getpid(), 9)"))
    assert (died.text, died.is_trouble) == ("try ended by signal 9", True)


def test_what_cannot_be_started_is_named() -> None:
    with pytest.raises(PlaceError, match="try: /no/such could not be started: No such file"):
        run("/no/such")


def test_a_command_gets_no_terminal_and_no_shell() -> None:
    code = (
        "import os, sys; ok = not any(os.isatty(n) for n in range(3));"
        "ok = ok and os.getsid(0) == os.getpid() and sys.argv[1] == '$HOME `id`';"
        "print('alone' if ok else 'not')"
    )
    assert run(*python(code, "$HOME `id`")).text == "try: alone"


def test_output_without_end_is_bounded() -> None:
    code = "import sys\nfor _ in range(3000): sys.stdout.write('x' * 9999)\nprint(); print('end')"
    assert run(*python(code)).text == "try: end"


def test_one_that_reads_nothing_is_not_waited_for() -> None:
    assert run(*python("print('done')"), on=view(body="<p>" + "word " * 90_000)).text == "try: done"


def test_a_command_that_does_not_end_is_ended_with_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note, moments = tmp_path / "pid", count()

    def read_clock() -> float:
        # Its time begins to pass once it has started something, and then it flies.
        return 3.0 * next(moments) if note.exists() and note.read_text() else 0.0

    clock = SimpleNamespace(monotonic=read_clock, sleep=time.sleep)
    monkeypatch.setattr("newstui.newsroom.commands.time", clock)
    code = (
        "import subprocess, sys, pathlib, time;"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        f"pathlib.Path({str(note)!r}).write_text(str(child.pid)); time.sleep(60)"
    )
    outcome = run(*python(code), seconds=2.0)
    assert outcome.is_trouble
    assert outcome.text == "try: did not end within 2 s, so it was ended"
    child = int(note.read_text())
    left = [psutil.Process(child)] if psutil.pid_exists(child) else []
    gone, _alive = psutil.wait_procs(left, 120)
    assert not psutil.pid_exists(child) or gone or psutil.Process(child).status() == "zombie"


def test_stopping_ends_it_at_once() -> None:
    command = UserCommand(name="try", words=python("import time; time.sleep(60)"))
    assert run_command(command, view(), is_stopping=lambda: True).is_trouble


def test_what_it_leaves_running_is_not_waited_for(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = (
        "import subprocess, sys, pathlib;"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        f"pathlib.Path({str(note)!r}).write_text(str(child.pid)); print('left')"
    )
    assert run(*python(code)).text == "try: left"
    os.kill(int(note.read_text()), signal.SIGKILL)
