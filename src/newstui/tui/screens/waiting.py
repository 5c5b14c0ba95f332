"""Going on when another thread is done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.events import Key
from textual.message import Message
from textual.screen import Screen

from newstui.errors import NewstuiError
from newstui.text.clean import NOTHING, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from newstui.model.text import SafeText

T = TypeVar("T")


class WaitingScreen(Screen[None], inherit_bindings=False):
    """A screen that has other threads do things."""

    @dataclass
    class Settled(Message):
        """Something asked of another thread is done."""

        then: Callable[[], None]

    is_left = False
    """Whether the reader has left, and everything is closed."""
    _held_keys: tuple[Key, ...] = ()
    """What was typed for a screen that is on its way."""
    _awaited = 0
    """How much is being done before that screen can come; 0 when none is on its way."""

    def hold_keys(self) -> None:
        """Keep what is typed from now on for a screen that comes once something is read."""
        self._awaited += 1

    def release_keys(self) -> None:
        """Take keys again; what was typed meanwhile goes to the screen that has come, if any."""
        self._awaited -= 1
        if self._awaited:
            return
        held, self._held_keys = self._held_keys, ()
        for key in held if self.app.screen is not self else ():
            self.app.post_message(key)

    def pass_on(self, event: Key) -> bool:
        """Leave a key to the screen it is meant for; return whether that is another one."""
        key = Key(event.key, event.character)
        if self._awaited:
            self._held_keys += (key,)
            return True
        if self.app.screen is self:
            return False
        # Typed in one go with the key that brought the screen now shown.
        self.app.post_message(key)
        return True

    def say_error(self, text: SafeText, tail: SafeText = NOTHING) -> None:
        """Tell the reader what went wrong."""
        raise NotImplementedError

    def say_error_later(self, text: SafeText) -> None:
        """Tell, from another thread, what went wrong there."""
        self.post_message(self.Settled(partial(self.say_error, text)))

    def when_done(
        self,
        future: Future[T],
        then: Callable[[T], None],
        *,
        failed: Callable[[], bool | None] | None = None,
    ) -> None:
        """Go on when another thread is done; what goes wrong there is told.

        Args:
            future: What the other thread does.
            then: Called with its result.
            failed: Called when it fails; true when there is no need to tell.
        """

        def settle(done: Future[T]) -> None:
            if done.cancelled():
                return
            error = done.exception()
            go_on = partial(self._fail, error, failed) if error else partial(then, done.result())
            self.post_message(self.Settled(go_on))

        future.add_done_callback(settle)

    def show_when_done(self, future: Future[T], show: Callable[[T], None]) -> None:
        """Bring another screen when another thread is done; what is typed meanwhile is for that."""

        def come(result: T) -> None:
            show(result)
            self.release_keys()

        self.hold_keys()
        self.when_done(future, come, failed=self.release_keys)

    def _fail(self, error: BaseException, failed: Callable[[], bool | None] | None) -> None:
        is_told = failed() if failed is not None else None
        if not isinstance(error, NewstuiError):
            raise error
        if is_told:
            return
        self.say_error(clean_line(str(error)))

    def on_waiting_screen_settled(self, event: Settled) -> None:
        """Go on with what another thread was asked for, unless the reader has left meanwhile."""
        if not self.is_left:
            event.then()
