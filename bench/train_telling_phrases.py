"""Trains the model that chooses which key phrases are shown, writes its weights, or measures it.

    python bench/train_telling_phrases.py --corpora DIRECTORY                    writes telling_weights.json
    python bench/train_telling_phrases.py --corpora DIRECTORY --cross-validate   prints shares, trained on other folds

DIRECTORY is that of ``topics.py``. ``phrases_read.tsv`` has the most probable phrases of an article, 12 at most,
judged in random order by reading: "useful" names a thing that the article is about and that a reader would follow,
search for or click, "junk" is cut off, too general, a quantity or a date, and "so-so" is between.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from logistic import fit_logistic, probabilities
from roles import read_rows, share
from topics import CORPORA, documents

from bot.text.telling_features import TELLING_FEATURES, read_page, telling_features
from bot.text.telling_phrases import chosen_phrases

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "bot" / "text" / "data" / "telling_weights.json"
FOLDS, SHUFFLES = 10, 4
SHRINKAGE = 10.0


@dataclass
class Example:
    """The judged phrases of an article, with a row of features for each."""

    judgements: dict[str, str]
    features: np.ndarray

    @property
    def useful(self) -> np.ndarray:
        """1 for each phrase that a reader called useful, else 0."""
        return np.array([judgement == "useful" for judgement in self.judgements.values()], float)


def read_examples(corpora: Path) -> list[Example]:
    judged: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in read_rows(HERE / "phrases_read.tsv"):
        judged[row["article"]][row["item"]] = row["judgement"]
    examples = []
    for name in CORPORA:
        for article, document in documents(corpora / f"{name}_dev.jsonl"):
            if article in judged:
                page = read_page(document.title, document.text)
                rows = {phrase: telling_features(phrase, page) for phrase in judged[article]}
                known = {phrase: judged[article][phrase] for phrase, row in rows.items() if row}
                examples.append(Example(known, np.array([rows[phrase] for phrase in known])))
    return examples


def fit(examples: list[Example]) -> tuple[np.ndarray, float]:
    rows = np.concatenate([e.features for e in examples])
    return fit_logistic(rows, np.concatenate([e.useful for e in examples]), SHRINKAGE)


def cross_validate(examples: list[Example]) -> None:
    held_out = [np.zeros(len(e.judgements)) for e in examples]
    for shuffle in range(SHUFFLES):
        fold = np.random.RandomState(shuffle).permutation(len(examples)) % FOLDS
        for number in range(FOLDS):
            model = fit([e for e, f in zip(examples, fold, strict=True) if f != number])
            for index in np.flatnonzero(fold == number):
                held_out[index] += probabilities(examples[index].features, *model) / SHUFFLES
    shown = [
        [e.judgements[phrase] for phrase in chosen_phrases(dict(zip(e.judgements, found, strict=True)))]
        for e, found in zip(examples, held_out, strict=True)
    ]
    counts = Counter(judgement for of_article in shown for judgement in of_article)
    for judgement, count in counts.most_common():
        print(f"{judgement} {share(count, counts.total())}")
    print(f"articles with a phrase: {share(sum(map(bool, shown)), len(shown))}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--cross-validate", action="store_true", help="measure, and write nothing")
    args = parser.parse_args()
    examples = read_examples(args.corpora)
    if args.cross_validate:
        cross_validate(examples)
        return
    weights, intercept = fit(examples)
    named = {name: float(f"{weight:.4g}") for name, weight in zip(TELLING_FEATURES, weights, strict=True)}
    WEIGHTS.write_text(json.dumps({"intercept": float(f"{intercept:.4g}"), "weights": named}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
