"""The engine as outside scorers call it: a text in, its attributions as plain values out.

`make score SCORER=program GOLD=file` runs a scorer with it.
"""

from __future__ import annotations

from newstui.attribution import attribute

Span = tuple[int, int]


def extract(text: str) -> list[dict[str, list[Span]]]:
    """Return the offsets of source, cue and content of each attribution."""
    return [
        {"source": list(found.source), "cue": list(found.cue), "content": list(found.content)}
        for found in attribute(text).attributions
    ]
