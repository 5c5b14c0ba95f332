"""The story on its way out: saved to a file, or given to one of the reader's commands."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from functools import cached_property, partial
from threading import Event
from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError
from newstui.newsroom.reading import read_through
from newstui.newsroom.session import recall, remember
from newstui.text.clean import NOTHING, clean_line
from newstui.text.links import LENGTH_LIMIT
from newstui.tui.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from newstui.model.command import UserCommand
    from newstui.model.text import SafeText
    from newstui.newsroom.commands import Outcome
    from newstui.newsroom.reading import StoryView
    from newstui.store.archive import Archive
    from newstui.tui.screens.main import MainScreen

_FOLDER: Final = "save_folder"
"""Under which the folder last saved to is remembered."""
_AT_ONCE: Final = 4
"""Most commands that run."""
_ENDING_SECONDS: Final = 1.0
"""How long quitting waits for commands that are ended."""
_HOW: Final = (
    'no command is set: in {path}, under [commands], write for example mail = ["mutt", "-s",'
    ' "{{title}}"]'
)


class Exporting:
    """Files and commands."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._folder = ""
        """Last saved to, by this newstui."""
        self._running: list[SafeText] = []
        self._jobs: list[Future[Outcome]] = []
        self._stopping = Event()

    @cached_property
    def _hands(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="newstui-command")

    @property
    def activity(self) -> SafeText:
        """What is being run, for the bottom line."""
        if not self._running:
            return NOTHING
        more = f" and {len(self._running) - 1} more" if self._running[1:] else ""
        return clean_line(f"running {self._running[0]}{more}")

    def stop(self) -> SafeText:
        """End the commands that run; return their names."""
        if self._running:
            self._stopping.set()
            self._hands.shutdown(wait=False, cancel_futures=True)
            # Their threads end them and sweep up.
            wait(self._jobs, _ENDING_SECONDS)
        return clean_line(", ".join(self._running))

    def _shown(self) -> StoryView | None:
        """Find the story under the cursor."""
        self._screen.catch_up()
        view = self._screen.reading.view
        if view is None:
            self._screen.say(clean_line("there is no story here"))
        return view

    def _complete(self, view: StoryView, go_on: Callable[[StoryView], None]) -> None:
        """Go on with a story when its text and sources are there, prepared now if need be."""
        if view.stored is not None and view.analysis is not None:
            go_on(view)
            return
        job = partial(read_through, story_id=view.story.id, clock=self._desk.clock)
        self._screen.when_done(self._desk.build(job), lambda found: go_on(found or view))

    # Files

    def do_save_story(self, _count: int | None) -> None:
        """Ask for a path, and save the story there."""
        from newstui.newsroom.saving import suggest_path

        view = self._shown()
        if view is not None:
            folder = self._folder or recall(self._desk.paths.session, _FOLDER)
            suggested = suggest_path(view.story.entry.title, folder)
            self._ask_path(view, clean_line("save as:"), suggested)

    def _ask_path(
        self, view: StoryView, label: SafeText, suggested: SafeText, *, is_wrong: bool = False
    ) -> None:
        self._screen.status.ask(
            Prompt(
                label=label,
                accepted=partial(self._save, view),
                typed=suggested,
                limit=LENGTH_LIMIT,
                wrong=(0, len(suggested) if is_wrong else 0),
            )
        )

    def _save(self, view: StoryView, typed: SafeText) -> None:
        if typed.strip():
            self._complete(view, partial(self._write, typed))

    def _write(self, typed: SafeText, view: StoryView) -> None:
        job = partial(_save, view, clean_line(typed, limit=LENGTH_LIMIT))
        saving = self._desk.write(partial(job, are_kept=self._desk.visit is None))
        self._screen.when_done(saving, partial(self._take_saved, view, typed))

    def _take_saved(self, view: StoryView, typed: SafeText, saved: Path | PlaceError) -> None:
        if not isinstance(saved, PlaceError):
            self._tell_saved(saved)
        elif self._screen.status.is_asking or not self._screen.is_current:
            self._screen.say_error(clean_line(str(saved)))
        else:
            # Before what was typed: behind a long path there is no room for it.
            self._ask_path(view, clean_line(f"{saved.reason}:"), typed, is_wrong=True)

    def _tell_saved(self, path: Path) -> None:
        self._folder = str(path.parent)
        if self._desk.keeps:
            remember(self._desk.paths.session, _FOLDER, self._folder)
        self._screen.say(clean_line(f"saved as {path}"))

    # Commands

    def do_run_command(self, count: int | None) -> None:
        """Run a command on the story: the only one, the one counted, or one chosen."""
        commands = self._desk.settings.commands
        if not commands:
            path = self._desk.paths.settings
            self._screen.say_error(clean_line(_HOW.format(path=path)))
            return
        view = self._shown()
        if view is None:
            return
        if count is not None and count > len(commands):
            told = f"there is no command {count}: the last is {len(commands)}"
            self._screen.say_error(clean_line(told))
        elif count is not None or len(commands) == 1:
            self._run(view, commands[max(0, (count or 1) - 1)])
        else:
            self._choose(view, commands)

    def _choose(self, view: StoryView, commands: tuple[UserCommand, ...]) -> None:
        from newstui.tui.screens.choosing import ChoosingScreen

        rows = [(clean_line(one.name), clean_line(" ".join(one.words))) for one in commands]
        question = clean_line(f"run on “{view.story.entry.title or 'untitled'}”:")
        pane = self._screen.headlines
        chosen = ChoosingScreen(question, rows, pane)
        self._screen.app.push_screen(chosen, partial(self._take_chosen, view, commands))

    def _take_chosen(
        self, view: StoryView, commands: tuple[UserCommand, ...], index: int | None
    ) -> None:
        if index is not None:
            self._run(view, commands[index])

    def _run(self, view: StoryView, command: UserCommand) -> None:
        self._complete(view, partial(self._start, command))

    def _start(self, command: UserCommand, view: StoryView) -> None:
        from newstui.newsroom.commands import run_command

        name = clean_line(command.name)
        job = self._hands.submit(run_command, command, view, is_stopping=self._stopping.is_set)
        self._running.append(name)
        self._jobs = [*(one for one in self._jobs if not one.done()), job]
        then, failed = partial(self._tell_outcome, name), partial(self._forget, name)
        self._screen.when_done(job, then, failed=failed)
        self._screen.tell_activity()

    def _forget(self, name: SafeText) -> None:
        self._running.remove(name)
        self._screen.tell_activity()

    def _tell_outcome(self, name: SafeText, outcome: Outcome) -> None:
        self._forget(name)
        tell = self._screen.say_error if outcome.is_trouble else self._screen.say
        tell(outcome.text)


def _save(
    view: StoryView, typed: SafeText, _archive: Archive, *, are_kept: bool
) -> Path | PlaceError:
    """Save a story; what is wrong with the path is no failure, it is asked for again."""
    from newstui.newsroom.saving import save_story

    try:
        return save_story(view, typed, are_kept=are_kept)
    except PlaceError as error:
        return error
