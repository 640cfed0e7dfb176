"""The importance of words: the features that it gives to sentences."""

import numpy as np
import pytest

from bot.models.analysis import Document
from bot.text.sentences import split_sentences
from bot.text.summaries.features import story_features
from bot.text.summaries.word_importance import IMPORTANCE_FEATURES, importance_features

TEXT = "The harbour of Westhaven closes. The harbour cost millions. Fishermen protested in Westhaven."


def read(*documents: Document):
    sentences = [s for doc, d in enumerate(documents) for s in split_sentences(d.text, doc)]
    return story_features(documents, sentences).vocabulary


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
