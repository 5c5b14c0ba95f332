"""What a server can do to a connection, and the things bad servers do."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from typing import TypeAlias


class Talk:
    """One connection in the hands of a behaviour; it ends when the behaviour does."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self.may_send = asyncio.Event()
        """Clear while the client does not take what was sent."""
        self.may_send.set()

    async def send(self, data: bytes) -> None:
        """Send, as fast as the client takes it.

        Raises:
            ConnectionError: If the client has left.
        """
        if self._transport.is_closing():
            raise ConnectionError
        self._transport.write(data)
        await self.may_send.wait()

    async def wait(self, seconds: float) -> None:
        """Do nothing for a while."""
        await asyncio.sleep(seconds)

    async def stay(self) -> None:
        """Do nothing until the client leaves."""
        await asyncio.Event().wait()

    def reset(self) -> None:
        """Break the connection, as a machine does that crashes (RST)."""
        connection = self._transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()


Behaviour: TypeAlias = Callable[[Talk], Awaitable[None]]


def cut(data: bytes) -> Behaviour:
    """Send something and close the connection, whatever was announced."""

    async def behave(talk: Talk) -> None:
        await talk.send(data)

    return behave


def reset(data: bytes) -> Behaviour:
    """Send something and break the connection."""

    async def behave(talk: Talk) -> None:
        await talk.send(data)
        await talk.wait(0.01)
        talk.reset()

    return behave


def stall(data: bytes = b"") -> Behaviour:
    """Send something and fall silent."""

    async def behave(talk: Talk) -> None:
        await talk.send(data)
        await talk.stay()

    return behave


def drip(data: bytes, drop: bytes, *, seconds: float = 0.02) -> Behaviour:
    """Send something, then a drop now and then, for ever."""

    async def behave(talk: Talk) -> None:
        await talk.send(data)
        while True:
            await talk.wait(seconds)
            await talk.send(drop)

    return behave


def flood(data: bytes, wave: bytes) -> Behaviour:
    """Send something, then the same again and again as fast as it is taken."""

    async def behave(talk: Talk) -> None:
        await talk.send(data)
        while True:
            await talk.send(wave)
            # Whatever the client does, others are served too.
            await talk.wait(0)

    return behave


def late(seconds: float, data: bytes) -> Behaviour:
    """Wait before answering."""

    async def behave(talk: Talk) -> None:
        await talk.wait(seconds)
        await talk.send(data)

    return behave
