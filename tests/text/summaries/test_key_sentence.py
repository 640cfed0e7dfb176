"""The sentence that represents an article in a list."""

import pytest

from bot.models.analysis import Analysis
from bot.text.sentences import split_sentences
from bot.text.summaries.key_sentence import key_sentence

PLAIN = "The council of Westhaven voted on Monday to close the harbour."


def analysis(*texts: str) -> Analysis:
    """An analysis of these sentences, best first."""
    sentences = tuple(split_sentences("\n\n".join(texts)))
    assert [s.text for s in sentences] == list(texts)
    return Analysis(1, "en", sentences, tuple(range(len(sentences))), (), (), ())


@pytest.mark.parametrize(
    "unfit",
    [
        "The council met in Oslo.",
        "“We could not go on like this for ever and ever.",
        "The mayor of Westhaven (pictured with her dog) resigned on Monday.",
        "短い文です。",
        "Welcome to our live coverage of the storm in the north of the country.",
        "Why did the council of Westhaven vote to close the old harbour on Monday?",
    ],
)
def test_a_short_or_unquotable_sentence_or_no_candidate_is_skipped(unfit):
    assert key_sentence(analysis(unfit, PLAIN)).text == PLAIN


def test_a_dependent_sentence_is_skipped_unless_it_is_the_first_of_the_text():
    dependent = "But nobody in Westhaven had asked the fishermen of the town."
    assert key_sentence(analysis("Rain fell on Oslo.", dependent, PLAIN)).text == PLAIN
    assert key_sentence(analysis(dependent, PLAIN)).text == dependent


def test_a_sentence_without_spaces_needs_enough_characters():
    long = "高市早苗首相は月曜日に北京を訪問し、中国の習近平国家主席と貿易と安全保障について会談した。"
    assert key_sentence(analysis(long, PLAIN)).text == long


def test_the_best_sentence_is_taken_if_none_is_quotable_and_none_from_an_empty_text():
    assert key_sentence(analysis("He left.", "She did too.")).text == "He left."
    assert key_sentence(analysis()) is None
