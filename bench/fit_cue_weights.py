"""Fits the weights of the cues by which names are told to be persons, organisations, places or nothing.

    python bench/fit_cue_weights.py --corpora DIRECTORY                        writes bot/text/data/cue_weights.tsv
    python bench/fit_cue_weights.py --corpora DIRECTORY --cross-validate FILE  reads each article with weights fitted on
                                                                            the other folds; writes what it finds

Needs numpy and scipy. DIRECTORY holds ``actors_dev.jsonl``: {"id", "text", "entities": [{"start", "end", "kind"}],
"prose": [[start, end]]} a line, where a name outside ``entities`` but inside ``prose`` is none. The weights are
pulled towards those of ``cue_weights_prior.tsv``, which also rest on 60 newer articles labelled by hand; under
cross-validation towards zero, so that nothing of the article that is read has been seen.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize

from bot.text.actors.classification import classifier as verdicts
from bot.text.actors.classification.cue_counts import add_up
from bot.text.actors.detection.candidates import find_candidates
from bot.text.actors.extraction import find_actors, read_pages
from bot.text.sentences import split_sentences
from bot.text.tagger import Tagger

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.models.analysis import Sentence
    from bot.text.tagger import TaggedText

WEIGHTS = Path(__file__).parents[1] / "bot" / "text" / "data" / "cue_weights.tsv"
PRIOR = Path(__file__).with_name("cue_weights_prior.tsv")
KINDS = ("person", "organisation", "place", "nothing")
HEADER = "cue\t" + "\t".join((*KINDS, *(f"{kind}, again" for kind in KINDS)))
COMMENT = """\
# What each cue adds to the case for a name being a person, an organisation, a place or nothing (log odds,
# centred): first when only the name itself is looked at, then when the names beside it and made of it have a say too.
# Multinomial logistic regression (L2) over 187 Reuters articles of AIDA-CoNLL and 60 newer ones
# from the BBC, CNN and US news sites, labelled by hand; written by bench/fit_cue_weights.py.
"""
FOLDS = 5
PENALTY = 1.0
PULL = 40.0
"""How strongly the weights are held to the old ones, against ``PENALTY`` where there are none."""


@dataclass
class Story:
    """An article, the cues of each of its names and how often the name is of which kind."""

    id: str
    tagged: Sequence[TaggedText]
    titles: Sequence[TaggedText]
    sentences: Sequence[Sentence]
    values: dict[str, dict[str, float]] = field(default_factory=dict)
    labels: dict[str, Counter[int]] = field(default_factory=dict)
    pairs: list[tuple[str, str]] = field(default_factory=list)


def read_story(row: dict[str, Any], tagger: Tagger) -> Story:
    """Tags an article and labels its names."""
    text, title = row["text"], row.get("title") or ""
    story = Story(row["id"], list(tagger.tag([text])), list(tagger.tag([title])), split_sentences(text))
    pages = read_pages(story.tagged, story.titles, story.sentences)
    candidates = find_candidates(pages)
    story.pairs = verdicts.neighbours(candidates, pages)
    for key, string in add_up(candidates, pages).items():
        counts: Counter[int] = Counter()
        for candidate in string.occurrences:
            words = pages[candidate.page].words
            kind = label_of(words[candidate.first].start, words[candidate.last].end, row)
            if pages[candidate.page].doc == 0 and kind is not None:
                counts[kind] += 1
        story.values[key] = verdicts.cue_values(string)
        story.labels[key] = counts
    return story


def label_of(start: int, end: int, row: dict[str, Any]) -> int | None:
    """The kind of the name at these characters, or None where nobody looked."""
    for entity in row["entities"]:
        if entity["start"] < end and start < entity["end"] and abs(entity["end"] - end) <= 2:
            return KINDS.index(entity["kind"])
    return 3 if any(a <= start and end <= b for a, b in row["prose"]) else None


def design(
    stories: Sequence[Story], kin: Mapping[str, Mapping[str, Mapping[str, float]]], index: Mapping[str, int]
) -> tuple[np.ndarray, np.ndarray]:
    """A row of cue values and one of label weights for each name."""
    rows, labels = [], []
    for story in stories:
        for key, values in story.values.items():
            counts = story.labels[key]
            if not counts:
                continue
            row = np.zeros(len(index))
            row[index["always"]] = 1.0
            for cue, value in (values | dict(kin.get(story.id, {}).get(key, {}))).items():
                if cue in index:
                    row[index[cue]] = value
            total = sum(counts.values())
            rows.append(row)
            labels.append([counts[kind] / total * total**0.5 for kind in range(4)])
    return np.array(rows), np.array(labels)


def fit(x: np.ndarray, y: np.ndarray, prior: np.ndarray, pull: np.ndarray) -> np.ndarray:
    """Weights (cues by kinds) of least cross entropy, held to ``prior`` with the strength ``pull`` for each cue."""

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(prior.shape)
        scores = x @ w
        scores -= scores.max(1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(1, keepdims=True))
        gap = w - prior
        value = -(y * logs).sum() + 0.5 * (pull * gap**2).sum()
        slope = x.T @ (np.exp(logs) * y.sum(1, keepdims=True) - y) + pull * gap
        return value, slope.ravel()

    return minimize(loss, prior.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x.reshape(prior.shape)


def fit_both(stories: Sequence[Story], old: Mapping[str, Sequence[Sequence[float]]]) -> dict[str, tuple[Any, Any]]:
    """The weights of both looks; the second learns from odds that the first gave without having seen the article."""
    cues = sorted({"always", *(cue for s in stories for values in s.values.values() for cue in values)})
    first_index = {cue: i for i, cue in enumerate(cues)}
    kin: dict[str, dict[str, dict[str, float]]] = {}
    for fold in range(FOLDS):
        rest = [s for i, s in enumerate(stories) if i % FOLDS != fold]
        weights = as_table(fit_one(rest, {}, first_index, old, 0), first_index)
        for story in (s for i, s in enumerate(stories) if i % FOLDS == fold):
            odds = {key: odds_of(values, weights) for key, values in story.values.items()}
            kin[story.id] = verdicts.kin_cues(odds, story.pairs)
    first = fit_one(stories, {}, first_index, old, 0)
    kin_names = sorted({cue for names in kin.values() for found in names.values() for cue in found})
    index = {cue: i for i, cue in enumerate([*cues, *kin_names])}
    again = fit_one(stories, kin, index, old, 1)
    zeros = np.zeros(4)
    return {cue: (first[i] if i < len(cues) else zeros, again[i]) for cue, i in index.items()}


def fit_one(
    stories: Sequence[Story],
    kin: Mapping[str, Mapping[str, Mapping[str, float]]],
    index: Mapping[str, int],
    old: Mapping[str, Sequence[Sequence[float]]],
    look: int,
) -> np.ndarray:
    x, y = design(stories, kin, index)
    prior = np.array([old[cue][look] if cue in old else (0.0,) * 4 for cue in index])
    pull = np.array([[PULL if cue in old else PENALTY] for cue in index])
    return fit(x, y, prior, pull)


def as_table(weights: np.ndarray, index: Mapping[str, int]) -> dict[str, np.ndarray]:
    return {cue: weights[i] for cue, i in index.items()}


def odds_of(values: Mapping[str, float], weights: Mapping[str, np.ndarray]) -> verdicts.Odds:
    total = sum((weights[c] * v for c, v in values.items() if c in weights), weights["always"].copy())
    shares = np.exp(total - total.max())
    a, b, c, d = (float(share) for share in shares / shares.sum())
    return a, b, c, d


def table_of(fitted: Mapping[str, tuple[Any, Any]]) -> dict[str, tuple[verdicts.Odds, verdicts.Odds]]:
    """Rounded, with the mean over the kinds taken off, which changes no odds."""
    table = {}
    for cue, looks in fitted.items():
        a, b = (tuple(round(float(v - look.mean()), 2) + 0.0 for v in look) for look in looks)
        table[cue] = (a, b)
    return table


def cross_validate(stories: Sequence[Story], out: Path) -> None:
    with out.open("w", encoding="utf-8") as lines:
        for fold in range(FOLDS):
            held = [s for i, s in enumerate(stories) if i % FOLDS == fold]
            table = table_of(fit_both([s for s in stories if s not in held], {}))
            verdicts.weights = lambda table=table: table
            for story in held:
                lines.write(json.dumps(answer(story)) + "\n")


def answer(story: Story) -> dict[str, Any]:
    """What ``python -m bot analyze --jsonl`` writes, actors only."""
    actors = find_actors(story.tagged, story.titles, story.sentences)
    return {
        "id": story.id,
        "actors": [
            {"name": a.name, "kind": a.kind, "mentions": [[m.doc, m.start, m.end] for m in a.mentions]} for a in actors
        ],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--cross-validate", type=Path, metavar="FILE")
    args = parser.parse_args()
    rows = map(json.loads, (args.corpora / "actors_dev.jsonl").read_text("utf-8").splitlines())
    tagger = Tagger()
    stories = [read_story(row, tagger) for row in rows]
    if args.cross_validate:
        cross_validate(stories, args.cross_validate)
        return
    table = table_of(fit_both(stories, verdicts.read_weights(PRIOR)))
    lines = ["\t".join([cue, *(f"{v:.2f}" for look in looks for v in look)]) for cue, looks in sorted(table.items())]
    WEIGHTS.write_text(COMMENT + "\n".join([HEADER, *lines]) + "\n", "utf-8")
    print(f"{WEIGHTS.name}: {len(lines)} cues")


if __name__ == "__main__":
    main()
