"""What a briefing says of a day: whether each story stands in it once, and how much its sentences say.

    python bench/briefing.py --corpora FOLDER [--cache FOLDER]

The documents of a row of NeuS or Multi-News are one story, and the articles of twenty rows by chance arrive in one day.
A row stands in the briefing *once* if its articles, and no others, are one of its stories. NeuS is cross-validated:
the model that joins stories on a page is fitted to two thirds of the rows, and days of the last third are judged;
Multi-News is not used for fitting. ROUGE-1 against a row's references is that of the sentences that the briefing
chooses, beside as many first sentences of the story's first article; and at the same number of words, where the longer
text of the two is cut.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from json import loads
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from scoring import rouge
from story_corpora import FOLDS, read_articles
from train_page_stories import NOW, days_of, fit_page_model

from bot.models.analysis import Document
from bot.models.articles import ArticleHeader
from bot.models.briefing import ReadArticle
from bot.stories.briefing import BEST, choose_quotations
from bot.stories.page_stories import PAGE_MODEL
from bot.text.sentences import split_sentences
from bot.text.summaries.ranking import rank_sentences
from bot.text.summaries.word_forms import word_forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from story_corpora import StoryArticle
    from train_page_stories import Day

    from bot.stories.page_stories import PageModel

CORPORA = ("neus", "multinews")
FITTED = "neus"
"""The corpus to which the shipped model is fitted."""
COUNTS = (1, 2)
ONCE, SPLIT, MIXED = "once", "as several stories", "with articles of another one"


def fates(day: Day, model: PageModel | None) -> list[str]:
    """For each row of a day: whether the briefing has it once, as several stories, or with articles of another row.

    Without a model the stories are those that were found as the articles arrived.
    """
    stories = [frozenset(story) for story in (day.joined(model) if model else day.stories)]
    rows: defaultdict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(day.rows):
        rows[row].add(number)
    return [_fate(numbers, [story for story in stories if story & numbers]) for numbers in rows.values()]


def cross_validated(articles: Sequence[StoryArticle]) -> tuple[list[str], list[str]]:
    """The fates of the rows of each third: as the articles arrived, and joined by a model fitted to the others."""
    arrived, joined = [], []
    for fold in range(FOLDS):
        model = fit_page_model(list(days_of([one for one in articles if one.fold != fold])))
        for day in days_of([one for one in articles if one.fold == fold]):
            arrived += fates(day, None)
            joined += fates(day, model)
    return arrived, joined


def shipped(articles: Sequence[StoryArticle]) -> tuple[list[str], list[str]]:
    """The same with the shipped model."""
    days = list(days_of(articles))
    return [one for day in days for one in fates(day, None)], [one for day in days for one in fates(day, PAGE_MODEL)]


def print_fates(found: Sequence[str], how: str) -> None:
    counted = Counter(found)
    shares = ", ".join(f"{fate} {100 * counted[fate] / len(found):.1f} %" for fate in (ONCE, SPLIT, MIXED))
    print(f"  {how}: of {len(found)} stories {shares}")


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
    parser.add_argument("--stories-only", action="store_true", help="without ROUGE")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "story_actors")
    arguments = parser.parse_args()
    arguments.cache.mkdir(exist_ok=True)
    for name in CORPORA:
        articles = read_articles(arguments.corpora, name, arguments.cache)
        print(name)
        ways = {"cross-validated": cross_validated, "shipped": shipped} if name == FITTED else {"shipped": shipped}
        for way, judged in ways.items():
            arrived, joined = judged(articles)
            print_fates(arrived, f"{way}, as they arrived")
            print_fates(joined, f"{way}, joined on the page")
        if arguments.stories_only:
            continue
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
