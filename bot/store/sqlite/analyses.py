"""Storing an analysis, and what follows from it: actors, their names and counts, themes."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.models.analysis import Actor, ActorKind, Digest, Sentence, Theme
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Row

    from bot.models.analysis import Analysis
    from bot.models.articles import Article
    from bot.store.sqlite.connection import Rows, Transaction

__all__ = ["count_actors", "load_analysis", "load_digest", "store_analysis"]


async def store_analysis(tx: Transaction, article: Article, analysis: Analysis) -> None:
    """Replaces an article's reading, appearances and themes, and keeps the counts of whom it names right."""
    counted = article.removed_at is None
    if counted:
        await count_actors(tx, article.id, -1)
    for table in ("reading", "appearance", "theme"):
        await fetch(tx, f"DELETE FROM {table} WHERE article_id = ?", (article.id,))
    await fetch(
        tx,
        "INSERT INTO reading (article_id, version, language, sentences, ranking, phrases, pages) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            analysis.version,
            analysis.language,
            rows.dump([[s.start, s.end] for s in analysis.sentences]),
            rows.dump(analysis.ranking),
            rows.dump(analysis.phrases),
            rows.dump(analysis.pages) if analysis.pages else None,
        ),
    )
    await tx.executemany(
        "INSERT INTO theme (article_id, position, label, evidence) VALUES (?, ?, ?, ?)",
        [(article.id, i, theme.label, rows.dump(theme.evidence)) for i, theme in enumerate(_one_per_label(analysis))],
    )
    await _store_appearances(tx, article, _one_per_key(analysis.actors))
    if counted:
        await count_actors(tx, article.id, +1)


def _one_per_label(analysis: Analysis) -> list[Theme]:
    """A theme counts once for an article, whatever the analyzer says: the first, strongest one stays."""
    found: dict[str, Theme] = {}
    for theme in analysis.themes:
        found.setdefault(theme.label.casefold(), theme)
    return list(found.values())


def _one_per_key(actors: Iterable[Actor]) -> dict[tuple[ActorKind, str], Actor]:
    """Actors by kind and folded name; those that share both are one, under the name of the more important one."""
    found: dict[tuple[ActorKind, str], Actor] = {}
    for actor in actors:
        key = (actor.kind, name_key(actor.name))
        if not key[1]:  # signs only: nothing that anybody could look up
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
    )


async def _store_appearances(tx: Transaction, article: Article, actors: dict[tuple[ActorKind, str], Actor]) -> None:
    await tx.executemany(
        # A later article may spell the same name with other capitals: the first spelling stays.
        "INSERT INTO actor (scope, kind, key, name) VALUES (?, ?, ?, ?) ON CONFLICT (scope, kind, key) DO NOTHING",
        [(article.scope, kind, key, actor.name) for (kind, key), actor in actors.items()],
    )
    await tx.executemany(
        "INSERT INTO appearance (article_id, position, date, name, mention_count, aliases, roles, mentions, telling, "
        "actor_id) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, id FROM actor WHERE scope = ? AND kind = ? AND key = ?",
        [
            (
                article.id,
                position,
                rows.seconds(article.date),
                actor.name,
                len(actor.mentions),
                rows.dump(actor.aliases),
                rows.dump([[role.text, role.sentence] for role in actor.roles]),
                rows.dump([[m.doc, m.start, m.end] for m in actor.mentions]),
                rows.dump(actor.salient),
                article.scope,
                kind,
                key,
            )
            for position, ((kind, key), actor) in enumerate(actors.items())
        ],
    )


async def count_actors(tx: Transaction, article_id: int, change: int) -> None:
    """Adds an article (``change`` 1), or takes it away (-1), in the counts of everyone it names and of their names."""
    await fetch(
        tx,
        "UPDATE actor SET articles = actor.articles + ?1, mentions = actor.mentions + ?1 * p.mention_count "
        "FROM appearance p WHERE p.article_id = ?2 AND p.actor_id = actor.id",
        (change, article_id),
    )
    named = await fetch(tx, "SELECT actor_id, name, aliases FROM appearance WHERE article_id = ?", (article_id,))
    forms = [
        (key, row["actor_id"], whole, change)
        for row in named
        for key, whole in _name_forms((row["name"], *rows.load(row["aliases"]))).items()
    ]
    await tx.executemany(
        # Never below 0: names folded by an older version of the program may have left no row to take from.
        "INSERT INTO actor_name (key, actor_id, whole, articles) VALUES (?, ?, ?, max(?, 0)) "
        "ON CONFLICT (key, actor_id, whole) DO UPDATE SET articles = max(articles + ?4, 0)",
        forms,
    )


