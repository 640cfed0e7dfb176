from __future__ import annotations

import pytest
from text.actors.detection.examples import candidates_in, name_and_text

from bot.text.actors.detection.titles import NOT_A_TITLE_RULES


@pytest.mark.parametrize("example", [example for _, example in NOT_A_TITLE_RULES])
def test_a_word_of_titles_is_part_of_the_name(example: str) -> None:
    name, text = name_and_text(example)
    assert candidates_in(text)[-1] == name


@pytest.mark.parametrize(
    "example",
    [
        "They met President [Bush].",
        "They met Mrs [May].",
        "They met the Prime Minister of [Japan].",
        "They met the Secretary of Commerce [Gina Raimondo].",
        "Striker [Alan Shearer] scored.",
        "They met Bishop [John Smith].",
        "They met the High Commissioner for Human Rights [Navi Pillay].",
        "They met the Minister for Social Affairs [Isaac Herzog].",
    ],
)
def test_a_title_is_not_part_of_the_name(example: str) -> None:
    name, text = name_and_text(example)
    assert candidates_in(text) == [name]


@pytest.mark.parametrize("name", ["Commodore International", "Ambassador Worldwide"])
def test_a_title_may_begin_the_name_of_a_company(name: str) -> None:
    assert candidates_in(f"They bought {name}.")[-1] == name


@pytest.mark.parametrize("text", ["They thanked the Dean", "They met the new President"])
def test_a_text_may_end_with_a_title(text: str) -> None:
    assert candidates_in(text) == []


def test_an_occupation_before_a_first_name_is_its_title() -> None:
    assert candidates_in("Getty Images Snowboarder Kelly Clark won.")[-1] == "Kelly Clark"
