"""Searches the full text: which articles fit, in which order, and with which passage."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.models.articles import SearchHit
from bot.store.protocols.article_queries import MAX_SEARCH_HITS
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch
from bot.store.sqlite.search_expression import excluding, expression, near_expression, stemmed_beginning
from bot.text.search.abbreviations import abbreviations, in_capitals
from bot.text.search.folding import UNSPACED_RUN
from bot.text.search.index_forms import index_forms
from bot.text.search.passages import passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.models.articles import Article, Draft
    from bot.models.search import SearchFilter
    from bot.store.sqlite.connection import Transaction

__all__ = ["SearchForms", "ranked_ids", "search_forms", "search_hits"]

SearchForms = tuple[str, str]
"""The search forms of a title and of a text."""

MAX_COMPARED = 30
"""The best articles, in which the spelling of the terms is compared letter by letter."""
MAX_LONGER = 100
"""Stems of longer words that a last word finds."""
GIVEN_IDS = "(SELECT value FROM json_each(:ids))"
SNIPPET_WORDS = 24
MAX_SNIPPET, MAX_BEFORE_HIT = 2_000, 500
"""Characters of a passage, and of those before its first hit: a single word may be as long as a whole text."""
TITLE_WEIGHT, FORMS_WEIGHT = 2.0, 0.5
"""The weights in BM25 of a hit in the title, and in the forms of the text's words, against 1 for one in the text."""
WEIGHTS = f"{TITLE_WEIGHT}, 1.0, {TITLE_WEIGHT * FORMS_WEIGHT}, {FORMS_WEIGHT}"
OF_ACTORS = "a.id IN (SELECT article_id FROM appearance WHERE actor_id IN (SELECT value FROM json_each(:{0})))"
WITH_THEME = "a.id IN (SELECT article_id FROM theme WHERE label = :{0})"
FROM_SOURCE = "coalesce(a.source, '') LIKE :{0} ESCAPE '!'"
IN_LANGUAGES = "a.language IN (SELECT value FROM json_each(:{0}))"
_ESCAPED = str.maketrans({"!": "!!", "%": "!%", "_": "!_"})


async def ranked_ids(
    tx: Transaction,
    scope: int,
    terms: Sequence[str],
    filters: SearchFilter,
    *,
    match_last_as_prefix: bool,
) -> tuple[list[int], str]:
    """The ids of the articles that fit, the best first, at most ``MAX_SEARCH_HITS``; and the expression they match.

    Those with the words as typed, near each other, come first, then those with the best score; without words, the
    newest.
    """
    condition, parameters = _conditions(scope, filters)
    if not terms:
        found = await fetch(
            tx,
            f"SELECT a.id FROM article a WHERE {condition} ORDER BY a.date DESC, a.id DESC LIMIT {MAX_SEARCH_HITS}",
            parameters,
        )
        return [row["id"] for row in found], ""
    longer = await _longer(tx, terms[-1]) if match_last_as_prefix else []
    for loose in (False, True):
        query = expression(terms, match_last_as_prefix=match_last_as_prefix, longer=longer, loose=loose)
        scores = await _scores(tx, query, condition, parameters)
        if scores:
            break
    close = await _scores(tx, f"({query}) AND {near_expression(terms)}", condition, parameters)
    scores |= close
    ordered = sorted(scores, key=lambda article_id: (article_id not in close, scores[article_id], -article_id))
    near = [article_id for article_id in ordered[:MAX_COMPARED] if article_id in close]
    first = await _spelt_as_typed(tx, near, terms)
    return [*first, *(article_id for article_id in ordered if article_id not in first)][:MAX_SEARCH_HITS], query


async def search_hits(tx: Transaction, ids: Sequence[int], query: str, terms: Sequence[str]) -> list[SearchHit]:
    """The search hits of a page. Only these get passages, since making one reads the whole text."""
    found = await fetch(
        tx,
        f"SELECT {rows.ARTICLE_HEADER_COLUMNS} FROM article a WHERE a.id IN {GIVEN_IDS}",
        {"ids": rows.dump(ids)},
    )
    headers = {row["id"]: rows.article_header(row) for row in found}
    # SQLite would mark a whole sentence in a script without spaces.
    passages = {} if any(map(UNSPACED_RUN.search, terms)) else await _snippets(tx, ids, query)
    missing = [article_id for article_id in ids if article_id not in passages]
    if missing:  # the words are in the title only, or spelt in another way
        texts = await fetch(tx, f"SELECT id, text FROM article WHERE id IN {GIVEN_IDS}", {"ids": rows.dump(missing)})
        sought = [*terms, *abbreviations(terms)]
        passages |= await asyncio.to_thread(_passages, [(row["id"], row["text"]) for row in texts], sought)
    return [SearchHit(headers[article_id], passages[article_id]) for article_id in ids]


async def search_forms(article: Article | Draft) -> SearchForms:
    """The search forms of a title and a text. They are made in a thread: a long text takes a tenth of a second."""
    return await asyncio.to_thread(lambda: (index_forms(article.title), index_forms(article.text)))


