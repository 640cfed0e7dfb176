"""Summaries that readers chose: the sentences of articles that tell best what happened, the most telling first.

``chosen_sentences.tsv`` beside this file has a row for each choice: the corpus, the article, and where each chosen
sentence starts in its text. The readers read the whole article, and chose by content alone: what happened, to whom,
with what number or consequence; then why, what is next, the most telling reaction. The sentences up to any length
are to make the best summary of that length. Some articles have the choices of two readers. The texts are not here:
they belong to their publishers.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.text.sentences import split_sentences
from bot.text.summaries.length import sentences_within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.models.analysis import Sentence

__all__ = ["chosen_summaries"]

CHOICES = Path(__file__).with_name("chosen_sentences.tsv")
LENGTHS = (90, 180)
"""Words of the summaries that are made of a choice."""


def chosen_summaries(corpora: Path) -> Iterator[dict[str, Any]]:
    """An article that was read with its "id", "title" and "text", and in "refs" what its readers chose, as texts."""
    chosen: dict[tuple[str, str], list[list[int]]] = defaultdict(list)
    for line in CHOICES.read_text("utf-8").splitlines():
        if not line.startswith(("#", "corpus\t")):
            corpus, article, starts = line.split("\t")
            chosen[corpus, article].append([int(start) for start in starts.split()])
    for corpus in sorted({corpus for corpus, _ in chosen}):
        for line in (corpora / f"{corpus}_dev.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if choices := chosen.get((corpus, row["id"])):
                sentences = split_sentences(row["text"])
                refs = [ref for starts in choices for ref in _as_summaries(sentences, starts)]
                yield {"id": row["id"], "title": row.get("title"), "text": row["text"], "refs": refs}


def _as_summaries(sentences: Sequence[Sentence], starts: Sequence[int]) -> Iterator[str]:
    """The choice as summaries of LENGTHS; a sentence that is now split elsewhere counts as the one around its start."""
    order = list(dict.fromkeys(s for start in starts for s in sentences if s.start <= start < s.end))
    for words in LENGTHS:
        best = order[: sentences_within(order, words)]
        yield " ".join(s.text for s in sorted(best, key=lambda s: s.start))
