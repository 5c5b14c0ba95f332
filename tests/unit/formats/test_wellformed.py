"""Where a document is not well formed, and why, in words."""

from __future__ import annotations

import pytest

from newstui.formats.wellformed import find_flaw


@pytest.mark.parametrize(
    "text",
    [
        "<opml/>",
        '<?xml version="1.0" encoding="bogus"?>\n<opml><body>\xe9 \u0416</body></opml>\n',
        '\n\n<?xml version="1.0"?>\n<opml/>',
        '<!DOCTYPE opml SYSTEM "http://127.0.0.1:1/opml.dtd"><opml/>',
        "<a:opml/>",
    ],
)
def test_what_is_well_formed_has_no_flaw(text: str) -> None:
    assert find_flaw(text) is None


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("<opml>\n<a b='c & d'/>\n</opml>", 2, "a character stands where none may, as a bare &"),
        ("<opml>\n<a b='\x1b'/>\n</opml>", 2, "a character stands where none may, as a bare &"),
        ("<opml>\n\n&nbsp;</opml>", 3, "what follows an & is no known name"),
        ("<opml>\n<a>\n</b></opml>", 3, "an end tag fits no start tag"),
        ("<opml>\n<a x='1' x='2'/></opml>", 2, "an attribute is given twice"),
        ("<opml>\n<a", 2, "it ends within a tag"),
        ("<opml>\n<a/>\n", 3, "it ends before its last end tag"),
        ("<opml/>\n<opml/>", 2, "something follows its end"),
        ("<opml>\n<![CDATA[x", 2, "a CDATA section never ends"),
        ("<opml>\n<?xml version='1.0'?></opml>", 2, "a declaration stands where none may"),
        ("", 1, "it ends before its last end tag"),
        ("no markup", 1, "syntax error"),
    ],
)
def test_the_first_flaw_is_told_with_its_line(text: str, line: int, reason: str) -> None:
    flaw = find_flaw(text)
    assert flaw is not None
    assert (flaw.line, flaw.reason) == (line, reason)


def test_no_entity_is_followed() -> None:
    doubled = "".join(f'<!ENTITY e{n + 1} "&e{n};&e{n};">' for n in range(40))
    flaw = find_flaw(f'<!DOCTYPE a [<!ENTITY e0 "ha">{doubled}]>\n<a>&e40;</a>')
    assert flaw is not None
    assert (flaw.line, flaw.reason) == (1, "it declares entities, which are not followed")
