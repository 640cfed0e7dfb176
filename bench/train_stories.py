"""Makes the tables that stories are found with: how rare words are, and the model of two articles' likeness.

    python bench/train_stories.py --corpora FOLDER --cache FOLDER [--rarity]

``--rarity`` counts the words (``bot/stories/data/rarity.txt``), in corpora of single articles, none of which is in the
corpora of stories. Without it the model (``likeness.json``) is fitted to the pairs of articles of NeuS that are
compared.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from logistic import fit_logistic
from story_clusters import Library, b_cubed, in_order_of_arrival, pair_precision
from story_corpora import read_articles

from bot.stories.data import DATA
from bot.stories.fingerprint import index_keys, make_fingerprint
from bot.stories.likeness import LikenessModel, features, words_likeness
from bot.stories.surroundings import density, nearest_of, with_article
from bot.stories.words import story_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from story_corpora import StoryArticle

    from bot.models.stories import Fingerprint
    from bot.stories.surroundings import Nearest

__all__ = ["fit_model", "fit_weights"]

BACKGROUND = ("summaries_cnn", "summaries_cnn_more", "summaries_mixed", "summaries_inshorts", "topics", "phrases")
MIN_ARTICLES, STEP = 4, 0.25
"""In how many articles a listed word is, and to what its rarity is rounded."""
SHRINKAGE = 1.0
MAX_CANDIDATES = 40
RELATED = (0.3, 0.4)
SAME_POST = (0.95, 0.97, 0.98, 0.99)
WANTED_PRECISION = 98.5
"""Of the pairs of articles that share a post: above the goal of 98, because it is chosen on the same articles."""


def count_words(corpora: Path) -> str:
    """The table of rarity."""
    articles, counts = 0, Counter()
    for name in BACKGROUND:
        for line in (corpora / f"{name}_dev.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            counts.update(set(story_words(f"{row.get('title') or ''}\n{row['text']}")))
            articles += 1
    levels = defaultdict(list)
    for word, found in counts.items():
        if found >= MIN_ARTICLES:
            levels[round(math.log(articles / found) / STEP) * STEP].append(word)
    head = (
        f"# Words that at least {MIN_ARTICLES} of {articles:,} news articles hold, by inverse document frequency (the "
        f"natural\n# logarithm, rounded to {STEP}). Other words are rarer. Made by bench/train_stories.py.\n"
    )
    return head + "".join(f"{level}: {' '.join(sorted(words))}\n" for level, words in sorted(levels.items()))


def fit_model(articles: Sequence[StoryArticle]) -> LikenessModel:
    """Weights for the features, and the thresholds that are best for these articles."""
    weights, intercept = fit_weights(articles)
    order = in_order_of_arrival(articles)
    wanted = [article.story for article in order]

    def grouped(related: float, same_post: float) -> Library:
        library = Library(LikenessModel(weights, intercept, float(related), float(same_post)))
        for article in order:
            library.add(article)
        return library

    def f1(related: float) -> float:
        precision, recall = b_cubed(grouped(related, 1).stories, wanted, range(len(wanted)))
        return 2 * precision * recall / (precision + recall)

    related = max(RELATED, key=f1)
    exact = (s for s in SAME_POST if pair_precision(grouped(related, s).posts, wanted)[0] >= WANTED_PRECISION)
    return LikenessModel(weights, intercept, related, next(exact, SAME_POST[-1]))


def fit_weights(articles: Sequence[StoryArticle]) -> tuple[tuple[float, ...], float]:
    """Weights and intercept of logistic regression over the pairs of articles that share the most keys.

    The surroundings are those in the whole library, and the stories are the right ones.
    """
    index, holding = defaultdict(list), Counter()
    prints: list[Fingerprint] = []
    nearest: list[Nearest] = []
    pairs = []
    order = in_order_of_arrival(articles)
    for number, article in enumerate(order):
        fingerprint = make_fingerprint(article.read, holding, number)
        holding.update(article.read.counts.keys())
        keys = index_keys(fingerprint)
        shared = Counter(known for key in keys for known in index[key])
        near = sorted(shared, key=lambda known: (-shared[known], -known))[:MAX_CANDIDATES]
        likeness = {known: words_likeness(fingerprint, prints[known]) for known in near}
        for known in near:
            nearest[known] = with_article(nearest[known], number, likeness[known])
            pairs.append((number, known))
        prints.append(fingerprint)
        nearest.append(nearest_of(likeness))
        for key in keys:
            index[key].append(number)
    stories = {number: article.story for number, article in enumerate(order)}

    def row(one: int, other: int) -> tuple[float, ...]:
        own = (stories[one], stories[other])
        crowded = density(nearest[one], stories, own) + density(nearest[other], stories, own)
        return (*features(prints[one], prints[other]), crowded)

    same = [stories[one] == stories[other] for one, other in pairs]
    weights, intercept = fit_logistic(np.array([row(*pair) for pair in pairs]), np.array(same, float), SHRINKAGE)
    return tuple(round(float(weight), 3) for weight in weights), round(intercept, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "story_actors")
    parser.add_argument("--rarity", action="store_true")
    arguments = parser.parse_args()
    if arguments.rarity:
        (DATA / "rarity.txt").write_text(count_words(arguments.corpora), "utf-8")
        return
    model = fit_model(read_articles(arguments.corpora, "neus", arguments.cache))
    stored = {"weights": model.weights, "intercept": model.intercept}
    stored |= {"related": model.related, "same_post": model.same_post}
    (DATA / "likeness.json").write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
    print(stored)


if __name__ == "__main__":
    main()
