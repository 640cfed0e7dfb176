"""How much CPU time an article takes beyond the tagger, and in which steps of the analysis it is spent.

    python bench/analysis_time.py --corpora FOLDER [--every 11]

The goal: at most 20 ms for each article beyond the tagger. No article is analysed twice, since what is kept from the
first time would make the second one faster. Whatever else the machine does adds to the time: to compare two checkouts,
run this by turns with each in ``PYTHONPATH``. A Python that was built without ``--enable-optimizations``, as pyenv
builds it, takes a tenth longer beyond the tagger than Debian's.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

# The threads of numpy's library wait busily for each other, which would count as time of the analysis.
os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

from bot.models.analysis import Document
from bot.services.analysis.worker_main import make_garbage_collection_rare
from bot.text import analyze
from bot.text.tagger import Tagger

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FILES = ("summaries_mixed_dev.jsonl", "summaries_cnn_dev.jsonl")
STEPS = (
    "split_sentences",
    "without_duplicates",
    "detect_language",
    "rank",
    "order_by_form",
    "find_actors",
    "find_themes",
    "key_phrases",
    "page_starts",
)
"""The functions that ``bot.text.analyze`` calls."""
WARM_UP = 30
"""Articles analysed before the measurement: the first ones load word lists and weights."""


class Clock:
    """Adds up the CPU seconds that are spent in functions, by their names."""

    def __init__(self) -> None:
        self.seconds = Counter[str]()

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            started = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                self.seconds[name] += time.process_time() - started

        return call


def read_articles(corpora: Path) -> list[Document]:
    """The articles of all files."""
    rows = [json.loads(line) for name in FILES for line in (corpora / name).read_text("utf-8").splitlines()]
    return [Document(row.get("title") or "", row["text"]) for row in rows]


def measure(warm_up: Sequence[Document], articles: Sequence[Document]) -> dict[str, float]:
    """Milliseconds for each article: in each step, in the tagger, and in all."""
    clock = Clock()
    for name in STEPS:
        setattr(analyze, name, clock.timed(name, getattr(analyze, name)))
    Tagger.tag = clock.timed("tagger", Tagger.tag)  # type: ignore[method-assign]
    read = clock.timed("all", analyze.Analyzer().analyze)
    make_garbage_collection_rare()
    for article in warm_up:
        read([article])
    clock.seconds.clear()
    for article in articles:
        read([article])
    return {name: 1000 * seconds / len(articles) for name, seconds in clock.seconds.items()}


def main() -> None:
    """Prints the times as a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of dev articles")
    parser.add_argument("--every", type=int, default=11, help="measure only every n-th article")
    options = parser.parse_args()
    articles = read_articles(options.corpora)
    measured = articles[:: options.every]
    others = [article for number, article in enumerate(articles) if number % options.every]
    times = measure(others[:WARM_UP], measured)
    words = sum(len(article.text.split()) for article in measured) // len(measured)
    print(f"{len(measured)} articles of {words} words; milliseconds of CPU for each")
    for name in STEPS:
        print(f"{name:20}{times.get(name, 0.0):7.2f}")
    print(f"{'beyond the tagger':20}{times['all'] - times['tagger']:7.2f}")
    print(f"{'tagger':20}{times['tagger']:7.2f}")


if __name__ == "__main__":
    main()
