"""What the story pane is told to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstui.text.clean import NOTHING

if TYPE_CHECKING:
    from newstui.model.attribution import Analysis
    from newstui.model.text import Document, SafeText
    from newstui.text.asides import Aside


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """What the pane shows of one story."""

    title: SafeText
    facts: SafeText
    """One line: outlet, author, date, length."""
    document: Document | None = None
    """`None` while there is no text; then `notice` stands in its place."""
    notice: SafeText = NOTHING
    note: SafeText = NOTHING
    """The reader's own, below the facts."""
    analysis: Analysis | None = None
    shows_changes: bool = False
    """Whether it is a change that is shown, not the story."""
    asides: tuple[Aside, ...] = ()
    """What comes with the story; what of it can be opened is numbered after its links."""
    words: tuple[str, ...] = ()
    """Highlighted quietly wherever they stand."""
    summary: SafeText = NOTHING
    """One line on the sources, shown where the sources pane is not."""
