"""What is built is what is in the repository: the wheel holds the feeds and the type marker."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Final

import pytest

REPOSITORY: Final = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once, without the network."""
    return build("wheel", tmp_path_factory.mktemp("dist"))


def build(kind: str, folder: Path) -> Path:
    words = [sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir"]
    subprocess.run([*words, str(folder), str(REPOSITORY)], check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture
def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_is_for_every_platform(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")


def test_the_wheel_holds_the_feeds_of_the_repository(contents: dict[str, bytes]) -> None:
    packaged = {
        name.removeprefix("newstui/feeds/"): data
        for name, data in contents.items()
        if name.startswith("newstui/feeds/")
    }
    feeds = REPOSITORY / "feeds"
    ours = {
        path.relative_to(feeds).as_posix(): path.read_bytes()
        for path in feeds.rglob("*")
        if path.is_file()
    }
    assert packaged == ours


def test_the_wheel_brings_the_manual_page(contents: dict[str, bytes]) -> None:
    (page,) = (data for name, data in contents.items() if name.endswith("man/man1/newstui.1"))
    assert page == (REPOSITORY / "docs" / "newstui.1").read_bytes()


def test_the_wheel_is_typed_and_brings_its_licence(contents: dict[str, bytes]) -> None:
    assert "newstui/py.typed" in contents
    assert any(name.endswith("licenses/LICENSE") for name in contents)


def test_the_wheel_holds_every_module_and_nothing_else(contents: dict[str, bytes]) -> None:
    package = REPOSITORY / "src"
    ours = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packaged = {name for name in contents if name.startswith("newstui/")}
    assert {name for name in packaged if not name.startswith("newstui/feeds/")} == ours
    assert {name.split("/")[0].split("-")[0] for name in contents} == {"newstui"}


def test_the_wheel_installs_the_command(contents: dict[str, bytes]) -> None:
    (entry_points,) = (data for name, data in contents.items() if name.endswith("entry_points.txt"))
    assert "newstui = newstui.__main__:main" in entry_points.decode()


def test_the_source_archive_holds_what_its_pages_and_its_makefile_name(tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tmp_path)) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    pages = "".join((REPOSITORY / name).read_text("utf-8") for name in ("README.md", "Makefile"))
    named = set(re.findall(r"(?:docs|tests/bench)/[\w/]+\.\w+", pages))
    assert {"docs/screen.svg", "docs/picture.py", "docs/attribution.md"} <= named
    assert named <= packed
