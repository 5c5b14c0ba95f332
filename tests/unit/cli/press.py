"""Feeds on a web server of this machine, and who was running when they were asked for."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import psutil
from tests.faults.answers import feed, item, reply

if TYPE_CHECKING:
    from tests.faults.server import Site
    from tests.faults.talk import Talk


@dataclass
class Press:
    """The feeds of one site."""

    site: Site
    programs: list[str] = field(default_factory=list)
    """Command lines of this program's children when a feed was last asked for."""

    def publish(self, name: str, *titles: str) -> str:
        """Put a feed there; returns its address."""
        page = reply(feed(map(item, titles), title=f"The {name}").encode())

        async def answer(talk: Talk) -> None:
            self._note_programs()
            await talk.send(page)

        self.site.replies[f"/{name}"] = answer
        return f"{self.site.base}/{name}"

    def withdraw(self, name: str) -> None:
        """Answer for a feed with a failure and a hostile reason."""
        self.site.replies[f"/{name}"] = reply(status="503 Gone \x1b[2J fishing")

    def _note_programs(self) -> None:
        self.programs = []
        for child in psutil.Process().children(recursive=True):
            with suppress(psutil.Error):
                self.programs.append(" ".join(child.cmdline()))
