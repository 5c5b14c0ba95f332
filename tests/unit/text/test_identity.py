from __future__ import annotations

import pytest

from newstui.model.kinds import SourceType
from newstui.text.identity import is_distinctive

PERSON, ORGANISATION = SourceType.PERSON, SourceType.ORGANISATION
GOVERNMENT, OUTLET = SourceType.GOVERNMENT, SourceType.OUTLET


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Mira Okafor", PERSON),
        ("Jean-Luc de la Tour", PERSON),
        ("A. P. Berl Lenz", PERSON),
        ("Bank of England", ORGANISATION),
        ("Norrland Rail", ORGANISATION),
        ("NATO", ORGANISATION),
        ("United Nations", ORGANISATION),
        ("Russian Foreign Ministry", ORGANISATION),
        ("Moscow", GOVERNMENT),
        ("White House", GOVERNMENT),
        ("U.S.", GOVERNMENT),
        ("Alda Courier", OUTLET),
        ("BBC", OUTLET),
        ("AP", SourceType.AGENCY),
        ("Reuters", SourceType.AGENCY),
    ],
)
def test_full_names_are_the_same_source_everywhere(name: str, kind: SourceType) -> None:
    assert is_distinctive(name, kind)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", PERSON),
        ("Okafor", PERSON),
        ("M. Okafor", PERSON),
        ("King Charles III", PERSON),
        ("Prime Minister", PERSON),
        ("chief engineer", PERSON),
        ("Berl's lawyer", PERSON),
        ("foreign ministry", ORGANISATION),
        ("Foreign Ministry", ORGANISATION),
        ("Ministry of Foreign Affairs", ORGANISATION),
        ("Police", ORGANISATION),
        ("Police Department", ORGANISATION),
        ("Russia's foreign ministry", ORGANISATION),
        ("Supreme Court", ORGANISATION),
        ("PM", ORGANISATION),
        ("Government", GOVERNMENT),
        ("Times", OUTLET),
        ("Daily News", OUTLET),
        ("Daily Mail", OUTLET),
        ("Daily Ledger", OUTLET),
        ("Officials", SourceType.ANONYMOUS),
        ("Mira Okafor", SourceType.ANONYMOUS),
        ("Mira Okafor", SourceType.UNKNOWN),
        ("Norrstat Poll", SourceType.POLL),
        ("Budget Review", SourceType.DOCUMENT),
    ],
)
def test_what_several_may_be_called_never_makes_them_one(name: str, kind: SourceType) -> None:
    assert not is_distinctive(name, kind)
