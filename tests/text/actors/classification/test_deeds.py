from __future__ import annotations

import pytest
from text.actors.analysed_text import Story

from bot.models.analysis import ActorKind


@pytest.mark.parametrize(
    ("sentence", "teams"),
    [
        ("Harrow beat Brill 3-1 on Saturday.", {"Harrow", "Brill"}),
        ("Brockton lost 12-40 in the rain.", {"Brockton"}),
        ("The Harrows beat the Brills 112-98.", {"Harrows", "Brills"}),
        ("Liverpool 3-1 Burnley (Wirtz 5, Gakpo 70; Larsen 12)", {"Liverpool", "Burnley"}),
        ("Leeds United 0-0 Hull", {"Leeds United", "Hull"}),
    ],
)
def test_the_sides_of_a_result_are_organisations(sentence: str, teams: set[str]) -> None:
    assert teams <= Story(sentence).names(ActorKind.ORGANISATION)


@pytest.mark.parametrize(
    ("sentence", "teams"),
    [
        ("Brackwell host Sandport on Saturday, hoping to end a run of defeats.", {"Brackwell", "Sandport"}),
        ("Harbridge host Ellerton Town in the cup.", {"Harbridge", "Ellerton Town"}),
        ("Wexley meet Thornby.", {"Wexley", "Thornby"}),
        ("Oakley face Dunmore on Sunday.", {"Oakley", "Dunmore"}),
    ],
)
def test_the_sides_of_a_fixture_are_organisations(sentence: str, teams: set[str]) -> None:
    assert teams == Story(sentence).names()


@pytest.mark.parametrize(
    "sentence",
    [
        "Newsnight host Orla Penn said that she would leave.",
        "Critics face Orla Penn on Sunday.",
        "They say that hosts meet Orla Penn on Sunday.",
        "Tonight host Orla Penn, who led the show, left.",
    ],
)
def test_the_object_of_other_verbs_of_fixtures_is_a_person(sentence: str) -> None:
    assert "Orla Penn" in Story(sentence).persons()


@pytest.mark.parametrize(
    "sentence",
    ["Marat Safin beat Tommy Haas 6-4 6-3.", "P. Lund beat M. Karl 3-1."],
)
def test_players_are_no_teams(sentence: str) -> None:
    assert not Story(sentence).names(ActorKind.ORGANISATION)


def test_scorers_and_officials_are_persons() -> None:
    story = Story("Goals: Moss 12, 44; Kane 78; for Brill: Diaz 60.", "Referee: P. Lund (Oslo).")
    assert {"Moss", "Kane", "Diaz", "P. Lund"} <= story.persons()
    assert not story.persons() & {"Referee", "Oslo", "Brill", "Goals"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Liverpool 3-1 Burnley (Moss 5, Kane 33, Diaz 70; Lund 12)",
        "Leeds 2-2 Hull (Moss 5, Kane pen 33; Diaz 70 and Lund 12).",
    ],
)
def test_scorers_in_brackets_after_a_result_are_persons(sentence: str) -> None:
    assert {"Moss", "Diaz", "Lund"} <= Story(sentence).persons()


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("John Lewiston will close eight shops.", "John Lewiston"),
        ("Ted Bakers sold 30 stores.", "Ted Bakers"),
        ("Charles Schwalb has raised its forecast.", "Charles Schwalb"),
        ("Jack Daniela's owner cut prices.", "Jack Daniela"),
        ("They sued Jane Hollis Ltd in May.", "Jane Hollis Ltd"),
    ],
)
def test_who_runs_shops_or_has_an_owner_is_a_company(sentence: str, name: str) -> None:
    assert name in Story(sentence).names(ActorKind.ORGANISATION)


@pytest.mark.parametrize(
    "sentences",
    [
        ("John Lewiston closed eight shops.", "Lewiston said that he was sorry."),
        ("Mr John Lewiston closed eight shops.",),
        ("John Lewiston, 54, closed eight shops.",),
        ("John Lewiston cut the cake.",),
    ],
)
def test_persons_may_close_shops_too(sentences: tuple[str, ...]) -> None:
    assert Story(*sentences).persons() == {"John Lewiston"}


def test_who_raises_what_another_owns_is_no_company() -> None:
    story = Story("Mary Barra raised GM's forecast.", "Jane Fraser runs Citi's branches.", "Jon Poe sold his shops.")
    assert {"Mary Barra", "Jane Fraser", "Jon Poe"} <= story.persons()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Ann Lee", "Ann Lee's sales broke all records."),
        ("Otto Brand", "Otto Brand's profits came from flats that he let."),
    ],
)
def test_a_person_may_have_sales_and_profits(name: str, sentence: str) -> None:
    assert name in Story(sentence).persons()
