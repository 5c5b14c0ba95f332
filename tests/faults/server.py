"""A web server of this machine that answers what a test wants, well or badly.

One event loop in a thread of its own serves any number of sites; each has an address for itself.
A site answers with bytes made beforehand, or with a behaviour that may do anything to a connection.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from tests.faults.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from types import TracebackType
    from typing import Self

    from tests.faults.talk import Behaviour

CERTIFICATES: Final = Path(__file__).with_name("certificates")
"""One key, and self-signed certificates made with it: "good" and "unknown" (127.0.0.1, until 2120),
"expired" (2002) and "elsewhere" (of elsewhere.example)."""
NOT_FOUND: Final = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
_END: Final = b"\r\n\r\n"
_TLS_GREETING: Final = b"\x16"
_WAITING: Final = 1024
"""Connections that may wait to be taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Something that is answered with 304 once it is known."""

    whole: bytes
    """The answer, head and body."""
    unchanged: bytes
    """The answer to somebody who has it."""
    condition: bytes
    """What the request of somebody who has it holds."""


Answer: TypeAlias = "bytes | Document | Behaviour"
Reply: TypeAlias = "Answer | list[Answer]"
"""Of a list one for each request, the last for ever."""


@dataclass(slots=True, kw_only=True)
class Counts:
    """What a site was asked, and what it said."""

    connections: int = 0
    requests: int = 0
    unchanged: int = 0
    """Answers of a `Document` that were 304."""
    sent_bytes: int = 0
    """Without those of behaviours."""
    at_once: int = 0
    """Requests being answered now."""
    most_at_once: int = 0


@dataclass(slots=True, kw_only=True, eq=False)
class Site:
    """One address, and what is answered there."""

    server: Server
    host: str = "127.0.0.1"
    port: int = 0
    base: str = ""
    """Scheme, host and port."""
    replies: dict[str, Reply] = field(default_factory=dict)
    """By path; any other path answers 404."""
    greeting: Behaviour | None = None
    """Done to every connection as it is made, whatever comes over it."""
    latency_seconds: float = 0.0
    """Before each answer."""
    remembers: bool = True
    """Whether `asked` is kept."""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Path and headers of each request, names in lower case."""
    counts: Counts = field(default_factory=Counts)
    companions: list[Site] = field(default_factory=list)
    """Sites it was given `beside` it; they close with it."""
    connections: set[asyncio.Transport] = field(default_factory=set)
    quiet: asyncio.Event = field(default_factory=asyncio.Event)
    """Set while there is no connection."""
    listener: asyncio.Server | None = None
    certificate: str = ""
    """That of its connections; empty without TLS."""

    @property
    def is_listening(self) -> bool:
        """Whether it takes connections."""
        return self.listener is not None

    def beside(self, certificate: str = "") -> Site:
        """Open another site, as its neighbour."""
        neighbour = self.server.open(self.host, certificate)
        self.companions.append(neighbour)
        return neighbour

    def listen(self, certificate: str = "") -> None:
        """Begin to take connections at its port, with TLS if a certificate is named."""
        self.server.run(self._listen(certificate))

    def leave(self) -> None:
        """Break every connection and take no more."""
        self.server.run(self._leave())

    def reply_to(self, path: str) -> Answer:
        """Choose what a request is answered."""
        reply = self.replies.get(path, NOT_FOUND)
        if isinstance(reply, list):
            return reply.pop(0) if len(reply) > 1 else reply[0]
        return reply

    async def _listen(self, certificate: str) -> None:
        await self._leave()
        tls = _tls(certificate) if certificate else None
        try:
            self.listener = await self._bind(tls)
        except OSError:
            # Not every system has all of 127.0.0.0/8; there, ports alone tell sites apart.
            self.host = "127.0.0.1"
            self.listener = await self._bind(tls)
        self.port = self.listener.sockets[0].getsockname()[1]
        self.certificate = certificate
        self.base = self.base or f"http{'s' if tls else ''}://{self.host}:{self.port}"

    async def _bind(self, tls: ssl.SSLContext | None) -> asyncio.Server:
        return await asyncio.get_running_loop().create_server(
            lambda: _Connection(self), self.host, self.port, ssl=tls, backlog=_WAITING
        )

    async def _leave(self) -> None:
        if self.listener is not None:
            for taking in self.listener.sockets:
                asyncio.get_running_loop().remove_reader(taking)
            # A connection just taken needs its listener once more, in the next round of the loop.
            await asyncio.sleep(0)
            self.listener.close()
            self.listener = None
        for transport in tuple(self.connections):
            transport.abort()
        await self.quiet.wait()


