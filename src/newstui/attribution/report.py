"""What the rules find in one sentence, before mentions and chains are worked out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newstui.model.attribution import Stance

if TYPE_CHECKING:
    from newstui.attribution.phrases import Range
    from newstui.model.attribution import Medium
    from newstui.model.text import Offsets


@dataclass(slots=True, kw_only=True)
class Report:
    """One attribution in the making; ranges are nodes of its sentence."""

    rule: str
    sentence: int
    """Index of its sentence in the reading."""
    cue: Range
    source: Range | None = None
    elided: bool = False
    """Whether the source is that of another verb."""
    apart: bool = False
    """Whether a source that is a pronoun is not the last one who spoke: "..., but she objected"."""
    front: int = 0
    """Where its own words begin: the subject, or the conjunction before an elided one."""
    content: list[Range] = field(default_factory=list)
    open_end: bool = False
    """Whether the last content range runs on until something else begins."""
    mark: int | None = None
    """The comma or quotation a tag follows; what stands before belongs to the content."""
    stance: Stance = Stance.SAID
    reported: bool = False
    """Whether only a fact of speech is given, not its words."""
    addressee: Range | None = None
    medium: Medium | None = None
    when: Range | None = None
    confidence: float = 0.9
    via: Report | None = None
    """The report this one is known through."""
    awaits: bool = False
    """Whether its content is the quotation that the next paragraph begins with."""
    more: list[Offsets] = field(default_factory=list)
    """Quotations of later sentences that go on with the content."""
    borrowed: Report | None = None
    """The report whose source a quotation without a cue of its own most likely has."""
