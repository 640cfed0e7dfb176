from __future__ import annotations

import pytest
from text.actors.analysed_text import Story

from bot.models.analysis import ActorKind


@pytest.mark.parametrize(
    ("name", "acronym"),
    [
        ("National Bank of Romania", "BNR"),
        ("Unique Identification Authority of India", "UIDAI"),
        ("Ghaziabad Development Authority", "GDA"),
    ],
)
def test_an_acronym_in_brackets_is_one_with_the_name_before_it(name: str, acronym: str) -> None:
    story = Story(f"The {name} ({acronym}) raised its rate.", f"The {acronym} said so.", f"The {acronym} met.")
    (actor,) = [actor for actor in story.actors if actor.kind is ActorKind.ORGANISATION]
    assert (actor.name, actor.aliases, len(actor.mentions)) == (name, (acronym,), 4)


def test_an_acronym_after_another_body_is_a_body_of_its_own() -> None:
    story = Story("The Roddick Foundation paid.", "But CAGE disagreed.", "CAGE said so.", "CAGE left.")
    assert {"Roddick Foundation", "CAGE"} <= story.names()
