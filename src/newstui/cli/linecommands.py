"""What can be said to the plain reader, a line at a time: words, numbers, or the screen's keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.tui.actions import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstui.tui.actions import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCommand:
    """One thing to say; the reader's method `do_<name>` carries it out."""

    name: str
    words: str
    """What is typed, and what may follow it in capitals."""
    action: str = ""
    """The action of the screen that does the same, whose keys are understood too."""
    help: str

    @property
    def phrase(self) -> str:
        """What is typed, without what may follow."""
        return " ".join(word for word in self.words.split() if word.islower())


@dataclass(frozen=True, slots=True)
class Said:
    """A command that was understood."""

    name: str
    rest: str = ""
    """What followed it."""


def _command(name: str, words: str, help: str, action: str = "") -> LineCommand:  # noqa: A002 - the field's name
    return LineCommand(name=name, words=words, help=help, action=action)


COMMANDS: Final = (
    _command("more", "more", "go on with the list or the story; an empty line does the same"),
    _command("list", "list", "tell the list again, from its beginning"),
    _command("open", "open NUMBER", "open a story; the number alone does, too", "open_story"),
    _command("next", "next", "open the next story", "next_story"),
    _command("previous", "previous", "open the story before", "previous_story"),
    _command("next_unread", "next unread", "open the next unread story", "next_unread"),
    _command(
        "previous_unread", "previous unread", "open the unread story before", "previous_unread"
    ),
    _command("again", "again", "tell the story again, from its beginning"),
    _command("sources", "sources", "tell where the story comes from and who says what", "sources"),
    _command("next_passage", "next passage", "tell the next attributed passage", "next_passage"),
    _command("previous_passage", "previous passage", "tell the passage before", "previous_passage"),
    _command("passage", "passage NUMBER", "tell one passage"),
    _command("bookmark", "bookmark", "bookmark the story, or take the bookmark off", "bookmark"),
    _command("read", "read", "mark the story read"),
    _command("unread", "unread", "mark the story unread"),
    _command("toggle_read", "mark", "mark the story read, or unread again", "toggle_read"),
    _command("undo", "undo", "take the last change back", "undo"),
    _command("redo", "redo", "do again what undo took back", "redo"),
    _command("links", "links", "tell the links of the story", "links"),
    _command("link", "link NUMBER", "open a link in the browser"),
    _command("page", "page", "read the page of the story in full", "full_text"),
    _command("browser", "browser", "open the story's page in the browser", "open_browser"),
    _command("refresh", "refresh", "fetch every feed again", "refresh_all"),
    _command("find", "find WORDS", "list the stories a query describes", "narrow"),
    _command("find", "search WORDS", "the same as find", "narrow"),
    _command("all", "all", "list every story again", "escape"),
    _command("back", "back", "go back to the list; from the list, quit", "back_or_quit"),
    _command("help", "help", "tell what can be said", "help"),
    _command("quit", "quit", "quit; everything is kept", "quit"),
)


class Commands:
    """Understands what is typed, by the table above and by the keys of the screen's actions."""

    def __init__(self, actions: Iterable[Action] = ACTIONS) -> None:
        keys = {action.name: action.keys for action in actions}
        self._keys = {
            key: command.name for command in COMMANDS for key in keys.get(command.action, ())
        }
        self._shown = {
            command.name: [key for key in keys.get(command.action, ()) if len(key) == 1]
            for command in COMMANDS
        }

    def understand(self, line: str) -> Said | None:
        """Find what a line asks for; `None` where that is not known."""
        line = line.strip()
        if not line:
            return Said("more")
        if line.isascii() and line.isdigit():
            return Said("open", line)
        if line in self._keys:
            return Said(self._keys[line])
        if self._keys.get(line[0]) == "find" and not line[0].isalnum():
            return Said("find", line[1:].strip())
        return next(filter(None, (_match(command, line) for command in COMMANDS)), None)

    def describe(self) -> list[str]:
        """Tell every command in a line."""
        return [self._describe(command) for command in COMMANDS]

    def _describe(self, command: LineCommand) -> str:
        keys = self._shown[command.name]
        also = f", or {' or '.join(keys)}" if keys else ""
        return f"{command.words}{also}: {command.help}"


def _match(command: LineCommand, line: str) -> Said | None:
    phrase, rest = line[: len(command.phrase)], line[len(command.phrase) :]
    if phrase.casefold() != command.phrase:
        return None
    takes_more = command.phrase != command.words and rest.startswith(" ")
    return Said(command.name, rest.strip()) if takes_more or not rest else None
