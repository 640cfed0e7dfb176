"""Trains the sentence ranker, writes its weights and measures it by cross-validation.

    python bench/train_ranker.py --corpora DIRECTORY                   writes bot/text/data/ranker_weights.json
    python bench/train_ranker.py --corpora DIRECTORY --cross-validate  prints gains over Lead on unseen folds

Needs lightgbm, nltk and numpy; DIRECTORY is as ``summary_stories`` says. The seeds are fixed: the same data gives the
same weights.

Three stages. First the probability of each word to be in a human summary (``train_word_importance``). Then the value
of a sentence is regressed: what it adds to random summaries, and to what the ranker itself would choose. Its choices
are where a policy starts from: trees boosted on the exact gradient of the expected ROUGE of whole summaries (Williams
1992, over a pool of summaries instead of one draw), which follows the score more closely than any value of single
sentences,
and learns beside what ``order_by_mmr`` adds by itself. Only the probabilities and the policy are kept.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import lightgbm
import numpy as np
from summary_stories import FOLDS, SETS, Story, read_stories
from train_word_importance import DEPTH as WORDS_DEPTH
from train_word_importance import add_probabilities

from bot.text.summaries.features import FEATURES
from bot.text.summaries.ordering import EXPECTED_ROUGE_WEIGHT, order_by_mmr
from bot.text.summaries.vocabulary import WORD_FEATURES
from bot.text.summaries.word_importance import IMPORTANCE_FEATURES

if TYPE_CHECKING:
    from collections.abc import Callable

    Fit = Callable[[list[Story]], lightgbm.Booster]

WEIGHTS = Path(__file__).parents[1] / "bot" / "text" / "data" / "ranker_weights.json"
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
POLICY = {"learning_rate": 0.035, "min_data_in_leaf": 150, "min_sum_hessian_in_leaf": 5, "lambda_l2": 1}
POLICY_ROUNDS = 1200
POOL = 300
"""Summaries of a story that the policy is trained on."""
SCORE_SCALE = 10.0
REDUNDANCY = 0.4
"""Taken off a summary's odds for each sentence, times its highest cosine with another."""


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


Pool = tuple[np.ndarray, np.ndarray, np.ndarray]


def draw_pool(story: Story, predicted: np.ndarray) -> Pool:
    """Summaries around the ranker's choice, and Lead: sentences ``(summaries, budget)``, values, and given odds."""
    random = np.random.RandomState(story.seed)
    size = min(story.budget, len(predicted))
    odds = 1.3 * (predicted - predicted.mean()) / (predicted.std() + 1e-6)
    drawn = np.argsort(-odds - 0.8 * random.gumbel(size=(POOL, len(odds))), axis=1)[:, :size]
    chosen = np.unique(np.sort(np.vstack([drawn, [story.lead()[:size]]]), axis=1), axis=0)
    likeness = story.vectors @ story.vectors.T
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


def predict_across(stories: list[Story], fit: Fit) -> dict[int, np.ndarray]:
    """Predictions by the story's ``id()``, by models that were trained on the other folds of its kind."""
    predicted = {}
    for several in (False, True):
        kin = [s for s in stories if s.several == several]
        for fold in {s.fold for s in kin}:
            model = fit([s for s in kin if s.fold != fold])
            predicted |= {id(s): model.predict(s.features) for s in kin if s.fold == fold}
    return predicted


def prepare(stories: list[Story], targets: dict[int, np.ndarray]) -> Fit:
    """Draws the summaries that policies are trained on, around the choices of regressed values; how to train one.

    ``targets`` are values at random, by the story's ``id()``; the stories have their words' probabilities.
    """
    alone = predict_across(stories, lambda some: fit_values(some, targets))
    both = {id(s): targets[id(s)] + even(value_in_company(s, alone[id(s)])) for s in stories}
    chosen = predict_across(stories, lambda some: fit_values(some, both))
    pools = {id(s): draw_pool(s, chosen[id(s)]) for s in stories}
    return lambda some: fit_policy(some, pools)


