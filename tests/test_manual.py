"""The manual page, the pictures and the manual's units for systemd: of today, and working."""

from __future__ import annotations

import asyncio
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from newstui.cli.grammar import read_verbs
from newstui.cli.parser import build_parser
from newstui.tui.actions import ACTIONS

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
PAGE: Final = DOCS / "newstui.1"


def test_the_manual_page_is_as_the_program_is() -> None:
    made = runpy.run_path(str(DOCS / "manpage.py"))["manual_page"]()
    assert PAGE.read_text("utf-8") == made, "make screenshot writes it again"


def test_the_manual_page_tells_every_command_and_key() -> None:
    page = PAGE.read_text("utf-8")
    for verb in read_verbs(build_parser()):
        assert f'.SS "{verb.name} ' in page or not verb.name
    assert page.count(".TP") > len([action for action in ACTIONS if action.keys])


def test_the_manual_page_is_set_without_a_complaint() -> None:
    groff = shutil.which("groff")
    if groff is None:
        # What most often breaks a page: a line of text that is taken for a request.
        known = (".TH", ".SH", ".SS", ".TP", ".B", ".br", ".nf", ".fi")
        lines = PAGE.read_text("utf-8").splitlines()
        assert {line.split()[0] for line in lines if line.startswith((".", "'"))} <= set(known)
        return
    done = subprocess.run(
        [groff, "-man", "-Tutf8", "-ww", str(PAGE)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert "who says what" in done.stdout


def test_the_pictures_are_of_the_screen_as_it_is() -> None:
    script = runpy.run_path(str(DOCS / "picture.py"))
    for picture in script["PICTURES"]:
        kept = script["text_of"](picture.path.read_text("utf-8"))
        drawn = script["text_of"](asyncio.run(script["draw"](picture)))
        assert drawn == kept, f"{picture.name}: make screenshot draws it again"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd tells it")
def test_the_timer_that_refreshes_is_understood_by_systemd(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = (DOCS.parent / "README.md").read_text("utf-8")
    units = re.findall(r"```ini\n(\[Unit\]\n.*?)```", readme, re.DOTALL)
    for name, unit in zip(("newstui.service", "newstui.timer"), units, strict=True):
        text = unit.replace("%h/.local/bin/newstui", sys.executable)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "newstui.service", "newstui.timer"],  # noqa: S607 - where systemd puts it
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
