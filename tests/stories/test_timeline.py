"""Which sentence of a story stands on a timeline."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.models.analysis import Sentence
from bot.models.articles import ArticleHeader
from bot.models.briefing import ReadArticle
from bot.stories.timeline import timeline_entry

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
AGROUND = "A ferry with 140 people aboard ran aground on a sandbank off Skelwick harbour on Friday night."
AGROUND_TOO = "The ferry Lady Isobel with 140 people ran aground on a sandbank near Skelwick harbour on Friday."
RESCUE = "Lifeboats from two islands took all of the passengers ashore within three hours, the coastguard said."


def header(number: int, title: str = "A title") -> ArticleHeader:
    return ArticleHeader(number, number, 0, title, "The Paper", None, NOW - timedelta(hours=number))


def article(number: int, sentence: str) -> ReadArticle:
    return ReadArticle(header(number), (Sentence(sentence, 0, len(sentence)),), (1,), 1)


def test_a_story_is_told_by_the_sentence_that_its_articles_share_with_the_others_oldest_first() -> None:
    entry = timeline_entry(
        [header(1), header(2), header(3)], [article(1, AGROUND), article(2, RESCUE), article(3, AGROUND_TOO)]
    )
    assert entry is not None
    assert entry.quotation.text in (AGROUND, AGROUND_TOO)
    assert [one.id for one in entry.others] == [one for one in (3, 2, 1) if one != entry.quotation.article.id]


def test_a_headline_stands_where_only_headlines_have_the_name() -> None:
    titled = ReadArticle(header(2, title="Ferry aground"), (), (), 0)
    entry = timeline_entry([header(1), header(2)], [titled])
    assert entry is not None
    assert (entry.quotation.text, entry.quotation.number) == ("Ferry aground", 0)
    told = timeline_entry([header(1), header(2)], [article(1, RESCUE), titled])
    assert told is not None
    assert told.quotation.text == RESCUE


def test_a_story_that_names_somebody_in_passing_has_no_entry() -> None:
    assert timeline_entry([header(1)], []) is None
