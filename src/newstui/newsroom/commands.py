"""Running the reader's own commands on a story: argument lists, no shell, not for ever.

What a story says only ever stands within arguments the reader wrote: it chooses no program and
begins no option.
"""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import tempfile
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError, UsageError
from newstui.newsroom.storyexports import write_story
from newstui.store.bookmarkpages import slug
from newstui.text.clean import SEQUENCES, clean_line
from newstui.text.links import openable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import IO

    from newstui.model.command import UserCommand
    from newstui.model.text import SafeText
    from newstui.newsroom.reading import StoryView

COMMAND_SECONDS: Final = 30.0
"""How long a command may take."""
_SLICE_SECONDS: Final = 0.1
_PIECE: Final = 64 * 1024
"""Bytes read at a time; more than the last so many are not kept."""
_TITLE_LIMIT: Final = 500
_PLACEHOLDER: Final = re.compile(r"\{(url|title|file)\}")
_ACTING: Final = "-+@ "
"""Signs by which programs take the beginning of an argument for more than text."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a command, to tell the reader."""

    text: SafeText
    is_trouble: bool = False


def run_command(
    command: UserCommand,
    view: StoryView,
    *,
    seconds: float = COMMAND_SECONDS,
    is_stopping: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Run a command on a story and wait for its end, at most so long.

    The story as Markdown is its standard input, and the file that `{file}` stands for, which is
    removed when the command has ended.

    Raises:
        UsageError: If the story lacks what the command asks for.
        PlaceError: If the command cannot be started, or no file can be written.
    """
    with ExitStack() as stack:
        try:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newstui-")))
            path = folder / f"{slug(view.story.entry.title)}.md"
            path.write_text(f"{write_story(view)}", "utf-8", errors="replace")
            story = stack.enter_context(path.open("rb"))
        except OSError as error:
            raise PlaceError(command.name, error.strerror or "no file can be written") from error
        words = fill_in(command, url=view.story.entry.url, title=view.story.entry.title, file=path)
        return _run(command.name, words, story, seconds=seconds, is_stopping=is_stopping)


def fill_in(command: UserCommand, *, url: str, title: str, file: Path) -> list[str]:
    """Put what a story says into the arguments of a command.

    A title that begins an argument loses the signs at its start by which programs tell options
    and names of files from text. An address is http(s) and a file's path absolute, so they begin
    with none.

    Raises:
        UsageError: If the command asks for an address and the story has none that may be opened.
    """
    if any("{url}" in word for word in command.words) and not openable(url):
        raise UsageError(f"{clean_line(command.name)}: this story has no link to give to it")
    line = clean_line(title, limit=_TITLE_LIMIT)
    values = {"url": url, "title": line, "file": str(file)}
    return [command.words[0], *(_filled(word, values) for word in command.words[1:])]


def _filled(word: str, values: Mapping[str, str]) -> str:
    """Replace the placeholders of one argument, in one go: what is put in is not looked at."""

    def value(found: re.Match[str]) -> str:
        text = values[found[1]]
        if found.start() == 0 and found[1] == "title":
            return text.lstrip(_ACTING) or "untitled"
        return text

    return _PLACEHOLDER.sub(value, word)


def _run(
    name: str,
    words: list[str],
    story: IO[bytes],
    *,
    seconds: float,
    is_stopping: Callable[[], bool],
) -> Outcome:
    # The terminal is the screen's: nothing may ask for a passphrase there.
    environment = {key: value for key, value in os.environ.items() if key != "GPG_TTY"}
    try:
        process = subprocess.Popen(  # noqa: S603 - the reader's own words, no shell
            words,
            stdin=story,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it cannot be run"
        raise PlaceError(clean_line(name), f"{words[0]} could not be started: {why}") from None
    with process:
        deadline = time.monotonic() + seconds
        try:
            output = _listen(process, deadline, is_stopping)
        finally:
            if process.poll() is None:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
    return _outcome(name, process.returncode, output, seconds)


def _listen(
    process: subprocess.Popen[bytes], deadline: float, is_stopping: Callable[[], bool]
) -> bytes | None:
    """Take what a command writes until it ends; `None` when it does not in time.

    That its output stays open says nothing: what it left running may have it, too.
    """
    pipe = process.stdout.fileno() if process.stdout else -1
    output, is_open = b"", True
    while time.monotonic() < deadline and not is_stopping():
        has_ended = process.poll() is not None
        if is_open and select.select([pipe], [], [], 0 if has_ended else _SLICE_SECONDS)[0]:
            part = os.read(pipe, _PIECE)
            output, is_open = (output + part)[-_PIECE:], bool(part)
        elif has_ended:
            return output
        elif not is_open:
            time.sleep(_SLICE_SECONDS / 10)
    return None


def _outcome(name: str, status: int, output: bytes | None, seconds: float) -> Outcome:
    shown = clean_line(name, limit=60)
    if output is None:
        told = f"{shown}: did not end within {seconds:g} s, so it was ended"
        return Outcome(clean_line(told), is_trouble=True)
    written = SEQUENCES.sub("", output.decode("utf-8", "replace")).replace("\r", "\n")
    lines = (clean_line(line) for line in reversed(written.split("\n")))
    said = next(filter(None, lines), "")
    if status == 0:
        return Outcome(clean_line(f"{shown}: {said or 'done'}"))
    how = f"ended by signal {-status}" if status < 0 else f"failed with status {status}"
    return Outcome(clean_line(f"{shown} {how}{f': {said}' if said else ''}"), is_trouble=True)
