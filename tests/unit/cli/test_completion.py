"""Completion: what shells offer is what the command line takes."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newstui.cli.grammar import read_verbs
from newstui.cli.parser import build_parser

if TYPE_CHECKING:
    from collections.abc import Callable

    Newstui = Callable[..., tuple[int, str, str]]

VERBS = read_verbs(build_parser())
FEED = b"""<rss version="2.0"><channel><title>Harbour Bulletin</title><item><guid>1</guid>
<title>Ferry</title></item></channel></rss>"""


def offered(script: str, *words: str) -> list[str]:
    """Have bash complete the last of some words; returns what it offers."""
    names = " ".join(f"'{word}'" for word in words)
    code = f"{script}\nCOMP_WORDS=(newstui {names}); COMP_CWORD={len(words)}; _newstui\n"
    code += "printf '%s\\n' \"${COMPREPLY[@]}\"\n"
    folder = Path(sys.executable).parent
    environ = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
    done = subprocess.run(
        [shutil.which("bash") or "/bin/bash", "--noprofile", "--norc", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=environ,
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


@pytest.fixture
def script(newstui: Newstui) -> str:
    status, out, err = newstui("completion", "bash")
    assert (status, err) == (0, "")
    return out


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("re",), ["read", "remove", "refresh", "redo", "restore"]),
        (("read", "--pl"), ["--plain"]),
        (("--home", "/nowhere", "mark", "un"), ["unread", "unbookmark"]),
        (("sources", "--type", "gov"), ["government"]),
        (("edit", "x", "--full-text", ""), ["on", "off"]),
        (("completion", "z"), ["zsh"]),
        (("import", "--starter", "sc"), ["science"]),
        (("list", "--limit", "1"), [""]),
        (("rules", "pre"), ["preview"]),
        (("rules", "add", "--na"), ["--name"]),
        (("--home", "/nowhere", "mark", "read", ""), [""]),
    ],
)
def test_bash_offers_what_fits(script: str, words: tuple[str, ...], found: list[str]) -> None:
    assert offered(script, *words) == found


def test_bash_offers_feeds_folders_and_files(
    script: str, subscribe_to: Callable[[str, bytes], int], newstui: Newstui, tmp_path: Path
) -> None:
    number = subscribe_to("harbour.xml", FEED)
    assert newstui("edit", str(number), "--folder", "World / Sea")[0] == 0
    assert offered(script, "edit", "Har") == ["Harbour\\ Bulletin"]
    assert offered(script, "add", "x", "--folder", "W") == ["World\\ /\\ Sea"]
    (tmp_path / "two words.opml").touch()
    assert offered(script, "import", f"{tmp_path}/two") == [f"{tmp_path}/two words.opml"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_and_option_is_in_every_script(newstui: Newstui, shell: str) -> None:
    _status, out, _err = newstui("completion", shell)
    for verb in VERBS:
        assert re.search(rf"\b{verb.name}\b", out)
        for option in verb.options:
            flag = option.flags[-1]
            assert (f"-l {flag[2:]} " if shell == "fish" else flag) in out
    assert "\x1b" not in out


def test_fish_is_told_where_a_word_stands_and_what_takes_no_files(newstui: Newstui) -> None:
    _status, out, _err = newstui("completion", "fish")
    lines = out.splitlines()
    assert any("'__newstui_verb edit' -l full-text -x -a 'on off'" in line for line in lines)
    assert any("'__newstui_after mark' -a 'read unread" in line for line in lines)
    assert any("'__newstui_verb import' -l urls -r -F" in line for line in lines)
    assert any("'__newstui_after rules' -a 'list preview add" in line for line in lines)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_quotes_in_a_script_are_closed(newstui: Newstui, shell: str) -> None:
    """Shells that are there read it; for the others, quoting as in a POSIX shell is checked."""
    _status, out, _err = newstui("completion", shell)
    program = shutil.which(shell)
    if program is not None:
        done = subprocess.run(
            [program, "-n"], input=out, capture_output=True, text=True, check=True
        )
        assert done.stderr == ""
    elif shell == "fish":
        for line in out.splitlines():
            assert line.replace("\\'", "").count("'") % 2 == 0, line
    else:
        assert shlex.split(out)


def test_completion_loads_no_interface() -> None:
    code = (
        "import sys\nfrom newstui.__main__ import main\nsys.argv=['newstui', 'completion', 'zsh']\n"
        "main()\nassert not {'textual', 'sqlite3', 'rich'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
