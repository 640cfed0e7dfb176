"""Ranks sentences for extractive summaries with gradient-boosted trees.

The first trees predict the probability of each word, the second ones that of each pair of words, to occur in a human
summary. The third ones score each sentence by its own features and those of its words; they were trained on the ROUGE
of whole summaries with a given number of words. ``ordering`` adds what the pairs promise, puts redundant sentences
last, and none before the one it depends on. ``bench/train_ranker.py`` makes the weights and measures them.
"""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.text.boosted_trees import BoostedTrees
from bot.text.data import DATA
from bot.text.summaries.bigrams import BIGRAM_FEATURES, bigram_features
from bot.text.summaries.expected_rouge import ExpectedRouge
from bot.text.summaries.features import FEATURES, story_features
from bot.text.summaries.ordering import order_by_mmr
from bot.text.summaries.vocabulary import WORD_FEATURES
from bot.text.summaries.word_importance import IMPORTANCE_FEATURES, importance_features
from bot.text.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Document, Sentence
    from bot.text.summaries.ordering import IsTold
    from bot.text.vectors import Matrix
    from bot.text.words import WordForms

__all__ = ["rank_sentences"]


@np.errstate(divide="ignore", over="ignore", invalid="ignore")  # matrix products may raise flags for their padding
def rank_sentences(
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    forms: WordForms = ENGLISH,
    is_told: IsTold | None = None,
) -> tuple[int, ...]:
    """Every index of ``sentences``, best first, so that a summary of any length is a prefix.

    ``sentences`` are those of all documents, document by document, in order. Several documents tell one story.
    ``forms`` says how words of the language are compared; ``is_told`` is that of ``order_by_mmr``. Deterministic; never
    raises for any text; time grows linearly with the number of sentences.
    """
    if not sentences:
        return ()
    models = _models()
    kind = "several" if len({s.doc for s in sentences}) > 1 else "one"
    story = story_features(documents, sentences, forms)
    words = _probabilities(models[f"words_{kind}"], story.vocabulary.with_prior(_stored()["prior"]))
    pairs = _probabilities(
        models[f"bigrams_{kind}"],
        bigram_features(story.bigrams, story.titles, story.vocabulary, words, forms),
    )
    scores = models[kind].predict(np.hstack([story.sentences, importance_features(story.vocabulary, words)]))
    expected = ExpectedRouge(story.bigrams, pairs)
    titles = [document.title for document in documents]
    return order_by_mmr(sentences, scores, story.vectors, expected, forms.opening, titles, is_told)


def _probabilities(trees: BoostedTrees, features: Matrix) -> Matrix:
    """The logistic function of what the trees add up to, ``(rows,)``."""
    probabilities: Matrix = (1 / (1 + np.exp(-trees.predict(features)))).astype(np.float32)
    return probabilities


@functools.cache
def _stored() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads((DATA / "ranker_weights.json").read_text("utf-8"))
    expected = [*FEATURES, *IMPORTANCE_FEATURES], WORD_FEATURES, BIGRAM_FEATURES
    trained_on = stored["features"], stored["word_features"], stored["bigram_features"]
    if trained_on != expected:  # pragma: no cover - only while features change
        msg = "ranker_weights.json was trained on other features: run bench/train_ranker.py"
        raise RuntimeError(msg)
    return stored


@functools.cache
def _models() -> dict[str, BoostedTrees]:
    names = ("words_one", "words_several", "bigrams_one", "bigrams_several", "one", "several")
    return {name: BoostedTrees.from_json(_stored()[name]) for name in names}
