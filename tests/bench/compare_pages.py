"""Compare what libraries find of a story on a page: `python tests/bench/compare_pages.py [FOLDER]`.

Each extractor that is installed reads every page of `tests/data/pages` that is a story, or of
another folder with an `expected.json` of the same shape: how many of the sentences that must be
there it keeps, how much furniture it lets through, and what it costs. `-v` names what went wrong.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import time
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if __name__ == "__main__":
    _ROOT = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(_ROOT), str(_ROOT / "src")]

from newstui.errors import FormatError
from newstui.formats.decoding import decode
from newstui.formats.maintext import main_text
from newstui.formats.page import parse_page
from newstui.model.text import SpanKind
from newstui.text.html import html_to_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.model.text import Document

_PAGES = Path(__file__).parents[1] / "data" / "pages"
_REPEATS = 5
_BASE = "https://page.example/story"


class Extractor(NamedTuple):
    """One way to find a story."""

    name: str
    module: str
    """What has to be importable."""
    read: Callable[[bytes, str], str]
    """Takes a page and its language, gives HTML."""


class Result(NamedTuple):
    """What one extractor found of all pages."""

    kept: int
    captions: int
    let_through: int
    failures: list[str]
    milliseconds: float
    """CPU of the median page."""


def main(arguments: list[str]) -> int:
    """Print one line an extractor."""
    places = [argument for argument in arguments if argument != "-v"]
    folder = Path(places[0]) if places else _PAGES
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    pages = {
        name: ((folder / name).read_bytes(), page)
        for name, page in expected.items()
        if "refused" not in page
    }
    wanted = [sum(len(page.get(key, ())) for _, page in pages.values()) for key in _KEYS]
    write = sys.stdout.write
    write(
        f"{len(pages)} pages: {wanted[0]} sentences, {wanted[1]} captions, {wanted[2]} furniture\n"
    )
    write(f"{'':20} kept  captions furniture failed  ms/page  import ms  MB more  licence\n")
    for extractor in EXTRACTORS:
        write(_line(extractor, pages, wanted, verbose="-v" in arguments) + "\n")
        sys.stdout.flush()
    return 0


_KEYS = ("keep", "captions", "drop")


def _line(
    extractor: Extractor,
    pages: dict[str, tuple[bytes, dict[str, Any]]],
    wanted: list[int],
    *,
    verbose: bool,
) -> str:
    try:
        importlib.import_module(extractor.module)
    except ImportError as error:
        return f"{extractor.name:20} not installed ({error})"
    found = _measure(extractor, pages)
    shares = [
        f"{count / max(total, 1):6.1%}"
        for count, total in zip(
            (found.kept, found.captions, found.let_through), wanted, strict=True
        )
    ]
    size, licence = _installed(extractor.module)
    line = (
        f"{extractor.name:20} {shares[0]}  {shares[1]}   {shares[2]} {len(found.failures):6} "
        f"{found.milliseconds:8.1f} {_import_milliseconds(extractor.module):10.0f} "
        f"{size:8.1f}  {licence}"
    )
    return "\n    ".join([line, *(found.failures if verbose else ())])


def _measure(extractor: Extractor, pages: dict[str, tuple[bytes, dict[str, Any]]]) -> Result:
    kept = captions = let_through = 0
    failures: list[str] = []
    times: list[float] = []
    for name, (data, page) in pages.items():
        best = float("inf")
        document = html_to_document("")
        for _ in range(_REPEATS):
            start = time.process_time()
            try:
                body = extractor.read(data, page.get("language", "en"))
            except Exception as error:  # noqa: BLE001 - a library may fail as it likes
                failures.append(f"{name}: {error!r}"[:200])
                break
            best = min(best, time.process_time() - start)
            document = html_to_document(body, base_url=_BASE)
        if best < float("inf"):
            times.append(best)
        text = _plain(document.text)
        images = _images(document)
        lost = [part for part in page.get("keep", ()) if _plain(part) not in text]
        bare = [part for part in page.get("captions", ()) if _plain(part) not in images]
        extra = [part for part in page.get("drop", ()) if _plain(part) in text]
        kept += len(page.get("keep", ())) - len(lost)
        captions += len(page.get("captions", ())) - len(bare)
        let_through += len(extra)
        if lost or bare or extra:
            failures.append(f"{name}: lost {lost}, captions {bare}, extra {extra}")
    median = sorted(times)[len(times) // 2] * 1_000 if times else 0.0
    return Result(kept, captions, let_through, failures, median)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _images(document: Document) -> str:
    """The texts of all pictures."""
    spans = (span for span in document.spans if span.kind is SpanKind.IMAGE)
    return _plain("\n".join(document.text[span.start : span.end] for span in spans))


def _import_milliseconds(module: str) -> float:
    program = (
        "import sys, time; start = time.process_time(); "
        f"import {module}; print(time.process_time() - start)"
    )
    environment = {"PYTHONPATH": ":".join(sys.path)}
    times = [
        float(subprocess.check_output([sys.executable, "-c", program], env=environment))
        for _ in range(_REPEATS)
    ]
    return min(times) * 1_000


def _installed(module: str) -> tuple[float, str]:
    """Measure what a library and its dependencies take beyond newstui's own, and its licence."""
    owners = metadata.packages_distributions().get(module.partition(".")[0], [])
    if not owners or owners[0] == "newstui" or module.startswith("newstui"):
        return 0.0, "own"
    own = _closure("newstui")
    names = _closure(owners[0]) - own
    size = sum(_size(name) for name in names) / (1 << 20)
    about = metadata.metadata(owners[0])
    named = (about[key] for key in ("License-Expression", "License") if key in about)
    licence = next(named, "?")
    return size, f"{licence}; {len(names)} packages"


