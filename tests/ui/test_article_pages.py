"""The views of an article that has nothing to show."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ui.test_limits import analysis_of, article_of

from bot.models.analysis import Actor, ActorKind
from bot.ui.actor_lists import actors_page
from bot.ui.article_pages import summary_page, themes_page

ARTICLE = article_of("Title", "Text.")
EMPTY = analysis_of([])


def test_an_article_page_without_content_says_so() -> None:
    assert actors_page(ARTICLE, [], 0, 0).embed.description == "This article names nobody."
    assert themes_page(ARTICLE, EMPTY).embed.description == "No theme stands out clearly."
    said = "There is nothing to summarize: this text has no sentences."
    assert summary_page(ARTICLE, EMPTY, 4).embed.description == said


@pytest.mark.parametrize(
    ("language", "named"), [("nl", "Dutch"), ("xx", "another language"), ("und", "a language that I do not recognise")]
)
def test_an_article_in_another_language_says_why_there_is_nothing(language: str, named: str) -> None:
    said = f"only found in English articles; this one seems to be in {named}."
    assert said in (themes_page(ARTICLE, replace(EMPTY, language=language)).embed.description or "")
    foreign = actors_page(replace(ARTICLE, language=language), [], 0, 0)
    assert said in (foreign.embed.description or "")


def test_the_themes_of_an_article_come_with_its_telling_phrases() -> None:
    text = "The senate passed a same-sex marriage bill. Same-sex marriage is legal, and same-sex marriage stays legal."
    article = article_of("Bill passes", text)
    page = themes_page(article, replace(EMPTY, phrases=("huge progress", "same-sex marriage")))
    assert [(field.name, field.value) for field in page.embed.fields] == [("Key phrases", "same-sex marriage")]


def test_buttons_from_before_lengths_were_in_words_still_ask_for_as_many_sentences_of_news() -> None:
    sentences = [f"Sentence {n} has the twenty-two words that{' usual' * 13} news has." for n in range(20)]
    analysis = analysis_of(sentences)
    for count in (2, 4, 6, 8, 16):
        assert (summary_page(ARTICLE, analysis, count).embed.description or "").count("•") == count


def test_who_names_the_main_actors_only() -> None:
    actors = (
        Actor("Ann Lee", ActorKind.PERSON, (), (), ()),
        Actor("Reuters", ActorKind.ORGANISATION, (), (), (), is_main=False),
        Actor("Boeing", ActorKind.ORGANISATION, (), (), ()),
    )
    (who,) = summary_page(ARTICLE, replace(EMPTY, actors=actors), 4).embed.fields
    assert (who.name, who.value) == ("Who", "**Ann Lee**\nBoeing")


def test_without_main_actors_there_is_no_line_of_them() -> None:
    reporter = Actor("Kate Holm", ActorKind.PERSON, (), (), (), is_main=False)
    assert not summary_page(ARTICLE, replace(EMPTY, actors=(reporter,)), 4).embed.fields
