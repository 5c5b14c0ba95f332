"""The settings file: what is written counts, what cannot be used is named and costs its line."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from newstui.config import Glyphs, MarkRead, Rows, Settings, ThemeName, load_settings
from newstui.config.table import SETTINGS, TABLES
from newstui.config.writing import commented_settings
from newstui.model.command import UserCommand

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
        (
            'theme = "Darkk"',
            'theme: must be one of "dark", "light", "contrast", "terminal"; did you mean "dark"?',
        ),
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
    assert str(error).startswith(str(file))
    assert str(error).endswith("; the defaults are used")


def test_a_line_that_is_no_toml_is_named_as_other_lines_are(file: Path) -> None:
    file.write_text('rows = "two"\ntheme = dark\n')
    (error,) = load_settings(file)[1]
    assert str(error).startswith(f"{file}, line 2: Invalid value in column 9; ")


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


def test_credentials_name_a_user_and_where_his_password_comes_from(
    file: Path, tmp_path: Path
) -> None:
    file.write_text(
        f'[credentials."News.Example"]\nuser = "ann"\npassword_file = "{tmp_path}/secret"\n'
        '[credentials."zeitung-öl.example:8443"]\nuser = "ben"\n'
        'password_command = ["pass", "show", "news"]\n'
        '[credentials."[::1]:80"]\nuser = "eve"\npassword_command = ["pass"]\n'
    )
    settings, errors = load_settings(file)
    assert errors == ()
    found = [
        (one.host, one.port, one.user, one.password_command, one.password_file)
        for one in settings.credentials
    ]
    assert found == [
        ("news.example", None, "ann", (), f"{tmp_path}/secret"),
        ("xn--zeitung-l-77a.example", 8443, "ben", ("pass", "show", "news"), ""),
        ("::1", 80, "eve", ("pass",), ""),
    ]


@pytest.mark.parametrize(
    ("lines", "line", "named"),
    [
        ("credentials = 5", 2, "credentials: must be tables, as in"),
        ("credential = {}", 2, "credential: is not a setting; did you mean credentials?"),
        ('[credentials."a.example"]', 2, 'credentials."a.example": needs a user'),
        ('[credentials."a.example"]\nuser = "ann"', 2, "needs either password_command or"),
        (
            '[credentials."a.example"]\nuser = "a"\npassword_file = "a"\npassword_command = ["b"]',
            2,
            "needs either password_command or password_file",
        ),
        (
            '[credentials."a.example"]\nuser = "ann"\npasword_file = "a"',
            4,
            'credentials."a.example".pasword_file: is not a setting; did you mean password_file?',
        ),
        ('[credentials."a.example"]\nuser = "ann"\npassword = "x"', 4, "did you mean password_"),
        ('[credentials."a.example"]\nuser = 5', 3, '"a.example".user: must be text in quotes'),
        ('[credentials."a.example"]\nuser = "a:b"', 3, "user: must be a name without a colon"),
        ('[credentials."a.example"]\nuser = ""', 3, "user: must be a name without a colon"),
        ('[credentials."a.example"]\npassword_command = "pass"', 3, "must be a list of words"),
        ('[credentials."a.example"]\npassword_command = []', 3, "must name a program"),
        ('[credentials."http://a.example"]\nuser = "ann"', 2, "must be a host, or a host and its"),
        ('[credentials."ann@a.example"]\nuser = "ann"', 2, "must be a host, or a host and its"),
        ('[credentials."a.example:port"]\nuser = "ann"', 2, "must be a host, or a host and its"),
        ('[credentials.""]\nuser = "ann"', 2, "must be a host, or a host and its"),
        ('[credentials.a.example]\nuser = "ann"', 2, "must be a host in quotes, as in"),
        ('[credentials]\nuser = "ann"', 3, "must be a host in quotes, as in"),
    ],
)
def test_credentials_that_cannot_be_used_are_named_and_cost_that_table_only(
    file: Path, lines: str, line: int, named: str
) -> None:
    good = '[credentials."b.example"]\nuser = "ben"\npassword_command = ["pass"]\n'
    tables = good if lines.startswith("[") else ""
    file.write_text(f"# mine\n{lines}\n{tables}")
    settings, (error,) = load_settings(file)
    assert str(error).startswith(f"{file}, line {line}, credential")
    assert named in str(error)
    assert [one.user for one in settings.credentials] == (["ben"] if tables else [])


def test_commands_are_lists_of_words_in_their_order(file: Path) -> None:
    file.write_text(
        '[commands]\nmail = ["mutt", "-s", "{title}"]\n"to read" = ["x", "{file}", "{n}"]\n'
    )
    settings, errors = load_settings(file)
    assert errors == ()
    assert settings.commands == (
        UserCommand(name="mail", words=("mutt", "-s", "{title}")),
        UserCommand(name="to read", words=("x", "{file}", "{n}")),
    )


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('mail = "mutt"', "must be a list of words"),
        ("mail = []", "must name a program"),
        ('mail = ["{title}", "x"]', "must name its program itself"),
        ('mail = ["run-{file}"]', "must name its program itself"),
        ('mail = ["a", "\\u0000"]', "without null characters"),
        ('mail = ["a", "to={urll}"]', '{urll} stands for nothing; did you mean "{url}"?'),
    ],
)
def test_a_command_that_cannot_be_used_is_named_and_costs_that_line_only(
    file: Path, line: str, named: str
) -> None:
    file.write_text(f'theme = "dark"\n[commands]\ngood = ["wc"]\n{line}\n')
    settings, (error,) = load_settings(file)
    assert str(error).startswith(f"{file}, line 4, commands.mail: ")
    assert named in str(error)
    assert [one.name for one in settings.commands] == ["good"]


def test_commands_that_are_no_table_are_named(file: Path) -> None:
    file.write_text('commands = ["wc"]\n')
    settings, (error,) = load_settings(file)
    assert "line 1, commands: must be a table" in str(error)
    assert settings.commands == ()


def test_the_table_describes_every_setting_and_nothing_else() -> None:
    described = [*SETTINGS, *TABLES]
    assert sorted(described) == sorted(field.name for field in fields(Settings))


def test_the_file_written_on_request_sets_nothing_until_a_sign_is_taken_away(file: Path) -> None:
    file.write_text(commented_settings(), "utf-8")
    assert load_settings(file) == (Settings(), ())
    text = re.sub(r"(?m)^#(?! )", "", commented_settings())
    file.write_text(text, "utf-8")
    settings, errors = load_settings(file)
    assert errors == ()
    assert settings.theme is ThemeName.DARK
    assert [line.way for line in settings.keys.lines][-1] == "story.next_passage"
    assert settings.colours == (("accent", "#7fb4e6"), ("anonymous", "bright_red"))
    assert all(f"#{name} = " in commented_settings() for name in SETTINGS)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("measure = 10", "measure: must be a whole number from 20 to 200"),
        ("measure = true", "measure: must be a whole number"),
        (
            'columns = ["time", "outlets"]',
            'columns: must be a list of any of "time", "outlet", "voices"; did you mean "outlet"?',
        ),
        ('columns = "time"', 'columns: must be a list of any of "time", "outlet", "voices"'),
        ('columns = [["time"]]', "columns: must be a list of any of"),
        ('columns = ["time", "voices", "time"]', 'columns: names "time" twice'),
        ('dates = "relativ"', 'as in "%d.%m.%Y"; did you mean "relative"?'),
        ('[colours]\naccent = "gren"', 'did you mean "green"?'),
        ('[[commands]]\nname = "x"', "commands: must be a table"),
        ('dates = "%d.%H"', "dates: %H does not name a day; known are %Y"),
        ('dates = "%"', "dates: % does not name a day"),
        ('dates = "yesterday"', 'dates: must be one of "relative", "absolute" or a pattern'),
        (f'dates = "%d{"." * 50}"', "dates: must be at most 40 characters"),
        ('clock = "am"', 'clock: must be one of "24h", "12h"'),
        ("[colours]\naccent = 5", "colours.accent: must be text in quotes"),
        ('[colours]\naccent = "pink"', 'colours.accent: must be as "#7fb4e6", or one of default'),
        ('[colours]\nacent = "red"', "acent: is nothing that has a colour; did you mean accent?"),
        ('colours = "red"', "colours: must be a table"),
    ],
)
def test_other_settings_that_cannot_be_used_are_named(file: Path, line: str, named: str) -> None:
    file.write_text(f"wrap = false\n{line}\n")
    settings, (error,) = load_settings(file)
    number = 2 if line.startswith("[[") else 1 + len(line.splitlines())
    assert str(error).startswith(f"{file}, line {number}, ")
    assert named in str(error)
    assert not settings.wrap
