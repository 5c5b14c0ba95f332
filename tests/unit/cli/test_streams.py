"""Standard streams as shells hand them over: pipes that close, disks that are full, nothing."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest

DATA: Final = Path(__file__).parents[2] / "data"
NEWSTUI: Final = f"{sys.executable} -m newstui"
TWO_STORIES: Final = str(DATA / "text" / "two-stories.txt")


def shell(script: str) -> tuple[int, str, str]:
    """Run a line of shell script."""
    done = subprocess.run(
        ["/bin/sh", "-c", script], capture_output=True, text=True, check=False, timeout=240
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("verb", ["--help", f"show --json {TWO_STORIES}"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_closed_pipe_is_quiet(verb: str, unbuffered: str) -> None:
    script = f"(PYTHONUNBUFFERED={unbuffered} {NEWSTUI} {verb}; echo $? >&2) | true"
    _status, _out, err = shell(script)
    assert err in {"0\n", "1\n"}


def test_a_full_disk_behind_standard_output_is_named() -> None:
    status, _out, err = shell(f"{NEWSTUI} show {TWO_STORIES} >/dev/full")
    assert (status, err) == (1, "newstui: standard output: No space left on device\n")


def test_closed_streams_break_nothing() -> None:
    assert shell(f"{NEWSTUI} show {TWO_STORIES} >&- 2>&-") == (0, "", "")
    assert shell(f"{NEWSTUI} show /no/such 2>&-") == (1, "", "")
    status, out, err = shell(f"{NEWSTUI} show - <&-")
    assert (status, out, err) == (1, "", "newstui: standard input: is closed\n")


def test_an_ascii_only_stream_gets_question_marks_instead_of_an_error() -> None:
    story = "Café by the quay réopens\\n\\nThe café will serve again in May.\\n"
    script = f"printf '{story}' | PYTHONIOENCODING=ascii {NEWSTUI} show -"
    status, out, err = shell(script)
    assert (status, err) == (0, "")
    assert out.startswith("Caf? by the quay r?opens\n")


@pytest.mark.parametrize("arguments", [[], ["read", TWO_STORIES]])
@pytest.mark.parametrize("streams", ["</dev/null", "<&-", ">&-", "<&- >&-"])
def test_the_reader_without_a_terminal_is_a_sentence_and_status_2(
    arguments: list[str], streams: str
) -> None:
    status, out, err = shell(" ".join([NEWSTUI, *arguments, streams]))
    assert (status, out) == (2, "")
    assert err.startswith("newstui: the reader needs a terminal")
    assert err.count("\n") == 1


def test_standard_output_stays_clean_where_progress_is_drawn(tmp_path: Path) -> None:
    feed = tmp_path / "mill.txt"
    feed.write_text("Mill to reopen\n\nThe mill will grind again in May.\n", "utf-8")
    command = [sys.executable, "-m", "newstui"]
    subprocess.run([*command, "add", feed], check=True, capture_output=True)
    own, terminal = pty.openpty()
    try:
        plain = subprocess.run(
            [*command, "refresh"], check=True, stdout=subprocess.PIPE, stderr=terminal
        )
        assert plain.stdout == b"1 feed refreshed, 0 new\n"
        assert os.read(own, 65_536) != b""
        records = subprocess.run(
            [*command, "refresh", "--json"], check=True, stdout=subprocess.PIPE, stderr=terminal
        )
        events = [json.loads(line)["event"] for line in records.stdout.splitlines()]
        assert (events[0], events[-1]) == ("started", "finished")
    finally:
        os.close(own)
        os.close(terminal)


@pytest.mark.parametrize("verb", ["show", "sources", "add"])
def test_progress_of_reading_a_place_is_drawn_on_a_terminal_only(verb: str) -> None:
    command = [sys.executable, "-m", "newstui", verb, TWO_STORIES]
    own, terminal = pty.openpty()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=terminal) as watched:
        os.close(terminal)
        drawn = b""
        # A terminal that nobody holds any more ends with an error on Linux.
        with suppress(OSError):
            while some := os.read(own, 65_536):
                drawn += some
        out, _err = watched.communicate()
    os.close(own)
    assert b"reading" in drawn
    assert b"1/1" in drawn or verb == "add"
    assert b"reading" not in out
    assert subprocess.run(command, check=True, capture_output=True).stderr == b""
