from __future__ import annotations

from text.actors.analysed_text import Story


def test_equally_frequent_people_are_sorted_by_first_mention() -> None:
    story = Story("Robert Hussey was charged.", "Erik Gustafson and Adam Berg settled.")
    assert [actor.name for actor in story.actors] == ["Robert Hussey", "Erik Gustafson", "Adam Berg"]


def test_an_actor_in_the_title_comes_before_one_named_as_often() -> None:
    story = Story("Robert Hussey was charged.", "Erik Gustafson paid.", "Gustafson left.", title="Hussey is charged")
    assert [actor.name for actor in story.actors] == ["Robert Hussey", "Erik Gustafson"]


def test_a_person_comes_before_a_place_named_as_often() -> None:
    story = Story("In London it rained.", "It rained on Robert Hussey too.")
    assert [actor.name for actor in story.actors] == ["Robert Hussey", "London"]
