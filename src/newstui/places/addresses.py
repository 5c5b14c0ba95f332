"""Web addresses as they are asked: normal form, credentials apart, public or private."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from newstui.errors import PlaceError
from newstui.text.clean import clean_line
from newstui.text.links import KEPT_IN_PATH, LENGTH_LIMIT, without_credentials, without_dots

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_SCHEMES: Final = frozenset({"http", "https"})
_DOUBTFUL: Final = re.compile(r"(?<=//).*@", re.DOTALL)
_PORTS: Final = {"http": 80, "https": 443}
_NAME: Final = re.compile(r"[A-Za-z0-9._~-]{1,253}")
_IPV6: Final = re.compile(r"[0-9a-f:.]{2,45}(%[A-Za-z0-9._~-]{1,64})?")
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 range whose addresses carry an IPv4 address (RFC 6052)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An http(s) address, ready to be asked."""

    url: str
    """ASCII, without user name, password and fragment."""
    host: str
    """Lower case, in punycode; an IPv6 address without brackets."""
    port: int
    user: str = ""
    password: str = ""

    @property
    def scheme(self) -> str:
        """Either "http" or "https"."""
        return self.url.partition(":")[0]

    @property
    def authority(self) -> str:
        """Host and port, as one word."""
        return f"{self.host}:{self.port}"

    @property
    def origin(self) -> tuple[str, str, int]:
        """What credentials are bound to: scheme, host and port (RFC 6454)."""
        return self.scheme, self.host, self.port


def parse_address(raw: str, *, credentials: tuple[str, str] | None = None) -> Address:
    """Read an address somebody wrote.

    Args:
        raw: The address.
        credentials: User name and password, where it holds none.

    Raises:
        PlaceError: If it is not an http(s) address that can be asked.
    """
    raw = raw.strip()
    try:
        parts = urlsplit(raw[: LENGTH_LIMIT + 1])
        if parts.scheme not in _SCHEMES:
            raise PlaceError(without_credentials(raw), "is not an http or https address")
        address = _address(parts, too_long=len(raw) > LENGTH_LIMIT)
    except ValueError as error:
        raise PlaceError(_without_doubt(raw), "is not a usable address") from error
    if credentials and not (address.user or address.password):
        return replace(address, user=credentials[0], password=credentials[1])
    return address


def with_credentials(address: Address) -> str:
    """Write an address in full, for the archive; never for the reader's eyes."""
    if not address.user and not address.password:
        return address.url
    userinfo = f"{quote(address.user, '')}:{quote(address.password, '')}@"
    return address.url.replace("://", f"://{userinfo}", 1)


def redirected(address: Address, location: str) -> Address:
    """Follow one `Location` header; credentials go along only within the same origin.

    Raises:
        PlaceError: If it leads to another scheme, from https to http, or nowhere.
    """
    target = _target(address, location)
    if (address.scheme, target.scheme) == ("https", "http"):
        raise PlaceError(address.url, "redirects from https to unprotected http")
    same = target.origin == address.origin
    user, password = (address.user, address.password) if same else ("", "")
    return Address(url=target.url, host=target.host, port=target.port, user=user, password=password)


def is_public(ip: str) -> bool:
    """Whether an IP address is one of the whole internet.

    Private, loopback, link-local, multicast and reserved ones are not, nor what an IPv6
    address carries of them; nor is anything that is not an IP address.
    """
    try:
        parsed = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        carried = parsed.ipv4_mapped or parsed.sixtofour
        if carried is None and parsed in _NAT64:
            carried = ipaddress.IPv4Address(int(parsed) & 0xFFFF_FFFF)
        if carried is not None:
            return is_public(str(carried))
    return parsed.is_global and not parsed.is_multicast


def is_private_name(host: str) -> bool:
    """Whether a host is private by its name alone: an IP address, or a local name (RFC 6761).

    A name that ends in a number is an IP address in disguise ("0x7f.1"), and nobody honest
    redirects to one.
    """
    host = host.rstrip(".").lower()
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        is_local = host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
        return is_local or _NUMBER.fullmatch(host.rpartition(".")[2]) is not None
    return not is_public(host)


def _address(parts: SplitResult, *, too_long: bool) -> Address:
    """Bring a split address into the form it is asked in; `ValueError` when it has none."""
    host = parts.hostname or ""
    host = host if host.isascii() else host.encode("idna").decode("ascii")
    if too_long or parts.port == 0 or not _is_sound(host):
        raise ValueError(host)
    port = parts.port or _PORTS[parts.scheme]
    path = quote(without_dots(parts.path) or "/", KEPT_IN_PATH)
    query = quote(parts.query, KEPT_IN_PATH)
    url = urlunsplit((parts.scheme, _netloc(parts.scheme, host, port), path, query, ""))
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if "\0" in user + password:
        raise ValueError(host)
    return Address(url=url, host=host, port=port, user=user, password=password)


def _without_doubt(raw: str) -> str:
    """Show an unusable address with everything gone that might be meant as a password."""
    return clean_line(_DOUBTFUL.sub("", raw, count=1))


def _target(address: Address, location: str) -> Address:
    try:
        return parse_address(urljoin(address.url, location.strip()))
    except PlaceError as error:
        reason = f"redirects to {error.origin}, which {error.reason}"
        raise PlaceError(address.url, clean_line(reason)) from error
    except ValueError as error:
        raise PlaceError(address.url, "redirects to an unusable address") from error


def _is_sound(host: str) -> bool:
    """Whether a host consists of what hosts consist of (RFC 3986 3.2.2), with nothing encoded."""
    return (_IPV6 if ":" in host else _NAME).fullmatch(host) is not None


def _netloc(scheme: str, host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return shown if port == _PORTS[scheme] else f"{shown}:{port}"
