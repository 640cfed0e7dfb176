from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.characters import has_more_damage, normalise_whitespace


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mar\xadland, Nord\u2060bank, zero\u200bwidth, jo\u200din", "Marland, Nordbank, zerowidth, join"),
        ("inter\xad\nest", "interest"),
        ("Elsa\xa0Torp\u202f5", "Elsa Torp 5"),
        ("one\x0ctwo", "one\ntwo"),
        *(
            (same, same)
            for same in ("می\u200cخواهم", "क\u094d\u200dष", "👩\u200d👩\u200d👧", "❤\ufe0f\u200d🔥", "ថា\u200bគេ")
        ),
        ("a\U000e0041b \U0001f3f4\U000e0067\U000e0062\U000e007f", "ab \U0001f3f4\U000e0067\U000e0062\U000e007f"),
    ],
)
def test_characters_that_only_hide_are_removed_and_those_a_script_needs_are_kept(written: str, read: str) -> None:
    assert normalise_whitespace(written) == read


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\xad\u200b\u200d\ufeff\u3164\U000e0041 ")))
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert normalise_whitespace(normalise_whitespace(text)) == normalise_whitespace(text)


def test_damage_is_what_could_not_be_decoded() -> None:
    assert has_more_damage("K\ufffdln", "Köln")
    assert not has_more_damage("K\ufffdln", "K\ufffd\ufffdln")
    assert not has_more_damage("K\ufffdln", "M\ufffdnster")
