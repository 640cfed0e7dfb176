"""Odds of sentences with which whole summaries of a few sentences score best: the third stage of ``train_ranker``.

Trees are boosted on the exact gradient of the expected ROUGE of summaries, after Williams, "Simple Statistical
Gradient-Following Algorithms for Connectionist Reinforcement Learning" (1992), but over a pool of summaries instead of
one draw. It follows the score more closely than any value of single sentences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import lightgbm
import numpy as np
from summary_stories import SETS
from train_sentence_values import PARAMETERS

from bot.text.summaries.ordering import EXPECTED_ROUGE_WEIGHT

if TYPE_CHECKING:
    from summary_stories import Story

POLICY = {"learning_rate": 0.035, "min_data_in_leaf": 150, "min_sum_hessian_in_leaf": 5, "lambda_l2": 1}
POLICY_ROUNDS = 1200
POOL = 300
"""Summaries of a story that the policy is trained on."""
SCORE_SCALE = 10.0
REDUNDANCY = 0.4
"""Taken off a summary's odds for each sentence, times its highest cosine with another."""
Pool = tuple[np.ndarray, np.ndarray, np.ndarray]


def draw_pool(story: Story, predicted: np.ndarray) -> Pool:
    """Summaries around the ranker's choice, and Lead: sentences ``(summaries, budget)``, values, and given odds."""
    random = np.random.RandomState(story.seed)
    size = min(story.budget, len(predicted))
    odds = 1.3 * (predicted - predicted.mean()) / (predicted.std() + 1e-6)
    drawn = np.argsort(-odds - 0.8 * random.gumbel(size=(POOL, len(odds))), axis=1)[:, :size]
    chosen = np.unique(np.sort(np.vstack([drawn, [story.lead()[:size]]]), axis=1), axis=0)
    likeness = story.read.vectors @ story.read.vectors.T
    np.fill_diagonal(likeness, 0)
    redundancy = likeness[chosen[:, :, None], chosen[:, None, :]].max(2).sum(1)
    given = EXPECTED_ROUGE_WEIGHT * story.expected(chosen) - REDUNDANCY * redundancy
    return chosen, story.values(chosen) / SCORE_SCALE, given


def fit_policy(stories: list[Story], pools: dict[int, Pool]) -> lightgbm.Booster:
    """Trees whose sums, as odds of summaries, give the highest expected value over each story's pool."""
    firsts = np.cumsum([0] + [len(s.sentences) for s in stories])
    total, widest = firsts[-1], max(s.budget for s in stories)
    picked = [
        np.pad(pools[id(s)][0] + first, ((0, 0), (0, widest - pools[id(s)][0].shape[1])), constant_values=total)
        for s, first in zip(stories, firsts, strict=False)
    ]
    sizes = [len(p) for p in picked]
    flat, starts = np.concatenate(picked), np.cumsum([0, *sizes[:-1]])
    owner = np.repeat(np.arange(len(stories)), sizes)
    value = np.concatenate([pools[id(s)][1] for s in stories])
    given = np.concatenate([pools[id(s)][2] for s in stories])
    weight = np.array([SETS[s.set][1] for s in stories])
    weight /= weight.mean()

    def gathered(of_summaries: np.ndarray) -> np.ndarray:
        return np.bincount(flat.ravel(), np.repeat(of_summaries, widest), minlength=total + 1)[:total]

    def gradient(predicted: np.ndarray, _: lightgbm.Dataset) -> tuple[np.ndarray, np.ndarray]:
        odds = np.append(predicted, 0.0)[flat].sum(1) + given
        chance = np.exp(odds - np.maximum.reduceat(odds, starts)[owner])
        chance /= np.add.reduceat(chance, starts)[owner]
        expected = np.add.reduceat(chance * value, starts)[owner]
        included = gathered(chance)
        return -gathered(chance * (value - expected) * weight[owner]), included * (1 - included) + 0.02

    data = lightgbm.Dataset(np.concatenate([s.features for s in stories]), np.zeros(total))
    return lightgbm.train(PARAMETERS | POLICY | {"objective": gradient}, data, POLICY_ROUNDS)
