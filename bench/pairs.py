"""Default summaries beside the first four sentences, judged by readers who did not know which is which.

    python bench/pairs.py                                 prints the shares of each draw
    python bench/pairs.py --corpora DIRECTORY --read N    prints N articles of no draw with both texts, to be judged

DIRECTORY holds ``summaries_multinews*_dev.jsonl``, whose articles the ranker of single articles is not trained on.
Which text is A is left to chance; the last line says which are ours.

``pairs_judged.tsv`` beside this file has a row for each pair of different texts: draw, article, verdict ("better" where
our summary serves a reader better, "worse", "equal" where a reader would not mind), the length of ours in percent of
the first four sentences', and why. In the first draw the default was about 90 words and quotations and questions were
not set back; after the second four kinds of captions were mended, after the third captions told by their credits. The
fourth and fifth are of cleaner articles of other files, on some of which the ranker is trained; after the fourth, in
which ours lost wherever it was shorter, a summary of long sentences got as many as its length stands for. Since the
sixth, first sentences have a bonus (``ordering.OPENING_BONUS``). The sixth is of Multi-News pages without capitals, the
seventh of CNN and of the mixed set, with summaries by models of which no stage has seen the article
(``train_ranker.py --cross-validate``).
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from roles import read_rows, share

from bot.models.analysis import Document
from bot.models.guilds import DEFAULT_LENGTH, SUMMARY_LENGTHS
from bot.text.analyze import Analyzer
from bot.text.summaries.length import summary_within

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

HERE = Path(__file__).parent
DRAWS = {"first": 64, "second": 110, "third": 75, "fourth": 39, "fifth": 31, "sixth": 110, "seventh": 98}
"""In the order in which they were made, with the number of their articles."""
SAME = {"first": 10, "second": 12, "third": 16, "fourth": 0, "fifth": 6, "sixth": 44, "seventh": 32}
"""In so many of them both texts were the same when they were judged."""
FIRST_SENTENCES = 4
MIN_WORDS, MAX_WORDS = 170, 1_200
"""Of an article that is drawn."""
MAX_CHARACTERS = 7_000
"""So much of a text is printed for reading."""


def texts_beside(corpora: Path, known: Set[str], count: int) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Id and text of articles that are not known, the sentences of each default summary, and its first four."""
    files = sorted(corpora.glob("summaries_multinews*_dev.jsonl"))
    rows = (json.loads(line) for file in files for line in file.read_text("utf-8").splitlines())
    texts = {f"{row['id']}/{index}": text for row in rows for index, text in enumerate(row["docs"])}
    fresh = [(article, text) for article, text in texts.items() if article not in known]
    random.Random(len(known)).shuffle(fresh)
    analyzer = Analyzer()
    for article, text in fresh:
        if count and MIN_WORDS <= len(text.split()) <= MAX_WORDS:
            analysis = analyzer.analyze([Document("", text)])
            summary = summary_within(analysis, SUMMARY_LENGTHS[DEFAULT_LENGTH])
            yield article, text, [s.text for s in summary], [s.text for s in analysis.sentences[:FIRST_SENTENCES]]
            count -= 1


def print_for_reading(corpora: Path, known: Set[str], count: int) -> None:
    """Prints articles with both texts, then which of them are ours."""
    key = []
    for number, (article, text, ours, first) in enumerate(texts_beside(corpora, known, count)):
        ours_is_first = random.Random(article).random() < 0.5
        key.append(f"{number} {'A' if ours_is_first else 'B'}")
        one, two = (ours, first) if ours_is_first else (first, ours)
        print(f"\n=== {number} {article}\n{text[:MAX_CHARACTERS]}\n--- A\n" + "\n".join(one))
        print("--- B\n" + ("\n".join(two) if one != two else "the same"))
    print("\nours:", ", ".join(key))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--read", type=int, metavar="N")
    args = parser.parse_args()
    rows = read_rows(HERE / "pairs_judged.tsv")
    if args.read:
        print_for_reading(args.corpora, {row["article"] for row in rows}, args.read)
        return
    for draw, count in DRAWS.items():
        verdicts = Counter(row["verdict"] for row in rows if row["draw"] == draw)
        better, worse = verdicts["better"], verdicts["worse"]
        print(f"{draw}: {count} articles, {SAME[draw]} with the same text twice")
        print(f"{draw}: better {better}, equal {verdicts['equal']}, worse {worse}")
        print(f"{draw}: better of those that differ in value: {share(better, better + worse)}")


if __name__ == "__main__":
    main()
