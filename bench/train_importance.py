"""The probability of each word, and of each pair of words, to occur in a human summary: for ``train_ranker``."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import lightgbm
import numpy as np
from summary_stories import SETS, UNCASED

from bot.text.summaries.vocabulary import WORD_FEATURES

if TYPE_CHECKING:
    from summary_stories import Story

ROUNDS = 60
DEPTH = 5
PARAMETERS = {
    "objective": "cross_entropy",
    "learning_rate": 0.12,
    "num_leaves": 12,
    "max_depth": DEPTH,
    "min_data_in_leaf": 200,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
}
LEAST_STORIES = 8
"""Stories that must have a word for it to have a prior."""
DOUBT = 20
"""Stories' worth of evidence for no prior at all."""
MOSTLY = 0.5
CAPITALS = WORD_FEATURES.index("capitalised_share_inside")


@dataclass(frozen=True)
class WordModel:
    """Trees for one document and for several, by whether there are several, and the prior of words."""

    prior: dict[str, float]
    trees: dict[bool, lightgbm.Booster]

    def probabilities(self, story: Story) -> np.ndarray:
        """Of each stem of the story, ``(stems,)``."""
        return predict(self.trees[story.several], story.read.vocabulary.with_prior(self.prior))


def predict(trees: lightgbm.Booster, rows: np.ndarray) -> np.ndarray:
    return np.asarray(trees.predict(rows), np.float32) if len(rows) else np.zeros(0, np.float32)


def word_prior(stories: list[Story]) -> dict[str, float]:
    """How much more often than the other words of its story people take up a stem.

    Names have none: they age, and who was in the news in these stories says nothing of the next ones.
    """
    times: dict[str, int] = defaultdict(int)
    above: dict[str, float] = defaultdict(float)
    capitals: dict[str, list[float]] = defaultdict(list)
    for story in stories:
        usual = story.taken.mean() if len(story.taken) else 0.0
        cased = story.read.vocabulary.features[:, CAPITALS]
        for stem, taken, capital in zip(story.read.vocabulary.stems, story.taken, cased, strict=True):
            times[stem] += 1
            above[stem] += taken - usual
            if capital >= 0 and story.set not in UNCASED:
                capitals[stem].append(capital)
    return {
        stem: float(round(above[stem] / (n + DOUBT), 3))
        for stem, n in sorted(times.items())
        if n >= LEAST_STORIES and capitals[stem] and np.mean(capitals[stem]) < MOSTLY
    }


def fit_words(stories: list[Story]) -> WordModel:
    """The model from these stories. While it is trained, no story's prior rests on its own fold."""
    rows: dict[int, np.ndarray] = {}
    for fold in {s.fold for s in stories}:
        prior = word_prior([s for s in stories if s.fold != fold])
        rows |= {id(s): s.read.vocabulary.with_prior(prior) for s in stories if s.fold == fold}
    return WordModel(word_prior(stories), fit_trees(stories, rows, {id(s): s.taken for s in stories}))


def fit_pairs(stories: list[Story]) -> dict[bool, lightgbm.Booster]:
    """Trees for pairs of words; the stories have the probabilities of their words."""
    rows = {id(s): s.pair_features for s in stories}
    return fit_trees(stories, rows, {id(s): s.pairs_taken for s in stories})


def fit_trees(
    stories: list[Story], rows: dict[int, np.ndarray], taken: dict[int, np.ndarray]
) -> dict[bool, lightgbm.Booster]:
    """Trees that predict ``taken`` from ``rows``, both by the story's ``id()``; every story counts alike."""
    trees = {}
    for several in {s.several for s in stories}:
        kin = [s for s in stories if s.several == several and len(taken[id(s)])]
        weights = np.concatenate([np.full(len(taken[id(s)]), SETS[s.set][1] / len(taken[id(s)])) for s in kin])
        data = lightgbm.Dataset(
            np.concatenate([rows[id(s)] for s in kin]),
            np.concatenate([taken[id(s)] for s in kin]),
            weight=weights / weights.mean(),
        )
        trees[several] = lightgbm.train(PARAMETERS, data, ROUNDS)
    return trees


def add_probabilities(seen: list[Story], unseen: list[Story]) -> tuple[WordModel, dict[bool, lightgbm.Booster]]:
    """Sets every story's probabilities, for ``seen`` by models without their own fold; returns the models."""
    folds = sorted({s.fold for s in seen})
    for fold in folds:
        words = fit_words([s for s in seen if s.fold != fold])
        for story in (s for s in seen if s.fold == fold):
            story.set_word_probabilities(words.probabilities(story))
    for fold in folds:
        pairs = fit_pairs([s for s in seen if s.fold != fold])
        for story in (s for s in seen if s.fold == fold):
            story.pair_probabilities = predict(pairs[story.several], story.pair_features)
    words, pairs = fit_words(seen), fit_pairs(seen)
    for story in unseen:
        story.set_word_probabilities(words.probabilities(story))
        story.pair_probabilities = predict(pairs[story.several], story.pair_features)
    return words, pairs
