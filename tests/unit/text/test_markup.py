"""Attributes are read as browsers read them."""

from __future__ import annotations

import pytest

from newstui.text.markup import read_attributes


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("?a=1&amp;b=2", "?a=1&b=2"),
        ("?a=1&b=2", "?a=1&b=2"),
        ("?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3"),
        ("?a=1&copyright", "?a=1&copyright"),
        ("&copy;=", "©="),
        ("&copy 2026", "© 2026"),
        ("&eacute;t&#233;&#xE9;", "étéé"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("&unheard-of;", "&unheard-of;"),
        ("&#99999999999999999999;", "\ufffd"),
        ("&", "&"),
    ],
)
def test_a_name_in_a_query_is_no_reference(written: str, meant: str) -> None:
    assert read_attributes(f' href="{written}"') == {"href": meant}
