"""Lists of articles in which those that tell the same story are one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.stories import ListedStory

__all__ = ["StoryListStore"]


class StoryListStore(Protocol):
    """Lists articles by their stories."""

    async def listed_stories(
        self,
        scope: int,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        theme: str | None = None,
        limit: int,
        offset: int = 0,
    ) -> tuple[int, list[ListedStory]]:
        """The number of stories in a list of articles, and a page of them.

        The list has the articles of a period, which begins at ``since`` and ends before ``until`` (None: no bound), or
        those on a theme, or all. An article without others that tell the same is a story of its own. The stories are
        sorted by the date of their newest article, newest first.
        """
        ...
