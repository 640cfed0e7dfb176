"""Decides to which story a new article belongs, and what it shows about the stories near it.

The likest articles are grouped anew by average linkage, so that a new article can also join stories, or show that an
article belongs to another one: what came in before its own neighbours could not be placed well. Articles that share a
post stay together, and so do stories that must be kept. Only a bounded number of neighbours is compared, so the cost
does not depend on the library's size.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from statistics import fmean
from typing import TYPE_CHECKING

from bot.stories.likeness import contradict, likeness, likeness_model, words_likeness
from bot.stories.linkage import average_linkage
from bot.stories.surroundings import CROWDED, SPARSE, Nearest, density, nearest_of, with_article

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from bot.models.stories import Fingerprint
    from bot.stories.likeness import LikenessModel

__all__ = ["Neighbour", "Placement", "Replacement", "assign"]

MAX_STORIES, MAX_GROUPED = 8, 40
"""Stories that are grouped anew, the likest ones, and their articles."""
MAX_COMPARED = 12
"""Articles of a story that count: its latest. A story that runs for days has moved on from its first ones."""
NEW = 0
"""Stands for the new article where articles have ids, which start at 1, and for its story."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article that may tell the same story: ``post_of`` is the article whose post it shares, often itself.

    ``nearest`` are the articles whose words are most like its own, before the new one came. ``is_copy`` is true if the
    new article has nearly the same text.
    """

    article_id: int
    story_id: int
    post_of: int
    fingerprint: Fingerprint
    nearest: Nearest = ()
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class Replacement:
    """Where an article belongs now; ``nearest`` is the likest earlier one there, None for the first.

    The number of the story that the new article founds is 0, that of other new stories is negative.
    """

    article_id: int
    story_id: int
    nearest: int | None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a new article belongs: ``story_id`` is None if it founds a story.

    ``nearest`` is the likest article of its story, and ``post_of`` the one whose post it is added to, if there is any.
    ``merged`` are stories that are now part of another one, with its number. ``replaced`` are the articles of stories
    that lost or got single ones, with those that stay. ``likeness`` is that of its words to the neighbours', by their
    ids.
    """

    story_id: int | None
    nearest: int | None = None
    post_of: int | None = None
    merged: Mapping[int, int] = field(default_factory=dict)
    replaced: tuple[Replacement, ...] = ()
    likeness: Mapping[int, float] = field(default_factory=dict)


def assign(
    new: Fingerprint,
    neighbours: Sequence[Neighbour],
    kept: Collection[int] = (),
    model: LikenessModel | None = None,
) -> Placement:
    """The placement of a new article; ``neighbours`` are in the order of time.

    ``kept`` are the stories that lose no article and are not merged into others. ``model`` is the shipped one unless
    given.
    """
    model = model or likeness_model()
    # The same words with another day, figures or names are another report of its kind: the next quake, the next count.
    neighbours = [replace(n, is_copy=n.is_copy and not contradict(new, n.fingerprint)) for n in neighbours]
    around = {n.article_id: words_likeness(new, n.fingerprint) for n in neighbours}
    grouped = _likest_stories(neighbours, around)
    alike = _pair_likeness(new, grouped, around, model)
    post = _post(new, grouped, _pair_likeness(new, grouped, around, model, CROWDED), model.same_post)
    groups = average_linkage(_units(grouped, kept, post), alike, model.related, apart=_are_kept(grouped, kept))
    by_id = {n.article_id: n for n in grouped}
    numbered = _numbered(groups, by_id, kept)
    (own,) = (story for story, group in numbered.items() if NEW in group)
    merged = _merged(numbered, by_id)
    return Placement(
        story_id=own or None,
        nearest=_likest(NEW, [one for one in by_id if one in numbered[own]], alike),
        post_of=None if post is None else post[1],
        merged=merged,
        replaced=tuple(_replaced(numbered, by_id, {*kept, *merged}, alike)),
        likeness=around,
    )


def _likest_stories(neighbours: Sequence[Neighbour], around: Mapping[int, float]) -> list[Neighbour]:
    """The latest articles of the stories that have the likest ones."""
    stories: dict[int, list[Neighbour]] = defaultdict(list)
    for neighbour in neighbours:
        stories[neighbour.story_id].append(neighbour)
    latest = {story: members[-MAX_COMPARED:] for story, members in stories.items()}

    def nearness(story: int) -> tuple[bool, float, int]:
        members = latest[story]
        return any(m.is_copy for m in members), max(around[m.article_id] for m in members), -story

    chosen: list[Neighbour] = []
    for story in sorted(latest, key=nearness, reverse=True)[:MAX_STORIES]:
        if len(chosen) + len(latest[story]) <= MAX_GROUPED:
            chosen += latest[story]
    order = {n.article_id: at for at, n in enumerate(neighbours)}
    return sorted(chosen, key=lambda n: order[n.article_id])


