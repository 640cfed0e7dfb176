"""Draws articles of the corpora to be judged by reading: the same every time, and none that an earlier draw took."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from functools import cache
from itertools import cycle, islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.models.analysis import Document

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["CORPORA", "PAGES", "WITH_PAGES", "articles_of", "drawn"]

CORPORA = ("cnn", "cnn_more", "mixed", "inshorts", "neus", "topics", "actors")
PAGES, MORE_PAGES = "multinews", "multinews_more"
"""Their texts were copied from web pages, with captions, credits and menus."""
WITH_PAGES = tuple(name for corpus in CORPORA for name in (corpus, PAGES))
MIN_WORDS, MAX_WORDS = 100, 1_500
"""Of a page that is drawn."""


@cache
def articles_of(corpora: Path) -> tuple[tuple[str, str, Document], ...]:
    """Corpus, id and document of every article."""
    found = []
    for corpus in CORPORA:
        name = corpus if corpus in ("topics", "actors") else f"summaries_{corpus}"
        for line in (corpora / f"{name}_dev.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            title = row.get("title") or (row.get("titles") or [""])[0]
            found.append((corpus, row["id"], Document(title, (row.get("docs") or [row["text"]])[0])))
    for corpus in (PAGES, MORE_PAGES):
        for line in (corpora / f"summaries_{corpus}_dev.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            for index, text in enumerate(row["docs"]):
                if MIN_WORDS <= len(text.split()) <= MAX_WORDS:
                    found.append((corpus, f"{row['id']}/{index}", Document("", text)))
    return tuple(found)


def drawn(
    corpora: Path, sizes: Mapping[str, int], draw: str, sources: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> list[tuple[str, str, Document]]:
    """The articles of a draw, its corpora in turn; ``sizes`` has all draws in their order.

    ``sources`` has the corpora of the draws that do not take from ``CORPORA``.
    """
    taken: set[tuple[str, str]] = set()
    names = list(sizes)
    for name in names[: names.index(draw) + 1]:
        ordered = sorted(
            articles_of(corpora), key=lambda row: hashlib.sha256(f"{name} {row[0]} {row[1]}".encode()).hexdigest()
        )
        columns = defaultdict(list)
        for row in ordered:
            if row[:2] not in taken:
                columns[row[0]].append(row)
        turns = list(islice(cycle(sources.get(name, CORPORA)), sizes[name]))
        chosen = [columns[corpus].pop(0) for corpus in turns]
        taken |= {row[:2] for row in chosen}
    return chosen
