"""What a sentence is expected to add to a summary."""

import numpy as np
import pytest

from bot.models.analysis import Document
from bot.text.sentences import split_sentences
from bot.text.summaries.expected_rouge import ExpectedRouge
from bot.text.summaries.features import story_features

TEXT = "The harbour of Westhaven closes at last. The harbour of Westhaven cost millions. Rain fell on Oslo and Bergen."


def expecting(probability):
    bigrams = story_features([Document("", TEXT)], split_sentences(TEXT)).bigrams
    return ExpectedRouge(bigrams, np.array([probability(pair) for pair in bigrams.pairs], np.float32))


def test_a_sentence_is_worth_its_probable_pairs_for_its_length():
    expected = expecting(lambda pair: 0.5 * ("harbou" in pair))  # two pairs have it
    wanted = 3 * 1.0
    assert expected.gains() == pytest.approx([200 * 1 / (n + wanted) * 20 / n for n in (6, 5)] + [0])


def test_what_a_summary_holds_already_adds_nothing_but_length():
    expected = expecting(lambda pair: 0.5 * ("harbou" in pair))
    expected.add(0)
    assert (expected.gains()[[0, 1, 2]] < 0).all()
    other = expecting(lambda pair: 0.5)
    before = other.gains()
    other.add(0)
    assert other.gains()[1] < before[1]
    assert other.gains()[2] > 0


def test_a_text_without_pairs_promises_nothing():
    bigrams = story_features([Document("", "Harbour.")], split_sentences("Harbour.")).bigrams
    assert ExpectedRouge(bigrams, np.zeros(0, np.float32)).gains().tolist() == [0]
