"""What another algorithm would choose of an article, beside the bot's own choice, at the same length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.models.analysis import Document
from bot.models.summary_methods import MethodRequest
from bot.services.analysis.worker_main import rank_by_method
from bot.text.summaries.length import sentences_within, summary_within

if TYPE_CHECKING:
    from bot.models.analysed_article import AnalysedArticle
    from bot.models.analysis import Sentence
    from bot.services.analysis.pool import AnalysisPool

__all__ = ["SummaryComparison", "SummaryMethods"]


@dataclass(frozen=True, slots=True)
class SummaryComparison:
    """The sentences that a method chooses, and those of the bot, each in document order.

    ``read`` is how many sentences the method read, of ``total``.
    """

    method: str
    theirs: tuple[Sentence, ...]
    ours: tuple[Sentence, ...]
    read: int
    total: int


class SummaryMethods:
    """Asks sumy's algorithms, in a worker process."""

    def __init__(self, analysis_pool: AnalysisPool) -> None:
        self._analysis_pool = analysis_pool

    async def compare(self, scope: int, item: AnalysedArticle, method: str, words: int) -> SummaryComparison:
        """Both choices of about so many ``words``; ``method`` is a key of ``SUMMARY_METHODS``.

        Raises AnalysisFailed or WorkerUnavailable.
        """
        article, analysis = item.article, item.analysis
        document = Document(article.title, article.text)
        request = MethodRequest(method, (document,), analysis.sentences, analysis.language)
        order = await self._analysis_pool.run(rank_by_method, request, scope=scope)
        count = sentences_within((analysis.sentences[i] for i in order), words)
        theirs = tuple(analysis.sentences[i] for i in sorted(order[:count]))
        return SummaryComparison(method, theirs, summary_within(analysis, words), len(order), analysis.total)
