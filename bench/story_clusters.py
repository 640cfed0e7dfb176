"""Groups the articles of a corpus into stories as the bot does when they arrive one after the other."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.stories.assignment import Neighbour, assign
from bot.stories.fingerprint import index_keys, make_fingerprint
from bot.stories.near_copies import is_near_copy, shared_bands, shingles

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from story_corpora import StoryArticle

    from bot.models.stories import Fingerprint
    from bot.stories.likeness import LikenessModel

__all__ = ["Library", "b_cubed", "in_order_of_arrival", "pair_precision"]

MAX_CANDIDATES, MAX_NEIGHBOURS = 40, 120
"""As in bot/store/sqlite/story_placement.py."""
SEED = 12


@dataclass
class Library:
    """What the store keeps, in memory: an inverted index, and the story and the post of each article."""

    model: LikenessModel
    articles: list[StoryArticle] = field(default_factory=list)
    stories: list[int] = field(default_factory=list)
    posts: list[int] = field(default_factory=list)
    members: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    index: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    fingerprints: list[Fingerprint] = field(default_factory=list)
    holding: Counter[str] = field(default_factory=Counter)
    compared: int = 0

    def add(self, article: StoryArticle) -> None:
        """Places an article as ``add_to_story`` does."""
        number = len(self.articles)
        fingerprint = make_fingerprint(article.read, self.holding, number)
        self.holding.update(article.read.counts.keys())
        keys = index_keys(fingerprint)
        shared = Counter(known for key in keys for known in self.index[key])
        candidates = sorted(shared, key=lambda known: (-shared[known], -known))[:MAX_CANDIDATES]
        found = sorted({one for known in candidates for one in self.members[self.stories[known]]})[-MAX_NEIGHBOURS:]
        neighbours = [self._neighbour(article, fingerprint, known) for known in found]
        self.compared += len(neighbours)
        placement = assign(fingerprint, neighbours, model=self.model)
        story = number if placement.story_id is None else placement.story_id
        for other in placement.merged:
            for member in self.members.pop(other):
                self.stories[member] = story
                self.members[story].append(member)
        self.articles.append(article)
        self.fingerprints.append(fingerprint)
        self.stories.append(story)
        self.posts.append(number if placement.post_of is None else placement.post_of)
        self.members[story].append(number)
        for key in keys:
            self.index[key].append(number)

    def keys_of(self, number: int) -> list[str]:
        """The keys of an article in the index."""
        return index_keys(self.fingerprints[number])

    def _neighbour(self, article: StoryArticle, fingerprint: Fingerprint, known: int) -> Neighbour:
        other = self.fingerprints[known]
        is_copy = bool(shared_bands(fingerprint.signature, other.signature)) and is_near_copy(
            shingles(article.text), shingles(self.articles[known].text)
        )
        return Neighbour(known, self.stories[known], self.posts[known], other, is_copy)


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