async def _snippets(tx: Transaction, ids: Sequence[int], query: str) -> dict[int, str]:
    """SQLite's passages with marks around the hits, of those articles that have a hit in their text."""
    if not query:
        return {}
    found = await fetch(
        tx,
        f"SELECT w.rowid AS id, snippet(article_words, 1, char(2), char(3), '…', {SNIPPET_WORDS}) AS snippet, "
        "instr(a.text, char(2)) OR instr(a.text, char(3)) AS has_marks FROM article_words w "
        f"JOIN article a ON a.id = w.rowid WHERE article_words MATCH :query AND w.rowid IN {GIVEN_IDS}",
        {"query": query, "ids": rows.dump(ids)},
    )
    # A text that contains such marks itself is shown without any.
    return {
        row["id"]: _without_marks(snippet) if row["has_marks"] else snippet
        for row in found
        if "\x02" in (snippet := _shortened(row["snippet"]))
    }


def _shortened(snippet: str) -> str:
    start = max(0, snippet.find("\x02") - MAX_BEFORE_HIT)
    return snippet[start : start + MAX_SNIPPET]


def _passages(texts: Iterable[tuple[int, str]], terms: Sequence[str]) -> dict[int, str]:
    return {article_id: passage(_without_marks(text), terms, max_words=SNIPPET_WORDS) for article_id, text in texts}


def _without_marks(text: str) -> str:
    return text.replace("\x02", "").replace("\x03", "")


async def _spelt_as_typed(tx: Transaction, ids: Sequence[int], terms: Sequence[str]) -> list[int]:
    """Those of these articles that have every term letter by letter, in their order.

    The index has stems in small letters: "Waters" also finds water.
    """
    conditions = [
        f"instr(title || char(10) || text, :term{i})"
        if term != term.lower()
        else f"instr(lower(title || char(10) || text), :term{i})"
        for i, term in enumerate(terms)
    ]
    found = await fetch(
        tx,
        f"SELECT id FROM article WHERE id IN {GIVEN_IDS} AND {' AND '.join(conditions)}",
        {"ids": rows.dump(ids), **{f"term{i}": term for i, term in enumerate(terms)}},
    )
    literal = {row["id"] for row in found}
    return [article_id for article_id in ids if article_id in literal]


async def _scores(tx: Transaction, query: str, condition: str, parameters: dict[str, object]) -> dict[int, float]:
    """The score of each of the newest articles that match; a lower one is better."""
    found = await fetch(
        tx,
        f"SELECT w.rowid AS id, bm25(article_words, {WEIGHTS}) AS score FROM article_words w "
        f"JOIN article a ON a.id = w.rowid WHERE article_words MATCH :query AND {condition} "
        f"ORDER BY w.rowid DESC LIMIT {MAX_SEARCH_HITS}",
        {"query": query, **parameters},
    )
    return {row["id"]: row["score"] for row in found}


async def _longer(tx: Transaction, term: str) -> list[str]:
    """The stems in the index that are longer than a term and begin with it, where a prefix would find others too."""
    beginning = stemmed_beginning(term)
    if beginning is None:
        return []
    found = await fetch(
        tx,
        "SELECT term FROM article_vocabulary WHERE term > :beginning AND term < :beginning || char(1114111) "
        "LIMIT :limit",
        {"beginning": beginning, "limit": MAX_LONGER},
    )
    return [row["term"] for row in found]


def _conditions(scope: int, filters: SearchFilter) -> tuple[str, dict[str, object]]:
    """The condition on ``article AS a`` that a search's filters make, with its parameters."""
    conditions = [rows.VISIBLE]
    parameters: dict[str, object] = dict(rows.visible_to(scope))
    if filters.since or filters.until:
        conditions.append(rows.IN_PERIOD)
        parameters |= rows.period(filters.since, filters.until)
    if filters.excluded:
        conditions.append("a.id NOT IN (SELECT rowid FROM article_words WHERE article_words MATCH :excluded)")
        parameters["excluded"] = excluding([term for one in filters.excluded for term in in_capitals([one])])
    wanted = [
        *_values(filters.actors, filters.themes, filters.sources),
        *([(IN_LANGUAGES, rows.dump(filters.languages))] if filters.languages else []),
    ]
    unwanted = [
        *_values(filters.without_actors, filters.without_themes, filters.without_sources),
        *([(IN_LANGUAGES, rows.dump(filters.without_languages))] if filters.without_languages else []),
    ]
    for index, (condition, value) in enumerate([*wanted, *unwanted]):
        conditions.append(f"{'NOT ' if index >= len(wanted) else ''}{condition.format(f'value{index}')}")
        parameters[f"value{index}"] = value
    return " AND ".join(conditions), parameters


def _values(
    actors: Iterable[Sequence[int]], themes: Iterable[str], sources: Iterable[str]
) -> Iterator[tuple[str, object]]:
    """Conditions on an article, each with the value of its parameter."""
    yield from ((OF_ACTORS, rows.dump(ids)) for ids in actors)
    yield from ((WITH_THEME, label) for label in themes)
    yield from ((FROM_SOURCE, f"%{source.translate(_ESCAPED)}%") for source in sources)
