"""Draws articles of the corpora to be judged by reading: the same every time, and none that an earlier draw took."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from bot.models.analysis import Document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["CORPORA", "articles_of", "drawn"]

CORPORA = ("cnn", "cnn_more", "mixed", "inshorts", "neus", "topics", "actors")


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
    return tuple(found)


def drawn(corpora: Path, sizes: Mapping[str, int], draw: str) -> list[tuple[str, str, Document]]:
    """The articles of a draw, the corpora in turn; ``sizes`` has all draws in their order."""
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
        chosen = [columns[CORPORA[i % len(CORPORA)]][i // len(CORPORA)] for i in range(sizes[name])]
        taken |= {row[:2] for row in chosen}
    return chosen
