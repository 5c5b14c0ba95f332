"""Reading the table `[keys]`: its shape only, for what can be done is known to the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstui.config.model import KeyLine, Keys, Preset
from newstui.config.values import choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Complain = Callable[[tuple[str, ...], str], None]
    Place = Callable[[tuple[str, ...]], tuple[str, int]]
    """Tells where the way to a key leads, in words and as a line."""

_SHAPE = 'must be a key or a list of keys in quotes, as in "B" or ["gg", "home"]'


def read_keys(value: object, complain: Complain, place: Place) -> Keys:
    """Read a preset, or a table with a preset, actions, and a table for each pane.

    Raises:
        ValueError: If it is neither.
    """
    read_preset = choice(Preset)
    if not isinstance(value, dict):
        return Keys(preset=Preset(str(read_preset(value))))
    lines = dict(value)
    try:
        preset = Preset(str(read_preset(lines.pop("preset", Preset.VIM))))
    except ValueError as error:
        complain(("preset",), str(error))
        preset = Preset.VIM
    return Keys(preset=preset, lines=tuple(_read_lines(lines, complain, place)))


def _read_lines(
    table: dict[str, object], complain: Complain, place: Place, pane: str = ""
) -> Iterator[KeyLine]:
    for name, value in table.items():
        way = (pane, name) if pane else (name,)
        if isinstance(value, dict) and not pane:
            yield from _read_lines(value, complain, place, pane=name)
            continue
        written = value if isinstance(value, list) else [value]
        used = tuple(key for key in written if isinstance(key, str) and key)
        if not all(isinstance(key, str) for key in written):
            complain(way, _SHAPE)
            continue
        if 0 < len(used) < len(written):
            complain(way, 'has "" beside other keys; alone it takes the keys away')
        where, line = place(("keys", *way))
        yield KeyLine(action=name, keys=used, pane=pane, place=where, line=line)
