"""What finds the story of a page: newstui's own rules and the libraries they are compared with."""

from __future__ import annotations

import importlib
import subprocess
import sys
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from newstui.errors import FormatError
from newstui.formats.decoding import decode
from newstui.formats.maintext import main_text
from newstui.formats.page import parse_page

if TYPE_CHECKING:
    from collections.abc import Callable

BASE: Final = "https://page.example/story"
_REPEATS: Final = 5
_OWN: Final = "newstui.formats"


class Extractor(NamedTuple):
    """One way to find a story."""

    name: str
    module: str
    """What has to be importable."""
    read: Callable[[bytes, str], str]
    """Takes a page and its language, gives HTML."""

    def problem(self) -> str:
        """Say why it cannot be asked; empty when it can."""
        try:
            importlib.import_module(self.module)
        except ImportError as error:
            return f"not installed ({error})"
        return ""


class Cost(NamedTuple):
    """What it costs to have an extractor."""

    import_milliseconds: float
    import_megabytes: float
    """Memory that importing it takes, beyond the interpreter's own."""
    size_megabytes: float
    """On the disk, with all it needs, beyond what newstui needs anyway."""
    licence: str


def measure_cost(extractor: Extractor) -> Cost:
    """Measure what it costs to have an extractor."""
    milliseconds, megabytes = zip(
        *(_import_cost(extractor.module) for _ in range(_REPEATS)), strict=True
    )
    return Cost(min(milliseconds), min(megabytes), *_installed(extractor.module))


_IMPORT: Final = (
    "import time, psutil; used = psutil.Process().memory_info;"
    "start, before = time.process_time(), used().rss; import {};"
    "print((time.process_time() - start) * 1000, (used().rss - before) / (1 << 20))"
)


def _import_cost(module: str) -> tuple[float, float]:
    command = [sys.executable, "-W", "ignore", "-c", _IMPORT.format(module)]
    answer = subprocess.check_output(command, env={"PYTHONPATH": ":".join(sys.path)})
    milliseconds, megabytes = map(float, answer.split())
    return milliseconds, megabytes


def _installed(module: str) -> tuple[float, str]:
    """Measure what a library and its dependencies take beyond newstui's own, and its licence."""
    owners = metadata.packages_distributions().get(module.partition(".")[0], [])
    if not owners or module.startswith("newstui"):
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
    feed = parse_page(decode(data), origin="page", base_url=BASE)
    return "\n".join(entry.body for entry in feed.entries)


def _own_main_text(data: bytes, _: str) -> str:
    try:
        return main_text(data, origin="page", content_type="text/html", base_url=BASE).body
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
    article = newspaper.Article(BASE, language=language[:2] or "en", fetch_images=False)
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


_WHOLE = partial(_trafilatura, include_tables=True, deduplicate=False, url=BASE)
EXTRACTORS: Final = (
    Extractor("page.py", f"{_OWN}.page", _own_rules),
    Extractor("maintext.py", f"{_OWN}.maintext", _own_main_text),
    Extractor("trafilatura", "trafilatura", _WHOLE),
    Extractor("trafilatura, precise", "trafilatura", partial(_WHOLE, favor_precision=True)),
    Extractor("trafilatura, all", "trafilatura", partial(_WHOLE, favor_recall=True)),
    Extractor("trafilatura, fast", "trafilatura", partial(_WHOLE, fast=True)),
    Extractor("readability-lxml", "readability", _readability),
    Extractor("resiliparse", "resiliparse.extract.html2text", _resiliparse),
    Extractor("newspaper4k", "newspaper", _newspaper),
    Extractor("goose3", "goose3", _goose),
    Extractor("justext", "justext", _justext),
)
