from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from text.actors.analysed_text import Story

from bot.text.actors import importance

if TYPE_CHECKING:
    from bot.text.actors.prominence.mentions import Prominence

FILLER = tuple(f"It rained on day number {day}." for day in range(8))


def test_who_is_named_once_in_passing_is_no_main_actor() -> None:
    story = Story("Ann Lee left the party.", "Ann Lee was tired.", *FILLER, "A friend of Mark Hughes paid in London.")
    assert story.main() == {"Ann Lee"}
    assert {"Mark Hughes", "London"} <= story.names()


def test_nobody_is_a_main_actor_rather_than_somebody_in_passing() -> None:
    story = Story("The talks ended.", *FILLER, "A friend of Mark Hughes paid.")
    assert story.main() == set()


def test_the_subject_of_the_lead_is_a_main_actor_though_named_once() -> None:
    story = Story("Robert Hussey was charged with theft.", *FILLER)
    assert story.main() == {"Robert Hussey"}


def test_the_subject_of_a_clause_that_only_says_when_is_no_main_actor() -> None:
    story = Story("The talks ended two days before a new Congress will be sworn in on Sunday.", *FILLER)
    assert "Congress" in story.names()
    assert story.main() == set()


def test_a_bystander_who_says_something_at_one_point_is_no_main_actor_beside_those_of_the_whole_story() -> None:
    voice = ("The resident Sue Schmitt defended him.", "Schmitt said that it was unfair.")
    story = Story(*(f"Ann Lee met the board on day {day}." for day in range(9)), *FILLER, *voice)
    assert "Sue Schmitt" in story.names()
    assert story.main() == {"Ann Lee"}
    returned = Story(*(f"Ann Lee met the board on day {day}." for day in range(9)), voice[0], *FILLER, voice[1])
    assert returned.main() == {"Ann Lee", "Sue Schmitt"}


def test_an_apposition_to_the_subject_of_the_lead_is_a_main_actor() -> None:
    story = Story("The owner, Robert Hussey, said that the ship was safe.", *FILLER)
    assert story.main() == {"Robert Hussey"}


def test_a_body_in_the_title_is_a_main_actor() -> None:
    story = Story("A trial of a vaccine at Oxford University went well.", *FILLER, title="Oxford University tests")
    assert story.main() == {"Oxford University"}


def test_a_name_in_the_title_only_is_one_of_the_body_or_nobody() -> None:
    story = Story("The talks ended.", *FILLER, title="White Lies End Talks in Peace")
    assert story.names() == set()


def test_three_places_at_most() -> None:
    places = ("Japan", "France", "Brazil", "Kenya", "Peru")
    story = Story(*(f"They went to {place}." for place in places for _ in range(4)))
    assert len(story.main()) == 3


def test_a_part_of_a_name_is_not_shown_beside_it() -> None:
    story = Story(
        "The Alabama Supreme Court ruled.",
        "The Alabama Supreme Court met.",
        "The Supreme Court is old.",
        "The Supreme Court may act.",
    )
    assert story.main() & {"Supreme Court", "Alabama Supreme Court"} == {"Alabama Supreme Court"}


def test_a_town_and_the_body_named_after_it_are_two() -> None:
    story = Story("Oxford was quiet.", "In Oxford it rained.", "Oxford University closed.", "Oxford University is old.")
    assert {"Oxford", "Oxford University"} <= story.main()


def test_whom_the_story_names_most_is_a_main_actor_though_only_by_a_first_name() -> None:
    story = Story(*(f"Then Rick left the town for the hill on day number {day}." for day in range(7)))
    assert story.main() == {"Rick"}


def test_the_club_that_the_story_names_most_is_a_main_actor() -> None:
    story = Story(
        *(
            f"Parma have debts after {day} matches of the season, and the goal of the match was no help."
            for day in range(9)
        )
    )
    assert story.main() == {"Parma"}


