"""Which articles tell the same story, as the bot finds it, beside titles alone and TF-IDF alone.

    python bench/stories.py --corpora FOLDER [--cache FOLDER] [--growth]

The documents of a row of NeuS or Multi-News are one story. All articles of a corpus arrive in an order by chance and
within one window of time, as if all events were of the same days. Weights and thresholds are fitted to two thirds of
the rows, and the articles of the last third are judged, in a library that holds them all. B³ is the mean over articles;
*pairs* are those that one post tells. ``--growth`` measures the time of an article in libraries of up to 100,000.
"""

from __future__ import annotations

import argparse
import math
import random
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix
from story_clusters import Library, b_cubed, in_order_of_arrival, pair_precision
from story_corpora import CORPORA, FOLDS, StoryArticle, read_articles
from train_stories import fit_model

from bot.stories.fingerprint import read_story_text
from bot.stories.likeness import likeness_model
from bot.stories.words import story_words

if TYPE_CHECKING:
    from collections.abc import Sequence

THRESHOLDS = np.arange(0.02, 0.8, 0.02)
SIZES = (1_000, 10_000, 100_000)
TIMED = 300
A_WINDOW = 4_000
"""Articles of a synthetic library that are within the window of time."""


def ours(articles: Sequence[StoryArticle]) -> None:
    """Prints our scores, cross-validated over rows."""
    wanted = [article.story for article in articles]
    scores, pairs = [], Counter()
    started = time.process_time()
    for fold in range(FOLDS):
        model = fit_model([article for article in articles if article.fold != fold])
        library = Library(model)
        for article in articles:
            library.add(article)
        judged = [i for i, article in enumerate(articles) if article.fold == fold]
        scores.append((len(judged), *b_cubed(library.stories, wanted, judged)))
        pairs += _judged_pairs(library.posts, articles, fold)
        print("  ", fold, model, [round(score, 1) for score in scores[-1][1:]])
    print("ours, cross-validated: B³", _mean(scores))
    print(f"  one post: pair precision {100 * pairs['right'] / max(pairs['all'], 1):.2f} of {pairs['all']} pairs, "
          f"recall {100 * pairs['right'] / pairs['wanted']:.1f}")  # fmt: skip
    print(f"  {time.process_time() - started:.0f} s")


def shipped(articles: Sequence[StoryArticle]) -> None:
    """Prints the scores of the shipped model: for NeuS it was fitted to these very articles."""
    library = Library(likeness_model())
    started = time.process_time()
    for article in articles:
        library.add(article)
    took = time.process_time() - started
    wanted = [article.story for article in articles]
    print("shipped: B³", _f1(*b_cubed(library.stories, wanted, range(len(wanted)))), end="; ")
    print(f"{library.moved / len(articles):.2f} moves an article", end="; ")
    precision, recall, pairs = pair_precision(library.posts, wanted)
    print(f"one post: pair precision {precision:.2f}, recall {recall:.1f}, {pairs} pairs", end="; ")
    print(f"{1000 * took / len(articles):.2f} ms, {library.compared / len(articles):.1f} compared an article")


def alone(articles: Sequence[StoryArticle], texts: Sequence[str], name: str) -> None:
    """Prints the scores of TF-IDF cosines of these texts, with average linkage over all pairs."""
    wanted = [article.story for article in articles]
    vectors = _tfidf(texts)
    distances = 1 - (vectors @ vectors.T).toarray()
    tree = linkage(np.clip(distances[np.triu_indices(len(texts), 1)], 0, None), "average")
    groups = {t: fcluster(tree, 1 - t, "distance").tolist() for t in THRESHOLDS}
    scores = []
    for fold in range(FOLDS):
        others = [i for i, article in enumerate(articles) if article.fold != fold]
        judged = [i for i, article in enumerate(articles) if article.fold == fold]
        best = max(groups, key=lambda t: _harmonic(*b_cubed(groups[t], wanted, others)))
        scores.append((len(judged), *b_cubed(groups[best], wanted, judged)))
    print(f"{name}, cross-validated: B³", _mean(scores))


