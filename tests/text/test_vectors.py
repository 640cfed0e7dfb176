"""TF-IDF vectors and ranks."""

import numpy as np
import pytest

from bot.text.vectors import MAX_DIMENSIONS, descending_rank, tfidf


def test_rows_have_unit_length_and_rare_words_weigh_more():
    rows = tfidf([["oil", "spill"], ["oil", "price"], []])
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 0])
    oil, spill = rows[0][rows[0] > 0]
    assert oil < spill
    assert 0 < rows[0] @ rows[1] < 0.5


def test_the_number_of_columns_is_bounded():
    assert tfidf([[str(n) for n in range(3 * MAX_DIMENSIONS)]]).shape == (1, MAX_DIMENSIONS)


def test_the_highest_value_has_rank_zero_and_the_first_of_equal_ones_comes_first():
    assert descending_rank(np.array([1.0, 3.0, 3.0, 2.0])).tolist() == [0.75, 0.0, 0.25, 0.5]
