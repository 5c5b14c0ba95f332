"""Passwords for web servers, from a command or a file the reader named in the settings.

Each is asked for once a refresh, lives in this process only, and no error shows one, nor anything
else a command wrote.
"""

from __future__ import annotations

import os
import select
import signal
import stat
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError
from newstui.places.addresses import parse_address
from newstui.text.clean import clean_line
from newstui.text.links import without_credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Future, ThreadPoolExecutor
    from types import TracebackType
    from typing import Self

    from newstui.model.credentials import Credentials

COMMAND_SECONDS: Final = 10.0
"""How long a command may take."""
_AT_ONCE: Final = 4
"""Most commands that run."""
_SLICE_SECONDS: Final = 0.1
_LENGTH_LIMIT: Final = 4_096
"""Longest output or file, in bytes."""
_USUAL_PORTS: Final = {"http": 80, "https": 443}
_FOREIGN_MODE: Final = 0o077
_FIRST_PRINTABLE: Final = " "
_DELETE: Final = "\x7f"


class _NoPasswordError(Exception):
    """There is no password; why, in words."""


class Passwords:
    """What the reader keeps ready for web servers."""

    def __init__(
        self,
        tables: Iterable[Credentials] = (),
        *,
        is_stopping: Callable[[], bool] = lambda: False,
        seconds: float = COMMAND_SECONDS,
    ) -> None:
        self._tables, self._is_stopping, self._seconds = tuple(tables), is_stopping, seconds
        self._pool: ThreadPoolExecutor | None = None
        self._asked: dict[str, Future[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def has_for(self, url: str) -> bool:
        """Whether there is one for an address; nobody is asked for it yet."""
        return self._table(url) is not None

    def begin(self, url: str) -> bool:
        """Begin to ask for the password of an address; false when it needs none."""
        table = self._table(url)
        if table is not None and table.setting not in self._asked:
            if self._pool is None:
                from concurrent.futures import ThreadPoolExecutor

                self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="newstui-password")
            self._asked[table.setting] = self._pool.submit(self._ask, table)
        return table is not None

    def of(self, url: str) -> tuple[str, str] | None:
        """Give user name and password for an address; `None` when it needs none.

        Raises:
            PlaceError: If there should be a password, but is none; it names the setting.
        """
        table = self._table(url)
        if table is None or not self.begin(url):
            return None
        try:
            return table.user, self._asked[table.setting].result()
        except _NoPasswordError as error:
            key = "password_command" if table.password_command else "password_file"
            reason = clean_line(f"{table.setting}.{key} {error}")
            raise PlaceError(without_credentials(url), reason) from None

    def _table(self, url: str) -> Credentials | None:
        """Find what is meant for an address that brings nothing of its own."""
        if not self._tables:
            return None
        try:
            address = parse_address(url)
        except PlaceError:
            return None
        if address.user or address.password:
            return None
        usual = address.port == _USUAL_PORTS[address.scheme]
        ports = {address.port, None} if usual else {address.port}
        fitting = (one for one in self._tables if one.host == address.host and one.port in ports)
        return next(fitting, None)

    def _ask(self, table: Credentials) -> str:
        if table.password_file:
            data = _read_file(table.password_file)
        else:
            data = _run(table.password_command, seconds=self._seconds, stopping=self._is_stopping)
        return _password(data)


def _password(data: bytes) -> str:
    """Take the first line."""
    try:
        password = data.split(b"\n", 1)[0].removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        raise _NoPasswordError("gives a first line that is not UTF-8") from None
    if not password:
        raise _NoPasswordError("gives an empty first line")
    if any(char < _FIRST_PRINTABLE or char == _DELETE for char in password):
        raise _NoPasswordError("gives a first line with control characters")
    return password


def _read_file(path: str) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _NoPasswordError(f"cannot be opened: {path}, {error.strerror}") from None
    try:
        _judge_file(path, os.fstat(descriptor))
        return os.read(descriptor, _LENGTH_LIMIT)
    except OSError as error:
        raise _NoPasswordError(f"cannot be read: {path}, {error.strerror}") from None
    finally:
        os.close(descriptor)


def _judge_file(path: str, status: os.stat_result) -> None:
    """Refuse what others could read, write or have laid there."""
    if not stat.S_ISREG(status.st_mode):
        raise _NoPasswordError(f"is refused: {path} is not a regular file")
    if status.st_uid != os.geteuid():
        raise _NoPasswordError(f"is refused: {path} belongs to another user")
    if status.st_mode & _FOREIGN_MODE:
        raise _NoPasswordError(f"is refused: {path} is open to others; chmod 600 helps")


def _run(command: tuple[str, ...], *, seconds: float, stopping: Callable[[], bool]) -> bytes:
    """Run a command and take what it writes; one that does not end is ended with all it started."""
    # The terminal is the screen's: nothing may ask for a passphrase there.
    environment = {name: value for name, value in os.environ.items() if name != "GPG_TTY"}
    try:
        process = subprocess.Popen(  # noqa: S603 - the reader's own words, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it cannot be run"
        raise _NoPasswordError(f"could not be started: {command[0]}, {why}") from None
    with process:
        try:
            data = _listen(process, time.monotonic() + seconds, stopping)
        finally:
            if process.poll() is None:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
    if data is None:
        raise _NoPasswordError(f"did not end within {seconds:g} s")
    if process.returncode:
        raise _NoPasswordError(f"failed (status {process.returncode})")
    return data


def _listen(
    process: subprocess.Popen[bytes], deadline: float, stopping: Callable[[], bool]
) -> bytes | None:
    """Take what a command writes until it ends; `None` when it does not in time.

    That its output stays open says nothing: what it left running may have it, too.
    """
    pipe = process.stdout.fileno() if process.stdout else -1
    data, is_open = b"", True
    while time.monotonic() < deadline:
        if stopping():
            raise _NoPasswordError("was not asked: newstui is stopping")
        has_ended = process.poll() is not None
        wait = 0 if has_ended else _SLICE_SECONDS
        if is_open and select.select([pipe], [], [], wait)[0]:
            part = os.read(pipe, _LENGTH_LIMIT)
            data, is_open = data + part, bool(part)
            if len(data) > _LENGTH_LIMIT:
                raise _NoPasswordError("writes far more than a password")
        elif has_ended:
            return data
        elif not is_open:
            time.sleep(_SLICE_SECONDS / 10)
    return None
