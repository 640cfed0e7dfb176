"""The title of a feed -> the name of the outlet: "The RSS feed of Valmere Courier » Feed" -> "Valmere Courier"."""

from __future__ import annotations

import re

from bot.intake.site_names import split_title_parts
from bot.intake.word_lists import section_pattern

__all__ = ["outlet_name"]

_FEED_WORDS = section_pattern("feeds", "feed words")
_ONLY_FEED_WORDS = re.compile(rf"\W*{_FEED_WORDS}\W*", re.IGNORECASE)
_AT_END = re.compile(
    r"\s*[(\[]?\s*\b(?:(?:rss|atom|xml|json)(?:[ -]feed)?s?|rss 2\.0|feed)\s*[)\]]?\W*$", re.IGNORECASE
)
_AT_START = re.compile(rf"^\W*{section_pattern('feeds', 'feed words before')}\s+(?=\w)", re.IGNORECASE)


def outlet_name(feed_title: str) -> str:
    """The name of the outlet whose feed has this title, without the words that only say that it is a feed.

    A section stays, so that the name says where an article is from: "BBC News - World".
    """
    spans = split_title_parts(feed_title)
    kept = [n for n, (start, end) in enumerate(spans) if not _ONLY_FEED_WORDS.fullmatch(feed_title[start:end])]
    if not kept:
        return feed_title
    first, *others = kept
    name = "".join((feed_title[slice(*spans[first])], *(feed_title[spans[n - 1][1] : spans[n][1]] for n in others)))
    shorter = _AT_START.sub("", _AT_END.sub("", name)).strip(" -–—|»«:·")
    return shorter if any(character.isalnum() for character in shorter) else feed_title
