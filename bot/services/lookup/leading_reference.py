"""Splits a text into the article that its beginning names and the rest, which is the article's new text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.errors import InputError, NotFound
from bot.intake.urls import find_links
from bot.services.lookup.articles import not_found_with_articles
from bot.services.lookup.query_words import MAX_WORDS, WORD, all_words, leading_quotation, without_lead_in
from bot.text.names import name_key, plain_punctuation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.models.articles import Article, ArticleHeader
    from bot.services.library import Library

__all__ = ["article_at_start"]

MAX_CANDIDATES = 25
"""Articles whose titles have the first words; the other words are compared with these."""
MAX_TITLE_LINE, MAX_TITLE_WORDS = 400, 40
"""Characters and words of a first line that may be a title: a title has at most 300 characters."""
DISTINCTIVE_LENGTH = 4
"""Minimum letters of a word that distinguishes titles; "the" does not."""
_NUMBER = re.compile(
    r"(?:(?:article|number|no\.?)[ \t]*)?#?[ \t]*\d{1,9}[.:;,!?)\]]*(?=\s|$)|(?:latest|last|newest)[:,]?(?=\s|$)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[ \t]*[:|=][ \t]+|[ \t]+(?:[-–—→]|[-=]>)[ \t]+|[ \t]+(?=<?https?://)")
_UNCLEAR_START = (
    "Where does the new text begin? Put it on the line below the article’s number or title, or after a colon. "
    "Nothing was changed."
)


async def article_at_start(library: Library, scope: int, typed: str) -> tuple[Article, str]:
    """The article that a text begins with, and the rest of the text.

    The article is named by its number, its link or words of its title, perhaps in quotation marks. Title words end with
    their line, at a separator such as a colon, or where the title continues differently. Raises NotFound if they fit no
    article or several, InputError if it is not clear where they end.
    """
    typed = typed.strip()
    words, end = leading_quotation(typed) or ("", 0)
    if words:
        return await library.find(scope, words), _after(typed, end)
    link = next(iter(find_links(typed.split(maxsplit=1)[0])), None) if typed else None
    if link is not None and not typed[: link[0]].strip("<"):
        return await library.find(scope, link[2]), typed[link[1] :].removeprefix(">").strip()
    if number := _NUMBER.match(typed):
        article = await _by_number(library, scope, number[0].strip(" \t.:;,!?)]"), typed.partition("\n")[0])
        if article is not None:
            return article, _after(typed, number.end())
    return await _by_title(library, scope, typed)


def _after(typed: str, end: int) -> str:
    """What follows the article, without the separator."""
    separator = _SEPARATOR.match(typed, end)
    return typed[separator.end() if separator else end :].strip()


async def _by_number(library: Library, scope: int, number: str, line: str) -> Article | None:
    """The article with a number; None if there is none, but the line fits the title of another article.

    Raises NotFound if the line may be either.
    """
    may_be_title = "#" not in number and len(all_words(line[:MAX_TITLE_LINE])) > 1
    fits = await _with_words(library, scope, line[:MAX_TITLE_LINE]) if may_be_title else []
    try:
        article = await library.find(scope, number)
    except NotFound:
        if len(fits) != 1:
            raise
        return None
    others = [other for other in fits if other.id != article.id and _folded(other.title)[:1] == _folded(line)[:1]]
    if others:
        raise not_found_with_articles(
            f"That may be #{article.number} or the title of #{others[0].number}: give one as #{article.number} or "
            f"#{others[0].number}, with the new text on the line below. Nothing was changed.",
            (article, others[0]),
            line,
        )
    return article


async def _by_title(library: Library, scope: int, typed: str) -> tuple[Article, str]:
    """The article whose title the first line begins with, and the rest of the text."""
    line, _, below = typed.partition("\n")
    for beginning, end in _delimited(line[:MAX_TITLE_LINE]):
        for words in dict.fromkeys((beginning, without_lead_in(beginning))):
            if fits := await _with_words(library, scope, words):
                return await _only(library, scope, fits, words), f"{line[end:]}\n{below}".strip()
    fits, end = await _longest_match(library, scope, line[:MAX_TITLE_LINE])
    if not fits:
        return await library.find(
            scope, line[:MAX_TITLE_LINE]
        ), below.strip()  # raises NotFound with all that was typed
    article = await _only(library, scope, fits, line[:end])
    rest = f"{line[end:]}\n{below}".strip()
    if rest[:1].islower() or all(len(word) < DISTINCTIVE_LENGTH for word in all_words(line[:end])):
        raise InputError(_UNCLEAR_START)
    return article, rest


def _delimited(line: str) -> Iterator[tuple[str, int]]:
    """The line, then its beginnings before a separator, longest first; each with the offset of what follows it."""
    yield line, len(line)
    for separator in reversed(list(_SEPARATOR.finditer(line))):
        yield line[: separator.start()], separator.end()


async def _with_words(library: Library, scope: int, beginning: str) -> list[ArticleHeader]:
    """The articles whose titles have all these words, or words that begin so, each as often as it was typed."""
    words = all_words(beginning)[:MAX_WORDS]
    headers = await library.titles_with(scope, words, limit=MAX_CANDIDATES) if words else []
    return [header for header in headers if _has_words(_folded(header.title), _folded(beginning))]


async def _longest_match(library: Library, scope: int, line: str) -> tuple[list[ArticleHeader], int]:
    """The articles whose titles have the most first words of a line side by side, and the offset after those words."""
    ends = [match.end() for match in WORD.finditer(plain_punctuation(line))][:MAX_TITLE_WORDS]
    words = all_words(line)[:MAX_TITLE_WORDS]
    folded = [name_key(word) for word in words]
    for count in range(min(MAX_WORDS, len(words)), 0, -1):
        headers = await library.titles_with(scope, words[:count], limit=MAX_CANDIDATES)
        fits = [header for header in headers if _has_run(_folded(header.title), folded[:count])]
        if fits:
            while count < len(words) and (
                longer := [x for x in fits if _has_run(_folded(x.title), folded[: count + 1])]
            ):
                fits, count = longer, count + 1
            return fits, ends[count - 1]
    return [], 0


async def _only(library: Library, scope: int, fits: Sequence[ArticleHeader], words: str) -> Article:
    """The one article that fits. Raises NotFound with all of them if there are several."""
    if len(fits) == 1:
        return await library.by_id(scope, fits[0].id)
    return await library.find(scope, words)


def _has_words(title: Sequence[str], words: Sequence[str]) -> bool:
    """True if a title has repeated words as often as they were typed, and also the words after the first few.

    The index has found the title by the first ``MAX_WORDS`` words already.
    """
    counts = Counter(words[:MAX_TITLE_WORDS])
    checked = {word for word, times in counts.items() if times > 1} | set(words[MAX_WORDS:MAX_TITLE_WORDS])
    return all(sum(other.startswith(word) for other in title) >= counts[word] for word in checked)


def _has_run(title: Sequence[str], words: Sequence[str]) -> bool:
    """True if the words are adjacent in a title."""
    return any(title[i : i + len(words)] == words for i in range(len(title) - len(words) + 1))


def _folded(text: str) -> list[str]:
    return [name_key(word) for word in all_words(text)]
