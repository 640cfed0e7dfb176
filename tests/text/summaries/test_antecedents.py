"""What must be shown before a sentence that takes it as known."""

import pytest

from bot.text.sentences import split_sentences
from bot.text.summaries.antecedents import antecedents

OPENING = (
    "The Russian mastermind of a fraud was arrested in Greece. A court indicted Alexander Vinnik after two men fled. "
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Vinnik denies it.",
        "Mr Vinnik, who is 37, denies it.",
        "“It is a lie,” Vinnik said.",
        "Vinnik's wife wept.",
        "Police said Vinnik was held.",
        "When Vinnik was held, the mood was calm.",
        "Police will meet Vinnik in Athens.",
        "But in the last years much has changed, Mr Vinnik said.",
        "A court has heard Vinnik's lawyers.",
    ],
)
def test_a_bare_surname_needs_the_sentence_that_introduces_it(sentence):
    assert antecedents(split_sentences(OPENING + sentence), [""])[2] == [frozenset({1})]


def test_a_definite_description_needs_the_noun_or_a_sentence_just_before():
    sentences = split_sentences(OPENING + "Rain fell on Athens. Roads shut. Ships waited. The men hid in a shed.")
    assert antecedents(sentences, [""])[5] == [frozenset({1, 4})]


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Vinnik held in Greece", "Vinnik denies it."),
        ("Two men flee", "The men hid in a shed."),
        ("", "Greece is a member of Interpol."),
        ("", "Putin denies it."),
        ("", "On Monday a court heard Olga Vinnik, his wife."),
        ("", "The harbour was closed."),
    ],
)
def test_what_the_title_names_or_nothing_introduces_needs_no_other(title, sentence):
    assert antecedents(split_sentences(OPENING + sentence), [title])[2] == []


def test_an_article_of_several_documents_needs_none():
    texts = OPENING, "Vinnik denies it."
    sentences = [s for doc, text in enumerate(texts) for s in split_sentences(text, doc)]
    assert antecedents(sentences, ["", ""]) == [[], [], []]
