"""Finds the articles about a theme or somebody, where these were typed instead of an article."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.models.search import SearchFilter
from bot.plurals import plural
from bot.services.actors.linking import ActorLinker
from bot.services.actors.typed_names import actors_named_so
from bot.services.lookup.query_words import all_words, without_lead_in
from bot.services.lookup.theme_words import telling_words, theme_terms, themes_of_words
from bot.text.data import read_word_table
from bot.text.stemming import s_stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.models.articles import ArticleHeader
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["articles_about", "theme_called"]

MAX_NAMED = 2
"""Actors of a name that the answer names."""


async def theme_called(store: Store, scope: int, words: str) -> str | None:
    """The label of the theme of which the label, or a whole word of it, was typed; None if it is none or several."""
    wanted = " ".join(all_words(without_lead_in(words))).casefold()
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
        by_event = await _articles_of_event(store, scope, words, limit=limit)
        return by_event or await _articles_of_theme_word(store, scope, words, limit=limit)
    ids = [member.id for actor in actors for member in actor.members]
    appearances = await store.appearances(scope, ids, limit=limit * len(actors))
    articles = {seen.article.id: seen.article for seen in appearances}
    total, _ = await store.mention_counts(scope, ids)
    message = f"No title has “{words}”, but {plural(total, 'article names', 'articles name')} {_any_of(actors)}."
    return message, list(articles.values())[:limit]


async def _articles_of_event(
    store: Store, scope: int, words: str, *, limit: int
) -> tuple[str, list[ArticleHeader]] | None:
    """The articles whose titles tell of an event in other words: "dies aged 91" for "obituary"; None if none do."""
    telling = telling_words(words)
    event = next((word for word in telling if s_stem(word.casefold()) in _title_words()), None)
    if event is None:
        return None
    others = [word for word in telling if word != event]
    for word in _title_words()[s_stem(event.casefold())]:
        if articles := await store.articles_by_title(scope, [*others, *word.split()], limit=limit):
            return f"No title has “{words}”, but some have “{' '.join([*others, word])}”.", articles
    return None


@cache
def _title_words() -> Mapping[str, Sequence[str]]:
    """The words of headlines for each event."""
    rows = [row.split(" = ") for row in read_word_table("typed_events.txt")["event"]]
    return {event: words for event, *words in rows}


async def _articles_of_theme_word(
    store: Store, scope: int, words: str, *, limit: int
) -> tuple[str, list[ArticleHeader]] | None:
    """Articles on the theme that the words belong to: with all telling words, or those of the theme, or any articles.

    None if they belong to none that articles have.
    """
    terms = theme_terms(words)
    themes = await themes_of_words(store, scope, words, await store.theme_labels(scope)) if terms else []
    if not themes:
        return None
    filters = SearchFilter(themes=(themes[0],))
    of_theme = [term for term, labels in terms.items() if themes[0] in labels]
    for searched in (telling_words(words), of_theme):
        total, hits = await store.search(scope, searched, limit=limit, filters=filters)
        if total:
            contain = plural(total, "article contains", "articles contain")
            message = f"No title has “{words}”, but of those about {themes[0]}, {contain} “{' '.join(searched)}”."
            return message, [hit.article for hit in hits]
    articles = await store.theme_articles(scope, themes[0], limit=limit)
    return f"No article has “{words}”, but there are articles about {themes[0]}.", articles


def _any_of(actors: Sequence[LinkedActor]) -> str:
    """The names in words, of many only the first: "Ann Lee, Bo Lee or others"."""
    names = list(dict.fromkeys(actor.name for actor in actors))
    shown = [*names[:MAX_NAMED], "others"] if len(names) > MAX_NAMED else names
    return " or ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
