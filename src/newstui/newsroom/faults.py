"""Mistakes in newstui itself: written down for whoever mends them, told in one sentence."""

from __future__ import annotations

import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

from newstui.text.clean import clean_block, clean_line

if TYPE_CHECKING:
    from pathlib import Path

    from newstui.model.text import SafeText


def write_down(error: BaseException, log: Path) -> SafeText:
    """Append an unexpected error to the log; return what to tell the reader."""
    lines = clean_block("".join(traceback.format_exception(error)))
    with suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{lines}\n")
        return clean_line(f"something went wrong; it is written down in {log}")
    last = traceback.format_exception_only(error)[-1]
    return clean_line(f"something went wrong: {last}")
