"""Measures what the bot makes of articles, and what other tools make of them, against what people wrote.

    python bench/quality.py --corpora DIRECTORY [--what summaries actors phrases topics] [--sample N]
                            [--as-shipped] [--write docs/quality.md]

DIRECTORY holds ``summaries_NAME_dev.jsonl`` for the names in SETS, ``actors_dev.jsonl``, ``phrases_dev.jsonl`` and
``topics_dev.jsonl``. Ours is fitted to such files, so it is measured with weights fitted on the other folds;
``--as-shipped`` takes the shipped weights, which is right for articles that they were not fitted to. Needs the packages
of ``requirements-bench.lock``; tools that are not installed are left out.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

# One thread each: times are to be compared, and are those of one processor. Read when numpy is imported.
os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

import numpy as np
from equal_length import equal_length_scores
from measuring import Run, measure, read_rows
from ours import OURS, held_out
from pages import write_sections
from peers import PEERS
from quality_tables import Line, figures_table, sections, summary_tables
from scoring import (
    ACTOR_FIGURES,
    actor_figures,
    actor_hits,
    column_means,
    intervals,
    lead,
    phrase_score,
    rouge,
    take,
    topic_scores,
)
from tools import Tool, documents_of, sentences_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scoring import Row

SETS = {  # sentences of a summary, or words
    "summaries_cnn": (3, None),
    "summaries_mixed": (3, None),
    "summaries_inshorts": (3, None),
    "summaries_neus": (2, None),
    "summaries_multinews": (0, 200),
}
FIGURES: dict[str, tuple[Sequence[str], Callable[..., Any], Callable[..., Sequence[float]]]] = {
    "actors": (ACTOR_FIGURES, actor_hits, actor_figures),
    "phrases": (("F1 of the first ten",), lambda row, found: (phrase_score(row, found),), column_means),
    "topics": (("first label right", "one of two right", "no label"), topic_scores, column_means),
}
TASKS = {"summaries": tuple(SETS), "actors": ("actors",), "phrases": ("phrases",), "topics": ("topics",)}


def run_all(what: str, args: argparse.Namespace) -> list[tuple[Tool, Run]]:
    """Ours first, then each installed peer."""
    runs = []
    for tool in (*OURS, *PEERS):
        if tool.what != what:
            continue
        if not tool.installed:
            print(f"{tool.name}: not installed, left out", file=sys.stderr)
            continue
        run = measure(tool, args.corpora, TASKS[what], args.sample)
        print(f"{what}: {tool.name} {run.milliseconds:.1f} ms an article, {run.failed} failed", file=sys.stderr)
        if tool in OURS:
            tool = replace(tool, name=f"ours, {judge_fairly(what, run, args)}")
        runs.append((tool, run))
    return runs


def judge_fairly(what: str, run: Run, args: argparse.Namespace) -> str:
    """Puts answers by weights that have not seen the article in the place of the shipped code's; says what they are."""
    if args.as_shipped:
        return "as shipped"
    unseen = held_out(what, args.corpora)
    for name in TASKS[what] if unseen else ():
        run.answers[name] = {key: unseen[name][key] for key in run.answers[name]}
    return "cross-validated" if unseen else "in sample"


def summary_score(row: Row, answer: Any, budget: tuple[int, int | None]) -> tuple[float, float]:
    """ROUGE-1 and ROUGE-2 of an answer; a tool that raised says nothing."""
    if answer is None:
        return 0.0, 0.0
    texts, order = answer
    return rouge(take(texts, order, *budget), row["refs"])


def lead_score(row: Row, budget: tuple[int, int | None]) -> tuple[float, float]:
    sentences = sentences_of(documents_of(row))
    return rouge(take([s.text for s in sentences], lead([s.doc for s in sentences]), *budget), row["refs"])


def measure_summaries(args: argparse.Namespace) -> str:
    rows = {name: {row["id"]: row for row in read_rows(args.corpora, name, args.sample)} for name in SETS}
    base = {name: {key: lead_score(row, SETS[name]) for key, row in rows[name].items()} for name in SETS}
    lines = []
    for tool, run in run_all("summaries", args):
        scores, at_equal_length = {}, {}
        for name, answers in run.answers.items():
            ours = [summary_score(rows[name][key], answer, SETS[name]) for key, answer in answers.items()]
            scores[name] = np.hstack([np.array(ours), np.array([base[name][key] for key in answers])])
            at_equal_length[name] = np.stack(
                [equal_length_scores(rows[name][k], found) for k, found in answers.items()]
            )
        lines.append(Line(tool, run, scores, at_equal_length))
    return summary_tables(lines)


def measure_figures(what: str, args: argparse.Namespace) -> str:
    """Actors, phrases or topics: figures with their intervals."""
    names, score, figures = FIGURES[what]
    rows = {row["id"]: row for row in read_rows(args.corpora, what, args.sample)}
    table = []
    for tool, run in run_all(what, args):
        scores = [score(rows[key], answer or ()) for key, answer in run.answers[what].items()]
        table.append((tool, run, figures(scores), intervals(scores, figures)))
    return figures_table(names, table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--what", nargs="+", choices=TASKS, default=list(TASKS))
    parser.add_argument("--sample", type=int, metavar="N", help="at most N articles of each file")
    parser.add_argument("--as-shipped", action="store_true", help="ours with the shipped weights")
    parser.add_argument("--write", type=Path, metavar="FILE", help="the page whose sections are replaced")
    args = parser.parse_args()
    tables = {}
    for what in args.what:
        tables[what] = measure_summaries(args) if what == "summaries" else measure_figures(what, args)
    found = sections(tables, as_shipped=args.as_shipped, sample=args.sample)
    for heading, text in found.items():
        print(f"## {heading}\n\n{text}\n" if heading else f"{text}\n")
    if args.write:
        write_sections(args.write, found)


if __name__ == "__main__":
    main()
