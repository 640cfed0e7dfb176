"""Compares an article with the filters of channels, inside the transaction that stores it or reads it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from bot.models.articles import SHARED
from bot.models.filters import FilterKind
from bot.store.protocols.filters import ArticleFacts, judge, meets
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.search_expression import excluding
from bot.text.names import name_key
from bot.text.search.abbreviations import in_capitals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.models.filters import ChannelFilter, Condition
    from bot.store.protocols.filters import Verdict
    from bot.store.sqlite.connection import Rows, Transaction

__all__ = ["verdicts"]

Aliases = dict[str, frozenset[str]]
"""For a folded name the other ones that editors declared to be the same."""


async def verdicts(tx: Transaction, article_id: int, filters: Sequence[tuple[int, ChannelFilter]]) -> list[Verdict]:
    """What each of these filters, with the server that it is of, says of an article.

    Words are found as in a search for whole words. A name is found as the article writes it, by its last words, and by
    the aliases of the server.
    """
    conditions = {one for _, wanted in filters for one in (*wanted.include, *wanted.exclude)}
    facts = await _facts(tx, article_id, conditions)
    named = any(one.kind is FilterKind.ACTOR for one in conditions)
    aliases = await _aliases(tx, {scope for scope, _ in filters}) if named else {}
    # In a thread: there may be thousands of filters.
    return await asyncio.to_thread(
        lambda: [judge(wanted, partial(meets, facts, aliases.get(scope, {}))) for scope, wanted in filters]
    )


async def _facts(tx: Transaction, article_id: int, conditions: Iterable[Condition]) -> ArticleFacts:
    words = [one.value for one in conditions if one.kind is FilterKind.WORDS]
    [article] = await fetch(tx, "SELECT source, language FROM article WHERE id = ?", (article_id,))
    themes = await fetch(tx, "SELECT label FROM theme WHERE article_id = ?", (article_id,))
    named = await fetch(tx, "SELECT name, aliases FROM appearance WHERE article_id = ?", (article_id,))
    return ArticleFacts(
        source=article["source"] or "",
        language=article["language"],
        themes=frozenset(row["label"].casefold() for row in themes),
        names=await asyncio.to_thread(_names, named),
        words=await _words_in(tx, article_id, words) if words else frozenset(),
    )


async def _words_in(tx: Transaction, article_id: int, words: Sequence[str]) -> frozenset[str]:
    """Those of the words and phrases that the article has, in any form that a search finds."""
    queries = {word: excluding(in_capitals([word])) for word in words}
    found = await fetch(
        tx,
        "SELECT q.key AS word FROM json_each(:queries) q WHERE EXISTS "
        "(SELECT 1 FROM article_words WHERE article_words MATCH q.value AND rowid = :article)",
        {"queries": rows.dump(queries), "article": article_id},
    )
    return frozenset(row["word"] for row in found)


def _names(named: Rows) -> frozenset[str]:
    """The folded names of an article's actors, each also from each of its later words on."""
    keys = {name_key(name) for row in named for name in (row["name"], *rows.load(row["aliases"]))}
    return frozenset(key.split(" ", skipped)[-1] for key in keys for skipped in range(key.count(" ") + 1))


async def _aliases(tx: Transaction, scopes: Iterable[int]) -> Mapping[int, Aliases]:
    """The aliases that apply in each server: the shared ones, unless it has decided otherwise, and its own."""
    found = await fetch(
        tx,
        "SELECT scope, key, target_key, is_alias FROM alias_rule "
        "WHERE scope = :shared OR scope IN (SELECT value FROM json_each(:scopes))",
        {"shared": SHARED, "scopes": rows.dump(list(scopes))},
    )
    rules: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for row in found:
        rules[row["scope"]][row["key"]] = row["target_key"] if row["is_alias"] else ""
    return {scope: _same_names({**rules[SHARED], **rules[scope]}) for scope in scopes}


def _same_names(rules: Mapping[str, str]) -> Aliases:
    same: defaultdict[str, set[str]] = defaultdict(set)
    for key, target in rules.items():
        if target:
            same[key].add(target)
            same[target].add(key)
    return {key: frozenset(others) for key, others in same.items()}
