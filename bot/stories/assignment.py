"""Decides to which story a new article belongs: incremental clustering with average linkage.

A new article joins the story to whose articles it is likest on average, or founds one. If it shows that two stories are
one, they are merged. It is compared with the given neighbours only, so its cost does not depend on the library's size.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from bot.stories.likeness import likeness, likeness_model

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.models.stories import Fingerprint
    from bot.stories.likeness import LikenessModel

__all__ = ["MAX_COMPARED", "Neighbour", "Placement", "assign"]

MAX_COMPARED = 12
"""Articles of a story that count: its latest. A story that runs for days has moved on from its first ones."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article that may tell the same story: ``post_of`` is the article whose post it shares, often itself.

    ``is_copy`` is true if the new article has nearly the same text.
    """

    article_id: int
    story_id: int
    post_of: int
    fingerprint: Fingerprint
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a new article belongs.

    ``story_id`` is None if it founds a story; ``likeness`` (0 to 1) is then that to the likest one. ``post_of`` is the
    article whose post it is added to, or None. ``merged`` are stories that turned out to be the same one.
    """

    story_id: int | None
    likeness: float
    nearest: int | None = None
    post_of: int | None = None
    merged: tuple[int, ...] = ()


def assign(
    new: Fingerprint,
    neighbours: Sequence[Neighbour],
    kept: Collection[int] = (),
    model: LikenessModel | None = None,
) -> Placement:
    """The placement of a new article; ``neighbours`` are in the order of time.

    ``kept`` are the stories that are not merged into others. ``model`` is the shipped one unless given.
    """
    model = model or likeness_model()
    alike = {n.article_id: 1.0 if n.is_copy else likeness(new, n.fingerprint, model) for n in neighbours}
    stories: dict[int, list[Neighbour]] = defaultdict(list)
    for neighbour in neighbours:
        stories[neighbour.story_id].append(neighbour)
    means = {story: _linkage(members, alike) for story, members in stories.items()}
    if not means:
        return Placement(None, 0.0)
    best = max(means, key=lambda story: (means[story], -story))
    if means[best] < model.related:
        return Placement(None, means[best])
    nearest = max(stories[best], key=lambda n: (alike[n.article_id], -n.article_id))
    merged = tuple(
        story
        for story, mean in means.items()
        if story != best and mean >= model.related and story not in kept
        if _are_one(stories[best], stories[story], model)
    )
    post_of = _post(stories[best], alike, model)
    return Placement(best, means[best], nearest.article_id, post_of, merged)


def _linkage(members: Sequence[Neighbour], alike: Mapping[int, float]) -> float:
    """The average likeness to a story's latest articles; a near-copy of one of them belongs to it in any case."""
    latest = members[-MAX_COMPARED:]
    return 1.0 if any(member.is_copy for member in latest) else fmean(alike[member.article_id] for member in latest)


def _post(members: Sequence[Neighbour], alike: Mapping[int, float], model: LikenessModel) -> int | None:
    """The article whose post tells the same: the likest of all posts of the story, if it is like enough."""
    posts: dict[int, list[Neighbour]] = defaultdict(list)
    for member in members:
        posts[member.post_of].append(member)
    means = {post: _linkage(sharing, alike) for post, sharing in posts.items()}
    best = max(means, key=lambda post: (means[post], -post))
    return best if means[best] >= model.same_post else None


def _are_one(story: Sequence[Neighbour], other: Sequence[Neighbour], model: LikenessModel) -> bool:
    """True if their articles are alike on average."""
    pairs = [
        likeness(one.fingerprint, two.fingerprint, model)
        for one in story[-MAX_COMPARED:]
        for two in other[-MAX_COMPARED:]
    ]
    return fmean(pairs) >= model.related
