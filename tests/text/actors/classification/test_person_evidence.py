from __future__ import annotations

import pytest
from text.actors.analysed_text import Story

from bot.models.analysis import ActorKind


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Kengo wa Dondo", "Zairean Prime Minister Kengo wa Dondo said so on Friday."),
        ("Butcher", "The umpire gave out Captain Butcher."),
        ("Jay Houston", "Senator Lincoln Chafee met Governor Jay Houston."),
        ("J.Q. Holmby", "J.Q. Holmby's latest is out."),
        ("JK Rowling", "JK Rowling's latest is out."),
        ("Easter", "Judge Easter ruled against them."),
    ],
)
def test_who_holds_an_office_is_a_person(name: str, sentence: str) -> None:
    assert name in Story(sentence).persons()


@pytest.mark.parametrize(
    "sentence", ["They met in St Helens.", "They met in Lake Bishop.", "They left King Edward School."]
)
def test_a_place_or_body_named_after_a_rank_is_no_person(sentence: str) -> None:
    assert not Story(sentence).persons()


@pytest.mark.parametrize("name", ["Paris", "London", "March", "French"])
def test_whom_the_story_only_calls_mr_or_mrs_is_a_person(name: str) -> None:
    assert name in Story(f"Mrs. {name} said that she had left.").persons()


@pytest.mark.parametrize("name", ["Pope John Paul II", "Queen Elizabeth II", "King Charles III"])
def test_a_ruler_has_a_number(name: str) -> None:
    assert Story(f"They met {name} in Rome.").persons() == {name}


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("Paris Hilton", ("Paris Hilton told the court that she had been locked in a room.",)),
        ("Jordan Henderson", ("Jordan Henderson scored.", "Henderson, the captain, was pleased.")),
        ("Chelsea Davis", ("They met Chelsea Davis on Monday.",)),
        ("Paris Hilton", ("They are the aunts of former TV star Paris Hilton.",)),
        ("Ireland Baldwin", ("Ireland Baldwin is a model.",)),
    ],
)
def test_a_first_name_may_be_a_place(name: str, sentences: tuple[str, ...]) -> None:
    assert name in Story(*sentences).persons()


@pytest.mark.parametrize("name", ["Virginia Beach", "Austin Airport", "Georgia University", "London Bridge"])
def test_a_place_or_body_may_begin_with_such_a_name(name: str) -> None:
    assert not Story(f"They met at {name} on Monday.").persons()


def test_a_first_name_alone_is_the_person_whose_full_name_begins_with_it() -> None:
    story = Story("Megawati Sukarnoputri met her lawyers.", "The court heard Megawati, the lawyers said.")
    assert story.mentions("Megawati Sukarnoputri") == ["Megawati Sukarnoputri", "Megawati"]


@pytest.mark.parametrize(
    "sentence", ["Last August Merkel left.", "Until Friday Putin was silent.", "In June Macron left."]
)
def test_a_date_does_not_hide_the_name_after_it(sentence: str) -> None:
    assert Story(sentence).persons() & {"Merkel", "Putin", "Macron"}


def test_the_surname_before_jr_may_open_a_sentence() -> None:
    story = Story("Dr. Martin Luther King Jr. marched.", "King said so.")
    assert story.mentions("Martin Luther King Jr.") == ["Martin Luther King Jr.", "King"]


def test_a_title_inside_a_longer_name_makes_no_person() -> None:
    assert not Story("They met at the Summit on Criminal Justice Reform.").persons()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("MaliVai Washington", "They met the finalist MaliVai Washington."),
        ("Desi Bouterse", "It was under the military regime of Desi Bouterse that it began."),
        ("Hen Vipheak", "They freed Hen Vipheak, former editor of the paper."),
        ("Xola Texas", "The murder of Xola Texas was solved."),
        ("Ivo Vienna", "They met the tenor Ivo Vienna."),
    ],
)
def test_what_is_said_of_persons_only_makes_a_person(name: str, sentence: str) -> None:
    assert name in Story(sentence).persons()


@pytest.mark.parametrize(
    "sentence",
    [
        "They met the owner Dorn Lines.",
        "Shares of J.Q. Holmby fell.",
        "They met the sponsor Red Bull.",
        "The regime of North Korea fell.",
        "They left Dorn Lines, the owner of the ship.",
        "The arrest of Hong Kong Airlines staff was wrong.",
    ],
)
def test_what_bodies_may_be_too_makes_none(sentence: str) -> None:
    assert not Story(sentence).persons()


def test_a_surname_may_be_a_places_name() -> None:
    story = Story(
        "They met the finalist MaliVai Washington.",
        "It was late, said Washington, who climbed back.",
        "Washington smiled.",
    )
    assert story.mentions("MaliVai Washington") == ["MaliVai Washington", "Washington", "Washington"]


def test_a_place_stays_one_beside_a_person_with_that_surname() -> None:
    story = Story("Denzel Washington flew to Washington.", "He lives in Washington.")
    assert story.names() == {"Denzel Washington", "Washington"}


@pytest.mark.parametrize(
    "sentences",
    [
        ("The McCanns thanked the police on Friday.",),
        ("Neighbours of the Obamas complained.",),
        ("The Dunleys were filmed for years.", "Jack Dunley said so."),
    ],
)
def test_a_family_is_no_actor(sentences: tuple[str, ...]) -> None:
    assert not {name for name in Story(*sentences).names() if name.endswith("s")}


def test_a_role_and_an_age_beside_the_name_of_a_country_show_a_person() -> None:
    scorer = Story("Jordan scored twice on Saturday.", "The striker Jordan, 22, limped off late.")
    assert scorer.actor("Jordan").kind is ActorKind.PERSON
    assert Story("Jordan opened its border on Friday.").actor("Jordan").kind is ActorKind.PLACE


def test_a_person_known_by_surname_is_none_of_the_places_of_a_list() -> None:
    story = Story("What does it mean for the Obama campaign?", title="Verdict says nothing on Obama, Russia, and Iran")
    assert "Obama" in story.persons()
