"""Articles that are added at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from conftest import Clock
from store.samples import HERE, read

from bot.models.analysis import Analysis, Document
from bot.models.articles import Draft
from bot.runtime.app import Resources
from bot.services.newsroom import Newsroom

LINK = "https://news.example/harbour"


class Analyses:
    """The part of an ``AnalysisPool`` that is used: the first two answers come when both were asked for."""

    def __init__(self) -> None:
        self._asked = 0
        self._both_asked = asyncio.Event()

    async def analyze(self, documents: Sequence[Document], **_: object) -> Analysis:
        self._asked += 1
        if self._asked == 2:
            self._both_asked.set()
        await self._both_asked.wait()
        return read(documents[0].text)


async def test_the_second_of_two_texts_added_at_once_with_one_link_becomes_an_edit(
    resources: Resources, clock: Clock
) -> None:
    newsroom = Newsroom(resources.store, Analyses(), clock)  # type: ignore[arg-type]
    drafts = [
        Draft("Harbour", f"The harbour opened {when}.", url=LINK, source="The Paper") for when in ("early", "late")
    ]
    first, second = sorted(
        await asyncio.gather(*(newsroom.add_or_update(HERE, draft, by=7) for draft in drafts)),
        key=lambda saved: saved.article.version,
    )
    assert (first.before, second.before) == (None, first.article)
    assert second.article.id == first.article.id
    newer = await newsroom.add_or_update(HERE, Draft("Newer", "The harbour closed.", url=LINK), by=7)
    assert (newer.article.title, newer.article.source) == ("Newer", "The Paper")
