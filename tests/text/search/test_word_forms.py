"""Which words a text has, and the forms by which each is found."""

from __future__ import annotations

import pytest

from bot.text.search.word_forms import ABBREVIATION_MARK, WORD, folded_pieces, word_forms


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The e-mail, the U.S. and AT&T.", ["The", "e-mail", "the", "U.S", "and", "AT&T"]),
        ("1,200; 1 200; 1’200; 1.200.000", ["1,200", "1 200", "1’200", "1.200.000"]),
        ("2020 300 and 12 34", ["2020", "300", "and", "12", "34"]),
        ("Nord\u00adbank योजना שָׁלוֹם", ["Nord\u00adbank", "योजना", "שָׁלוֹם"]),
        ("ドナルド・トランプ氏", ["ドナルド・トランプ氏"]),
        ("a_b end.", ["a", "b", "end"]),
    ],
)
def test_a_text_is_split_into_words(text: str, words: list[str]) -> None:
    assert [match[0] for match in WORD.finditer(text)] == words


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("e-mail", ("email",)),
        ("state-of-the-art", ("stateoftheart",)),
        ("O’Brien", ("obrien",)),
        ("don't", ("dont",)),
        ("president's", ("president",)),
        ("presidents’", ("presidents",)),
        ("Núñez-Ibáñez", ("nunezibanez",)),
        ("Müller-Łódź", ("mullerlodz", "muellerlodz", "mueller", "lodz")),
        ("COVID-19", ("covid19",)),
        ("2,700", ("2700",)),
        ("1 200", ("1200",)),
        ("1,00,000", ("100000",)),
        ("20.04", ("20 04",)),
        ("2019–2020", ("2019 2020",)),
        ("a-b-c-d-e", ("a b c d e",)),
        ("U.S", ("us" + ABBREVIATION_MARK,)),
        ("U.K", ("uk",)),
        ("US", ("us", "us" + ABBREVIATION_MARK)),
        ("us", ("us",)),
        ("UK", ("uk",)),
        ("地铁线路", ("地铁 铁线 线路 路",)),
        ("iPhone手机", ("iphone 手机 机",)),
        ("-", ("",)),
    ],
)
def test_a_word_has_these_forms(word: str, forms: tuple[str, ...]) -> None:
    assert word_forms(word).all == forms


def test_among_capitals_no_word_is_an_abbreviation() -> None:
    assert word_forms("US", may_abbreviate=False).all == ("us",)


def test_a_word_splits_where_a_script_without_spaces_begins() -> None:
    assert folded_pieces("5Gネットワーク・ABC") == ["5g", "ネットワーク", "abc"]
