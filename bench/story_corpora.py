"""The articles of the corpora whose rows are stories, with their actors, for training and measuring."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from bot.models.analysis import Actor, ActorKind, Document, Mention
from bot.stories.fingerprint import StoryText, read_story_text
from bot.stories.near_copies import band_keys, is_near_copy, shingles
from bot.text.analyze import Analyzer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["CORPORA", "FOLDS", "StoryArticle", "read_articles"]

CORPORA = ("neus", "multinews", "multinews_more")
"""NeuS: an event in three outlets, title and opening. Multi-News: whole pages without titles; more: in lower case."""
FOLDS = 3


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article; ``story`` is the row that it is from, and ``fold`` is the same for all of a row."""

    title: str
    text: str
    story: str
    fold: int
    read: StoryText


def read_articles(corpora: Path, name: str, cache: Path) -> list[StoryArticle]:
    """All articles of a corpus. Their actors are found once, and kept in ``cache``.

    A page that several rows have belongs to none of them, and is left out: in Multi-News these are notices of the
    Internet Archive and of Twitter in place of the article that was linked.
    """
    texts = list(_texts(corpora / f"summaries_{name}_dev.jsonl"))
    kept = cache / f"{name}_actors.jsonl"
    if not kept.exists():
        _find_actors(texts, kept)
    actors = [json.loads(line) for line in kept.read_text("utf-8").splitlines()]
    articles = [
        StoryArticle(title, text, story, _fold(story), read_story_text(title, text, [*map(_actor, found)]))
        for (story, title, text), found in zip(texts, actors, strict=True)
    ]
    shared = _in_several_rows(articles)
    if shared:
        print(f"left out: {len(shared)} articles that are pages of several rows")
    return [article for index, article in enumerate(articles) if index not in shared]


def _in_several_rows(articles: Sequence[StoryArticle]) -> set[int]:
    """The articles with nearly the same text as one of another row."""
    bands = defaultdict(list)
    for index, article in enumerate(articles):
        for key in band_keys(article.read.signature):
            bands[key].append(index)
    pairs = {pair for found in bands.values() for pair in combinations(found, 2)}
    return {
        index
        for one, two in pairs
        if articles[one].story != articles[two].story
        and is_near_copy(shingles(articles[one].text), shingles(articles[two].text))
        for index in (one, two)
    }


def _texts(file: Path) -> Iterator[tuple[str, str, str]]:
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        for index, text in enumerate(row["docs"]):
            if text.strip():
                yield row["id"], (row.get("titles") or [""] * len(row["docs"]))[index] or "", text


def _find_actors(texts: list[tuple[str, str, str]], kept: Path) -> None:
    analyzer = Analyzer()
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.with_suffix(".part").open("w", encoding="utf-8") as file:
        for _, title, text in texts:
            actors = analyzer.analyze([Document(title, text)]).actors
            file.write(json.dumps([[a.name, a.kind, len(a.mentions), a.is_main] for a in actors]) + "\n")
    kept.with_suffix(".part").rename(kept)


def _actor(stored: list[Any]) -> Actor:
    name, kind, mentions, is_main = stored
    return Actor(name, ActorKind(kind), (), (), (Mention(0, 0, 1),) * mentions, is_main=is_main)


def _fold(story: str) -> int:
    return int(hashlib.sha256(story.encode()).hexdigest()[:8], 16) % FOLDS
