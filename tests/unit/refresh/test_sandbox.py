"""The sandbox: what it parses, and what happens when it hangs, dies or lies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from newstui.errors import FormatError
from newstui.model.story import BodyType
from newstui.refresh.frames import StoppedError, read_frame, write_frame
from newstui.refresh.launching import python_command
from newstui.refresh.sandbox import READY
from newstui.refresh.sandbox_client import Sandbox, SandboxLimits

if TYPE_CHECKING:
    from collections.abc import Iterator

FEED = b"""<rss version="2.0"><channel><title>Harbour Bulletin</title><item><guid>1</guid>
<title>Ferry timetable changes</title><description>&lt;p&gt;Boats leave hourly.&lt;/p&gt;
</description></item></channel></rss>"""
HUGE_JSON = b'{"version": "x", "items": [' + b"{}," * 4_000_000 + b"{}]}"

PAGE = b"""<html><head><meta property="og:site_name" content="Harbour Bulletin"></head><body>
<nav>Menu</nav><h1>Ferry timetable changes</h1><p>Boats will leave hourly from Monday, the harbour
office said, because more people now live on the island than at any time in sixty years.</p>
<p>A return ticket will cost four crowns, and dogs will travel free, as they always have done.</p>
<figure><img src="boat.jpg"><figcaption>The boat. Photo: Ines Falk</figcaption></figure></body>"""
FAKE = """
import os, signal, sys
from newstui.refresh.frames import read_frame, write_frame
requests, answers = sys.stdin.buffer, sys.stdout.buffer
write_frame(answers, b"ready")
while read_frame(requests) is not None:
    wish = read_frame(requests)
    if wish == b"hang":
        signal.pause()
    if wish == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    if wish == b"crash":
        os.abort()
    if wish == b"flood":
        answers.write(b"\\xff" * 100_000)
        answers.flush()
    else:
        write_frame(answers, wish)