def _name_forms(names: Iterable[str]) -> dict[str, int]:
    """Under what these names of one actor are found: 1 for each one folded, 0 for its end from each later word on."""
    wholes = [key for key in map(name_key, names) if key]
    endings = [whole.split(" ", i)[-1] for whole in wholes for i in range(1, whole.count(" ") + 1)]
    return dict.fromkeys(endings, 0) | dict.fromkeys(wholes, 1)


async def load_analysis(tx: Transaction, article_id: int) -> Analysis | None:
    """An article's reading with everything that belongs to it, from inside one transaction."""
    reading = await fetch(
        tx,
        "SELECT r.version, r.language, r.sentences, r.ranking, r.phrases, r.pages, a.text FROM reading r "
        "JOIN article a ON a.id = r.article_id WHERE r.article_id = ?",
        (article_id,),
    )
    if not reading:
        return None
    actors = await fetch(
        tx,
        "SELECT p.name, k.kind, p.aliases, p.roles, p.mentions, p.telling FROM appearance p "
        "JOIN actor k ON k.id = p.actor_id WHERE p.article_id = ? ORDER BY p.position",
        (article_id,),
    )
    themes = await fetch(tx, "SELECT label, evidence FROM theme WHERE article_id = ? ORDER BY position", (article_id,))
    # Offsets by the ten thousand: beside the event loop.
    return await asyncio.to_thread(_analysis, reading[0], actors, themes)


def _analysis(reading: Row, actors: Rows, themes: Rows) -> Analysis:
    return rows.analysis(reading, tuple(rows.actor(row) for row in actors), _themes(themes))


def _themes(found: Rows) -> tuple[Theme, ...]:
    return tuple(Theme(row["label"], tuple(rows.load(row["evidence"]))) for row in found)


async def load_digest(tx: Transaction, article_id: int, *, sentences: int, actors: int) -> Digest | None:
    """See ``Store.digest``: SQLite takes the few that are asked for out of the many."""
    reading = await fetch(
        tx,
        "SELECT language, json_array_length(sentences) AS total, phrases FROM reading WHERE article_id = ?",
        (article_id,),
    )
    if not reading:
        return None
    ranked = await fetch(
        tx,
        "SELECT span.at, span.ends, substr(a.text, span.at + 1, span.ends - span.at) AS text FROM article a, "
        "(SELECT b.key AS place, json_extract(r.sentences, '$[' || b.value || '][0]') AS at, "
        "json_extract(r.sentences, '$[' || b.value || '][1]') AS ends FROM reading r, json_each(r.ranking) b "
        "WHERE r.article_id = :id LIMIT :sentences) span WHERE a.id = :id ORDER BY span.place",
        {"id": article_id, "sentences": sentences},
    )
    named = await fetch(
        tx,
        "SELECT name, kind, roles FROM (SELECT p.position, p.name, k.kind, p.roles, "
        "row_number() OVER (PARTITION BY k.kind = 'person' ORDER BY p.position) AS place FROM appearance p "
        "JOIN actor k ON k.id = p.actor_id WHERE p.article_id = ?) WHERE place <= ? ORDER BY position",
        (article_id, actors),
    )
    themes = await fetch(tx, "SELECT label, evidence FROM theme WHERE article_id = ? ORDER BY position", (article_id,))
    return Digest(
        language=reading[0]["language"],
        total=reading[0]["total"],
        ranked=tuple(Sentence(row["text"], row["at"], row["ends"]) for row in ranked),
        actors=tuple(Actor(row["name"], ActorKind(row["kind"]), (), rows.roles(row["roles"]), ()) for row in named),
        themes=_themes(themes),
        phrases=tuple(rows.load(reading[0]["phrases"])),
    )
