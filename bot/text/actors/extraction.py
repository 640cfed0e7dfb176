"""Finds the actors of an article: detection, classification, coreference, roles; then importance, names, salience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC, Actor, ActorKind, Mention
from bot.text.actors.canonical_names import character_span, name_and_aliases
from bot.text.actors.classification.classifier import classify_names
from bot.text.actors.coreference.acronyms import join_acronyms
from bot.text.actors.coreference.birth_names import join_birth_names
from bot.text.actors.coreference.clustering import cluster_names
from bot.text.actors.datelines import add_cities, set_datelines_apart
from bot.text.actors.detection.candidates import find_candidates
from bot.text.actors.detection.headlines import add_headline_mentions
from bot.text.actors.importance import rank_by_importance
from bot.text.actors.name_openers import without_openers
from bot.text.actors.non_actors import without_non_actors
from bot.text.actors.roles.extraction import find_roles
from bot.text.actors.salience import rank_salient_sentences, sentence_context
from bot.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.models.analysis import Sentence
    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.tagger import TaggedText
    from bot.text.tokens import TokenizedText

__all__ = ["find_actors", "find_clusters", "tokenize_story"]


def find_actors(
    tagged: Sequence[TaggedText], titles: Sequence[TaggedText], sentences: Sequence[Sentence]
) -> tuple[Actor, ...]:
    """The persons, organisations and places of one story, the most important first.

    ``tagged`` and ``titles`` hold a text and a title for each document, ``sentences`` the sentences of all the texts,
    each with its document. Mentions in a title have ``TITLE_DOC`` as ``doc``; of several documents only the mentions
    in the first title are kept. Neither pronouns nor demonyms ("American") are mentions.
    """
    texts = tokenize_story(tagged, titles, sentences)
    clusters = find_clusters(texts)
    roles = find_roles(clusters, texts, sentences)
    context = sentence_context(sentences)
    actors = []
    for ranked in rank_by_importance(clusters, roles, texts):
        index, cluster = ranked.index, clusters[ranked.index]
        if mentions := tuple(sorted(set(_mentions(cluster, texts)))):
            name, aliases = name_and_aliases(cluster, texts)
            named = ranked.mentions or cluster.occurrences * (cluster.kind is not ActorKind.PERSON)
            salient = rank_salient_sentences(cluster.kind, named, roles[index], texts, context, ranked.log_odds)
            actors.append(Actor(name, cluster.kind, aliases, roles[index], mentions, salient, ranked.is_main))
    return tuple(actors)


def tokenize_story(
    tagged: Sequence[TaggedText], titles: Sequence[TaggedText], sentences: Sequence[Sentence]
) -> list[TokenizedText]:
    """The words of each text, then those of each title."""
    by_doc: dict[int, list[tuple[int, Sentence]]] = {}
    for index, sentence in enumerate(sentences):
        by_doc.setdefault(sentence.doc, []).append((index, sentence))
    bodies = [tokenize(text, by_doc.get(doc, []), doc) for doc, text in enumerate(tagged)]
    return bodies + [tokenize(title, [], TITLE_DOC if doc == 0 else None) for doc, title in enumerate(titles)]


def find_clusters(texts: Sequence[TokenizedText]) -> list[NameCluster]:
    """The names of each actor in a story's texts, with their occurrences in order."""
    candidates, cities = set_datelines_apart(without_non_actors(find_candidates(texts), texts), texts)
    classified = classify_names(without_openers(candidates, texts), texts)
    add_cities(classified, cities)
    clusters = join_birth_names(join_acronyms(cluster_names(classified, texts), texts), texts)
    add_headline_mentions(clusters, texts)
    for cluster in clusters:
        cluster.occurrences.sort(key=lambda occurrence: (occurrence.text_index, occurrence.first))
    return clusters


def _mentions(cluster: NameCluster, texts: Sequence[TokenizedText]) -> Iterator[Mention]:
    """The occurrences of an actor's names, without those in the titles of further documents."""
    for occurrence in cluster.occurrences:
        doc = texts[occurrence.text_index].doc
        if doc is not None:
            yield Mention(doc, *character_span(occurrence, texts))
