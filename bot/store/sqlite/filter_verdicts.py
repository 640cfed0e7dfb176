"""Compares an article with the filters of channels, inside the transaction that stores it or reads it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.models.actors import AliasRuleKind
from bot.models.analysis import ActorKind
from bot.models.filters import FilterKind
from bot.store.protocols.filters import ArticleFacts, judge, meets
from bot.store.sqlite import rows
from bot.store.sqlite.actors import ACTOR_COLUMNS
from bot.store.sqlite.alias_rules import rules_in
from bot.store.sqlite.bare_surnames import bare_surnames, full_names
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.search_expression import excluding
from bot.text.actors.link_keys import link_key, surnames
from bot.text.names import name_key
from bot.text.search.abbreviations import in_capitals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.models.actors import AliasRule, StoredActor
    from bot.models.filters import ChannelFilter, Condition
    from bot.store.protocols.filters import Verdict
    from bot.store.sqlite.connection import Rows, Transaction

__all__ = ["verdicts"]

Aliases = dict[str, frozenset[str]]
"""For a folded name the other ones that editors declared to be the same."""
Rules = Mapping[int, Sequence["AliasRule"]]
"""The decisions about names that apply in each server."""


async def verdicts(tx: Transaction, article_id: int, filters: Sequence[tuple[int, ChannelFilter]]) -> list[Verdict]:
    """What each of these filters, with the server that it is of, says of an article.

    Words are found as in a search for whole words. A name is found as the article writes it or in another form, by its
    last words, by the aliases of the server, and by the surname alone where the server knows whom that means.
    """
    conditions = {one for _, wanted in filters for one in (*wanted.include, *wanted.exclude)}
    facts, actors = await _facts(tx, article_id, conditions)
    named = any(one.kind is FilterKind.ACTOR for one in conditions)
    rules = await rules_in(tx, {scope for scope, _ in filters}) if named else {}
    aliases = {scope: _same_names(decided) for scope, decided in rules.items()}
    meant = await _meant(tx, actors, filters, rules, aliases)

    def judged(scope: int, wanted: ChannelFilter) -> Verdict:
        seen = replace(facts, actors=facts.actors | {(ActorKind.PERSON, key) for key in meant.get(scope, ())})
        return judge(wanted, partial(meets, seen, aliases.get(scope, {})))

    # In a thread: there may be thousands of filters.
    return await asyncio.to_thread(lambda: [judged(scope, wanted) for scope, wanted in filters])


async def _facts(
    tx: Transaction, article_id: int, conditions: Iterable[Condition]
) -> tuple[ArticleFacts, list[StoredActor]]:
    """What the conditions are compared with, and the article's actors."""
    words = [one.value for one in conditions if one.kind is FilterKind.WORDS]
    [article] = await fetch(tx, "SELECT source, language FROM article WHERE id = ?", (article_id,))
    themes = await fetch(tx, "SELECT label FROM theme WHERE article_id = ?", (article_id,))
    named = await fetch(
        tx,
        f"SELECT {ACTOR_COLUMNS}, p.name AS written, p.aliases FROM appearance p JOIN actor k ON k.id = p.actor_id "
        "WHERE p.article_id = ?",
        (article_id,),
    )
    actors = [rows.stored_actor(row) for row in named]
    facts = ArticleFacts(
        source=article["source"] or "",
        language=article["language"],
        themes=frozenset(row["label"].casefold() for row in themes),
        names=await asyncio.to_thread(_names, named),
        actors=await asyncio.to_thread(lambda: frozenset((actor.kind, link_key(actor)) for actor in actors)),
        words=await _words_in(tx, article_id, words) if words else frozenset(),
    )
    return facts, actors


async def _meant(
    tx: Transaction,
    actors: Sequence[StoredActor],
    filters: Iterable[tuple[int, ChannelFilter]],
    rules: Rules,
    aliases: Mapping[int, Aliases],
) -> Mapping[int, frozenset[str]]:
    """The persons for whom the article's bare surnames stand, in the servers whose filters ask for one of that name."""
    bare = await asyncio.to_thread(bare_surnames, actors)
    if not bare:
        return {}
    keys = {link_key(actor) for actor in bare}

    def asks(scope: int, wanted: ChannelFilter) -> bool:
        values = [one.value for one in (*wanted.include, *wanted.exclude) if one.kind is FilterKind.ACTOR]
        asked = {key for value in map(name_key, values) for key in (value, *aliases[scope].get(value, ()))}
        return any(key in surnames(name) or name.endswith(f" {key}") for name in asked if " " in name for key in keys)

    scopes = await asyncio.to_thread(lambda: {scope for scope, wanted in filters if asks(scope, wanted)})
    return await full_names(tx, bare, scopes, rules) if scopes else {}


async def _words_in(tx: Transaction, article_id: int, words: Sequence[str]) -> frozenset[str]:
    """Those of the words and phrases that the article has, in any form that a search finds."""
    queries = await asyncio.to_thread(lambda: {word: excluding(in_capitals([word])) for word in words})
    found = await fetch(
        tx,
        "SELECT q.key AS word FROM json_each(:queries) q WHERE EXISTS "
        "(SELECT 1 FROM article_words WHERE article_words MATCH q.value AND rowid = :article)",
        {"queries": rows.dump(queries), "article": article_id},
    )
    return frozenset(row["word"] for row in found)


def _names(named: Rows) -> frozenset[str]:
    """The folded names of an article's actors, each also from each of its later words on."""
    keys = {name_key(name) for row in named for name in (row["written"], *rows.load(row["aliases"]))}
    return frozenset(key.split(" ", skipped)[-1] for key in keys for skipped in range(key.count(" ") + 1))


def _same_names(rules: Iterable[AliasRule]) -> Aliases:
    same: defaultdict[str, set[str]] = defaultdict(set)
    for rule in rules:
        if rule.kind is AliasRuleKind.ALIAS:
            same[rule.key].add(rule.target_key)
            same[rule.target_key].add(rule.key)
    return {key: frozenset(others) for key, others in same.items()}
