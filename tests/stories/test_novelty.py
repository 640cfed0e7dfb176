"""What is new in an article beside the earlier ones of its story."""

from __future__ import annotations

import re

import pytest
from story_reports import BUDGET, FERRY, FERRY_ELSEWHERE, FERRY_REVISED, STRIKE

from bot.stories.novelty import MAX_SENTENCES, ToldArticle, what_is_new


def told(report: tuple[str, str], *names: str) -> ToldArticle:
    return ToldArticle(report[0], re.findall(r"[^.]+\.", report[1]), names)


def and_then(*sentences: str, title: str = FERRY[0]) -> tuple[str, str]:
    return title, " ".join((*sentences, FERRY[1]))


KNOWN = [told(FERRY, "Morag Tulloch")]


@pytest.mark.parametrize("report", [FERRY, FERRY_REVISED, and_then("The harbour stays open.")])
def test_a_copy_has_nothing_new(report: tuple[str, str]) -> None:
    assert what_is_new(told(report), KNOWN) is None


NEWS = (
    "Two engineers were treated for burns on Sunday, 31 hours after the accident.",
    "The fire chief Ewan Baird blamed a leaking pipe.",
    "Inspectors found a crack of 9 metres along the keel.",
    "The minister promised an inquiry into the age of the fleet.",
    "Fishermen had warned of the sandbank for years.",
)
PLAIN = (
    "Fishermen tell of an old wreck.",
    "Divers once found cannons.",
    "The museum shows a bell.",
    "Nobody knows the name of that vessel.",
    "Her crew is buried in the churchyard.",
)


def test_new_figures_and_names_count_with_several_new_sentences() -> None:
    later = told(and_then(*NEWS), "Ewan Baird", "Morag Tulloch")
    assert what_is_new(later, KNOWN) == "“31 hours”, “9 metres”, Ewan Baird and 5 of its 8 sentences"
    assert what_is_new(told(and_then(*NEWS[:4]), "Ewan Baird"), KNOWN) is None
    assert what_is_new(later, [*KNOWN, later]) is None


def test_a_new_figure_in_the_title_counts_with_any_new_sentence() -> None:
    title = "Ferry off Skelwick: 31 hurt"
    assert what_is_new(told(and_then(NEWS[0], title=title)), KNOWN) == "“31 hurt” and 1 of its 4 sentences"
    assert what_is_new(told(and_then(title=title)), KNOWN) is None
    assert what_is_new(told(and_then(NEWS[0], title="Ferry off Skelwick: 140 safe")), KNOWN) is None
    assert what_is_new(told(and_then(NEWS[0], title="Ferry accidents of 2026")), KNOWN) is None


@pytest.mark.parametrize(
    ("title", "news"),
    [
        ("Ferry off Skelwick: two dead", "“two dead” and 1 of its 4 sentences"),
        ("Twelve hurt on the Skelwick ferry", "“Twelve hurt” and 1 of its 4 sentences"),
        ("Ferry off Skelwick leaks: the two of them", "“two” and 1 of its 4 sentences"),
        ("One dead on the Skelwick ferry", None),
        ("Ferry off Skelwick: twofold trouble", None),
    ],
)
def test_a_number_in_words_in_the_title_counts_as_a_figure(title: str, news: str | None) -> None:
    later = told(and_then("A passenger died in hospital.", title=title))
    assert what_is_new(later, KNOWN) == news


def test_a_number_is_the_same_in_words_and_in_digits() -> None:
    first, later = (told(and_then("A cook was hurt.", title=f"Ferry: {n} hurt")) for n in ("two", "2"))
    more = told(and_then("A nurse flew in.", title="Ferry: 2 hurt"))
    assert what_is_new(later, KNOWN) is not None
    assert what_is_new(more, [*KNOWN, first]) is None


def test_figures_and_names_further_down_do_not_count() -> None:
    text = " ".join((*KNOWN[0].sentences, *PLAIN, "She was built in 31 weeks.", "Ewan Baird was there."))
    assert what_is_new(told((FERRY[0], text), "Ewan Baird"), KNOWN) is None


def test_an_article_with_hardly_a_known_sentence_is_new_without_figures_and_names() -> None:
    assert what_is_new(told(("More on the ferry", " ".join(PLAIN))), KNOWN) == "any of its sentences"
    more = told(("More on the ferry", " ".join((*PLAIN, "Nobody was hurt, the coastguard said."))))
    assert what_is_new(more, KNOWN) == "5 of its 6 sentences"
    assert what_is_new(told((FERRY[0], " ".join((*PLAIN, FERRY[1])))), KNOWN) is None


def test_what_any_of_the_earlier_articles_has_is_not_new() -> None:
    assert what_is_new(told(STRIKE), [*KNOWN, told(STRIKE), told(FERRY_ELSEWHERE)]) is None


def test_an_article_without_sentences_has_nothing_new() -> None:
    assert what_is_new(ToldArticle("A title with 99", ()), KNOWN) is None
    assert what_is_new(told(BUDGET), []) is None
    assert what_is_new(told(FERRY), []) == "“140” and any of its sentences"


def test_of_a_long_article_the_beginning_is_compared() -> None:
    long = ToldArticle(FERRY[0], [*KNOWN[0].sentences * 20, *(f"Number {n} of the fleet." for n in range(99))])
    assert len(long.sentences) > MAX_SENTENCES
    assert what_is_new(long, KNOWN) is None
