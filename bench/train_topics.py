"""Trains the model that accepts or refuses topic labels, writes its weights, or measures it.

    python bench/train_topics.py --corpora DIRECTORY                    writes topic_weights.json
    python bench/train_topics.py --corpora DIRECTORY --cross-validate   prints shares, trained on the other folds

DIRECTORY is that of ``topics.py``. Two sorts of judgements, both made by reading:

``topics_read.tsv`` has every label that fits an article, whatever an analyzer gave it: "main" if the article is about
it, "also" if a reader would accept it; "none" stands for an article that fits no topic. All other labels are wrong.

``topics_judged.tsv`` has labels that earlier rules gave (see ``topics.py``; its last draw is left out, since it
measures the model). Labels that nobody judged are wrong if their evidence is weak, and else left out.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from logistic import fit_logistic, probabilities
from roles import read_rows
from topics import CORPORA, DRAWS, documents

from bot.text.tagger import Tagger
from bot.text.topics.evidence import find_evidence
from bot.text.topics.scoring import FEATURES, accepted_labels, topic_features

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "bot" / "text" / "data" / "topic_weights.json"
LAST = [draw for draw in DRAWS if draw.startswith("topics")][-1]
UNJUDGED_SCORE, UNJUDGED_WEIGHT = 2.5, 0.5
"""An unjudged label with a lower score counts as wrong, with this weight."""
FOLDS, SHUFFLES = 10, 4
SHRINKAGE = 3.0


@dataclass
class Example:
    """A label that has evidence in an article; ``right`` is 1 if it fits."""

    article: str
    label: str
    features: list[float]
    right: float
    weight: float = 1.0


def read_judgements() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """The judgement of each label by article: of the articles that were read for all labels, and of the others."""
    read: defaultdict[str, dict[str, str]] = defaultdict(dict)
    judged: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in read_rows(HERE / "topics_read.tsv"):
        read[row["article"]][row["item"]] = row["judgement"]
    for row in read_rows(HERE / "topics_judged.tsv"):
        if row["draw"] != LAST:
            judged[row["article"]][row["item"]] = row["judgement"]
    return dict(read), dict(judged)


def read_examples(corpora: Path) -> Iterator[Example]:
    read, judged = read_judgements()
    tagger = Tagger()
    for name in CORPORA:
        for article, document in documents(corpora / f"{name}_dev.jsonl"):
            if article in read or article in judged:
                found = find_evidence([document], tagger.tag([document.text]))
                for label, features in topic_features(found).items():
                    if article in read:
                        yield Example(article, label, features, float(label in read[article]))
                    elif label in judged[article]:
                        right = judged[article][label] in ("right", "missing")
                        yield Example(article, label, features, float(right))
                    elif found.topics[label].score < UNJUDGED_SCORE:
                        yield Example(article, label, features, 0.0, UNJUDGED_WEIGHT)


def fit(examples: list[Example]) -> tuple[np.ndarray, float]:
    features, right, weights = (np.array([getattr(e, a) for e in examples]) for a in ("features", "right", "weight"))
    return fit_logistic(features, right, SHRINKAGE, weights)


def cross_validate(examples: list[Example]) -> None:
    """Prints how many of the articles read for all labels have a wrong one, or miss a main one."""
    read, _ = read_judgements()
    articles = sorted({e.article for e in examples})
    held_out = np.zeros(len(examples))
    for shuffle in range(SHUFFLES):
        fold = dict(zip(articles, np.random.RandomState(shuffle).permutation(len(articles)) % FOLDS, strict=True))
        of = np.array([fold[e.article] for e in examples])
        for number in range(FOLDS):
            model = fit([e for e, f in zip(examples, of, strict=True) if f != number])
            inside = [e for e, f in zip(examples, of, strict=True) if f == number]
            held_out[of == number] += probabilities(np.array([e.features for e in inside]), *model) / SHUFFLES
    given: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for example, probability in zip(examples, held_out, strict=True):
        given[example.article][example.label] = probability
    labels = {article: set(accepted_labels(given[article])) for article in read}
    wrong = sum(bool(labels[article] - fitting.keys()) for article, fitting in read.items())
    missed = sum(bool(main_labels(fitting) - labels[article]) for article, fitting in read.items())
    print(
        f"{len(read)} articles: {wrong} with a wrong label, {missed} without a main one, "
        f"{sum(not found for found in labels.values())} without any"
    )


def main_labels(fitting: Mapping[str, str]) -> set[str]:
    return {label for label, judgement in fitting.items() if judgement == "main"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--cross-validate", action="store_true", help="measure, and write nothing")
    args = parser.parse_args()
    examples = list(read_examples(args.corpora))
    if args.cross_validate:
        cross_validate(examples)
        return
    weights, intercept = fit(examples)
    named = {name: float(f"{weight:.4g}") for name, weight in zip(FEATURES, weights, strict=True)}
    WEIGHTS.write_text(json.dumps({"intercept": float(f"{intercept:.4g}"), "weights": named}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
