from __future__ import annotations

from text.actors.analysed_text import Story


def test_the_last_word_of_what_a_rule_takes_for_a_person_is_a_surname() -> None:
    story = Story("They met the tenor Ivo Vienna.", "It was late, said Vienna, who smiled.")
    assert story.mentions("Ivo Vienna") == ["Ivo Vienna", "Vienna"]


def test_the_longest_forms_come_first_but_the_order_of_the_story_stays() -> None:
    story = Story("Merkel left.", "They met Angela Merkel and Emmanuel Macron.")
    assert [actor.name for actor in story.actors] == ["Angela Merkel", "Emmanuel Macron"]
