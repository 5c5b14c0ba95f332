"""What an action is, and the panes its keys work in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FEEDS: Final = "feeds"
HEADLINES: Final = "headlines"
STORY: Final = "story"
SOURCES: Final = "sources"
CITED: Final = "cited"
"""The most cited sources, in place of the others."""
RULES: Final = "rules"
"""The reader's rules, in place of the others."""
PANES: Final = (FEEDS, HEADLINES, STORY, SOURCES)
EVERYWHERE: Final = (*PANES, CITED, RULES)
OF_A_STORY: Final = (HEADLINES, STORY, SOURCES)
READING: Final = (HEADLINES, STORY)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the reader can do."""

    name: str
    """As the settings name it, too."""
    keys: tuple[str, ...]
    """As the settings write them; several characters are typed one after the other ("gg")."""
    label: str
    """Two or three words, for the bottom line and the palette."""
    help: str
    """One sentence, for the help screen; other actions are named in braces and shown as keys."""
    panes: tuple[str, ...] = PANES
    """Where its keys work."""
    hint: tuple[str, ...] = ()
    """Panes whose bottom line shows it."""
    keeps: bool = False
    """Whether it is refused where nothing is kept; there no bottom line shows it."""
    palette: bool = True
