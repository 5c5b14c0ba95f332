"""Furniture: the lines of a page that are not its story, such as share buttons and appeals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.text.clean import clean_line

if TYPE_CHECKING:
    from newstui.model.text import Offsets, SafeText

WORD_LIMIT: Final = 14
"""Longest line of furniture, in words; longer is prose."""
_EDGE_LIMIT: Final = 12
"""Most blocks taken off one edge."""
_OPENINGS: Final = (
    r"share (?:this|on|via|with|the|it|article|story|post|to|by)\b",
    r"share(?:\s*[|:•]|$)",
    r"(?:tweet|print|e-?mail|save|copy link)(?:$|\s*[|:•/,])",
    r"(?:whatsapp|telegram|facebook|linkedin|pinterest|reddit)(?:$|\s*[|:•/,])",
    r"(?:tweet|print|email|save|bookmark|pin|like) this\b",
    r"(?:tweet|print|email)(?: (?:tweet|print|email|share|save|facebook|whatsapp))+$",
    r"read (?:more|next|also|the full)\b",
    r"also read\b",
    r"(?:continue|keep) reading\b",
    r"(?:sign|log) (?:up|in)\b",
    r"subscribe\b",
    r"follow (?:us|me|our|him|her|them|@|[\w ]{1,40} on (?:x|twitter|facebook|instagram))",
    r"(?:related|recommended|trending) (?:stor|article|post|link|topic|content|news|reading|video)",
    r"(?:related|recommended|trending|most (?:read|popular|viewed))(?:$| now\b)",
    r"(?:related|recommended|trending)\s*:",
    r"advertisements?(?:$|\W)",
    r"(?:story|article) continues below\b",
    r"scroll (?:down )?to continue\b",
    r"(?:click|tap) (?:here|to)\b",
    r"(?:©|\(c\)|copyright\b)",
    r"all rights reserved\b",
    r"(?:leave|post|add|write) a (?:comment|reply)\b",
    r"(?:view|show|see) (?:all )?(?:\d+ )?comments\b",
    r"(?:\d+ )?comments?$",
    r"join (?:the conversation|our|us on)\b",
    r"download (?:the|our) [\w ]{0,20}\bapp\b",
    r"get (?:our|the latest|the day’s|more news)\b",
    r"(?:skip|jump) to (?:main |the )?(?:content|navigation|article)\b",
    r"back to (?:top|home)\b",
    r"(?:previous|next) (?:article|story|post)\b",
    r"(?:tags|filed under|topics|categor(?:y|ies)|posted in)\s*:",
    r"posted in \w+$",
    r"the post .{1,160} (?:appeared|was) first\b",
    r"this (?:website|site) uses cookies\b",
    r"(?:accept|manage) (?:all )?cookies\b",
    r"loading\s*(?:…|\.\.\.)",
    r"\d{1,3} ?min(?:ute)?s? read\b",
    r"listen to (?:this )?(?:article|story)\b",
)
_FURNITURE: Final = re.compile("(?:" + "|".join(_OPENINGS) + ")", re.IGNORECASE)
_APPEARED: Final = re.compile(r"the post .{1,160} (?:appeared|was) first\b", re.IGNORECASE)
_LEADING: Final = " \t\xa0•·|›»→▶►*-–—"


def is_furniture(line: str) -> bool:
    """Whether a line is furniture by what it begins with and how short it is."""
    bare = line[:400].strip(_LEADING)
    if len(line) > len(bare) + 400 or not bare:
        return False
    match = _FURNITURE.match(bare)
    if match is None:
        return False
    return len(bare.split()) <= WORD_LIMIT or bool(_APPEARED.match(bare))


def cut_furniture(text: str) -> tuple[Offsets, tuple[SafeText, ...]]:
    """Find what of a text is left when furniture at its edges is taken off.

    Returns:
        The offsets of what is left, and the lines taken off, in the order of the text. A text
        of nothing but furniture is left whole.
    """
    start, end = 0, len(text)
    before: list[SafeText] = []
    after: list[SafeText] = []
    while len(before) < _EDGE_LIMIT:
        stop = text.find("\n\n", start)
        if stop == -1 or not _all_furniture(text[start:stop]):
            break
        before.append(clean_line(text[start:stop]))
        start = stop + 2
    while len(after) < _EDGE_LIMIT:
        last = text.rfind("\n\n", start, end)
        if last == -1 or not _all_furniture(text[last + 2 : end]):
            break
        after.append(clean_line(text[last + 2 : end]))
        end = last
    return (start, end), (*before, *reversed(after))


def _all_furniture(block: str) -> bool:
    """Whether every line of a block is furniture."""
    if len(block) > WORD_LIMIT * 120:
        return False
    return all(is_furniture(line) for line in block.split("\n"))
