from __future__ import annotations

import pytest
from text.actors.analysed_text import Story

from bot.models.analysis import ActorKind


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Barentsburg", "They came to the mining towns of Barentsburg and Pyramiden."),
        ("Longyear", "Longyear is a town in mourning."),
        ("Tanjung Priok", "It arrived at Jakarta's Tanjung Priok port on Monday."),
        ("Nagorno-Karabakh", "They left the Nagorno-Karabakh region."),
        ("al-Aqsa", "They prayed at the al-Aqsa mosque on Friday."),
        ("Leith", "They met Ines Vidal, MP for Leith since 2001."),
        ("Århus", "She will fly to Århus on Thursday."),
        ("Vreden", "They met in Vreden, a village near the border."),
    ],
)
def test_a_noun_beside_the_name_of_a_place_says_so(name: str, sentence: str) -> None:
    assert name in Story(sentence).names(ActorKind.PLACE)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Hamas", "They left the Hamas district."),
        ("Ann Lee", "Mrs Ann Lee is a city of ideas in herself."),
        ("Acme Corp", "They met in the Acme Corp village."),
    ],
)
def test_a_known_body_or_a_person_stays_one(name: str, sentence: str) -> None:
    assert name not in Story(sentence).names(ActorKind.PLACE)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("John Radcliff Hospital", "John Radcliff Hospital stopped all operations."),
        ("Victoria Museum", "Thieves broke into Victoria Museum."),
        ("Mount Agung", "Mount Agung erupted again on Friday."),
        ("Albert Hall", "The crowd met at Albert Hall on Friday."),
        ("St John Ambulance", "St John Ambulance sent help on Friday."),
        ("Royal Albert Hall", "Beatrice Lund sold out the Royal Albert Hall."),
    ],
)
def test_a_building_or_mountain_named_like_a_person_is_no_person(name: str, sentence: str) -> None:
    assert name in Story(sentence).names() - Story(sentence).persons()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Lake Bell", "They met Lake Bell, 40, in Oslo."),
        ("Annie Hall", "They thanked Annie Hall for her help."),
        ("Margaret Court", "They gave the prize to Margaret Court on Friday."),
        ("Shirley Temple", "Shirley Temple, 5, danced in Oslo."),
    ],
)
def test_a_person_named_like_a_building_stays_one(name: str, sentence: str) -> None:
    assert name in Story(sentence).persons()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Stonebeck", "Fire tore through a warehouse in Stonebeck on Sunday."),
        ("Carrowville", "Snow fell on Carrowville for a week."),
    ],
)
def test_an_unknown_town_is_a_place(name: str, sentence: str) -> None:
    assert name in Story(sentence).names(ActorKind.PLACE)


@pytest.mark.parametrize("town", ["York", "Milton Keynes", "Crete", "Chapel Hill", "Benin City"])
def test_towns_and_regions_without_an_explanation_are_places(town: str) -> None:
    assert Story(f"{town} was quiet on Monday.", f"Ann Lee left {town}.").names(ActorKind.PLACE) == {town}


def test_a_surname_that_is_a_town_too_is_the_persons() -> None:
    assert Story("Susannah York died on Monday.", "York was 72.", "She was born in York.").persons() == {
        "Susannah York"
    }


@pytest.mark.parametrize(
    ("sentences", "name"),
    [
        (("Two climbers died on Mont Ventoux.", "A guide said Mont Ventoux was closed."), "Mont Ventoux"),
        (("Residents of Leadale have signed a petition.", "Leadale needs the library."), "Leadale"),
    ],
)
def test_a_mountain_and_a_town_with_residents_are_places(sentences: tuple[str, ...], name: str) -> None:
    assert name in Story(*sentences).names(ActorKind.PLACE)


def test_a_bank_that_begins_like_a_port_is_no_place() -> None:
    assert "Port Holm Bank" in Story("They sued Port Holm Bank.").names(ActorKind.ORGANISATION)


def test_a_town_with_its_own_police_is_a_place() -> None:
    story = Story("They marched in Holmdale.", "Holmdale police watched.", "The Holmdale Municipal Court was shut.")
    assert "Holmdale" in story.names(ActorKind.PLACE)


def test_a_monument_and_a_temple_are_places() -> None:
    story = Story("They saw the Statue of Liberty.", "They left the famed Angkorvil temple complex.")
    assert {"Statue of Liberty", "Angkorvil"} <= story.names(ActorKind.PLACE)
