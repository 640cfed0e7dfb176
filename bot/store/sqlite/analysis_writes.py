"""Stores an analysis with the rows derived from it: actors, the names they are found by, their counts, and themes."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.store.sqlite import analysis_rows, rows
from bot.store.sqlite.connection import fetch
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.models.analysis import Actor, ActorKind, Analysis, Theme
    from bot.models.articles import Article
    from bot.store.sqlite.connection import Transaction

__all__ = ["count_actors", "store_analysis"]

Values = list[tuple[object, ...]]
"""The values for the rows that a statement writes."""


async def store_analysis(tx: Transaction, article: Article, analysis: Analysis) -> None:
    """Replaces the analysis, appearances and themes of an article, and updates the counts of the actors concerned."""
    # In a thread: a long article has tens of thousands of offsets, which would block the event loop.
    values, themes, actors, appearances = await asyncio.to_thread(_values, article, analysis)
    counted = article.removed_at is None
    if counted:
        await count_actors(tx, article.id, -1)
    for table in ("analysis", "appearance", "theme"):
        await fetch(tx, f"DELETE FROM {table} WHERE article_id = ?", (article.id,))
    await fetch(
        tx,
        "INSERT INTO analysis (article_id, version, language, sentences, ranking, phrases, pages) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        values,
    )
    await tx.executemany("INSERT INTO theme (article_id, position, label, evidence) VALUES (?, ?, ?, ?)", themes)
    await tx.executemany(
        # A later article may spell the same name with other capitals: the first spelling stays.
        "INSERT INTO actor (scope, kind, key, name) VALUES (?, ?, ?, ?) ON CONFLICT (scope, kind, key) DO NOTHING",
        actors,
    )
    await tx.executemany(
        "INSERT INTO appearance (article_id, position, date, name, mention_count, aliases, roles, mentions, salient, "
        "is_main, actor_id) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, id FROM actor "
        "WHERE scope = ? AND kind = ? AND key = ?",
        appearances,
    )
    if counted:
        await count_actors(tx, article.id, +1)


def _values(article: Article, analysis: Analysis) -> tuple[tuple[object, ...], Values, Values, Values]:
    """The values for the row in the table analysis, and for the rows in theme, actor and appearance."""
    actors = _one_per_key(analysis.actors)
    return (
        (
            article.id,
            analysis.version,
            analysis.language,
            rows.dump(analysis_rows.spans(analysis.sentences)),
            rows.dump(analysis.ranking),
            rows.dump(analysis.phrases),
            rows.dump(analysis.pages) if analysis.pages else None,
        ),
        [(article.id, i, theme.label, rows.dump(theme.evidence)) for i, theme in enumerate(_one_per_label(analysis))],
        [(article.scope, kind, key, actor.name) for (kind, key), actor in actors.items()],
        [
            (
                article.id,
                position,
                rows.seconds(article.date),
                actor.name,
                len(actor.mentions),
                *map(rows.dump, analysis_rows.actor_values(actor)),
                actor.is_main,
                article.scope,
                kind,
                key,
            )
            for position, ((kind, key), actor) in enumerate(actors.items())
        ],
    )


def _one_per_label(analysis: Analysis) -> list[Theme]:
    """The first, strongest theme of each label: an article counts once for a theme."""
    found: dict[str, Theme] = {}
    for theme in analysis.themes:
        found.setdefault(theme.label.casefold(), theme)
    return list(found.values())


def _one_per_key(actors: Iterable[Actor]) -> dict[tuple[ActorKind, str], Actor]:
    """The actors by kind and folded name; two that share both are merged under the name of the more important one."""
    found: dict[tuple[ActorKind, str], Actor] = {}
    for actor in actors:
        key = (actor.kind, name_key(actor.name))
        if not key[1]:  # a name without letters and digits cannot be looked up
            continue
        known = found.get(key)
        found[key] = actor if known is None else _merged(known, actor)
    return found


def _merged(first: Actor, second: Actor) -> Actor:
    names = dict.fromkeys((*first.aliases, second.name, *second.aliases))
    return replace(
        first,
        aliases=tuple(name for name in names if name != first.name),
        roles=tuple(dict.fromkeys((*first.roles, *second.roles))),
        mentions=tuple(sorted({*first.mentions, *second.mentions})),
        salient=tuple(dict.fromkeys((*first.salient, *second.salient))),
        is_main=first.is_main or second.is_main,
    )


async def count_actors(tx: Transaction, article_id: int, change: int) -> None:
    """Adds an article (``change`` 1) to the counts of its actors and their names, or subtracts it (-1)."""
    await fetch(
        tx,
        "UPDATE actor SET articles = actor.articles + ?1, mentions = actor.mentions + ?1 * p.mention_count "
        "FROM appearance p WHERE p.article_id = ?2 AND p.actor_id = actor.id",
        (change, article_id),
    )
    named = await fetch(tx, "SELECT actor_id, name, aliases FROM appearance WHERE article_id = ?", (article_id,))
    forms = await asyncio.to_thread(
        lambda: [
            (key, row["actor_id"], whole, change)
            for row in named
            for key, whole in _search_keys((row["name"], *rows.load(row["aliases"]))).items()
        ]
    )
    await tx.executemany(
        # Never below 0: names folded by an older version of the program may have no row to subtract from.
        "INSERT INTO actor_name (key, actor_id, whole, articles) VALUES (?, ?, ?, max(?, 0)) "
        "ON CONFLICT (key, actor_id, whole) DO UPDATE SET articles = max(articles + ?4, 0)",
        forms,
    )


def _search_keys(names: Iterable[str]) -> dict[str, int]:
    """The keys by which an actor with these names is found: 1 for a folded name, 0 for its end from a later word on."""
    wholes = [key for key in map(name_key, names) if key]
    endings = [whole.split(" ", i)[-1] for whole in wholes for i in range(1, whole.count(" ") + 1)]
    return dict.fromkeys(endings, 0) | dict.fromkeys(wholes, 1)
