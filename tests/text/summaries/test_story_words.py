"""The words of a story as numbers."""

from itertools import compress

from bot.text.sentences import split_sentences
from bot.text.summaries.story_words import read_words

FIRST = "The harbours of Westhaven close. A harbour costs the town's millions."
SECOND = "Harbour staff protested."


def read(*texts: str):
    return read_words([s for doc, text in enumerate(texts) for s in split_sentences(text, doc)])


def test_forms_of_a_word_share_its_stem_and_a_stop_word_is_not_cut():
    words = read(FIRST)
    assert [words.stems[stem] for stem in words.stem] == (
        "the harbou of westha close a harbou cost the town millio".split()
    )
    assert list(compress(words.stems, words.is_stop_word)) == ["the", "of", "a"]


def test_a_stop_word_is_another_one_than_a_word_that_is_cut_to_its_letters():
    words = read("The shoulder should heal.")
    assert words.stems == ("the", "should", "should", "heal")


def test_each_word_has_its_sentence_and_its_place_and_each_sentence_its_document():
    words = read(FIRST, SECOND)
    assert words.sizes.tolist() == [5, 6, 3]
    assert words.sentence.tolist() == [0] * 5 + [1] * 6 + [2] * 3
    assert words.place.tolist() == [*range(5), *range(6), *range(3)]
    assert words.documents.tolist() == [0, 0, 1]
    assert words.positions.tolist() == [0, 1, 0]


def test_capitals_are_those_of_the_form():
    words = read(SECOND)
    assert words.is_capitalised.tolist() == [True, False, False]


def test_values_of_forms_are_added_up_for_each_sentence():
    words = read(FIRST, SECOND)
    assert words.of_sentences(map("the".__eq__, words.lowered)).tolist() == [1, 1, 0]


def test_a_sentence_without_words_has_none():
    words = read_words(split_sentences("日. A."))
    assert len(words.sizes) == len(words.positions)
