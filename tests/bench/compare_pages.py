"""Compare what libraries find of a story on a page: `python tests/bench/compare_pages.py [FOLDER]`.

Each extractor that is installed reads every page of a folder, `tests/data/pages` unless others are
named, in a process of its own. Where NAME.txt stands beside NAME.html, it is the text expected of
that page, and compared whole. `expected.json` tells of pages by parts: sentences and captions that
must be there (`keep`, `captions`), furniture that must not (`drop`). `-v` names what went wrong,
`--only NAME` asks one extractor. `saved_pages.py` makes folders of pages that others saved.
"""

from __future__ import annotations

import argparse
import json
import logging
import statistics
import sys
import time
import warnings
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if __name__ == "__main__":
    _ROOT = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(_ROOT), str(_ROOT / "src")]

from tests.bench.extractors import BASE, EXTRACTORS, measure_cost
from tests.bench.text_scores import score

from newstui.formats.decoding import decode
from newstui.formats.metadata import read_metadata
from newstui.model.text import SpanKind
from newstui.text.elements import read_markup
from newstui.text.html import html_to_document

if TYPE_CHECKING:
    from tests.bench.extractors import Extractor
    from tests.bench.text_scores import Score

    from newstui.model.text import Document

_PAGES: Final = Path(__file__).parents[1] / "data" / "pages"
_REPEATS: Final = 3
_KEYS: Final = ("keep", "captions", "drop")


class Reading(NamedTuple):
    """What one extractor found of the pages of a folder."""

    scores: dict[str, Score]
    """Of the pages whose whole text is expected."""
    counts: tuple[int, ...]
    """Sentences and captions kept, furniture let through, of the pages told by parts."""
    faults: list[str]
    failed: int
    """Pages that are lost, or lack a part, or have one too many."""
    milliseconds: list[float]
    """Processor time of each page, the best of a few times."""
    megabytes: float
    """Most memory it took."""


def main(arguments: list[str]) -> int:
    """Print a table a folder, and what each extractor costs."""
    parser = argparse.ArgumentParser(description="Compare what finds the story of a page.")
    parser.add_argument("folders", nargs="*", type=Path, default=[_PAGES])
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--only", choices=[extractor.name for extractor in EXTRACTORS])
    options = parser.parse_args(arguments)
    chosen = [each for each in EXTRACTORS if options.only in (None, each.name)]
    usable = [extractor for extractor in chosen if not extractor.problem()]
    for folder in options.folders:
        if not _whole_texts(folder) and not _wanted(folder):
            parser.error(f"{folder} holds neither pages with a NAME.txt each nor an expected.json")
    everything: dict[str, list[Score]] = {}
    for folder in options.folders:
        _tell(_title(folder))
        for extractor in usable:
            reading = _in_own_process(extractor, folder)
            everything.setdefault(extractor.name, []).extend(reading.scores.values())
            _tell(_line(extractor, folder, reading))
            _tell(*(f"    {fault}" for fault in reading.faults if options.verbose))
    if len(options.folders) > 1:
        _tell("all whole texts", *(f"{name:22}{_mean(all_)}" for name, all_ in everything.items()))
    _tell(f"{'cost':22}{'import ms':>10}{'import MB':>10}{'disk MB':>9}  licence")
    for extractor in chosen:
        _tell(_cost_line(extractor))
    return 0


