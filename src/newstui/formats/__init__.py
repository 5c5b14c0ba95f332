"""From bytes to entries: pure, no input or output, one documented error."""

from __future__ import annotations

from newstui.formats.identity import entry_keys
from newstui.formats.reading import FORMATS, QUICK_LIMIT, parse_document, quick_document

__all__ = ["FORMATS", "QUICK_LIMIT", "entry_keys", "parse_document", "quick_document"]
