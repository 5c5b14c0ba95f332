from __future__ import annotations

import pytest

from newstui.errors import PlaceError
from newstui.places.addresses import (
    is_private_name,
    is_public,
    parse_address,
    redirected,
    with_credentials,
)
from newstui.text.links import without_credentials


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("HTTP://example.org:80/a#b", "http://example.org/a"),
        ("https://example.org/./a/../b.xml", "https://example.org/b.xml"),
        ("https://example.org:8443/a?b=c d", "https://example.org:8443/a?b=c%20d"),
        ("https://example.org/ä%20b", "https://example.org/%C3%A4%20b"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[2001:DB8::1]:81/x", "http://[2001:db8::1]:81/x"),
        ("  https://u:p@example.org/ ", "https://example.org/"),
    ],
)
def test_address_gets_one_form(raw: str, url: str) -> None:
    assert parse_address(raw).url == url


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "ftp://example.org/",
        "javascript:alert(1)",
        "--flag",
        "https://",
        "https:///path",
        "https://exa mple.org/",
        "https://exa\x00mple.org/",
        "https://[::1",
        "https://127%2e0.0.1/",
        "https://example.org:99999/",
        "https://example.org:0/",
        "https://" + "ä" * 100 + ".example/",
        "https://example.org/\ud800",
        "https://example.org/" + "a" * 5_000,
    ],
)
def test_what_cannot_be_asked_is_refused(raw: str) -> None:
    with pytest.raises(PlaceError, match="is not"):
        parse_address(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "ftp://ann:secret@example.org/",
        "https://ann:sec/secret@example.org/",
        "https://ann:secret@exa mple.org/",
        "https://ann:secret@[::1/",
        "https://ann:s#secret@example.org/",
        "https://ann:secret%00@example.org/",
    ],
)
def test_errors_show_no_password(raw: str) -> None:
    with pytest.raises(PlaceError) as raised:
        parse_address(raw)
    assert "secret" not in str(raised.value)


def test_credentials_are_kept_apart_and_written_back() -> None:
    address = parse_address("https://ann%40home:p%3Aw@example.org/feed")
    assert (address.user, address.password) == ("ann@home", "p:w")
    assert with_credentials(address) == "https://ann%40home:p%3Aw@example.org/feed"
    assert parse_address(with_credentials(address)) == address


def test_shown_address_keeps_an_at_sign_of_the_path() -> None:
    assert without_credentials("https://u:p@a.example/@me") == "https://a.example/@me"


@pytest.mark.parametrize(
    ("location", "kept"),
    [
        ("/other", True),
        ("https://example.org/x", True),
        ("https://example.org:444/x", False),
        ("https://www.example.org/x", False),
        ("https://eve:trap@example.com/x", False),
    ],
)
def test_credentials_follow_only_within_their_origin(location: str, *, kept: bool) -> None:
    target = redirected(parse_address("https://ann:pw@example.org/feed"), location)
    assert (target.user, target.password) == (("ann", "pw") if kept else ("", ""))


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f::1", True),
        ("::ffff:93.184.215.14", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - an address to be refused
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("", False),
        ("example.org", False),
    ],
)
def test_private_addresses_are_known(ip: str, *, public: bool) -> None:
    assert is_public(ip) is public


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("localhost", True),
        ("db.localhost", True),
        ("printer.local", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("LocalHost.", True),
        ("2130706433", True),
        ("0x7f.1", True),
        ("127.1", True),
        ("", False),
        ("example.org", False),
        ("4chan.example", False),
        ("93.184.215.14", False),
    ],
)
def test_private_names_are_known(host: str, *, private: bool) -> None:
    assert is_private_name(host) is private
