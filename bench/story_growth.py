"""The CPU time of finding an article's story in SQLite, and of adding it, in libraries of growing size.

    python bench/story_growth.py --corpora FOLDER [--characters N] [--sizes 1000 10000] [--copies N] [--timed N]

The library is made by the store's own writing, without analysing each article: see ``filled_library``. Articles are
dated three minutes apart, so that 2,000 of them are in the window of time of a new one as soon as the library has them.
``compared`` is how many articles a new one was compared with.

To write 100,000 articles takes an hour. ``--copies N`` copies what the last library has of its articles and stories N
times under earlier dates, which takes a minute, and times the finding of a story once more; the library must have
2,000 articles at least, so that no copy is in the window of time.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from bulk_adding import FIRST_DAY, make_texts
from filled_library import BASES, open_filled

from bot.models.articles import SHARED
from bot.store.sqlite import story_placement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from filled_library import FilledLibrary

APART = timedelta(seconds=173)
COPIED = {
    "id": "id + :of",
    "number": "number + :of",
    "date": "date - :earlier",
    "content_hash": "content_hash || :copy",
    "seed": "NULL",
    "link": "NULL",
}
"""What is written to these columns of a copied article."""
COPIES = (
    "INSERT INTO story (id, scope) SELECT id + :in, scope FROM story WHERE id <= :stories",
    "INSERT INTO story_member SELECT article_id + :of, story_id + :in, post_of + :of, reason, fingerprint, nearest "
    "FROM story_member WHERE article_id <= :articles",
    "INSERT INTO story_key (key, article_scope, date, article_id) "
    "SELECT key, article_scope, date - :earlier, article_id + :of FROM story_key WHERE article_id <= :articles",
)


def count_compared() -> list[int]:
    """How many neighbours each article has that is placed from now on."""
    counts: list[int] = []
    assign = story_placement.assign

    def counting(fingerprint: Any, neighbours: Sequence[Any], *others: Any) -> Any:
        counts.append(len(neighbours))
        return assign(fingerprint, neighbours, *others)

    story_placement.assign = counting
    return counts


def copy_rows(file: Path, copies: int) -> int:
    """Copies the articles and their stories to times before the first of them; returns how many articles there are."""
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("DROP TRIGGER article_added")  # the index of words has no part in finding a story
    articles, first, last = db.execute("SELECT max(id), min(date), max(date) FROM article").fetchone()
    (stories,) = db.execute("SELECT max(id) FROM story").fetchone()
    columns = [row[1] for row in db.execute("PRAGMA table_info(article)")]
    copied = ", ".join(COPIED.get(column, column) for column in columns)
    db.execute("BEGIN")
    for copy in range(1, copies + 1):
        given = {"articles": articles, "of": articles * copy, "stories": stories, "in": stories * copy, "copy": copy}
        given["earlier"] = (last - first + int(APART.total_seconds())) * copy
        db.execute(
            f"INSERT INTO article ({', '.join(columns)}) SELECT {copied} FROM article WHERE id <= :articles", given
        )
        for rows in COPIES:
            db.execute(rows, given)
    db.execute("UPDATE story_word SET articles = articles * ?", (copies + 1,))
    db.execute("COMMIT")
    (held,) = db.execute("SELECT count(*) FROM article").fetchone()
    db.close()
    return held


async def measure_copied(library: FilledLibrary, file: Path, copies: int, timed: int) -> None:
    """Times articles in a library that was made larger by ``copy_rows``."""
    held = await asyncio.to_thread(copy_rows, file, copies)
    date = FIRST_DAY + library.made * APART
    made = [library.make(date) for _ in range(timed)]
    began = time.process_time()
    for draft, analysis in made:
        await library.store.likely_story(SHARED, draft, analysis, now=date)
    print(f"{held:>9,}{'':>10}{1000 * (time.process_time() - began) / timed:>15.1f}", flush=True)


async def measure(library: FilledLibrary, sizes: Sequence[int], timed: int) -> None:
    """Fills the library, and times articles at each size, which become part of it."""
    counts = count_compared()
    base: tuple[float, float] | None = None
    print(f"{'articles':>9}{'compared':>10}{'its story, ms':>15}{'ratio':>7}{'added, ms':>11}{'ratio':>7}", flush=True)
    for size in sizes:
        while library.made < size:
            await library.add(FIRST_DAY + library.made * APART)
        counts.clear()
        placed = added = 0.0
        for _ in range(timed):
            date = FIRST_DAY + library.made * APART
            draft, analysis = library.make(date)
            began = time.process_time()
            await library.store.likely_story(SHARED, draft, analysis, now=date)
            between = time.process_time()
            await library.store.add_article(SHARED, draft, analysis, now=date)
            placed += 1000 * (between - began) / timed
            added += 1000 * (time.process_time() - between) / timed
        base = base or (placed, added)
        told = f"{size:>9,}{fmean(counts):>10.0f}{placed:>15.1f}{placed / base[0]:>7.2f}"
        print(f"{told}{added:>11.1f}{added / base[1]:>7.2f}", flush=True)


async def main(corpora: Path, characters: int, sizes: list[int], copies: int, timed: int) -> None:
    bases = [(text.title, "\n\n".join(text.paragraphs)) for text in make_texts(corpora, BASES, characters)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "library.db")
        async with open_filled(file, bases) as library:
            await measure(library, sizes, timed)
            if copies:
                await measure_copied(library, file, copies, timed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--characters", type=int, default=3_000)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--copies", type=int, default=9)
    parser.add_argument("--timed", type=int, default=300)
    asyncio.run(main(**vars(parser.parse_args())))
