"""sumy's own algorithms over our sentences."""

import pytest
from text.summaries.sample_story import TEXT, TITLE

from bot.models.analysis import Document
from bot.models.summary_methods import SUMMARY_METHODS, MethodRequest
from bot.text.sentences import split_sentences
from bot.text.summaries.sumy_methods import MAX_CHARACTERS, MAX_COMPARED, rank_by_method


def order(method, text, title=TITLE, language="en"):
    return rank_by_method(MethodRequest(method, (Document(title, text),), split_sentences(text), language))


@pytest.mark.parametrize("method", SUMMARY_METHODS)
@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        (TEXT, "und"),
        ("Der Hafen wurde am Montag geöffnet. Viele Schiffe kamen in den Hafen. Es war ein Montag.", "de"),
        ("港は月曜日に再開した。多くの船が港に入った。月曜日だった。", "ja"),
        ("It is. It was. They are.", "en"),
        ("One.", "en"),
        ("", "en"),
        ("12 34. 56 78! 90 12?", "xx"),
        ("The the the. The the the. The the the.", "en"),
    ],
)
def test_every_method_orders_every_sentence_of_any_text(method, text, language):
    assert sorted(order(method, text, language=language)) == list(range(len(split_sentences(text))))


@pytest.mark.parametrize("method", SUMMARY_METHODS)
def test_an_article_needs_no_title(method):
    assert sorted(order(method, TEXT, title="")) == list(range(len(split_sentences(TEXT))))


def test_only_the_first_sentences_of_a_long_article_are_compared():
    many = " ".join(f"Ship number {n} came into the harbour." for n in range(MAX_COMPARED + 50))
    assert sorted(order("lexrank", many)) == list(range(MAX_COMPARED))
    long = " ".join(f"Ship number {n} came into {'the very old harbour ' * 40}." for n in range(100))
    assert sum(len(split_sentences(long)[i].text) for i in order("textrank", long)) <= MAX_CHARACTERS


def test_methods_choose_differently():
    assert len({order(method, TEXT)[:3] for method in SUMMARY_METHODS}) > 3
