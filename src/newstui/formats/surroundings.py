"""What stands around a story, told by the names its site gives it: classes, ids and roles.

Names are cut into words first, so that "header" is not found in "subheader" nor "ad" in "read".
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_NAMED: Final = ("class", "id", "data-testid", "data-component", "data-type", "role", "type")
_LONGEST: Final = 1_000
"""Characters of a name that are looked at."""
_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_ALONE_WORDS: Final = (
    "ad ads adsbox adslot adunit advert advertisement advertising adverts anzeige anzeigen "
    "autopromo banner bookmark breadcrumb breadcrumbs comment comments complementary consent "
    "contentinfo cookie cookies dfp dialog disqus donate donation dropdown empfehlung "
    "empfehlungen facebook footer gdpr hotwords infobox inread kommentar kommentare likes "
    "linkedin masthead menu merken metadata modal mpu navbar navi navigation newsletter "
    "newsletters noprint offscreen onward outbrain overlay pagenav pager pagination paywall "
    "permalink pinterest player playlist popular popup postmeta prevnext print promo promobox "
    "promos promotion publicidad publicite ranking reactions recirc recirculation "
    "recommendation recommendations recommended regwall related relatedposts replies reply "
    "respond share sharebar sharedaddy shares sharing sidebar signin signup skip skyscraper sns "
    "social socials sponsor sponsored sponsors subscribe subscription syndication taboola "
    "tagcloud taglist tags teilen timestamp toolbar toolbox tooltip topics trending twitter "
    "whatsapp widget"
)
_ALONE: Final = frozenset(_ALONE_WORDS.split())
"""Words that tell by themselves."""
_PAIRS: Final = (
    "about author",
    "also like",
    "also read",
    "article actions",
    "article meta",
    "article nav",
    "article tools",
    "author bio",
    "author box",
    "author info",
    "bio author",
    "call action",
    "editors picks",
    "entry footer",
    "entry meta",
    "follow us",
    "inline link",
    "inline links",
    "key events",
    "keep reading",
    "latest news",
    "left bar",
    "left col",
    "left column",
    "left rail",
    "load more",
    "mehr thema",
    "mehr zum",
    "more from",
    "more news",
    "more on",
    "more stories",
    "most popular",
    "most read",
    "most viewed",
    "nav next",
    "nav previous",
    "next story",
    "post meta",
    "post nav",
    "post navigation",
    "promo box",
    "read also",
    "read more",
    "read next",
    "read time",
    "reading time",
    "right bar",
    "right col",
    "right column",
    "right rail",
    "see also",
    "side bar",
    "side col",
    "site footer",
    "site header",
    "site nav",
    "sub nav",
    "tag list",
    "tags links",
    "up next",
    "you may",
)
_TOGETHER: Final = frozenset(tuple(pair.split()) for pair in _PAIRS)
"""Words that tell when one follows the other."""
_HAVING: Final = frozenset({"elementor", "has", "have", "no", "with", "without"})
"""Words after which a word does not tell what an element is: "has-ads", "no-sidebar".

Elementor, which builds pages, calls every paragraph a widget.
"""
_DISCUSSED_WORDS: Final = (
    "comentario comentarios comment commentaire commentaires comments discussion disqus "
    "kommentare opinions replies respond"
)
_DISCUSSED: Final = frozenset(_DISCUSSED_WORDS.split())
"""Words for what readers wrote; there may be more of it than of the story."""
_CAPTION: Final = frozenset(
    {"caption", "captions", "cutline", "figcaption", "legend", "bildunterschrift", "imagecaption"}
)
_STANDFIRST_WORDS: Final = (
    "standfirst subhead subheading subheadline subtitle dek deck vorspann lead lede intro "
    "introduction summary teaser excerpt description chapo abstract sapo"
)
_STANDFIRST: Final = frozenset(_STANDFIRST_WORDS.split())
_KEPT_NAMES: Final = "html body main article figure figcaption picture blockquote"
_KEPT: Final = frozenset(_KEPT_NAMES.split())
"""Elements that are never taken for furniture by their names."""

Words = tuple[str, ...]
"""The words of an element's names, in lower case, in order."""


def read_names(attributes: dict[str, str]) -> Words:
    """Read the words of an element's names; a run that cannot be one is left out."""
    named = (attributes[name] for name in _NAMED if attributes.get(name))
    return tuple(word.lower() for value in named for word in _WORD.findall(value[:_LONGEST]))


def is_surrounding(name: str, words: Words) -> bool:
    """Whether an element's names say that it is no part of a story."""
    if name in _KEPT:
        return False
    return _tells(words, _ALONE) or any(pair in _TOGETHER for pair in pairwise(words))


def is_discussion(name: str, words: Words) -> bool:
    """Whether an element's names say that readers wrote what it holds."""
    return name not in _KEPT and _tells(words, _DISCUSSED)


def _tells(words: Words, telling: frozenset[str]) -> bool:
    """Whether one of the words tells what an element is, and not what it has."""
    if telling.isdisjoint(words):
        return False
    return any(word in telling and before not in _HAVING for before, word in pairwise(("", *words)))


def is_caption(words: Words) -> bool:
    """Whether an element's names say that it is the caption of a picture."""
    return not _CAPTION.isdisjoint(words)


def is_standfirst(words: Words) -> bool:
    """Whether an element's names say that it stands between headline and story."""
    return not _STANDFIRST.isdisjoint(words)
