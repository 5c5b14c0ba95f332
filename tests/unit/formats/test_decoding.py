"""Bytes become the text their publisher meant, and never an error."""

from __future__ import annotations

import pytest

from newstui.formats.decoding import decode

_XML = '<?xml version="1.0" encoding="{}"?><a>{}</a>'


@pytest.mark.parametrize(
    ("data", "content_type", "text"),
    [
        ("naïve".encode(), "", "naïve"),
        ("naïve".encode("utf-8-sig"), "text/xml; charset=latin-1", "naïve"),
        ("naïve".encode("utf-16"), "", "naïve"),
        ("naïve".encode("utf-32"), "", "naïve"),
        ("<a>ï</a>".encode("utf-16-be"), "", "<a>ï</a>"),
        ("<a>ï</a>".encode("utf-16-le"), "", "<a>ï</a>"),
        ("naïve — “x”".encode("cp1252"), "", "naïve — “x”"),
        ("naïve “x”".encode("cp1252"), "text/plain; charset=ISO-8859-1", "naïve “x”"),
        ("Мост".encode("koi8-r"), "text/xml; charset=koi8-r", "Мост"),
        ("Мост".encode(), "text/xml; charset=koi8-r-no-such", "Мост"),
        ("Мост".encode("cp1251"), 'text/xml; charset="windows-1251"', "Мост"),
        ("渡輪".encode("gb18030"), "text/xml; charset=gb2312", "渡輪"),
        ("橋が".encode("shift_jis"), "text/xml; charset=Shift_JIS", "橋が"),
        ("다리".encode("cp949"), "text/xml; charset=euc-kr", "다리"),
        ("<meta charset=koi8-r>Мост".encode("koi8-r"), "", "<meta charset=koi8-r>Мост"),
        ("é".encode(), "text/xml; charset=us-ascii", "é"),
        (b"caf\xe9 \x81", "", "café \ufffd"),
        ("Größe, Straße ".encode() * 9 + b"\xff", "", "Größe, Straße " * 9 + "\ufffd"),
        (b"x", "text/plain; charset=punycode", "x"),
        (b"x", "text/plain; charset=zlib", "x"),
        (b"x", "text/plain; charset=idna", "x"),
        (b"\\x41", "text/plain; charset=unicode_escape", "\\x41"),
        (b"+AGE-", "text/plain; charset=utf-7", "+AGE-"),
        (b"", "", ""),
    ],
)  # fmt: skip
def test_text_is_what_was_meant(data: bytes, content_type: str, text: str) -> None:
    assert decode(data, content_type=content_type) == text


@pytest.mark.parametrize(
    ("declared", "encoding", "words"),
    [
        ("windows-1252", "cp1252", "naïve “x”"),
        ("ISO-8859-1", "cp1252", "naïve “x”"),
        ("iso-8859-2", "iso-8859-2", "Łódź"),
        ("gb2312", "gb18030", "渡輪"),
        ("EUC-JP", "euc_jp", "橋が"),
        ("big5", "big5", "橋"),
        ("utf-8", "cp1252", "naïve “x”"),
        ("no-such-encoding", "utf-8", "naïve"),
    ],
)
def test_an_xml_declaration_is_believed_while_it_fits(
    declared: str, encoding: str, words: str
) -> None:
    document = _XML.format(declared, words)
    assert decode(document.encode(encoding)) == document


def test_the_header_goes_before_the_declaration() -> None:
    document = _XML.format("koi8-r", "Łódź")
    assert decode(document.encode("iso-8859-2"), content_type="a/b; charset=iso-8859-2") == document