def _tell(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


def _title(folder: Path) -> str:
    sentences, captions, furniture = _totals(folder)
    whole, told = len(_whole_texts(folder)), len(_wanted(folder))
    return (
        f"{folder.name}: {whole} whole texts; {told} pages told "
        f"by {sentences} sentences, {captions} captions, {furniture} furniture\n"
        f"{'':22}precision recall    F1 lost |    kept captions furniture failed |"
        f" ms/page  worst     MB"
    )


def _line(extractor: Extractor, folder: Path, reading: Reading) -> str:
    pairs = zip(reading.counts, _totals(folder), strict=True)
    shares = (f"{count / total:8.1%}" if total else f"{'-':>8}" for count, total in pairs)
    times = reading.milliseconds or [0.0]
    return (
        f"{extractor.name:22}{_mean(list(reading.scores.values()))} | {' '.join(shares)} "
        f"{reading.failed:6} | {statistics.median(times):7.1f}{max(times):7.0f} "
        f"{reading.megabytes:6.0f}"
    )


def _mean(scores: list[Score]) -> str:
    if not scores:
        return f"{'-':>9} {'-':>6} {'-':>5} {'-':>4}"
    precision, recall = (statistics.mean(each) for each in zip(*scores, strict=True))
    f1 = statistics.mean(each.f1 for each in scores)
    lost = sum(each.is_lost for each in scores)
    return f"{precision:9.1%} {recall:6.1%} {f1:5.1%} {lost:4}"


def _cost_line(extractor: Extractor) -> str:
    if problem := extractor.problem():
        return f"{extractor.name:22}{problem}"
    cost = measure_cost(extractor)
    return (
        f"{extractor.name:22}{cost.import_milliseconds:10.0f}{cost.import_megabytes:10.1f}"
        f"{cost.size_megabytes:9.1f}  {cost.licence}"
    )


def _whole_texts(folder: Path) -> list[Path]:
    texts = (path.with_suffix(".txt") for path in folder.glob("*.html"))
    return [text for text in texts if text.exists()]


def _wanted(folder: Path) -> dict[str, dict[str, Any]]:
    """Read what is told by parts of the pages that are a story."""
    path = folder / "expected.json"
    told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {name: page for name, page in told.items() if "refused" not in page}


def _totals(folder: Path) -> tuple[int, ...]:
    pages = _wanted(folder).values()
    return tuple(sum(len(page.get(key, ())) for page in pages) for key in _KEYS)


def _in_own_process(extractor: Extractor, folder: Path) -> Reading:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(read_all, extractor.name, folder).result()


def read_all(name: str, folder: Path) -> Reading:
    """Let one extractor read a folder; run in a process of its own."""
    warnings.simplefilter("ignore")
    logging.disable()
    extractor = next(each for each in EXTRACTORS if each.name == name)
    wanted, faults, counts = _wanted(folder), [], [0] * len(_KEYS)
    scores: dict[str, Score] = {}
    times: list[float] = []
    failed = 0
    for path in sorted(folder.glob("*.html")):
        whole = path.with_suffix(".txt")
        if not whole.exists() and path.name not in wanted:
            continue
        data = path.read_bytes()
        facts = read_metadata(read_markup(decode(data)))
        document, milliseconds, problem = _read(extractor, data, facts.language or "en")
        times.append(milliseconds)
        if whole.exists():
            found = scores[path.name] = score(
                whole.read_text(encoding="utf-8"), document, facts.headline()
            )
            problem += f" {found.precision:.0%} right, {found.recall:.0%} found" * (found.f1 < 1)
            failed += found.is_lost
        else:
            added, missed = _count(wanted[path.name], document)
            counts = [old + new for old, new in zip(counts, added, strict=True)]
            problem += missed
            failed += bool(missed)
        faults += [f"{path.name}:{problem}"] if problem else []
    return Reading(scores, tuple(counts), faults, failed, times, _peak_megabytes())


def _peak_megabytes() -> float:
    """Read the most memory this process had, as Linux tells it; 0 elsewhere."""
    path = Path("/proc/self/status")
    lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    found = (int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
    return next(found, 0.0)


def _read(extractor: Extractor, data: bytes, language: str) -> tuple[Document, float, str]:
    """Read a page; gives its story, the milliseconds it took, and what went wrong."""
    best = float("inf")
    body = problem = ""
    for _ in range(_REPEATS):
        start = time.process_time()
        try:
            body = extractor.read(data, language)
        except Exception as error:  # noqa: BLE001 - a library may fail as it likes
            problem = f" {error!r}"[:200]
        best = min(best, time.process_time() - start)
        if problem:
            break
    return html_to_document(body, base_url=BASE), best * 1_000, problem


def _count(page: dict[str, Any], document: Document) -> tuple[list[int], str]:
    """Count the parts found, and tell what is missing or too much."""
    text = _plain(document.text)
    spans = (span for span in document.spans if span.kind is SpanKind.IMAGE)
    images = _plain("\n".join(document.text[span.start : span.end] for span in spans))
    keep, captions, drop = (page.get(key, ()) for key in _KEYS)
    lost = [part for part in keep if _plain(part) not in text]
    bare = [part for part in captions if _plain(part) not in images]
    extra = [part for part in drop if _plain(part) in text]
    counts = [len(keep) - len(lost), len(captions) - len(bare), len(extra)]
    problem = f" lost {lost}, captions {bare}, extra {extra}" if lost or bare or extra else ""
    return counts, problem


def _plain(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
