"""Agglomerative clustering by the average likeness of pairs."""

from __future__ import annotations

from bot.stories.linkage import average_linkage

PLACES = {1: 0.0, 2: 0.1, 3: 0.5, 4: 0.62, 5: 3.0}
"""Things on a line: the nearer, the more alike."""


def alike(one: int, other: int) -> float:
    return 1 - abs(PLACES[one] - PLACES[other])


def test_the_likest_are_joined_first_and_only_as_long_as_they_are_alike_on_average() -> None:
    units = [[one] for one in PLACES]
    assert average_linkage(units, alike, 0.8) == [[1, 2], [3, 4], [5]]
    assert average_linkage(units, alike, 0.48) == [[1, 2, 3, 4], [5]]
    assert average_linkage(units, alike, 0.99) == units


def test_units_are_never_divided() -> None:
    assert average_linkage([[1, 5], [2]], alike, 0.8) == [[1, 5], [2]]


def test_what_is_apart_is_never_joined_not_even_by_way_of_others() -> None:
    assert average_linkage([[1], [2], [3]], alike, 0.4, apart={1, 3}) == [[1, 2], [3]]
    assert average_linkage([[1], [2]], alike, 0.4, apart={1}) == [[1, 2]]


def test_nothing_and_one_thing_are_what_they_are() -> None:
    assert average_linkage([], alike, 0.5) == []
    assert average_linkage([[1]], alike, 0.5) == [[1]]
