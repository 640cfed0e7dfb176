"""One summary of all articles of a story: nothing twice, each sentence as it stands in its article."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from story_reports import BUDGET, FERRY, FERRY_ELSEWHERE, FERRY_REVISED

from bot.models.analysis import Document, Sentence
from bot.models.stories import StoryRequest
from bot.stories.ranking import rank_story
from bot.text.sentences import split_sentences


def request(*reports: tuple[str, str], language: str = "en") -> StoryRequest:
    documents = tuple(Document(*report) for report in reports)
    sentences = tuple(s for doc, document in enumerate(documents) for s in split_sentences(document.text, doc))
    return StoryRequest(documents, sentences, language)


def chosen(asked: StoryRequest) -> list[Sentence]:
    return [asked.sentences[index] for index in rank_story(asked)]


def test_each_article_has_its_part_and_nothing_is_said_twice() -> None:
    asked = request(
        FERRY,
        FERRY_ELSEWHERE,
        ("Owner of ferry pays", "The owner of the Lady Isobel will pay each passenger 90 pounds."),
    )
    found = chosen(asked)
    assert 2 in {sentence.doc for sentence in found}
    hurt = [sentence for sentence in found if "hurt" in sentence.text]
    assert len(hurt) == 1
    assert len({sentence.text for sentence in found}) == len(found) < len(asked.sentences)


def test_a_summary_stays_short_rather_than_repeat_what_another_article_tells_in_words_of_its_own() -> None:
    one = (
        "Harbour director dismissed",
        "The harbour board dismissed its director, Ann Vessa, after auditors found forged invoices. "
        "Dredging of the eastern basin will be delayed until the spring.",
    )
    other = (
        "Vessa loses her post",
        "Fishermen have waited four years for a new ice plant. "
        "Auditors say invoices with the signature of Vessa were not genuine, and she has lost her post.",
    )
    found = chosen(request(one, other))
    assert len(found) == 3
    assert len([sentence for sentence in found if "invoices" in sentence.text]) == 1


def test_of_near_copies_the_latest_is_read_unless_it_was_cut() -> None:
    found = chosen(request(FERRY, FERRY_REVISED))
    assert {sentence.doc for sentence in found} == {1}
    assert any("refunds" in sentence.text for sentence in found)
    assert {sentence.doc for sentence in chosen(request(FERRY, FERRY))} == {1}
    cut = (FERRY[0], ". ".join(FERRY[1].split(". ")[:2]) + ".")
    assert {sentence.doc for sentence in chosen(request(FERRY, cut))} == {0}
    counted_again = (FERRY[0], FERRY[1].replace("140", "152"))
    assert any("152" in sentence.text for sentence in chosen(request(FERRY, counted_again)))


def test_a_sentence_that_needs_the_one_before_is_left_out_with_it() -> None:
    again = FERRY[1].split(". ")[0] + "."
    other = ("Another paper", f"{again} She had sailed from Aberdeen with cars and sheep below deck.")
    found = chosen(request(FERRY, other))
    assert all(not sentence.text.startswith("She had sailed") for sentence in found)


@pytest.mark.parametrize(
    "reports",
    [
        [("", "One."), ("", "One.")],
        [("", "…"), ("", "")],
        [("", ""), ("", "")],
        [("a", "Advertisement\n\nClick here to subscribe."), ("b", "Share this.\n\nAdvertisement")],
        [
            ("港", "市長は船が来たと語った。港は月曜日に再開した。"),
            ("港", "市長は辞任を否定した。議会は木曜日に開かれる。"),
        ],
    ],
)
def test_any_texts_are_ranked(reports: list[tuple[str, str]]) -> None:
    for language in ("en", "ja", "und"):
        asked = request(*reports, language=language)
        order = rank_story(asked)
        assert len(set(order)) == len(order)
        assert bool(order) is bool(asked.sentences)


def test_the_order_is_the_same_each_time_and_of_different_stories_all_is_told() -> None:
    asked = request(FERRY, BUDGET)
    order = rank_story(asked)
    assert order == rank_story(asked)
    assert {asked.sentences[index].doc for index in order} == {0, 1}
    texts = [set(re.findall(r"\w+", asked.sentences[index].text.lower())) for index in order]
    assert all(one != two for one, two in combinations(texts, 2))