def _closure(name: str) -> set[str]:
    """Name a distribution and all it needs."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found: set[str] = set()
    waiting: list[tuple[str, str]] = [(canonicalize_name(name), "")]
    while waiting:
        current, extra = waiting.pop()
        if current in found and not extra:
            continue
        try:
            needs = metadata.requires(current) or []
        except metadata.PackageNotFoundError:
            continue
        found.add(current)
        for need in map(Requirement, needs):
            if need.marker is None or need.marker.evaluate({"extra": extra}):
                waiting.append((canonicalize_name(need.name), ""))
                waiting.extend((canonicalize_name(need.name), each) for each in need.extras)
    return found


def _size(name: str) -> int:
    files = metadata.files(name) or []
    paths = (Path(str(file.locate())) for file in files)
    return sum(path.stat().st_size for path in paths if path.is_file())


def _own_rules(data: bytes, _: str) -> str:
    feed = parse_page(decode(data), origin="page", base_url=_BASE)
    return "\n".join(entry.body for entry in feed.entries)


def _own_main_text(data: bytes, _: str) -> str:
    try:
        return main_text(data, origin="page", content_type="", base_url=_BASE).body
    except FormatError as error:
        raise ValueError(error.reason) from error


def _trafilatura(data: bytes, _: str, **more: object) -> str:
    trafilatura = importlib.import_module("trafilatura")
    found = trafilatura.extract(
        data,
        output_format="html",
        include_comments=False,
        include_images=True,
        include_links=True,
        include_formatting=True,
        **more,
    )
    return found or ""


def _readability(data: bytes, _: str) -> str:
    readability = importlib.import_module("readability")
    return str(readability.Document(decode(data)).summary(html_partial=True))


def _resiliparse(data: bytes, _: str) -> str:
    extract = importlib.import_module("resiliparse.extract.html2text")
    text = extract.extract_plain_text(decode(data), main_content=True, alt_texts=True)
    return _paragraphs(str(text).split("\n\n"))


def _newspaper(data: bytes, language: str) -> str:
    newspaper = importlib.import_module("newspaper")
    article = newspaper.Article(_BASE, language=language[:2] or "en", fetch_images=False)
    article.download(input_html=decode(data))
    article.parse()
    return str(article.article_html or "") or _paragraphs(article.text.split("\n\n"))


def _newspaper_text(data: bytes, language: str) -> str:
    newspaper = importlib.import_module("newspaper")
    article = newspaper.Article(_BASE, language=language[:2] or "en", fetch_images=False)
    article.download(input_html=decode(data))
    article.parse()
    return _paragraphs(article.text.split("\n\n"))


def _goose(data: bytes, _: str) -> str:
    goose3 = importlib.import_module("goose3")
    with goose3.Goose({"enable_image_fetching": False}) as goose:
        return _paragraphs(goose.extract(raw_html=decode(data)).cleaned_text.split("\n\n"))


def _justext(data: bytes, language: str) -> str:
    justext = importlib.import_module("justext")
    name = {"de": "German", "ja": "English"}.get(language[:2], "English")
    found = justext.justext(decode(data), justext.get_stoplist(name))
    return _paragraphs([part.text for part in found if not part.is_boilerplate])


def _paragraphs(parts: list[str]) -> str:
    from html import escape

    return "".join(f"<p>{escape(part)}</p>" for part in parts)


_WHOLE = partial(_trafilatura, include_tables=True, deduplicate=False, url=_BASE)
_FAST = partial(_trafilatura, favor_recall=True, fast=True)
EXTRACTORS = (
    Extractor("page.py", "newstui.formats.page", _own_rules),
    Extractor("maintext.py", "newstui.formats.maintext", _own_main_text),
    Extractor("trafilatura", "trafilatura", _WHOLE),
    Extractor("trafilatura, fast", "trafilatura", _FAST),
    Extractor("readability-lxml", "readability", _readability),
    Extractor("resiliparse", "resiliparse.extract.html2text", _resiliparse),
    Extractor("newspaper4k, HTML", "newspaper", _newspaper),
    Extractor("newspaper4k, text", "newspaper", _newspaper_text),
    Extractor("goose3", "goose3", _goose),
    Extractor("justext", "justext", _justext),
)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
