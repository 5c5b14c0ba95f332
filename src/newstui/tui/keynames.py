"""What keys are called: as written in the settings, as the terminal sends them, and for people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual.events import Key

Keys = tuple[str, ...]
"""Keys typed one after the other; each is the character it types, else its name."""

_SHOWN: Final = {
    "enter": "Enter",
    "space": "Space",
    "escape": "Esc",
    "tab": "Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "insert": "Ins",
    "delete": "Del",
    "backspace": "Backspace",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
}
_NAMED: Final = frozenset(_SHOWN) | {f"f{number}" for number in range(1, 13)}
_OTHER_NAMES: Final = {
    "return": "enter",
    "esc": "escape",
    "pgdn": "pagedown",
    "pgup": "pageup",
    "ins": "insert",
    "del": "delete",
}
_MODIFIERS: Final = ("alt", "ctrl", "shift")
_SAME_IN_A_TERMINAL: Final = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+[": "escape",
    "ctrl+space": "ctrl+@",
    "ctrl+/": "ctrl+underscore",
}
_SIGNS: Final = {
    "\\": "backslash",
    "]": "right_square_bracket",
    "^": "circumflex_accent",
    "_": "underscore",
}
"""What Textual calls signs typed with Ctrl."""
_SIGN_OF: Final = {name: sign for sign, name in _SIGNS.items()}
_WITH_CTRL: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789@[/") | frozenset(_SIGNS)
"""What can be typed with Ctrl; digits in some terminals only, as other keys with names."""
_MOST_UNNAMED: Final = 3
"""Letters that are taken for so many keys, not for a name that was mistyped."""
_MOST_KEYS: Final = 4
_FUNCTION_KEY: Final = re.compile(r"f\d\d?")


def key_name(event: Key) -> str:
    """Name a key the way maps do: the character it types, else its name."""
    character = event.character
    is_modified = event.key.startswith(("alt+", "ctrl+"))
    if character and character.isprintable() and character != " " and not is_modified:
        return character
    if event.key.startswith("alt+shift+") and len(event.key) == len("alt+shift+x"):
        # Some terminals tell Shift apart from the letter it makes.
        return f"alt+{event.key[-1].upper()}"
    return event.key


def shown_keys(keys: Keys) -> str:
    """Name keys for people: "gg", "Ctrl+D", "Space p"."""
    gap = " " if any(len(key) > 1 for key in keys) else ""
    return gap.join(map(_shown_key, keys))


def _shown_key(key: str) -> str:
    modifier, plus, rest = key.rpartition("+")
    if plus and rest:
        modifiers = "+".join(name.capitalize() for name in modifier.split("+"))
        base = rest if len(rest) == 1 and "alt" in modifier else _SIGN_OF.get(rest, rest.upper())
        return f"{modifiers}+{_SHOWN.get(rest, base)}"
    return _SHOWN.get(key, key.upper() if key in _NAMED else key)


def parse_keys(written: str) -> Keys:
    """Read keys as they are written: "B", "gg", "space p", "ctrl+d", "alt+1", "f5".

    Raises:
        ValueError: If that is no key, with the end of a sentence about it.
    """
    keys = tuple(key for part in written.split() for key in _parse_part(part))
    if not keys:
        raise ValueError('is no key; the space bar is written "space"')
    if len(keys) > _MOST_KEYS:
        raise ValueError(f"takes more than {_MOST_KEYS} keys")
    if any(key.isdigit() for key in keys):
        raise ValueError("has a digit in it; digits are always counts")
    return keys


def _parse_part(part: str) -> Keys:
    """Read keys between two spaces: one with a name, or characters one by one."""
    name = _OTHER_NAMES.get(part.lower(), part.lower())
    if len(part) > 1 and name in _NAMED:
        return (name,)
    *modifiers, base = part[:-1].split("+") if part.endswith("++") else part.split("+")
    base = "+" if part.endswith("++") else base
    if base and modifiers and all(name.lower() in _MODIFIERS for name in modifiers):
        return (_with_modifiers({name.lower() for name in modifiers}, base),)
    if len(part) > _MOST_UNNAMED or _FUNCTION_KEY.fullmatch(name):
        raise ValueError(_no_such_key(part, name))
    if not part.isprintable():
        raise ValueError("holds a character that no key types")
    return tuple(part)


def _with_modifiers(modifiers: set[str], base: str) -> str:
    name = _OTHER_NAMES.get(base.lower(), base.lower())
    if len(base) > 1 and name not in _NAMED:
        raise ValueError(_no_such_key(base, name))
    if len(base) == 1:
        _check_character(modifiers, base)
        if modifiers == {"shift"}:
            return base.upper()
        name = base.upper() if "shift" in modifiers else base
        name = base.lower() if "ctrl" in modifiers else name
        modifiers = modifiers - {"shift"}
        name = _SIGNS.get(name, name) if "ctrl" in modifiers else name
    key = "+".join([*sorted(modifiers), name])
    return _SAME_IN_A_TERMINAL.get(key, key)


def _check_character(modifiers: set[str], base: str) -> None:
    """Refuse what terminals cannot send of a character with modifiers.

    Raises:
        ValueError: If it is such, with the end of a sentence about it.
    """
    if "shift" in modifiers and base.upper() == base.lower():
        raise ValueError("is no key; write the sign that Shift types, alone")
    if "ctrl" not in modifiers:
        return
    if "shift" in modifiers:
        raise ValueError(f'is no other key to a terminal than "ctrl+{base.lower()}"; write that')
    if base.lower() not in _WITH_CTRL:
        raise ValueError("is no key that terminals send; with Ctrl go a to z and @ [ \\ ] ^ _ /")


def _no_such_key(part: str, name: str) -> str:
    import difflib

    *modifiers, _ = part.lower().split("+")
    if modifiers and not all(one in _MODIFIERS for one in modifiers):
        return f"is no key; what goes before a + is one of: {', '.join(_MODIFIERS)}"
    if near := difflib.get_close_matches(name, [*_NAMED, *_OTHER_NAMES], n=1):
        return f"is no key; did you mean {near[0]}?"
    return f'is no key; several keys are written "{" ".join(part)}"'
