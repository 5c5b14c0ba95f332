"""Who works for the main screen: its controllers, each imported when it is first needed.

What the first frame does not need is so imported after it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstui.tui.controllers.adjusting import Adjusting
    from newstui.tui.controllers.arranging import Arranging
    from newstui.tui.controllers.citing import Citing
    from newstui.tui.controllers.comparing import Comparing
    from newstui.tui.controllers.completing import Completing
    from newstui.tui.controllers.correcting import Correcting
    from newstui.tui.controllers.exporting import Exporting
    from newstui.tui.controllers.finding import Finding
    from newstui.tui.controllers.foldering import FolderKeys
    from newstui.tui.controllers.importing import Importing
    from newstui.tui.controllers.linking import Linking
    from newstui.tui.controllers.marking import Marking
    from newstui.tui.controllers.matching import Matching
    from newstui.tui.controllers.organising import Organising
    from newstui.tui.controllers.paging import Paging
    from newstui.tui.controllers.picturing import Picturing
    from newstui.tui.controllers.querying import Querying
    from newstui.tui.controllers.reading import Reading
    from newstui.tui.controllers.refreshing import Refreshing
    from newstui.tui.controllers.ruling import Ruling
    from newstui.tui.controllers.selecting import Selecting
    from newstui.tui.controllers.sidebar import Sidebar
    from newstui.tui.controllers.sourcing import Sourcing
    from newstui.tui.controllers.subscribing import Subscribing
    from newstui.tui.controllers.undoing import Undoing
    from newstui.tui.controllers.visiting import Visiting
    from newstui.tui.controllers.voicing import Voicing
    from newstui.tui.controllers.welcoming import Welcoming
    from newstui.tui.screens.main import MainScreen


class Staff:
    """The part of the main screen that knows its controllers."""

    @property
    def _main(self) -> MainScreen:
        return cast("MainScreen", self)

    @cached_property
    def reading(self) -> Reading:
        """The story that is shown."""
        from newstui.tui.controllers.reading import Reading

        return Reading(self._main)

    @cached_property
    def sourcing(self) -> Sourcing:
        """The sources of the story shown."""
        from newstui.tui.controllers.sourcing import Sourcing

        return Sourcing(self._main)

    @cached_property
    def correcting(self) -> Correcting:
        """What the reader says against them."""
        from newstui.tui.controllers.correcting import Correcting

        return Correcting(self._main)

    @cached_property
    def marking(self) -> Marking:
        """The marks of the stories."""
        from newstui.tui.controllers.marking import Marking

        return Marking(self._main)

    @cached_property
    def undoing(self) -> Undoing:
        """The changes that can be undone."""
        from newstui.tui.controllers.undoing import Undoing

        return Undoing(self._main)

    @cached_property
    def organising(self) -> Organising:
        """The reader's tags and notes, and what is done with a whole list."""
        from newstui.tui.controllers.organising import Organising

        return Organising(self._main)

    @cached_property
    def ruling(self) -> Ruling:
        """The reader's rules."""
        from newstui.tui.controllers.ruling import Ruling

        return Ruling(self._main)

    @cached_property
    def refreshing(self) -> Refreshing:
        """The refresh that is running."""
        from newstui.tui.controllers.refreshing import Refreshing

        return Refreshing(self._main)

    @cached_property
    def paging(self) -> Paging:
        """The pages that are being read."""
        from newstui.tui.controllers.paging import Paging

        return Paging(self._main)

    @cached_property
    def comparing(self) -> Comparing:
        """The change that is shown in the place of the story."""
        from newstui.tui.controllers.comparing import Comparing

        return Comparing(self._main)

    @cached_property
    def citing(self) -> Citing:
        """The sources of the whole library."""
        from newstui.tui.controllers.citing import Citing

        return Citing(self._main)

    @cached_property
    def sidebar(self) -> Sidebar:
        """The feeds beside the headlines."""
        from newstui.tui.controllers.sidebar import Sidebar

        return Sidebar(self._main)

    @cached_property
    def subscribing(self) -> Subscribing:
        """What is being added."""
        from newstui.tui.controllers.subscribing import Subscribing

        return Subscribing(self._main)

    @cached_property
    def visiting(self) -> Visiting:
        """The places that are asked while others are read."""
        from newstui.tui.controllers.visiting import Visiting

        return Visiting(self._main)

    @cached_property
    def arranging(self) -> Arranging:
        """The titles and folders of the feeds."""
        from newstui.tui.controllers.arranging import Arranging

        return Arranging(self._main)

    @cached_property
    def folder_keys(self) -> FolderKeys:
        """The folders of the feeds."""
        from newstui.tui.controllers.foldering import FolderKeys

        return FolderKeys(self._main)

    @cached_property
    def importing(self) -> Importing:
        """The lists of subscriptions."""
        from newstui.tui.controllers.importing import Importing

        return Importing(self._main)

    @cached_property
    def voicing(self) -> Voicing:
        """The column that counts voices."""
        from newstui.tui.controllers.voicing import Voicing

        return Voicing(self._main)

    @cached_property
    def adjusting(self) -> Adjusting:
        """The settings of one feed."""
        from newstui.tui.controllers.adjusting import Adjusting

        return Adjusting(self._main)

    @cached_property
    def matching(self) -> Matching:
        """The search that shows."""
        from newstui.tui.controllers.matching import Matching

        return Matching(self._main)

    @cached_property
    def completing(self) -> Completing:
        """The query that is being typed."""
        from newstui.tui.controllers.completing import Completing

        return Completing(self._main)

    @cached_property
    def querying(self) -> Querying:
        """The saved queries."""
        from newstui.tui.controllers.querying import Querying

        return Querying(self._main)

    @cached_property
    def linking(self) -> Linking:
        """The way out of the story."""
        from newstui.tui.controllers.linking import Linking

        return Linking(self._main)

    @cached_property
    def exporting(self) -> Exporting:
        """The way into files and commands."""
        from newstui.tui.controllers.exporting import Exporting

        return Exporting(self._main)

    @cached_property
    def picturing(self) -> Picturing:
        """The pictures of the story."""
        from newstui.tui.controllers.picturing import Picturing

        return Picturing(self._main)

    @cached_property
    def welcoming(self) -> Welcoming:
        """What leads to the first feed."""
        from newstui.tui.controllers.welcoming import Welcoming

        return Welcoming(self._main)

    @cached_property
    def finding(self) -> Finding:
        """What is looked for in the story."""
        from newstui.tui.controllers.finding import Finding

        return Finding(self._main)

    @cached_property
    def selecting(self) -> Selecting:
        """The part of the story that is selected."""
        from newstui.tui.controllers.selecting import Selecting

        return Selecting(self._main)

    def owners(self) -> Iterator[object]:
        """List who may carry out an action: what goes on in the story, then the current pane."""
        main = self._main
        if main.story.overlays.selection is not None and self.selecting.is_on:
            yield self.selecting.keys
        if self.finding.is_shown:
            yield self.finding.steps
        if main.feeds.is_active and self.querying.current is not None:
            yield self.querying.keys
        if main.feeds.is_active and self.folder_keys.current is not None:
            yield self.folder_keys
        if main.narrowing.query and self.matching.is_on:
            yield self.matching.steps
        yield main.moving.pane
        yield from (main.browsing, main.narrowing, main.moving, main.appearance)
        yield self.sourcing
        yield self.correcting
        yield self.marking
        yield self.undoing
        yield self.organising
        yield self.ruling
        yield self.refreshing
        yield self.paging
        yield self.comparing
        yield self.linking
        yield self.exporting
        yield self.finding
        yield self.selecting
        yield self.citing
        yield self.picturing
        yield self.sidebar
        yield self.subscribing
        yield self.importing
        yield self.arranging
        yield self.querying
        yield self.welcoming
        yield self.adjusting
