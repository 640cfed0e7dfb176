"""The vocabulary of a story: what is counted of each of its words."""

from bot.models.analysis import Document
from bot.text.sentences import split_sentences
from bot.text.summaries.features import story_features
from bot.text.summaries.vocabulary import WORD_FEATURES

TEXT = "The harbour of Westhaven closes. The harbour cost millions. Fishermen protested in Westhaven."


def vocabulary(*documents: Document):
    sentences = [s for doc, d in enumerate(documents) for s in split_sentences(d.text, doc)]
    return story_features(documents, sentences).vocabulary


def of_word(words, stem, feature):
    return words.features[words.stems.index(stem), WORD_FEATURES.index(feature)]


def test_words_are_counted_with_their_positions():
    words = vocabulary(Document("Westhaven loses its harbour", TEXT))
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


def test_a_word_of_two_documents_has_its_first_position_in_either():
    words = vocabulary(
        Document("", "It rained in Oslo. The harbour closed."), Document("Harbour", "The harbour closed.")
    )
    assert of_word(words, "harbou", "documents") == 2
    assert of_word(words, "harbou", "first_sentence_position") == 0
    assert of_word(words, "oslo", "document_share") == 0.5
    assert of_word(words, "harbou", "in_own_title")


def test_the_prior_of_a_word_is_its_last_column():
    words = vocabulary(Document("", TEXT))
    assert words.with_prior({"cost": 0.5})[:, -1].tolist() == [0, 0, 0, 0.5, 0, 0, 0]
    assert not words.features[:, -1].any()
