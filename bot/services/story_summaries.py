"""Summarizes a story: one summary of all its articles."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.models.analysis import Document
from bot.models.stories import StoryRequest
from bot.services.analysis.worker_main import rank_story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Analysis, Sentence
    from bot.models.articles import Article
    from bot.services.analysis.pool import AnalysisPool
    from bot.store.protocols.store import Store

__all__ = ["MAX_READ", "StorySummaries", "StorySummary"]

MAX_READ = 25
"""Articles of a story that are read, the latest: as many as a list shows."""
MAX_SENTENCES = 200
"""Sentences of an article that are read, its first ones: news tells first what matters."""


@dataclass(frozen=True, slots=True)
class StorySummary:
    """The sentences of a story, best first, of which none says what a better one says.

    ``articles`` are those that were read, oldest first, with their ``analyses``; ``doc`` of a sentence is the index of
    its article.
    ``members`` is how many articles the story has, and ``total`` how many sentences those have that were read.
    """

    articles: tuple[Article, ...]
    analyses: tuple[Analysis, ...]
    ranked: tuple[Sentence, ...]
    members: int
    total: int


class StorySummaries:
    """Ranks the sentences of stories in a worker process; which sentences articles have is stored."""

    def __init__(self, store: Store, analysis_pool: AnalysisPool) -> None:
        self._store = store
        self._analysis_pool = analysis_pool

    async def summarize(self, scope: int, article: Article) -> StorySummary | None:
        """The summary of the story that an article belongs to; None if no other article tells it.

        Raises AnalysisFailed or WorkerUnavailable.
        """
        story = await self._store.story_of(scope, article.id)
        members = story.members if story is not None else ()
        read = [await self._read(scope, member.article.id) for member in members[-MAX_READ:]]
        found = [one for one in read if one is not None]
        if len(found) < 2:
            return None
        request = await asyncio.to_thread(_request, found)
        order = await self._analysis_pool.run(rank_story, request, scope=scope)
        articles, analyses = zip(*found, strict=True)
        ranked = tuple(request.sentences[index] for index in order)
        return StorySummary(articles, analyses, ranked, len(members), len(request.sentences))

    async def _read(self, scope: int, article_id: int) -> tuple[Article, Analysis] | None:
        """An article and its analysis; None if it was removed meanwhile."""
        article = await self._store.article_by_id(scope, article_id)
        analysis = await self._store.analysis(article_id)
        return (article, analysis) if article is not None and analysis is not None else None


def _request(found: Sequence[tuple[Article, Analysis]]) -> StoryRequest:
    """Asks for the ranking of the sentences of articles, in the language of the newest."""
    read = [analysis.sentences[:MAX_SENTENCES] for _, analysis in found]
    documents = tuple(
        Document(article.title, article.text[: sentences[-1].end] if sentences else "")
        for (article, _), sentences in zip(found, read, strict=True)
    )
    of_all = tuple(replace(one, doc=index) for index, sentences in enumerate(read) for one in sentences)
    return StoryRequest(documents, of_all, found[-1][1].language)
