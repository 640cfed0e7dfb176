"""Whatever an article holds, a reply stays within Discord's limits and nothing in it can act."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui.strategies import NASTY

from bot.errors import NotFound
from bot.models.actors import ArticleActor
from bot.models.analysed_article import AnalysedArticle
from bot.models.analysis import Actor, ActorKind, Analysis, Mention, Role, Sentence, Theme
from bot.models.articles import Article, ArticleHeader, SearchHit
from bot.models.stories import ListedStory
from bot.models.suggestions import Suggestion, SuggestionKind, Suggestions
from bot.services.actors.actor_lines import ActorLine
from bot.services.actors.profiles import ActorProfile, QuotedRole, QuotedSentence
from bot.services.periods import ALL
from bot.text.paging import page_starts
from bot.text.summaries.length import LONGEST
from bot.ui import article_lists, article_pages, limits
from bot.ui.actor_lists import actors_page, top_actors
from bot.ui.added_page import added_page
from bot.ui.button_ids import BUTTON_ID, MENU_ID, Action
from bot.ui.messages import notice, suggestions
from bot.ui.posts import post, thread_name
from bot.ui.profile_page import profile_page
from bot.ui.reply import Reply, view_of

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def total(embed: discord.Embed) -> int:
    parts = [embed.title, embed.description, embed.footer.text, embed.author.name]
    parts += [text for field in embed.fields for text in (field.name, field.value)]
    return sum(limits.length(part) for part in parts if part)


def assert_fits(reply: Reply) -> None:
    embed = reply.embed
    assert limits.length(embed.title or "") <= 256
    assert limits.length(embed.description or "") <= 4096
    assert limits.length(embed.footer.text or "") <= 2048
    assert limits.length(embed.author.name or "") <= 256
    assert len(embed.fields) <= 25
    for field in embed.fields:
        assert 1 <= limits.length(field.name or "") <= 256
        assert 1 <= limits.length(field.value or "") <= 1024
    assert total(embed) <= 6000
    view = view_of(reply, 2**63 - 1)
    rows: dict[int | None, int] = {}
    seen = set()
    for item in view.children if view else ():
        button = getattr(item, "item", item)
        if isinstance(button, discord.ui.Select):
            assert_menu_fits(button)
            continue
        assert 1 <= limits.length(button.label) <= 80
        rows[button.row] = rows.get(button.row, 0) + 1
        if button.custom_id:
            assert limits.length(button.custom_id) <= 100
            assert button.custom_id not in seen
            seen.add(button.custom_id)
            assert BUTTON_ID.fullmatch(button.custom_id)
    assert all(count <= 5 for count in rows.values())


def assert_menu_fits(menu: discord.ui.Select[discord.ui.View]) -> None:
    assert 1 <= len(menu.options) <= 25
    assert len({option.value for option in menu.options}) == len(menu.options)
    for option in menu.options:
        assert 1 <= limits.length(option.label) <= 100
        assert 1 <= limits.length(option.value) <= 100
    assert limits.length(menu.custom_id) <= 100
    assert MENU_ID.fullmatch(menu.custom_id)


def article_of(title: str, text: str) -> Article:
    return Article(1, 1, 0, title or "x", text or "x", "https://news.example/a", "Wire", None, "en", None, NOW, "h")


def analysis_of(texts: list[str]) -> Analysis:
    sentences = tuple(Sentence(text, 0, len(text)) for text in texts)
    kinds = list(ActorKind)
    actors = tuple(
        Actor(text or "x", kinds[i % 3], (text,), (Role(text, 0),) * 3, (Mention(0, 0, 1),), (0,))
        for i, text in enumerate(texts * 40)
    )
    themes = tuple(Theme(text or "x", (text,) * 6) for text in texts)
    return Analysis(1, "en", sentences, tuple(range(len(sentences))), actors, themes, tuple(texts))


@pytest.mark.slow
@given(NASTY, st.lists(NASTY, min_size=1, max_size=6))
def test_every_page_of_any_article_fits(title: str, texts: list[str]) -> None:
    article, analysis = article_of(title, "\n\n".join(texts)), analysis_of(texts)
    starts = page_starts(article.text)
    actors = [
        ArticleActor(i, a.name, a.kind, 1, tuple(r.text for r in a.roles), False) for i, a in enumerate(analysis.actors)
    ]
    for page in (
        article_pages.summary_page(article, analysis, LONGEST),
        actors_page(article, actors[:25], len(actors), 0),
        article_pages.themes_page(article, analysis),
        article_pages.text_page(article, starts, 0),
        article_pages.text_page(article, starts, 10_000),
        post([AnalysedArticle(article, analysis)], "12345678-1z"),
        post([AnalysedArticle(replace(article, removed_at=NOW), analysis)], "12345678-1z"),
        post([AnalysedArticle(article, analysis)] * 25, "12345678-1z"),
        added_page(article, analysis),
    ):
        assert_fits(page)
    assert 1 <= len(thread_name([AnalysedArticle(article, analysis)])) <= 100


@pytest.mark.slow
@given(st.lists(NASTY, min_size=1, max_size=6), NASTY)
def test_every_list_and_profile_fits(texts: list[str], query: str) -> None:
    lines = [ArticleHeader(i, i, 0, text or "x", text, None, NOW) for i, text in enumerate(texts)]
    hits = [SearchHit(line, f"\x02{line.title}\x03") for line in lines]
    profile = ActorProfile(
        id=1,
        name=texts[0] or "x",
        kind=ActorKind.PERSON,
        other_names=tuple(texts),
        evidence=tuple(texts),
        count=1,
        mentions=1,
        articles=tuple(lines),
        roles=tuple(QuotedRole(text, lines[0]) for text in texts),
        sentences=tuple(QuotedSentence(text, lines[0], 1, 9) for text in texts),
        co_mentioned=tuple(ActorLine(1, text, ActorKind.PERSON, 1) for text in texts),
        asked=query,
    )
    stories = [ListedStory(line, tuple(lines), 99) for line in lines]
    assert_fits(
        article_lists.article_list(stories, len(lines), 600, 0, heading=query, kind=Action.THEME, subject=query)
    )
    assert_fits(article_lists.search_results(hits, 50, query, 1))
    assert_fits(profile_page(profile))
    assert_fits(top_actors([ActorLine(i, t or "x", ActorKind.PERSON, 1) for i, t in enumerate(texts)], ALL))
    assert_fits(notice(query))
    choices = tuple(Suggestion(text, number) for number, text in enumerate(texts))
    assert_fits(suggestions(NotFound(query, Suggestions(SuggestionKind.ACTOR, query, choices)), "!"))


@given(NASTY, st.integers(1, 3_000))
def test_cut_never_exceeds_its_limit_and_keeps_what_fits(text: str, limit: int) -> None:
    result = limits.cut(text, limit)
    assert limits.length(result) <= limit
    if limits.length(text) <= limit:
        assert result == text


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("It was sold to Penrose. Then it rained.", 25, "It was sold to Penrose…"),
        ("It was sold, then resold.", 14, "It was sold…"),
        ("What now? Nobody knows.", 12, "What now?…"),
        ("He said … and left.", 12, "He said…"),
        ("1\\. First of all", 6, "1…"),
        ("東京の地震。大阪の雨。", 7, "東京の地震…"),
    ],
)
def test_a_cut_text_has_no_stop_before_the_mark(text: str, limit: int, shown: str) -> None:
    assert limits.cut(text, limit) == shown


def test_an_overlong_run_of_combining_marks_is_split() -> None:
    cut = limits.cut
    assert cut("a" + "\u0301" * 300, 100) == "a" + "\u0301" * 98 + "…"
    assert cut("\u0301" * 300, 100) == "\u0301" * 99 + "…"
    family = "👩\u200d👩\u200d👧\u200d👦"
    assert cut(f"ab{family}", 9) == "ab…"


def test_an_embed_that_is_too_long_loses_its_last_fields_then_the_end_of_its_description() -> None:
    embed = discord.Embed(description="d" * 4_096)
    for name in "abc":
        embed.add_field(name=name, value="v" * 1_000)
    assert [field.name for field in limits.fit(embed).fields] == ["a"]
    embed = discord.Embed(title="t" * 256, description="d" * 4_096)
    embed.set_author(name="a" * 256)
    embed.set_footer(text="f" * 500)
    assert total(limits.fit(embed)) < 6_000
    assert limits.fit(embed).description == "d" * 4_096
