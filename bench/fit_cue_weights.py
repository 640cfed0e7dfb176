"""Fits the weights of the cues that tell names of persons, organisations and places from other capitalised words.

    python bench/fit_cue_weights.py --corpora DIRECTORY                        writes bot/text/data/cue_weights.tsv
    python bench/fit_cue_weights.py --corpora DIRECTORY --cross-validate FILE  reads each article with weights fitted on
                                                                            the other folds; writes the actors found

Needs numpy and scipy. DIRECTORY holds ``actors_dev.jsonl``: {"id", "text", "entities": [{"start", "end", "kind"}],
"prose": [[start, end]]} a line, where a candidate inside ``prose`` and outside ``entities`` is no name of an actor. The
weights are pulled towards those of ``cue_weights_prior.tsv``, which also rest on 60 newer articles labelled by hand;
under cross-validation towards zero, so that nothing of the article that is read has been seen.
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

from bot.text.actors.classification import cue_weights
from bot.text.actors.classification.cue_counts import count_cues
from bot.text.actors.classification.related_names import coordinated_names, related_name_cues
from bot.text.actors.detection.candidates import find_candidates
from bot.text.actors.extraction import find_actors, tokenize_story
from bot.text.lexicon import lexicon
from bot.text.sentences import split_sentences
from bot.text.tagger import Tagger

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.models.analysis import Sentence
    from bot.text.actors.classification.cue_weights import Probabilities
    from bot.text.tagger import TaggedText

WEIGHTS = Path(__file__).parents[1] / "bot" / "text" / "data" / "cue_weights.tsv"
PRIOR = Path(__file__).with_name("cue_weights_prior.tsv")
KINDS = cue_weights.KIND_LABELS
HEADER = "cue\t" + "\t".join((*KINDS, *(f"{kind}, second pass" for kind in KINDS)))
COMMENT = """\
# The weight of each cue (log odds, centred) for a name being a person, an organisation, a place or no actor: first in
# the pass that looks at a name by itself, then ("second pass") in the pass that also has the cues of other names.
# Multinomial logistic regression (L2) over 187 Reuters articles of AIDA-CoNLL and 60 newer ones
# from the BBC, CNN and US news sites, labelled by hand; written by bench/fit_cue_weights.py.
"""
FOLDS = 5
PENALTY = 1.0
PULL = 40.0
"""Penalty for the squared distance from a prior weight; ``PENALTY`` is that of a cue without one."""


@dataclass
class Story:
    """An article with the cues of each of its names and the number of occurrences of each kind."""

    id: str
    tagged: Sequence[TaggedText]
    titles: Sequence[TaggedText]
    sentences: Sequence[Sentence]
    values: dict[str, dict[str, float]] = field(default_factory=dict)
    labels: dict[str, Counter[int]] = field(default_factory=dict)
    pairs: list[tuple[str, str]] = field(default_factory=list)


def read_story(row: dict[str, Any], tagger: Tagger) -> Story:
    """Tags an article and labels its names."""
    body, title = row["text"], row.get("title") or ""
    story = Story(row["id"], list(tagger.tag([body])), list(tagger.tag([title])), split_sentences(body))
    texts = tokenize_story(story.tagged, story.titles, story.sentences)
    candidates = find_candidates(texts)
    story.pairs = coordinated_names(candidates, texts)
    for text, form in count_cues(candidates, texts).items():
        counts: Counter[int] = Counter()
        for candidate in form.occurrences:
            words = texts[candidate.text_index].tokens
            kind = label_of(words[candidate.first].start, words[candidate.last].end, row)
            if texts[candidate.text_index].doc == 0 and kind is not None:
                counts[kind] += 1
        story.values[text] = cue_weights.cue_values(form)
        story.labels[text] = counts
    return story


def label_of(start: int, end: int, row: dict[str, Any]) -> int | None:
    """The kind of the name at these characters, or None if this part of the text is not annotated."""
    for entity in row["entities"]:
        if entity["start"] < end and start < entity["end"] and abs(entity["end"] - end) <= 2:
            return KINDS.index(entity["kind"])
    return 3 if any(a <= start and end <= b for a, b in row["prose"]) else None


def design(
    stories: Sequence[Story], related: Mapping[str, Mapping[str, Mapping[str, float]]], index: Mapping[str, int]
) -> tuple[np.ndarray, np.ndarray]:
    """A row of cue values and one of label weights for each name."""
    rows, labels = [], []
    for story in stories:
        for key, values in story.values.items():
            counts = story.labels[key]
            if not counts:
                continue
            row = np.zeros(len(index))
            row[index["intercept"]] = 1.0
            for cue, value in (values | dict(related.get(story.id, {}).get(key, {}))).items():
                if cue in index:
                    row[index[cue]] = value
            total = sum(counts.values())
            rows.append(row)
            labels.append([counts[kind] / total * total**0.5 for kind in range(4)])
    return np.array(rows), np.array(labels)


def fit(x: np.ndarray, y: np.ndarray, prior: np.ndarray, pull: np.ndarray) -> np.ndarray:
    """Weights (cues by kinds) of least cross entropy, pulled to ``prior`` with the strength ``pull`` for each cue."""

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
    """The weights of both passes; the second learns from probabilities by first-pass weights of the other folds."""
    cues = sorted({"intercept", *(cue for s in stories for values in s.values.values() for cue in values)})
    first_index = {cue: i for i, cue in enumerate(cues)}
    related: dict[str, dict[str, dict[str, float]]] = {}
    for fold in range(FOLDS):
        rest = [s for i, s in enumerate(stories) if i % FOLDS != fold]
        weights = as_table(fit_one(rest, {}, first_index, old, 0), first_index)
        for story in (s for i, s in enumerate(stories) if i % FOLDS == fold):
            probabilities = {key: probabilities_of(values, weights) for key, values in story.values.items()}
            related[story.id] = related_name_cues(probabilities, story.pairs, lexicon()["particle"])
    first = fit_one(stories, {}, first_index, old, 0)
    related_names = sorted({cue for names in related.values() for found in names.values() for cue in found})
    index = {cue: i for i, cue in enumerate([*cues, *related_names])}
    again = fit_one(stories, related, index, old, 1)
    zeros = np.zeros(4)
    return {cue: (first[i] if i < len(cues) else zeros, again[i]) for cue, i in index.items()}


def fit_one(
    stories: Sequence[Story],
    related: Mapping[str, Mapping[str, Mapping[str, float]]],
    index: Mapping[str, int],
    old: Mapping[str, Sequence[Sequence[float]]],
    in_pass: int,
) -> np.ndarray:
    x, y = design(stories, related, index)
    prior = np.array([old[cue][in_pass] if cue in old else (0.0,) * 4 for cue in index])
    pull = np.array([[PULL if cue in old else PENALTY] for cue in index])
    return fit(x, y, prior, pull)


def as_table(weights: np.ndarray, index: Mapping[str, int]) -> dict[str, np.ndarray]:
    return {cue: weights[i] for cue, i in index.items()}


def probabilities_of(values: Mapping[str, float], weights: Mapping[str, np.ndarray]) -> Probabilities:
    total = sum((weights[c] * v for c, v in values.items() if c in weights), weights["intercept"].copy())
    shares = np.exp(total - total.max())
    a, b, c, d = (float(share) for share in shares / shares.sum())
    return a, b, c, d


def table_of(fitted: Mapping[str, tuple[Any, Any]]) -> dict[str, tuple[Probabilities, Probabilities]]:
    """The weights rounded and centred over the kinds, which changes no probabilities."""
    table = {}
    for cue, passes in fitted.items():
        a, b = (tuple(round(float(v - weights.mean()), 2) + 0.0 for v in weights) for weights in passes)
        table[cue] = (a, b)
    return table


def cross_validate(stories: Sequence[Story], out: Path) -> None:
    with out.open("w", encoding="utf-8") as lines:
        for fold in range(FOLDS):
            held = [s for i, s in enumerate(stories) if i % FOLDS == fold]
            table = table_of(fit_both([s for s in stories if s not in held], {}))
            cue_weights.cue_weights = lambda table=table: table
            for story in held:
                lines.write(json.dumps(answer(story)) + "\n")


def answer(story: Story) -> dict[str, Any]:
    """The actors of an article as ``python -m bot analyze --jsonl`` writes them."""
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
    table = table_of(fit_both(stories, cue_weights.read_cue_weights(PRIOR)))
    lines = [
        "\t".join([cue, *(f"{v:.2f}" for weights in passes for v in weights)]) for cue, passes in sorted(table.items())
    ]
    WEIGHTS.write_text(COMMENT + "\n".join([HEADER, *lines]) + "\n", "utf-8")
    print(f"{WEIGHTS.name}: {len(lines)} cues")


if __name__ == "__main__":
    main()
