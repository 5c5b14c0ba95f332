"""Bytes become the text their publisher meant, and never an error."""

from __future__ import annotations

import codecs

import pytest

from newstui.formats.decoding import decode
from newstui.formats.encodings import CODECS

_XML = '<?xml version="1.0" encoding="{}"?><a>{}</a>'
_ALPHABETS = "Wetter ñéßłőżİğŧėŵ Мостїў γέφυρα جسر גשר สะพาน 渡轮輪橋が 다리"


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
        ("naïve".encode(), "text/xml; charset=iso-8859-1", "naïve"),
        ("naïve".encode("utf-16-le"), "application/json; charset=UTF-16", "naïve"),
        ("é".encode(), "text/plain; charset=utf-16", "é"),
        ("é".encode("cp850"), "text/plain; charset=cp850", "é"),
        ("é".encode("mac-roman"), "text/plain; charset=mac_roman", "é"),
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
        ("iso-8859-1", "utf-8", "Größe"),
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


@pytest.mark.parametrize(
    ("declared", "encoding", "words"),
    [
        ("x-sjis", "cp932", "橋が"),
        ("Windows-31J", "cp932", "①髙"),
        ("x-gbk", "gbk", "渡輪"),
        ("gb_2312-80", "gb2312", "渡轮"),
        ("csGB2312", "gb2312", "渡轮"),
        ("x-euc-jp", "euc_jp", "橋が"),
        ("windows-949", "cp949", "다리"),
        ("windows-874", "cp874", "สะพาน"),
        ("dos-874", "cp874", "สะพาน"),
        ("windows-1258", "cp1258", "đơn"),
        ("iso-8859-8-i", "iso-8859-8", "גשר"),
        ("iso-8859-6-i", "iso-8859-6", "جسر"),
        ("x-cp1251", "cp1251", "Мост"),
        ("x-x-big5", "big5", "橋"),
        ("x-mac-cyrillic", "mac-cyrillic", "Мост"),
        ("koi8-ru", "koi8-u", "Міст"),
        ("cp850", "cp850", "Größe"),
    ],
)
def test_labels_in_use_mean_what_they_mean_in_a_browser(
    declared: str, encoding: str, words: str
) -> None:
    document = _XML.format(declared, words)
    assert decode(document.encode(encoding)) == document
    assert decode(words.encode(encoding), content_type=f"a/b; charset={declared}") == words


@pytest.mark.parametrize("label", sorted(CODECS))
def test_every_label_is_of_a_codec_that_reads_what_it_writes(label: str) -> None:
    codec = CODECS[label]
    assert codecs.lookup(codec).name == codec
    words = "".join(char for char in _ALPHABETS if _can_hold(codec, char))
    document = _XML.format(label.upper(), words)
    assert decode(document.encode(codec)) == document
    assert decode(words.encode(codec), content_type=f"a/b; charset={label}") == words


def _can_hold(codec: str, char: str) -> bool:
    try:
        return char.encode(codec).decode(codec) == char
    except UnicodeEncodeError:
        return False
