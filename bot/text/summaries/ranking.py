"""Sentences ranked for extractive summaries: trees predict what words and sentences are worth, the readable come first.

One set of trees tells how likely each word is to be in a summary by a person. Others, from that and from where a
sentence stands and how it is made, how much it adds to the ROUGE of a summary, among random companions and among those
that the ranker itself would choose; ``bench/train_ranker.py`` makes the weights and measures them.
"""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

import numpy as np
from sumy.summarizers._summarizer import AbstractSummarizer

from bot.models.analysis import Document, Sentence
from bot.text.boosted_trees import BoostedTrees
from bot.text.data import DATA
from bot.text.sentences import split_sentences
from bot.text.summaries.features import FEATURES, sentence_features
from bot.text.summaries.ordering import order_by_mmr
from bot.text.summaries.word_importance import IMPORTANCE, WORD_FEATURES, ExpectedRouge, importance_features
from bot.text.vectors import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sumy.models.dom._document import ObjectDocumentModel
    from sumy.models.dom._sentence import Sentence as SumySentence


__all__ = ["NewsSummarizer", "NewsTokenizer", "rank_sentences"]


@np.errstate(divide="ignore", over="ignore", invalid="ignore")  # a matrix product may raise flags for what it pads with
def rank_sentences(documents: Sequence[Document], sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """Every index of ``sentences``, best first, so that a summary of any length is a prefix.

    ``sentences`` are those of all documents, document by document, in order. Several documents tell one story.
    Deterministic; never raises for any text; time grows linearly with the sentences.
    """
    if not sentences:
        return ()
    models = _models()
    kind = "several" if len({s.doc for s in sentences}) > 1 else "one"
    features, vectors, vocabulary = sentence_features(documents, sentences)
    likely = models[f"words_{kind}"].predict(vocabulary.with_prior(_prior()))
    chances = (1 / (1 + np.exp(-likely))).astype(np.float32)
    odds = models[kind].predict(np.hstack([features, importance_features(vocabulary, chances)]))
    return order_by_mmr(sentences, odds, vectors, ExpectedRouge(vocabulary, chances))


class NewsSummarizer(AbstractSummarizer):
    """The ranking as a sumy summarizer. The document's first heading counts as its title."""

    def __call__(self, document: ObjectDocumentModel, sentences_count: Any) -> tuple[SumySentence, ...]:  # noqa: ANN401 - sumy takes a number, "20%" or a callable
        """The best sentences in document order, as sumy's summarizers give them."""
        paragraphs = [[str(s) for s in p.sentences] for p in document.paragraphs]
        text = "\n\n".join(" ".join(p) for p in paragraphs)
        title = str(document.headings[0]) if document.headings else ""
        sentences, end = [], 0
        for sentence in document.sentences:
            start = text.index(str(sentence), end)
            end = start + len(str(sentence))
            sentences.append(Sentence(text[start:end], start, end))
        ranks = np.argsort(rank_sentences([Document(title, text)], sentences))
        ratings = iter((-ranks).tolist())
        best: tuple[SumySentence, ...] = self._get_best_sentences(  # type: ignore[no-untyped-call]  # sumy is untyped
            document.sentences, sentences_count, lambda _: next(ratings)
        )
        return best


class NewsTokenizer:
    """Our sentences and words for sumy's parsers, whose own tokenizer needs a download."""

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        """The sentences of a paragraph."""
        return tuple(s.text for s in split_sentences(paragraph))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """The words of a sentence in lower case."""
        return tuple(words(sentence))


@functools.cache
def _stored() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads((DATA / "ranker_weights.json").read_text("utf-8"))
    if (stored["features"], stored["word_features"]) != ([*FEATURES, *IMPORTANCE], [*WORD_FEATURES]):
        msg = "ranker_weights.json was trained on other features: run bench/train_ranker.py"
        raise RuntimeError(msg)
    return stored


@functools.cache
def _models() -> dict[str, BoostedTrees]:
    names = ("words_one", "words_several", "one", "several")
    return {name: BoostedTrees.from_json(_stored()[name], _stored()["depth"]) for name in names}


def _prior() -> dict[str, float]:
    """How much more readily than others people take up a word, whatever the story."""
    prior: dict[str, float] = _stored()["prior"]
    return prior
