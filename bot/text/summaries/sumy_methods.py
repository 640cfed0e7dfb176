"""What sumy's own algorithms would choose, for comparison with the ranking. Runs in a worker process.

Most of them compare every sentence with every other, in plain Python: the number of sentences is bounded.
"""

from __future__ import annotations

import warnings
from importlib import import_module
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from bot.text.summaries.sumy_summarizer import Story, rank
from bot.text.summaries.word_forms import word_forms

if TYPE_CHECKING:
    from collections.abc import Callable

    from sumy.summarizers import AbstractSummarizer

    from bot.models.summary_methods import MethodRequest
    from bot.text.words import WordForms

__all__ = ["MAX_COMPARED", "rank_by_method", "sumy_summarizer"]

MAX_COMPARED, MAX_CHARACTERS = 150, 30_000
"""Sentences of an article that are compared, and their characters: KL-Sum takes two seconds for these, the others less
than that. The rest of the article is not read.
"""
_CLASSES = {
    "lexrank": ("lex_rank", "LexRankSummarizer"),
    "textrank": ("text_rank", "TextRankSummarizer"),
    "lsa": ("lsa", "LsaSummarizer"),
    "luhn": ("luhn", "LuhnSummarizer"),
    "edmundson": ("edmundson", "EdmundsonSummarizer"),
    "sumbasic": ("sum_basic", "SumBasicSummarizer"),
    "reduction": ("reduction", "ReductionSummarizer"),
    "kl": ("kl", "KLSummarizer"),
}
"""By the keys of ``SUMMARY_METHODS``: module of ``sumy.summarizers``, and class."""


def rank_by_method(request: MethodRequest) -> tuple[int, ...]:
    """Indices of the first sentences, as many as are compared, best first."""
    ends = accumulate(len(s.text) for s in request.sentences[:MAX_COMPARED])
    compared = sum(end <= MAX_CHARACTERS for end in ends)
    story = Story(request.documents, request.sentences[:compared])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # LSA warns of texts with fewer words than sentences
        return rank(sumy_summarizer(request.method, word_forms(request.language)), story)


def sumy_summarizer(method: str, forms: WordForms) -> AbstractSummarizer:
    """One of sumy's algorithms. Edmundson's reads title and place only: there are no cue words for news."""
    module, name = _CLASSES[method]
    make: Callable[..., Any] = getattr(import_module(f"sumy.summarizers.{module}"), name)
    summarizer: Any
    if method == "edmundson":
        summarizer = make(forms.stem, cue_weight=0.0)
        summarizer.null_words = forms.stop_words or {""}  # it refuses an empty set
    else:
        summarizer = make(forms.stem)
        summarizer.stop_words = forms.stop_words
    ranker: AbstractSummarizer = summarizer
    return ranker