def test_a_place_beyond_the_lead_needs_four_mentions() -> None:
    beyond = ("They went to Peru.",) * 3
    assert Story("The talks ended.", *FILLER, *beyond).main() == set()
    assert Story("The talks ended.", *FILLER, *beyond, "They left Peru.").main() == {"Peru"}


def test_two_names_in_one_sentence_are_one_mention() -> None:
    story = Story(*FILLER, "It is for the World Health Organization (WHO) to say.", *FILLER)
    assert "World Health Organization" in story.names()
    assert story.main() == set()


def test_who_is_named_in_captions_is_no_main_actor() -> None:
    caption = "Surgeon Alexander Lund works in this file photo taken January 24, 2013."
    assert Story(caption, "The talks ended.", *FILLER).main() == set()


def test_the_part_of_a_country_that_is_short_for_it_is_not_shown_beside_it() -> None:
    story = Story(*("North Korea agreed.", "The North signed.") * 4)
    assert "North" not in story.main()


@pytest.mark.parametrize(
    ("of_lee", "of_lund", "shown"),
    [
        (0.96, 0.951, {"Ann Lee", "Bo Lund"}),
        (0.96, 0.94, {"Ann Lee"}),
        (0.86, 0.96, {"Ann Lee", "Bo Lund"}),
        (0.84, 0.86, {"Bo Lund"}),
        (0.71, 0.72, {"Bo Lund"}),
        (0.69, 0.69, set()),
    ],
)
def test_what_is_doubtful_is_shown_only_where_nobody_else_is_likely(
    monkeypatch: pytest.MonkeyPatch, of_lee: float, of_lund: float, shown: set[str]
) -> None:
    chances = {"Ann Lee": of_lee, "Bo Lund": of_lund}

    def log_odds(actor: Prominence) -> float:
        chance = chances[actor.longest_form]
        return math.log(chance / (1 - chance))

    monkeypatch.setattr(importance, "log_odds", log_odds)
    story = Story("Ann Lee met Bo Lund.", "Bo Lund left.", "Ann Lee said no.", "Ann Lee was tired.", *FILLER)
    assert story.main() == shown


@pytest.mark.parametrize(
    ("chance", "sentences", "title", "is_shown"),
    [
        (0.93, ("The bank sued Holm Inc.",) * 3, "", True),
        (0.91, ("The bank sued Holm Inc.",) * 3, "", False),
        (0.81, ("The bank sued Holm Inc.",) * 2, "A bank sues Holm Inc.", True),
        (0.79, ("The bank sued Holm Inc.",) * 2, "A bank sues Holm Inc.", False),
    ],
)
def test_what_the_title_names_need_not_be_so_certain(
    monkeypatch: pytest.MonkeyPatch, chance: float, sentences: tuple[str, ...], title: str, is_shown: bool
) -> None:
    chances = {"Ann Lee": 0.99, "Holm Inc.": chance}

    def log_odds(actor: Prominence) -> float:
        return math.log(chances[actor.longest_form] / (1 - chances[actor.longest_form]))

    monkeypatch.setattr(importance, "log_odds", log_odds)
    story = Story(*("Ann Lee left.",) * 4, *sentences, *FILLER, title=title)
    assert ("Holm Inc." in story.main()) == is_shown


def test_who_is_named_once_at_the_end_of_a_short_text_is_no_main_actor() -> None:
    brief = ("Crowds marched in the rain.", "They sang.", "They wept.", "A rocket killed the commander Karim Saleh.")
    assert Story(*brief).main() == set()
    assert Story("Commander Karim Saleh was killed.", *brief[:3]).main() == {"Karim Saleh"}


def test_a_kind_of_body_beside_the_whole_name_of_one_is_no_main_actor() -> None:
    story = Story("The Bank of Holland left.", "De Nederlandsche Bank stayed.", "The Bank grew.", "The Bank fell.")
    assert "Bank" not in story.main()
