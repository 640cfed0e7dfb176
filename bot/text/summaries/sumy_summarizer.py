"""Articles as documents of the sumy library, and the ranking as one of its summarizers, beside sumy's own.

The analysis ranks with ``rank(NewsSummarizer(forms), Story(...))``; what another algorithm would choose is the same
call with another summarizer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.summarizers import AbstractSummarizer

from bot.models.analysis import Document, Sentence
from bot.text.sentences import split_sentences
from bot.text.summaries.ranking import rank_sentences
from bot.text.words import ENGLISH, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.text.words import WordForms

__all__ = ["NewsSummarizer", "NewsTokenizer", "Story", "rank"]


class NewsTokenizer:
    """Our sentences and words for sumy, whose own tokenizer needs a download."""

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        """The sentences of a paragraph."""
        return tuple(s.text for s in split_sentences(paragraph))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """The words of a sentence in lower case."""
        return tuple(words(sentence))


class Story(ObjectDocumentModel):
    """A sumy document that keeps the articles it was made of, with the places of their sentences.

    The titles are its headings. ``sentences`` of sumy are those of ours, in the same order.
    """

    def __init__(self, articles: Sequence[Document], places: Sequence[Sentence]) -> None:
        super().__init__(_paragraphs(articles, places))
        self.articles = articles
        self.places = places

    @classmethod
    def of(cls, document: ObjectDocumentModel) -> Story:
        """A story made of any document of sumy's; its first heading counts as the title."""
        text = "\n\n".join(" ".join(str(s) for s in paragraph.sentences) for paragraph in document.paragraphs)
        places, end = [], 0
        for sentence in document.sentences:
            start = text.index(str(sentence), end)
            end = start + len(str(sentence))
            places.append(Sentence(text[start:end], start, end))
        title = str(document.headings[0]) if document.headings else ""
        return cls([Document(title, text)], places)


def _paragraphs(articles: Sequence[Document], places: Sequence[Sentence]) -> Iterator[Paragraph]:
    """The paragraphs of all articles, each title before the first paragraph of its article."""
    tokenizer = NewsTokenizer()
    current: list[SumySentence] = []
    before: Sentence | None = None
    for place in places:
        article = articles[place.doc]
        is_first = before is None or before.doc != place.doc
        if before is not None and (is_first or "\n" in article.text[before.end : place.start]):
            yield Paragraph(current)
            current = []
        if is_first and article.title:
            current.append(SumySentence(article.title, tokenizer, is_heading=True))
        current.append(SumySentence(place.text, tokenizer))
        before = place
    if current:
        yield Paragraph(current)


class NewsSummarizer(AbstractSummarizer):
    """Summarizes a story, or any document of sumy's. ``forms`` holds the stop words and the stemmer of its language."""

    def __init__(self, forms: WordForms = ENGLISH) -> None:
        super().__init__(forms.stem)
        self._forms = forms

    def __call__(self, document: ObjectDocumentModel, sentences_count: Any) -> tuple[SumySentence, ...]:  # noqa: ANN401 - sumy takes a number, "20%" or a callable
        """The best sentences in document order."""
        story = document if isinstance(document, Story) else Story.of(document)
        order = rank_sentences(story.articles, story.places, self._forms)
        ratings = iter((-np.argsort(order)).tolist())
        best: tuple[SumySentence, ...] = self._get_best_sentences(
            document.sentences, sentences_count, lambda _: next(ratings)
        )
        return best


def rank(summarizer: AbstractSummarizer, story: Story) -> tuple[int, ...]:
    """The index of every sentence as a summarizer of sumy's orders them, best first."""
    order: list[int] = []

    def keep_all(ranked: Sequence[Any]) -> Sequence[Any]:
        """In place of a number of sentences, sumy takes a function of all of them, best first."""
        order.extend(info.order for info in ranked)
        return ranked

    summarizer(story, keep_all)
    return (*order, *range(len(order), len(story.places)))  # sumy rates none in a text of stop words
