"""Completing and explaining the query that is being typed, by keys that do not end typing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newstui.newsroom.completing import find_fragment, list_fields, list_values
from newstui.newsroom.searching import find_fault
from newstui.store.querytable import BY_NAME, Known
from newstui.text.clean import NOTHING, clean_block, clean_line
from newstui.tui.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newstui.model.text import SafeText
    from newstui.newsroom.completing import Fragment
    from newstui.tui.screens.main import MainScreen

_KEYS = clean_line("Tab completes · Ctrl+S saves · Ctrl+G explains")
_KEYS_WITHOUT_SAVING = clean_line("Tab completes · Ctrl+G explains")
_NAMED = 5
"""How many of the other ways to go on are named."""


class Completing:
    """What may stand where the query ends, gone through one by one."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._prompt: Prompt | None = None
        self._fragment: Fragment | None = None
        self._offers: Sequence[SafeText] = ()
        self._at = 0
        self._keys = _KEYS
        self._made = NOTHING
        """What was typed with the last offer in it."""

    def attend(self, prompt: Prompt, *, saves: bool = True) -> None:
        """Complete what is typed from now on.

        Args:
            prompt: What is typed.
            saves: Whether a key saves it as a query.
        """
        self._prompt = prompt
        prompt.keys = {
            "tab": partial(self._step, step=1),
            "shift+tab": partial(self._step, step=-1),
            "right": self._go_in,
            "ctrl+g": self._explain,
        }
        self._keys = _KEYS_WITHOUT_SAVING
        if saves:
            prompt.keys["ctrl+s"] = self._save
            self._keys = _KEYS
        self._forget()

    def ask(
        self,
        label: SafeText,
        typed: SafeText,
        accepted: Callable[[SafeText], None],
        *,
        cancelled: Callable[[], object] = lambda: None,
        limit: int,
    ) -> None:
        """Have a query typed that is to be kept, until it can be understood.

        Args:
            label: What it is for.
            typed: What it begins with.
            accepted: Takes it.
            cancelled: Called when it is given up.
            limit: Most characters.
        """

        def take(text: SafeText) -> None:
            if (fault := find_fault(self._screen.desk.archive, text)) is not None:
                raise fault
            accepted(text)

        prompt = Prompt(
            label=label,
            changed=self.changed,
            accepted=take,
            cancelled=cancelled,
            typed=typed,
            limit=limit,
        )
        self.attend(prompt, saves=False)
        self._screen.status.ask(prompt)

    def changed(self, typed: SafeText) -> None:
        """Offer nothing any more: something else is typed now."""
        if typed != self._made:
            self._forget()

    def _forget(self) -> None:
        self._offers, self._made, self._fragment = (), NOTHING, None
        self._note(self._keys)

    def _note(self, note: SafeText) -> None:
        if self._prompt is not None:
            self._prompt.note = note
            self._screen.status.refresh()

    def _step(self, typed: SafeText, step: int) -> bool:
        """Put the next offer in, round; where there are none yet, find some."""
        if len(self._offers) > 1 and typed == self._made:
            self._at = (self._at + step) % len(self._offers)
            self._put()
        else:
            self._look(typed)
        return True

    def _look(self, typed: SafeText) -> None:
        fragment = find_fragment(typed)
        if fragment is None:
            return
        if not fragment.name:
            self._take(typed, fragment, list_fields(fragment.part))
            return
        found = self._screen.desk.load(partial(list_values, fragment=fragment))
        self._screen.when_done(found, partial(self._take, typed, fragment))

    def _take(self, typed: SafeText, fragment: Fragment, offers: Sequence[SafeText]) -> None:
        prompt = self._prompt
        if prompt is None or not self._screen.status.is_asking or prompt.typed != typed:
            return
        if not offers:
            self._note(_nothing(fragment))
            return
        self._fragment, self._offers, self._at = fragment, offers, 0
        self._put()

    def _put(self) -> None:
        if self._prompt is None or self._fragment is None:
            return
        self._made = self._fragment.fill(self._offers[self._at])
        self._prompt.retype(self._made)
        others = [*self._offers[self._at + 1 :], *self._offers[: self._at]]
        told = [f"Right: values of {self._offers[self._at]}"] if self._has_values else []
        if others:
            more = ", …" if others[_NAMED:] else ""
            told.append(f"Tab: {', '.join(others[:_NAMED])}{more}")
        self._note(clean_line(" · ".join(told) or "there is no other"))

    @property
    def _has_values(self) -> bool:
        """Whether the offer that is put in is a field with known values."""
        if self._fragment is None or self._fragment.name or not self._offers:
            return False
        field = BY_NAME.get(self._offers[self._at].removesuffix(":"))
        return field is not None and field.known is not Known.NOTHING

    def _go_in(self, typed: SafeText) -> bool:
        """Go on with the values of the field that is put in."""
        if typed == self._made and self._has_values:
            self._look(typed)
        return True

    def _save(self, typed: SafeText) -> bool:
        """End typing, and save what was typed under a name."""
        if not typed.strip():
            self._note(clean_line("there is nothing to save yet"))
            return True
        self._screen.narrowing.accept(typed)
        self._screen.querying.save(clean_line(typed))
        return False

    def _explain(self, _typed: SafeText) -> bool:
        """Show all that can be written in a query; typing goes on after that."""
        self._screen.appearance.explain_queries()
        return True


def _nothing(fragment: Fragment) -> SafeText:
    """Say that nothing is offered."""
    if not fragment.name:
        return clean_block(f"no field begins with {fragment.part}")
    if fragment.field is None:
        return clean_block(f"{fragment.name}: takes any words")
    return clean_block(f"{fragment.name}: none here is called {fragment.part}".rstrip())
