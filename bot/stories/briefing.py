"""Decides what a briefing says: the order of the stories, and which sentences tell each of them.

Deterministic, without storage. A sentence is chosen for the stems that many articles of the story share, which is what
a human summary of several articles has, too; how much each part gains is measured by ``bench/briefing.py``.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from bot.models.briefing import Quotation
from bot.stories.redundancy import covered_share, is_covered, is_told_elsewhere, says_the_same, stem_rarity
from bot.stories.words import sentence_stems
from bot.text.actors.fuller_names import joined_to_fuller_names
from bot.text.summaries.key_sentence import stands_alone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.models.briefing import BriefedArticle, ReadArticle

__all__ = ["BEST", "by_story", "choose_quotations", "in_order", "main_names"]

BEST = 5
"""Sentences of an article that are candidates: the best of its ranking."""
RANK_PENALTY = 0.4
"""What a sentence loses for each step down the ranking of its article."""
STEM_COST = 0.06
"""What each stem takes of a reader's time: of two sentences that say nearly the same, the shorter one is better."""
TOLD_VALUE = 0.5
"""What a stem still counts that a sentence before has said: the second one goes on about the same."""
COMFORTABLE_WORDS = 50
"""A longer sentence is hard to read in passing."""
LENGTH_PENALTY = 0.2
"""What it loses for each word more."""
HEADLINE_TOLD, HEADLINE_GAIN = 0.7, 0.15
"""How much of a headline the sentences below it should say; and how much more of it a sentence says that mends this."""
COVERED_ELSEWHERE = 0.24
"""As in the summary of a story, but greater: of the few candidates here, 0.2 leaves hardly any of other articles.
``docs/quality.md`` has what other shares cost.
"""
THEME_DISCOUNT = 0.75
"""By which the next story of a theme counts less for each one that stands before it."""
READING_WEIGHT = 0.55
"""What a story gains at most because its theme and its actors are read: less than a single one by a second outlet.

So, by that alone, it never passes a story that is as new and that twice as many outlets tell.
"""
MAX_NAMES = 4


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that may be quoted: its article, its place in the ranking, and its stems."""

    doc: int
    rank: int
    stems: frozenset[str]
    words: int


def by_story(
    articles: Sequence[BriefedArticle], shown_as: Mapping[int, int] | None = None
) -> list[tuple[BriefedArticle, ...]]:
    """The stories of articles, and the articles of each, in the given order; one in no story is a story by itself.

    ``shown_as`` has stories that are shown as part of another one, with that one.
    """
    other = shown_as or {}
    stories: defaultdict[int, list[BriefedArticle]] = defaultdict(list)
    for one in articles:
        stories[other.get(one.story, one.story) if one.story is not None else -one.article.id].append(one)
    return [tuple(story) for story in stories.values()]


def in_order(
    articles: Sequence[BriefedArticle],
    interest: Mapping[int, float] | None = None,
    shown_as: Mapping[int, int] | None = None,
) -> list[tuple[BriefedArticle, ...]]:
    """The stories of articles, which are the newest first, by their importance; in each, the newest article first.

    A story weighs more the more outlets tell it, the newer it is, and the more is read of what it is about; it weighs
    less if its theme stands above it already. ``interest``, from 0 to 1 by the ids of articles, says what is read;
    ``shown_as`` is that of ``by_story``.
    """
    interest = interest or {}
    places = {one.article.id: at for at, one in enumerate(articles)}
    queues: defaultdict[str | None, list[tuple[float, tuple[BriefedArticle, ...]]]] = defaultdict(list)
    for story in by_story(articles, shown_as):
        theme = Counter(one.theme for one in story).most_common(1)[0][0]
        weight = math.log2(1 + _count_outlets(story)) + 1 - places[story[0].article.id] / len(articles)
        weight += READING_WEIGHT * fmean(interest.get(one.article.id, 0.0) for one in story)
        queues[theme].append((weight, story))
    for queue in queues.values():
        queue.sort(key=lambda weighed: -weighed[0])
    return _merged(queues)


def choose_quotations(
    articles: Sequence[ReadArticle],
    count: int,
    *,
    headline: str = "",
    told: Sequence[frozenset[str]] = (),
    known: Sequence[ReadArticle] = (),
) -> tuple[Quotation, ...]:
    """At most ``count`` sentences that say together what happened; none of them says what another says.

    Nor does one say what the ``told`` sentences, given by their stems, or the ``known`` articles say, or only what the
    ``headline`` of the first article says. If several sentences leave much of that out, and are all of other articles,
    one of the first article that says more of it stands before them: under a headline, a reader looks for its story.
    """
    candidates = _candidates(articles)
    weights = _shares(candidates)
    earlier = [*told, *(sentence_stems(one.text) for article in known for one in article.sentences)]
    titled = sentence_stems(headline)
    rarity = stem_rarity([*(one.stems for one in candidates), *earlier, titled])
    fresh = [one for one in candidates if not any(says_the_same(one.stems, x, rarity) for x in earlier)]
    left = [one for one in fresh if not is_covered(one.stems, [titled], rarity)]
    chosen: list[_Candidate] = []
    while left and len(chosen) < count:
        said = frozenset[str]().union(*(one.stems for one in chosen))
        best = max(left, key=lambda one: _value(one, said, weights))
        chosen.append(best)
        left = [one for one in left if not _repeats(one, best, rarity)]
    if len(chosen) > 1 and all(one.doc for one in chosen):
        opening = _telling(titled, fresh, chosen, rarity)
        chosen = [*opening, *(one for one in chosen if not any(_repeats(one, x, rarity) for x in opening))][:count]
    return _as_read([_quotation(articles[one.doc], one.rank) for one in chosen])


def main_names(articles: Sequence[ReadArticle]) -> tuple[str, ...]:
    """The main actors of a story: those of most articles first, each by the fullest name that its articles have."""
    named: defaultdict[str, set[int]] = defaultdict(set)
    for at, article in enumerate(articles):
        for name in article.names:
            named[name].add(at)
    return tuple(name for name, _ in joined_to_fuller_names(named)[:MAX_NAMES])


def _merged(
    queues: dict[str | None, list[tuple[float, tuple[BriefedArticle, ...]]]],
) -> list[tuple[BriefedArticle, ...]]:
    """The stories of all themes, each time the heaviest one, after the discount for those of its theme before it."""
    taken = dict.fromkeys(queues, 0)

    def weight(theme: str | None) -> float:
        discount: float = THEME_DISCOUNT ** taken[theme] if theme is not None else 1.0
        return queues[theme][taken[theme]][0] * discount

    ordered = []
    while open_themes := [theme for theme, queue in queues.items() if taken[theme] < len(queue)]:
        theme = max(open_themes, key=weight)
        ordered.append(queues[theme][taken[theme]][1])
        taken[theme] += 1
    return ordered


def _count_outlets(story: Sequence[BriefedArticle]) -> int:
    return len({(one.article.source or f"#{one.article.id}").casefold() for one in story})


def _candidates(articles: Sequence[ReadArticle]) -> list[_Candidate]:
    """The best sentences that are understood alone; the best one of each article if none is."""
    every = [
        (
            _Candidate(doc, rank, sentence_stems(sentence.text), len(sentence.text.split())),
            stands_alone(sentence),
        )
        for doc, article in enumerate(articles)
        for rank, sentence in enumerate(article.sentences[:BEST])
    ]
    return [one for one, is_clear in every if is_clear] or [one for one, _ in every if one.rank == 0]


def _shares(candidates: Sequence[_Candidate]) -> dict[str, float]:
    """For each stem, the share of the articles that have it in a candidate; nothing if there is only one article."""
    docs: defaultdict[str, set[int]] = defaultdict(set)
    for one in candidates:
        for stem in one.stems:
            docs[stem].add(one.doc)
    count = len({one.doc for one in candidates})
    return {stem: len(found) / count for stem, found in docs.items()} if count > 1 else {}


def _value(one: _Candidate, told: frozenset[str], weights: Mapping[str, float]) -> float:
    """What a sentence adds; squares, so that what all articles tell counts most."""
    shared = sum(
        weights[stem] ** 2 * TOLD_VALUE if stem in told else weights[stem] ** 2 - STEM_COST
        for stem in one.stems
        if stem in weights
    )
    return shared - RANK_PENALTY * one.rank - LENGTH_PENALTY * max(0, one.words - COMFORTABLE_WORDS)


def _repeats(one: _Candidate, other: _Candidate, rarity: Mapping[str, float]) -> bool:
    if one.doc == other.doc:
        return says_the_same(one.stems, other.stems, rarity, in_one_article=True)
    return is_told_elsewhere(one.stems, [other.stems], rarity, COVERED_ELSEWHERE)


def _telling(
    titled: frozenset[str], candidates: Sequence[_Candidate], chosen: Sequence[_Candidate], rarity: Mapping[str, float]
) -> list[_Candidate]:
    """The sentence of the first article that says what its headline says, if the chosen ones leave much of it out."""
    told = [one.stems for one in chosen]
    share = covered_share(titled, told, rarity)
    if share >= HEADLINE_TOLD:
        return []
    mine = (one for one in candidates if one.doc == 0)
    return [x for x in mine if covered_share(titled, [*told, x.stems], rarity) >= share + HEADLINE_GAIN][:1]


def _as_read(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Those of one article in its own order, which they share among their places."""
    ordered = sorted(quotations, key=lambda one: one.number)
    of_article = {one.article.id: iter([x for x in ordered if x.article.id == one.article.id]) for one in quotations}
    return tuple(next(of_article[one.article.id]) for one in quotations)


def _quotation(article: ReadArticle, rank: int) -> Quotation:
    return Quotation(article.sentences[rank].text, article.article, article.numbers[rank], article.total)
