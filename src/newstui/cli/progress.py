"""A progress bar where somebody watches; nothing in a pipe or a log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from types import TracebackType
    from typing import TextIO

    from newstui.model.text import SafeText


_NAME_LIMIT: Final = 40
"""Longest name shown beside the bar, in characters."""


class Progress:
    """Progress of one piece of work, on a stream that may be a terminal."""

    def __init__(self, stream: TextIO, *, hidden: bool = False) -> None:
        self._stream = stream
        self._shown = not hidden and stream.isatty()
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if self._shown:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            self._bar = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                console=Console(file=self._stream),
                transient=True,
                redirect_stdout=False,
            )
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def start(self, total: int, doing: SafeText) -> None:
        """Begin, with so many steps to go, saying what is done."""
        if self._bar is not None:
            self._task = self._bar.add_task(doing[:_NAME_LIMIT], total=total)

    def advance(self, text: SafeText, steps: int = 1) -> None:
        """Take a step, or several, naming what it was about."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=steps, description=text[:_NAME_LIMIT])

    def go_on(self, done: int, total: int, doing: SafeText) -> None:
        """Count other steps from now on: how many are done of how many, saying what is done."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done, total=total, description=doing)
