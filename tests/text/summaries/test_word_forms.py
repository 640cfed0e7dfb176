"""Stop words and stems of the language of an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.analysis import Document
from bot.text.data import read_word_table
from bot.text.sentences import split_sentences
from bot.text.summaries.ranking import rank_sentences
from bot.text.summaries.word_forms import word_forms
from bot.text.words import ENGLISH

LANGUAGES = "ar cs da de el en es fi fr he hi hu id it ja ko nl no pl pt ro ru sk sv th tr uk und vi xx zh".split()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "der die und nicht"),
        ("fr", "le la et dans"),
        ("es", "el la y para"),
        ("pt", "o a e para"),
        ("nl", "de het en niet"),
        ("no", "og det ikke"),
        ("ru", "и не что"),
        ("el", "και το"),
        ("tr", "ve için"),
    ],
)
def test_a_language_has_its_own_stop_words(language, words):
    assert set(words.split()) <= word_forms(language).stop_words


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "wirtschaftliche", "wirtschaftlichen"),
        ("fr", "présidentielle", "présidentielles"),
        ("es", "elecciones", "elección"),
        ("nl", "ziekenhuizen", "ziekenhuis"),
        ("ru", "президента", "президент"),
        ("cs", "prezidenta", "prezident"),
        ("pl", "prezydenta", "prezydent"),
    ],
)
def test_forms_of_a_word_have_one_stem(language, one, other):
    stem = word_forms(language).stem
    assert stem(one)[:8] == stem(other)[:8]


def test_english_and_texts_too_short_to_tell_are_read_as_english():
    assert word_forms("en") is word_forms("und") is ENGLISH


@given(st.sampled_from(LANGUAGES), st.text(max_size=60))
def test_any_word_of_any_language_has_a_stem(language, word):
    assert isinstance(word_forms(language).stem(word.lower()), str)


def test_the_words_of_the_language_decide_the_ranking():
    text = (
        "Das ist nicht so und das ist auch nicht so, wie es ist. Der Hafen von Bremen ist wieder offen. "
        "Die Häfen an der Küste und der Hafen von Bremen nahmen am Montag Schiffe auf. Das war es."
    )
    documents, sentences = [Document("Bremer Hafen wieder offen", text)], split_sentences(text)
    german, english = (rank_sentences(documents, sentences, word_forms(code)) for code in ("de", "en"))
    assert sorted(german) == sorted(english)
    assert german[0] in (1, 2)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Hafen ist offen. Anna Vogt leitet die Firma. Sie baute einen neuen Hafen für den Hafen in Bremen."),
        (
            "fr",
            "Le port est ouvert. Anne Vogt dirige la ville. Elle a construit le nouveau port près de Brest.",
        ),
        ("es", "El puerto está abierto. Ana Gil dirige el puerto. Sin embargo, el puerto nuevo del puerto no abre."),
        ("nl", "De haven is open. Anja de Boer leidt de haven. Zij bouwde een nieuwe haven naast de haven in Delft."),
        ("ja", "港は開いた。田中氏は港を経営する。しかし、新しい港と古い港は港の工事で閉じている。"),
    ],
)
def test_a_sentence_that_opens_with_a_pronoun_comes_after_the_one_before_it(language, text):
    sentences = split_sentences(text)
    assert len(sentences) == 3
    order = rank_sentences([Document("", text)], sentences, word_forms(language))
    assert order.index(1) < order.index(2)


@pytest.mark.parametrize(
    ("language", "text"), [("de", "Eröffnet wurde sie."), ("fr", "Sablé reste fermé."), ("nl", "Zijlstra zei dat.")]
)
def test_a_longer_word_is_no_pronoun(language, text):
    opening = word_forms(language).opening
    assert opening is not None
    assert not opening.match(text)


def test_every_language_of_the_table_has_openings_that_match_a_sentence():
    for language, openings in read_word_table("anaphoric_openings.txt").items():
        pattern = word_forms(language).opening
        assert pattern is not None
        assert all(pattern.match(f"“{word.capitalize()} x") for word in openings), language


@given(st.sampled_from(LANGUAGES), st.text("Er sagte. «Él» しかし、그는 —\n", max_size=80))
def test_any_text_of_any_language_is_ranked(language, text):
    sentences = split_sentences(text)
    order = rank_sentences([Document("", text)], sentences, word_forms(language))
    assert sorted(order) == list(range(len(sentences)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_of_one_sentence_is_ranked(language):
    text = "市長は船が来たと語った。"
    assert rank_sentences([Document("", text)], split_sentences(text), word_forms(language)) == (0,)
