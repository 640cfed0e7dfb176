"""The corpora of stories with reference summaries, their features, and ROUGE; for training and measuring the ranker.

DIRECTORY holds ``summaries_NAME_dev.jsonl`` for the names in SETS: {"id", "refs", "text" or "docs", "title" or
"titles"} a line; and the corpora of ``chosen_sentences``. Needs nltk (its Porter stemmer) and numpy.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from chosen_sentences import chosen_summaries
from nltk.stem.porter import PorterStemmer

from bot.models.analysis import Document, Sentence
from bot.text.sentences import split_sentences
from bot.text.summaries.bigrams import bigram_features, bigrams_of
from bot.text.summaries.expected_rouge import PAIRS_PER_EXPECTED_PAIR, ExpectedRouge
from bot.text.summaries.features import FEATURES, StoryFeatures, story_features
from bot.text.summaries.ordering import Selection, order_by_mmr
from bot.text.summaries.word_importance import importance_features
from bot.text.words import content_words, words

if TYPE_CHECKING:
    from pathlib import Path

SETS = {  # how the files' names are reported, and how much an article of each counts
    "cnn": ("cnn", 1.0),
    "cnn_more": ("cnn", 1.0),
    "mixed": ("mixed", 1.5),
    "inshorts": ("inshorts", 2.5),
    "neus": ("neus", 1.0),
    "multinews": ("multinews", 1.0),
    "multinews_more": ("", 1.0),  # lower-cased: only for training
    "chosen": ("chosen", 0.3),  # by readers; its ROUGE is some four times as high and so are its differences
}
UNCASED = ("multinews_more",)
CHOSEN = "chosen"
FOLDS = 5
BIGRAM_WEIGHT = 1.3
MULTINEWS_WORDS = 200
LENGTHS = ((3, 1.0), (4, 1.0), (8, 0.7))
"""Budgets in words: as many as this many first sentences have; and how much the score at each counts."""
_stemmer = PorterStemmer()


@functools.lru_cache(400_000)
def stem(word: str) -> str:
    return _stemmer.stem(word) if len(word) > 3 else word


def tokens(text: str) -> list[str]:
    return [stem(t) for t in re.sub(r"[^a-z0-9]+", " ", text.lower()).split()]


def ngrams(stems: list[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(zip(*[stems[i:] for i in range(n)], strict=False))


@dataclass
class Story:
    """One row of a corpus with all that training and measuring need."""

    set: str
    sentences: list[Sentence]
    stems: list[list[str]]
    references: list[list[str]]
    read: StoryFeatures
    features: np.ndarray
    """Those of the sentences; ``set_word_probabilities`` adds those that depend on the words."""
    taken: np.ndarray
    """The share of the references that have each stem of the vocabulary."""
    pairs_taken: np.ndarray
    """The share of the references that have each pair of words."""
    fold: int
    seed: int
    several: bool
    budget: int
    titles: list[str]
    counts: list[tuple[int, np.ndarray, np.ndarray]] = field(default_factory=list)
    pair_features: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    pair_probabilities: np.ndarray = field(default_factory=lambda: np.zeros(0, np.float32))

    def __post_init__(self) -> None:
        """Counts words, and the references' n-grams in each sentence, for ``values`` and ``values_at_lengths``."""
        self.split = [sentence.text.split() for sentence in self.sentences]
        self.words = np.array([max(len(words), 1) for words in self.split], float)
        lead = list(self.lead())
        self.budgets = [int(self.words[lead[:count]].sum()) for count, _ in LENGTHS]
        for reference in self.references:
            for n in (1, 2):
                wanted = ngrams(reference, n)
                column = {gram: i for i, gram in enumerate(wanted)}
                table = np.zeros((len(self.sentences), len(column)), np.float32)
                for row, stems in enumerate(self.stems):
                    for gram, times in ngrams(stems, n).items():
                        if gram in column:
                            table[row, column[gram]] = times
                self.counts.append((n, table, np.array(list(wanted.values()), np.float32)))

    @property
    def position(self) -> np.ndarray:
        """Of each sentence in its document, from 0."""
        return self.read.sentences[:, FEATURES.index("position")]

    def values(self, chosen: np.ndarray) -> np.ndarray:
        """ROUGE-1 and weighted ROUGE-2 of summaries ``(summaries, sentences each)`` in one figure each."""
        return np.concatenate([self._values(part) for part in np.array_split(chosen, len(chosen) // 300 + 1)])

    def _values(self, chosen: np.ndarray) -> np.ndarray:
        best = np.zeros((2, len(chosen)), np.float32)
        lengths = np.array([len(s) for s in self.stems])
        for n, table, wanted in self.counts:
            overlap = np.minimum(table[chosen].sum(1), wanted).sum(1)
            said = np.maximum(lengths - n + 1, 0)[chosen].sum(1)
            best[n - 1] = np.maximum(best[n - 1], 200 * overlap / np.maximum(said + wanted.sum(), 1))
        return best[0] + BIGRAM_WEIGHT * best[1]

    def values_at_lengths(self, orders: np.ndarray) -> np.ndarray:
        """The same figure for orders of sentences ``(orders, sentences)``, averaged over the budgets in words.

        Of the sentence that no longer fits a fraction counts, as the scorer cuts it.
        """
        total = np.zeros(len(orders))
        for budget, (_, weight) in zip(self.budgets, LENGTHS, strict=True):
            total += weight * self._values_of_shares(self._shares(orders, budget))
        return total / sum(weight for _, weight in LENGTHS)

    def _shares(self, orders: np.ndarray, budget: int) -> np.ndarray:
        """Which share of each sentence is within the budget, ``(orders, sentences)``."""
        words = self.words[orders]
        within = np.clip((budget - (np.cumsum(words, axis=1) - words)) / words, 0, 1)
        shares = np.zeros_like(within)
        np.put_along_axis(shares, orders, within, axis=1)
        return shares

    def _values_of_shares(self, shares: np.ndarray) -> np.ndarray:
        best = np.zeros((2, len(shares)))
        lengths = np.array([len(s) for s in self.stems])
        for n, table, wanted in self.counts:
            overlap = np.minimum(shares @ table, wanted).sum(1)
            said = shares @ np.maximum(lengths - n + 1, 0)
            best[n - 1] = np.maximum(best[n - 1], 200 * overlap / np.maximum(said + wanted.sum(), 1))
        return best[0] + BIGRAM_WEIGHT * best[1]

    def set_word_probabilities(self, probabilities: np.ndarray) -> None:
        """Sets the features that depend on the probabilities of the words (see ``train_importance``)."""
        vocabulary = self.read.vocabulary
        self.features = np.hstack([self.read.sentences, importance_features(vocabulary, probabilities)])
        self.pair_features = bigram_features(self.read.bigrams, self.read.titles, vocabulary, probabilities)

    def expected(self, chosen: np.ndarray) -> np.ndarray:
        """The expected ROUGE-2 of whole summaries ``(summaries, sentences each)``, in percent."""
        bigrams = self.read.bigrams
        holds = np.zeros((len(self.sentences), len(self.pair_probabilities)), bool)
        holds[bigrams.sentence, bigrams.pair] = True
        mass = np.array([holds[row].any(0) @ self.pair_probabilities for row in chosen])
        wanted = PAIRS_PER_EXPECTED_PAIR * self.pair_probabilities.sum() + 1e-6
        return 200 * mass / (bigrams.lengths[chosen].sum(1) + wanted)

    def expected_rouge(self) -> ExpectedRouge:
        """The expected ROUGE of a summary that has no sentence yet."""
        return ExpectedRouge(self.read.bigrams, self.pair_probabilities)

    def selection(self) -> Selection:
        """A summary that has no sentence yet."""
        return Selection(self.sentences, self.read.vectors, self.expected_rouge(), titles=self.titles)

    def ordered(self, odds: np.ndarray) -> tuple[int, ...]:
        """Every sentence, best first, as the bot orders them by their odds."""
        return order_by_mmr(self.sentences, odds, self.read.vectors, self.expected_rouge(), titles=self.titles)

    def score_at_lengths(self, ranking: tuple[int, ...]) -> list[float]:
        """ROUGE-1 and ROUGE-2 within each budget in words."""
        return [score for budget in self.budgets for score in self._score(self._cut(ranking, budget))]

    def _cut(self, ranking: tuple[int, ...], budget: int) -> list[str]:
        pieces, used = [], 0
        for i in ranking:
            piece = self.split[i][: budget - used]
            pieces.append((i, " ".join(piece)))
            used += len(piece)
            if used >= budget:
                break
        return tokens(" ".join(text for _, text in sorted(pieces)))

    def _score(self, said: list[str]) -> tuple[float, float]:
        first, second = (100 * max(f1(ngrams(said, n), ngrams(r, n)) for r in self.references) for n in (1, 2))
        return first, second

    def score(self, ranking: tuple[int, ...]) -> tuple[float, float]:
        """ROUGE-1 and ROUGE-2 of the summary that a ranking gives: 3 sentences (NeuS 2), Multi-News 200 words."""
        if self.set.startswith("multinews"):
            return self._score(self._cut(ranking, MULTINEWS_WORDS))
        return self._score([t for i in sorted(ranking[: self.budget]) for t in self.stems[i]])

    def lead(self) -> tuple[int, ...]:
        """First sentences first, those of several documents in turn."""
        return tuple(sorted(range(len(self.position)), key=lambda i: (self.position[i], self.sentences[i].doc)))


def f1(said: Counter, wanted: Counter) -> float:
    return 2 * (said & wanted).total() / max(said.total() + wanted.total(), 1)


def read_stories(corpora: Path) -> list[Story]:
    """Every story that has a sentence, set by set."""
    stories = []
    for name in (name for name in SETS if name != CHOSEN):
        for line in (corpora / f"summaries_{name}_dev.jsonl").read_text("utf-8").splitlines():
            story = read_story(name, json.loads(line))
            if story is not None:
                stories.append(story)
    stories += filter(None, (read_story(CHOSEN, row) for row in chosen_summaries(corpora)))
    return stories


def read_story(name: str, row: dict[str, Any]) -> Story | None:
    """A row as a story; None if its text has no sentence."""
    texts = row.get("docs") or [row["text"]]
    titles = [*(row.get("titles") or [row.get("title")]), *[""] * len(texts)]
    documents = [Document(title or "", text) for title, text in zip(titles, texts, strict=False)]
    sentences = [s for doc, d in enumerate(documents) for s in split_sentences(d.text, doc)]
    if not sentences:
        return None
    read = story_features(documents, sentences)
    wanted = [frozenset(content_words(words(r))) for r in row["refs"]]
    wanted_pairs = [frozenset(bigrams_of(words(r))) for r in row["refs"]]
    # Two sets can hold one article: by its opening both fall into the same fold.
    opening = re.sub(r"\W+", "", texts[0].lower())[40:140]
    group = int(hashlib.sha256(opening.encode()).hexdigest()[:8], 16)
    length = sum(len(s.text.split()) for s in sentences)
    budget = max(2, round(MULTINEWS_WORDS * len(sentences) / max(length, 1))) if name.startswith("multi") else 3
    return Story(
        set=name,
        sentences=sentences,
        stems=[tokens(s.text) for s in sentences],
        references=[tokens(r) for r in row["refs"]],
        read=read,
        features=read.sentences,
        taken=np.array([np.mean([stem in r for r in wanted]) for stem in read.vocabulary.stems], np.float32),
        pairs_taken=np.array([np.mean([pair in r for r in wanted_pairs]) for pair in read.bigrams.pairs], np.float32),
        fold=group % FOLDS,
        seed=group,
        several=len({s.doc for s in sentences}) > 1,
        budget=2 if name == "neus" else budget,
        titles=[document.title for document in documents],
    )
