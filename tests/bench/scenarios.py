"""What is done with each program, once a round; every scenario returns named samples."""

from __future__ import annotations

import os
import random
import re
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench.homes import read_from_files
from tests.bench.library import LONG_READS
from tests.bench.minimal import READY
from tests.bench.newsboat import newsboat_command
from tests.bench.terminal import SilenceError, Terminal, child_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tests.bench.homes import Homes
    from tests.bench.presses import Presses
    from tests.bench.terminal import Frame

    Scenario = Callable[["Plan"], "Samples"]

Samples = dict[str, list[float]]
"""Milliseconds or MB by name; of what fetches feeds, seconds or kB."""

HEADLINE: Final = "Article 0000001"
_HELD_HZ: Final = 30
_END_OF_FRAME_SECONDS: Final = 0.2
_CURSOR: Final = "│▌"
"""How the lines of the current headline begin, inside the border."""
LIST_COLUMNS: Final = 31
"""How wide the headlines pane is in this terminal."""
_PLACE: Final = re.compile(r"([0-9,]+)/[0-9,]+\s*\Z")
"""Which of how many stories the cursor is on, in the border of the story."""
_STORY_PANE: Final = re.compile("╭─[ ▌]2 story")
_SHORT, _LONG = LONG_READS
_LONG_ITEMS, _SHORT_ITEMS = 250, 1
_MINIMAL: Final = Path(__file__).with_name("minimal.py")


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured."""

    homes: Homes
    presses: Presses
    stories: int
    fewer_stories: int
    held_keys: int
    switches: int


def start_minimal(_plan: Plan) -> Samples:
    """Start the least program on Textual."""
    with Terminal([sys.executable, str(_MINIMAL)]) as terminal:
        terminal.wait_for(READY)
        return {"minimal": [_shown_at(terminal, READY)]}


def start_small(plan: Plan) -> Samples:
    """Start the reader on a small library."""
    with (
        plan.homes.copied(plan.homes.library(plan.fewer_stories)) as home,
        Terminal(reader(home)) as terminal,
    ):
        terminal.wait_for(HEADLINE)
        return {"headlines, fewer": [_shown_at(terminal, HEADLINE)]}


def start_newsboat(plan: Plan) -> Samples:
    """Start newsboat and go to the list of all headlines."""
    command = newsboat_command(plan.homes.newsboat(plan.stories))
    with Terminal(command, typed_ahead=b"\r") as terminal:
        terminal.wait_for(HEADLINE, seconds=300)
        return {"newsboat": [_shown_at(terminal, HEADLINE)]}


def read(plan: Plan) -> Samples:
    """Start on the big library, hold j, open a story, go to the end of the list, quit."""
    with (
        plan.homes.copied(plan.homes.library(plan.stories)) as home,
        Terminal(reader(home)) as terminal,
    ):
        terminal.wait_for(HEADLINE)
        terminal.wait_until_idle()
        held = terminal.hold(b"j", times=plan.held_keys, gaps=_repeat)
        terminal.wait_until_idle()
        for keys in (b"gg\r", b"q", b"G"):
            terminal.press(keys)
            terminal.wait_until_idle()
        memory = terminal.peak_memory()
        asked = terminal.press(b"q")
        gone = terminal.wait_for_end()
        frames = [frame for frame in terminal.frames() if frame.at < asked]
        if _place(frames[-1]) < plan.stories:
            raise SilenceError(f"the end of the list was not reached:\n{frames[-1].text}")
        return {
            "headlines": [_first(frames, lambda frame: HEADLINE in frame.text)],
            "memory": [memory] if memory else [],
            "quit": [gone - asked],
            **key_figures("idle", held, frames),
        }


def read_while_parsing(plan: Plan) -> Samples:
    """Hold j while many feeds are read and parsed."""
    return _read_while("parsing", "/100 feeds", plan, items=_LONG_ITEMS)


def read_while_preparing(plan: Plan) -> Samples:
    """Hold j while stories are built and analysed."""
    return _read_while("preparing", "preparing stories", plan, items=_SHORT_ITEMS)


def _read_while(name: str, activity: str, plan: Plan, *, items: int) -> Samples:
    library, feeds = plan.homes.library(plan.stories), plan.homes.feeds(items)
    with plan.homes.copied(library) as home:
        read_from_files(home, feeds)
        return hold_while(name, (activity,), home, plan)


def hold_while(name: str, activities: tuple[str, ...], home: Path, plan: Plan) -> Samples:
    """Press R, wait for the first activity, and hold j; one of them must go on to the end."""
    with Terminal(reader(home)) as terminal:
        terminal.wait_for(HEADLINE)
        terminal.wait_until_idle()
        terminal.press(b"R")
        terminal.wait_for(activities[0])
        held = terminal.hold(b"j", times=plan.held_keys, gaps=_repeat)
        terminal.listen(0.5)
        frames = list(terminal.frames())
    if not any(activity in frames[-1].text for activity in activities):
        raise SilenceError(f"the refresh ended before the key was let go:\n{frames[-1].text}")
    return key_figures(name, held, frames)


def open_long(plan: Plan) -> Samples:
    """Open the long story first, then go to and fro between it and the short one."""
    return _open(plan, "long", b"jjj", first=_LONG)


def open_short(plan: Plan) -> Samples:
    """Open the short story first, then go to and fro between it and the long one."""
    return _open(plan, "short", b"jjjj", first=_SHORT)


def _open(plan: Plan, name: str, away: bytes, *, first: int) -> Samples:
    """Open a story that was not shown before, coming from three headlines below it."""
    other = _LONG if first == _SHORT else _SHORT
    switches: Samples = {}
    with (
        plan.homes.copied(plan.homes.library(plan.stories)) as home,
        Terminal(reader(home), typed_ahead=away) as terminal,
    ):
        terminal.wait_for(HEADLINE)
        terminal.wait_until_idle()
        opened = terminal.press(b"kkk\r")
        terminal.wait_until_idle()
        pressed = []
        for count in range(plan.switches * 2):
            words = first if count % 2 else other
            pressed.append((words, terminal.press(b"J" if words == _SHORT else b"K")))
            terminal.wait_until_idle()
        frames = list(terminal.frames())
    if any(_shows_story(frame, first) for frame in frames if frame.at < opened):
        raise SilenceError("the story was shown before it was opened")
    for words, at in pressed:
        label = f"{'long' if words == _LONG else 'short'} again"
        switches.setdefault(label, []).append(_story_at(frames, words, at) - at)
    return {f"{name} first": [_story_at(frames, first, opened) - opened], **switches}


def import_modules(_plan: Plan) -> Samples:
    """Import the interface, and what it stands on; ask for the version."""
    return {
        "textual.app": [_cpu(["-c", "import textual.app"])],
        "newstui.tui.app": [_cpu(["-c", "import newstui.tui.app"])],
        "version": [_cpu(["-m", "newstui", "--version"])],
    }


def version_imports_textual() -> bool:
    """Say whether asking for the version loads the interface."""
    command = [sys.executable, "-X", "importtime", "-m", "newstui", "--version"]
    told = subprocess.run(
        command, check=True, capture_output=True, text=True, env=child_environment()
    )
    return "textual" in told.stderr


def reader(home: Path) -> list[str]:
    """Give the command that opens the reader."""
    return [sys.executable, "-m", "newstui", "--home", str(home)]


def _cpu(arguments: Sequence[str]) -> float:
    """Run Python; returns the processor time it took, in ms."""
    process = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, env=child_environment()
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SilenceError(f"{arguments} ended with {process.returncode}")
    return (used.ru_utime + used.ru_stime) * 1000


def _repeat() -> float:
    """Seconds to the next key; never quite the same, so as not to fall in step with a timer."""
    return (1 + random.uniform(-0.15, 0.15)) / _HELD_HZ  # noqa: S311 - not for secrets


def key_figures(name: str, held: list[float], frames: list[Frame]) -> Samples:
    """Work out how long the screen took to answer each of the keys that were held."""
    delays = _key_delays(held, [(frame.at, _place(frame)) for frame in frames])
    twentieths = statistics.quantiles(delays, n=20, method="inclusive")
    return {f"key {name}": [statistics.median(delays)], f"key p95 {name}": [twentieths[-1]]}


def _key_delays(held: list[float], places: list[tuple[float, int]]) -> list[float]:
    """Find how long after each key the screen showed the cursor there, or further on."""
    start = [place for at, place in places if at < held[0]][-1]
    carried_out = places[-1][1] - start
    if carried_out < len(held):
        raise SilenceError(f"only {carried_out} of {len(held)} keys were carried out")
    delays = []
    for count, typed in enumerate(held, 1):
        shown = next(at for at, place in places if at > typed and place >= start + count)
        delays.append(shown - typed)
    return delays


def _place(frame: Frame) -> int:
    """Find which of all stories has the cursor, by the title beside its mark."""
    marked = "\n".join(line[:LIST_COLUMNS] for line in frame.lines if line.startswith(_CURSOR))
    if article := re.search(r"Article (\d+)", marked):
        return int(article[1]) + len(LONG_READS)
    return 2 if f"{_SHORT:,}" in marked else 1


def _shown_at(terminal: Terminal, text: str) -> float:
    """Find when a text was to be seen that has just been written."""
    terminal.listen(_END_OF_FRAME_SECONDS)
    return _first(terminal.frames(), lambda frame: text in frame.text)


def _first(frames: Iterable[Frame], wanted: Callable[[Frame], bool]) -> float:
    for frame in frames:
        if wanted(frame):
            return frame.at
    raise SilenceError("never painted what was waited for")


def _story_at(frames: list[Frame], words: int, after: float) -> float:
    """Find when a story's title and text were shown."""
    later = (frame for frame in frames if frame.at > after)
    return _first(later, lambda frame: _shows_story(frame, words))