def _tfidf(texts: Sequence[str]) -> csr_matrix:
    """A row of length 1 for each text."""
    counts = [Counter(story_words(text)) for text in texts]
    holding = Counter(word for count in counts for word in count)
    column = {word: at for at, word in enumerate(holding)}
    weights = [
        {column[word]: (1 + math.log(n)) * math.log(1 + len(texts) / holding[word]) for word, n in count.items()}
        for count in counts
    ]
    lengths = [math.hypot(*row.values()) or 1 for row in weights]
    values = [weight / length for row, length in zip(weights, lengths, strict=True) for weight in row.values()]
    rows = np.repeat(np.arange(len(texts)), [len(row) for row in weights])
    return csr_matrix((values, (rows, [at for row in weights for at in row])), shape=(len(texts), len(column)))


def growth(articles: Sequence[StoryArticle]) -> None:
    """Prints the time of an article in libraries of several sizes, mixed from the sentences of real ones.

    Of the articles that are older than the window of time only the words are counted, as no query finds them.
    """
    chance = random.Random(7)
    library = Library(likeness_model())
    base = None
    older = [_mixed(articles, chance) for _ in range(SIZES[0])]
    for size in SIZES:
        while len(library.articles) < min(size, A_WINDOW):
            library.add(_mixed(articles, chance))
        for number in range(len(library.articles), size):
            library.count(older[number % len(older)])
        timed = [_mixed(articles, chance) for _ in range(TIMED)]
        compared, started = library.compared, time.process_time()
        for article in timed:
            library.add(article)
        took = (time.process_time() - started) / TIMED
        base = base or took
        print(f"  {size:>7,} articles: {1000 * took:.1f} ms of CPU, {took / base:.2f} times, "
              f"{(library.compared - compared) / TIMED:.0f} compared")  # fmt: skip


def _mixed(articles: Sequence[StoryArticle], chance: random.Random) -> StoryArticle:
    """An article of its own story: halves of two texts."""
    one, two = chance.sample(articles, 2)
    words, more = one.text.split(), two.text.split()
    text = " ".join(words[: len(words) // 2] + more[len(more) // 2 :])
    return replace(one, text=text, story="", read=read_story_text(one.title, text, ()))


def _judged_pairs(posts: Sequence[int], articles: Sequence[StoryArticle], fold: int) -> Counter[str]:
    """Pairs of articles in one post whose later one is of the fold: all, those that are right, and those wanted."""
    found = Counter()
    by_post: dict[int, list[StoryArticle]] = {}
    by_story: dict[str, list[StoryArticle]] = {}
    for post, article in zip(posts, articles, strict=True):
        by_post.setdefault(post, []).append(article)
        by_story.setdefault(article.story, []).append(article)
    for group in by_post.values():
        for i, one in enumerate(group):
            for two in group[:i]:
                if fold == one.fold:
                    found["all"] += 1
                    found["right"] += one.story == two.story
    found["wanted"] = sum(len(g) * (len(g) - 1) // 2 for g in by_story.values() if g[0].fold == fold)
    return found


def _mean(scores: Sequence[tuple[float, ...]]) -> str:
    sizes, precisions, recalls = zip(*scores, strict=True)
    return _f1(np.average(precisions, weights=sizes), np.average(recalls, weights=sizes))


def _f1(precision: float, recall: float) -> str:
    return f"precision {precision:.1f}, recall {recall:.1f}, F1 {_harmonic(precision, recall):.1f}"


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "story_actors")
    parser.add_argument("--growth", action="store_true")
    arguments = parser.parse_args()
    for name in CORPORA:
        articles = in_order_of_arrival(read_articles(arguments.corpora, name, arguments.cache))
        if arguments.growth:
            growth(articles)
            return
        print(f"{name}: {len(articles):,} articles, {len({article.story for article in articles})} stories")
        if all(article.title for article in articles):
            alone(articles, [article.title for article in articles], "titles alone")
        alone(articles, [f"{article.title}\n{article.text}" for article in articles], "TF-IDF alone")
        if name == "neus":
            ours(articles)
        shipped(articles)


if __name__ == "__main__":
    main()
