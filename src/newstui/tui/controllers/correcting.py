"""What the reader says against the sources found: wrong, somebody else, no claim at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from newstui.model.correction import CorrectionKind
from newstui.newsroom.correcting import complete_source, correct
from newstui.newsroom.sources import counted
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.text.speakers import names_of, names_somebody
from newstui.tui.prompt import Prompt

if TYPE_CHECKING:
    from newstui.model.text import SafeText
    from newstui.newsroom.reading import StoryView
    from newstui.tui.screens.main import MainScreen


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What is to be corrected: a passage, or all that a source says in its row."""

    view: StoryView
    indexes: tuple[int, ...]

    @property
    def is_named(self) -> bool:
        """Whether somebody was found to have said it."""
        analysis, stored = self.view.analysis, self.view.stored
        if analysis is None or stored is None:
            return False
        text = stored.document.text
        return any(names_somebody(analysis, index, text) for index in self.indexes)

    def has_already(self, kind: CorrectionKind) -> bool:
        """Whether all of it is corrected in that way."""
        made = [self.view.corrections.get(index) for index in self.indexes]
        return all(correction is not None and correction.kind is kind for correction in made)


class Correcting:
    """The reader's corrections of the story shown."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._desk = screen.desk

    def _choose(self) -> _Chosen | None:
        """Find what is under the cursor of the sources, if it may be corrected."""
        if self._desk.archive.is_read_only:
            told = "the archive can only be read, so sources stay as they were found"
            self._screen.say_error(clean_line(told))
            return None
        view, pane = self._screen.reading.view, self._screen.sources
        node, passage = pane.current_source, pane.current_passage
        indexes = tuple(node.passages) if node else (() if passage is None else (passage,))
        if view is not None and view.analysis is not None and view.stored is not None and indexes:
            return _Chosen(view, indexes)
        self._screen.say(
            clean_line(
                self._screen.keymap.fill("there is no passage here: {next} goes to the next")
            )
        )
        return None

    def do_wrong_source(self, _count: int | None) -> None:
        """Say that a source did not say it, or that it did after all."""
        self._mark(CorrectionKind.WRONG)

    def do_no_claim(self, _count: int | None) -> None:
        """Say that nobody claims anything there, or that somebody does after all."""
        self._mark(CorrectionKind.NO_CLAIM)

    def do_other_source(self, _count: int | None) -> None:
        """Have the name of who said it typed."""
        chosen = self._choose()
        if chosen is None or chosen.view.analysis is None or chosen.view.stored is None:
            return
        names = names_of(chosen.view.analysis, chosen.view.stored.document.text)
        self._screen.status.ask(
            Prompt(
                label=clean_line("who said it (Tab completes):"),
                accepted=partial(self._name, chosen),
                complete=partial(complete_source, names=names),
            )
        )

    def _name(self, chosen: _Chosen, typed: SafeText) -> None:
        name = clean_line(typed)
        if name:
            self._correct(chosen, CorrectionKind.OTHER, name)

    def _mark(self, kind: CorrectionKind) -> None:
        chosen = self._choose()
        if chosen is None:
            return
        if kind is CorrectionKind.WRONG and not chosen.is_named:
            told = "nobody is named here: e names who said it, x says that it is no claim"
            self._screen.say(clean_line(told))
        else:
            self._correct(chosen, None if chosen.has_already(kind) else kind)

    def _correct(
        self, chosen: _Chosen, kind: CorrectionKind | None, name: SafeText = NOTHING
    ) -> None:
        view = chosen.view
        if view.analysis is None or view.stored is None:
            return
        job = partial(
            correct,
            story_id=view.story.id,
            text=view.stored.document.text,
            analysis=view.analysis,
            indexes=chosen.indexes,
            kind=kind,
            name=name,
            folder=self._desk.bookmarks_folder,
            clock=self._desk.clock,
        )
        self._screen.marking.flush()
        told = partial(self._tell, chosen, kind, name)
        self._screen.when_done(self._desk.write(job), told)

    def _tell(
        self,
        chosen: _Chosen,
        kind: CorrectionKind | None,
        name: SafeText,
        is_change: bool,  # noqa: FBT001 - from a thread
    ) -> None:
        if not is_change:
            self._screen.say(clean_line("that is marked so already"))
            return
        self._screen.reading.look_for_corrections()
        how = {
            None: "as it was found again",
            CorrectionKind.WRONG: "marked as not said by this source",
            CorrectionKind.OTHER: f"said by {name}, your mark says",
            CorrectionKind.NO_CLAIM: "marked as no claim",
        }[kind]
        passages = counted(len(chosen.indexes), "passage", "passages")
        kept = "" if self._desk.keeps else " until newstui ends"
        self._screen.say(
            clean_line(f"{passages} {how}{kept}"),
            clean_block(self._screen.keymap.fill(" · {undo} undoes")),
        )
