"""The importance of words: features of sentences, and the expected ROUGE of a summary."""

import numpy as np
import pytest

from bot.models.analysis import Document
from bot.text.sentences import split_sentences
from bot.text.summaries.features import sentence_features
from bot.text.summaries.word_importance import IMPORTANCE_FEATURES, ExpectedRouge, importance_features

TEXT = "The harbour of Westhaven closes. The harbour cost millions. Fishermen protested in Westhaven."


def read(*documents: Document):
    sentences = [s for doc, d in enumerate(documents) for s in split_sentences(d.text, doc)]
    return sentence_features(documents, sentences)[2]


def test_a_summary_is_expected_to_gain_by_what_is_new_and_to_lose_by_length():
    words = read(Document("", TEXT))
    probabilities = np.array([0.8, 0.6, 0.1, 0.1, 0.1, 0.2, 0.1], np.float32)
    expected = ExpectedRouge(words, probabilities)
    wanted = 1.8 * probabilities.sum()
    assert expected.gains() == pytest.approx([200 * m / (n + wanted) for m, n in ((1.5, 5), (1.0, 4), (0.9, 4))])
    expected.add(0)
    # of the second sentence only "cost" and "millions" are new, of the third "fishermen" and "protested"
    before = 200 * 1.5 / (5 + wanted)
    assert expected.gains()[1:] == pytest.approx([200 * (1.5 + m) / (9 + wanted) - before for m in (0.2, 0.3)])


def test_a_sentence_is_described_by_the_probabilities_of_its_words():
    words = read(Document("", TEXT))
    probabilities = np.array([0.8, 0.6, 0.1, 0.1, 0.1, 0.2, 0.1], np.float32)
    columns = dict(zip(IMPORTANCE_FEATURES, importance_features(words, probabilities).T, strict=True))
    assert columns["importance_sum"] == pytest.approx([1.5, 1.0, 0.9])
    assert columns["importance_new"] == pytest.approx([1.5, 0.2, 0.3])
    assert columns["importance_max"] == pytest.approx([0.8, 0.8, 0.6])
    assert columns["importance_share"] == pytest.approx([0.75, 0.5, 0.45])


@pytest.mark.parametrize("text", ["The of and.", "東京だ。大阪だ。", "İİİ ẞ’s."])
def test_a_text_with_hardly_a_word_has_finite_features(text):
    words = read(Document("", text))
    probabilities = np.full(len(words.stems), 0.3, np.float32)
    assert np.isfinite(words.features).all()
    assert np.isfinite(importance_features(words, probabilities)).all()
    assert np.isfinite(ExpectedRouge(words, probabilities).gains()).all()