def rank_nested(stories: list[Story]) -> dict[int, tuple[int, ...]]:
    """The rankings of each fold, by the story's ``id()``, by models of which no stage has seen it."""
    ranked = {}
    targets = {id(s): even(value_at_random(s)) for s in stories}
    for fold in range(FOLDS):
        seen, unseen = [s for s in stories if s.fold != fold], [s for s in stories if s.fold == fold]
        add_probabilities(seen, unseen)
        fit = prepare(seen, targets)
        models = {several: fit([s for s in seen if s.several == several]) for several in (False, True)}
        for story in unseen:
            odds = models[story.several].predict(story.features).astype(np.float32)
            ranked[id(story)] = order_by_mmr(story.sentences, odds, story.vectors, story.expected_rouge())
    return ranked


def print_table(stories: list[Story], ranked: dict[int, tuple[int, ...]]) -> None:
    rows: dict[str, list[tuple[float, ...]]] = {}
    for story in stories:
        if SETS[story.set][0]:
            scores = (*story.score(ranked[id(story)]), *story.score(story.lead()))
            rows.setdefault(SETS[story.set][0], []).append(scores)
    means = {name: np.mean(row, axis=0) for name, row in rows.items()}
    print(f"{'set':12} {'n':>5} {'ours R1':>8} {'R2':>6} {'lead R1':>8} {'R2':>6} {'gain R1':>8} {'R2':>6}")
    for name, m in [*means.items(), ("mean of sets", np.mean(list(means.values()), axis=0))]:
        n = len(rows.get(name, ())) or ""
        print(
            f"{name:12} {n:>5} {m[0]:8.2f} {m[1]:6.2f} {m[2]:8.2f} {m[3]:6.2f} {m[0] - m[2]:+8.2f} {m[1] - m[3]:+6.2f}"
        )


def as_json(model: lightgbm.Booster) -> list[dict[str, list[float]]]:
    trees = []
    for info in model.dump_model()["tree_info"]:
        tree: dict[str, list[float]] = {"feature": [], "threshold": [], "left": [], "right": [], "leaf": []}
        flatten(info["tree_structure"], tree)
        if not tree["feature"]:  # a tree of one leaf: both ways lead to it
            tree |= {"feature": [0], "threshold": [0.0], "left": [-1], "right": [-1]}
        trees.append(tree)
    return trees


def flatten(node: dict, tree: dict[str, list[float]]) -> int:
    if "leaf_value" in node:
        tree["leaf"].append(float(f"{node['leaf_value']:.4g}"))
        return -len(tree["leaf"])
    at = len(tree["feature"])
    tree["feature"].append(node["split_feature"])
    tree["threshold"].append(float(f"{node['threshold']:.7g}"))
    tree["left"].append(0)
    tree["right"].append(0)
    tree["left"][at] = flatten(node["left_child"], tree)
    tree["right"][at] = flatten(node["right_child"], tree)
    return at


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--cross-validate", action="store_true", help="measure, and write nothing")
    args = parser.parse_args()
    stories = read_stories(args.corpora)
    if args.cross_validate:
        print_table(stories, rank_nested(stories))
        return
    words = add_probabilities(stories, [])
    fit = prepare(stories, {id(s): even(value_at_random(s)) for s in stories})
    weights: dict[str, object] = {
        "features": COLUMNS,
        "word_features": WORD_FEATURES,
        "depth": max(DEPTH, WORDS_DEPTH),
        "prior": words.prior,
        "words_one": as_json(words.trees[False]),
        "words_several": as_json(words.trees[True]),
        "one": as_json(fit([s for s in stories if not s.several])),
        "several": as_json(fit([s for s in stories if s.several])),
    }
    WEIGHTS.write_text(json.dumps(weights, separators=(",", ":")) + "\n", "utf-8")
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
