"""Splits what somebody typed into words and quoted terms."""

from __future__ import annotations

import re

from bot.ellipsis import with_ellipsis
from bot.text.names import plain_punctuation
from bot.text.search.folding import IGNORED, MARKS

__all__ = [
    "MAX_QUERY",
    "MAX_WORDS",
    "QUOTES",
    "WORD",
    "all_words",
    "leading_quotation",
    "query_words",
    "shorten",
    "without_lead_in",
]

MAX_QUERY = 60
"""How many characters of a search or a title are used: enough for a headline's start, and fit for a button's id."""
MAX_WORDS = 8
QUOTES = {
    '"': '"',
    "“": '”“"',
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "〝": "〞〟",
    "＂": "＂",
}
"""Opening quotation marks, each with those that close it in some language. Single ones are often apostrophes."""
_PART = f"[^\\W_](?:[^\\W_]|[{MARKS}{IGNORED}])*+"
WORD = re.compile(f"{_PART}(?:['.-]{_PART})*+")
"""A word of a folded text."""

_LEAD_IN = re.compile(
    r"(?:(?:(?:the|that|this|an?|any)\s+)?(?:article|story|report|piece|news|one|item)s?\s+)?"
    r"(?:about|concerning|regarding|on|of|for|from|in|with)\s+(?=\S)",
    re.IGNORECASE,
)
"""What connects a command with its subject: "summary about trade", "actors in 4", "read the article about moss"."""


def all_words(text: str) -> list[str]:
    """All words of a text, folded."""
    return WORD.findall(plain_punctuation(text))


def query_words(query: str) -> list[str]:
    """The words of what somebody typed: at most ``MAX_WORDS`` of the first ``MAX_QUERY`` characters."""
    return all_words(query[:MAX_QUERY])[:MAX_WORDS]


def leading_quotation(text: str) -> tuple[str, int] | None:
    """The text in the quotation marks at the start of a text, and the offset after them; None if there are none.

    A closing mark is followed by white space or the end of the text; otherwise it is an apostrophe.
    """
    closing = QUOTES.get(text[:1], "")
    for end in range(1, len(text) if closing else 0):
        if text[end] in closing and (end + 1 == len(text) or text[end + 1].isspace()):
            return text[1:end].strip(), end + 1
    return None


def shorten(words: str) -> str:
    """What was typed, cut to ``MAX_QUERY`` characters for an answer."""
    return words if len(words) <= MAX_QUERY else with_ellipsis(words[:MAX_QUERY])


def without_lead_in(words: str) -> str:
    """What was typed without "about", "the article on" and the like before it."""
    return _LEAD_IN.sub("", words, count=1) if _LEAD_IN.match(words) else words