"""


def fake_sandbox(seconds: float = 10.0) -> Sandbox:
    """A sandbox that does what the document wishes, and else answers it back."""
    limits = SandboxLimits(seconds=seconds, answer_bytes=1_000_000)
    return Sandbox(limits=limits, command=[sys.executable, "-I", "-c", FAKE])


@pytest.fixture
def fake() -> Iterator[Sandbox]:
    with fake_sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def real() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


def good_answer() -> bytes:
    return json.dumps({"done": {"format": "rss", "title": "Back\x1b again"}}).encode()


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        (b"die", "could not be read: reading it broke down"),
        (b"crash", "could not be read: reading it broke down"),
        (b"flood", "could not be read: reading it broke down"),
        (b"", "could not be read: reading it broke down"),
        (b"no json", "could not be read: reading it broke down"),
        (b"[" * 100_000, "could not be read: reading it broke down"),
        (b"{}", "could not be read: reading it broke down"),
        (b'{"done": 5}', "could not be read: reading it broke down"),
        (b'{"done": {"entries": [{"title": 5}]}}', "could not be read: reading it broke down"),
        (b'"' + b"x" * 1_000_000 + b'"', "could not be read: reading it broke down"),
        (b'{"problem": "is \\u001b[31m red"}', "is [31m red"),
        (b'{"problem": "needed more memory than it may"}', "needed more memory than it may"),
    ],
)
def test_failing_sandbox_is_told_and_replaced(fake: Sandbox, wish: bytes, reason: str) -> None:
    with pytest.raises(FormatError) as raised:
        fake.parse(wish, origin="bad.xml")
    assert (raised.value.origin, raised.value.reason) == ("bad.xml", reason)
    assert fake.parse(good_answer(), origin="good.xml").title == "Back again"


def test_hanging_sandbox_is_ended_and_told() -> None:
    with fake_sandbox(seconds=0.1) as sandbox:
        for _ in range(2):
            with pytest.raises(FormatError, match=r"^bad\.xml: took longer than 0\.1 s to read$"):
                sandbox.parse(b"hang", origin="bad.xml")


def test_sandbox_that_will_not_start_is_told() -> None:
    for command in (["/nowhere/python"], [sys.executable, "-c", "print('ready')"]):
        with Sandbox(command=command) as sandbox, pytest.raises(FormatError, match="broke down"):
            sandbox.parse(FEED, origin="feed.xml")


def test_waiting_ends_when_newstui_stops() -> None:
    asked: list[bool] = []
    command = [sys.executable, "-I", "-c", FAKE]
    with Sandbox(command=command, is_stopping=lambda: len(asked) > 0) as sandbox:
        sandbox.parse(good_answer(), origin="good.xml")
        asked.append(True)
        with pytest.raises(StoppedError):
            sandbox.parse(b"hang", origin="bad.xml")


def test_process_ends_with_its_client() -> None:
    with Sandbox(command=[sys.executable, "-I", "-c", FAKE]) as sandbox:
        sandbox.parse(good_answer(), origin="good.xml")
        running = sandbox._running  # noqa: SLF001 - there is no other way to see it
        assert running is not None
    assert running.process.poll() is not None


def test_feed_is_parsed(real: Sandbox) -> None:
    parsed = real.parse(FEED, origin="feed.xml", base_url="https://example.org/")
    assert (parsed.format, parsed.title) == ("rss", "Harbour Bulletin")
    assert parsed.entries[0].title == "Ferry timetable changes"


def test_what_is_no_news_is_refused_with_the_reason_of_its_format(real: Sandbox) -> None:
    with pytest.raises(FormatError, match=r"^picture\.xml: looks like a PNG image, not news$"):
        real.parse(b"\x89PNG\r\n" + bytes(100), origin="picture.xml")


def test_page_is_read(real: Sandbox) -> None:
    page = real.read_page(PAGE, origin="ferry", base_url="https://bulletin.example/ferry")
    assert (page.title, page.site) == ("Ferry timetable changes", "Harbour Bulletin")
    document = real.build_text(page.body, BodyType.HTML, base_url=page.base_url)
    assert document.text.startswith("Boats will leave hourly")
    assert document.text.endswith("The boat. Photo: Ines Falk")
    assert document.spans[-1].value == "https://bulletin.example/boat.jpg"


@pytest.mark.parametrize(
    ("data", "reason"), [(FEED, "is a feed or other data, .*"), (b"<html>", "holds no text")]
)
def test_page_without_a_story_is_refused(real: Sandbox, data: bytes, reason: str) -> None:
    with pytest.raises(FormatError, match=f"^ferry: {reason}$"):
        real.read_page(data, origin="ferry", content_type="text/html")


@pytest.mark.parametrize("wish", [b'{"done": 5}', b'{"done": {"credits": [{"kind": "?"}]}}'])
def test_page_of_a_lying_sandbox_is_not_believed(fake: Sandbox, wish: bytes) -> None:
    with pytest.raises(FormatError, match="reading it broke down"):
        fake.read_page(wish, origin="ferry")


def test_body_is_built_and_analysed(real: Sandbox) -> None:
    body = "<p>The pier is closed, <b>port director Ines Falk</b> said.</p>"
    document, analysis = real.build(body, BodyType.HTML)
    assert document.text == "The pier is closed, port director Ines Falk said."
    assert analysis.engine > 0
    assert real.build_text(body, BodyType.HTML) == document


@pytest.mark.parametrize("body_type", list(BodyType))
@pytest.mark.parametrize("body", ["", "\ud800 lone", "<" * 50_000, "<b>" * 20_000, "\0\x1b"])
def test_any_body_makes_a_document(real: Sandbox, body: str, body_type: BodyType) -> None:
    document = real.build_text(body, body_type)
    assert "\x1b" not in document.text


def test_document_that_takes_too_long_is_given_up() -> None:
    with Sandbox(limits=SandboxLimits(seconds=0.02)) as sandbox:
        with pytest.raises(FormatError, match=r"took longer than 0\.02 s to read"):
            sandbox.parse(HUGE_JSON, origin="huge.json")
        running = sandbox._running  # noqa: SLF001 - nothing may be left running
        assert running is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits address space")
def test_document_that_takes_too_much_memory_is_given_up() -> None:
    with Sandbox(limits=SandboxLimits(memory_bytes=200 << 20)) as sandbox:
        with pytest.raises(FormatError, match="needed more memory than it may"):
            sandbox.parse(HUGE_JSON, origin="huge.json")
        assert sandbox.parse(FEED, origin="feed.xml").entries


def test_sandbox_nobody_waits_for_ends_itself() -> None:
    command = python_command("newstui.refresh.sandbox", str(512 << 20), "0.05")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert read_frame(process.stdout) == READY
        hints = {"origin": "x", "name": "", "content_type": "", "base_url": ""}
        write_frame(process.stdin, json.dumps({"job": "parse", **hints}).encode())
        write_frame(process.stdin, HUGE_JSON)
        assert read_frame(process.stdout) is None
        # By the clock where the machine gives it no processor time to use up.
        assert -process.wait() in {signal.SIGPROF, signal.SIGALRM}


@pytest.mark.parametrize("inherited", [0, 10])
def test_sandbox_gives_way_no_more_than_the_refresh_it_is_of(inherited: int) -> None:
    code = f"""
import os, psutil
from newstui.refresh.sandbox_client import Sandbox
os.nice({inherited})
with Sandbox() as sandbox:
    sandbox.parse({FEED!r}, origin="feed.xml")
    print(psutil.Process(sandbox._running.process.pid).nice())
"""
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert int(shown.stdout) == max(10, os.nice(0) + inherited)


def test_requests_share_one_process(real: Sandbox) -> None:
    processes = set()
    for _ in range(20):
        assert real.parse(FEED, origin="feed.xml").entries
        running = real._running  # noqa: SLF001 - there is no other way to see it
        processes.add(running and running.process.pid)
    assert len(processes) == 1


def test_threads_that_ask_at_once_get_their_own_answers(real: Sandbox) -> None:
    def title_of(name: str) -> str:
        document = FEED.replace(b"Harbour Bulletin", name.encode(), 1)
        return real.parse(document, origin=name).title

    names = [f"Post {number}" for number in range(60)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(title_of, names)) == names
