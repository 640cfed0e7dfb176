"""Trains the sentence ranker, writes its weights and measures it by cross-validation.

    python bench/train_ranker.py --corpora DIRECTORY                    writes bot/text/ranker_weights.json
    python bench/train_ranker.py --corpora DIRECTORY --cross-validate   prints gains over Lead, trained on other folds

Needs lightgbm, nltk (its Porter stemmer) and numpy. DIRECTORY holds ``summaries_NAME_dev.jsonl`` for the names in SETS:
{"id", "refs", "text" or "docs", "title" or "titles"} a line. The seed is fixed: the same data gives the same weights.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import lightgbm
import numpy as np
from nltk.stem.porter import PorterStemmer

from bot.models import Document, Sentence
from bot.text.features import FEATURES, sentence_features
from bot.text.readable import readable_order
from bot.text.sentences import split_sentences

WEIGHTS = Path(__file__).parents[1] / "bot" / "text" / "ranker_weights.json"
SETS = {  # how the files' names are reported, and how much an article of each counts
    "cnn": ("cnn", 1.0),
    "cnn_more": ("cnn", 1.0),
    "mixed": ("mixed", 1.5),
    "inshorts": ("inshorts", 2.5),
    "neus": ("neus", 1.0),
    "multinews": ("multinews", 1.0),
    "multinews_more": ("", 1.0),  # lower-cased: only for training
}
FOLDS = 5
DEPTH = 6
ROUNDS = 350
BIGRAM_WEIGHT = 1.3
PARAMETERS = {
    "objective": "regression",
    "learning_rate": 0.02,
    "num_leaves": 12,
    "max_depth": DEPTH,
    "min_data_in_leaf": 150,
    "feature_fraction": 0.25,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
}
_stemmer = PorterStemmer()


@functools.lru_cache(400_000)
def stem(word: str) -> str:
    return _stemmer.stem(word) if len(word) > 3 else word


def tokens(text: str) -> list[str]:
    return [stem(t) for t in re.sub(r"[^a-z0-9]+", " ", text.lower()).split()]


def ngrams(stems: list[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(zip(*[stems[i:] for i in range(n)], strict=False))


@dataclass
class Story:
    """One row of a corpus with all that training and measuring need."""

    set: str
    sentences: list[Sentence]
    stems: list[list[str]]
    references: list[list[str]]
    features: np.ndarray
    vectors: np.ndarray
    fold: int
    seed: int
    several: bool
    budget: int
    counts: list[tuple[int, np.ndarray, np.ndarray]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Counts of the references' n-grams in each sentence, for ``values``."""
        for reference in self.references:
            for n in (1, 2):
                wanted = ngrams(reference, n)
                column = {gram: i for i, gram in enumerate(wanted)}
                table = np.zeros((len(self.sentences), len(column)), np.float32)
                for row, stems in enumerate(self.stems):
                    for gram, times in ngrams(stems, n).items():
                        if gram in column:
                            table[row, column[gram]] = times
                self.counts.append((n, table, np.array(list(wanted.values()), np.float32)))

    def values(self, chosen: np.ndarray) -> np.ndarray:
        """ROUGE-1 and weighted ROUGE-2 of summaries ``(summaries, sentences each)`` in one figure each."""
        best = np.zeros((2, len(chosen)), np.float32)
        lengths = np.array([len(s) for s in self.stems])
        for n, table, wanted in self.counts:
            overlap = np.minimum(table[chosen].sum(1), wanted).sum(1)
            said = np.maximum(lengths - n + 1, 0)[chosen].sum(1)
            best[n - 1] = np.maximum(best[n - 1], 200 * overlap / np.maximum(said + wanted.sum(), 1))
        return best[0] + BIGRAM_WEIGHT * best[1]

    def score(self, ranking: tuple[int, ...]) -> tuple[float, float]:
        """ROUGE-1 and ROUGE-2 of the summary that a ranking gives: 3 sentences (NeuS 2), Multi-News 200 words."""
        if self.set.startswith("multinews"):
            pieces, used = [], 0
            for i in ranking:
                piece = self.sentences[i].text.split()[: 200 - used]
                pieces.append((i, " ".join(piece)))
                used += len(piece)
                if used >= 200:
                    break
            said = tokens(" ".join(text for _, text in sorted(pieces)))
        else:
            said = [t for i in sorted(ranking[: self.budget]) for t in self.stems[i]]
        return tuple(100 * max(f1(ngrams(said, n), ngrams(r, n)) for r in self.references) for n in (1, 2))

    def lead(self) -> tuple[int, ...]:
        """First sentences first, those of several documents in turn."""
        place = self.features[:, FEATURES.index("place")]
        return tuple(sorted(range(len(place)), key=lambda i: (place[i], self.sentences[i].doc)))


