"""The order of the stories of a briefing, and which sentences tell them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.models.analysis import Sentence
from bot.models.articles import ArticleHeader
from bot.models.briefing import BriefedArticle, ReadArticle
from bot.stories.briefing import choose_quotations, in_order, main_names
from bot.stories.words import sentence_stems

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
AGROUND = "A ferry with 140 people aboard ran aground on a sandbank off Skelwick harbour on Friday night."
AGROUND_TOO = "The ferry Lady Isobel with 140 people ran aground on a sandbank near Skelwick harbour on Friday."
RESCUE = "Lifeboats from two islands took all of the passengers ashore within three hours, the coastguard said."
RESCUE_TOO = "All passengers were taken ashore by lifeboats from two islands, a coastguard spokeswoman said."
SEASON = "The summer timetable of the operator brought more tourists to the distillery than in any earlier season."
INQUIRY = "The transport minister has ordered an inquiry into the maintenance of the rudders of all island vessels."


def header(number: int, source: str | None = "The Paper", title: str = "A title") -> ArticleHeader:
    return ArticleHeader(number, number, 0, title, source, None, NOW - timedelta(hours=number))


def briefed(
    number: int, story: int | None = None, theme: str | None = None, source: str = "The Paper"
) -> BriefedArticle:
    return BriefedArticle(header(number, source), story, theme)


def article(number: int, *sentences: str, names: tuple[str, ...] = ()) -> ReadArticle:
    """An article whose ranking has its sentences in this order; none is its first."""
    numbers = tuple(range(1, len(sentences) + 1))
    return ReadArticle(
        header(number), tuple(Sentence(x, 9, 9 + len(x)) for x in sentences), numbers, len(sentences), names
    )


def order(*articles: BriefedArticle, interest: dict[int, float] | None = None) -> list[list[int]]:
    return [[one.article.id for one in story] for story in in_order(articles, interest)]


def told(*articles: ReadArticle, count: int = 2, **more: object) -> list[str]:
    return [one.text for one in choose_quotations(articles, count, **more)]  # type: ignore[arg-type]  # the keywords


def test_the_story_of_more_outlets_stands_first_and_each_article_once():
    newest, *others = briefed(1), briefed(2, 9), briefed(3, 9, source="The Post"), briefed(4, 9, source="The Times")
    assert order(newest, *others) == [[2, 3, 4], [1]]


def test_of_stories_that_weigh_the_same_the_newer_stands_first():
    assert order(briefed(1, 7), briefed(2), briefed(3, 8)) == [[1], [2], [3]]


def test_several_articles_of_one_outlet_weigh_like_one():
    assert order(briefed(1), briefed(2, 9, source="the post"), briefed(3, 9, source="The Post")) == [[1], [2, 3]]


def test_no_theme_crowds_out_the_others():
    sport = [briefed(number, theme="Sport") for number in range(1, 9)]
    shown = [story[0] for story in order(*sport, briefed(9, theme="Health"), briefed(10, theme="Trade"))]
    assert shown.index(9) < 5
    assert shown.index(10) < 6
    assert sorted(shown) == [*range(1, 11)]


def test_stories_without_a_theme_are_not_discounted():
    assert order(*(briefed(number) for number in range(1, 5))) == [[1], [2], [3], [4]]


def test_what_is_read_moves_up_among_equals():
    stories = [briefed(number) for number in range(1, 9)]
    assert order(*stories, interest={8: 0.9}).index([8]) == 4
    assert order(*stories, interest={8: 0.1}).index([8]) == 7
    assert order(*stories, interest=dict.fromkeys(range(1, 9), 0.9)) == order(*stories)


@pytest.mark.parametrize("outlets", [1, 2, 3, 10])
def test_what_is_read_never_passes_what_twice_as_many_outlets_tell(outlets: int):
    unread = [briefed(number, 7, source=str(number)) for number in range(2, 2 + 2 * outlets)]
    read = [briefed(number, 8, source=str(number)) for number in range(100, 100 + outlets)]
    found = order(*unread, *read, interest={one.article.id: 1.0 for one in read})
    assert found[0][0] == 2


def test_a_story_is_read_as_much_as_its_articles_are():
    story = [briefed(2, 9, source="The Paper"), briefed(3, 9, source="the paper")]
    assert order(briefed(1), *story, interest={3: 1.0}) == [[1], [2, 3]]
    assert order(briefed(1), *story, interest={2: 1.0, 3: 1.0}) == [[2, 3], [1]]


def test_a_theme_that_is_read_does_not_crowd_out_the_others():
    sport = [briefed(number, theme="Sport") for number in range(1, 9)]
    others = [briefed(9, theme="Health"), briefed(10, theme="Trade")]
    found = [story[0] for story in order(*sport, *others, interest=dict.fromkeys(range(1, 9), 1.0))]
    assert found.index(9) < 6
    assert found.index(10) < 7


def test_nothing_is_briefed_of_nothing():
    assert order() == []
    assert told() == []


def test_what_most_articles_tell_is_chosen_and_told_once():
    articles = article(1, SEASON, AGROUND), article(2, AGROUND_TOO, RESCUE), article(3, RESCUE_TOO, AGROUND)
    chosen = told(*articles)
    assert len({AGROUND, AGROUND_TOO} & set(chosen)) == 1
    assert len({RESCUE, RESCUE_TOO} & set(chosen)) == 1


def test_a_quotation_says_where_it_stands():
    (one,) = choose_quotations([article(4, INQUIRY, RESCUE)], 1)
    assert (one.text, one.article.number, one.number, one.total) == (INQUIRY, 4, 1, 2)


def test_of_one_article_the_best_sentences_of_its_ranking_are_chosen():
    assert told(article(1, RESCUE, AGROUND, SEASON)) == [RESCUE, AGROUND]


def test_sentences_of_one_article_stand_in_its_order():
    late_first = replace(article(1, RESCUE, AGROUND), numbers=(5, 2))
    assert told(late_first) == [AGROUND, RESCUE]


def test_a_sentence_that_needs_another_one_is_not_chosen():
    assert told(article(1, "But she added that they would not do this before the end of the week.", AGROUND)) == [
        AGROUND
    ]


def test_if_no_sentence_stands_alone_the_best_one_is_chosen():
    assert told(article(1, "Fire on the quay!", "Smoke!")) == ["Fire on the quay!"]


def test_the_headline_is_not_said_again():
    title = "Ferry with 140 people aboard runs aground on sandbank off Skelwick harbour on Friday night"
    assert told(article(1, AGROUND, RESCUE), headline=title) == [RESCUE]


def test_a_headline_that_the_other_sentences_do_not_tell_is_told_first_in_a_sentence_of_its_article():
    earlier = article(2, AGROUND, RESCUE), article(3, AGROUND_TOO, RESCUE_TOO)
    chosen = told(article(1, INQUIRY), *earlier, headline="Minister orders inquiry into rudders of island vessels")
    assert chosen[0] == INQUIRY
    assert len(chosen) == 2
    assert INQUIRY not in told(
        article(1, INQUIRY), *earlier, headline="Ferry aground near Skelwick, all passengers ashore"
    )


def test_what_stands_on_the_page_already_is_not_said_again():
    assert told(article(1, AGROUND, RESCUE), told=[sentence_stems(AGROUND_TOO)]) == [RESCUE]


def test_only_what_no_earlier_article_says_is_new():
    assert told(article(3, AGROUND, INQUIRY), known=[article(1, AGROUND_TOO, RESCUE)]) == [INQUIRY]
    assert told(article(3, AGROUND), known=[article(1, AGROUND_TOO)]) == []


def test_a_sentence_that_is_comfortable_to_read_is_preferred_to_a_very_long_one():
    rambling = f"{AGROUND[:-1]}, {RESCUE[:-1].lower()}, {SEASON[:-1].lower()}, and {INQUIRY[:-1].lower()} and so on."
    assert told(article(1, rambling, AGROUND), count=1) == [AGROUND]


def test_the_main_actors_are_those_of_most_articles_and_none_by_a_part_of_the_name_alone():
    articles = [
        article(1, names=("Morag Tulloch", "Northern Isles Ferries")),
        article(2, names=("Tulloch", "Morag Tulloch")),
        article(3, names=("Morag Tulloch", "Coastguard", "Elspeth Quarrie", "Dinesh Rao")),
    ]
    shown = "The Northern Isles ferry waits, the coastguard’s captain, Quarrie, told Tulloch."
    assert main_names(articles, shown) == ("Morag Tulloch", "Northern Isles Ferries", "Coastguard", "Elspeth Quarrie")
    assert main_names(articles) == ("Morag Tulloch",)
    assert main_names(articles[2:]) == ("Morag Tulloch", "Coastguard", "Elspeth Quarrie", "Dinesh Rao")


def test_a_part_of_a_name_counts_for_the_one_actor_whose_full_name_an_article_has():
    articles = [
        article(1, names=("Tulloch", "Morag", "Rao")),
        article(2, names=("Tulloch", "Ferries")),
        article(3, names=("Morag Tulloch", "Dinesh Rao")),
    ]
    assert main_names(articles, "The ferries wait.") == ("Morag Tulloch", "Dinesh Rao", "Ferries")
