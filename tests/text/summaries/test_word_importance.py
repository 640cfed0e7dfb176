"""What is known of the words of a story, what a summary covers, and the trees that read such tables."""

import numpy as np
import pytest

from bot.models.analysis import Document
from bot.text.boosted_trees import BoostedTrees
from bot.text.sentences import split_sentences
from bot.text.summaries.features import sentence_features
from bot.text.summaries.vocabulary import WORD_FEATURES
from bot.text.summaries.word_importance import IMPORTANCE_FEATURES, ExpectedRouge, importance_features

TEXT = "The harbour of Westhaven closes. The harbour cost millions. Fishermen protested in Westhaven."


def read(*documents: Document):
    sentences = [s for doc, d in enumerate(documents) for s in split_sentences(d.text, doc)]
    return sentence_features(documents, sentences)[2]


def of_word(vocabulary, stem, feature):
    return vocabulary.features[vocabulary.stems.index(stem), WORD_FEATURES.index(feature)]


def test_words_are_counted_where_they_stand():
    words = read(Document("Westhaven loses its harbour", TEXT))
    assert words.stems == ("harbou", "westha", "close", "cost", "millio", "fisher", "protes")
    assert of_word(words, "harbou", "count") == 2
    assert of_word(words, "westha", "capitalised_share_inside") == 1
    assert of_word(words, "harbou", "capitalised_share_inside") == 0
    assert of_word(words, "fisher", "capitalised_share_inside") == -1, (
        "at the start of a sentence a capital says nothing"
    )
    assert of_word(words, "westha", "in_own_title")
    assert not of_word(words, "cost", "in_own_title")
    assert words.lengths.tolist() == [5, 4, 4]
    assert [words.stems[w] for w in words.word[words.sentence == 1]] == ["harbou", "cost", "millio"]


def test_a_word_of_two_documents_is_first_where_it_stands_first_in_any():
    words = read(Document("", "It rained in Oslo. The harbour closed."), Document("Harbour", "The harbour closed."))
    assert of_word(words, "harbou", "documents") == 2
    assert of_word(words, "harbou", "first_sentence_position") == 0
    assert of_word(words, "oslo", "document_share") == 0.5
    assert of_word(words, "harbou", "in_own_title")


def test_what_is_known_beforehand_of_a_word_is_its_last_column():
    words = read(Document("", TEXT))
    assert words.with_prior({"cost": 0.5})[:, -1].tolist() == [0, 0, 0, 0.5, 0, 0, 0]
    assert not words.features[:, -1].any()


def test_a_summary_is_expected_to_gain_by_what_is_new_and_to_lose_by_length():
    words = read(Document("", TEXT))
    probabilities = np.array([0.8, 0.6, 0.1, 0.1, 0.1, 0.2, 0.1], np.float32)
    coverage = ExpectedRouge(words, probabilities)
    wanted = 1.8 * probabilities.sum()
    assert coverage.gains() == pytest.approx([200 * m / (n + wanted) for m, n in ((1.5, 5), (1.0, 4), (0.9, 4))])
    coverage.add(0)
    # of the second sentence only "cost" and "millions" are new, of the third "fishermen" and "protested"
    before = 200 * 1.5 / (5 + wanted)
    assert coverage.gains()[1:] == pytest.approx([200 * (1.5 + m) / (9 + wanted) - before for m in (0.2, 0.3)])


def test_the_probabilities_of_its_words_describe_a_sentence():
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


def test_trees_send_each_row_to_its_leaf_and_add_up():
    stump = {"feature": [1], "threshold": [2.0], "left": [-1], "right": [-2], "leaf": [1.0, 10.0]}
    deep = {"feature": [0, 1], "threshold": [0.0, 5.0], "left": [-1, -2], "right": [1, -3], "leaf": [0.1, 0.2, 0.3]}
    trees = BoostedTrees.from_json([stump, deep], depth=3)
    rows = np.array([[0, 2], [1, 2], [1, 6]], np.float32)
    assert trees.predict(rows) == pytest.approx([1.1, 1.2, 10.3])
    assert trees.predict(np.repeat(rows, 300, axis=0))[::300] == pytest.approx([1.1, 1.2, 10.3])
    assert trees.predict(rows[:0]).shape == (0,)
