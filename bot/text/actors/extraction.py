"""Actors: who is in an article. Names are found, weighed, merged, and told about with the article's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC, Actor, ActorKind, Mention
from bot.text.actors.classification.classifier import judge
from bot.text.actors.coreference.name_clusters import cluster_names
from bot.text.actors.coreference.pronouns import resolve_pronouns
from bot.text.actors.detection.candidates import find_candidates
from bot.text.actors.detection.headlines import add_headline_mentions
from bot.text.actors.roles.extraction import find_roles
from bot.text.actors.salience import rank_salient_sentences
from bot.text.lexicon import lexicon
from bot.text.tokens import read_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from bot.models.analysis import Role, Sentence
    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.coreference.pronouns import Pronoun
    from bot.text.actors.detection.boundaries import Candidate
    from bot.text.tagger import TaggedText
    from bot.text.tokens import Page

__all__ = ["find_actors", "find_clusters", "read_pages"]

_KIND_WEIGHT = {ActorKind.PERSON: 1.3, ActorKind.ORGANISATION: 1.0, ActorKind.PLACE: 0.7}
_LEAD_SENTENCES = 3


def find_actors(
    tagged: Sequence[TaggedText], titles: Sequence[TaggedText], sentences: Sequence[Sentence]
) -> tuple[Actor, ...]:
    """Persons, organisations and places of one story, most important first.

    ``tagged`` and ``titles`` hold a text and a title for each document; ``sentences`` those of all the texts, each
    with its document. Mentions in a title have ``doc`` ``TITLE_DOC``; with several documents only the first title's are
    kept. Pronouns are no mentions, though a person's telling sentences may have one for the name; nor are demonyms
    ("American" stands neither for a person nor for the country).
    """
    pages = read_pages(tagged, titles, sentences)
    clusters = find_clusters(pages)
    roles = find_roles(clusters, pages)
    read = zip(clusters, roles, resolve_pronouns(clusters, roles, pages), strict=True)
    lead = _lead(pages)
    ranked = sorted(read, key=lambda found: (-_importance(found[0], found[1], pages, lead), _first(found[0])))
    actors = [_actor(cluster, said, pronouns, pages) for cluster, said, pronouns in ranked]
    return tuple(actor for actor in actors if actor.mentions)


def read_pages(tagged: Sequence[TaggedText], titles: Sequence[TaggedText], sentences: Sequence[Sentence]) -> list[Page]:
    """The words of each text, then those of each title."""
    by_doc: dict[int, list[tuple[int, Sentence]]] = {}
    for index, sentence in enumerate(sentences):
        by_doc.setdefault(sentence.doc, []).append((index, sentence))
    bodies = [read_page(text, by_doc.get(doc, []), doc) for doc, text in enumerate(tagged)]
    return bodies + [read_page(title, [], TITLE_DOC if doc == 0 else None) for doc, title in enumerate(titles)]


def find_clusters(pages: Sequence[Page]) -> list[NameCluster]:
    """The names of a story's pages, joined to actors, each with its occurrences in order."""
    clusters = cluster_names(judge(find_candidates(pages), pages))
    add_headline_mentions(clusters, pages)
    for cluster in clusters:
        cluster.occurrences.sort(key=lambda c: (c.page, c.first))
    return clusters


def _first(cluster: NameCluster) -> tuple[int, int]:
    """Where the story names it first."""
    return cluster.occurrences[0].page, cluster.occurrences[0].first


def _lead(pages: Sequence[Page]) -> set[int]:
    """The first sentences of each text."""
    firsts = {min(page.sentence_words) for page in pages if page.sentence_words}
    return {first + k for first in firsts for k in range(_LEAD_SENTENCES)}


def _importance(cluster: NameCluster, roles: Sequence[Role], pages: Sequence[Page], lead: Set[int]) -> float:
    """Mentions, more where they stand in a title or in the first sentences, by kind."""
    weight = float(len(cluster.occurrences)) + 0.5 * bool(roles)
    in_title = any(pages[c.page].doc in (TITLE_DOC, None) for c in cluster.occurrences)
    sentences = {pages[c.page].words[c.first].sentence for c in cluster.occurrences}
    weight += 2.0 * in_title + len(sentences & lead)
    return weight * _KIND_WEIGHT[cluster.kind]


def _span(candidate: Candidate, pages: Sequence[Page]) -> tuple[int, int]:
    words = pages[candidate.page].words
    return words[candidate.first].start, words[candidate.last].end


def _verbatim(cluster: NameCluster, pages: Sequence[Page]) -> dict[str, str]:
    """Each form as the text writes it where it stands first, curly quotes and all."""
    written: dict[str, str] = {}
    for candidate in cluster.occurrences:
        if candidate.key not in written:
            start, end = _span(candidate, pages)
            written[candidate.key] = " ".join(pages[candidate.page].text[start:end].split())
    return written


def _fullness(form: str, cluster: NameCluster) -> tuple[int, bool, int, int, bool, str]:
    """Sorts the fullest form first; of a person's full names the most used, since longer ones may hold strays."""
    size, count = len(form.split()), cluster.forms[form]
    if cluster.kind is ActorKind.PERSON:
        return -min(size, 2), form.isupper(), -count, -size, form.isascii(), form
    return -size, form.isupper(), -count, 0, form.isascii(), form


def _actor(
    cluster: NameCluster, roles: tuple[Role, ...], pronouns: Mapping[int, Pronoun], pages: Sequence[Page]
) -> Actor:
    forms = sorted(cluster.forms, key=lambda f: _fullness(f, cluster))
    usual = [f for f in forms if cluster.kind is ActorKind.PLACE and lexicon().place(f) == f]
    written = _verbatim(cluster, pages)
    name = written[(usual or forms)[0]]
    others = sorted(cluster.forms, key=lambda f: (-cluster.forms[f], f))
    aliases = dict.fromkeys(written[form] for form in others)
    aliases.pop(name, None)
    mentions = []
    for candidate in cluster.occurrences:
        doc = pages[candidate.page].doc
        if doc is not None:
            mentions.append(Mention(doc, *_span(candidate, pages)))
    return Actor(
        name=name,
        kind=cluster.kind,
        aliases=tuple(aliases),
        roles=roles,
        mentions=tuple(sorted(set(mentions))),
        salient=rank_salient_sentences(cluster, roles, pronouns, pages),
    )
