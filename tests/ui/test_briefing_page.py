"""How a story of a briefing is laid out."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.models.articles import SHARED, ArticleHeader
from bot.models.briefing import BriefedStory, Briefing, Quotation
from bot.services.briefings import BriefingPage
from bot.ui.briefing_page import briefing_page

DAY = datetime(2026, 11, 24, tzinfo=UTC)


def header(number: int, source: str | None) -> ArticleHeader:
    return ArticleHeader(number, number, SHARED, f"Title {number}", source, None, DAY)


def told(*quoted: int, sources: tuple[str | None, ...] = ("Gazette", "Echo", "Herald")) -> list[str]:
    """The lines of a story of three articles, of which the third is the newest and some are quoted."""
    one, two, three = (header(number, source) for number, source in enumerate(sources, 1))
    quotations = tuple(Quotation("It is so.", (one, two, three)[number - 1], 1, 9) for number in quoted)
    story = BriefedStory((three, two, one), quotations)
    page = briefing_page(BriefingPage(Briefing((story,), (), 1, 3), "today"), "today", 2)
    return (page.embed.description or "").split("\n")


def test_the_article_of_the_headline_is_not_named_among_the_others() -> None:
    assert told(1, 2) == [
        "**#3 Title 3** — Herald",
        "> It is so. — Gazette #1, sentence 1 of 9",
        "> It is so. — Echo #2, sentence 1 of 9",
    ]
    assert told(2)[2] == "-# also in Gazette #1"


def test_an_outlet_that_a_sentence_names_does_not_stand_behind_the_headline() -> None:
    assert told(3)[:2] == ["**#3 Title 3**", "> It is so. — Herald #3, sentence 1 of 9"]
    assert told(1, sources=("Gazette", "Echo", None))[0] == "**#3 Title 3**"
