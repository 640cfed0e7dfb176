"""The ranking as a summarizer of the sumy library, so that it can be used and compared like sumy's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sumy.summarizers import AbstractSummarizer

from bot.models.analysis import Document, Sentence
from bot.text.sentences import split_sentences
from bot.text.summaries.ranking import rank_sentences
from bot.text.words import words

if TYPE_CHECKING:
    from sumy.models.dom import ObjectDocumentModel
    from sumy.models.dom import Sentence as SumySentence

__all__ = ["NewsSummarizer", "NewsTokenizer"]


class NewsSummarizer(AbstractSummarizer):
    """Summarizes a sumy document; its first heading counts as its title."""

    def __call__(self, document: ObjectDocumentModel, sentences_count: Any) -> tuple[SumySentence, ...]:  # noqa: ANN401 - sumy takes a number, "20%" or a callable
        """The best sentences in document order."""
        text = "\n\n".join(" ".join(str(s) for s in paragraph.sentences) for paragraph in document.paragraphs)
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
