"""A web server on this machine with pages, feeds and redirects."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Site:
    """A web server; what it does not have, it answers with 503 and a hostile reason."""

    base: str = ""
    pages: dict[str, bytes] = field(default_factory=dict)
    moves: dict[str, str] = field(default_factory=dict)
    """Where paths lead."""
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    """Of every request."""
    programs: list[str] = field(default_factory=list)
    """Command lines of this program's children when it was last asked."""

    def publish(self, name: str, *titles: str) -> str:
        """Put a feed there; returns its address."""
        items = "".join(
            f"<item><guid>{title}</guid><title>{title}</title></item>" for title in titles
        )
        feed = f'<rss version="2.0"><channel><title>The {name}</title>{items}</channel></rss>'
        self.pages[f"/{name}"] = feed.encode()
        return f"{self.base}/{name}"

    def note(self, path: str, headers: dict[str, str]) -> None:
        """Take note of a request, and of who may have sent it."""
        self.asked.append(path)
        self.headers.append(headers)
        self.programs = []
        for child in psutil.Process().children(recursive=True):
            with suppress(psutil.Error):
                self.programs.append(" ".join(child.cmdline()))


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Site]:
    """Serve a site while the block runs."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.note(self.path, dict(self.headers))
            page, target = site.pages.get(self.path), site.moves.get(self.path)
            if target is not None:
                self.send_response(302)
                self.send_header("Location", target)
            elif page is None:
                self.send_response(503, "Gone \x1b[2J fishing")
            else:
                self.send_response(200)
            self.send_header("Content-Length", str(len(page or b"")))
            self.end_headers()
            self.wfile.write(page or b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
            """Say nothing."""

    with ThreadingHTTPServer((host, 0), Handler) as server:
        site.base = f"http://{host}:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
