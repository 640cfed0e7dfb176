"""Finds the articles about a theme or somebody, where these were typed instead of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.plurals import plural
from bot.services.actors.linking import ActorLinker
from bot.services.actors.typed_names import linked_by_typed_name
from bot.services.lookup.query_words import all_words, without_preposition

if TYPE_CHECKING:
    from bot.models.articles import ArticleHeader
    from bot.store.protocols.store import Store

__all__ = ["articles_about", "theme_called"]


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
    linked = await linked_by_typed_name(store, ActorLinker(store), scope, words) if words else []
    if len(linked) != 1:
        return None
    ids = [member.id for member in linked[0].members]
    appearances = await store.appearances(scope, ids, limit=limit)
    articles = {seen.article.id: seen.article for seen in appearances}
    named = plural(len(articles), "article names", "articles name")
    return f"No title has “{words}”, but {named} {linked[0].name}.", list(articles.values())
