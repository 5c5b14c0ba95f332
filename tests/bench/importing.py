"""Moving in from newsboat, measured: everything into an empty library, then the same again."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.scenarios import reader
from tests.bench.terminal import SilenceError, child_environment

if TYPE_CHECKING:
    from tests.bench.scenarios import Plan, Samples


def import_from_newsboat(plan: Plan) -> Samples:
    """Import every article, then import again, which must add nothing."""
    cache = plan.homes.newsboat(plan.stories) / "cache.db"
    with tempfile.TemporaryDirectory(prefix="newstui-bench-") as folder:
        first, added, memory = _import(Path(folder), cache)
        second, again, _memory = _import(Path(folder), cache)
    if added < plan.stories or again:
        raise SilenceError(f"{added} articles were imported first, {again} the second time")
    return {"import": [first], "import again": [second], "import memory": [memory]}


def _import(home: Path, cache: Path) -> tuple[float, int, float]:
    """Run one import; returns its seconds, how many articles it added, and its MB."""
    command = [*reader(home), "import", "--from", "newsboat", "--cache", str(cache), "--json"]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=child_environment(), text=True)
    told = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SilenceError(f"the import ended with {process.returncode}")
    return seconds, json.loads(told.splitlines()[-1])["articles"], used.ru_maxrss / 1024
