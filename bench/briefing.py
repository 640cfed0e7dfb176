"""What a briefing says of a day: whether each story stands in it once, and how much its sentences say.

    python bench/briefing.py --corpora FOLDER [--cache FOLDER]

The documents of a row of NeuS or Multi-News are one story, and the articles of twenty rows by chance arrive in one day.
A row stands in the briefing *once* if its articles, and no others, are one of its stories. ROUGE-1 against a row's
references is that of the sentences that the briefing chooses, beside as many first sentences of the story's first
article; and at the same number of words, where the longer text of the two is cut.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from json import loads
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from scoring import rouge
from story_clusters import Library, in_order_of_arrival
from story_corpora import read_articles

from bot.models.analysis import Document
from bot.models.articles import ArticleHeader
from bot.models.briefing import BriefedArticle, ReadArticle
from bot.stories.briefing import BEST, choose_quotations, in_order
from bot.stories.likeness import likeness_model
from bot.text.sentences import split_sentences
from bot.text.summaries.ranking import rank_sentences
from bot.text.summaries.word_forms import word_forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from story_corpora import StoryArticle

CORPORA = ("neus", "multinews")
ROWS_A_DAY = 20
COUNTS = (1, 2)
SEED = 13
ONCE, SPLIT, MIXED = "once", "as several stories", "with articles of another one"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def days_of(articles: Sequence[StoryArticle]) -> Iterator[list[StoryArticle]]:
    """The articles of twenty rows at a time, in an order by chance."""
    rows: defaultdict[str, list[StoryArticle]] = defaultdict(list)
    for article in articles:
        rows[article.story].append(article)
    stories = list(rows.values())
    random.Random(SEED).shuffle(stories)
    for start in range(0, len(stories) - ROWS_A_DAY + 1, ROWS_A_DAY):
        yield in_order_of_arrival(one for story in stories[start : start + ROWS_A_DAY] for one in story)


def fates(day: Sequence[StoryArticle]) -> list[str]:
    """For each row of a day: whether the briefing has it once, as several stories, or with articles of another row."""
    library = Library(likeness_model())
    for article in day:
        library.add(article)
    briefed = [
        BriefedArticle(_header(number, article.title), story)
        for number, (article, story) in enumerate(zip(day, library.stories, strict=True))
    ]
    shown = [frozenset(one.article.id for one in story) for story in in_order(briefed[::-1])]
    rows: defaultdict[str, set[int]] = defaultdict(set)
    for number, article in enumerate(day):
        rows[article.story].add(number)
    return [_fate(numbers, [story for story in shown if story & numbers]) for numbers in rows.values()]


def _fate(row: set[int], stories: Sequence[frozenset[int]]) -> str:
    if any(story - row for story in stories):
        return MIXED
    return ONCE if len(stories) == 1 else SPLIT


def scores(row: dict[str, Any]) -> list[tuple[float, float, float, int, int]]:
    """Of each number of sentences: ROUGE-1 of the briefing and of the first sentences, at the same number and of both
    at the same words as a difference, and the numbers of words.
    """
    titles = [*(row.get("titles") or ()), *[""] * len(row["docs"])]
    read = [one for number, text in enumerate(row["docs"]) if (one := _read(number, titles[number] or "", text))]
    first = [sentence.text for sentence in split_sentences(next(text for text in row["docs"] if text.strip()), 0)]
    found = []
    for count in COUNTS:
        chosen = choose_quotations(read, count, headline=read[0].article.title)
        ours, lead = " ".join(one.text for one in chosen), " ".join(first[:count])
        words = min(len(ours.split()), len(lead.split()))
        at_same_words = _rouge_1(_cut(ours, words), row) - _rouge_1(_cut(lead, words), row)
        found.append((_rouge_1(ours, row), _rouge_1(lead, row), at_same_words, len(ours.split()), len(lead.split())))
    return found


def _read(number: int, title: str, text: str) -> ReadArticle | None:
    sentences = split_sentences(text, 0)
    if not sentences:
        return None
    order = rank_sentences([Document(title, text)], sentences, word_forms("en"))[:BEST]
    best, places = tuple(sentences[index] for index in order), tuple(index + 1 for index in order)
    return ReadArticle(_header(number, title), best, places, len(sentences))


def _header(number: int, title: str) -> ArticleHeader:
    return ArticleHeader(number, number, 0, title, str(number), None, NOW)


def _rouge_1(text: str, row: dict[str, Any]) -> float:
    return rouge(text, row["refs"])[0]


def _cut(text: str, words: int) -> str:
    return " ".join(text.split()[:words])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "story_actors")
    arguments = parser.parse_args()
    arguments.cache.mkdir(exist_ok=True)
    for name in CORPORA:
        articles = read_articles(arguments.corpora, name, arguments.cache)
        rows = Counter(one for day in days_of(articles) for one in fates(day))
        shares = ", ".join(f"{fate} {100 * rows[fate] / rows.total():.1f} %" for fate in (ONCE, SPLIT, MIXED))
        print(f"{name}: of {rows.total()} stories {shares}")
        lines = (arguments.corpora / f"summaries_{name}_dev.jsonl").read_text("utf-8").splitlines()
        with ProcessPoolExecutor(2) as workers:
            found = list(workers.map(scores, map(loads, lines), chunksize=8))
        for place, count in enumerate(COUNTS):
            ours, lead, same, words, lead_words = (
                mean(column) for column in zip(*(one[place] for one in found), strict=True)
            )
            print(
                f"  {count} sentences a story: ROUGE-1 {ours:.1f}, first sentences {lead:.1f}, difference "
                f"{ours - lead:+.1f} (in {words:.0f} and {lead_words:.0f} words), at the same words {same:+.1f}"
            )


if __name__ == "__main__":
    main()
