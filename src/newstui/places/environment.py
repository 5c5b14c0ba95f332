"""What the reader's system says about reaching the web: trusted certificates and proxies."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Final

_CERTIFICATES: Final = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
    "/usr/local/share/certs/ca-root-nss.crt",
)
"""Where systems keep the certificates they trust; libcurl's own default is tried last."""


def trusted_certificates() -> str:
    """The certificates this system trusts; empty when libcurl must know."""
    return os.environ.get("SSL_CERT_FILE") or _system_certificates()


@cache
def _system_certificates() -> str:
    return next((path for path in _CERTIFICATES if Path(path).is_file()), "")


def proxy_of(scheme: str) -> str:
    """The proxy the environment names for a scheme, as libcurl reads it (libcurl-env(3))."""
    names = [f"{scheme}_proxy", "all_proxy", "ALL_PROXY"]
    if scheme == "https":
        names.insert(1, "HTTPS_PROXY")
    return next((value for name in names if (value := os.environ.get(name))), "")
