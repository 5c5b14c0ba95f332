"""Measure what hostile texts cost the attribution engine: `python tests/bench/hostile.py [SHAPE]`.

Each shape is read at two sizes. Four times as much text may take four times as long: a shape whose
megabyte costs much more at the larger size is marked, and the exit status is 1.
"""

from __future__ import annotations

import sys
import time
from itertools import count, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Final

if __name__ == "__main__":
    _ROOT = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(_ROOT), str(_ROOT / "src")]

from newstui.attribution import attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZES: Final = (250_000, 1_000_000)
_TOLERATED: Final = 1.5
"""How much dearer a megabyte of the larger text may be: machines are busy now and then."""
_SHAPES: Final = {
    "quotation marks": "“‘\"'",
    "paragraphs of a mark": '"\n\n',
    "marks that open": "“a ",
    "marks never closed": "“It rains at {i}, said Bo{i} Kern{i}.\n\nIt snows.\n\n",
    "clipped words": "the miners' rock 'n' roll ",
    "brackets": "(a) ( ",
    "commas": ", a",
    "capitals": "Alda{i} ",
    "one word": "a",
    "according": "according to according to the Post, ",
    "said": "said he said ",
    "short reports": "Mayor A{i} said it was late. Officer B{i} said it rained. ",
    "short quotations": "“It rains at {i},” said Bo{i} Kern{i}. ",
    "several at once": "Kern{i} and Orr{i} and Lenz{i} said it rained. ",
    "pronouns": "Bo{i} Kern{i} met Al{i} Orr{i}. He said it rained. She said it snowed. ",
    "turns": "Kern{i}: it rains.\n\n",
}
"""What is said again and again, with another number each time where there is room for one."""


def main() -> int:
    """Print seconds of CPU a megabyte for each shape and size."""
    wanted = sys.argv[1:] or list(_SHAPES)
    sys.stdout.write(f"{'s a MB':22}" + "".join(f"{size:>12,}" for size in _SIZES) + "\n")
    failed = False
    for shape in wanted:
        costs = [_cost(_text(_SHAPES[shape], size)) for size in _SIZES]
        is_dearer = costs[-1] > costs[0] * _TOLERATED
        failed = failed or is_dearer
        row = "".join(f"{cost:12.2f}" for cost in costs)
        sys.stdout.write(f"{shape:22}{row}{'  more than linear' if is_dearer else ''}\n")
    return failed


def _text(shape: str, size: int) -> str:
    said = map(shape.replace, repeat("{i}"), map(str, count()))
    return "".join(_until(said, size))[:size]


def _until(said: Iterator[str], size: int) -> Iterator[str]:
    while size > 0:
        piece = next(said)
        size -= len(piece)
        yield piece


def _cost(text: str) -> float:
    started = time.process_time()
    attribute(text)
    return (time.process_time() - started) / len(text) * 1e6


if __name__ == "__main__":
    sys.exit(main())
