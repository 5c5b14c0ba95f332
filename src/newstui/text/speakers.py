"""Who says a passage, in words: as names, roles and lines to be shown or written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newstui.model.correction import CorrectionKind
from newstui.model.kinds import SURE_FROM, SourceType, Stance, Via
from newstui.text.clean import NOTHING, clean_line
from newstui.text.passages import passage_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstui.model.attribution import Analysis, Attribution, Entity, Mention
    from newstui.model.text import SafeText

_ARTICLE: Final = re.compile(r"(?:the|an?|my|your|his|her|its|our|their|this|that) ", re.IGNORECASE)
_UNATTRIBUTED: Final = "unattributed"
_QUESTION: Final = "question put"
_READERS: Final = {
    CorrectionKind.WRONG: "unattributed [corrected by the reader]",
    CorrectionKind.NO_CLAIM: "not a claim [says the reader]",
}
_PRONOUNS: Final = frozenset({"he", "she", "it", "they", "i", "you", "we", "that", "this", "one"})
"""Words that name nobody, with whoever goes on speaking after one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One of those who say a passage."""

    name: SafeText
    """As fully as the story has it; nothing for nobody."""
    pronoun: SafeText
    """How the story refers to somebody it does not name: "She"; nothing for all others."""
    role: SafeText
    """A role that the name does not say already; may be nothing."""
    type: SourceType
    entity: int | None
    """`Entity.id`; `None` for nobody known."""
    is_question: bool = False
    """Whether nobody says it, but somebody was asked it: "asked whether ..."."""

    @property
    def key(self) -> object:
        """Tells them from the others of their story."""
        return self.shown.casefold() if self.entity is None else self.entity

    @property
    def shown(self) -> SafeText:
        """Name them, or say that nobody is named, and which word the story has instead."""
        nobody = _QUESTION if self.is_question else _UNATTRIBUTED
        unnamed = f"“{self.pronoun}” (not named)" if self.pronoun else nobody
        return self.name or clean_line(unnamed)

    def tell(self) -> str:
        """Name them, with a role if there is one."""
        return ", ".join(filter(None, (self.shown, self.role)))


def speakers_of(analysis: Analysis, index: int, text: str) -> tuple[Speaker, ...]:
    """List who says a passage: one, or several in the same breath; nameless where nobody is."""
    found = analysis.attributions[index]
    everyone = found.mention.everyone if found.mention else (None,)
    speakers: list[Speaker] = []
    for mention in everyone:
        entity = None
        if mention is not None and mention.entity is not None:
            entity = analysis.entities[mention.entity]
        spans = [mention.head] if mention and len(everyone) > 1 else found.source
        name = clean_line(entity.canonical) if entity else passage_text(spans, text)
        pronoun = name if mention is not None and _is_pronoun(mention, name) else NOTHING
        name = NOTHING if pronoun else name
        speakers.append(
            Speaker(
                name=name,
                pronoun=pronoun,
                role=_role_of(entity, name) if entity else NOTHING,
                type=entity.type if entity else SourceType.UNKNOWN,
                entity=entity.id if entity else None,
                is_question=_is_question(found),
            )
        )
    return tuple(speakers)


def _is_question(found: Attribution) -> bool:
    """Whether it is a question, most often a reporter's, that the story has nobody put."""
    is_nobodys = found.mention is None and not found.source and found.correction is None
    return is_nobodys and found.stance is Stance.ASKED


def _is_pronoun(mention: Mention, name: str) -> bool:
    """Whether somebody is meant by a pronoun that stands for nobody the story names."""
    is_unknown = mention.entity is None
    return is_unknown and (mention.via is Via.PRONOUN or name.casefold() in _PRONOUNS)


def _role_of(entity: Entity, name: str) -> SafeText:
    """Find a role that a name does not say already, without what it says."""
    shown = name.casefold()
    bare_name = _without_article(shown)
    roles = (role for role in entity.roles if _without_article(role).casefold() not in shown)
    role = next(roles, "")
    bare = _without_article(role)
    is_said = bare.casefold().startswith((f"{bare_name} ", f"{bare_name},"))
    return clean_line((bare[len(bare_name) :] if is_said else role).lstrip(", "))


def _without_article(words: str) -> str:
    found = _ARTICLE.match(words)
    return words[found.end() :] if found else words


def name_source(analysis: Analysis, index: int, text: str) -> SafeText:
    """Name who says a passage, as fully as the story does; say so where that is nobody."""
    return listed(speaker.shown for speaker in speakers_of(analysis, index, text))


def names_somebody(analysis: Analysis, index: int, text: str) -> bool:
    """Whether anybody is named as the source of a passage."""
    return any(speaker.name for speaker in speakers_of(analysis, index, text))


def tell_speakers(analysis: Analysis, index: int, text: str) -> SafeText:
    """Name who says a passage, each with a role if there is one; say so where that is nobody."""
    return listed(speaker.tell() for speaker in speakers_of(analysis, index, text))


def tell_source(analysis: Analysis, index: int, text: str) -> SafeText:
    """Name who says a passage as `tell_speakers` does, with whether the name is to be relied on.

    What the reader corrected is told as the reader's.
    """
    found = analysis.attributions[index]
    told = _READERS.get(found.correction) if found.correction else None
    if told is not None:
        return clean_line(told)
    doubt = ""
    if found.correction is CorrectionKind.OTHER:
        doubt = " [named by the reader]"
    elif found.confidence < SURE_FROM and names_somebody(analysis, index, text):
        doubt = " [uncertain]"
    return clean_line(f"{tell_speakers(analysis, index, text)}{doubt}")


def listed(names: Iterable[str]) -> SafeText:
    """Put names, or names with what is told of each, into words: "Ana Kern and Ivo Adler"."""
    *first, last = names
    if not first:
        return clean_line(last)
    between, before_last = ("; ", ", ") if any("," in name for name in first) else (", ", " ")
    return clean_line(f"{between.join(first)}{before_last}and {last}")


def names_of(analysis: Analysis, text: str) -> tuple[SafeText, ...]:
    """List the sources of a story by name, each once, in the order they speak."""
    everyone = (speakers_of(analysis, at, text) for at in range(len(analysis.attributions)))
    names = (speaker.name for speakers in everyone for speaker in speakers)
    return tuple(dict.fromkeys(name for name in names if name))


def chain_of(analysis: Analysis, index: int) -> list[int]:
    """List an attribution and those it is reported through, the innermost first."""
    links: dict[int, None] = {}
    at: int | None = index
    while at is not None and at not in links:
        links[at] = None
        at = analysis.attributions[at].parent
    return list(links)