class Server:
    """The event loop and its thread."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        """What went wrong inside it; a test that finds any has failed."""
        self._sites: list[Site] = []
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(self._note)
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        while self._sites:
            self.close(self._sites[0])
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def open(self, host: str = "127.0.0.1", certificate: str = "") -> Site:
        """Open a site at a port of its own."""
        site = Site(server=self, host=host)
        site.quiet.set()
        site.listen(certificate)
        self._sites.append(site)
        return site

    def close(self, site: Site) -> None:
        """Close a site and its companions."""
        for companion in site.companions:
            self.close(companion)
        site.leave()
        self._sites.remove(site)

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Have something done by the loop, and wait for it."""
        asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def _note(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        # Clients that break off are what this server is there for.
        if not isinstance(context.get("exception"), OSError):
            self.problems.append(f"{context['message']}: {context.get('exception')!r}")


def _tls(certificate: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{certificate}.pem", CERTIFICATES / "key.pem")
    return context


class _Connection(asyncio.Protocol):
    """One connection: reads requests, and answers one after another."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._received = b""
        self._transport: asyncio.Transport | None = None
        self._talk: Talk | None = None
        self._task: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._site.connections.add(transport)
        self._site.quiet.clear()
        self._site.counts.connections += 1
        if not self._site.is_listening:
            transport.abort()
        elif self._site.greeting is not None:
            self._behave(self._site.greeting)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's name
        assert self._transport is not None
        self._site.connections.discard(self._transport)
        if not self._site.connections:
            self._site.quiet.set()
        if self._task is not None:
            self._task.cancel()

    def pause_writing(self) -> None:
        if self._talk is not None:
            self._talk.may_send.clear()

    def resume_writing(self) -> None:
        if self._talk is not None:
            self._talk.may_send.set()

    def data_received(self, data: bytes) -> None:
        self._received += data
        if self._task is None and self._received.startswith(_TLS_GREETING):
            self._close()
        head, end, rest = self._received.partition(_END)
        if end and self._task is None:
            self._received = rest
            self._take(head)

    def _take(self, head: bytes) -> None:
        """Answer one request, after the site's latency."""
        path = head.split(b" ", 2)[1].decode("latin-1")
        counts = self._site.counts
        counts.requests += 1
        counts.at_once += 1
        counts.most_at_once = max(counts.most_at_once, counts.at_once)
        if self._site.remembers:
            self._site.asked.append((path, _headers(head)))
        reply = self._site.reply_to(path)
        if self._site.latency_seconds:
            loop = asyncio.get_running_loop()
            loop.call_later(self._site.latency_seconds, self._answer, reply, head)
        else:
            self._answer(reply, head)

    def _answer(self, reply: Answer, head: bytes) -> None:
        self._site.counts.at_once -= 1
        if isinstance(reply, Document):
            is_known = reply.condition in head
            self._site.counts.unchanged += is_known
            self._send(reply.unchanged if is_known else reply.whole)
        elif isinstance(reply, bytes):
            self._send(reply)
            if not _stays_open(reply):
                self._close()
        else:
            self._behave(reply)

    def _send(self, data: bytes) -> None:
        assert self._transport is not None
        if not self._transport.is_closing():
            self._site.counts.sent_bytes += len(data)
            self._transport.write(data)

    def _close(self) -> None:
        assert self._transport is not None
        self._transport.close()

    def _behave(self, behaviour: Behaviour) -> None:
        """Let a behaviour have the connection until its end."""
        assert self._transport is not None
        self._talk = Talk(self._transport)
        self._task = asyncio.ensure_future(self._follow(behaviour, self._talk))

    async def _follow(self, behaviour: Behaviour, talk: Talk) -> None:
        try:
            await behaviour(talk)
        except OSError:
            pass
        except Exception as error:  # noqa: BLE001 - the test is told, whatever it is
            self._site.server.problems.append(repr(error))
        finally:
            self._close()


def _headers(head: bytes) -> dict[str, str]:
    lines = head.decode("latin-1").split("\r\n")[1:]
    pairs = (line.split(": ", 1) for line in lines)
    return {name.lower(): value for name, value in pairs}


def _stays_open(reply: bytes) -> bool:
    """Whether an answer says where it ends, and not that the connection ends with it."""
    head = reply.partition(_END)[0].lower()
    return b"content-length:" in head and b"connection: close" not in head
