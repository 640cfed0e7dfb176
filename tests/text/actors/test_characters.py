from __future__ import annotations

import pytest
from text.actors.analysed_text import Story, analyse

from bot.text.actors.characters import CHARACTER_RULES


@pytest.mark.parametrize("example", [example for _, example in CHARACTER_RULES])
def test_each_example_names_a_character_where_its_brackets_are(example: str) -> None:
    name = example[example.index("[") + 1 : example.index("]")]
    assert name not in Story(example.replace("[", "").replace("]", "")).names()


@pytest.mark.parametrize(
    ("sentence", "character"),
    [
        ("They liked the characters Edward Moss and Ann.", "Edward Moss"),
        ("Edward Moss (played by Ann Lee) wins.", "Edward Moss"),
        ("She is best known for playing Mrs Moss on television.", "Moss"),
        ("She landed the role of Captain Edward Moss.", "Edward Moss"),
        ("She won a prize for her role as Captain Edward Moss.", "Edward Moss"),
    ],
)
def test_who_is_played_is_no_actor(sentence: str, character: str) -> None:
    assert not any(character in actor.name for actor in analyse(sentence))


def test_a_character_is_none_wherever_it_is_named() -> None:
    story = Story("Ann Lee played the lawyer Edward Moss for years.", "Edward Moss wins.", "Then Moss leaves.")
    assert story.names() == {"Ann Lee"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Lee portrayed Edward Moss as a thief.",
        "The police looked into the role of Edward Moss in the fire.",
        "Edward Moss, 52, the lawyer played by Ann Lee, sued.",
        "Ann Lee played Edward Moss a song, and Edward Moss said no.",
        "The striker of the league's best season won the match. His goal in the semifinal beat the goalkeeper. "
        "The coach said that Ann Lee played Edward Moss in the tournament.",
        "Ann Lee will play Edward Moss in the final on Sunday.",
        "Edward Moss, who met Ann Lee, was played by her sister.",
        "They heard the Edward Moss character witness.",
        "They knew her as Edward Moss in the town.",
        "Edward Moss, a lawyer. They played by the rules.",
    ],
)
def test_a_real_person_stays_one(sentence: str) -> None:
    assert "Edward Moss" in {actor.name for actor in analyse(sentence)}


def test_what_a_character_says_in_the_present_tense_is_part_of_the_play() -> None:
    assert Story("They liked his ruthless Edward character.", "Edward asks her to go.").names() == set()


def test_a_known_person_who_is_played_stays_an_actor() -> None:
    assert "Barack Obama" in Story("Ann Lee played Barack Obama for years.").names()
