"""Trains the model of key phrases, writes its weights and its tables of words, or measures it.

    python bench/train_keyphrases.py --corpora DIRECTORY                    writes keyphrase_weights.json and the tables
    python bench/train_keyphrases.py --corpora DIRECTORY --cross-validate   prints F1@10, trained on the other folds

Needs nltk (its Porter stemmer) and numpy. DIRECTORY holds ``phrases_dev.jsonl`` ({"id", "text", "phrases"} a line) and
``summaries_NAME_dev.jsonl`` ("text" or "docs", some with "title" or "titles") for the names in NEWS, in which words are
counted: those that the most texts hold (``idf.txt``), and those that are in titles sooner or later than others
(``title_ratios.txt``). The articles with chosen phrases are not among these.
"""

from __future__ import annotations

import argparse
import functools
import json
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from logistic import fit_logistic, probabilities
from nltk.stem.porter import PorterStemmer

from bot.models.analysis import Document
from bot.text.actors.extraction import find_actors
from bot.text.keyphrases.candidates import KeyphraseCandidate, find_keyphrase_candidates
from bot.text.keyphrases.features import FEATURES, phrase_features
from bot.text.keyphrases.ranking import choose_phrases
from bot.text.sentences import split_sentences
from bot.text.stemming import singular
from bot.text.tagger import Tagger
from bot.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DATA = Path(__file__).parents[1] / "bot" / "text" / "data"
NEWS = ("cnn", "cnn_more", "mixed", "inshorts", "neus", "multinews", "multinews_more")
COMMON_WORDS = 1_000
LEVEL = 0.5
"""To which a word's inverse document frequency or title ratio is rounded: finer made no difference."""
MIN_TITLED, PRIOR = 10, 8
"""Titled articles that must have a word, and how many more count of them count as if their share were the mean one."""
FOLDS = 5
SHUFFLES = 6
SHRINKAGE = 3.0
"""Weight of the squared weights (of standardised features) against the log-likelihood."""
_stemmer = PorterStemmer()


@functools.lru_cache(100_000)
def stem(word: str) -> str:
    return _stemmer.stem(word) if len(word) > 3 else word


def phrase_key(phrase: str) -> str:
    """The form in which two phrases count as the same."""
    return " ".join(stem(w) for w in re.sub(r"[^a-z0-9]+", " ", phrase.lower()).split())


@dataclass
class Example:
    """One article: its candidates, their features, which of them people chose, and all that people chose."""

    candidates: tuple[KeyphraseCandidate, ...]
    features: np.ndarray
    right: np.ndarray
    wanted: set[str]

    def score(self, probabilities: np.ndarray) -> float:
        """F1 in percent of the phrases that these probabilities choose."""
        given = {phrase_key(c.form) for c in choose_phrases(self.candidates, probabilities)}
        return 200 * len(given & self.wanted) / (len(given) + len(self.wanted))


