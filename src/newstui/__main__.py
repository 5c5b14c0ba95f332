"""The way in: `newstui`, and `python -m newstui`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; returns its exit status: 0 done, 1 something failed, 2 wrong use."""
    from newstui.cli.running import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
