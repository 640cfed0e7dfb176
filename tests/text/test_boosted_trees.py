"""Boosted trees: each row is sent to a leaf of every tree."""

import numpy as np
import pytest

from bot.text.boosted_trees import BoostedTrees


def test_trees_send_each_row_to_its_leaf_and_add_up():
    stump = {"feature": [1], "threshold": [2.0], "left": [-1], "right": [-2], "leaf": [1.0, 10.0]}
    deep = {"feature": [0, 1], "threshold": [0.0, 5.0], "left": [-1, -2], "right": [1, -3], "leaf": [0.1, 0.2, 0.3]}
    trees = BoostedTrees.from_json([stump, deep])
    rows = np.array([[0, 2], [1, 2], [1, 6]], np.float32)
    assert trees.predict(rows) == pytest.approx([1.1, 1.2, 10.3])
    assert trees.predict(np.repeat(rows, 300, axis=0))[::300] == pytest.approx([1.1, 1.2, 10.3])
    assert trees.predict(rows[:0]).shape == (0,)


def test_a_value_that_is_not_a_number_goes_to_the_left_as_in_a_walk():
    stump = {"feature": [0], "threshold": [2.0], "left": [-1], "right": [-2], "leaf": [1.0, 10.0]}
    trees = BoostedTrees.from_json([stump])
    assert trees.predict(np.array([[np.nan], [np.inf], [2.0]], np.float32)).tolist() == [1.0, 10.0, 1.0]


def test_trees_may_be_single_leaves_or_absent():
    leaf = {"feature": [], "threshold": [], "left": [], "right": [], "leaf": [0.5]}
    rows = np.zeros((2, 1), np.float32)
    assert BoostedTrees.from_json([leaf, leaf]).predict(rows).tolist() == [1.0, 1.0]
    assert BoostedTrees.from_json([]).predict(rows).tolist() == [0.0, 0.0]


def test_a_walk_from_the_root_finds_the_same_leaves():
    chosen = np.random.default_rng(1)
    nodes = range(7)  # a complete tree of eight leaves
    tree = {
        "feature": [node % 3 for node in nodes],
        "threshold": chosen.normal(size=7).tolist(),
        "left": [2 * node + 1 if node < 3 else ~(2 * node - 6) for node in nodes],
        "right": [2 * node + 2 if node < 3 else ~(2 * node - 5) for node in nodes],
        "leaf": [float(2**leaf) for leaf in range(8)],
    }
    rows = chosen.normal(size=(50, 3)).astype(np.float32)

    def walk(row):
        node = 0
        while node >= 0:
            is_above = row[tree["feature"][node]] > np.float32(tree["threshold"][node])
            node = tree["right" if is_above else "left"][node]
        return tree["leaf"][~node]

    assert BoostedTrees.from_json([tree]).predict(rows).tolist() == [walk(row) for row in rows]


def test_a_tree_of_too_many_leaves_is_refused():
    size = 20
    comb = {
        "feature": [0] * (size - 1),
        "threshold": [float(n) for n in range(size - 1)],
        "left": [~n for n in range(size - 1)],
        "right": [*range(1, size - 1), ~(size - 1)],
        "leaf": [0.0] * size,
    }
    with pytest.raises(ValueError, match="leaves"):
        BoostedTrees.from_json([comb])
