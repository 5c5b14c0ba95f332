"""The reader's own editor, for what is longer than a line."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newstui.model.text import SafeText


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What became of a text in the editor."""

    text: str | None = None
    """As it was saved; `None` when it is not to be taken."""
    trouble: SafeText = NOTHING
    """Why it is not; empty when nothing went wrong."""


def find_editor(environ: Mapping[str, str] = os.environ) -> list[str]:
    """Find the program and arguments that VISUAL or EDITOR name, else a usual one; no shell."""
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(environ.get(name, ""))
        except ValueError:
            continue
        if words:
            return words
    usual = next(filter(None, map(shutil.which, ("sensible-editor", "nano", "vi"))), None)
    return [usual] if usual else []


def edit_text(words: Sequence[str], text: str) -> Edited:
    """Have a text edited in the terminal; it is in a private file meanwhile.

    Args:
        words: The editor and its arguments; the file comes after them.
        text: What is edited.
    """
    with tempfile.TemporaryDirectory(prefix="newstui-note-") as folder:
        path = Path(folder) / "note.txt"
        path.write_text(f"{text}\n" if text else "", "utf-8", "replace")
        try:
            status = subprocess.run([*words, str(path)], check=False).returncode  # noqa: S603 - the reader's own editor, no shell
            edited = path.read_text("utf-8", "replace")
        except OSError as error:
            return Edited(trouble=clean_line(f"{words[0]}: {error.strerror}; the note stays"))
        if status:
            told = f"{words[0]}: ended with status {status}; the note stays as it was"
            return Edited(trouble=clean_line(told))
        return Edited(text=edited)
