"""Score the attribution engine on stories of others: `make score SCORER=program GOLD=file`.

The scorer is a program that takes annotated stories and what was found in them, one JSON object a
line each, and has the options `--run FILE:FUNCTION` and `--json`. What it prints is followed by
how precision and coverage change with the confidence asked for.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if __name__ == "__main__":
    _ROOT = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(_ROOT), str(_ROOT / "src")]

from tests.bench.score_stories import CONFIDENCES, CURVE_HEAD, curve_row

from newstui.attribution import attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADAPTER: Final = "tests/bench/attribution_adapter.py:extract"
_SHARED: Final = "--core"
"""The option that changes which annotations count."""


def main() -> int:
    """Run the scorer, then once more for each confidence."""
    scorer, gold, *options = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "gold.jsonl"
        try:
            whole.write_bytes(_read(Path(gold)))
        except OSError as error:
            sys.stderr.write(f"{gold}: {error.strerror or error}\n")
            return 1
        command = [sys.executable, scorer, str(whole)]
        status = subprocess.run([*command, "--run", _ADAPTER, *options], check=False).returncode
        if status == 0 and "--json" not in options:
            shared = [option for option in options if option == _SHARED]
            lines = _curve([*command, str(Path(folder) / "found.jsonl"), "--json", *shared], whole)
            sys.stdout.writelines(f"{line}\n" for line in lines)
    return status


def _read(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def _curve(command: list[str], gold: Path) -> Iterator[str]:
    """Score what is found from each confidence on, a row each."""
    stories = [json.loads(line) for line in gold.read_text("utf-8").splitlines() if line.strip()]
    found = {story["id"]: attribute(story["text"]).attributions for story in stories}
    yield CURVE_HEAD
    for least in CONFIDENCES:
        lines = [
            json.dumps(
                {
                    "id": number,
                    "attributions": [
                        {"source": one.source, "cue": one.cue, "content": one.content}
                        for one in attributions
                        if one.confidence >= least
                    ],
                }
            )
            for number, attributions in found.items()
        ]
        Path(command[3]).write_text("\n".join(lines), "utf-8")
        told = subprocess.run(command, check=False, capture_output=True, text=True)
        if told.returncode:
            yield f"no curve: {told.stderr.strip() or 'the scorer failed'}"
            return
        yield _row(least, json.loads(told.stdout))


def _row(least: float, scores: dict[str, Any]) -> str:
    linked, near, detected = (scores[name] for name in ("linked", "linked_any", "detect"))
    wrong = 1 - near["p"] / detected["p"] if detected["p"] else 0.0
    return curve_row(least, 100 * linked["p"], 100 * linked["r"], 100 * wrong)


if __name__ == "__main__":
    sys.exit(main())
