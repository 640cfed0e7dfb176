from __future__ import annotations

import pytest
from text.actors.analysed_text import Story
from text.actors.detection.examples import candidates_in, name_and_text

from bot.text.actors.detection.sentence_openers import OPENER_RULES


@pytest.mark.parametrize("example", [rule.example for rule in OPENER_RULES])
def test_each_rule_finds_where_the_name_of_its_example_begins(example: str) -> None:
    name, text = name_and_text(example)
    assert candidates_in(text)[-1] == name


@pytest.mark.parametrize(
    "text",
    [
        "Jailed Vostok opposition leader Ann Lee left.",
        "Convicted Vostok boss Ann Lee left.",
        "They went home. Sacked Vostok manager Ann Lee left.",
    ],
)
def test_what_became_of_somebody_begins_no_name(text: str) -> None:
    assert candidates_in(text) == ["Vostok", "Ann Lee"]


@pytest.mark.parametrize(
    "line",
    [
        "3-Ann Lee (Malta) beat Carla Diaz (Chile) 6-3 6-4",
        "Ann Lee (Malta) bt 2-Carla Diaz (Chile) 7-6(5) 3-6 6-2",
        "Ann Lee Malta, Carla Diaz Chile 2:03.14",
    ],
)
def test_a_line_with_a_result_is_no_headline_and_has_names(line: str) -> None:
    assert {"Ann Lee", "Carla Diaz"} <= {
        name.removesuffix(" Malta").removesuffix(" Chile") for name in candidates_in(line)
    }


@pytest.mark.parametrize("text", ["Senior", "They went home. Senior", "Former"])
def test_a_text_may_end_with_a_word_that_qualifies_names(text: str) -> None:
    assert candidates_in(text) in ([], [text])


def test_a_small_word_in_capitals_after_a_role_is_a_first_name() -> None:
    assert candidates_in("England captain Will Carling met spokesman Per Olsen.") == [
        "England",
        "Will Carling",
        "Per Olsen",
    ]


@pytest.mark.parametrize("name", ["Theresa May", "Mike Friday"])
def test_a_month_or_a_weekday_after_a_role_and_a_first_name_is_a_surname(name: str) -> None:
    assert candidates_in(f"They met the minister {name}.") == [name]


@pytest.mark.parametrize("text", ["They met on Friday.", "They told Peter Olsen Tuesday.", "They left on May 5."])
def test_a_month_or_a_weekday_is_not_part_of_a_name(text: str) -> None:
    assert candidates_in(text) in ([], ["Peter Olsen"])


def test_a_weekday_is_not_part_of_a_name() -> None:
    story = Story("On Wednesday President George W. Bush met guests.", "Tuesday President Putin left.")
    assert story.persons() == {"George W. Bush", "Putin"}


def test_a_month_or_a_weekday_after_a_first_name_is_a_surname() -> None:
    story = Story(
        "The Shadow Secretary of State for the Family, Theresa May, said the plans were late.",
        "Mrs May said so on Monday.",
        "In May the vote was lost.",
        "England sevens coach Mike Friday said he was proud.",
        "He told Peter Olsen Tuesday that it was over.",
    )
    assert story.persons() == {"Theresa May", "Mike Friday", "Peter Olsen"}
    assert len(story.mentions("Theresa May")) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("House prices fell in Paris. Bank holidays are few.", ["Paris"]),
        ("House lawmakers voted.", ["House"]),
        ("House prices fell. They left the House.", ["House", "House"]),
    ],
)
def test_a_noun_that_opens_a_sentence_before_a_thing_is_no_name(text: str, names: list[str]) -> None:
    assert candidates_in(text) == names
