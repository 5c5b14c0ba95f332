"""What the sidebar's keys do on a folder: call it otherwise, put it elsewhere, take it away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newstui.newsroom.arranging import complete_folder
from newstui.newsroom.foldering import (
    describe_folder,
    dissolve_folder,
    move_folder,
    rename_folder,
)
from newstui.store.querywriting import ask_for_folder
from newstui.text.clean import clean_block
from newstui.text.folders import folder_path, folder_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstui.model.text import SafeText
    from newstui.newsroom.foldering import Refoldered
    from newstui.store.archive import Archive
    from newstui.tui.screens.main import MainScreen


class FolderKeys:
    """The folder under the cursor."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk

    @property
    def current(self) -> SafeText | None:
        """The path of the folder under the cursor; `None` when it is on none."""
        branch = self._screen.feeds.current
        return branch.folder if branch is not None else None

    def do_rename_feed(self, _count: int | None) -> None:
        """Call the folder something else."""
        folder = self.current
        if folder is not None and self._screen.arranging.may_change():
            name = folder_path(folder)[-1]
            self._screen.arranging.ask("name:", name, partial(self._rename, folder))

    def _rename(self, folder: SafeText, typed: SafeText) -> None:
        if typed.strip():
            self._change(folder, partial(rename_folder, folder=folder, name=typed))

    def do_move_feed(self, _count: int | None) -> None:
        """Put the folder into another one."""
        folder = self.current
        if folder is not None and self._screen.arranging.may_change():
            outer = folder_title(folder_path(folder)[:-1])
            complete = partial(complete_folder, feeds=self._screen.browsing.book.feeds)
            move = partial(self._move, folder)
            self._screen.arranging.ask("into folder:", outer, move, complete)

    def _move(self, folder: SafeText, typed: SafeText) -> None:
        self._change(folder, partial(move_folder, folder=folder, into=typed))

    def do_remove_feed(self, _count: int | None) -> None:
        """Take the folder away; its feeds move up."""
        folder = self.current
        if folder is not None and self._screen.arranging.may_change():
            self._change(folder, partial(dissolve_folder, folder=folder))

    def _change(self, folder: SafeText, change: Callable[..., Refoldered]) -> None:
        def job(archive: Archive) -> Refoldered:
            return change(archive, clock=self._desk.clock)

        self._screen.arranging.change(job, partial(self._tell, folder))

    def _tell(self, folder: SafeText, done: Refoldered) -> None:
        if not done.feeds:
            return
        query = ask_for_folder(done.title)
        if self._screen.narrowing.query == ask_for_folder(folder):
            if done.is_gone:
                self._screen.narrowing.widen()
            else:
                self._screen.narrowing.narrow_to(query, done.title)
        if done.title:
            self._screen.feeds.aim(query)
        # In one piece, which may take two lines: what follows it is worth reading, too.
        told = describe_folder(done) + self._screen.arranging.undoes()
        self._screen.say(clean_block(told))
