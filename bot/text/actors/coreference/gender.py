"""Whether a person is spoken of as "he" or as "she": by what the article says, and by first names given to one sex."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.coreference.participants import Sex
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.models.analysis import Role
    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.coreference.participants import ScenePage

__all__ = ["sexes"]

_LEARNED = 2
"""Sentences that must agree where the name does not tell."""
_PREPOSITIONS = ("of", "for", "at", "in", "and", "to", "from")


def sexes(
    clusters: Sequence[NameCluster], roles: Sequence[Sequence[Role]], pages: Sequence[ScenePage]
) -> list[Sex | None]:
    """What is known of each cluster; None for what is no person, where nothing tells, and where it disagrees."""
    learned: dict[int, Counter[Sex]] = defaultdict(Counter)
    for page in pages:
        for person, sex in _followed(page):
            learned[person][sex] += 1
    known: list[Sex | None] = []
    for person, cluster in enumerate(clusters):
        found = set(_said(cluster, roles[person])) if cluster.kind is ActorKind.PERSON else set()
        if len(learned[person]) == 1:
            found |= {sex for sex, count in learned[person].items() if count >= _LEARNED}
        known.append(next(iter(found)) if len(found) == 1 else None)
    return known


def _followed(page: ScenePage) -> Iterator[tuple[int, Sex]]:
    """Persons with the sex of the pronouns behind their names, where they are a sentence's subject and alone in it."""
    for scene in page.scenes.values():
        if scene.strangers or scene.speaks or len({person for _, _, person in scene.named}) != 1:
            continue
        first, last, person = scene.named[0]
        if page.quoted[first] or not page.leads(first, last):
            continue
        found = {
            sex
            for at, sex in scene.pronouns
            if at > last and (page.words[at].tag == "PRP$" or page.words[at].low in ("he", "she"))
        }
        if len(found) == 1:
            yield person, found.pop()


def _said(cluster: NameCluster, roles: Sequence[Role]) -> Iterator[Sex]:
    """What forms of address, first names and roles say."""
    words = lexicon()
    for mention in cluster.occurrences:
        if mention.woman:
            yield Sex.WOMAN
        if mention.man:
            yield Sex.MAN
    for form in cluster.forms:
        first, _, rest = form.casefold().partition(" ")
        if first in words["man"] or (rest and first in words.men):
            yield Sex.MAN
        if first in words["woman"] or (rest and first in words.women):
            yield Sex.WOMAN
    for role in roles:
        phrase = role.text.casefold().split()
        end = next((k for k, word in enumerate(phrase) if word in _PREPOSITIONS), len(phrase))
        head = phrase[end - 1] if end else ""
        if head in words["male"]:
            yield Sex.MAN
        if head in words["female"]:
            yield Sex.WOMAN
