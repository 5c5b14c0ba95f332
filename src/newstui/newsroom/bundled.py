"""The news and subscription lists newstui brings along.

An installed newstui holds them inside its package, a checkout beside its sources; nothing else
decides where they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from newstui.errors import NewstuiError

PACKAGE: Final = Path(__file__).resolve().parent.parent
"""The folder of the running `newstui` package."""


def bundled_folder(package: Path = PACKAGE) -> Path:
    """Find the folder that holds `samples` and `starters`.

    Raises:
        NewstuiError: If the installation has lost it.
    """
    for folder in _candidates(package):
        if (folder / "samples").is_dir():
            return folder
    reason = "the bundled samples are missing from this installation; installing it again helps"
    raise NewstuiError(f"{package}: {reason}")


def samples_folder(package: Path = PACKAGE) -> Path:
    """Find the folder of sample stories.

    Raises:
        NewstuiError: If the installation has lost it.
    """
    return bundled_folder(package) / "samples"


def is_samples(place: str, package: Path = PACKAGE) -> bool:
    """Whether a place is the folder of sample stories."""
    return any(str(folder / "samples") == place for folder in _candidates(package))


def starter_lists(package: Path = PACKAGE) -> tuple[Path, ...]:
    """List the OPML files of suggested subscriptions, one a topic, by name.

    Raises:
        NewstuiError: If the installation has lost the folder they are in.
    """
    return tuple(sorted((bundled_folder(package) / "starters").glob("*.opml")))


def _candidates(package: Path) -> tuple[Path, ...]:
    packaged = package / "feeds"
    if package.parent.name != "src":
        return (packaged,)
    return packaged, package.parent.parent / "feeds"
