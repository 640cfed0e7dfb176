"""Boosted trees: each row is sent to a leaf of every tree."""

import numpy as np
import pytest

from bot.text.boosted_trees import BoostedTrees


def test_trees_send_each_row_to_its_leaf_and_add_up():
    stump = {"feature": [1], "threshold": [2.0], "left": [-1], "right": [-2], "leaf": [1.0, 10.0]}
    deep = {"feature": [0, 1], "threshold": [0.0, 5.0], "left": [-1, -2], "right": [1, -3], "leaf": [0.1, 0.2, 0.3]}
    trees = BoostedTrees.from_json([stump, deep], depth=3)
    rows = np.array([[0, 2], [1, 2], [1, 6]], np.float32)
    assert trees.predict(rows) == pytest.approx([1.1, 1.2, 10.3])
    assert trees.predict(np.repeat(rows, 300, axis=0))[::300] == pytest.approx([1.1, 1.2, 10.3])
    assert trees.predict(rows[:0]).shape == (0,)
