"""Fits the weights by which the line "Who" of summaries leaves out doubtful entries.

    python bench/fit_reliability.py --corpora DIRECTORY                   writes bot/text/data/reliability_weights.tsv
    python bench/fit_reliability.py --corpora DIRECTORY --cross-validate  prints what other thresholds would show

Needs numpy. The entries and their verdicts are those of ``who_judged.tsv`` and ``who_considered.tsv`` (entries that the
rules of their time hid, and all that two draws considered). The fresh draws are not used.

Actors annotated in ``actors_dev.jsonl`` were used once, and left out again: an annotation says that a name is one, not
that the article is about it.
"""

from __future__ import annotations

import argparse
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from draws import PAGES, articles_of
from logistic import newton, probabilities
from roles import read_rows
from who import HERE

from bot.models.analysis import ActorKind
from bot.text.actors.canonical_names import name_and_aliases
from bot.text.actors.extraction import find_clusters, tokenize_story
from bot.text.actors.importance import measure_prominence
from bot.text.actors.prominence.main_actors import is_in_matter
from bot.text.actors.prominence.reliability import FEATURES, INTERCEPT, WEIGHTS_FILE, feature_values
from bot.text.actors.roles.extraction import find_roles
from bot.text.sentences import split_sentences, without_duplicates
from bot.text.tagger import Tagger

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.models.analysis import Document
    from bot.text.actors.prominence.mentions import Prominence

KINDS = tuple(ActorKind)
JUDGED = ("who_judged.tsv", "who_considered.tsv")
COMMENT = """\
# The weight (log odds) of each feature of an entry of the line "Who" for it to be right, if it is a person, an
# organisation or a place. Logistic regression (L2) over judged entries of news articles; written by
# bench/fit_reliability.py.
"""
FOLDS = 10
SHARED_PENALTY, KIND_PENALTY, INTERCEPT_PENALTY = 20.0, 200.0, 0.1
"""A weight is the sum of one that all kinds share and one of the kind, each pulled towards zero.

With less of either, entries of articles that were not fitted are ranked worse.
"""
STRICT, STRICTLY = tuple(f"who {number}" for number in (*range(16, 37), 39, 40, 42, 43)), 3.0
"""Draws that were judged more strictly than those before, and how much more their entries count."""
THRESHOLDS = (0.7, 0.8, 0.85, 0.9, 0.91, 0.92, 0.93, 0.94, 0.95)


@dataclass(frozen=True)
class Entry:
    """An actor of an article with its verdict."""

    article: str
    kind: ActorKind
    values: list[float]
    is_right: bool
    is_strict: bool
    is_in_matter: bool
    """True if the present rules do not take it for named in passing."""

    @property
    def weight(self) -> float:
        """What the entry counts."""
        return STRICTLY if self.is_strict else 1.0


def read_verdicts() -> dict[tuple[str, str, str], tuple[bool, bool]]:
    """For article, name and kind of each judged entry: is it right (or missed), and was it judged strictly."""
    rows = [row for table in JUDGED for row in read_rows(HERE / table)]
    return {
        (row["article"], row["entry"], row["kind"]): (row["verdict"] in ("right", "missed"), row["draw"] in STRICT)
        for row in rows
    }


def read_entries(corpora: Path) -> Iterator[Entry]:
    """The judged entries as the present rules find them."""
    verdicts, tagger = read_verdicts(), Tagger()
    judged = {article for article, _, _ in verdicts}
    for corpus, id_, document in articles_of(corpora):
        article = f"{corpus}/{id_}"
        if article in judged:
            for name, actor in actors_of(document, tagger):
                if verdict := verdicts.get((article, name, actor.kind.value)):
                    yield Entry(article, actor.kind, feature_values(actor), *verdict, is_in_matter(actor))


