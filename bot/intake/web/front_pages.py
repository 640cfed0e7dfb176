"""Recognises the front pages of sites and of their sections: by their addresses, and by what is on them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.intake.web.listing_pages import find_headlines
from bot.intake.web.prose import is_prose, total_length

if TYPE_CHECKING:
    from bot.intake.web.blocks import Block

__all__ = ["has_address_of_home", "has_mostly_headlines", "is_address_of_front_page"]

MIN_HEADLINES = 8
"""Links to articles on a front page; an article may have a few below it."""
MAX_SECTION_WORDS = 2
"""The name of a section is so short, as in /world-news/."""
_FORM = re.compile(r"amp|mobile|m|print|full|all|single|index|default|home|page|comments|lite|\d{1,2}", re.IGNORECASE)
"""Parts of a path that say in which form a page is given, or which part of it."""
_WORD = re.compile(r"\w+")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
"""What the path of a site's home page in a language consists of."""


def has_address_of_home(url: str) -> bool:
    """True for the address of a site's home page, perhaps in one of several languages.

    >>> has_address_of_home("https://news.example/en/index.html")
    True
    >>> has_address_of_home("https://news.example/harbour")
    False
    """
    parts = _own_parts(url)
    return not urlsplit(url).query and (not parts or (len(parts) == 1 and bool(_LANGUAGE.fullmatch(parts[0]))))


def is_address_of_front_page(canonical: str, url: str, title: str) -> bool:
    """True if a canonical address is that of a front page, and the page at ``url`` with this title is another one.

    >>> is_address_of_front_page("https://news.example/sport/", "https://news.example/sport/cup-final-1", "Cup final")
    True
    >>> is_address_of_front_page("https://news.example/harbour", "https://news.example/harbour/amp", "Ferry sails")
    False
    """
    if urlsplit(canonical).path in ("", "/"):
        return urlsplit(url).path not in ("", "/")
    named, fetched = _own_parts(canonical), _own_parts(url)
    if not fetched or named[-1:] == fetched[-1:] or urlsplit(canonical).query:
        return False
    words = re.split("[-_]", named[-1]) if named else []
    is_section = len(words) <= MAX_SECTION_WORDS and all(word.isalpha() for word in words)
    return is_section and set(words).isdisjoint(_WORD.findall(title.casefold()))


def has_mostly_headlines(blocks: list[Block]) -> bool:
    """True if a page has many links to articles, and less running text than they have."""
    headlines = find_headlines(blocks)
    linked = total_length([blocks[number].text for number in headlines])
    prose = [block.text for number, block in enumerate(blocks) if number not in headlines and is_prose(block.text)]
    return len(headlines) >= MIN_HEADLINES and total_length(prose) < linked


def _own_parts(url: str) -> list[str]:
    """The parts of an address's path, without endings such as ".html", that say which page it is."""
    parts = (part.partition(".")[0].lower() for part in urlsplit(url).path.split("/"))
    return [part for part in parts if part and not _FORM.fullmatch(part)]