def _pair_likeness(
    new: Fingerprint,
    grouped: Sequence[Neighbour],
    around: Mapping[int, float],
    model: LikenessModel,
    least: float = SPARSE,
) -> Callable[[int, int], float]:
    """The likeness of two of the articles, by their ids; ``least`` is the least density of their surroundings."""
    prints = {NEW: new} | {n.article_id: n.fingerprint for n in grouped}
    stories = {NEW: NEW} | {n.article_id: n.story_id for n in grouped}
    copies = {n.article_id for n in grouped if n.is_copy}
    nearest = {NEW: nearest_of(around)}
    nearest |= {n.article_id: with_article(n.nearest, NEW, around[n.article_id]) for n in grouped}

    @cache
    def dense(article: int, own: frozenset[int]) -> float:
        return density(nearest[article], stories, own, least)

    @cache
    def alike(one: int, other: int) -> float:
        if NEW in (one, other) and copies.intersection((one, other)):
            return 1.0
        own = frozenset((stories[one], stories[other]))
        return likeness(prints[one], prints[other], dense(one, own) + dense(other, own), model)

    return lambda one, other: alike(min(one, other), max(one, other))


def _post(
    new: Fingerprint, grouped: Sequence[Neighbour], alike: Callable[[int, int], float], same_post: float
) -> tuple[int, int] | None:
    """The story and the article whose post tells the same: the likest of all posts, if it is like enough.

    A near-copy of one of its articles belongs to a post; other days or figures are worth a post in any case.
    """
    posts: dict[tuple[int, int], list[Neighbour]] = defaultdict(list)
    for one in grouped:
        posts[one.story_id, one.post_of].append(one)

    def linkage(post: tuple[int, int]) -> float:
        sharing = posts[post]
        if any(one.is_copy for one in sharing):
            return 1.0
        if any(contradict(new, one.fingerprint) for one in sharing):
            return 0.0
        return fmean(alike(NEW, one.article_id) for one in sharing)

    best = max(posts, key=lambda post: (linkage(post), -post[1]), default=None)
    return best if best is not None and linkage(best) >= same_post else None


def _units(grouped: Sequence[Neighbour], kept: Collection[int], post: tuple[int, int] | None) -> list[list[int]]:
    """What stays together: the articles of a post, and those of a kept story; the new one with those of its post."""
    units: dict[tuple[int, int], list[int]] = defaultdict(list)
    for one in grouped:
        units[_unit(one.story_id, one.post_of, kept)].append(one.article_id)
    units[_unit(*post, kept) if post else (NEW, NEW)].append(NEW)
    return sorted(units.values(), key=min)


def _unit(story: int, post: int, kept: Collection[int]) -> tuple[int, int]:
    return (story, NEW if story in kept else post)


def _are_kept(grouped: Sequence[Neighbour], kept: Collection[int]) -> set[int]:
    return {one.article_id for one in grouped if one.story_id in kept}


def _numbered(
    groups: Sequence[list[int]], by_id: Mapping[int, Neighbour], kept: Collection[int]
) -> dict[int, list[int]]:
    """The groups by the numbers of stories: a kept story keeps its own, others go with most of their articles.

    Of groups with equally many, the one with the oldest article keeps the number.
    """
    numbered: dict[int, list[int]] = {}
    founded = count(-1, -1)

    def stories(group: Sequence[int]) -> Counter[int]:
        return Counter(by_id[one].story_id for one in group if one != NEW)

    def order(group: Sequence[int]) -> tuple[bool, int, int]:
        has = stories(group)
        return has.keys().isdisjoint(kept), -max(has.values(), default=0), min(group, key=lambda one: one or math.inf)

    for group in sorted(groups, key=order):
        has = stories(group)
        free = [story for story in has if story not in numbered]
        story = min(free, key=lambda one: (one not in kept, -has[one], one), default=None)
        if story is None:
            story = NEW if NEW in group else next(founded)
        numbered[story] = group
    return numbered


def _merged(numbered: Mapping[int, Sequence[int]], by_id: Mapping[int, Neighbour]) -> dict[int, int]:
    """The stories all of whose articles are now in another one."""
    into: dict[int, set[int]] = defaultdict(set)
    for story, group in numbered.items():
        for one in group:
            if one != NEW:
                into[by_id[one].story_id].add(story)
    return {story: min(others) for story, others in into.items() if len(others) == 1 and others != {story}}


def _replaced(
    numbered: Mapping[int, Sequence[int]],
    by_id: Mapping[int, Neighbour],
    whole: Collection[int],
    alike: Callable[[int, int], float],
) -> Iterator[Replacement]:
    """See ``Placement``; the articles of the stories ``whole`` are not included, since those lost none."""
    single = [
        (one, story)
        for story, group in numbered.items()
        for one in group
        if one != NEW and by_id[one].story_id not in (story, *whole)
    ]
    changed = {number for one, story in single for number in (story, by_id[one].story_id)}
    for story in sorted(changed.intersection(numbered)):
        earlier: list[int] = []
        for one in (article for article in by_id if article in numbered[story]):
            if by_id[one].story_id not in whole:
                yield Replacement(one, story, _likest(one, earlier, alike))
            earlier.append(one)


def _likest(article: int, others: Sequence[int], alike: Callable[[int, int], float]) -> int | None:
    """Which of the others is likest, of equals the first."""
    return max(others, key=lambda other: (alike(article, other), -other), default=None)
