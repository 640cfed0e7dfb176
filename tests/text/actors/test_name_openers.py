from __future__ import annotations

import pytest
from text.actors.analysed_text import Story


def test_a_verb_before_a_name_that_the_story_has_without_it_is_no_part_of_the_name() -> None:
    story = Story("Zorvan sings in May.", "Zorvan sold the bag.", "Rolling Stone: Watch Zorvan's speech on the prize.")
    assert not any("Watch" in name for name in story.names())


@pytest.mark.parametrize("opener", ["Meet", "Sorry", "Irishmen", "Brothers", "Grandmother", "Beekeeper"])
def test_a_word_that_opens_the_sentence_is_no_part_of_the_name(opener: str) -> None:
    assert "Mary Lee" in Story(f"{opener} Mary Lee, who was a teacher.").names()


def test_a_relation_in_capitals_is_no_part_of_the_name() -> None:
    assert Story("Then stepdad Joe Dunn and Mum Ann Dunn wept in Leeds.").persons() == {"Joe Dunn", "Ann Dunn"}
