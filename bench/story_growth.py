"""The CPU time of finding an article's story in SQLite, and of adding it, in libraries of growing size.

    python bench/story_growth.py --corpora FOLDER [--characters N] [--sizes 1000 10000 100000] [--timed N]

The library is made by the store's own writing, without analysing each article: see ``filled_library``. Articles are
dated three minutes apart, so that 2,000 of them are in the window of time of a new one as soon as the library has them.
``compared`` is how many articles a new one was compared with.
"""

from __future__ import annotations

import argparse
import asyncio
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


def count_compared() -> list[int]:
    """How many neighbours each article has that is placed from now on."""
    counts: list[int] = []
    assign = story_placement.assign

    def counting(fingerprint: Any, neighbours: Sequence[Any], *others: Any) -> Any:
        counts.append(len(neighbours))
        return assign(fingerprint, neighbours, *others)

    story_placement.assign = counting
    return counts


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


async def main(corpora: Path, characters: int, sizes: list[int], timed: int) -> None:
    bases = [(text.title, "\n\n".join(text.paragraphs)) for text in make_texts(corpora, BASES, characters)]
    with tempfile.TemporaryDirectory() as folder:
        async with open_filled(Path(folder, "library.db"), bases) as library:
            await measure(library, sizes, timed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--characters", type=int, default=3_000)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--timed", type=int, default=300)
    asyncio.run(main(**vars(parser.parse_args())))
