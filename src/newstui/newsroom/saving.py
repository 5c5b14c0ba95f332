"""Saving one story to a file the reader names, without the library."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newstui.errors import PlaceError
from newstui.newsroom.exporting import save_export
from newstui.newsroom.storyexports import file_name, format_of, write_stories
from newstui.places.file import shown_path
from newstui.text.clean import clean_line
from newstui.text.links import LENGTH_LIMIT

if TYPE_CHECKING:
    from newstui.model.text import SafeText
    from newstui.newsroom.reading import StoryView
_USUAL: Final = (".md", ".html", ".txt", ".json", ".csl.json", ".bib")


def suggest_path(title: str, folder: str) -> SafeText:
    """Suggest where to save a story: a name that is free, in a folder.

    Args:
        title: Of the story.
        folder: The folder last saved to; empty, or gone by now, for the one newstui was started in.
    """
    where = Path(folder) if folder and _is_folder(folder) else _here()
    path = where / file_name(title)
    number = 1
    while os.path.lexists(path):
        number += 1
        path = path.with_name(f"{Path(file_name(title)).stem}-{number}.md")
    return clean_line(_at_home(path), limit=LENGTH_LIMIT)


def save_story(view: StoryView, typed: str, *, are_kept: bool) -> Path:
    """Save a story in the format that the file's ending says; return where it is.

    Args:
        view: The story.
        typed: The path; relative ones are of the folder newstui was started in.
        are_kept: Whether the story is of the library.

    Raises:
        PlaceError: If the path is no file's, its ending says no format, a file is there already,
            or it cannot be written.
    """
    shown = clean_line(typed)
    try:
        path = Path(typed).expanduser().absolute()
    except RuntimeError as error:
        raise PlaceError(shown, "is not a usable path") from error
    if typed.endswith("/") or _is_folder(path):
        raise PlaceError(shown, "is a folder; add a name for the file")
    form = format_of(path)
    if form is None:
        raise PlaceError(shown, f"its ending must say the format: {', '.join(_USUAL)}")
    text = "".join(write_stories([view], form, are_kept=are_kept))
    save_export(text, path, replace=False, advice="choose another name")
    return path


def _is_folder(path: Path | str) -> bool:
    # Unlike Path.is_dir, this takes what cannot be looked at for none.
    return os.path.isdir(path)  # noqa: PTH112 - as said


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError:
        # It was removed meanwhile.
        return Path.home()


def _at_home(path: Path) -> str:
    """Write a path as short as it is typed."""
    home, written = str(Path.home()), shown_path(path)
    return f"~{written[len(home) :]}" if written.startswith(f"{home}/") else written
