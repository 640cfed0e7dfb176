"""Which article the beginning of a typed text names, and what is left of it: the article's new text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.errors import InputError, NotFound
from bot.intake.urls import find_links
from bot.services.lookup.query_words import MAX_WORDS, WORD, in_quotes, words_in
from bot.text.names import fold, name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.models.articles import Article, ArticleHeader
    from bot.services.library import Library

__all__ = ["article_at_start"]

COMPARED = 25
"""Articles whose titles hold the first words, of which the rest of the words are compared."""
LONG_LINE, MOST_WORDS = 400, 40
"""Characters and words of a first line that may be a title: a title has at most 300 characters."""
TELLING = 4
"""Letters of a word that tells one title from others; "the" does not."""
_NUMBER = re.compile(
    r"(?:(?:article|number|no\.?)[ \t]*)?#?[ \t]*\d{1,9}[.:;,!?)\]]*(?=\s|$)|(?:latest|last|newest)[:,]?(?=\s|$)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[ \t]*[:|=][ \t]+|[ \t]+(?:[-–—→]|[-=]>)[ \t]+|[ \t]+(?=<?https?://)")
_WHERE = (
    "Where does the new text begin? Put it on the line below the article’s number or title, or behind a colon. "
    "Nothing was changed."
)


async def article_at_start(library: Library, scope: int, typed: str) -> tuple[Article, str]:
    """The article that a text begins with (its number, link or title words, or one of these in quotation marks).

    Title words end with their line, before a colon or the like, or where the title goes on otherwise. Raises NotFound
    where they fit none, or several, InputError where it is not clear where they end.
    """
    typed = typed.strip()
    words, end = in_quotes(typed) or ("", 0)
    if words:
        return await library.find(scope, words), _behind(typed, end)
    link = next(iter(find_links(typed.split(maxsplit=1)[0])), None) if typed else None
    if link is not None and not typed[: link[0]].strip("<"):
        return await library.find(scope, link[2]), typed[link[1] :].removeprefix(">").strip()
    line, _, below = typed.partition("\n")
    if number := _NUMBER.match(typed):
        article = await _numbered(library, scope, number[0].strip(" \t.:;,!?)]"), line)
        return article, _behind(typed, number.end())
    for beginning, end in _delimited(line[:LONG_LINE]):
        if fits := await _fitting(library, scope, beginning):
            return await _only(library, scope, fits, beginning), f"{line[end:]}\n{below}".strip()
    fits, end = await _longest_run(library, scope, line[:LONG_LINE])
    if not fits:
        return await library.find(scope, line[:LONG_LINE]), below.strip()  # which tells of all that was typed
    article = await _only(library, scope, fits, line[:end])
    rest = f"{line[end:]}\n{below}".strip()
    if rest[:1].islower() or all(len(word) < TELLING for word in words_in(line[:end])):
        raise InputError(_WHERE)
    return article, rest


def _behind(typed: str, end: int) -> str:
    """What follows the article, without what parts the two."""
    separator = _SEPARATOR.match(typed, end)
    return typed[separator.end() if separator else end :].strip()


async def _numbered(library: Library, scope: int, number: str, line: str) -> Article:
    """The article with a number; where the line may as well be another one's title, that one has to be told apart."""
    maybe_title = "#" not in number and len(words_in(line[:LONG_LINE])) > 1
    fits = await _fitting(library, scope, line[:LONG_LINE]) if maybe_title else []
    try:
        article = await library.find(scope, number)
    except NotFound:
        if len(fits) != 1:
            raise
        return await library.by_id(scope, fits[0].id)
    others = [other for other in fits if other.id != article.id and _folded(other.title)[:1] == _folded(line)[:1]]
    if others:
        both = (article, others[0])
        raise NotFound(
            f"That may be #{article.number} or the title of #{others[0].number}: name one as #{article.number} or "
            f"#{others[0].number}, with the new text on the line below. Nothing was changed.",
            tuple(f"#{x.number} {x.title}" for x in both),
            articles=tuple(x.id for x in both),
            typed=line,
        )
    return article


def _delimited(line: str) -> Iterator[tuple[str, int]]:
    """The line, then its beginnings before a separator, the longest first; and where what follows each begins."""
    yield line, len(line)
    for separator in reversed(list(_SEPARATOR.finditer(line))):
        yield line[: separator.start()], separator.end()


async def _fitting(library: Library, scope: int, beginning: str) -> list[ArticleHeader]:
    """The articles whose titles hold all these words, or beginnings of them, each as often as it was typed."""
    words = words_in(beginning)[:MAX_WORDS]
    lines = await library.titled(scope, words, limit=COMPARED) if words else []
    return [line for line in lines if _holds(_folded(line.title), _folded(beginning))]


async def _longest_run(library: Library, scope: int, line: str) -> tuple[list[ArticleHeader], int]:
    """The articles in whose titles the most of a line's first words stand side by side, and where those words end."""
    ends = [match.end() for match in WORD.finditer(fold(line))][:MOST_WORDS]
    words = words_in(line)[:MOST_WORDS]
    folded = [name_key(word) for word in words]
    for count in range(min(MAX_WORDS, len(words)), 0, -1):
        lines = await library.titled(scope, words[:count], limit=COMPARED)
        fits = [x for x in lines if _run(_folded(x.title), folded[:count])]
        if fits:
            while count < len(words) and (more := [x for x in fits if _run(_folded(x.title), folded[: count + 1])]):
                fits, count = more, count + 1
            return fits, ends[count - 1]
    return [], 0


async def _only(library: Library, scope: int, fits: Sequence[ArticleHeader], words: str) -> Article:
    """The one article that fits. Raises NotFound with all of several."""
    if len(fits) == 1:
        return await library.by_id(scope, fits[0].id)
    return await library.find(scope, words)


def _holds(title: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a title that the index found has a word as often as it was typed, and the words beyond the first ones."""
    often = Counter(words[:MOST_WORDS])
    checked = {word for word, times in often.items() if times > 1} | set(words[MAX_WORDS:MOST_WORDS])
    return all(sum(other.startswith(word) for other in title) >= often[word] for word in checked)


def _run(title: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the words stand side by side in a title."""
    return any(title[i : i + len(words)] == words for i in range(len(title) - len(words) + 1))


def _folded(text: str) -> list[str]:
    return [name_key(word) for word in words_in(text)]
