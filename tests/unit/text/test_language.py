"""Languages are recognised by script and common words, and not guessed."""

from __future__ import annotations

import pytest

from newstui.text.language import recognise_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said that the bridge was closed on Monday.", "en"),
        ("Le maire a dit que le pont est fermé depuis lundi.", "fr"),
        ("Der Bürgermeister sagte, die Brücke ist seit Montag zu.", "de"),
        ("El puente está cerrado por la lluvia, dijo la alcaldesa.", "es"),
        ("Il ponte è chiuso da lunedì, ha detto il sindaco.", "it"),
        ("De brug is gesloten voor het verkeer en dat blijft zo.", "nl"),
        ("Most jest zamknięty, ale nie na długo, bo to się zmieni.", "pl"),
        ("Мост закрыт с понедельника, сказал мэр, но вы это знали.", "ru"),
        ("Міст закрито з понеділка, сказала міська голова, її немає.", "uk"),
        ("市長は橋が閉鎖されたと言った。", "ja"),
        ("市长说桥关闭了。", "zh"),
        ("시장은 다리가 닫혔다고 말했다.", "ko"),
        ("Ο δήμαρχος είπε ότι η γέφυρα έκλεισε.", "el"),
        ("أغلق الجسر يوم الاثنين كما قال رئيس البلدية.", "ar"),
        ("महापौर ने कहा कि पुल बंद है।", "hi"),
        ("Petrol costs two euros per litre.", ""),
        ("Ivo Moor met Senator Bo Lund.", ""),
        ("Zzyzx qwrt plugh xyzzy", ""),
        ("Oslo", ""),
        ("12 34 !!", ""),
        ("", ""),
    ],
)
def test_language(text: str, language: str) -> None:
    assert recognise_language(text) == language


def test_only_the_beginning_is_read() -> None:
    assert recognise_language("The bridge of the town is closed. " * 300 + "ж" * 900_000) == "en"
