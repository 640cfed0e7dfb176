"""What readers prefer as the next sentence: facts rather than quotations, whole sentences, and things told before."""

import numpy as np
import pytest

from bot.text.sentences import split_sentences
from bot.text.summaries.preferences import Preferences

FACT = "The harbour was closed for repairs by the city on Monday."


def bonuses(text: str, *selected: int, title: str = "") -> np.ndarray:
    preferences = Preferences(split_sentences(text), [title])
    for index in selected:
        preferences.add(index)
    return preferences.bonuses


@pytest.mark.parametrize(
    "quotation",
    [
        '"We closed it for the repairs that it needed," the mayor said.',
        "“We closed it for the repairs that it needed,” the mayor said.",
        "The mayor said: “We closed it for the repairs that it needed.”",
    ],
)
def test_a_fact_is_preferred_to_a_quotation_of_the_same_length(quotation):
    fact, quoted = bonuses(f"{FACT} {quotation}")
    assert fact > quoted


def test_a_sentence_that_quotes_a_word_is_no_quotation():
    plain, quoting = bonuses(f"{FACT} The harbour was “closed” for repairs by the town on Friday.")
    assert plain == quoting


def test_a_long_sentence_is_preferred_to_a_short_one():
    long, short = bonuses(f"{FACT} The mayor came too.")
    assert long > short


@pytest.mark.parametrize("known", ["The bridge", "Those old bridges", "This new bridge"])
def test_what_a_sentence_takes_as_known_is_better_told_before(known):
    text = f"Rain fell on Monday. The city will build a new bridge. {known} will cost money."
    alone, told = bonuses(text)[2], bonuses(text, 1)[2]
    assert alone < told == bonuses(text, title="Bridge to be built")[2]


def test_what_was_never_brought_up_may_be_taken_as_known():
    text = "Rain fell on Monday. The government will meet."
    assert bonuses(text)[1] == bonuses("Rain fell on Monday. A government will meet.")[1]


def test_in_several_documents_nothing_is_preferred():
    sentences = [s for doc in (0, 1) for s in split_sentences(f"{FACT} Some 12 ships waited.", doc)]
    assert not Preferences(sentences, [""]).bonuses.any()
