from __future__ import annotations

import pytest
from text.actors.analysed_text import Story

from bot.models.analysis import ActorKind


@pytest.mark.parametrize(
    ("dateline", "city"),
    [
        ("LONDON, Nov 12 (Reuters) -", "London"),
        ("LONDON (Reuters) -", "London"),
        ("CAPE DORN, Marland (AP) —", "Cape Dorn"),
        ("GRONINGEN, Netherlands 1996-08-30", "Groningen"),
        ("WESTHAVEN —", "Westhaven"),
        ("Westhaven (CNN)", "Westhaven"),
        ("BUENOS AIRES (AP) --", "Buenos Aires"),
        ("RIO DE JANEIRO, Brazil (AP) —", "Rio de Janeiro"),
        ("WESTHAVEN, June 3 (Xinhua) --", "Westhaven"),
    ],
)
def test_the_city_of_a_dateline_is_a_place_in_its_usual_spelling_and_no_main_actor(dateline: str, city: str) -> None:
    story = Story(f"{dateline} The ferry sank on Sunday, the coast guard said.", "Nobody was hurt.")
    assert city.casefold() in {name.casefold() for name in story.names(ActorKind.PLACE)}
    assert not any(name.isupper() and len(name) > 3 for name in story.names(ActorKind.PLACE))
    assert story.main() == set()


def test_the_city_of_a_dateline_is_one_with_the_city_of_the_text() -> None:
    story = Story(
        "LONDON, Nov 12 (Reuters) - It rained.", "London grew.", "In London, people stayed in.", "They like London."
    )
    (city,) = [actor for actor in story.actors if actor.kind is ActorKind.PLACE]
    assert (city.name, len(city.mentions), city.is_main) == ("London", 4, True)


@pytest.mark.parametrize("sentence", ["NATO - the alliance - met.", "The AP (Reuters said) is old.", "IBM said so."])
def test_other_names_in_capitals_are_no_datelines(sentence: str) -> None:
    assert "Nato" not in Story(sentence, "They met again.").names(ActorKind.PLACE)
    assert "Ibm" not in Story(sentence, "They met again.").names(ActorKind.PLACE)


def test_an_acronym_that_is_explained_is_no_dateline() -> None:
    story = Story("KDP (Kurdistan Democratic Party) leaders met.", "The KDP agreed.", "The KDP left.")
    assert "Kdp" not in story.names()
