"""The terminal: drawn on standard output, and given back as it was, at once and always."""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import sys
import termios
from codecs import getincrementaldecoder
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, NoReturn

from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size

from newstui.tui.drawing.canvas import Canvas
from newstui.tui.keyboard import TerminalParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App

_LOOK_SECONDS: Final = 0.1
"""How soon a key that may be the beginning of a longer one is taken for itself."""
_READ_BYTES: Final = 4096
_HIDE_CURSOR: Final = "\x1b[?25l"
_SHOW_CURSOR: Final = "\x1b[?25h"
_BAR_CURSOR: Final = "\x1b[6 q"
"""A thin bar that does not blink (DECSCUSR)."""
_USUAL_CURSOR: Final = "\x1b[0 q"
_FIXED_CURSORS: Final = frozenset({"dumb", "linux"})
"""Terminals that may print what would shape a cursor."""
_GIVE_BACK: Final = (
    "\x1b[?2004l"  # bracketed paste off
    "\x1b[?7h"  # line wrap on
    "\x1b[?2048l"  # in-band resize off
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # mouse off
    "\x1b[?1004l"  # focus reports off
    "\x1b[<u"  # keyboard protocol as before
    "\x1b[0m"  # no colours
    "\x1b[?1049l"  # main screen
    f"{_SHOW_CURSOR}"
)


class NewsDriver(LinuxDriver):
    """Textual's driver, with a way out that waits for nothing."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._output = sys.__stdout__ or sys.stdout
        self._file = sys.__stdout__
        self.canvas = Canvas(self.write)
        self._shapes_cursor = os.environ.get("TERM") not in _FIXED_CURSORS

    def start_application_mode(self) -> None:
        """Take the terminal, and follow its size from now on."""
        super().start_application_mode()  # type: ignore[no-untyped-call] # of Textual's
        # Textual's handler may interrupt itself and then tell the older of two sizes last.
        asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, self._tell_size)
        self._shape_cursor(_BAR_CURSOR)

    def stop_application_mode(self) -> None:
        """Give the terminal back for a while, without what was drawn over it."""
        self.canvas.clear()
        self._shape_cursor(_USUAL_CURSOR)
        super().stop_application_mode()

    def _shape_cursor(self, sequence: str) -> None:
        if self._shapes_cursor:
            self.write(sequence)

    @contextmanager
    def painting(self) -> Iterator[None]:
        """Hide the cursor while a frame is written, and show it where it was left.

        Screen readers and magnifiers follow it, many of them only while it is visible.
        """
        self.write(_HIDE_CURSOR)
        try:
            yield
        finally:
            self.write(_SHOW_CURSOR)

    def _tell_size(self) -> None:
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self._app.post_message(Resize(size, size))

    def run_input_thread(self) -> None:
        """Read what is typed and pasted, until the driver is told to stop."""
        parser = TerminalParser(self._debug)
        # What is no text at all is shown as such; it must not end the reader.
        decoder = getincrementaldecoder("utf-8")("replace")
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_LOOK_SECONDS):
                    data = os.read(self.fileno, _READ_BYTES)
                    if not data:
                        return
                    if text := decoder.decode(data):
                        for event in parser.feed(text):
                            self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

    def leave(self, status: int, last_words: str = "") -> NoReturn:
        """Give the terminal back and end the process.

        Textual's own way takes a quarter of a second, most of it waiting for its input thread.
        Whatever is to be kept must be on disk by now.

        Args:
            status: Exit status.
            last_words: A line or several for standard error; empty for none.
        """
        if self._writer_thread is not None:
            self._writer_thread.stop()
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSAFLUSH, self.attrs_before)
        with suppress(OSError):
            usual = _USUAL_CURSOR if self._shapes_cursor else ""
            give_back = self.canvas.take_undo() + usual + _GIVE_BACK
            os.write(self._output.fileno(), give_back.encode("ascii"))
        if last_words:
            with suppress(OSError):
                os.write(2, f"{last_words}\n".encode("utf-8", "replace"))
        os._exit(status)
