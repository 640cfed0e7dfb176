"""The articles of a library as sources: what a reply may quote, and whose outlet, author, date and link it shows.

The feeds of a library are sources too, of the titles, reasons and times in their list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.cli.verify.shown import folded
from bot.models.articles import is_day
from bot.stories.words import story_words
from bot.text.lexicon import lexicon
from bot.text.name_parts import strip_title
from bot.text.names import name_key
from bot.ui.dates import written
from bot.ui.markup import web_address

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from bot.models.analysis import Analysis
    from bot.models.articles import Article
    from bot.models.feeds import Feed

__all__ = ["Source", "Sources", "article_sources", "end_of", "feed_sources", "lookup"]

ARTICLE_NUMBER = re.compile(r"#(\d+)(?!\w)")
FEED_NUMBER = re.compile(r"^(\d+)(?= )", re.MULTILINE)
"""How a reply names a source: a feed at the beginning of its line in a list."""
CACHED_TEXTS = 200
"""The articles of a few stories, whose words are compared again for each of their replies."""

INDEXED = 3
"""So many of its first letters lead to a name."""


@dataclass(frozen=True, slots=True)
class Source:
    """One article: its number, its quotable texts, and the parts of its source line; or a feed.

    ``full_names`` are names that the table of known names has for those in the text.
    """

    id: int
    number: int
    text: str
    parts: tuple[str, ...]
    dates: frozenset[str]
    links: frozenset[str]
    full_names: tuple[str, ...] = ()

    def has(self, span: str, *, cut: bool = False) -> bool:
        """True if the article has these words as whole words; of a ``cut`` quotation, the last may be cut too."""
        at = self.text.find(span)
        while at >= 0:
            end = at + len(span)
            starts = not (span[0].isalnum() and self.text[at - 1 : at].isalnum())
            if starts and (cut or not (span[-1].isalnum() and self.text[end : end + 1].isalnum())):
                return True
            at = self.text.find(span, at + 1)
        return False

    def names(self, name: str) -> bool:
        """True if the article has this name, perhaps in a headline or a dateline in capitals."""
        return self.has(name) or self.has(name.upper())

    def writes(self, words: str) -> bool:
        """True if the article has these words one after another, in any form that stories take for the same."""
        keys, full_name = _word_keys(words), folded(lexicon().canonical(words) or "")
        has_words = any(keys in _word_keys(text) for text in (self.text, *self.full_names))
        if (bool(keys.strip()) and has_words) or (bool(full_name) and full_name in self.full_names):
            return True
        key = _name_keys(words)  # of which "US" and "U.S." are one
        return bool(key.strip()) and key in _name_keys(self.text)


class Sources:
    """All articles that one server sees, or its feeds, with the names and themes that replies about them may have.

    ``number`` is how a reply names one of them.
    """

    def __init__(self, sources: Iterable[Source], number: re.Pattern[str] = ARTICLE_NUMBER) -> None:
        self.by_id = {source.id: source for source in sources}
        self.number = number
        self.names: dict[str, set[str]] = {}
        self.themes: dict[str, set[str]] = {}
        self.by_number = {source.number: source.id for source in self.by_id.values()}
        self.all = frozenset(self.by_id)

    def part_ends(self, text: str, at: int, owners: Iterable[int]) -> Iterable[tuple[int, int]]:
        """For the parts of source lines that begin here: where they end, and whose they are."""
        for owner in owners:
            for part in self.by_id[owner].parts:
                if (end := end_of(text, at, part)) is not None:
                    yield end, owner


def article_sources(articles: Iterable[tuple[Article, Analysis | None]], by_editors: Collection[str] = ()) -> Sources:
    """The articles, with the names and themes of their analyses.

    A name counts if the text of an article has it, if an editor wrote it (``by_editors``), or if the table of known
    names has it for one that an article has.
    """
    read = [(_source(article), analysis) for article, analysis in articles]
    found = [(source, _names(source, analysis), analysis) for source, analysis in read]
    sources = Sources(replace(source, full_names=tuple(filter(None, names.values()))) for source, names, _ in found)
    for _, names, analysis in found:
        for name in (*names, *names.values()):
            _index(sources.names, name)
        for theme in analysis.themes if analysis else ():
            _index(sources.themes, folded(theme.label))
    for name in by_editors:
        _index(sources.names, folded(name))
    return sources


def feed_sources(feeds: Iterable[Feed]) -> Sources:
    """The feeds, with what their list shows of each."""
    return Sources(map(_feed, feeds), FEED_NUMBER)


def end_of(text: str, at: int, part: str) -> int | None:
    """Where ``part`` ends in the text, whole or cut with an ellipsis; None if it does not stand there."""
    if text.startswith(part, at):
        end = at + len(part)
        return None if part[-1].isalnum() and text[end : end + 1].isalnum() else end
    cut = text.find("…", at, at + len(part) + 1)
    return cut if cut > at and part.startswith(text[at:cut]) else None


def lookup(table: dict[str, set[str]], text: str, at: int) -> Iterator[str]:
    """The names of a table that may stand at this place of a text."""
    for size in range(1, INDEXED + 1):
        yield from table.get(text[at : at + size], ()) if at + size <= len(text) else ()


def _index(table: dict[str, set[str]], name: str) -> None:
    """Files a name under its first letters."""
    if name:
        table.setdefault(name[:INDEXED], set()).add(name)


def _names(source: Source, analysis: Analysis | None) -> dict[str, str]:
    """The names of an analysis that the text has, each with the full one of the table of known names, or "".

    Replies about several articles leave the titles before a name out.
    """
    actors = analysis.actors if analysis else ()
    forms = [form for actor in actors for form in (actor.name, *actor.aliases)]
    names = [name for form in forms for name in map(folded, (form, strip_title(form))) if source.names(name)]
    return {name: folded(lexicon().canonical(name) or "") for name in names}


def _feed(feed: Feed) -> Source:
    reason = (feed.reason or "").removesuffix(".")
    times = (feed.next_poll_at, feed.last_read_at, feed.failed_since)
    dates = frozenset(str(int(time.timestamp())) for time in times if time is not None)
    return Source(
        feed.id, feed.id, "", tuple(filter(None, map(folded, (feed.title, feed.url, reason)))), dates, frozenset()
    )


@lru_cache(CACHED_TEXTS)
def _word_keys(text: str) -> str:
    """The words of a text as stories compare them, with a space around each."""
    return f" {' '.join(story_words(text))} "


@lru_cache(CACHED_TEXTS)
def _name_keys(text: str) -> str:
    """The words of a text as names are compared, with a space around each: "US" and "U.S." are one."""
    return f" {name_key(text)} "


def _source(article: Article) -> Source:
    parts = (article.title, article.source or "", article.author or "")
    date = article.date
    shown = {written(date)} if is_day(date) else set()
    address = web_address(article.url)
    picture = web_address(article.picture)
    return Source(
        article.id,
        article.number,
        f"{folded(article.title)}\n{folded(article.text)}",
        tuple(filter(None, map(folded, parts))),
        frozenset({*shown, str(int(date.timestamp()))}),
        frozenset(filter(None, (address, picture))),
    )
