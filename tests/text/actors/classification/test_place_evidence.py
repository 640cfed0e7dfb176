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
