"""A program of its own: finds regular expressions in texts on its standard input.

Run by `patterns`, isolated and without site-packages; so it imports nothing of newstui. The first
line is a JSON list of patterns; then a number and a length in bytes a line, each followed by its
text. At the end it writes, for each pattern, the numbers of the texts it was found in.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import warnings
from typing import Final

_PROCESSOR_SECONDS: Final = 10
"""Whoever started it may be gone."""
_MEMORY_BYTES: Final = 512 * 1024 * 1024


def main() -> None:
    """Search what comes on standard input."""
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    warnings.simplefilter("ignore")
    stream = sys.stdin.buffer
    patterns = [
        re.compile(source, re.IGNORECASE | re.MULTILINE) for source in json.loads(stream.readline())
    ]
    found: list[list[int]] = [[] for _ in patterns]
    while head := stream.readline():
        number, length = map(int, head.split())
        text = stream.read(length).decode("utf-8", "replace")
        for pattern, numbers in zip(patterns, found, strict=True):
            if pattern.search(text):
                numbers.append(number)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
