"""Addresses that strangers wrote: which may be opened, and how they are shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit, urlunsplit

from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.model.text import SafeText

LENGTH_LIMIT: Final = 4_096
"""Longest address that is opened or fetched, in characters."""
_USERINFO: Final = re.compile(r"(?<=//)[^/?#]*@")
_SCHEMES: Final = frozenset({"http", "https"})
_PORTS: Final = {"http": ":80", "https": ":443"}


def openable(url: str) -> bool:
    """Whether a browser may be given this address.

    Only http and https, with a host, without a user name or password, of visible characters
    without spaces, at most `LENGTH_LIMIT` long.
    """
    if len(url) > LENGTH_LIMIT or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(host) and "@" not in parts.netloc


def shown_address(url: str) -> SafeText:
    """Show an address with its host in punycode, so that a look-alike letter cannot hide."""
    return clean_line(ascii_host(url))


def ascii_host(url: str) -> str:
    """Write the host of an address in punycode.

    The form follows RFC 3492 by way of Python's IDNA codec; a host it refuses is escaped.
    """
    try:
        parts = urlsplit(url)
        host = parts.netloc
    except ValueError:
        return ascii(url)[1:-1]
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            host = host.encode("ascii", "backslashreplace").decode("ascii")
    return urlunsplit(parts._replace(netloc=host))


def without_credentials(url: str) -> SafeText:
    """Take user name and password off an address, to show it; whatever else it may be."""
    return clean_line(bare_address(url))


def bare_address(url: str) -> str:
    """Take user name and password off an address, to hand it on; it may not be shown yet."""
    return _USERINFO.sub("", url, count=1)


def address_key(url: str) -> str:
    """Make addresses comparable: two with one key lead to the same feed.

    http and https are one, so are the letters of a host in either case, its usual port and
    none, and a path with and without a slash at its end. Different hosts never are, nor
    different user names.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    scheme, (user, at, host) = parts.scheme, parts.netloc.rpartition("@")
    if scheme not in _SCHEMES:
        return url
    host = host.lower().removesuffix(_PORTS[scheme])
    query = f"?{parts.query}" if parts.query else ""
    path = parts.path if query else parts.path.rstrip("/")
    return f"//{user}{at}{host}{path or '/'}{query}"


def absolute(url: str, base_url: str) -> str:
    """Resolve a link against the document it stands in; one that cannot be resolved stays."""
    try:
        return urljoin(base_url, url.strip())
    except ValueError:
        return url
