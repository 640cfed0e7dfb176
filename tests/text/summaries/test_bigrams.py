"""The pairs of neighbouring words of a story, and what is counted of each."""

import numpy as np
import pytest

from bot.models.analysis import Document
from bot.text.sentences import split_sentences
from bot.text.summaries.bigrams import BIGRAM_FEATURES, bigram_features, bigrams_of
from bot.text.summaries.features import story_features

TEXT = "The harbour of Westhaven closes. The harbour cost millions. Fishermen protested in Westhaven."


def described(*documents: Document):
    """The pairs and their features by name; each word is as probable as it is long."""
    sentences = [s for doc, d in enumerate(documents) for s in split_sentences(d.text, doc)]
    story = story_features(documents, sentences)
    probabilities = np.array([len(stem) / 10 for stem in story.vocabulary.stems], np.float32)
    table = bigram_features(story.bigrams, story.titles, story.vocabulary, probabilities)
    assert np.isfinite(table).all()
    assert table.shape == (len(story.bigrams.pairs), len(BIGRAM_FEATURES))
    return story.bigrams, {
        pair: dict(zip(BIGRAM_FEATURES, row, strict=True))
        for pair, row in zip(story.bigrams.pairs, table.tolist(), strict=True)
    }


def test_pairs_of_two_stop_words_are_left_out():
    assert bigrams_of("the harbours of the town".split()) == [("the", "harbou"), ("harbou", "of"), ("the", "town")]


def test_pairs_are_counted_with_their_positions():
    bigrams, pairs = described(Document("The harbour closes", TEXT))
    assert bigrams.lengths.tolist() == [4, 3, 3]
    assert len(pairs) == 9
    harbour, cost = pairs["the", "harbou"], pairs["harbou", "cost"]
    assert (harbour["count"], harbour["sentences"], harbour["first_sentence_position"]) == (2, 2, 0)
    assert (cost["count"], cost["first_sentence_position"], cost["position_in_sentence"]) == (
        1,
        1,
        pytest.approx(1 / 3),
    )
    assert (harbour["share_of_first"], cost["share_of_first"]) == (1, 0.5)
    assert (harbour["in_a_title"], cost["in_a_title"]) == (1, 0)
    assert pairs["of", "westha"]["second_capitalised"] == 1


def test_a_pair_has_the_importance_of_its_words_and_a_stop_word_has_none():
    _, pairs = described(Document("", TEXT))
    assert pairs["harbou", "cost"]["importance_product"] == pytest.approx(0.6 * 0.4)
    assert pairs["the", "harbou"]["first_importance"] == -1
    assert pairs["the", "harbou"]["first_is_stop_word"]
    assert not pairs["the", "harbou"]["second_is_stop_word"]


def test_a_pair_of_two_documents_has_its_first_position_in_either():
    _, pairs = described(Document("", "It rained in Oslo. The harbour closed."), Document("", "The harbour closed."))
    closed = pairs["harbou", "closed"]
    assert (closed["documents"], closed["document_share"], closed["first_sentence_position"]) == (2, 1, 0)
    assert pairs["in", "oslo"]["document_share"] == 0.5


@pytest.mark.parametrize("text", ["The of and.", "Harbour.", "東京だ。大阪だ。", "İİİ ẞ’s."])
def test_a_text_with_hardly_a_pair_has_finite_features(text):
    described(Document("", text))
