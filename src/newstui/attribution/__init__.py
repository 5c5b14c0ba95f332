"""Who says what: pure functions on text.

`attribute` reads a text in steps, a module each: `quotes` and `tokens`, `sentences`; then `verbs`
(over the table in `frames`), `phrasal` (with `nouns`, `idioms`, `refusals` and `hearsay`),
`chains`, `nested`, `labelled` and `floating` find reports, `contents` settles where each ends;
`mentions` (with `names` and `roles`), `together`, `people`, `pronouns`, `entities` and `speakers`
find out who the sources are, `media` where they spoke.
"""

from __future__ import annotations

from newstui.attribution.engine import attribute

__all__ = ["attribute"]
