"""Decides which sentence of a story stands on a timeline. Deterministic, without storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.briefing import Quotation
from bot.models.timeline import TimelineEntry
from bot.stories.briefing import choose_quotations
from bot.text.search.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from bot.models.articles import ArticleHeader
    from bot.models.briefing import ReadArticle

__all__ = ["BEST", "merge_short_names", "timeline_entry"]

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


def merge_short_names(named: Mapping[str, Set[int]], own: str) -> list[tuple[str, Set[int]]]:
    """Names with the articles that have them, most articles first; a name that is part of a fuller one joins it.

    Of several fuller ones it joins that of most articles. What is part of the ``own`` name is left out.

    >>> merge_short_names({"Ann Roe": {1, 2}, "Roe": {3}, "Lee": {4}}, "Paul Lee")
    [('Ann Roe', {1, 2, 3})]
    """
    words = {name: set(fold(name).split()) for name in named}
    merged: dict[str, Set[int]] = {}
    for name in sorted(named, key=lambda one: (-len(words[one]), -len(named[one]), one)):
        fuller = [other for other in merged if words[name] < words[other]]
        if fuller:
            best = max(fuller, key=lambda other: len(named[other]))
            merged[best] = merged[best] | named[name]
        elif not words[name] <= set(fold(own).split()):
            merged[name] = named[name]
    return sorted(merged.items(), key=lambda pair: (-len(pair[1]), pair[0]))