def _shows_story(frame: Frame, words: int) -> bool:
    lines = _story_pane(frame)
    return bool(lines) and f"Long read of {words:,} words" in lines[0] and bool(lines[4].strip())


def _story_pane(frame: Frame) -> list[str]:
    """Cut out the inside of the story pane."""
    top = frame.lines[0]
    found = _STORY_PANE.search(top)
    if found is None:
        return []
    return [line[found.start() + 1 : top.find("╮", found.start())] for line in frame.lines[1:-2]]


def mark_everything(plan: Plan) -> Samples:
    """Mark the whole list read with j held meanwhile, then take that back, likewise."""
    with (
        plan.homes.copied(plan.homes.library(plan.stories)) as home,
        Terminal(reader(home)) as terminal,
    ):
        terminal.wait_for(HEADLINE)
        terminal.wait_until_idle()
        samples: Samples = {}
        for name, keys, told in (
            ("mark all", b"C", "marked read"),
            ("undo all", b"U", "undone: marked everything read"),
        ):
            pressed = terminal.press(keys)
            terminal.wait_for(told)
            samples[name] = [_shown_at(terminal, told) - pressed]
            terminal.wait_until_idle()
        for name, keys in (("marking", b"C"), ("undoing", b"U")):
            terminal.press(keys)
            held = terminal.hold(b"j", times=plan.held_keys, gaps=_repeat)
            terminal.wait_until_idle()
            samples |= key_figures(name, held, list(terminal.frames()))
        return samples
