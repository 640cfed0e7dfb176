"""Corrects misspelt keywords: the words of periods, ``latest``, the lengths of a summary, and the names of themes."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from bot.command_marks import command
from bot.errors import NotFound
from bot.models.guilds import SUMMARY_LENGTHS
from bot.models.suggestions import DID_YOU_MEAN
from bot.services.calendar_periods import MONTHS, NUMBER_WORDS, WEEKDAYS
from bot.services.lookup.article_subjects import label_called
from bot.services.lookup.articles import means_latest
from bot.services.lookup.query_words import MAX_QUERY, all_words, shorten
from bot.services.lookup.similarity import nearest
from bot.services.periods import is_period

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from bot.errors import InputError

__all__ = ["Keyword", "correct_keywords", "instead_of_keywords"]

MAX_KEYWORDS = 6
"""Words of a period, a theme and a length together; more are something else."""
KEYWORDS = (
    "today", "tonight", "yesterday", "day", "days", "week", "weeks", "weekend", "month", "months", "year", "years",
    "hour", "hours", "last", "this", "past", "since", "the", "ago", "before", "all", "latest", "newest", "recent",
    "most", "article", "news", *SUMMARY_LENGTHS, *WEEKDAYS, *MONTHS, *NUMBER_WORDS,
)  # fmt: skip


class Keyword(Enum):
    """What keywords mean; a command knows some of these."""

    PERIOD = auto()
    THEME = auto()
    LATEST = auto()
    LENGTH = auto()


def correct_keywords(typed: str, kinds: Collection[Keyword], themes: Iterable[str]) -> str | None:
    """What was typed with its misspelt keywords corrected.

    None if none is misspelt, or if it does not mean anything of these kinds then.

    >>> correct_keywords("last wek", [Keyword.PERIOD], [])
    'last week'
    >>> correct_keywords("tade yesteday", [Keyword.PERIOD, Keyword.THEME], ["Trade"])
    'trade yesterday'
    """
    words, labels = typed[:MAX_QUERY].casefold().split(), list(themes)
    if not 0 < len(words) <= MAX_KEYWORDS:
        return None
    of_themes = (word.casefold() for label in labels for word in all_words(label))
    known = list(dict.fromkeys((*KEYWORDS, *of_themes)))
    corrected = [word if word in known else next(iter(nearest(word, known, limit=1)), word) for word in words]
    return " ".join(corrected) if corrected != words and _mean(corrected, kinds, labels) else None


def instead_of_keywords(error: InputError, typed: str, meant: str) -> NotFound:
    """The error for misspelt keywords, with the command that is ``meant``; then what else is similar, as before."""
    msg = f"I found nothing for “{shorten(typed)}”. Did you mean {command(meant)}?"
    found = error.suggestions if isinstance(error, NotFound) else None
    return NotFound(msg, replace(found, heading="Or …") if found and found.heading == DID_YOU_MEAN else None)


def _mean(words: Sequence[str], kinds: Collection[Keyword], labels: Sequence[str]) -> bool:
    """True for a period, the latest article, a theme, or a theme with a period, each perhaps with a length behind."""
    if Keyword.LENGTH in kinds and words[-1] in SUMMARY_LENGTHS:
        words = words[:-1]
        if not words:
            return True

    def is_about(part: Sequence[str], kind: Keyword) -> bool:
        return kind in kinds and bool(_MEANT[kind](" ".join(part), labels))

    if any(is_about(words, kind) for kind in _MEANT):
        return True
    splits = ((words[:at], words[at:]) for at in range(1, len(words)))
    pairs = (pair for first, second in splits for pair in ((first, second), (second, first)))
    return any(is_about(period, Keyword.PERIOD) and is_about(rest, Keyword.THEME) for period, rest in pairs)


_MEANT: dict[Keyword, Callable[[str, Sequence[str]], object]] = {
    Keyword.PERIOD: lambda words, _: is_period(words),
    Keyword.THEME: lambda words, labels: label_called(labels, words),
    Keyword.LATEST: lambda words, _: means_latest(words),
}
