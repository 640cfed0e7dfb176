"""A library of any size, made by the store's own writing: a few articles are analysed, and added under other names."""

from __future__ import annotations

import random
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.intake.drafts import make_draft
from bot.logs import configure_logging
from bot.models.analysis import Analysis, Document, Sentence
from bot.models.articles import SHARED
from bot.runtime.app import open_resources
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.models.articles import Draft
    from bot.store.protocols.store import Store

__all__ = ["BASES", "FilledLibrary", "open_filled"]

BASES = 300
"""Articles that are analysed."""


@dataclass(slots=True)
class FilledLibrary:
    """A store, and the articles from which those that it holds are made: title, text, analysis."""

    store: Store
    bases: Sequence[tuple[str, str, Analysis]]
    draw: random.Random = field(default_factory=lambda: random.Random(11))
    made: int = 0

    def make(self, published_at: datetime) -> tuple[Draft, Analysis]:
        """The next article, and its analysis."""
        title, body, analysis = self.bases[self.made % len(self.bases)]
        self.made += 1
        renamed = _renamed(body, analysis, self.draw)
        draft = make_draft(title=f"{title} {self.made}", text=renamed, published_at=published_at)
        return draft, _moved(analysis, renamed)

    async def add(self, published_at: datetime) -> None:
        """Adds the next article in the way of any other, without analysing it anew."""
        draft, analysis = self.make(published_at)
        await self.store.add_article(SHARED, draft, analysis, now=published_at)


@asynccontextmanager
async def open_filled(library: Path, bases: Sequence[tuple[str, str]]) -> AsyncIterator[FilledLibrary]:
    """Opens an empty library, and analyses the titles and texts from which its articles will be made."""
    configure_logging("WARNING")
    async with open_resources(Settings(database_url=f"sqlite:///{library}", analysis_processes=2)) as resources:
        analysed = [
            (title, text, await resources.analysis_pool.analyze([Document(title, text)])) for title, text in bases
        ]
        yield FilledLibrary(resources.store, analysed)


def _renamed(body: str, analysis: Analysis, draw: random.Random) -> str:
    """The text with every actor under another name of the same length."""
    letters = dict(zip("aeiou", draw.sample("aeiou", 5), strict=True)) | dict(
        zip("bcdfglmnprst", draw.sample("bcdfglmnprst", 12), strict=True)
    )
    table = str.maketrans(letters | {one.upper(): other.upper() for one, other in letters.items()})
    parts, at = [], 0
    for start, end in sorted({(m.start, m.end) for actor in analysis.actors for m in actor.mentions if m.doc == 0}):
        if start >= at:
            parts += [body[at:start], body[start:end].translate(table)]
            at = end
    return "".join(parts) + body[at:]


def _moved(analysis: Analysis, text: str) -> Analysis:
    """The analysis of the text under its new names."""
    sentences = tuple(Sentence(text[s.start : s.end], s.start, s.end) for s in analysis.sentences)
    actors = []
    for actor in analysis.actors:
        named = next((m for m in actor.mentions if m.doc == 0 and m.end - m.start == len(actor.name)), None)
        name = text[named.start : named.end] if named else actor.name
        actors.append(replace(actor, name=name, aliases=()))
    return replace(analysis, sentences=sentences, actors=tuple(actors))
