"""The darkroom: a picture of a story from wherever it is, made ready to be drawn.

Used by one thread at a time; another may close it.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from newstui.errors import PlaceError
from newstui.formats.pictures import is_picture
from newstui.newsroom.picturecache import PictureCache
from newstui.newsroom.pictures import list_pictures
from newstui.places.file import read_bytes, shown_path
from newstui.places.reading import MEBIBYTE
from newstui.refresh.frames import StoppedError
from newstui.refresh.pictures import PICTURE_BYTES, fetch_picture
from newstui.refresh.sandbox_client import Sandbox
from newstui.text.clean import clean_line
from newstui.text.links import shown_address, shown_host

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from newstui.model.raster import Box, Raster
    from newstui.model.story import Story
    from newstui.model.text import SafeText
    from newstui.newsroom.reading import StoryView
    from newstui.paths import Paths
    from newstui.store.archive import Archive

_AHEAD: Final = 10
"""Most pictures of a story that are fetched ahead."""
_AT_HAND_BYTES: Final = 32 * MEBIBYTE
"""Of the pictures seen last, which are at hand without a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A picture made ready."""

    raster: Raster
    file_bytes: int
    """Of its file."""


class Darkroom:
    """Brings pictures and decodes them in a child process with limits."""

    def __init__(self, paths: Paths, *, keeps: bool) -> None:
        """Make ready; nothing is started or asked before the first picture.

        Args:
            paths: Where settings and kept pictures are.
            keeps: Whether pictures may be kept on disk.
        """
        self._settings = paths.settings
        self._cache = PictureCache(paths.pictures) if keeps else None
        self._seen: OrderedDict[str, bytes] = OrderedDict()
        self._is_closed = False
        self._working = Lock()
        self._is_wanted: Callable[[], bool] = lambda: True
        self._sandbox = Sandbox(is_stopping=self._is_given_up)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give up what is being brought, and end the child process."""
        self._is_closed = True
        with self._working:
            self._sandbox.close()

    def develop(  # noqa: PLR0913 - what is wanted, by name
        self,
        archive: Archive,
        story: Story,
        url: str,
        *,
        box: Box,
        anew: bool = False,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> Print:
        """Bring a picture and decode it.

        Args:
            archive: Knows the story's feed, and hosts that asked to be left alone.
            story: Which names the picture.
            url: Where it is.
            box: The room there is for it.
            anew: Whether it is asked for again, though it is at hand.
            is_wanted: Asked now and then; once it is not, everything is given up.

        Raises:
            PlaceError: If it cannot be had, or was given up.
            FormatError: If it is no picture that can be shown.
        """
        shown = shown_address(url)
        with self._working:
            self._is_wanted = is_wanted
            try:
                if self._is_given_up():
                    raise StoppedError  # noqa: TRY301 - as while it is brought
                data = self._bring(archive, story, url, anew=anew)
                raster = self._sandbox.decode(data, origin=shown, box=box)
            except StoppedError as error:
                raise PlaceError(shown, "was given up") from error
        return Print(raster=raster, file_bytes=len(data))

    def fetch_ahead(
        self, archive: Archive, view: StoryView, *, is_wanted: Callable[[], bool]
    ) -> None:
        """Have the first pictures of a story at hand before they are asked for, if they can be.

        Args:
            archive: Holds the story.
            view: Which.
            is_wanted: Asked now and then; once it is not, no more is fetched.
        """
        self._is_wanted = is_wanted
        for picture in list_pictures(archive, view)[:_AHEAD]:
            if self._is_given_up():
                return
            if not is_beside(picture.url):
                with suppress(PlaceError, StoppedError):
                    self._bring(archive, view.story, picture.url, anew=False)

    def _bring(self, archive: Archive, story: Story, url: str, *, anew: bool) -> bytes:
        if is_beside(url):
            return _read_beside(story, url)
        data = None if anew else self._at_hand(url)
        if data is None:
            data = fetch_picture(
                archive,
                story,
                url,
                settings=self._settings,
                is_stopping=self._is_given_up,
            )
            if self._cache is not None and is_picture(data):
                self._cache.keep(url, data)
        self._remember(url, data)
        return data

    def _is_given_up(self) -> bool:
        return self._is_closed or not self._is_wanted()

    def _at_hand(self, url: str) -> bytes | None:
        seen = self._seen.get(url)
        return seen if seen is not None or self._cache is None else self._cache.find(url)

    def _remember(self, url: str, data: bytes) -> None:
        self._seen[url] = data
        self._seen.move_to_end(url)
        while sum(map(len, self._seen.values())) > _AT_HAND_BYTES:
            self._seen.popitem(last=False)


def whereabouts(url: str) -> SafeText:
    """Say who is asked for a picture: a host, this computer, or nobody at all."""
    if is_beside(url):
        return clean_line("this computer")
    return shown_host(url) or clean_line("no web address")


def is_beside(url: str) -> bool:
    """Whether a picture is named as a file beside its story, not as a web address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def _read_beside(story: Story, url: str) -> bytes:
    """Read the file a local story names, which must lie in the story's own folder.

    Raises:
        PlaceError: If the story is no local file, or its picture is not there.
    """
    own = story.evidence.final_url if story.evidence is not None else ""
    if not own.startswith("/"):
        raise PlaceError(shown_address(url), "is not an address, and its story is no local file")
    folder = Path(own).parent
    try:
        path = (folder / unquote(urlsplit(url).path)).resolve()
        is_inside = path.is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError) as error:
        raise PlaceError(shown_address(url), "is not a usable path") from error
    if not is_inside:
        reason = f"lies outside {shown_path(folder)}, the folder of its story"
        raise PlaceError(shown_address(url), clean_line(reason))
    return read_bytes(path, follow=False, limit=PICTURE_BYTES)
