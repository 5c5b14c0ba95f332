"""Addresses that strangers wrote: which may be opened, how they are shown, which are the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from urllib.parse import SplitResult

    from newstui.model.text import SafeText

LENGTH_LIMIT: Final = 4_096
"""Longest address that is opened or fetched, in characters."""
KEPT_IN_PATH: Final = "/%:=&?~#+!$,;'@()*[]"
"""Characters that already mean something, or are harmless, in a path or query (RFC 3986)."""
_TERMINAL_LIMIT: Final = 2_000
_USERINFO: Final = re.compile(r"(?<=//)[^/?#]*@")
_SCHEMES: Final = frozenset({"http", "https"})
_PORTS: Final = {"http": ":80", "https": ":443"}
_ESCAPE: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED: Final = re.compile(r"[A-Za-z0-9._~-]")


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


def shown_host(url: str) -> SafeText:
    """Show who is asked for an address, in punycode; empty when it names no host."""
    try:
        netloc = urlsplit(shown_address(url)).netloc
    except ValueError:
        netloc = ""
    return clean_line(netloc.rpartition("@")[2])


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


def terminal_link(url: str) -> str:
    """Write an address so that a terminal may be told it leads there; empty for one it may not.

    Told in an escape sequence (OSC 8), it may hold nothing but visible ASCII characters, or it
    could end the sequence and begin another; longer ones are not taken by every terminal.
    """
    if not openable(url):
        return ""
    written = quote(ascii_host(url), KEPT_IN_PATH)
    return written if len(written) <= _TERMINAL_LIMIT else ""


def without_credentials(url: str) -> SafeText:
    """Take user name and password off an address, to show it; whatever else it may be."""
    return clean_line(bare_address(url))


def bare_address(url: str) -> str:
    """Take user name and password off an address, to hand it on; it may not be shown yet."""
    return _USERINFO.sub("", url, count=1)


def address_key(url: str) -> str:
    """Make addresses comparable: two with one key lead to the same feed.

    http and https are one, so are the letters of a host in either case, its usual port and
    none, a path with and without a slash at its end, and whatever RFC 3986 6.2.2 calls
    equivalent: escapes that need not be, and the segments "." and "..". Different hosts never
    are, nor different user names; a password makes no difference.
    """
    try:
        parts = urlsplit(url.strip())
        if parts.scheme not in _SCHEMES:
            return url
        host, path, query = _host_key(parts), _plain(parts.path), _plain(parts.query)
    except ValueError:
        return url
    user = quote(user_name(url), "")
    path = without_dots(path)
    path = f"{path}?{query}" if query else path.rstrip("/") or "/"
    return f"//{user}@{host}{path}" if user else f"//{host}{path}"


def is_same_feed(one: str, other: str) -> bool:
    """Whether two addresses lead to one feed: user names only differ where both have one."""
    if address_key(bare_address(one)) != address_key(bare_address(other)):
        return False
    users = {user_name(one), user_name(other)}
    return len(users) == 1 or "" in users


def user_name(url: str) -> str:
    """Read the user name in an address; empty when there is none."""
    found = _USERINFO.search(url)
    return unquote(found[0].removesuffix("@").partition(":")[0]) if found else ""


def login_of(url: str) -> str:
    """Read user name and password in an address, as they are written; never to be shown."""
    found = _USERINFO.search(url)
    return found[0] if found else ""


def with_login_of(place: str, url: str) -> str:
    """Give an address the user name and password another of its origin has; none of another.

    Both are in the form they are asked in.
    """
    login, scheme = login_of(place), urlsplit(url).scheme
    is_of_its_origin = _origin(bare_address(place)) == _origin(url)
    return url.replace("://", f"://{login}", 1) if scheme and is_of_its_origin else url


def without_dots(path: str) -> str:
    """Resolve the segments "." and ".." of a path from the root (RFC 3986 5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            del kept[max(1, len(kept) - 1) :]
        elif segment != ".":
            kept.append(segment)
    return "/".join([*kept, ""] if segments[-1] in {".", ".."} else kept)


def without_feed_scheme(url: str) -> str:
    """Take "feed:" off an address, as browsers did, which leaves "https://..." or "//host/..."."""
    if url[:5].lower() != "feed:":
        return url
    rest = url[5:]
    nested = rest.removeprefix("//")
    return nested if nested.lower().startswith(("http://", "https://")) else rest


def absolute(url: str, base_url: str) -> str:
    """Resolve a link against the document it stands in; one that cannot be resolved stays."""
    try:
        return urljoin(base_url, url.strip())
    except ValueError:
        return url


def _host_key(parts: SplitResult) -> str:
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(_PORTS[parts.scheme])
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _plain(text: str) -> str:
    """Escape what has to be, and nothing else, in capital letters (RFC 3986 6.2.2)."""
    text = quote(text, KEPT_IN_PATH)
    return _ESCAPE.sub(_plain_escape, text) if "%" in text else text


def _plain_escape(found: re.Match[str]) -> str:
    char = unquote(found[0])
    return char if _UNRESERVED.fullmatch(char) else found[0].upper()


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
