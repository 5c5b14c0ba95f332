"""The engine as outside scorers call it: a text in, the sources it is sure of as plain values out.

What it is not sure of is shown with a mark of doubt and counted for nobody, so it is not scored
here; `make score SCORER=program GOLD=file` runs a scorer with this, and then tells how the scores
change with the confidence asked for, down to everything the engine returns.
"""

from __future__ import annotations

from newstui.attribution import attribute
from newstui.model.kinds import SURE_FROM

Span = tuple[int, int]


def extract(text: str) -> list[dict[str, list[Span]]]:
    """Return the offsets of source, cue and content of each attribution that is sure."""
    return [
        {"source": list(found.source), "cue": list(found.cue), "content": list(found.content)}
        for found in attribute(text).attributions
        if found.confidence >= SURE_FROM
    ]
