"""Known-item test of the search: is the article found that a query was made from, beside SQLite's plain full text.

    python bench/search.py --corpora FOLDER [--write docs/quality.md]

Reads articles with titles of the ``*_dev.jsonl`` files into a library on disk. Reciprocal rank is 1 for an article that
comes first, a half for one that comes second, 0 for one that is not among the first ten.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pages import write_sections
from quality_tables import table
from scoring import drawn_means
from search_queries import KINDS, QueryMaker, Story

from bot.errors import BriefingError, NotFound
from bot.models.analysis import Analysis
from bot.models.articles import SHARED, Draft
from bot.services.library import Library
from bot.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.store.protocols.store import Store

SEED = 29
ARTICLES, QUERIES = 2_000, 200
"""Articles of the library, and queries of each kind."""
FIRST = 10
"""How many results somebody looks at."""
NOW = datetime(2026, 11, 29, tzinfo=UTC)
HEADING = "Search"
ABOUT = """
Written by `python bench/search.py --corpora FOLDER --write docs/quality.md`, which replaces this section. {articles:,}
articles with titles of the development corpora are in a library on disk; queries for one of them were made from its
text by a fixed seed. *Rank* is the mean reciprocal rank of that article among the first ten results in percent, *found*
the share of queries that have it there. *Plain* is SQLite's full text with `porter unicode61` and bm25: all words of
the query, or any of them. *Ours, suggested* follows the first suggestion where a search finds nothing, which is one
tap. The gain is that of *ours, suggested* over plain with all words, with its 95 % interval by bootstrap over the
queries. *CPU* is the time of a query of ours, with its passages and, where nothing is found, with looking for
suggestions, divided by that of plain with all words and its snippets. Misspelt words keep their first letter. The list
of compounds was made from these same files, and the weights of the ranking were chosen on queries of other seeds.

"""


def read_stories(corpora: Path) -> list[Story]:
    """A sample of the articles that have a title."""
    found: dict[str, Story] = {}
    for file in sorted(corpora.glob("*_dev.jsonl")):
        for row in map(json.loads, file.read_text("utf-8").splitlines()):
            titles, texts = row.get("titles", [row.get("title")]), row.get("docs", [row.get("text")])
            found |= {text: Story(title, text) for title, text in zip(titles, texts, strict=False) if title and text}
    stories = sorted(found.values())
    return random.Random(SEED).sample(stories, min(ARTICLES, len(stories)))


async def fill(store: Store, stories: Sequence[Story]) -> list[int]:
    """Adds the articles; returns their ids."""
    empty = Analysis(1, "en", (), (), (), (), ())
    return [
        (await store.add_article(SHARED, Draft(story.title, story.text), empty, now=NOW, posted=False)).id
        for story in stories
    ]


def plain_library(file: Path, stories: Sequence[Story]) -> sqlite3.Connection:
    """The same articles in a plain table."""
    db = sqlite3.connect(file)
    db.execute("CREATE VIRTUAL TABLE plain USING fts5 (title, text, tokenize = 'porter unicode61')")
    db.executemany("INSERT INTO plain (rowid, title, text) VALUES (?, ?, ?)", ((i, *s) for i, s in enumerate(stories)))
    db.commit()
    return db


def plain_search(db: sqlite3.Connection, query: str, joined: str) -> list[int]:
    """The indices of the first results."""
    words = joined.join(f'"{word}"' for word in query.split())
    rows = db.execute(
        "SELECT rowid, snippet(plain, 1, '', '', '', 24) FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT ?",
        (words, FIRST),
    )
    return [row[0] for row in rows.fetchall()]


async def our_search(library: Library, query: str) -> tuple[list[int], str | None]:
    """The ids of the first results, and the first suggestion if there are none."""
    try:
        _, hits = await library.search(SHARED, query, limit=FIRST, offset=0)
    except NotFound as error:
        choices = error.suggestions.choices if error.suggestions else ()
        return [], str(choices[0].key) if choices else None
    except BriefingError:
        return [], None
    return [hit.article.id for hit in hits], None


def reciprocal_rank(found: Sequence[int], wanted: int) -> float:
    """1 for the first place, a half for the second, 0 if it is not found."""
    return 1 / (found.index(wanted) + 1) if wanted in found else 0.0


async def measure(
    library: Library, db: sqlite3.Connection, ids: Sequence[int], queries: Sequence[tuple[int, str]]
) -> tuple[np.ndarray, float]:
    """Reciprocal ranks ``(queries, 4)`` of plain with all words and with any, ours, ours suggested; and CPU's ratio."""
    ranks = []
    plain_time = our_time = 0.0
    for index, query in queries:
        started = time.process_time()
        every = plain_search(db, query, " AND ")
        plain_time += time.process_time() - started
        some = plain_search(db, query, " OR ")
        started = time.process_time()
        ours, suggested = await our_search(library, query)
        our_time += time.process_time() - started
        then = (await our_search(library, suggested))[0] if suggested else ours
        found = ((every, index), (some, index), (ours, ids[index]), (then, ids[index]))
        ranks.append([reciprocal_rank(results, wanted) for results, wanted in found])
    return np.array(ranks), our_time / plain_time


def lines(kind: str, ranks: np.ndarray, ratio: float) -> Iterator[list[str]]:
    """The rows of a kind."""
    gain = (ranks[:, 3] - ranks[:, 0])[:, None] * 100
    low, high = np.percentile(drawn_means(gain), [2.5, 97.5])
    names = ("plain, all words", "plain, any word", "ours, as typed", "ours, suggested")
    for place, name in enumerate(names):
        figures = [f"{100 * ranks[:, place].mean():.1f}", f"{100 * (ranks[:, place] > 0).mean():.1f}"]
        last = place == len(names) - 1
        yield [
            f"{kind}: {len(ranks)}" if place == 0 else "",
            name,
            *figures,
            f"{gain.mean():+.1f} [{low:+.1f}, {high:+.1f}]" if last else "",
            f"{ratio:.1f}" if name == "ours, as typed" else "",
        ]


async def run(corpora: Path, seed: int) -> str:
    """Measures everything; returns the section of the page."""
    stories = read_stories(corpora)
    maker = QueryMaker.of(stories)
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{folder}/library.db")
        try:
            ids = await fill(store, stories)
            library = Library(store, lambda: NOW)
            with closing(plain_library(Path(folder, "plain.db"), stories)) as db:
                for kind in KINDS:
                    queries = maker.queries(kind, stories, QUERIES, seed)
                    rows += lines(kind, *await measure(library, db, ids, queries))
        finally:
            await store.close()
    head = ["queries", "", "rank", "found", "gain in rank", "CPU"]
    return ABOUT.format(articles=len(stories)) + table(head, rows)


def main() -> None:
    """Prints the section, and puts it into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with *_dev.jsonl")
    parser.add_argument("--seed", type=int, default=SEED, help="of the queries")
    parser.add_argument("--write", type=Path, metavar="FILE", help="the page whose section is replaced")
    args = parser.parse_args()
    section = asyncio.run(run(args.corpora, args.seed))
    print(section)
    if args.write:
        write_sections(args.write, {HEADING: section.strip()})


if __name__ == "__main__":
    main()
