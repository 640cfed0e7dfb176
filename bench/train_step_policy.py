"""Odds of sentences with which summaries that grow within a budget in words score best: the last stage of training.

At each step of a summary that grows greedily, as ``ordering`` selects, the gradient raises the odds of the sentences
with which the finished summary scores best, at three lengths at once (policy gradient with the exact expectation over
the candidates of a step). It goes on from the odds of ``train_set_policy``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import lightgbm
import numpy as np
from summary_stories import SETS
from train_sentence_values import PARAMETERS
from train_set_policy import POLICY

from bot.text.summaries.ordering import REDUNDANT_PENALTY

if TYPE_CHECKING:
    from summary_stories import Story

    from bot.text.summaries.ordering import Selection

STEPS = {"learning_rate": 0.02, "min_data_in_leaf": 400, "lambda_l2": 10, "feature_fraction": 0.15, "seed": 11}
STEPS_ROUNDS = 300
PREFIXES = (0, 1, 2, 3, 5, 7)
"""Numbers of sentences that a growing summary has where its next step is taught."""
GROWN = 4
"""Summaries that are grown for each story, all but the first with noise."""
CANDIDATES = 40
STEP_SCALE = 3.0


@dataclass(frozen=True)
class Step:
    """The sentences that may follow the beginning of a summary."""

    candidates: np.ndarray
    odds: np.ndarray
    """Of each candidate, by the policy so far and the selected sentences."""
    values: np.ndarray
    """Of the summaries that go on with each candidate, and then as the policy so far."""


def grow_steps(story: Story, odds: np.ndarray) -> list[Step]:
    """Steps of summaries that the policy so far would choose, or nearly."""
    random = np.random.RandomState(story.seed)
    usual = np.array(story.ordered(odds))
    steps: list[Step] = []
    seen: set[frozenset[int]] = set()
    for grown in range(GROWN):
        noise = 0.7 * odds.std() * random.gumbel(size=len(odds)) * (grown > 0)
        drawn = story.ordered(odds + noise)
        selection = story.selection()
        for size, index in enumerate(drawn[: PREFIXES[-1] + 1]):
            prefix = drawn[:size]
            if story.words[list(prefix)].sum() >= story.budgets[-1]:
                break
            if size in PREFIXES and frozenset(prefix) not in seen:
                seen.add(frozenset(prefix))
                steps += step_after(story, selection, prefix, usual, odds, random)
            selection.add(index)
    return steps


def step_after(
    story: Story,
    selection: Selection,
    prefix: tuple[int, ...],
    usual: np.ndarray,
    odds: np.ndarray,
    random: np.random.RandomState,
) -> list[Step]:
    """The next step after ``prefix``, which is selected; none if there is nothing to choose from."""
    adjusted = selection.adjustments()
    possible = selection.selectable & ~selection.selected & (adjusted > -REDUNDANT_PENALTY / 2)
    rest = usual[~selection.selected[usual]]
    candidates = rest[possible[rest]]
    if len(candidates) > CANDIDATES:
        last = CANDIDATES // 5
        candidates = np.append(
            candidates[: CANDIDATES - last], random.choice(candidates[CANDIDATES - last :], last, replace=False)
        )
    if len(candidates) < 2:
        return []
    orders = np.array([[*prefix, candidate, *rest[rest != candidate]] for candidate in candidates])
    values = story.values_at_lengths(orders)
    return [Step(candidates, (odds + adjusted)[candidates], (values - values.mean()) / STEP_SCALE)]


def fit_steps(stories: list[Story], steps: dict[int, list[Step]]) -> lightgbm.Booster:
    """Trees that, added to the odds so far, give each step of a story the highest expected value."""
    firsts = np.cumsum([0] + [len(s.sentences) for s in stories])
    total = firsts[-1]
    known = [
        (step, first, SETS[s.set][1] / len(steps[id(s)]))
        for s, first in zip(stories, firsts, strict=False)
        for step in steps[id(s)]
    ]
    sizes = [len(step.candidates) for step, _, _ in known]
    starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
    flat = np.concatenate([step.candidates + first for step, first, _ in known])
    given = np.concatenate([step.odds for step, _, _ in known])
    value = np.concatenate([step.values for step, _, _ in known])
    weight = np.array([weight for _, _, weight in known])
    weight = (weight / weight.mean())[owner]

    def gradient(predicted: np.ndarray, _: lightgbm.Dataset) -> tuple[np.ndarray, np.ndarray]:
        odds = predicted[flat] + given
        chance = np.exp(odds - np.maximum.reduceat(odds, starts)[owner])
        chance /= np.add.reduceat(chance, starts)[owner]
        expected = np.add.reduceat(chance * value, starts)[owner]
        slope = np.bincount(flat, chance * (value - expected) * weight, minlength=total)
        return -slope, np.bincount(flat, chance * (1 - chance) * weight, minlength=total) / 2 + 0.02

    data = lightgbm.Dataset(np.concatenate([s.features for s in stories]), np.zeros(total))
    return lightgbm.train(PARAMETERS | POLICY | STEPS | {"objective": gradient}, data, STEPS_ROUNDS)
