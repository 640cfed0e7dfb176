"""Converts between rows and analyses, actors, themes and revisions.

In JSON a sentence is [start, end], a role [text, sentence], a mention [doc, start, end]: in the columns of the tables
analysis and appearance, and in the table revision, which keeps whole analyses.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from bot.models.actors import Appearance, ArticleActor, NamedIn, NamingText, TellingText
from bot.models.analysis import TITLE_DOC, Actor, ActorKind, Analysis, Mention, Role, Sentence, Theme
from bot.models.articles import Draft
from bot.store.sqlite import rows
from bot.store.sqlite.rows import reads_stored
from bot.text.actors.ages import stated_age
from bot.text.forms.entry_times import entry_times

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from bot.models.articles import Article

__all__ = [
    "actor",
    "actor_values",
    "analysis",
    "appearance",
    "article_actor",
    "named_in",
    "naming_text",
    "pages",
    "revision",
    "revision_values",
    "roles",
    "spans",
    "telling_text",
    "themes",
]


def spans(sentences: Iterable[Sentence]) -> list[tuple[int, int]]:
    """The sentences of an analysis, to be stored as JSON."""
    return [(sentence.start, sentence.end) for sentence in sentences]


def actor_values(actor: Actor) -> tuple[object, object, object, object]:
    """The aliases, roles, mentions and salient sentences of an actor, each to be stored as JSON."""
    return (
        actor.aliases,
        [(role.text, role.sentence) for role in actor.roles],
        [(mention.doc, mention.start, mention.end) for mention in actor.mentions],
        actor.salient,
    )


def _actor(name: str, kind: str, *values: Any) -> Actor:  # noqa: ANN401 - JSON
    """From a name, a kind, what ``actor_values`` returned and, unless an older version stored it, ``is_main``."""
    aliases, said, mentions, salient, *is_main = values
    return Actor(
        name=name,
        kind=ActorKind(kind),
        aliases=tuple(aliases),
        roles=tuple(Role(text, sentence) for text, sentence in said),
        mentions=tuple(Mention(*mention) for mention in mentions),
        salient=tuple(salient),
        is_main=all(is_main),
    )


def _sentences(text: str, stored: list[list[int]]) -> tuple[Sentence, ...]:
    return tuple(Sentence(text[start:end], start, end) for start, end in stored)


@reads_stored
def analysis(row: sqlite3.Row, actors: Iterable[sqlite3.Row], labels: Iterable[sqlite3.Row]) -> Analysis:
    """From a row of the table analysis with the article's text, and the article's rows of appearance and theme."""
    sentences = _sentences(row["text"], json.loads(row["sentences"]))
    ranking: tuple[int, ...] = tuple(json.loads(row["ranking"]))
    if ranking and not 0 <= min(ranking) <= max(ranking) < len(sentences):
        msg = "a ranking of sentences that are not there"
        raise ValueError(msg)
    return Analysis(
        version=row["version"],
        language=row["language"],
        sentences=sentences,
        ranking=ranking,
        actors=tuple(map(actor, actors)),
        themes=themes(labels),
        phrases=tuple(json.loads(row["phrases"])),
        pages=pages(row["pages"]),
    )


@reads_stored
def pages(stored: str | None) -> tuple[int, ...]:
    """The offsets at which pages begin; empty if they are not stored yet."""
    return tuple(json.loads(stored)) if stored else ()


@reads_stored
def actor(row: sqlite3.Row) -> Actor:
    """From the columns of the table appearance with the actor's kind."""
    stored = (json.loads(row[column]) for column in ("aliases", "roles", "mentions", "salient"))
    return _actor(row["name"], row["kind"], *stored, row["is_main"])


@reads_stored
def roles(stored: str) -> tuple[Role, ...]:
    """From the column roles of the table appearance."""
    return tuple(Role(text, sentence) for text, sentence in json.loads(stored))


@reads_stored
def themes(found: Iterable[sqlite3.Row]) -> tuple[Theme, ...]:
    """From the columns of the table theme."""
    return tuple(Theme(row["label"], tuple(json.loads(row["evidence"]))) for row in found)


@reads_stored
def article_actor(row: sqlite3.Row) -> ArticleActor:
    """From the columns of the table appearance with the actor's id and kind."""
    return ArticleActor(
        row["id"],
        row["name"],
        ActorKind(row["kind"]),
        row["mention_count"],
        tuple(role.text for role in roles(row["roles"])),
        bool(row["in_title"]),
    )


