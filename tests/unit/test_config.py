"""The settings file: what is written counts, what cannot be used is named and costs its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newstui.config import Glyphs, MarkRead, Rows, Settings, ThemeName, load_settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_without_a_file_the_defaults_stand(file: Path) -> None:
    assert load_settings(file) == (Settings(), ())


def test_every_setting_is_read(file: Path, tmp_path: Path) -> None:
    file.write_text(
        'theme = "light"\nglyphs = "ascii"\nmark_read = "preview"\nrows = "one"\n'
        f'browser = ["lynx", "-accept_all_cookies"]\nbookmarks_folder = "{tmp_path}/kept"\n'
    )
    settings, errors = load_settings(file)
    assert errors == ()
    assert settings == Settings(
        theme=ThemeName.LIGHT,
        glyphs=Glyphs.ASCII,
        mark_read=MarkRead.PREVIEW,
        rows=Rows.ONE,
        browser=("lynx", "-accept_all_cookies"),
        bookmarks_folder=tmp_path / "kept",
    )


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('mark_raed = "open"', "mark_raed: is not a setting; did you mean mark_read?"),
        ("qqqq = 1", "qqqq: is not a setting; known are theme"),
        ('glyphs = "emoji"', 'glyphs: must be one of "auto", "unicode", "ascii"'),
        ("mark_read = 5", 'mark_read: must be one of "open", "preview", "manual"'),
        ("theme = true", "theme: must be one of"),
        ('theme = "darkk"', 'theme: must be one of "dark", "light", "terminal"'),
        ('browser = "firefox"', "browser: must be a list of words"),
        ('browser = ["firefox", 5]', "browser: must be a list of words"),
        ("bookmarks_folder = []", "bookmarks_folder: must be text in quotes"),
        ("[theme]", "theme: must be one of"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_costs_that_line_only(
    file: Path, line: str, named: str
) -> None:
    file.write_text(f'rows = "two"\n{line}\n')
    settings, (error,) = load_settings(file)
    assert str(error).startswith(f"{file}, line 2, {named}")
    assert settings == Settings(rows=Rows.TWO)


def test_every_bad_line_is_named(file: Path) -> None:
    file.write_text('glyphs = 1\nrows = 2\ntheme = "dark"\n')
    settings, errors = load_settings(file)
    assert len(errors) == 2
    assert settings.theme is ThemeName.DARK


@pytest.mark.parametrize(
    "data",
    [b"theme = ", b"\xff\xfe\x00", b"\x00", b'theme = "a"\ntheme = "b"\n', b"a = " + b"[" * 9_000],
    ids=["cut off", "no UTF-8", "NUL", "twice", "deep"],
)
def test_a_file_that_is_no_toml_leaves_the_defaults_and_says_so(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    settings, (error,) = load_settings(file)
    assert settings == Settings()
    assert str(error).startswith(f"{file}: ")


def test_a_folder_in_place_of_the_file_is_named(file: Path) -> None:
    file.mkdir()
    settings, (error,) = load_settings(file)
    assert settings == Settings()
    assert str(error).startswith(f"{file}: ")


def test_a_bookmarks_folder_may_begin_with_a_tilde(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    file.write_text('bookmarks_folder = "~/kept"\n')
    assert load_settings(file)[0].bookmarks_folder == tmp_path / "kept"
