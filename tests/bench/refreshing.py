"""The reader while everything goes on: feeds are refreshed and what they bring is analysed.

What is measured is the reader; all that work is its refresh process's, on the same processors.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from tests.bench.homes import read_from_files
from tests.bench.presses import subscribe
from tests.bench.scenarios import HEADLINE, key_figures, reader
from tests.bench.terminal import SilenceError, Terminal

if TYPE_CHECKING:
    from tests.bench.scenarios import Plan, Samples

_FEEDS: Final = 200
_SHARE: Final = 10
"""So many stories of the library there are for each new one."""
_KEYS_AT_ONCE: Final = 20
_SECONDS: Final = 0.1
"""Between two keys, about."""
_LONGEST_SECONDS: Final = 1_800


def read_while_refreshing(plan: Plan) -> Samples:
    """Go down the big library from the first feed that is asked to the last story analysed."""
    feeds = plan.homes.reporting_feeds(_FEEDS, plan.stories // _SHARE // _FEEDS)
    with plan.homes.copied(plan.homes.searchable(plan.stories)) as home:
        path = home / "data" / "newstui.db"
        subscribe(path, [f"https://feed-{n:04}.example/rss" for n in range(1, _FEEDS + 1)])
        read_from_files(home, feeds)
        with Terminal(reader(home)) as terminal:
            terminal.wait_for(HEADLINE)
            terminal.wait_until_idle()
            began = terminal.press(b"R")
            terminal.wait_for(f"/{_FEEDS} feeds")
            held: list[float] = []
            while terminal.children():
                held += terminal.hold(b"j", times=_KEYS_AT_ONCE, gaps=_pause)
                if terminal.now - began > _LONGEST_SECONDS * 1000:
                    raise SilenceError("the refresh never ended")
            ended = terminal.now
            terminal.wait_until_idle()
            frames = list(terminal.frames())
    if not any("preparing stories" in frame.text for frame in frames):
        raise SilenceError("no story was analysed")
    return {**key_figures("refreshing", held, frames), "refreshing": [(ended - began) / 1000]}


def _pause() -> float:
    """Seconds to the next key; never quite the same, so as not to fall in step with a timer."""
    return _SECONDS * (1 + random.uniform(-0.3, 0.3))  # noqa: S311 - not for secrets
