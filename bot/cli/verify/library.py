"""The articles of a library as sources: what a reply may quote, and whose outlet, author, date and link it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cli.verify.shown import folded
from bot.models.articles import is_day
from bot.text.lexicon import lexicon
from bot.ui.dates import written
from bot.ui.markup import web_address

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from bot.models.analysis import Analysis
    from bot.models.articles import Article

__all__ = ["Source", "Sources", "end_of", "lookup"]

INDEXED = 3
"""So many of its first letters lead to a name."""


@dataclass(frozen=True, slots=True)
class Source:
    """One article: its number, its quotable texts, and the parts of its source line."""

    id: int
    number: int
    text: str
    parts: tuple[str, ...]
    dates: frozenset[str]
    links: frozenset[str]

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


class Sources:
    """All articles that one server sees, with the names and themes of their analyses.

    A name counts if the text of an article has it, if an editor wrote it (``by_editors``), or if the table of known
    names has it for one that an article has.
    """

    def __init__(self, articles: Iterable[tuple[Article, Analysis | None]], by_editors: Collection[str] = ()) -> None:
        self.by_id: dict[int, Source] = {}
        self.names: dict[str, set[str]] = {}
        self.themes: dict[str, set[str]] = {}
        for article, analysis in articles:
            source = self.by_id[article.id] = _source(article)
            for actor in analysis.actors if analysis else ():
                for name in map(folded, (actor.name, *actor.aliases)):
                    if source.names(name):
                        _index(self.names, name)
                        _index(self.names, folded(lexicon().canonical(name) or ""))
            for theme in analysis.themes if analysis else ():
                _index(self.themes, folded(theme.label))
        for name in by_editors:
            _index(self.names, folded(name))
        self.by_number = {source.number: source.id for source in self.by_id.values()}
        self.all = frozenset(self.by_id)

    def part_ends(self, text: str, at: int, owners: Iterable[int]) -> Iterable[tuple[int, int]]:
        """For the parts of source lines that begin here: where they end, and whose they are."""
        for owner in owners:
            for part in self.by_id[owner].parts:
                if (end := end_of(text, at, part)) is not None:
                    yield end, owner


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
