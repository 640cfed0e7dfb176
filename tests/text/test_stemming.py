"""The three ways to bring the forms of a word to one."""

import pytest

from bot.text.stemming import s_stem, singular, truncated_stem


@pytest.mark.parametrize(
    ("word", "truncated", "by_s", "one"),
    [
        ("fishermen", "fisher", "fishermen", "fishermen"),
        ("parties", "partie", "party", "party"),
        ("taxes", "taxe", "taxe", "tax"),
        ("dishes", "dishe", "dishe", "dish"),
        ("dies", "die", "die", "die"),
        ("crisis", "crisi", "crisis", "crisis"),
        ("glass", "gla", "glass", "glass"),
        ("gas", "ga", "gas", "gas"),
        ("sss", "sss", "sss", "sss"),
    ],
)
def test_the_forms_of_a_word_are_folded(word, truncated, by_s, one):
    assert (truncated_stem(word), s_stem(word), singular(word)) == (truncated, by_s, one)


def test_plurals_are_folded_in_lower_case():
    assert (s_stem("Parties"), singular("Taxes")) == ("party", "tax")
