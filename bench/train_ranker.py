"""Trains the sentence ranker, writes its weights and measures it by cross-validation.

    python bench/train_ranker.py --corpora DIRECTORY                   writes bot/text/data/ranker_weights.json
    python bench/train_ranker.py --corpora DIRECTORY --cross-validate  prints gains over Lead on unseen folds

Needs lightgbm, nltk and numpy; DIRECTORY is as ``summary_stories`` says. The seeds are fixed: the same data gives the
same weights.

Four stages: the probability of each word and of each pair of words to be in a human summary (``train_importance``), the
value of a sentence (``train_sentence_values``), odds of sentences from whole summaries (``train_set_policy``), and from
there odds for summaries with a budget in words (``train_step_policy``). Only the probabilities and the trees of both
policies are kept.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import lightgbm
import numpy as np
from summary_stories import CHOSEN, FOLDS, LENGTHS, SETS, Story, read_stories
from train_importance import DEPTH as IMPORTANCE_DEPTH
from train_importance import add_probabilities
from train_sentence_values import COLUMNS, DEPTH, even, fit_values, value_at_random, value_in_company
from train_set_policy import draw_pool, fit_policy
from train_step_policy import fit_steps, grow_steps

from bot.text.summaries.bigrams import BIGRAM_FEATURES
from bot.text.summaries.vocabulary import WORD_FEATURES

if TYPE_CHECKING:
    from collections.abc import Callable

    Fit = Callable[[list[Story]], lightgbm.Booster]

Z95 = 1.96
"""Standard errors from a mean to either end of its 95 % interval."""
WEIGHTS = Path(__file__).parents[1] / "bot" / "text" / "data" / "ranker_weights.json"


def predict_across(stories: list[Story], fit: Fit) -> dict[int, np.ndarray]:
    """Predictions by the story's ``id()``, by models that were trained on the other folds of its kind."""
    predicted = {}
    for several in (False, True):
        kin = [s for s in stories if s.several == several]
        for fold in {s.fold for s in kin}:
            model = fit([s for s in kin if s.fold != fold])
            predicted |= {id(s): model.predict(s.features) for s in kin if s.fold == fold}
    return predicted


def prepare(stories: list[Story]) -> tuple[Fit, Fit]:
    """How to train the two policies, of which the second goes on from the first.

    The stories have the probabilities of their words and pairs. What a policy learns from (the summaries around the
    choices of regressed values, and the steps of the first policy's summaries) is drawn here, for each story by models
    that have not seen it.
    """
    targets = {id(s): even(value_at_random(s)) for s in stories}
    alone = predict_across(stories, lambda some: fit_values(some, targets))
    both = {id(s): targets[id(s)] + even(value_in_company(s, alone[id(s)])) for s in stories}
    chosen = predict_across(stories, lambda some: fit_values(some, both))
    pools = {id(s): draw_pool(s, chosen[id(s)]) for s in stories}
    first = predict_across(stories, lambda some: fit_policy(some, pools))
    steps = {id(s): grow_steps(s, first[id(s)]) for s in stories}
    return lambda some: fit_policy(some, pools), lambda some: fit_steps(some, steps)


def rank_nested(stories: list[Story]) -> dict[int, tuple[int, ...]]:
    """The rankings of each fold, by the story's ``id()``, by models of which no stage has seen it."""
    ranked = {}
    for fold in range(FOLDS):
        seen, unseen = [s for s in stories if s.fold != fold], [s for s in stories if s.fold == fold]
        add_probabilities(seen, unseen)
        fits = prepare(seen)
        models = {
            several: [fit([s for s in seen if s.several == several]) for fit in fits] for several in (False, True)
        }
        for story in unseen:
            odds = sum(model.predict(story.features) for model in models[story.several])
            ranked[id(story)] = story.ordered(odds)
    return ranked


def print_table(stories: list[Story], ranked: dict[int, tuple[int, ...]]) -> None:
    """Gains over Lead in ROUGE-1 and ROUGE-2: at a fixed number of sentences, and at equal length in words."""
    rows: dict[str, list[np.ndarray]] = {}
    for story in stories:
        if SETS[story.set][0]:
            ours, lead = (
                np.array([*story.score(ranking), *story.score_at_lengths(ranking)])
                for ranking in (ranked[id(story)], story.lead())
            )
            rows.setdefault(SETS[story.set][0], []).append(ours - lead)
    means = {name: np.mean(row, axis=0) for name, row in rows.items()}
    people = [name for name in means if name != SETS[CHOSEN][0]]
    spread = np.sqrt(sum(np.var(rows[name], axis=0) / len(rows[name]) for name in people)) / len(people)
    heads = ["sentences", *(f"as Lead-{count}" for count, _ in LENGTHS)]
    print(f"{'set':16} {'n':>5} " + " ".join(f"{head:>14}" for head in heads))
    overall = {"mean of people's": np.mean([means[name] for name in people], axis=0), "95 %: ±": Z95 * spread}
    for name, gain in (means | overall).items():
        gains = " ".join(f"{one:+7.2f}{two:+7.2f}" for one, two in gain.reshape(-1, 2))
        print(f"{name:16} {len(rows.get(name, ())) or '':>5} {gains}")


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
    words, pairs = add_probabilities(stories, [])
    fits = prepare(stories)
    kinds = {"one": [s for s in stories if not s.several], "several": [s for s in stories if s.several]}
    weights: dict[str, object] = {
        "features": COLUMNS,
        "word_features": WORD_FEATURES,
        "bigram_features": BIGRAM_FEATURES,
        "depth": max(DEPTH, IMPORTANCE_DEPTH),
        "prior": words.prior,
    }
    for kind, kin in kinds.items():
        weights[f"words_{kind}"] = as_json(words.trees[kind == "several"])
        weights[f"bigrams_{kind}"] = as_json(pairs[kind == "several"])
        weights[kind] = [tree for fit in fits for tree in as_json(fit(kin))]
    WEIGHTS.write_text(json.dumps(weights, separators=(",", ":")) + "\n", "utf-8")
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