@reads_stored
def appearance(row: sqlite3.Row) -> Appearance:
    """From the columns of appearance and an article header, with the actor's kind and the article's sentences."""
    sentences = _sentences(row["text"], json.loads(row["sentences"]))
    salient = [i for i in json.loads(row["salient"]) if 0 <= i < len(sentences)]
    times = entry_times(row["text"], sentences) if salient else ()
    in_passing = [] if salient else _first_naming(sentences, json.loads(row["mentions"]))
    return Appearance(
        article=rows.article_header(row),
        name=row["name"],
        kind=ActorKind(row["kind"]),
        aliases=tuple(json.loads(row["aliases"])),
        mentions=row["mention_count"],
        roles=roles(row["roles"]),
        salient=tuple(sentences[i] for i in salient),
        times=tuple(times[i] for i in salient),
        positions=tuple(i + 1 for i in salient or in_passing),
        total=len(sentences),
        in_passing=next((sentences[i] for i in in_passing), None),
    )


def _first_naming(sentences: Iterable[Sentence], mentions: Iterable[tuple[int, int, int]]) -> list[int]:
    """The index of the first sentence that has one of the mentions; empty if none has."""
    starts = [start for doc, start, _ in mentions if doc != TITLE_DOC]
    naming = (i for i, s in enumerate(sentences) if any(s.start <= start < s.end for start in starts))
    return list(islice(naming, 1))


@reads_stored
def naming_text(row: sqlite3.Row) -> NamingText:
    """From the columns of an article header, the article's text and sentences, and lists of lists of mentions."""
    named, others = (
        sorted((start, end) for mentions in json.loads(row[column]) for doc, start, end in mentions if doc != TITLE_DOC)
        for column in ("named", "others")
    )
    sentences = _sentences(row["text"], json.loads(row["sentences"]))
    return NamingText(rows.article_header(row), row["text"], sentences, tuple(named), tuple(others))


@reads_stored
def telling_text(row: sqlite3.Row) -> TellingText:
    """From the columns of an article header, the article's text and sentences, and lists of what the actors have."""
    sentences = _sentences(row["text"], json.loads(row["sentences"]))
    starts = [start for mentions in json.loads(row["named"]) for doc, start, _ in mentions if doc != TITLE_DOC]
    naming = (i for i, s in enumerate(sentences) if any(s.start <= start < s.end for start in starts))
    salient = [i for found in json.loads(row["salient"]) for i in found if 0 <= i < len(sentences)]
    return TellingText(rows.article_header(row), sentences, frozenset(naming), tuple(dict.fromkeys(salient)))


@reads_stored
def named_in(row: sqlite3.Row) -> NamedIn:
    """From the columns of the table appearance with the article's number."""
    texts = tuple(role.text for role in roles(row["roles"]))
    return NamedIn(
        row["article_id"],
        row["number"],
        row["mention_count"],
        texts,
        rows.moment(row["date"]),
        row["published_at"] is not None,
        stated_age(row["around"], row["name"]),
    )


def revision_values(article: Article, old: Analysis) -> tuple[str, str, int | None]:
    """An article and its analysis as values of the columns draft, analysis and edited_at of the table revision."""
    published_at = rows.maybe_seconds(article.published_at)
    draft = [article.title, article.text, article.url, article.source, article.author, published_at, article.picture]
    actors = [(actor.name, actor.kind, *actor_values(actor), actor.is_main) for actor in old.actors]
    labels = [(theme.label, theme.evidence) for theme in old.themes]
    found = [old.version, old.language, spans(old.sentences), old.ranking, actors, labels, old.phrases]
    return rows.dump(draft), rows.dump(found), rows.maybe_seconds(article.edited_at)


@reads_stored
def revision(row: sqlite3.Row) -> tuple[Draft, Analysis]:
    """From the columns draft and analysis of the table revision."""
    title, text, url, source, author, published_at, *picture = json.loads(row["draft"])
    version, language, sentences, ranking, actors, labels, phrases = json.loads(row["analysis"])
    return Draft(title, text, url, source, author, rows.maybe_moment(published_at), *picture), Analysis(
        version=version,
        language=language,
        sentences=_sentences(text, sentences),
        ranking=tuple(ranking),
        actors=tuple(_actor(*stored) for stored in actors),
        themes=tuple(Theme(label, tuple(evidence)) for label, evidence in labels),
        phrases=tuple(phrases),
    )
