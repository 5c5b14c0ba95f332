"""The story of a web page, read in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - dataclass fields are read at run time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newstui.model.attribution import Credit
    from newstui.model.text import SafeText


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The one story of a page, without what stands around it."""

    title: SafeText
    """Empty when the page gives none."""
    authors: tuple[SafeText, ...] = ()
    published: datetime | None = None
    """UTC; `None` when not given or unreadable."""
    updated: datetime | None = None
    """UTC; `None` when not given or unreadable."""
    language: str = ""
    """As declared; empty when not."""
    site: SafeText
    """The outlet's name; empty when not given."""
    url: str = ""
    """Its own address, absolute, raw; empty when the page does not name it."""
    base_url: str = ""
    """What the links of its body are resolved against."""
    body: str
    """HTML: the story's own markup; a picture with a caption is a figure."""
    credits: tuple[Credit, ...] = ()
    """Credits that stood beside the story, not in its text; no spans."""
