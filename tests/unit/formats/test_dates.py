"""Dates as real feeds write them: read in UTC, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfoNotFoundError

import pytest

from newstui.formats.dates import read_date


def _at(month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tue, 03 Nov 2026 08:15:20 GMT", _at(11, 3, 8, 15, 20)),
        ("Tue, 3 Nov 2026 08:15:20 +0100", _at(11, 3, 7, 15, 20)),
        ("3 Nov 2026 08:15:20 -0330", _at(11, 3, 11, 45, 20)),
        ("Tue, 03 Nov 26 08:15:00 GMT", _at(11, 3, 8, 15)),
        ("Tue, 03 Nov 2026 08:15 GMT", _at(11, 3, 8, 15)),
        ("Tue,  3 Nov 2026 8:15:00 Z", _at(11, 3, 8, 15)),
        ("Tue Nov  3 08:15:00 2026", _at(11, 3, 8, 15)),
        ("Tue Nov 3 08:15:00 PST 2026", _at(11, 3, 16, 15)),
        ("Tuesday, 03-Nov-26 08:15:00 GMT", _at(11, 3, 8, 15)),
        ("November 3rd, 2026 8:15 pm", _at(11, 3, 20, 15)),
        ("Nov 3, 2026 12:05 a.m.", _at(11, 3, 0, 5)),
        ("Tue, 03 Nov 2026", _at(11, 3)),
        ("Tue, 03 Nov 2026 24:00:00 GMT", _at(11, 4)),
        ("Tue, 03 Nov 2026 23:59:60 GMT", _at(11, 3, 23, 59, 59)),
        ("2026-11-03T08:15:20Z", _at(11, 3, 8, 15, 20)),
        ("2026-11-03t08:15:20z", _at(11, 3, 8, 15, 20)),
        ("2026-11-03T08:15:20+02:00", _at(11, 3, 6, 15, 20)),
        ("2026-11-03T08:15+0200", _at(11, 3, 6, 15)),
        ("2026-11-03T08:15:20 GMT+02:00", _at(11, 3, 6, 15, 20)),
        ("2026-11-03T08:15:20.123456789Z", _at(11, 3, 8, 15, 20)),
        ("2026-11-03T24:00:00Z", _at(11, 4)),
        ("2026-11-03 08:15:20", _at(11, 3, 8, 15, 20)),
        ("2026-11-03", _at(11, 3)),
        ("2026-11-3 8:15", _at(11, 3, 8, 15)),
        ("20261103", _at(11, 3)),
        ("20261103T081520Z", _at(11, 3, 8, 15, 20)),
        ("2026/11/03 08:15", _at(11, 3, 8, 15)),
        ("03.11.2026 08:15", _at(11, 3, 8, 15)),
        ("3. 11. 2026", _at(11, 3)),
        ("23/11/2026", _at(11, 23)),
        ("11/23/2026 8:15 PM", _at(11, 23, 20, 15)),
        ("11/11/2026", _at(11, 11)),
        ("1793693720", _at(11, 3, 8, 15, 20)),
        ("1793693720000", _at(11, 3, 8, 15, 20)),
    ],
)
def test_a_date_is_read_in_its_form(written: str, read: datetime) -> None:
    found = read_date(f" {written}\n")
    assert found is not None
    assert found.replace(microsecond=0) == read


@pytest.mark.parametrize(
    ("zone", "hour"),
    [
        ("EST", 13), ("EDT", 12), ("CST", 14), ("PST", 16), ("PDT", 15), ("MSK", 5), ("CET", 7),
        ("CEST", 6), ("MEZ", 7), ("BST", 7), ("UT", 8), ("Etc/GMT", 8), ("JST", 23), ("", 8),
        ("XYZ", 8), ("GMT+2", 6), ("UTC-05:00", 13), ("(GMT)", 8),
    ],
)  # fmt: skip
def test_zones_count_and_an_unknown_one_is_utc(zone: str, hour: int) -> None:
    found = read_date(f"Tue, 03 Nov 2026 08:15:00 {zone}")
    assert found is not None
    assert (found.hour, found.minute) == (hour, 15)


def test_a_zone_named_by_its_place_counts_as_clocks_there_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def zone(name: str) -> timezone:
        asked.append(name)
        if name != "America/New_York":
            raise ZoneInfoNotFoundError(name)
        return timezone(timedelta(hours=-5))

    monkeypatch.setattr("zoneinfo.ZoneInfo", zone)
    assert read_date("Tue, 03 Nov 2026 08:15:00 America/New_York") == _at(11, 3, 13, 15)
    assert read_date("Tue, 03 Nov 2026 08:15:00 Mars/Tharsis") is None
    assert asked == ["America/New_York", "Mars/Tharsis"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Dienstag, 3. November 2026 um 08.15 Uhr", _at(11, 3, 8, 15)),
        ("Di, 03 Mär 2026 08:15:00 +0100", _at(3, 3, 7, 15)),
        ("3. Dezember 2026", _at(12, 3)),
        ("mar., 03 nov. 2026 08:15:00 +0100", _at(11, 3, 7, 15)),
        ("mardi 3 novembre 2026 à 08h15", _at(11, 3, 8, 15)),
        ("1er août 2026", _at(8, 1)),
        ("mar 03 mar 2026 10:00:00", _at(3, 3, 10)),
        ("martes, 3 de noviembre de 2026 08:15", _at(11, 3, 8, 15)),
        ("03 ene 2026", _at(1, 3)),
        ("martedì 3 luglio 2026", _at(7, 3)),
        ("Ven, 02 Ott 2026 08:15:00 +0200", _at(10, 2, 6, 15)),
        ("terça-feira, 3 de março de 2026", _at(3, 3)),
        ("3 ноября 2026 г., 08:15 MSK", _at(11, 3, 5, 15)),
        ("Вс, 03 май 2026 08:15:00 +0300", _at(5, 3, 5, 15)),
        ("sobota, 3 października 2026", _at(10, 3)),
        ("03 paź 2026", _at(10, 3)),
        ("dinsdag 3 maart 2026", _at(3, 3)),
        ("söndag 3 maj 2026", _at(5, 3)),
        ("2026年11月3日 08:15", _at(11, 3, 8, 15)),
        ("2026年11月3日（火） 午後3時15分", _at(11, 3, 15, 15)),
        ("2026年11月3日15时20分30秒", _at(11, 3, 15, 20, 30)),
        ("2026-11-03 下午 3:15", _at(11, 3, 15, 15)),
        ("2026년 11월 3일 오후 3:15", _at(11, 3, 15, 15)),
        ("3 Kasım 2026 Salı 08:15", _at(11, 3, 8, 15)),
        ("3 листопада 2026, 08:15 EET", _at(11, 3, 6, 15)),
        ("3. prosince 2026", _at(12, 3)),
        ("3 noiembrie 2026", _at(11, 3)),
        ("3. marraskuuta 2026", _at(11, 3)),
        ("2026 m. lapkričio 3 d.", _at(11, 3)),
        ("٣ نوفمبر ٢٠٢٦", _at(11, 3)),
        ("3 בנובמבר 2026", _at(11, 3)),
        ("Κυρ, 12 Ιούλ 2026 12:00:00 EET", _at(7, 12, 10)),
        ("2026-július-13T9:15-05:00", _at(7, 13, 14, 15)),
    ],
)
def test_months_have_names_in_other_languages(written: str, read: datetime) -> None:
    assert read_date(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "", "soon", "yesterday", "12:30", "3 Nov", "Nov 2026", "2026", "03/11/2026", "3-11-26",
        "Thu, 31 Feb 2026 00:00:00 GMT", "Tue, 33 Nov 2026 08:15:00 GMT", "2026-13-45",
        "2026-11-03T25:00:00Z", "Mon, 01 Jan 0001 00:00:00 GMT", "0000-00-00 00:00:00",
        "0001-01-01T00:00:00+23:00", "99999-01-01", "Nov 2026 2027 3", "9" * 10_000,
        "1405/08/29", "20/11/2569", "Thu, 01 Jan 1970 00:00:00 GMT", "0000000000",
    ],
)  # fmt: skip
def test_what_is_unclear_is_no_date(written: str) -> None:
    assert read_date(written) is None
