"""Articles that are added at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from conftest import Clock
from store.samples import HERE, read

from bot.errors import DuplicateArticle, InputError
from bot.models.analysis import Analysis, Document
from bot.models.articles import Draft
from bot.runtime.app import Resources
from bot.services.newsroom import Newsroom

LINK = "https://news.example/harbour"


class AtOnce:
    """The part of an ``AnalysisPool`` that is used."""

    async def analyze(self, documents: Sequence[Document], **_: object) -> Analysis:
        return read(documents[0].text)


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


async def test_a_dateline_gives_the_source_and_the_day_that_are_missing(resources: Resources, clock: Clock) -> None:
    newsroom = Newsroom(resources.store, AtOnce(), clock)  # type: ignore[arg-type]
    text = "ATHENS, Nov 20 (Reuters) - The ferry sailed."
    article, _ = await newsroom.add(HERE, Draft("Ferry", text), by=7)
    assert (article.source, article.published_at) == ("Reuters", datetime(2026, 11, 20, tzinfo=UTC))
    own = Draft("Ferry again", text, source="The Paper")
    changed, _ = await newsroom.edit(article, own, by=7)
    assert changed.source == "The Paper"


async def test_what_adding_a_draft_would_do_is_known_before(resources: Resources, clock: Clock) -> None:
    newsroom = Newsroom(resources.store, AtOnce(), clock)  # type: ignore[arg-type]
    draft = Draft("Harbour", "The harbour opened.", url=LINK)
    assert await newsroom.known_article(HERE, draft) is None
    article, _ = await newsroom.add(HERE, draft, by=7)
    newer = Draft("Harbour", "The harbour closed.", url=LINK)
    assert await newsroom.known_article(HERE, newer) == article
    with pytest.raises(DuplicateArticle, match="already in the library: #1 “Harbour”"):
        await newsroom.known_article(HERE, draft)
    await newsroom.remove(article, by=7)
    for again, said in ((draft, "was removed as #1"), (newer, "behind that link was removed as #1")):
        with pytest.raises(DuplicateArticle, match=said):
            await newsroom.known_article(HERE, again)
    with pytest.raises(InputError, match="is in the future"):
        await newsroom.known_article(HERE, Draft("Soon", "It will open.", published_at=clock() + timedelta(days=9)))