def read_examples(corpora: Path) -> list[Example]:
    tagger, examples = Tagger(), []
    for line in (corpora / "phrases_dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        document = Document(row.get("title") or "", row["text"])
        sentences = split_sentences(document.text)
        tagged, titles = tagger.tag([document.text]), tagger.tag([document.title])
        page = find_keyphrase_candidates(tagged, titles, sentences, find_actors(tagged, titles, sentences))
        wanted = {phrase_key(p) for p in row["phrases"]}
        right = np.array([phrase_key(c.form) in wanted for c in page.candidates], float)
        examples.append(Example(page.candidates, phrase_features(page), right, wanted))
    return examples


def fit(examples: list[Example]) -> tuple[np.ndarray, float]:
    rows = np.concatenate([e.features for e in examples]).astype(float)
    return fit_logistic(rows, np.concatenate([e.right for e in examples]), SHRINKAGE)


def cross_validate(examples: list[Example]) -> None:
    means = []
    for shuffle in range(SHUFFLES):
        fold = np.random.RandomState(shuffle).permutation(len(examples)) % FOLDS
        scores = []
        for held_out in range(FOLDS):
            weights, intercept = fit([e for e, f in zip(examples, fold, strict=True) if f != held_out])
            for example in (e for e, f in zip(examples, fold, strict=True) if f == held_out):
                scores.append(example.score(probabilities(example.features, weights, intercept)))
        means.append(np.mean(scores))
        print(f"shuffle {shuffle}: F1@10 {means[-1]:.2f} +- {np.std(scores) / math.sqrt(len(scores)):.2f}")
    best = np.mean([200 * e.right.sum() / (e.right.sum() + len(e.wanted)) for e in examples])
    print(
        f"n={len(examples)} mean of {SHUFFLES} shuffles: F1@10 {np.mean(means):.2f} (all right candidates: {best:.1f})"
    )


def read_news(corpora: Path) -> Iterator[tuple[str, str]]:
    """Title, or "", and text of each news article."""
    for name in NEWS:
        for line in (corpora / f"summaries_{name}_dev.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            yield from zip_longest(
                row.get("titles") or [row.get("title") or ""], row.get("docs") or [row["text"]], fillvalue=""
            )


def common_words(corpora: Path) -> str:
    """The table of common words."""
    frequency: Counter[str] = Counter()
    texts = 0
    for _, text in read_news(corpora):
        texts += 1
        frequency.update({w for w in words(text) if w.isalpha()})
    common = sorted(frequency.items(), key=lambda item: (-item[1], item[0]))[:COMMON_WORDS]
    return (
        f"# The {COMMON_WORDS:,} words that the most of {texts:,} news articles hold, by inverse document frequency\n"
        f"# (the natural logarithm, rounded to {LEVEL}). Other words are rarer. Made by bench/train_keyphrases.py.\n"
    ) + by_level({word: math.log(texts / count) for word, count in common})


def title_ratios(corpora: Path) -> str:
    """The table of words by how much sooner than others they are in the title of an article that has them."""
    articles = [
        ({singular(w) for w in words(title) if w.isalpha()}, {singular(w) for w in words(text) if w.isalpha()})
        for title, text in read_news(corpora)
        if title
    ]
    in_titles = Counter(word for title, _ in articles for word in title)
    anywhere = Counter(word for title, text in articles for word in title | text)
    mean = in_titles.total() / anywhere.total()
    ratios = {
        word: math.log((in_titles[word] + PRIOR * mean) / (count + PRIOR) / mean)
        for word, count in anywhere.items()
        if count >= MIN_TITLED
    }
    return (
        f"# Words of {len(articles):,} news articles, in the singular, by the share of the articles with the word\n"
        "# that have it in their title, beside that of the mean word (the natural logarithm of the ratio, smoothed\n"
        f"# and rounded to {LEVEL}). Others are near the mean, or rare. Made by bench/train_keyphrases.py.\n"
    ) + by_level({word: ratio for word, ratio in ratios.items() if round(ratio / LEVEL)})


def by_level(values: Mapping[str, float]) -> str:
    """A line for each value, rounded: ``level: word word ...``."""
    levels = defaultdict(list)
    for word, value in values.items():
        levels[round(value / LEVEL) * LEVEL].append(word)
    return "".join(f"{level}: {' '.join(sorted(found))}\n" for level, found in sorted(levels.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--cross-validate", action="store_true", help="measure, and write nothing")
    args = parser.parse_args()
    if args.cross_validate:
        cross_validate(read_examples(args.corpora))
        return
    (DATA / "idf.txt").write_text(common_words(args.corpora), "utf-8")
    (DATA / "title_ratios.txt").write_text(title_ratios(args.corpora), "utf-8")
    weights, intercept = fit(read_examples(args.corpora))
    named = {name: float(f"{weight:.4g}") for name, weight in zip(FEATURES, weights, strict=True)}
    stored = {"intercept": float(f"{intercept:.4g}"), "weights": named}
    (DATA / "keyphrase_weights.json").write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
