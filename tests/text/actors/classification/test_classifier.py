from __future__ import annotations

import pytest
from text.actors.analysed_text import Story


def test_the_last_word_of_what_a_rule_takes_for_a_person_is_a_surname() -> None:
    story = Story("They met the tenor Ivo Vienna.", "It was late, said Vienna, who smiled.")
    assert story.mentions("Ivo Vienna") == ["Ivo Vienna", "Vienna"]


def test_the_longest_forms_come_first_but_the_order_of_the_story_stays() -> None:
    story = Story("Merkel left.", "They met Angela Merkel and Emmanuel Macron.")
    assert [actor.name for actor in story.actors] == ["Angela Merkel", "Emmanuel Macron"]


@pytest.mark.parametrize("code", ["ESR-7", "B-52", "AC-130", "MSL-2", "R2D2", "GPT-4", "Blink-182"])
def test_a_name_with_a_digit_is_no_person(code: str) -> None:
    story = Story(f"{code} said that it was late.", f"They met {code} in Leeds with Ann Lee.", f"{code} smiled.")
    assert story.persons() == {"Ann Lee"}
