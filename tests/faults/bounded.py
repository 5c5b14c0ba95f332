"""The refresh process with another deadline: `python tests/faults/bounded.py SECONDS ARGUMENTS`."""

from __future__ import annotations

import runpy
import sys
from functools import partial
from unittest import mock

from newstui.places.limits import Limits

if __name__ == "__main__":
    seconds = float(sys.argv.pop(1))
    limits = partial(Limits, total_seconds=seconds, connect_seconds=seconds)
    with mock.patch("newstui.places.http.Limits", limits):
        runpy.run_module("newstui.refresh", run_name="__main__", alter_sys=True)
