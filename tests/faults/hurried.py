"""The refresh process with little patience: `python tests/faults/hurried.py ARGUMENTS`."""

from __future__ import annotations

import runpy
from functools import partial
from typing import Final
from unittest import mock

from newstui.places.limits import Limits

SECONDS: Final = 0.4
"""Its deadline for each document."""

if __name__ == "__main__":
    impatient = partial(Limits, total_seconds=SECONDS, connect_seconds=SECONDS)
    with mock.patch("newstui.places.http.Limits", impatient):
        runpy.run_module("newstui.refresh", run_name="__main__", alter_sys=True)
