"""How crowded the surroundings of an article are."""

from __future__ import annotations

import pytest

from bot.stories.surroundings import COUNTED, MAX_NEAREST, SPARSE, density, nearest_of, with_article


def test_the_likest_come_first_and_only_so_many_are_kept() -> None:
    assert nearest_of({3: 0.5, 1: 0.5, 2: 0.9}) == ((2, 0.9), (1, 0.5), (3, 0.5))
    assert len(nearest_of(dict.fromkeys(range(1, 99), 0.5))) == MAX_NEAREST


def test_an_article_is_added_where_it_belongs_if_it_is_like_enough() -> None:
    assert with_article(((1, 0.6), (2, 0.4)), 3, 0.5) == ((1, 0.6), (3, 0.5), (2, 0.4))
    full = nearest_of(dict.fromkeys(range(1, MAX_NEAREST + 1), 0.5))
    assert with_article(full, 99, 0.4) == full
    assert with_article(full, 99, 0.6) == ((99, 0.6), *full[:-1])


@pytest.mark.parametrize(
    ("likeness", "found"),
    [((), SPARSE), ((0.1,) * 9, SPARSE), ((0.6,) * COUNTED, 0.6), ((0.85, 0.85), (2 * 0.85 + 3 * SPARSE) / 5)],
)
def test_the_density_is_that_of_the_likest_and_has_a_lower_bound(likeness: tuple[float, ...], found: float) -> None:
    assert density(tuple(enumerate(likeness)), {}, ()) == pytest.approx(found)


def test_of_an_articles_own_story_only_some_count() -> None:
    nearest = tuple((article, 0.85) for article in range(10))
    stories = dict.fromkeys(range(10), 7)
    assert density(nearest, stories, {8}) == pytest.approx(0.85)
    assert density(nearest, stories, {7}) == pytest.approx((3 * 0.85 + 2 * SPARSE) / 5)
