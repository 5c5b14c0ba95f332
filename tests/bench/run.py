"""Measure newstui: `python tests/bench/run.py [--runs N] [--only NAME]`, or `make bench`.

Programs take turns, so that a busy machine is busy for all of them; what counts are ratios and
the best of several runs. The exit status is 0 whatever the figures are.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from tests.bench.table import main

    sys.exit(main(sys.argv[1:]))
