"""Who speaks for whom in one story, so that a spokeswoman and her ministry count as one voice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newstui.model.correction import CorrectionKind
from newstui.model.kinds import SourceType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newstui.model.attribution import Analysis, Mention

_BODIES: Final = frozenset(
    {
        SourceType.ORGANISATION,
        SourceType.GOVERNMENT,
        SourceType.AGENCY,
        SourceType.OUTLET,
        SourceType.UNKNOWN,
    }
)
_OWN: Final = frozenset({"its", "their"})
_SPOKESPERSON: Final = re.compile(
    r"\b(?:spokes(?:man|men|woman|women|person|persons|people)|press (?:secretary|officer))\b",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"(?:the|an?) ")
_FORMER: Final = re.compile(r"(?:former|ex)[ -]")


def find_spoken_for(analysis: Analysis, text: str) -> dict[int, int]:
    """Find whose voice some sources are: entity of a spokesperson -> entity of the body.

    Only bodies that are sources of the story themselves; of two that fit, neither.
    """
    bodies = dict(_bodies(analysis))
    found: dict[int, int] = {}
    last: int | None = None
    for attribution in analysis.attributions:
        for mention in attribution.mention.everyone if attribution.mention else ():
            if mention.entity is None:
                continue
            if mention.entity in bodies:
                last = mention.entity
                continue
            spoken_for = _spoken_for(mention, text)
            body = last if spoken_for in _OWN else _body_of(spoken_for, bodies)
            if body is not None:
                found.setdefault(mention.entity, body)
    return found


def _bodies(analysis: Analysis) -> Iterator[tuple[int, frozenset[str]]]:
    """List the bodies that speak, with every name the story has for each."""
    for attribution in analysis.attributions:
        if attribution.correction is CorrectionKind.NO_CLAIM:
            continue
        for entity in analysis.entities_of(attribution):
            if entity.type in _BODIES:
                yield entity.id, frozenset(map(_plain, (entity.canonical, *entity.aliases)))


def _spoken_for(mention: Mention, text: str) -> str:
    """Name whom somebody speaks for: "a spokesman for the port", "port spokesman Ana Kern"."""
    if mention.role is None:
        return ""
    role = text[slice(*mention.role)]
    spokesperson = _SPOKESPERSON.search(role)
    if spokesperson is None or _FORMER.match(_plain(role)):
        return ""
    if mention.affiliation is not None:
        return _plain(text[slice(*mention.affiliation)])
    return _plain(role[: spokesperson.start()])


def _plain(name: str) -> str:
    """Return a name as it is compared: small, without article and possessive mark."""
    small = " ".join(name.casefold().replace("’", "'").split()).removesuffix("'s")
    article = _ARTICLE.match(small)
    return small[article.end() :] if article else small


def _body_of(spoken_for: str, bodies: Mapping[int, frozenset[str]]) -> int | None:
    """Find the body of that name, else the only one with a longer or shorter form of it."""
    if not spoken_for:
        return None
    same = [body for body, names in bodies.items() if spoken_for in names]
    alike = same or [
        body
        for body, names in bodies.items()
        if any(_ends_alike(name, spoken_for) for name in names)
    ]
    return alike[0] if len(alike) == 1 else None


def _ends_alike(name: str, other: str) -> bool:
    """Tell whether one is the other's end: "ministry", "foreign ministry"."""
    return name.endswith(f" {other}") or other.endswith(f" {name}")
