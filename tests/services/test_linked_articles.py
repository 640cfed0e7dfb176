"""Whose address an article from a link has: that of its page, or that which the page names as the canonical one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from conftest import Clock
from store.samples import HERE

from bot.intake.web.fetch import FetchedPage
from bot.models.articles import Draft
from bot.services.analysis.pool import AnalysisPool
from bot.services.linked_articles import LinkedArticles
from bot.services.newsroom import Newsroom
from bot.store.protocols.store import Store

CANONICAL = "https://news.example/latest-4711"
HARBOUR = (
    "The harbour of Valmere opened again on Monday after three weeks of storms, and the first of eleven ships came in.",
    "Ann Lee, the mayor, said that forty thousand cubic metres of sand had been moved from the entrance since October.",
)
BUDGET = (
    "Parliament passed next year's budget late on Thursday by 61 votes to 48, with tax cuts for families."
    "Finance minister Bo Lund called it the most difficult compromise of his career, and thanked the opposition.",
)


@dataclass
class Pages:
    """The web: what the fetcher gives for each address."""

    pages: dict[str, str] = field(default_factory=dict)

    def put(self, url: str, title: str, *paragraphs: str) -> None:
        text = "".join(f"<p>{one}</p>" for one in paragraphs)
        self.pages[url] = (
            f"<html><head><title>{title}</title><link rel=canonical href={CANONICAL}></head>"
            f"<body><article><h1>{title}</h1>{text}</article></body></html>"
        )

    async def fetch(self, url: str, **_: Any) -> FetchedPage:
        return FetchedPage(url, self.pages[url].encode(), "utf-8")


async def test_a_canonical_address_that_another_article_has_is_not_taken(
    store: Store, reader: AnalysisPool, clock: Clock
) -> None:
    pages = Pages()
    linked = LinkedArticles(pages, store, reader, clock)  # type: ignore[arg-type]
    newsroom = Newsroom(store, reader, clock)
    pages.put("https://news.example/amp/harbour", "Harbour opens", *HARBOUR)
    first = await linked.draft("https://news.example/amp/harbour", scope=HERE)
    assert first.url == CANONICAL
    article, _ = await newsroom.add(HERE, first)
    pages.put("https://news.example/budget?utm_source=mail", "Budget passed", *BUDGET)
    other = await linked.draft("https://news.example/budget?utm_source=mail", scope=HERE)
    assert other.url == "https://news.example/budget"
    assert (await newsroom.add(HERE, other))[0].id != article.id


async def test_another_form_of_the_same_article_has_its_canonical_address(
    store: Store, reader: AnalysisPool, clock: Clock
) -> None:
    pages = Pages()
    linked = LinkedArticles(pages, store, reader, clock)  # type: ignore[arg-type]
    await Newsroom(store, reader, clock).add(HERE, Draft("Harbour opens", "\n\n".join(HARBOUR), url=CANONICAL))
    longer = (*HARBOUR, "Fishing boats are to follow on Wednesday, and the market in the old town opens the day after.")
    for text in (HARBOUR, longer):
        pages.put("https://m.news.example/harbour", "Harbour opens again", *text)
        assert (await linked.draft("https://m.news.example/harbour", scope=HERE)).url == CANONICAL
