"""Compares two actors by the articles that name them: both of them, or only one."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from bot.models.briefing import BriefingRange, Quotation
from bot.models.comparisons import ActorsComparison, ComparedActor, QuotedRole, TellingStory
from bot.services.actors.actor_lines import actor_key
from bot.stories.briefing import by_story
from bot.text.context_dependence import depends_on_previous
from bot.text.names import name_key
from bot.text.summary_candidates import is_candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.models.actors import TellingText
    from bot.models.briefing import BriefedArticle
    from bot.services.actors.namesakes import Bearer
    from bot.store.protocols.store import Store
    from bot.text.actors.linking import LinkedActor

__all__ = ["MAX_ARTICLES", "Side", "compare_two_actors"]

MAX_ARTICLES = 500
"""Articles of either kind that are looked at, the latest."""
MAX_NAMING = 20_000
"""Articles that name an actor, beyond which it is not known whether older ones do."""
TOGETHER, ONLY = 3, 2
"""Stories of a page, of those that name both, and of those that name only one."""
MAX_STORIES, MAX_READ = 20, 2
"""Stories of each kind that are shown, the latest, and articles of each whose sentences are read."""
MAX_ROLES = 2
ROLE_ARTICLES = 50
"""Articles of an actor in which roles are looked for, the latest."""


NOT_SALIENT, DEPENDENT = 10, 2
"""What it costs a sentence that it is none of those that say most about an actor, or depends on the one before.

One of those that say most costs its place among them: there are fewer.
"""


class _Best(NamedTuple):
    """The sentence with the lowest cost."""

    cost: int
    sentence: int
    in_passing: bool


class Side(NamedTuple):
    """An actor with all its names, and the person who is meant if several have the name."""

    actor: LinkedActor
    person: Bearer | None

    @property
    def ids(self) -> list[int]:
        """The ids of the stored actors."""
        return [member.id for member in self.actor.members]


Stories = list[tuple["BriefedArticle", ...]]


async def compare_two_actors(store: Store, scope: int, sides: tuple[Side, Side], page: int) -> ActorsComparison:
    """A page, from 0, of what articles say about two actors: together, and about one without the other."""
    named = [await _naming(store, side) for side in sides]
    known = [frozenset(ids) for ids in named]
    together = await _stories(store, scope, [one for one in named[0] if one in known[1]])
    told = await _told(store, scope, sides, together)
    alone = [
        await _stories(store, scope, [one for one in ids if one not in others])
        for ids, others in zip(named, reversed(known), strict=True)
    ]
    told_alone = [await _told(store, scope, [side], stories) for side, stories in zip(sides, alone, strict=True)]
    sizes = [(told, TOGETHER), *((stories, ONLY) for stories in told_alone)]
    pages = max(1, *(-(-len(stories) // size) for stories, size in sizes))
    page = min(page, pages - 1)
    actors = [
        ComparedActor(
            actor_key(side.ids[0], side.person.newest if side.person else None),
            side.actor.name,
            await _roles(store, scope, side),
            sum(map(len, stories)),
            _themes(stories),
            shown[ONLY * page :][:ONLY],
        )
        for side, stories, shown in zip(sides, alone, told_alone, strict=True)
    ]
    return ActorsComparison(
        (actors[0], actors[1]),
        told[TOGETHER * page :][:TOGETHER],
        sum(map(len, together)),
        _themes(together),
        page,
        pages,
        MAX_ARTICLES,
        MAX_STORIES if any(len(stories) > MAX_STORIES for stories in (together, *alone)) else None,
    )


async def _naming(store: Store, side: Side) -> list[int]:
    """The ids of the articles that name an actor, the newest date first, also of those that nobody here may see."""
    ids = await store.ids_naming(side.ids, since=None, until=None, limit=MAX_NAMING)
    return [one for one in ids if side.person is None or one in side.person.ids]


async def _stories(store: Store, scope: int, article_ids: Sequence[int]) -> Stories:
    """The visible ones of the articles, by story, the newest first."""
    newest = tuple(article_ids[: 2 * MAX_ARTICLES])  # some may have been removed
    found = await store.briefed_articles(scope, BriefingRange(article_ids=newest), limit=MAX_ARTICLES)
    return by_story(found)


def _themes(stories: Iterable[Sequence[BriefedArticle]]) -> tuple[tuple[str, int], ...]:
    """The strongest themes of the articles, with the numbers of these, the most frequent first."""
    return tuple(Counter(one.theme for story in stories for one in story if one.theme is not None).most_common())


async def _roles(store: Store, scope: int, side: Side) -> tuple[QuotedRole, ...]:
    """What the newest articles call an actor, each role once."""
    named = await store.named_in(scope, side.ids, limit=ROLE_ARTICLES)
    roles: dict[str, QuotedRole] = {}
    for article in named:
        if side.person is None or article.article in side.person.ids:
            for role in article.roles:
                roles.setdefault(name_key(role), QuotedRole(role, article.number))
    return tuple(roles.values())[:MAX_ROLES]


async def _told(
    store: Store, scope: int, sides: Sequence[Side], stories: Sequence[Sequence[BriefedArticle]]
) -> tuple[TellingStory, ...]:
    """The latest stories, each with the sentence that names all of the actors and says most about them.

    Those that name them only in passing follow, then those without such a sentence.
    """
    read = [one.article.id for story in stories[:MAX_STORIES] for one in story[:MAX_READ]]
    texts = [await store.telling_texts(scope, side.ids, read) for side in sides]

    def tell() -> tuple[TellingStory, ...]:
        told = [_telling_story(story, texts) for story in stories[:MAX_STORIES]]
        return tuple(sorted(told, key=lambda story: (story.quotation is None, story.in_passing)))

    return await asyncio.to_thread(tell)  # it reads the sentences of some hundred articles


def _telling_story(story: Sequence[BriefedArticle], texts: Sequence[Mapping[int, TellingText]]) -> TellingStory:
    articles = tuple(one.article for one in story)
    found = [
        (best, article)
        for article in articles[:MAX_READ]
        if all(article.id in text for text in texts)
        and (best := _best_sentence([text[article.id] for text in texts])) is not None
    ]
    if not found:
        return TellingStory(articles, None)
    best, article = min(found, key=lambda one: one[0].cost)  # of several the newest
    sentences = texts[0][article.id].sentences
    quotation = Quotation(sentences[best.sentence].text, article, best.sentence + 1, len(sentences))
    return TellingStory(articles, quotation, best.in_passing)


def _best_sentence(texts: Sequence[TellingText]) -> _Best | None:
    """The sentence of an article that says most about the actors of all the texts and names each of them."""
    sentences = texts[0].sentences
    naming = frozenset.intersection(*(text.naming for text in texts))
    if not naming:
        return None
    is_wanted, is_dependent = is_candidate(sentences), depends_on_previous(sentences)
    found = [
        _Best(sum(places) + DEPENDENT * is_dependent[index], index, min(places) == NOT_SALIENT)
        for index in naming
        if is_wanted[index]
        for places in [[text.salient.index(index) if index in text.salient else NOT_SALIENT for text in texts]]
    ]
    return min(found, default=None)
