"""Ours as it is measured: with the shipped weights, or with weights that were fitted on other articles."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools import Tool, documents_of, sentences_of

if TYPE_CHECKING:
    from scoring import Row
    from tools import Answer

HERE = Path(__file__).parent
SEED = 0
"""Which of the phrase model's ways to deal the articles into folds."""


def load_summaries() -> Answer:
    """Sentences and their ranking. No tagger is needed for them."""
    from bot.text.summaries.ranking import rank_sentences

    def answer(row: Row) -> Any:
        documents = documents_of(row)
        sentences = sentences_of(documents)
        return [s.text for s in sentences], list(rank_sentences(documents, sentences))

    return answer


def load_actors() -> Answer:
    """Tagger, names, merging and roles."""
    from bot.text.actors.extraction import find_actors
    from bot.text.tagger import Tagger

    tagger = Tagger()

    def answer(row: Row) -> Any:
        (document,) = documents_of(row)
        tagged, titles = tagger.tag([document.text]), tagger.tag([document.title])
        actors = find_actors(tagged, titles, sentences_of([document]))
        return [
            {"name": a.name, "kind": str(a.kind), "mentions": [[m.doc, m.start, m.end] for m in a.mentions]}
            for a in actors
        ]

    return answer


def load_phrases() -> Answer:
    """The whole reading of an article, of which the phrases are the last step."""
    from bot.text.analyze import Analyzer

    analyzer = Analyzer()
    return lambda row: list(analyzer.analyze(documents_of(row)).phrases)


def load_topics() -> Answer:
    """The whole reading of an article, of which the themes are a part."""
    from bot.text.analyze import Analyzer

    analyzer = Analyzer()
    return lambda row: [theme.label for theme in analyzer.analyze(documents_of(row)).themes]


OURS = tuple(
    Tool("ours", what, "bot", load)
    for what, load in (
        ("summaries", load_summaries),
        ("actors", load_actors),
        ("phrases", load_phrases),
        ("topics", load_topics),
    )
)


def held_out(what: str, corpora: Path) -> dict[str, dict[str, Any]]:
    """Answers by corpus and id, each by weights that were fitted on the other folds by the training scripts.

    Empty for what is not fitted to a corpus. Takes minutes: everything is trained several times.
    """
    find = {"summaries": held_out_summaries, "actors": held_out_actors, "phrases": held_out_phrases}.get(what)
    return find(corpora) if find else {}


def ids(corpora: Path, name: str) -> list[str]:
    """The ids of a corpus, in the order of its file."""
    return [json.loads(line)["id"] for line in (corpora / f"{name}_dev.jsonl").read_text("utf-8").splitlines()]


def held_out_summaries(corpora: Path) -> dict[str, dict[str, Any]]:
    """Ranks every story with the models of ``train_ranker`` that have not seen it."""
    from summary_stories import CHOSEN, read_stories
    from train_ranker import rank_nested

    stories = read_stories(corpora)
    ranked = rank_nested(stories)
    answers = defaultdict(list)
    for story in (s for s in stories if s.set != CHOSEN):
        answers[f"summaries_{story.set}"].append(([s.text for s in story.sentences], list(ranked[id(story)])))
    return {name: dict(zip(ids(corpora, name), found, strict=True)) for name, found in answers.items()}


def held_out_actors(corpora: Path) -> dict[str, dict[str, Any]]:
    """Has ``fit_cue_weights`` read each article with weights of the other folds."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "actors.jsonl"
        script = str(HERE / "fit_cue_weights.py")
        subprocess.run(
            [sys.executable, script, "--corpora", str(corpora), "--cross-validate", str(out)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    return {"actors": {row["id"]: row["actors"] for row in rows}}


def held_out_phrases(corpora: Path) -> dict[str, dict[str, Any]]:
    """Chooses phrases with the model of ``train_keyphrases`` fitted on the other folds."""
    import numpy as np
    from logistic import probabilities
    from train_keyphrases import FOLDS, fit, read_examples

    from bot.text.keyphrases.ranking import choose_phrases

    examples = read_examples(corpora)
    fold = np.random.RandomState(SEED).permutation(len(examples)) % FOLDS
    phrases: list[list[str]] = [[] for _ in examples]
    for held in range(FOLDS):
        weights, intercept = fit([e for e, f in zip(examples, fold, strict=True) if f != held])
        for index in np.flatnonzero(fold == held):
            example = examples[index]
            chances = probabilities(example.features, weights, intercept)
            phrases[index] = [c.form for c in choose_phrases(example.candidates, chances)]
    return {"phrases": dict(zip(ids(corpora, "phrases"), phrases, strict=True))}
