"""The exact test that compares two rates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.rate_comparison import p_value


@pytest.mark.parametrize(
    ("now", "before", "share", "expected"),
    [
        (3, 1, 0.5, 5 / 16),
        (0, 9, 0.2, 1.0),
        (1_050, 3_990, 0.2, 0.0725),
        (2_000, 3_000, 0.3, 0.0),
        (90, 9_000, 0.2, 1.0),
    ],
)
def test_the_p_value_is_right_for_few_articles_and_for_many(
    now: int, before: int, share: float, expected: float
) -> None:
    assert p_value(now, before, share) == pytest.approx(expected, abs=1e-4)


@given(st.integers(0, 40), st.integers(0, 40), st.floats(0.01, 0.99))
def test_the_p_value_is_a_probability_that_falls_as_the_count_rises(now: int, before: int, share: float) -> None:
    assert 0 <= p_value(now, before, share) <= 1 + 1e-9
    if before:
        assert p_value(now + 1, before - 1, share) <= p_value(now, before, share) + 1e-12
