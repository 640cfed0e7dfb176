"""Groups the articles of a corpus into stories as the bot does when they arrive one after the other."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.stories.assignment import Neighbour, assign
from bot.stories.fingerprint import index_keys, make_fingerprint
from bot.stories.near_copies import is_near_copy, opens_alike, shared_bands, shingles
from bot.stories.surroundings import nearest_of, with_article

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from story_corpora import StoryArticle

    from bot.models.stories import Fingerprint
    from bot.stories.assignment import Placement
    from bot.stories.likeness import LikenessModel

__all__ = ["Library", "b_cubed", "in_order_of_arrival", "pair_precision"]

MAX_CANDIDATES, MAX_NEIGHBOURS = 40, 120
"""As in bot/store/sqlite/story_placement.py."""
SEED = 12


@dataclass
class Library:
    """What the store keeps, in memory: an inverted index, and the story and the post of each article.

    Articles have numbers from 1; ``stories`` and ``posts`` are in the order of arrival.
    """

    model: LikenessModel
    articles: list[StoryArticle] = field(default_factory=list)
    known: dict[int, Neighbour] = field(default_factory=dict)
    members: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    index: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    holding: Counter[str] = field(default_factory=Counter)
    founded: int = 0
    compared: int = 0
    moved: int = 0

    @property
    def stories(self) -> list[int]:
        """The story of each article."""
        return [one.story_id for one in self.known.values()]

    @property
    def posts(self) -> list[int]:
        """The article in whose post each one is named."""
        return [one.post_of for one in self.known.values()]

    def add(self, article: StoryArticle) -> None:
        """Places an article as ``add_to_story`` does."""
        fingerprint = make_fingerprint(article.read, self.holding, len(self.articles))
        self.count(article)
        number = len(self.articles)
        keys = index_keys(fingerprint)
        shared = Counter(known for key in keys for known in self.index[key])
        candidates = sorted(shared, key=lambda known: (-shared[known], -known))[:MAX_CANDIDATES]
        stories = {self.known[candidate].story_id for candidate in candidates}
        found = sorted(one for story in stories for one in self.members[story])[-MAX_NEIGHBOURS:]
        neighbours = [self._neighbour(article, fingerprint, known) for known in found]
        self.compared += len(neighbours)
        self._write(number, fingerprint, assign(fingerprint, neighbours, model=self.model))
        for key in keys:
            self.index[key].append(number)

    def count(self, article: StoryArticle) -> None:
        """Counts the words of an article that is too old to be a neighbour of later ones."""
        self.articles.append(article)
        self.holding.update(article.read.counts.keys())

    def _neighbour(self, article: StoryArticle, fingerprint: Fingerprint, known: int) -> Neighbour:
        other = self.known[known]
        mine, theirs = article.text, self.articles[known - 1].text
        is_copy = (
            bool(shared_bands(fingerprint.signature, other.fingerprint.signature))
            and is_near_copy(shingles(mine), shingles(theirs))
            and opens_alike(mine, theirs)
        )
        return replace(other, is_copy=is_copy)

    def _write(self, number: int, fingerprint: Fingerprint, placement: Placement) -> None:
        """Writes a placement, as ``regroup`` does."""
        story = self._next_story() if placement.story_id is None else placement.story_id
        post = number if placement.post_of is None else placement.post_of
        self.known[number] = Neighbour(number, story, post, fingerprint, nearest_of(placement.likeness))
        self.members[story].add(number)
        for other, into in placement.merged.items():
            self._move(self.members[other], into)
        numbers = {0: story}
        for one in placement.replaced:
            if one.story_id not in numbers:
                numbers[one.story_id] = self._next_story() if one.story_id < 0 else one.story_id
            old = self.known[one.article_id]
            sharing = {m for m in self.members[old.story_id] if self.known[m].post_of == old.post_of}
            if numbers[one.story_id] != old.story_id:
                self._move(sharing, numbers[one.story_id])
        for other, likeness in placement.likeness.items():
            old = self.known[other]
            self.known[other] = replace(old, nearest=with_article(old.nearest, number, likeness))

    def _next_story(self) -> int:
        self.founded += 1
        return self.founded

    def _move(self, articles: Iterable[int], story: int) -> None:
        for article in tuple(articles):
            old = self.known[article]
            self.members[old.story_id].remove(article)
            self.members[story].add(article)
            self.known[article] = replace(old, story_id=story)
            self.moved += 1


def in_order_of_arrival(articles: Iterable[StoryArticle], seed: int = SEED) -> list[StoryArticle]:
    """The articles in an order by chance, the same every time."""
    ordered = list(articles)
    random.Random(seed).shuffle(ordered)
    return ordered


def b_cubed(found: Sequence[Hashable], wanted: Sequence[Hashable], counted: Iterable[int]) -> tuple[float, float]:
    """B³ precision and recall (Bagga and Baldwin, 1998) in percent, the mean of the articles in ``counted``."""
    both, in_found, in_wanted = Counter(zip(found, wanted, strict=True)), Counter(found), Counter(wanted)
    chosen = list(counted)
    shares = [both[found[i], wanted[i]] for i in chosen]
    precision = sum(n / in_found[found[i]] for n, i in zip(shares, chosen, strict=True))
    recall = sum(n / in_wanted[wanted[i]] for n, i in zip(shares, chosen, strict=True))
    return 100 * precision / len(chosen), 100 * recall / len(chosen)


def pair_precision(found: Sequence[Hashable], wanted: Sequence[Hashable]) -> tuple[float, float, int]:
    """Precision and recall of the pairs that share a group, in percent, and how many pairs share one."""
    both = _pairs(Counter(zip(found, wanted, strict=True)))
    together, meant = _pairs(Counter(found)), _pairs(Counter(wanted))
    return 100 * both / max(together, 1), 100 * both / max(meant, 1), together


def _pairs(groups: Counter[tuple[Hashable, Hashable]] | Counter[Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in groups.values())
