"""How this program starts a Python process of its own.

Isolated: neither the current folder nor the environment decides what is imported.
"""

from __future__ import annotations

import site
import sys
from pathlib import Path

import newstui


def python_command(module: str, *arguments: str) -> list[str]:
    """Give the argument list that runs one of newstui's modules in another process.

    `-I` hides the user's own site-packages; where newstui is installed there, the same is said
    with `-E -P`, which keeps them.
    """
    isolation = ["-E", "-P"] if _is_in_user_site() else ["-I"]
    return [sys.executable, *isolation, "-m", module, *arguments]


def _is_in_user_site() -> bool:
    if not site.ENABLE_USER_SITE:
        return False
    package = Path(newstui.__file__ or "").resolve()
    return package.is_relative_to(Path(site.getusersitepackages()).resolve())
