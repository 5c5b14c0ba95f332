"""The rules of the project that no linter knows."""

from __future__ import annotations

import ast
import re
import runpy
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newstui.tui.actions import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY: Final = Path(__file__).resolve().parent.parent
SOURCE: Final = REPOSITORY / "src" / "newstui"
SCREEN: Final = SOURCE / "tui"
LINES_IN_A_FILE: Final = 400
LINES_IN_A_CLASS: Final = 250


def modules(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def calls_of(path: Path, names: set[str]) -> list[str]:
    """List the calls of functions with these names, by line."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            name = getattr(function, "attr", None) or getattr(function, "id", "")
            if name in names:
                found.append(f"{name_of(path)}:{node.lineno}: {name}")
    return found


OURS: Final = tuple(modules(SOURCE, REPOSITORY / "tests"))


def test_no_file_is_too_long_to_read_at_a_sitting() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in OURS}
    assert {name: count for name, count in lengths.items() if count > LINES_IN_A_FILE} == {}


def test_no_class_is_too_long_to_keep_in_mind() -> None:
    too_long = []
    for path in OURS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LINES_IN_A_CLASS:
                    too_long.append(f"{name_of(path)}: {node.name}, {lines} lines")
    assert too_long == []


def test_only_the_cleaner_vouches_for_text() -> None:
    cleaner = SOURCE / "text" / "clean.py"
    elsewhere = [
        call for path in modules(SOURCE) if path != cleaner for call in calls_of(path, {"SafeText"})
    ]
    assert elsewhere == []
    assert calls_of(cleaner, {"SafeText"}) != []


def test_every_silenced_warning_names_its_code() -> None:
    blanket = re.compile(
        r"#\s*(noqa(?!: ?[A-Z]+[0-9]+)|type:\s*ignore(?!\[[a-z-]+))", re.IGNORECASE
    )
    found = []
    for path in OURS:
        if path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if blanket.search(line):
                found.append(f"{name_of(path)}:{number}: {line.strip()}")
    assert found == []


def test_the_screen_uses_no_widget_that_reads_markup() -> None:
    found = [
        call for path in modules(SCREEN) for call in calls_of(path, {"Static", "Label", "notify"})
    ]
    assert found == []


def test_every_action_is_carried_out_somewhere() -> None:
    carried_out = {
        node.name
        for path in modules(SCREEN)
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef)
    }
    assert [action.name for action in ACTIONS if f"do_{action.name}" not in carried_out] == []


_TREES: dict[Path, ast.Module] = {}


def _tree(path: Path) -> ast.Module:
    if path not in _TREES:
        _TREES[path] = ast.parse(path.read_text("utf-8"))
    return _TREES[path]


def test_the_readme_tells_the_query_language_as_it_is() -> None:
    queries = runpy.run_path(str(REPOSITORY / "docs" / "queries.py"))
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    assert queries["queries_table"]() in readme
    assert queries["with_table"](readme) == readme


def test_the_readme_lists_keys_and_settings_as_they_are() -> None:
    tables = runpy.run_path(str(REPOSITORY / "docs" / "keys.py"))
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    assert tables["keys_table"]() in readme
    assert tables["settings_table"]() in readme
    assert tables["with_tables"](readme) == readme


def test_the_readme_says_why_each_library_is_worth_it() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[<>=~!]", line)[0] for line in project["dependencies"]}
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    table = readme.partition("\n## What it stands on\n\n")[2].partition("\n\n")[0]
    named = [row.split("|")[1].strip().split(", ") for row in table.splitlines()[2:]]
    assert {name for names in named for name in names} == needed