def f1(said: Counter, wanted: Counter) -> float:
    return 2 * (said & wanted).total() / max(said.total() + wanted.total(), 1)


def read_stories(corpora: Path) -> list[Story]:
    stories = []
    for name in SETS:
        for line in (corpora / f"summaries_{name}_dev.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            texts = row.get("docs") or [row["text"]]
            titles = [*(row.get("titles") or [row.get("title")]), *[""] * len(texts)]
            documents = [Document(title or "", text) for title, text in zip(titles, texts, strict=False)]
            sentences = [s for doc, d in enumerate(documents) for s in split_sentences(d.text, doc)]
            features, vectors = sentence_features(documents, sentences)
            stems = [tokens(s.text) for s in sentences]
            # Two sets can hold one article: by its opening both fall into the same fold.
            opening = re.sub(r"\W+", "", texts[0].lower())[40:140]
            group = int(hashlib.sha256(opening.encode()).hexdigest()[:8], 16)
            words = sum(len(s.text.split()) for s in sentences)
            budget = max(2, round(200 * len(sentences) / max(words, 1))) if name.startswith("multi") else 3
            stories.append(
                Story(
                    set=name,
                    sentences=sentences,
                    stems=stems,
                    references=[tokens(r) for r in row["refs"]],
                    features=features,
                    vectors=vectors,
                    fold=group % FOLDS,
                    seed=group,
                    several=len({s.doc for s in sentences}) > 1,
                    budget=2 if name == "neus" else budget,
                )
            )
    return stories


def value_at_random(story: Story) -> np.ndarray:
    """What each sentence adds to random summaries, by ridge regression on which sentences they hold."""
    random = np.random.RandomState(story.seed)
    count = len(story.sentences)
    size = min(story.budget, count)
    odds = 1 / (1.5 + story.features[:, FEATURES.index("place")])
    odds = 0.5 * odds / odds.sum() + 0.5 / count
    draws = min(60 * count, 3000)
    keys = -np.log(odds) - random.gumbel(size=(draws, count))
    chosen = np.argsort(keys, axis=1)[:, :size]
    values = np.concatenate([story.values(part) for part in np.array_split(chosen, draws // 300 + 1)])
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


def fit(stories: list[Story], targets: list[np.ndarray]) -> lightgbm.Booster:
    weights = np.concatenate([np.full(len(s.sentences), SETS[s.set][1] / len(s.sentences)) for s in stories])
    data = lightgbm.Dataset(
        np.concatenate([s.features for s in stories]), np.concatenate(targets), weight=weights / weights.mean()
    )
    return lightgbm.train(PARAMETERS, data, ROUNDS)


def predict_across(stories: list[Story], targets: list[np.ndarray]) -> list[np.ndarray]:
    """Predictions for every story by models that were trained on the other folds."""
    predicted: list[np.ndarray] = [np.zeros(0)] * len(stories)
    for several in (False, True):
        for fold in range(FOLDS):
            kin = [i for i, s in enumerate(stories) if s.several == several]
            train = [i for i in kin if stories[i].fold != fold]
            model = fit([stories[i] for i in train], [targets[i] for i in train])
            for i in kin:
                if stories[i].fold == fold:
                    predicted[i] = model.predict(stories[i].features)
    return predicted


def make_targets(stories: list[Story]) -> list[np.ndarray]:
    alone = [even(value_at_random(s)) for s in stories]
    predicted = predict_across(stories, alone)
    return [a + even(value_in_company(s, p)) for s, a, p in zip(stories, alone, predicted, strict=True)]


def print_table(stories: list[Story], predicted: list[np.ndarray]) -> None:
    rows: dict[str, list[tuple[float, ...]]] = {}
    for story, values in zip(stories, predicted, strict=True):
        if SETS[story.set][0]:
            ours = story.score(readable_order(story.sentences, values.astype(np.float32), story.vectors))
            rows.setdefault(SETS[story.set][0], []).append((*ours, *story.score(story.lead())))
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
    stories = [s for s in read_stories(args.corpora) if s.sentences]
    targets = make_targets(stories)
    if args.cross_validate:
        print_table(stories, predict_across(stories, targets))
        return
    weights: dict[str, object] = {"features": FEATURES, "depth": DEPTH}
    for name, several in (("one", False), ("several", True)):
        kin = [i for i, s in enumerate(stories) if s.several == several]
        weights[name] = as_json(fit([stories[i] for i in kin], [targets[i] for i in kin]))
    WEIGHTS.write_text(json.dumps(weights, separators=(",", ":")) + "\n", "utf-8")
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
