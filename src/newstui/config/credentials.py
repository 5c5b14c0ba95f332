"""Reading the tables `[credentials."host"]`: who the reader is to a host, never a password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newstui.config import values
from newstui.model.credentials import Credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newstui.config.values import Reader

    Complain = Callable[[tuple[str, ...], str], None]


def read_credentials(value: object, complain: Complain) -> Iterator[Credentials]:
    """Read the credentials of every host; what is wrong with one costs that one.

    Raises:
        ValueError: If these are no tables at all.
    """
    if not isinstance(value, dict):
        raise ValueError('must be tables, as in [credentials."news.example"]')  # noqa: TRY004 - one kind of error a line
    for host, table in value.items():
        try:
            entries = _read_entries(host, table, complain)
            if entries is not None:
                yield _assemble(host, entries)
        except ValueError as error:
            complain((host,), str(error))


def _read_entries(host: str, table: object, complain: Complain) -> dict[str, Any] | None:
    """Read the lines of one table; `None` when one of them cannot be used.

    Raises:
        ValueError: If something is wrong with it as a whole.
    """
    if not isinstance(table, dict) or any(isinstance(value, dict) for value in table.values()):
        raise ValueError('must be a host in quotes, as in [credentials."news.example"]')
    _host(host)
    found: dict[str, Any] = {}
    for key, value in table.items():
        try:
            found[key] = values.known(key, _READERS)(value)
        except ValueError as error:
            complain((host, key), str(error))
            return None
    return found


def _assemble(host: str, found: dict[str, Any]) -> Credentials:
    name, port = _host(host)
    if "user" not in found:
        raise ValueError("needs a user")
    if ("password_command" in found) == ("password_file" in found):
        raise ValueError("needs either password_command or password_file")
    return Credentials(setting=f'credentials."{host}"', host=name, port=port, **found)


def _host(written: str) -> tuple[str, int | None]:
    """Read a host, perhaps with a port, as addresses have it."""
    from urllib.parse import urlsplit

    wrong = "must be a host, or a host and its port, as in news.example:8443"
    try:
        parts = urlsplit(f"//{written}")
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError:
        raise ValueError(wrong) from None
    if not host or "@" in written or parts.netloc != written:
        raise ValueError(wrong)
    return host.lower(), port


def _user(value: object) -> str:
    user = values.text(value)
    if not user or ":" in user:
        # HTTP's basic authentication ends the name there (RFC 7617 2).
        raise ValueError("must be a name without a colon")
    return user


_READERS: Final[dict[str, Reader]] = {
    "user": _user,
    "password_command": values.own_command,
    "password_file": lambda value: str(values.path(value)),
}
