"""Whatever an article holds, a reply stays within Discord's limits and nothing in it can act."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import discord
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NotFound
from bot.models.actors import ArticleActor
from bot.models.analysed_article import AnalysedArticle
from bot.models.analysis import Actor, ActorKind, Analysis, Mention, Role, Sentence, Theme
from bot.models.articles import Article, ArticleHeader, SearchHit
from bot.services.actors.profiles import ActorLine, ActorProfile, QuotedRole, QuotedSentence
from bot.services.periods import ALL
from bot.text.paging import page_starts
from bot.ui import article_lists, article_pages, limits
from bot.ui.actor_lists import actors_page, top_actors
from bot.ui.actor_pages import profile_page
from bot.ui.back_buttons import back_to, onward
from bot.ui.button_ids import DECISIONS, MENUS, OURS, Ask, Question, decode, encode
from bot.ui.markup import plain
from bot.ui.notices import notice, offer
from bot.ui.plain_text import embed_text
from bot.ui.posts import post, thread_name
from bot.ui.reply import Reply, view_of

NOW = datetime(2026, 11, 24, tzinfo=UTC)
NASTY = st.one_of(
    st.text(max_size=400),
    st.text(alphabet="*_~`|[]()<>@#\\-+> \n\u200b\u202e\u200d😀👩🏽‍🚀مرحبا", max_size=400),
    st.sampled_from(
        [
            "@everyone <@123456789012345678> <@&123> <#5> <t:0:R>",
            "[innocent](https://evil.example) <https://evil.example> https://evil.example",
            "# Heading\n> quote\n- list\n1. list\n-# small\n```code``` ||spoiler||",
            "A" * 20_000,
            "👩🏽‍🚀" * 3_000,
            "e\u0301" * 5_000,
            "\\" * 5_000,
            "*" * 5_000,
            "word " * 4_000,
        ]
    ),
)


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
            assert OURS.fullmatch(button.custom_id)
    assert all(count <= 5 for count in rows.values())


def assert_menu_fits(menu: discord.ui.Select[discord.ui.View]) -> None:
    assert 1 <= len(menu.options) <= 25
    assert len({option.value for option in menu.options}) == len(menu.options)
    for option in menu.options:
        assert 1 <= limits.length(option.label) <= 100
        assert 1 <= limits.length(option.value) <= 100
    assert limits.length(menu.custom_id) <= 100
    assert MENUS.fullmatch(menu.custom_id)


def article_of(title: str, text: str) -> Article:
    return Article(
        1, 1, 0, title or "x", text or "x", "https://news.example/a", "Wire", None, "en", None, NOW, None, "h"
    )


def analysis_of(texts: list[str]) -> Analysis:
    sentences = tuple(Sentence(text, 0, len(text)) for text in texts)
    kinds = list(ActorKind)
    actors = tuple(
        Actor(text or "x", kinds[i % 3], (text,), (Role(text, 0),) * 3, (Mention(0, 0, 1),), (0,))
        for i, text in enumerate(texts * 40)
    )
    themes = tuple(Theme(text or "x", (text,) * 6) for text in texts)
    return Analysis(1, "en", sentences, tuple(range(len(sentences))), actors, themes, tuple(texts))


@given(NASTY, st.lists(NASTY, min_size=1, max_size=6))
def test_every_page_of_any_article_fits(title: str, texts: list[str]) -> None:
    article, analysis = article_of(title, "\n\n".join(texts)), analysis_of(texts)
    starts = page_starts(article.text)
    actors = [
        ArticleActor(i, a.name, a.kind, 1, tuple(r.text for r in a.roles), False) for i, a in enumerate(analysis.actors)
    ]
    for page in (
        article_pages.summary_page(article, analysis, 16),
        actors_page(article, actors[:25], len(actors), 0),
        article_pages.themes_page(article, analysis),
        article_pages.text_page(article, starts, 0),
        article_pages.text_page(article, starts, 10_000),
        post([AnalysedArticle(article, analysis)], "12345678-1z"),
        post([AnalysedArticle(replace(article, removed_at=NOW), analysis)], "12345678-1z"),
        post([AnalysedArticle(article, analysis)] * 25, "12345678-1z"),
        article_pages.added_page(article, analysis),
    ):
        assert_fits(page)
    assert 1 <= len(thread_name([AnalysedArticle(article, analysis)])) <= 100


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
        sentences=tuple(QuotedSentence(text, lines[0]) for text in texts),
        co_mentioned=tuple(ActorLine(1, text, ActorKind.PERSON, 1) for text in texts),
        asked=query,
    )
    assert_fits(article_lists.article_list(lines, len(lines), 0, heading=query, ask=Ask.THEME, subject=query))
    assert_fits(article_lists.search_results(hits, 50, query, 1))
    assert_fits(profile_page(profile))
    assert_fits(top_actors([ActorLine(i, t or "x", ActorKind.PERSON, 1) for i, t in enumerate(texts)], ALL))
    assert_fits(notice(query))
    assert_fits(offer(NotFound(query, tuple(texts), actors=tuple(range(len(texts))), typed=query)))


@given(NASTY, st.integers(1, 3_000))
def test_cut_never_exceeds_its_limit_and_keeps_what_fits(text: str, limit: int) -> None:
    result = limits.cut(text, limit)
    assert limits.length(result) <= limit
    if limits.length(text) <= limit:
        assert result == text


ESCAPED = re.compile(r"\\.")


@given(NASTY)
def test_plain_text_can_do_nothing(text: str) -> None:
    safe = plain(text)
    bare = ESCAPED.sub("x", safe)
    assert not set("*_~`|[]<>") & set(bare)
    assert not re.search(r"(?im)https?:|@everyone|@here|^\s*(#|>|-|\+)", bare)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", safe)


@given(
    st.sampled_from([ask for ask in Ask if ask is not Ask.GONE]),
    st.text(max_size=200),
    st.integers(0, 99_999),
    st.integers(0, 2**63),
)
def test_a_question_survives_its_button(ask: Ask, subject: str, page: int, asker: int) -> None:
    custom_id = encode(Question(ask, subject, page), asker)
    assert OURS.fullmatch(custom_id)
    assert not MENUS.fullmatch(custom_id)
    menu_id = encode(Question(ask, subject, page), asker, menu=True)
    assert MENUS.fullmatch(menu_id)
    assert not OURS.fullmatch(menu_id)
    assert decode(menu_id) == decode(custom_id)
    question, who = decode(custom_id)
    assert (question.ask, question.page, who) == (ask, page, asker)
    assert subject.startswith(question.subject)
    assert len(subject) > 60 or question.subject == subject


QUESTIONS = st.builds(
    Question,
    st.sampled_from([ask for ask in Ask if ask is not Ask.GONE and ask not in DECISIONS]),
    st.one_of(st.integers(1, 10**7).map(str), st.text(max_size=60), st.text(alphabet="%:<.&20", max_size=20)),
    st.integers(0, 9_999),
)


@given(QUESTIONS, st.lists(QUESTIONS, max_size=6), st.integers(1, 2**63), st.booleans())
def test_a_way_back_survives_its_button_as_far_as_there_is_room_and_its_beginning_longest(
    question: Question, behind: list[Question], asker: int, menu: bool
) -> None:
    custom_id = encode(replace(question, behind=tuple(behind)), asker, menu=menu)
    assert limits.length(custom_id) <= 100
    kept, who = decode(custom_id)
    assert (kept.ask, kept.page, who) == (question.ask, question.page, asker)
    assert kept == replace(decode(encode(question, asker, menu=menu))[0], behind=kept.behind)
    left = list(behind)
    while left and left != list(kept.behind):
        left.pop(max(0, len(left) - 2))
    assert left == list(kept.behind)
    assert not behind or decode(encode(replace(question, behind=(behind[-1],)), asker))[0].behind == kept.behind[-1:]


def test_four_steps_over_numbers_fit_with_a_long_search_behind_them() -> None:
    steps = (Question(Ask.WHO, "12345"), Question(Ask.ACTORS, "12345", 1), Question(Ask.SEARCH, "w" * 30))
    assert decode(encode(Question(Ask.SUMMARY, "12345", 16, steps), 2**63))[0].behind == steps


@given(st.lists(QUESTIONS, min_size=1, max_size=30))
def test_however_long_somebody_goes_round_each_place_is_on_the_way_back_once(walk: list[Question]) -> None:
    at = walk[0]
    for question in walk[1:]:
        before, at = at, onward(at, question)
        assert replace(at, behind=()) == question
        places = [(q.ask, q.subject) for q in at.behind]
        assert len(set(places)) == len(places)
        assert (at.ask, at.subject) not in places[:-1]
        back = back_to(at)
        assert back is None or back.behind == at.behind[1:]
        assert back is None or onward(before, question).behind == at.behind


def test_a_heading_that_leads_to_a_list_stands_above_it_in_plain_text() -> None:
    embed = discord.Embed(description="No article has it.")
    embed.add_field(name="Did you mean …", value="• Trade\n• Health")
    embed.add_field(name="Version", value="1.0")
    assert embed_text(embed) == "No article has it.\n\n**Did you mean …**\n• Trade\n• Health\n\n**Version:** 1.0"


def test_a_run_of_marks_that_is_longer_than_any_sign_is_cut_within() -> None:
    cut = limits.cut
    assert cut("a" + "\u0301" * 300, 100) == "a" + "\u0301" * 98 + "…"
    assert cut("\u0301" * 300, 100) == "\u0301" * 99 + "…"
    family = "👩\u200d👩\u200d👧\u200d👦"
    assert cut(f"ab{family}", 9) == "ab…"
