"""s saves the story to a file, | runs the reader's own commands on it."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

from newstui.config import Settings
from newstui.model.command import UserCommand
from newstui.newsroom.commands import run_command
from newstui.newsroom.session import recall

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Opening, Reader


def python(name: str, code: str, *arguments: str) -> UserCommand:
    return UserCommand(name=name, words=(sys.executable, "-c", code, *arguments))


ECHO = python("echo", "import sys; print(sys.argv[1])", "{title}")
FAIL = python("fail", "import sys; print('no box'); sys.exit(4)")
SLOW = python("slow", "import time; time.sleep(3600)")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(tmp_path))
    # A busy machine may need longer than a reader would wait.
    patient = partial(run_command, seconds=600)
    monkeypatch.setattr("newstui.newsroom.commands.run_command", patient)


async def start(reader: Reader) -> None:
    await reader.until_settled()
    await reader.until_analysed()


async def test_s_saves_under_a_name_made_of_the_title(opening: Opening, tmp_path: Path) -> None:
    async with opening() as reader:
        await start(reader)
        await reader.press("s")
        assert reader.is_told("save as: ~/here/dam-will-hold-says-mayor.md")
        await reader.press("enter")
        await reader.until(lambda: reader.is_told("saved as"), "it is saved")
        text = (tmp_path / "here/dam-will-hold-says-mayor.md").read_text()
        assert text.startswith("# Dam will hold, says mayor\n")
        assert "**Ana Berl" in text
        await reader.press("s")
        assert reader.is_told("save as: ~/here/dam-will-hold-says-mayor-2.md")


async def test_a_path_that_cannot_be_used_is_asked_for_again(
    opening: Opening, tmp_path: Path
) -> None:
    taken = tmp_path / "a.md"
    taken.write_text("mine")
    async with opening(size=(80, 24)) as reader:
        for typed, told in ((str(taken), "exists already; choose another name:"), ("x", "ending")):
            await reader.press("s", "ctrl+u")
            reader.screen.status.paste(typed)
            await reader.press("enter")
            await reader.until(partial(reader.is_told, told), told)
            assert reader.screen.status.is_asking
            await reader.press("escape")
        assert taken.read_text() == "mine"
        assert list((tmp_path / "here").iterdir()) == []


async def test_the_folder_last_saved_to_is_suggested_after_a_restart(
    opening: Opening, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    async with opening() as reader:
        await start(reader)
        await reader.press("s", "ctrl+u")
        reader.screen.status.paste(f"{other}/x.bib")
        await reader.press("enter")
        await reader.until(lambda: reader.is_told("saved as"), "it is saved")
        assert (other / "x.bib").read_text().startswith("@article{")
        assert recall(reader.desk.paths.session, "save_folder") == str(other)
    async with opening() as reader:
        await start(reader)
        await reader.press("s")
        assert reader.is_told("save as: ~/other/dam-will-hold-says-mayor.md")


async def test_where_nothing_is_kept_saving_works(opening: Opening, tmp_path: Path) -> None:
    async with opening(keeps=False) as reader:
        await start(reader)
        await reader.press("s", "enter")
        await reader.until(lambda: reader.is_told("saved as"), "it is saved")
        assert len(list((tmp_path / "here").iterdir())) == 1
        assert recall(reader.desk.paths.session, "save_folder") == ""


async def test_without_a_command_how_to_set_one_is_told(opening: Opening) -> None:
    async with opening() as reader:
        await start(reader)
        await reader.press("|")
        assert reader.is_told("no command is set: in")
        assert reader.is_told("config.toml, under [commands], write")


async def test_the_only_command_is_run_and_its_last_line_told(opening: Opening) -> None:
    async with opening(settings=Settings(commands=(ECHO,))) as reader:
        await start(reader)
        await reader.press("|")
        await reader.until(lambda: reader.is_told("echo: Dam will hold, says mayor"), "it is run")
        assert reader.screen.exporting.activity == ""


async def test_of_several_commands_one_is_chosen(opening: Opening) -> None:
    async with opening(settings=Settings(commands=(ECHO, FAIL))) as reader:
        await start(reader)
        await reader.press("|")
        await reader.until_shown("run on “Dam will hold, says mayor”:")
        await reader.press("j", "enter")
        await reader.until(lambda: reader.is_told("fail failed with status 4: no box"), "it failed")
        await reader.press("1", "|")
        await reader.until(lambda: reader.is_told("echo: Dam will hold"), "the first is run")
        await reader.press("3", "|")
        assert reader.is_told("there is no command 3: the last is 2")
        await reader.press("|")
        await reader.until_shown("run on")
        await reader.press("escape")
        assert reader.screen.exporting.activity == ""


async def test_a_command_that_runs_is_shown_and_holds_up_nothing(opening: Opening) -> None:
    async with opening(settings=Settings(commands=(SLOW, ECHO))) as reader:
        await start(reader)
        await reader.press("1", "|")
        await reader.until(lambda: reader.is_told("running slow"), "it runs")
        await reader.press("j")
        await start(reader)
        await reader.press("2", "|")
        await reader.until(lambda: reader.is_told("echo: Ice cores push record back"), "the other")
        assert reader.screen.exporting.stop() == "slow"
        assert reader.screen.exporting._jobs[-1].done()  # noqa: SLF001 - what became of it
        await reader.until(lambda: reader.screen.exporting.activity == "", "it is over")


async def test_a_hostile_title_reaches_a_command_as_text(opening: Opening) -> None:
    async with opening(settings=Settings(commands=(ECHO,))) as reader:
        await start(reader)
        await reader.press("G", "k")
        await reader.until_settled()
        await start(reader)
        await reader.press("|")
        await reader.until(lambda: reader.is_told("echo: [@click=app.quit]Press[/] [2J"), "text")


async def test_a_command_that_wants_a_link_is_refused_where_there_is_none(
    opening: Opening,
) -> None:
    wants = UserCommand(name="open", words=("true", "{url}"))
    async with opening(settings=Settings(commands=(wants,))) as reader:
        await start(reader)
        await reader.press("G", "k")
        await start(reader)
        await reader.press("|")
        await reader.until(
            lambda: reader.is_told("open: this story has no link to give to it"), "refused"
        )
