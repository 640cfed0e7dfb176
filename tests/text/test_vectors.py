"""TF-IDF vectors and ranks."""

import numpy as np
import pytest

from bot.text.vectors import MAX_DIMENSIONS, descending_rank, table, tfidf


def test_rows_have_unit_length_and_rare_words_weigh_more():
    oil, spill, price = range(3)
    rows = tfidf(np.array([0, 0, 1, 1]), np.array([oil, spill, oil, price]), (3, 3))
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 0])
    assert rows[0, oil] < rows[0, spill]
    assert 0 < rows[0] @ rows[1] < 0.5


def test_the_number_of_columns_is_bounded():
    words = np.arange(3 * MAX_DIMENSIONS)
    assert tfidf(np.zeros_like(words), words, (1, len(words))).shape == (1, MAX_DIMENSIONS)


def test_the_highest_value_has_rank_zero_and_the_first_of_equal_ones_comes_first():
    assert descending_rank(np.array([1.0, 3.0, 3.0, 2.0])).tolist() == [0.75, 0.0, 0.25, 0.5]


def test_a_table_has_a_row_for_each_value_of_its_columns_and_one_number_fills_a_column():
    assert table(([1, 2], np.array([True, False]), 7), rows=2).tolist() == [[1, 1, 7], [2, 0, 7]]
