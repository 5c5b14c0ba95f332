"""The settings file as it is written on request: every setting explained, none of them set."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from newstui.config.table import COLOURED, SETTINGS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.config.table import Setting, TableSetting

_WIDTH: Final = 96


def commented_settings() -> str:
    """Write a file that sets nothing: taking away a # before a key sets it."""
    head = "The settings of newstui. Take away the # before a key to set it; newstui itself never"
    lines = [*_comment(f"{head} changes this file."), ""]
    for setting in SETTINGS.values():
        lines += [*_setting(setting), ""]
    for table in TABLES.values():
        lines += [*_table(table), ""]
    return "\n".join(lines)


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _WIDTH)]


def _setting(setting: Setting) -> Iterator[str]:
    yield from _comment(setting.about)
    yield from _comment(f"Takes {setting.takes}. Unless set: {setting.default}.")
    yield f"#{setting.name} = {setting.example}"


def _table(table: TableSetting) -> Iterator[str]:
    yield from _comment(table.about)
    if table.name == "colours":
        yield from _comment(f"What has a colour: {', '.join(COLOURED)}.")
    yield from (f"#{line}" if line else "#" for line in table.example)


def settings_rows() -> Iterator[str]:
    """Describe every setting as a row of Markdown: key, what it takes, default, explanation."""
    yield "| key | takes | unless set | what it does |"
    yield "|---|---|---|---|"
    for setting in SETTINGS.values():
        default = setting.default
        shown = f"`{default}`" if default == setting.example else default
        yield f"| `{setting.name}` | {setting.takes} | {shown} | {setting.about} |"
    for table in TABLES.values():
        yield f"| `[{table.name}]` | a table | nothing | {table.about} |"
