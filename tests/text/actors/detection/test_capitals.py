from __future__ import annotations

from text.actors.analysed_text import Story

from bot.models.analysis import ActorKind


def test_a_text_in_capitals_has_its_known_names_and_those_of_the_tagger() -> None:
    story = Story(
        "THE MET OFFICE HAS ISSUED A RED WARNING.",
        "RESIDENTS OF MILLFORD SHOULD LEAVE BY NOON, MAYOR JANE HOLLIS SAID.",
        "THE RED CROSS HAS OPENED A SHELTER.",
        "PRIME MINISTER OWEN BRADY WILL VISIT ON FRIDAY.",
    )
    assert story.persons() == {"JANE HOLLIS", "OWEN BRADY"}
    assert story.names(ActorKind.ORGANISATION) == {"MET OFFICE", "RED CROSS"}
    assert not any("SHOULD" in name or name == "NOON" for name in story.names())
