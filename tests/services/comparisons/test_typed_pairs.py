"""How what was typed after ``compare`` is split in two."""

from __future__ import annotations

import pytest

from bot.services.comparisons.typed_pairs import MAX_PAIRS, possible_pairs


@pytest.mark.parametrize(
    "typed",
    [
        "Ann Lee and Bo",
        "Ann Lee vs. Bo",
        "between Ann Lee and Bo?",
        "the difference between Ann Lee and Bo",
        "Ann Lee, Bo",
        "Ann Lee / Bo",
        "Ann Lee with “Bo”",
        '"Ann Lee" Bo',
        '"Ann Lee", and "Bo"',
        'Ann Lee "Bo"',
        "Ann Lee – Bo",
    ],
)
def test_a_separator_or_quotation_marks_split_it(typed: str) -> None:
    pairs, is_separated = possible_pairs(typed)
    assert pairs[0] == ("Ann Lee", "Bo")
    assert is_separated


@pytest.mark.parametrize("typed", ["12 15", "#12 #15", "articles 12 and 15", "12-15", "12/15", "12, 15"])
def test_two_numbers_are_one_pair(typed: str) -> None:
    assert [tuple(part.lstrip("#") for part in pair) for pair in possible_pairs(typed)[0]] == [("12", "15")]


def test_a_story_is_meant_by_the_number_of_its_article() -> None:
    assert possible_pairs("story 12") == ([], False)


def test_without_a_separator_it_may_be_split_at_any_space() -> None:
    assert possible_pairs("Ann Lee Bo") == ([("Ann", "Lee Bo"), ("Ann Lee", "Bo")], False)
    assert ("Wells & Sons", "Bo") in possible_pairs("Wells & Sons Bo")[0]
    assert len(possible_pairs("a b " * 50)[0]) == MAX_PAIRS


@pytest.mark.parametrize("typed", ["", "Ann", "Ann and", "vs Ann", '"Ann Lee"', '"Ann" and ', "“”"])
def test_one_thing_is_no_pair(typed: str) -> None:
    assert possible_pairs(typed) == ([], False)


def test_what_stands_in_a_link_does_not_split_it() -> None:
    one, other = "https://a.example/x/y", "https://b.example/z,1"
    for typed in (f"{one} {other}", f"{one}, {other}", f"{one} and {other}"):
        assert possible_pairs(typed)[0][0] == (one, other)
