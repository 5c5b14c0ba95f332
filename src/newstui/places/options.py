"""How libcurl is set for a request: web protocols only, bounded in time, certificates verified."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newstui.places.environment import proxy_of, trusted_certificates

if TYPE_CHECKING:
    import pycurl

    from newstui.places.addresses import Address
    from newstui.places.limits import Limits

_SHORTEST_SECONDS: Final = 0.001
"""libcurl takes 0 for "without end"."""
_CODINGS: Final = "gzip, deflate"
"""What `newstui.places.inflating` unpacks; libcurl itself unpacks nothing."""


def set_options(curl: pycurl.Curl, address: Address, *, seconds: float, limits: Limits) -> None:
    """Set every option of one request anew; only connections outlive it.

    Args:
        curl: The handle.
        address: What is asked.
        seconds: How long the request may take, name look-up included.
        limits: Of the fetch as a whole.
    """
    import pycurl

    curl.reset()
    curl.setopt(pycurl.URL, address.url)
    curl.setopt(pycurl.FOLLOWLOCATION, 0)
    curl.setopt(pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS)
    curl.setopt(pycurl.REDIR_PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS)
    left = max(seconds, _SHORTEST_SECONDS)
    curl.setopt(pycurl.NOSIGNAL, 1)
    curl.setopt(pycurl.TIMEOUT_MS, round(left * 1000))
    curl.setopt(pycurl.CONNECTTIMEOUT_MS, round(min(left, limits.connect_seconds) * 1000))
    curl.setopt(pycurl.NOPROGRESS, 0)
    curl.setopt(pycurl.HTTP_CONTENT_DECODING, 0)
    curl.setopt(pycurl.ACCEPT_ENCODING, _CODINGS)
    curl.setopt(pycurl.SSL_VERIFYPEER, 1)
    curl.setopt(pycurl.SSL_VERIFYHOST, 2)
    if address.scheme == "https" and (certificates := trusted_certificates()):
        curl.setopt(pycurl.CAINFO, certificates)
    if address.user or address.password:
        curl.setopt(pycurl.HTTPAUTH, pycurl.HTTPAUTH_BASIC)
        curl.setopt(pycurl.USERNAME, address.user.encode())
        curl.setopt(pycurl.PASSWORD, address.password.encode())


def is_proxied(curl: pycurl.Curl) -> bool:
    """Whether the last answer came through a proxy."""
    import pycurl

    if hasattr(pycurl, "USED_PROXY"):
        return bool(curl.getinfo(pycurl.USED_PROXY))
    return bool(proxy_of("http") or proxy_of("https"))
