from __future__ import annotations

import pytest
from text.actors.analysed_text import Story
from text.actors.detection.examples import candidates_in, name_and_text

from bot.text.actors.detection.calendar_surnames import CALENDAR_SURNAME_RULES


@pytest.mark.parametrize("example", [example for _, example in CALENDAR_SURNAME_RULES])
def test_each_rule_finds_the_name_of_its_example(example: str) -> None:
    name, text = name_and_text(example)
    assert candidates_in(text)[-1] == name


@pytest.mark.parametrize(
    "sentence",
    [
        "May said that she was sorry.",
        "Corbyn and May met.",
        "A vote against May failed.",
        "Ministers told May to go.",
        "Then May's husband wept.",
        "They heard Prime Minister May there.",
        "Afterwards May, 60, left.",
    ],
)
def test_a_surname_that_is_a_month_is_a_mention_where_no_date_stands(sentence: str) -> None:
    assert Story("Theresa May resigned.", sentence).mentions("Theresa May") == ["Theresa May", "May"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The vote is in May.",
        "By May the party had split.",
        "Next May is far.",
        "On 4 May she left.",
        "The May government fell.",
        "In May 2019 it rained.",
    ],
)
def test_a_date_is_no_mention_of_a_person_of_that_name(sentence: str) -> None:
    assert Story("Theresa May resigned.", sentence).mentions("Theresa May") == ["Theresa May"]


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("Robert Winter", ("Robert Winter, 61, was jailed.", "Winter stole the boats last winter.")),
        ("Gavin Friday", ("Gavin Friday sang on Friday.", "Friday said that he was glad.")),
        ("Ivy March", ("Ivy March was killed in March.", "March had served for three years.")),
    ],
)
def test_a_surname_of_the_calendar_is_found_with_its_first_name_and_alone(
    name: str, sentences: tuple[str, ...]
) -> None:
    assert Story(*sentences).mentions(name) == [name, name.split()[1]]


def test_a_month_after_a_place_is_a_date() -> None:
    assert "Paris March" not in candidates_in("Soldiers came to Paris March 3. They left Paris March behind.")
