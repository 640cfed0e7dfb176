from __future__ import annotations

import pytest

from bot.text.search.abbreviations import abbreviations, in_capitals, other_forms


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("US", ["USA", "United States", "United States of America"]),
        ("U.S", ["USA", "United States", "United States of America"]),
        ("usa", ["US", "United States", "United States of America"]),
        ("united states", ["US", "USA", "United States of America"]),
        ("European Union", ["EU"]),
        ("un", ["United Nations"]),
        ("Department of Justice", ["DOJ"]),
        ("America", []),  # another word: not of "Bank of America"
        ("Britain", []),
        ("car", []),  # not the Central African Republic
        ("CAR", ["Central African Republic"]),
        ("Central African Republic", []),  # the index has "car" in small letters only
        ("harbour", []),
    ],
)
def test_a_name_and_its_initials_are_forms_of_each_other(typed: str, others: list[str]) -> None:
    assert list(other_forms(typed.split())) == others


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("us", "US"),
        ("in the us", "in the US"),
        ("who", "WHO"),
        ("help us", "help us"),
        ("the", "the"),
        ("uk", "uk"),  # it is no function word, so every form is found anyway
    ],
)
def test_a_lone_function_word_that_is_an_abbreviation_too_is_the_abbreviation(typed: str, meant: str) -> None:
    assert in_capitals(typed.split()) == meant.split()


def test_abbreviations_stand_for_names_of_one_word_or_several() -> None:
    assert abbreviations(["tariffs", "United", "States", "usa"]) == ["US", "USA", "US"]
