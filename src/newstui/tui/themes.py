"""Colours: a few looks, each one table from which Textual's theme and the panes' styles come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.style import Style
from textual.theme import BUILTIN_THEMES, Theme

from newstui.config import ThemeName
from newstui.model.kinds import SourceType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Overrides = Sequence[tuple[str, str]]
    """What is drawn, and its colour."""


class _Colours(NamedTuple):
    """One look in colour names; "default" leaves a colour to the terminal."""

    background: str
    text: str
    muted: str
    line: str
    accent: str
    star: str
    current: str
    """Background of the current row in the focused pane; or an attribute: "reverse", "bold"."""
    resting: str
    """Background of the current row in a pane without the focus."""
    passage: str
    """Background of the selected passage."""
    error: str
    person: str
    outlet: str
    agency: str
    organisation: str
    government: str
    anonymous: str
    document: str
    poll: str
    social: str


_DARK: Final = _Colours(
    background="#15181d",
    text="#d3d6db",
    muted="#8a919d",
    line="#3a414c",
    accent="#7fb4e6",
    star="#e3b341",
    current="#2a3340",
    resting="#20262e",
    passage="#33401f",
    error="#f0857d",
    person="#8fcf8a",
    outlet="#7fb4e6",
    agency="#6cc7c7",
    organisation="#b9a3e8",
    government="#e9a06b",
    anonymous="#a9a9a9",
    document="#dcc66f",
    poll="#e08fc0",
    social="#79c5a6",
)
_LIGHT: Final = _Colours(
    background="#fbfaf7",
    text="#24292f",
    muted="#666d76",
    line="#c9c7c0",
    accent="#0b5cad",
    star="#9a6700",
    current="#dbe7f4",
    resting="#ecefee",
    passage="#eef0c2",
    error="#b3261e",
    person="#1f7a33",
    outlet="#0b5cad",
    agency="#0b7285",
    organisation="#6b3fb5",
    government="#a84a00",
    anonymous="#5f6368",
    document="#7d6000",
    poll="#a3246f",
    social="#15735a",
)
_CONTRAST: Final = _Colours(
    background="#000000",
    text="#ffffff",
    muted="#d0d0d0",
    line="#ffffff",
    accent="#5fd7ff",
    star="#ffd700",
    current="#003060",
    resting="#303030",
    passage="#402e00",
    error="#ffb0a8",
    person="#7fff7f",
    outlet="#5fd7ff",
    agency="#00ffd7",
    organisation="#d7afff",
    government="#ffaf5f",
    anonymous="#d0d0d0",
    document="#ffff5f",
    poll="#ff9fff",
    social="#87ffaf",
)
_TERMINAL: Final = _Colours(
    background="default",
    text="default",
    muted="bright_black",
    line="bright_black",
    accent="blue",
    star="yellow",
    current="reverse",
    resting="bold",
    passage="reverse",
    error="red",
    person="green",
    outlet="blue",
    agency="cyan",
    organisation="magenta",
    government="red",
    anonymous="bright_black",
    document="yellow",
    poll="magenta",
    social="cyan",
)
_PLAIN: Final = _Colours(
    **dict.fromkeys(_Colours._fields, "default")
    | {"current": "reverse", "resting": "bold", "passage": "reverse"}
)
CHOICES: Final = tuple(ThemeName)
"""Looks the reader can choose."""
COLOURLESS_LOOK: Final = "plain"
"""The look without any colour: difference is made by weight and by swapping."""
LOOKS: Final[Mapping[str, _Colours]] = {
    "dark": _DARK,
    "light": _LIGHT,
    "contrast": _CONTRAST,
    "terminal": _TERMINAL,
    COLOURLESS_LOOK: _PLAIN,
}
DEFAULT_LOOK: Final = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The styles panes draw with."""

    text: Style
    muted: Style
    title: Style
    heading: Style
    accent: Style
    star: Style
    line: Style
    error: Style
    cursor: Style
    """Laid over the cell something is typed at."""
    link: Style
    """Laid over the words of a link."""
    emphasis: Style
    """Laid over emphasised words."""
    strong: Style
    """Laid over strong words."""
    code: Style
    current: Style
    """Laid over the row the cursor is on, in the pane that has the focus."""
    resting: Style
    """Laid over the row the cursor is on, in a pane without the focus."""
    passage: Style
    """Laid over the selected passage."""
    word: Style
    """Laid over the words the list is narrowed by."""
    match: Style
    """Laid over what is looked for in a story."""
    here: Style
    """Laid over the match that is stepped to."""
    selected: Style
    """Laid over what is selected to be copied."""
    types: Mapping[SourceType, Style]


def _find_colours(name: str, own: Overrides) -> _Colours:
    """Find the colours of a look, with the reader's own where there is any colour at all."""
    colours = LOOKS.get(name, LOOKS[DEFAULT_LOOK])
    return colours if name == COLOURLESS_LOOK else colours._replace(**dict(own))


def find_look(name: str, own: Overrides = ()) -> Look:
    """Build the styles of one look, some of its colours being the reader's own."""
    colours = _find_colours(name, own)

    def ink(colour: str, *, bold: bool = False) -> Style:
        return Style(
            color=colour,
            bgcolor=colours.background,
            bold=bold or None,
        )

    return Look(
        text=ink(colours.text),
        muted=ink(colours.muted),
        title=ink(colours.text, bold=True),
        heading=ink(colours.accent, bold=True),
        accent=ink(colours.accent),
        star=ink(colours.star),
        line=ink(colours.line),
        error=ink(colours.error),
        cursor=Style(reverse=True),
        link=Style(underline=True),
        emphasis=Style(italic=True),
        strong=Style(bold=True),
        code=ink(colours.document),
        current=_overlay(colours.current),
        resting=Style(bold=True)
        if colours.current == "reverse"
        else Style(bgcolor=colours.resting),
        passage=_overlay(colours.passage),
        word=Style(color=colours.star, underline=True),
        match=Style(color=colours.star, bold=True, underline=True),
        here=Style(bold=True, underline=True, reverse=True),
        selected=Style(reverse=True),
        types={kind: ink(getattr(colours, kind, colours.muted)) for kind in SourceType},
    )


def _overlay(colour: str) -> Style:
    if colour in {"reverse", "bold"}:
        return Style.parse(colour)
    return Style(bgcolor=colour)


def textual_theme(name: str, own: Overrides = ()) -> Theme:
    """Build Textual's theme of one look, for borders and the palette."""
    colours = _find_colours(name, own)
    ansi = colours.background == "default"

    def named(colour: str) -> str:
        return colour if colour.startswith("#") else f"ansi_{colour}"

    # In the terminal's own colours, Textual's style sheets use names only its own themes have.
    inherited = dict(BUILTIN_THEMES["ansi-dark"].variables) if ansi else {}
    if name == COLOURLESS_LOOK:
        inherited["block-cursor-text-style"] = "reverse"
    background = named(colours.background)
    return Theme(
        name=name,
        dark=name != "light",
        ansi=ansi,
        primary=named(colours.accent),
        secondary=named(colours.organisation),
        warning=named(colours.star),
        error=named(colours.error),
        success=named(colours.person),
        accent=named(colours.accent),
        foreground=named(colours.text),
        background=background,
        surface=background,
        panel=background,
        boost=background,
        variables=inherited,
    )
