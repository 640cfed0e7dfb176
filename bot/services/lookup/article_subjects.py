"""Finds the articles about a theme or somebody, where these were typed instead of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.plurals import plural
from bot.services.actors.linking import ActorLinker
from bot.services.actors.typed_names import actors_named_so
from bot.services.lookup.query_words import all_words, without_preposition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import ArticleHeader
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["articles_about", "theme_called"]

MAX_NAMED = 2
"""Actors of a name that the answer names."""


async def theme_called(store: Store, scope: int, words: str) -> str | None:
    """The label of the theme of which the label, or a whole word of it, was typed; None if it is none or several."""
    wanted = " ".join(all_words(without_preposition(words))).casefold()
    labels = await store.theme_labels(scope)
    same = [label for label in labels if " ".join(all_words(label)).casefold() == wanted]
    fitting = same or [label for label in labels if wanted in map(str.casefold, all_words(label))]
    return fitting[0] if len(fitting) == 1 else None


async def articles_about(store: Store, scope: int, words: str, *, limit: int) -> tuple[str, list[ArticleHeader]] | None:
    """The newest articles with the theme or the actor that the words mean, and a sentence that says so, or None."""
    if label := await theme_called(store, scope, words):
        return f"No title has “{words}”, but articles are about {label}.", await store.theme_articles(
            scope, label, limit=limit
        )
    named = await actors_named_so(store, ActorLinker(store), scope, words)
    actors = [*named.actors, *named.others]
    if not actors:
        return None
    ids = [member.id for actor in actors for member in actor.members]
    appearances = await store.appearances(scope, ids, limit=limit * len(actors))
    articles = {seen.article.id: seen.article for seen in appearances}
    total, _ = await store.mention_counts(scope, ids)
    message = f"No title has “{words}”, but {plural(total, 'article names', 'articles name')} {_any_of(actors)}."
    return message, list(articles.values())[:limit]


def _any_of(actors: Sequence[LinkedActor]) -> str:
    """The names in words, of many only the first: "Ann Lee, Bo Lee or others"."""
    names = list(dict.fromkeys(actor.name for actor in actors))
    shown = [*names[:MAX_NAMED], "others"] if len(names) > MAX_NAMED else names
    return " or ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
