"""Who speaks where several do in one breath: each of them, and nobody who is half a name."""

from __future__ import annotations

import pytest

from newstui.attribution import attribute
from newstui.model.attribution import Via

_KERN, _RUIZ = "Pavel Kern", "Ana Ruiz"


def _speakers(text: str, index: int = -1) -> list[str]:
    analysis = attribute(text)
    return [entity.canonical for entity in analysis.entities_of(analysis.attributions[index])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Ruiz and Pavel Kern said it had sunk.", [_RUIZ, _KERN]),
        ("“It has sunk,” said Ana Ruiz, the mayor, and Pavel Kern, her deputy.", [_RUIZ, _KERN]),
        ("The mayor, Ana Ruiz, and her deputy, Pavel Kern, said it had sunk.", [_RUIZ, _KERN]),
        ("Ana Ruiz, who won, and Pavel Kern, who lost, said it had sunk.", [_RUIZ, _KERN]),
        ("Ana Ruiz, Bo Li and Pavel Kern said it had sunk.", [_RUIZ, "Bo Li", _KERN]),
        ("Both Ana Ruiz and Pavel Kern said it had sunk.", [_RUIZ, _KERN]),
        ("Joe and Jill Marsh said it had sunk.", ["Joe Marsh", "Jill Marsh"]),
        ("Pavel Kern and his crew said it had sunk.", [_KERN, "crew"]),
        ("Pavel Kern left. Kern and others said it had sunk.", [_KERN, "others"]),
        ("The mayor and her deputy said it had sunk.", ["mayor", "deputy"]),
        ("The mayor, the judge and the bishop said it had sunk.", ["mayor", "judge", "bishop"]),
        ("The head of the port and the mayor said it had sunk.", ["head of the port", "mayor"]),
        ("Officials and witnesses said it had sunk.", ["Officials", "witnesses"]),
        ("Britain and France said it had sunk.", ["Britain", "France"]),
        ("The Post reported, citing Ana Ruiz and Pavel Kern, that it sank.", [_RUIZ, _KERN]),
        # "both" and "they" are those who spoke or stood together last
        ("Ana Ruiz and Pavel Kern said no. Both said it had sunk.", [_RUIZ, _KERN]),
        ("Ana Ruiz and Pavel Kern said it rained. They said it had sunk.", [_RUIZ, _KERN]),
        ("Ana Ruiz met Pavel Kern. Both said it had sunk.", [_RUIZ, _KERN]),
        ("Ana Ruiz said no. Pavel Kern said no. Both said it had sunk.", [_RUIZ, _KERN]),
        ("Ana Ruiz and Pavel Kern said it was late, adding that it sank.", [_RUIZ, _KERN]),
        # what looks like two and is one, or is in doubt
        ("Ana Ruiz left. Bo Li left. Pavel Kern left. Both said it had sunk.", ["Both"]),
        ("Ana Ruiz, Bo Li and Pavel Kern said no. Both said it had sunk.", ["Both"]),
        ("The trade and industry minister said it had sunk.", ["trade and industry minister"]),
        ("The Food and Drug Administration said it sank.", ["Food and Drug Administration"]),
        ("The Ministry of Health and Welfare said it sank.", ["Ministry of Health and Welfare"]),
        ("The Ministry of Sea and Inland Trade said it sank.",
         ["Ministry of Sea and Inland Trade"]),
        ("Fenwick and Mallow said it had sunk.", ["Fenwick and Mallow"]),
        ("A spokesman for Ana Ruiz and Pavel Kern said it had sunk.",
         ["spokesman for Ana Ruiz and Pavel Kern"]),
        ("Pavel Kern, founder and head of Nordbank, said it had sunk.", [_KERN]),
    ],
)  # fmt: skip
def test_everyone_who_speaks_is_a_source(text: str, names: list[str]) -> None:
    assert _speakers(text) == names


def test_each_has_a_role_of_their_own() -> None:
    text = "The mayor, Ana Ruiz, and her deputy, Pavel Kern, said it had sunk. Both left."
    analysis = attribute(text)
    (found,) = analysis.attributions
    assert found.mention is not None
    roles = [one.role and text[slice(*one.role)] for one in found.mention.everyone]
    assert roles == ["mayor", "her deputy"]
    assert [entity.roles for entity in analysis.entities] == [("mayor",), ("her deputy",)]


def test_both_is_a_pronoun_without_a_role() -> None:
    analysis = attribute("Ana Ruiz met Pavel Kern. Both said it had sunk.")
    mention = analysis.attributions[0].mention
    assert mention is not None
    assert {(one.via, one.role) for one in mention.everyone} == {(Via.PRONOUN, None)}
