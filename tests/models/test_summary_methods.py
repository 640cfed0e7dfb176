"""What is typed for a method."""

from __future__ import annotations

import pytest

from bot.errors import InputError
from bot.models.summary_methods import find_method


@pytest.mark.parametrize(
    ("typed", "key"),
    [("lexrank", "lexrank"), ("Lex-Rank", "lexrank"), ("LSA", "lsa"), ("KL-Sum", "kl"), ("sum_basic", "sumbasic")],
)
def test_a_method_is_found_as_people_spell_it(typed: str, key: str) -> None:
    assert find_method(typed) == key


@pytest.mark.parametrize("typed", ["", "magic", "bert", "🙂"])
def test_an_unknown_method_names_those_that_there_are(typed: str) -> None:
    with pytest.raises(InputError, match="lexrank, textrank, lsa"):
        find_method(typed)
