"""Trains the model that chooses which key phrases are shown, writes its weights, or measures it.

    python bench/train_telling_phrases.py --corpora DIRECTORY                    writes telling_weights.json
    python bench/train_telling_phrases.py --corpora DIRECTORY --cross-validate   prints shares, trained on other folds

DIRECTORY is that of ``topics.py``. ``phrases_read.tsv`` has the most probable phrases of an article, 12 at most, judged
by reading: "useful" names a thing that the article is about and that a reader would follow, search for or click, "junk"
is cut off, too general, a quantity or a date, and "so-so" is between. The first 456 articles were judged in random
order, and what only repeats the title could be "useful"; the place of their phrases in the ranking was not kept. The
238 after them were judged in the order of the ranking, only what the rules for phrases let pass, and "useful" is what
tells more than the title. The model has a constant for each of the two, and the first count less: by weights of 0.1 to
1 for them, cross-validated, 0.1 and 0.3 were the best.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from logistic import fit_logistic, probabilities
from roles import read_rows, share
from topics import CORPORA, documents

from bot.text.telling_features import TELLING_FEATURES, read_page, telling_features, words_of
from bot.text.telling_phrases import chosen_phrases, repeats_title

if TYPE_CHECKING:
    from bot.models.analysis import Document

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "bot" / "text" / "data" / "telling_weights.json"
FOLDS, SHUFFLES = 10, 4
SHRINKAGE = 20.0
WITHOUT_PLACE = 0.3
"""How much an article of the first readers counts."""
PLACE = TELLING_FEATURES.index("place among the key phrases")


@dataclass
class Example:
    """The judged phrases of an article, with a row of features for each."""

    judgements: dict[str, str]
    features: np.ndarray
    has_places: bool

    @property
    def useful(self) -> np.ndarray:
        """1 for each phrase that a reader called useful, else 0."""
        return np.array([judgement == "useful" for judgement in self.judgements.values()], float)


def read_examples(corpora: Path) -> list[Example]:
    judged: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_rows(HERE / "phrases_read.tsv"):
        judged[row["article"]].append(row)
    found = [
        read_example(document, judged[article])
        for name in CORPORA
        for article, document in documents(corpora / f"{name}_dev.jsonl")
        if article in judged
    ]
    return [example for example in found if example.judgements]


def read_example(document: Document, rows: list[dict[str, str]]) -> Example:
    """The phrases of an article that the rules let pass; the place is 0 where it was not kept."""
    page = read_page(document.title, document.text)
    judgements, features = {}, []
    for row in rows:
        place = 0 if row["place"] == "-" else int(row["place"])
        values = telling_features(row["item"], page, place)
        if values and chosen_phrases({row["item"]: 1.0}) and not repeats_title(words_of(row["item"]), page):
            judgements[row["item"]] = row["judgement"]
            features.append(values)
    return Example(judgements, np.array(features), rows[0]["place"] != "-")


def fit(examples: list[Example]) -> tuple[np.ndarray, float]:
    """Weights and intercept for phrases whose place is known."""
    rows = np.concatenate([e.features for e in examples])
    known = np.concatenate([np.full(len(e.judgements), e.has_places) for e in examples])
    rows[~known, PLACE] = rows[known, PLACE].mean()
    useful, importance = np.concatenate([e.useful for e in examples]), np.where(known, 1.0, WITHOUT_PLACE)
    weights, intercept = fit_logistic(np.c_[rows, ~known], useful, SHRINKAGE, importance)
    return weights[:-1], intercept


def cross_validate(examples: list[Example]) -> None:
    """Prints the shares of the articles with places, each by models trained without it."""
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
        if e.has_places
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
