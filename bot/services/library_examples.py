"""Examples for the help that work in the library at hand: a name, a theme and a word of its newest articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import NotFound
from bot.models.analysis import ActorKind
from bot.services.actors.linking import ActorLinker
from bot.services.actors.name_lookup import find_actor
from bot.services.actors.namesakes import bearers
from bot.services.lookup.article_subjects import theme_called
from bot.services.lookup.query_words import all_words
from bot.text.search.function_words import function_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Digest
    from bot.models.articles import ArticleHeader
    from bot.store.protocols.store import Store

__all__ = ["NEUTRAL", "LibraryExamples", "library_examples"]

EXAMINED_ARTICLES = 5
EXAMINED_ACTORS = 3
MAX_LENGTH = 16
"""Characters of an example: a line of the help fits on a phone."""
MIN_WORD = 4


@dataclass(frozen=True, slots=True)
class LibraryExamples:
    """What stands for ``{name}``, ``{theme}`` and ``{word}`` in the examples of commands."""

    name: str
    theme: str
    word: str

    def fill(self, example: str) -> str:
        """The example as it is typed.

        >>> NEUTRAL.fill("who {name}")
        'who Ann Lee'
        """
        for placeholder, value in (("{name}", self.name), ("{theme}", self.theme), ("{word}", self.word)):
            example = example.replace(placeholder, value)
        return example


NEUTRAL = LibraryExamples(name="Ann Lee", theme="Sport", word="harbour")
"""For a library without articles, in which nothing can be found."""


async def library_examples(store: Store, scope: int) -> LibraryExamples:
    """Examples from the newest articles that the scope sees; what they do not have is neutral.

    The articles are read one by one, and no further than needed: most often the newest has it all.
    """
    newest = await store.articles_by_date(scope, limit=EXAMINED_ARTICLES)
    name: str | None = None
    theme: str | None = None
    for header in newest:
        digest = await store.digest(header.id, sentences=1, actors=EXAMINED_ACTORS)
        if digest is not None:
            name = name or await _name(store, scope, digest)
            theme = theme or await _theme(store, scope, digest)
        if name and theme:
            break
    return LibraryExamples(name=name or NEUTRAL.name, theme=theme or NEUTRAL.theme, word=_word(newest) or NEUTRAL.word)


async def _name(store: Store, scope: int, digest: Digest) -> str | None:
    """A short name of which nobody else is called: of a main actor, and of a person if there is one."""
    for actor in sorted(digest.actors, key=lambda actor: actor.kind is not ActorKind.PERSON):
        if len(actor.name) <= MAX_LENGTH and await _means_one(store, scope, actor.name):
            return actor.name
    return None


async def _means_one(store: Store, scope: int, name: str) -> bool:
    try:
        match = await find_actor(store, ActorLinker(store), scope, name, exact=True)
    except NotFound:
        return False
    return not match.others and not await bearers(store, scope, match.actor)


async def _theme(store: Store, scope: int, digest: Digest) -> str | None:
    """A theme, or a word of its label that is enough to find it."""
    for theme in digest.themes:
        words_of_label = (word for word in all_words(theme.label) if word.casefold() not in function_words())
        for words in (theme.label, *words_of_label):
            if len(words) <= MAX_LENGTH and await theme_called(store, scope, words) == theme.label:
                return words
    return None


def _word(newest: Sequence[ArticleHeader]) -> str | None:
    """The longest word of the newest title that has one."""
    for header in newest:
        words = [word for word in all_words(header.title) if MIN_WORD <= len(word) <= MAX_LENGTH and word.isalpha()]
        if words:
            return max(words, key=len).casefold()
    return None
