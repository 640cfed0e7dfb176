"""The value of a sentence, regressed: what it adds to random summaries, and to what the ranker would choose.

The second stage of ``train_ranker``. Its choices are where the policies start from. The parameters of all trees that
see the features of sentences are here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import lightgbm
import numpy as np
from summary_stories import SETS

from bot.text.summaries.features import FEATURES
from bot.text.summaries.word_importance import IMPORTANCE_FEATURES

if TYPE_CHECKING:
    from summary_stories import Story

DEPTH = 6
COLUMNS = (*FEATURES, *IMPORTANCE_FEATURES)
RISING = (
    "inverse_position",
    "similarity_to_title",
    "title_words_share",
    "similarity_to_lead",
    "centrality",
    "importance_sum",
    "expected_f1",
)
FALLING = ("position", "rank_similarity_to_title")
"""Features that may only raise, or only lower, a value: keeps a small set's accidents out."""
PARAMETERS = {
    "num_leaves": 12,
    "max_depth": DEPTH,
    "feature_fraction": 0.25,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "monotone_constraints": [(name in RISING) - (name in FALLING) for name in COLUMNS],
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
}
VALUE = {"objective": "regression", "learning_rate": 0.02, "min_data_in_leaf": 150, "lambda_l2": 5}
VALUE_ROUNDS = 350


def value_at_random(story: Story) -> np.ndarray:
    """What each sentence adds to random summaries, by ridge regression on which sentences they hold."""
    random = np.random.RandomState(story.seed)
    count = len(story.sentences)
    size = min(story.budget, count)
    odds = 1 / (1.5 + story.position)
    odds = 0.5 * odds / odds.sum() + 0.5 / count
    draws = min(60 * count, 3000)
    keys = -np.log(odds) - random.gumbel(size=(draws, count))
    chosen = np.argsort(keys, axis=1)[:, :size]
    values = story.values(chosen)
    holds = np.zeros((draws, count), np.float32)
    holds[np.arange(draws)[:, None], chosen] = 1
    holds -= holds.mean(0)
    return np.linalg.solve(holds.T @ holds + 2 * np.eye(count), holds.T @ (values - values.mean()))


def value_in_company(story: Story, predicted: np.ndarray, draws: int = 48) -> np.ndarray:
    """What each sentence adds, as the last one, to what the ranker would choose; against its usual last choice."""
    random = np.random.RandomState(story.seed)
    count = len(predicted)
    if count < 2:
        return np.zeros(count)
    odds = 1.5 * (predicted - predicted.mean()) / (predicted.std() + 1e-6)
    gains, times = np.zeros(count), np.zeros(count)
    for _ in range(draws):
        company = np.argsort(-(odds + random.gumbel(size=count)))[: min(story.budget, count) - 1]
        rest = np.setdiff1d(np.arange(count), company)
        values = story.values(np.column_stack([np.tile(company, (len(rest), 1)), rest]).astype(int))
        usual = np.exp(odds[rest] - odds[rest].max())
        gains[rest] += values - values @ usual / usual.sum()
        times[rest] += 1
    return gains / np.maximum(times, 1) * times / (times + 2)


def even(values: np.ndarray) -> np.ndarray:
    """Centred and of about the same spread in every article, so that none dominates."""
    return (values - values.mean()) / (values.std() + 0.3)


def fit_values(stories: list[Story], targets: dict[int, np.ndarray]) -> lightgbm.Booster:
    """Trees that predict ``targets``, arrays by the story's ``id()``."""
    weights = np.concatenate([np.full(len(s.sentences), SETS[s.set][1] / len(s.sentences)) for s in stories])
    data = lightgbm.Dataset(
        np.concatenate([s.features for s in stories]),
        np.concatenate([targets[id(s)] for s in stories]),
        weight=weights / weights.mean(),
    )
    return lightgbm.train(PARAMETERS | VALUE, data, VALUE_ROUNDS)
