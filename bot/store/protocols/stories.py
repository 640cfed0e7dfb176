"""Which articles tell the same story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.analysis import Analysis
    from bot.models.articles import Article, ArticleHeader, Draft
    from bot.models.stories import LikelyStory, Retelling, Story

__all__ = ["StoryStore"]


class StoryStore(Protocol):
    """Answers which articles tell the same story, and changes that. ``add_article`` finds the story of a new one.

    A shared article is compared with shared ones only, so that what a server adds changes nothing for the others. An
    article of a server may join the story of a shared one; only its server sees it there.
    """

    async def story_of(self, scope: int, article_id: int) -> Story | None:
        """The story of an article, with the articles that this scope sees; None for one that has none yet.

        Articles that were added before there were stories get theirs by ``assign_story``.
        """
        ...

    async def stories_of(self, scope: int, article_ids: Sequence[int]) -> dict[int, Story]:
        """The same for several articles, by their ids; without those that have none."""
        ...

    async def likely_story(self, scope: int, draft: Draft, analysis: Analysis, *, now: datetime) -> LikelyStory | None:
        """Whose story a draft would join if it were added now; None if it would found one."""
        ...

    async def assign_story(self, *, now: datetime) -> bool:
        """Finds the story of the article that has waited for one longest; False if none is left.

        These are the articles that are older than stories. Nothing is posted for it, and no post is changed.
        """
        ...

    async def also_in(self, scope: int, article_id: int) -> list[ArticleHeader]:
        """The other articles that tell the same as this one, which a post of it names; oldest first."""
        ...

    async def retellings(self, scope: int, article_ids: Sequence[int], *, with_news: bool) -> dict[int, Retelling]:
        """Those of the articles that tell the same as earlier ones, whose posts name them; oldest first.

        What is new in them is looked for only ``with_news``.
        """
        ...

    async def join_story(self, article: Article, other: Article, *, now: datetime, by: int | None) -> None:
        """Moves an article to the story of another one, at an editor's wish, and updates the posts of both.

        Where it waits to be posted in a channel that has a post of that story, the post names it instead. Raises
        InputError if they are in one story already, if one of them has no story, or if a shared article would join the
        story of a server.
        """

    async def part_story(self, article: Article, *, now: datetime, by: int | None) -> set[int]:
        """Gives an article a story of its own, at an editor's wish.

        Where it, or another article, was not posted because of a post that does not name it any longer, it is posted
        now; returns the ids of these articles. Raises InputError if the article is alone in its story already.
        """
        ...
