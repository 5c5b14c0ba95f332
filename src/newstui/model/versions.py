"""Versions of what is made of stories: once one is raised, all of it is made again.

Here, as most only ask whether that is to be done, and what does it takes long to load.
"""

from __future__ import annotations

from typing import Final

BUILDER_VERSION: Final = 3
"""Of documents: raised when the same body makes another than before."""
ENGINE_VERSION: Final = 8
"""Of analyses: raised whenever the same text may come out differently."""
