"""Ranks sentences for extractive summaries with gradient-boosted trees.

The first trees predict the probability of each word to occur in a human summary. The second ones score each sentence
by its own features and those of its words; they were trained on the ROUGE of whole summaries. ``ordering`` then puts
redundant sentences last, and none before the one it depends on. ``bench/train_ranker.py`` makes the weights and
measures them.
"""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.text.boosted_trees import BoostedTrees
from bot.text.data import DATA
from bot.text.summaries.features import FEATURES, sentence_features
from bot.text.summaries.ordering import order_by_mmr
from bot.text.summaries.vocabulary import WORD_FEATURES
from bot.text.summaries.word_importance import IMPORTANCE_FEATURES, ExpectedRouge, importance_features
from bot.text.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Document, Sentence
    from bot.text.words import WordForms

__all__ = ["rank_sentences"]


@np.errstate(divide="ignore", over="ignore", invalid="ignore")  # matrix products may raise flags for their padding
def rank_sentences(
    documents: Sequence[Document], sentences: Sequence[Sentence], forms: WordForms = ENGLISH
) -> tuple[int, ...]:
    """Every index of ``sentences``, best first, so that a summary of any length is a prefix.

    ``sentences`` are those of all documents, document by document, in order. Several documents tell one story.
    ``forms`` says how words of the language are compared. Deterministic; never raises for any text; time
    grows linearly with the number of sentences.
    """
    if not sentences:
        return ()
    models = _models()
    kind = "several" if len({s.doc for s in sentences}) > 1 else "one"
    features, vectors, vocabulary = sentence_features(documents, sentences, forms)
    log_odds = models[f"words_{kind}"].predict(vocabulary.with_prior(_stored()["prior"]))
    probabilities = (1 / (1 + np.exp(-log_odds))).astype(np.float32)
    scores = models[kind].predict(np.hstack([features, importance_features(vocabulary, probabilities)]))
    return order_by_mmr(sentences, scores, vectors, ExpectedRouge(vocabulary, probabilities), forms.opening)


@functools.cache
def _stored() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads((DATA / "ranker_weights.json").read_text("utf-8"))
    expected = [*FEATURES, *IMPORTANCE_FEATURES], WORD_FEATURES
    if (stored["features"], stored["word_features"]) != expected:  # pragma: no cover - only while features change
        msg = "ranker_weights.json was trained on other features: run bench/train_ranker.py"
        raise RuntimeError(msg)
    return stored


@functools.cache
def _models() -> dict[str, BoostedTrees]:
    names = ("words_one", "words_several", "one", "several")
    return {name: BoostedTrees.from_json(_stored()[name], _stored()["depth"]) for name in names}
