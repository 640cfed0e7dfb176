"""Sentences ranked for extractive summaries: boosted trees predict what each is worth, then the readable come first.

The trees were trained to predict how much a sentence adds to the ROUGE of a summary, among random companions and among
those that the ranker itself would choose; ``bench/train_ranker.py`` makes the weights and measures them.
"""

from __future__ import annotations

import functools
import json
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np
from sumy.summarizers._summarizer import AbstractSummarizer

from bot.models import Document, Sentence
from bot.text.boosted_trees import BoostedTrees
from bot.text.features import FEATURES, sentence_features
from bot.text.readable import readable_order
from bot.text.sentences import split_sentences
from bot.text.vectors import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sumy.models.dom._document import ObjectDocumentModel
    from sumy.models.dom._sentence import Sentence as SumySentence

    from bot.text.vectors import Matrix

__all__ = ["NewsSummarizer", "NewsTokenizer", "rank_sentences", "sentence_values"]


def rank_sentences(documents: Sequence[Document], sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """Every index of ``sentences``, best first, so that a summary of any length is a prefix.

    ``sentences`` are those of all documents, document by document, in order. Several documents tell one story.
    Deterministic; never raises for any text; time grows linearly with the sentences.
    """
    if not sentences:
        return ()
    features, vectors = sentence_features(documents, sentences)
    return readable_order(sentences, sentence_values(features), vectors)


def sentence_values(features: Matrix) -> Matrix:
    """What each sentence is worth, ``(sentences,)``, from features ``(sentences, FEATURES)`` of one story."""
    several = len(np.unique(features[:, FEATURES.index("document")])) > 1
    return _models()["several" if several else "one"].predict(features)


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
def _models() -> dict[str, BoostedTrees]:
    stored = json.loads(resources.files("bot.text").joinpath("ranker_weights.json").read_text("utf-8"))
    if tuple(stored["features"]) != FEATURES:
        msg = "ranker_weights.json was trained on other features: run bench/train_ranker.py"
        raise RuntimeError(msg)
    return {name: BoostedTrees.from_json(stored[name], stored["depth"]) for name in ("one", "several")}
