"""Fits the weights by which ``!who`` leaves out sentences that hardly tell about the person.

    python bench/fit_who_sentences.py --corpora DIRECTORY    prints the weights, and what other thresholds would show

Needs numpy. The sentences and their judgements are those of ``who_sentences_considered.tsv``: the draws before the one
in ``who_sentences_judged.tsv``. The thresholds are measured by cross-validation over articles. Other features were
tried and changed nothing: how far back in the sentence the name stands, how many others are named beside it and before
it, how often the article names the person, and whether a full name stands there.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from fit_reliability import actors_of
from logistic import newton, probabilities
from roles import read_rows, rows_of
from who_sentences import CONSIDERED, CORPORA, HERE

from bot.models.analysis import ActorKind
from bot.text.actors.naming_sentences import naming_sentences
from bot.text.actors.prominence.reliability import log_odds
from bot.text.actors.sentence_confidence import FEATURES, feature_values
from bot.text.tagger import Tagger

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDS = 10
PENALTY, INTERCEPT_PENALTY = 2.0, 0.01
SCALE = np.array([1.0, 1.0, 1.0, 4.0, 1.0])
"""What the features are divided by, so that their weights are pulled towards zero alike."""
THRESHOLDS = (0.8, 0.85, 0.88, 0.89, 0.9, 0.91, 0.92, 0.94, 0.96)


def read_sentences(corpora: Path) -> Iterator[tuple[str, str, tuple[float, ...]]]:
    """The article, the judgement and the features of each judged sentence that the present rules still quote."""
    judged = {(r["article"], r["name"], int(r["sentence"])): r["judgement"] for r in read_rows(HERE / CONSIDERED)}
    articles, tagger = {article for article, _, _ in judged}, Tagger()
    for corpus in CORPORA:
        for article, document in rows_of(corpora / f"{corpus}_dev.jsonl"):
            if article not in articles:
                continue
            for name, actor in actors_of(document, tagger):
                if actor.kind is not ActorKind.PERSON:
                    continue
                is_one_word = not any(" " in mention.text for mention in actor.mentions)
                for index, sentence in naming_sentences(actor.mentions, actor.texts, is_person=True).items():
                    if judgement := judged.get((article, name, index)):
                        values = feature_values(sentence, is_one_word=is_one_word, log_odds=log_odds(actor))
                        yield article, judgement, values


def fit(values: np.ndarray, telling: np.ndarray) -> np.ndarray:
    """The weights of the features and the intercept."""
    penalty = np.append(np.full(len(FEATURES), PENALTY), INTERCEPT_PENALTY)
    return newton(values / SCALE, telling, np.ones(len(telling)), penalty) / SCALE


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    rows = list(read_sentences(parser.parse_args().corpora))
    values = np.array([(*features, 1.0) for _, _, features in rows])
    telling, other = (np.array([judgement == wanted for _, judgement, _ in rows]) for wanted in ("telling", "other"))
    for name, weight in zip((*(name for name, _ in FEATURES), "intercept"), fit(values, telling), strict=True):
        print(f"{name}: {weight:.2f}")
    folds = np.array([int(hashlib.sha256(article.encode()).hexdigest(), 16) % FOLDS for article, _, _ in rows])
    chances = np.zeros(len(rows))
    for fold in range(FOLDS):
        chances[folds == fold] = probabilities(
            values[folds == fold], fit(values[folds != fold], telling[folds != fold])
        )
    print(f"{len(rows)} sentences, {telling.sum()} telling, {other.sum()} about somebody else")
    for threshold in THRESHOLDS:
        shown = chances >= threshold
        print(f"  {threshold}: {shown.sum()} shown, {telling[shown].sum()} telling, {other[shown].sum()} about others")


if __name__ == "__main__":
    main()
