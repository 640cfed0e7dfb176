"""An article together with its analysis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.models.analysis import Analysis
from bot.models.approvals import Approval
from bot.models.articles import Article, ArticleHeader
from bot.models.follows import Reader

__all__ = ["AnalysedArticle"]


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """A stored article, which may have been removed meanwhile, and its analysis.

    ``also_in`` are the other articles that tell the same, which its post names; ``again`` is why that post repeats a
    story. ``approval`` is set if it is shown on its card in an approval channel, ``digest_of`` if its post is a
    digest: the local time of that; ``reader`` if it is posted for a person who follows something of it.
    """

    article: Article
    analysis: Analysis
    also_in: tuple[ArticleHeader, ...] = ()
    again: str | None = None
    approval: Approval | None = None
    digest_of: datetime | None = None
    reader: Reader | None = None
