"""Fits the weights by which the line "Who" of summaries leaves out doubtful entries.

    python bench/fit_reliability.py --corpora DIRECTORY                   writes bot/text/data/reliability_weights.tsv
    python bench/fit_reliability.py --corpora DIRECTORY --cross-validate  prints what other thresholds would show

Needs numpy. The entries and their verdicts are those of ``who_judged.tsv`` and ``who_considered.tsv`` (entries that the
rules of their time hid, and all that two draws considered), and the actors of ``actors_dev.jsonl``: an actor is right
if most of its mentions are annotated with its kind, and all as one person. The fresh draws are not used.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from draws import articles_of
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
# organisation or a place. Logistic regression (L2) over judged entries of news articles and over annotated ones of
# AIDA-CoNLL; written by bench/fit_reliability.py.
"""
FOLDS = 10
SHARED_PENALTY, KIND_PENALTY, INTERCEPT_PENALTY = 4.0, 8.0, 0.1
"""A weight is the sum of one that all kinds share and one of the kind, each pulled towards zero."""
SHOWN, ANNOTATED, IN_PASSING = 1.0, 0.6, 0.3
"""What an entry counts: judged by reading, annotated, or of an actor that is named in passing."""
STRICT, STRICTLY = tuple(f"who {number}" for number in range(16, 23)), 3.0
"""Draws that were judged more strictly than those before, and how much more their entries count."""
MOSTLY = 0.7
MAX_DISTANCE = 3
"""Characters between the ends of a mention and of its annotation: a possessive."""
THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)


@dataclass(frozen=True)
class Entry:
    """An actor of an article with its verdict."""

    article: str
    kind: ActorKind
    values: list[float]
    is_right: bool
    weight: float


def read_verdicts() -> dict[tuple[str, str, str], tuple[bool, float]]:
    """Article, name and kind of each judged entry, with its verdict and what it counts; what was missed is right."""
    rows = [row for table in JUDGED for row in read_rows(HERE / table)]
    return {
        (row["article"], row["entry"], row["kind"]): (
            row["verdict"] in ("right", "missed"),
            SHOWN * STRICTLY if row["draw"] in STRICT else SHOWN,
        )
        for row in rows
    }


def read_entries(corpora: Path) -> Iterator[Entry]:
    """The judged and the annotated entries as the present rules find them."""
    verdicts, tagger = read_verdicts(), Tagger()
    judged = {article for article, _, _ in verdicts}
    annotated = {
        f"actors/{row['id']}": row
        for row in map(json.loads, (corpora / "actors_dev.jsonl").read_text("utf-8").splitlines())
    }
    for corpus, id_, document in articles_of(corpora):
        article = f"{corpus}/{id_}"
        if article in judged or article in annotated:
            for name, actor in actors_of(document, tagger):
                annotation = is_annotated(actor, annotated.get(article)), ANNOTATED
                verdict, weight = verdicts.get((article, name, actor.kind.value), annotation)
                if verdict is not None:
                    counted = weight if is_in_matter(actor) else IN_PASSING
                    yield Entry(article, actor.kind, feature_values(actor), verdict, counted)


def actors_of(document: Document, tagger: Tagger) -> Iterator[tuple[str, Prominence]]:
    """The actors of an article that are named other than as a source."""
    sentences = without_duplicates(split_sentences(document.text, 0))
    texts = tokenize_story(tagger.tag([document.text]), tagger.tag([document.title]), sentences)
    clusters = find_clusters(texts)
    for actor in measure_prominence(clusters, find_roles(clusters, texts, sentences), texts):
        if actor.mentions:
            yield name_and_aliases(actor.cluster, texts)[0], actor


def is_annotated(actor: Prominence, row: dict[str, Any] | None) -> bool | None:
    """True if most mentions have the actor's kind; None if none is in annotated text."""
    found, people = [], set()
    for mention in actor.mentions:
        text = actor.texts[mention.text_index]
        first, last = text.tokens[mention.first], text.tokens[mention.last]
        if row is None or text.doc != 0 or first.in_headline:
            continue
        overlapping = (e for e in row["entities"] if e["start"] < last.end and first.start < e["end"])
        entity = next((e for e in overlapping if abs(e["end"] - last.end) < MAX_DISTANCE), None)
        if entity is None and not any(a <= first.start and last.end <= b for a, b in row["prose"]):
            continue
        found.append(entity is not None and entity["kind"] == actor.kind)
        people |= {entity["id"]} - {"<NIL>", ""} if found[-1] and entity.get("id") else set()
    if not found:
        return None
    return sum(found) >= MOSTLY * len(found) and (actor.kind is not ActorKind.PERSON or len(people) < 2)


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
    """Prints precision and recall at each threshold, each article judged by weights that were fitted on others."""
    folds = np.array([int(hashlib.sha256(e.article.encode()).hexdigest(), 16) % FOLDS for e in entries])
    chances = np.zeros(len(entries))
    for fold in range(FOLDS):
        found = fit([e for e, of in zip(entries, folds, strict=True) if of != fold])
        held = np.flatnonzero(folds == fold)
        chances[held] = probabilities(design([entries[i] for i in held]), found)
    for kind in (None, *KINDS):
        chosen = [i for i, e in enumerate(entries) if e.weight >= SHOWN and kind in (None, e.kind)]
        right = np.array([entries[i].is_right for i in chosen])
        print(f"{kind or 'all'}: {right.sum()} of {len(right)} are right")
        for threshold in THRESHOLDS:
            shown = chances[chosen] >= threshold
            precision, recall = right[shown].mean(), right[shown].sum() / right.sum()
            print(f"  {threshold:.2f}: {shown.sum()} shown, precision {precision:.3f}, recall {recall:.3f}")


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
