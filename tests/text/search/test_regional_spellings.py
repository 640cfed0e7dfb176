from __future__ import annotations

import pytest

from bot.text.search.regional_spellings import regional_spellings


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("harbour", "harbor"),
        ("neighbourhood", "neighborhood"),
        ("organisations", "organizations"),
        ("analysed", "analyzed"),
        ("centre", "center"),
        ("metres", "meters"),
        ("fibre", "fiber"),
        ("defence", "defense"),
        ("dialogue", "dialog"),
        ("programmes", "programs"),
        ("travelling", "traveling"),
        ("cancelled", "canceled"),
    ],
)
def test_either_spelling_gives_the_other(british: str, american: str) -> None:
    assert american in regional_spellings(british)
    assert british in regional_spellings(american)


@pytest.mark.parametrize("word", ["four", "tour", "rise", "prize", "called", "killing", "sense", "gdansk"])
def test_a_word_without_such_an_ending_has_no_other_spelling(word: str) -> None:
    assert regional_spellings(word) == ()
