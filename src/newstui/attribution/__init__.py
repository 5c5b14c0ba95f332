"""Who says what: pure functions on text.

`attribute` reads a text in steps, a module each: `quotes` and `tokens`, `sentences`; then `verbs`
(over the table in `frames`), `phrasal` (with `nouns`, `idioms`, `refusals` and `hearsay`),
`chains`, `nested`, `labelled` and `floating` find reports, `contents` settles where each ends;
`mentions` (with `names` and `roles`), `people`, `pronouns` and `entities` find out who the sources
are.
"""

from __future__ import annotations

from newstui.attribution.engine import ENGINE_VERSION, attribute

__all__ = ["ENGINE_VERSION", "attribute"]
