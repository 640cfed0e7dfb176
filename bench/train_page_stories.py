"""Makes the model by which stories are joined on a page (``PAGE_MODEL`` in bot/stories/page_stories.py).

    python bench/train_page_stories.py --corpora FOLDER [--cache FOLDER]

It is fitted to days of twenty rows of NeuS, whose articles the bot has grouped as they arrive.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from logistic import fit_logistic
from story_clusters import Library, in_order_of_arrival
from story_corpora import read_articles

from bot.stories.likeness import likeness_model
from bot.stories.page_stories import ComparedArticle, PageModel, article_features, join_stories, word_features

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from story_corpora import StoryArticle

__all__ = ["NOW", "Day", "days_of", "fit_page_model"]

ROWS_A_DAY = 20
SEED = 13
SHRINKAGE = 1.0
RELATED = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Day:
    """Articles by their number, with the row that each is from, and the stories that the bot found as they arrived."""

    rows: tuple[str, ...]
    articles: tuple[ComparedArticle, ...]
    stories: tuple[tuple[int, ...], ...]

    def joined(self, model: PageModel) -> list[list[int]]:
        """The numbers of the articles of each story of the page."""
        found = join_stories([[self.articles[at] for at in story] for story in self.stories], model)
        return [[at for story in group for at in self.stories[story]] for group in found]

    def rows_once(self, stories: Sequence[Sequence[int]]) -> int:
        """How many rows are exactly one of these stories."""
        rows: defaultdict[str, set[int]] = defaultdict(set)
        for at, row in enumerate(self.rows):
            rows[row].add(at)
        return sum(set(story) in rows.values() for story in stories)


def days_of(articles: Sequence[StoryArticle], seed: int = SEED) -> Iterator[Day]:
    """Days of the articles of twenty rows each, in an order by chance."""
    rows: defaultdict[str, list[StoryArticle]] = defaultdict(list)
    for article in articles:
        rows[article.story].append(article)
    stories = list(rows.values())
    random.Random(seed).shuffle(stories)
    for start in range(0, len(stories) - ROWS_A_DAY + 1, ROWS_A_DAY):
        yield _day(in_order_of_arrival(one for story in stories[start : start + ROWS_A_DAY] for one in story))


def _day(articles: Sequence[StoryArticle]) -> Day:
    library = Library(likeness_model())
    for article in articles:
        library.add(article)
    stories: defaultdict[int, list[int]] = defaultdict(list)
    for at, story in enumerate(library.stories):
        stories[story].append(at)
    compared = tuple(ComparedArticle(one.fingerprint, NOW) for one in library.known.values())
    return Day(tuple(one.story for one in articles), compared, tuple(map(tuple, stories.values())))


def fit_page_model(days: Sequence[Day]) -> PageModel:
    """Weights from the pairs of articles of these days, and the threshold with which most rows are one story."""
    rows, same = zip(*(pair for day in days for pair in _pairs(day)), strict=True)
    weights, intercept = fit_logistic(np.array(rows), np.array(same, float), SHRINKAGE)
    words, density, days_differ, figures_differ = (round(float(weight), 2) for weight in weights)

    def model(related: float) -> PageModel:
        return PageModel((words, density, days_differ, figures_differ), round(intercept, 2), related)

    return max(map(model, RELATED), key=lambda one: sum(day.rows_once(day.joined(one)) for day in days))


def _pairs(day: Day) -> Iterator[tuple[tuple[float, ...], bool]]:
    prints = [one.fingerprint for one in day.articles]
    words, density = word_features(prints)
    for one, other in zip(*np.triu_indices(len(prints), 1), strict=True):
        shared = words.get((one, other), 0.0)
        differing = article_features(prints[one], prints[other], shared)
        if differing is not None:
            yield (shared, density[one] + density[other], *differing), day.rows[one] == day.rows[other]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "story_actors")
    arguments = parser.parse_args()
    print(fit_page_model(list(days_of(read_articles(arguments.corpora, "neus", arguments.cache)))))


if __name__ == "__main__":
    main()