def actors_of(document: Document, tagger: Tagger) -> Iterator[tuple[str, Prominence]]:
    """The actors of an article that are named other than as a source, with their names."""
    sentences = without_duplicates(split_sentences(document.text, 0))
    texts = tokenize_story(tagger.tag([document.text]), tagger.tag([document.title]), sentences)
    clusters = find_clusters(texts)
    for actor in measure_prominence(clusters, find_roles(clusters, texts, sentences), texts):
        if actor.mentions:
            yield name_and_aliases(actor.cluster, texts)[0], actor


def design(entries: Sequence[Entry]) -> np.ndarray:
    """For each entry the features that all kinds share, then for each kind its own and an intercept."""
    size = len(FEATURES)
    rows = np.zeros((len(entries), size + len(KINDS) * (size + 1)))
    for row, entry in zip(rows, entries, strict=True):
        start = size + KINDS.index(entry.kind) * (size + 1)
        row[:size] = row[start : start + size] = entry.values
        row[start + size] = 1.0
    return rows


def fit(entries: Sequence[Entry]) -> np.ndarray:
    """The coefficients of the columns of ``design``, by Newton's method."""
    x = design(entries)
    right = np.array([entry.is_right for entry in entries], float)
    weights = np.array([entry.weight for entry in entries])
    penalty = np.full(x.shape[1], KIND_PENALTY)
    penalty[: len(FEATURES)] = SHARED_PENALTY
    penalty[2 * len(FEATURES) :: len(FEATURES) + 1] = INTERCEPT_PENALTY
    return newton(x, right, weights, penalty)


def cross_validate(entries: Sequence[Entry]) -> None:
    """Prints what each threshold would show, each article judged by weights that were fitted on others.

    Of the entries that were judged strictly and are not in passing: how many are shown, the share that is right, how
    many of the right ones are left, and the share of articles with a faulty one.
    """
    folds = np.array([int(hashlib.sha256(story_of(e.article).encode()).hexdigest(), 16) % FOLDS for e in entries])
    chances = np.zeros(len(entries))
    for fold in range(FOLDS):
        found = fit([e for e, of in zip(entries, folds, strict=True) if of != fold])
        held = np.flatnonzero(folds == fold)
        chances[held] = probabilities(design([entries[i] for i in held]), found)
    for kind in (None, *KINDS):
        chosen = [i for i, e in enumerate(entries) if e.is_strict and e.is_in_matter and kind in (None, e.kind)]
        right = np.array([entries[i].is_right for i in chosen])
        articles = np.array([entries[i].article for i in chosen])
        print(f"{kind or 'all'}: {right.sum()} of {len(right)} are right, in {len(set(articles))} articles")
        for threshold in THRESHOLDS:
            shown = chances[chosen] >= threshold
            faulty = len(set(articles[shown & ~right])) / len(set(articles))
            precision, recall = right[shown].mean(), right[shown].sum() / right.sum()
            print(
                f"  {threshold:.2f}: {shown.sum()} shown, {precision:.3f} right, {recall:.3f} left, {faulty:.3f} faulty"
            )


def story_of(article: str) -> str:
    """The articles of one story are in one fold."""
    return article.rpartition("/")[0] if article.startswith(PAGES) else article


def write(found: np.ndarray) -> None:
    size = len(FEATURES)
    of_kinds = found[size:].reshape(len(KINDS), size + 1).T.copy()
    of_kinds[:size] += found[:size, None]
    rows = ["\t".join(("feature", *(kind.value for kind in KINDS)))]
    for name, weights in zip((*FEATURES, INTERCEPT), of_kinds, strict=True):
        rows.append("\t".join((name, *(f"{weight:.2f}" for weight in weights))))
    WEIGHTS_FILE.write_text(COMMENT + "\n".join(rows) + "\n", "utf-8")
    print(f"{WEIGHTS_FILE.name}: {size} features")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--cross-validate", action="store_true")
    args = parser.parse_args()
    entries = list(read_entries(args.corpora))
    if args.cross_validate:
        cross_validate(entries)
    else:
        write(fit(entries))


if __name__ == "__main__":
    main()
