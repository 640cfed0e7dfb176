from __future__ import annotations

import pytest
from text.actors.analysed_text import Story


@pytest.mark.parametrize(
    "sentences",
    [
        ("Born Edith Marsh, the singer Xanthe Vane grew up in Leeds.", "Vane left home at nine."),
        ("Xanthe Vane, who was born Edith Marsh, died on Monday.", "Vane sang for years."),
        ("Xanthe Vane (born Edith Marsh) died on Monday.", "Vane sang for years."),
        ("Xanthe Vane, also known as Edith Marsh, sang.", "Vane, 80, lives in Leeds."),
        ("Xanthe Vane, whose real name is Edith Marsh, sang.", "Vane, 80, lives in Leeds."),
    ],
)
def test_the_name_that_somebody_had_at_birth_is_another_name_of_the_person(sentences: tuple[str, ...]) -> None:
    story = Story(*sentences)
    assert story.persons() == {"Xanthe Vane"}
    assert "Edith Marsh" in story.actor("Xanthe Vane").aliases


@pytest.mark.parametrize(
    "sentences",
    [
        ("Born Edith Marsh in Leeds to Sam and Ida Crane, she sang.", "Sam Crane was a miner."),
        ("Born Edith Marsh in Leeds, she sang.", "Dora Vane heard her."),
        ("Dora Vane said that London-born Edith Marsh sang.", "Vane, 80, lives in Leeds."),
        ("Dora Vane said that she was born Edith Marsh.", "Edith Marsh was a nurse."),
    ],
)
def test_a_name_that_may_be_anybodys_stays_apart(sentences: tuple[str, ...]) -> None:
    assert "Edith Marsh" in Story(*sentences).persons()
