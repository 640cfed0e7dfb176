"""Decides which sentence of a story stands on a timeline. Deterministic, without storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.briefing import Quotation
from bot.models.timeline import TimelineEntry
from bot.stories.briefing import choose_quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import ArticleHeader
    from bot.models.briefing import ReadArticle

__all__ = ["BEST", "timeline_entry"]

BEST = 3
"""Sentences of an article that are compared: the best about the actor, or of the ranking."""
MAX_READ = 10
"""Articles of a story whose sentences are compared, the latest."""


def timeline_entry(articles: Sequence[ArticleHeader], read: Sequence[ReadArticle]) -> TimelineEntry | None:
    """The entry of a story, by the best sentences of those of its articles that have any; the newest article is first.

    It is a headline if none has a sentence, and None if nothing was read: the story is about something else.
    """
    if not read:
        return None
    told = [one for one in read if one.sentences][:MAX_READ]
    chosen = choose_quotations(told, 1) if told else ()
    quotation = chosen[0] if chosen else Quotation(read[-1].article.title, read[-1].article, 0, 0)
    others = tuple(one for one in reversed(articles) if one.id != quotation.article.id)
    return TimelineEntry(quotation, others)
