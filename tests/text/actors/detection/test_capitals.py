from __future__ import annotations

import pytest
from text.actors.analysed_text import Story

from bot.models.analysis import ActorKind
from bot.text.actors.detection.capitals import usual_spelling


def test_a_text_in_capitals_has_its_known_names_and_those_of_the_tagger() -> None:
    story = Story(
        "THE MET OFFICE HAS ISSUED A RED WARNING.",
        "RESIDENTS OF MILLFORD SHOULD LEAVE BY NOON, MAYOR JANE HOLLIS SAID.",
        "THE RED CROSS HAS OPENED A SHELTER.",
        "PRIME MINISTER OWEN BRADY WILL VISIT ON FRIDAY.",
    )
    assert story.persons() == {"Jane Hollis", "Owen Brady"}
    assert story.names(ActorKind.ORGANISATION) == {"Met Office", "Red Cross"}
    assert story.roles("Jane Hollis") == ["MAYOR"]
    assert not any("should" in name.lower() or name.lower() == "noon" for name in story.names())


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("LONDON", "London"),
        ("JOHN MCCAIN", "John McCain"),
        ("ANN DE WITT", "Ann de Witt"),
        ("STRATFORD-UPON-AVON", "Stratford-Upon-Avon"),
        ("BANK OF ENGLAND", "Bank of England"),
        ("BBC NEWS", "BBC News"),
        ("NATO", "NATO"),
        ("DPS", "DPS"),
        ("Ann Lee", "Ann Lee"),
        ("JK O'BRIEN", "JK O'Brien"),
        ("J.R.R. D'ARCY-LEE", "J.R.R. D'Arcy-Lee"),
        ("AL GORE", "Al Gore"),
    ],
)
def test_names_in_capitals_get_their_usual_spelling(name: str, usual: str) -> None:
    assert usual_spelling(name) == usual


def test_in_capitals_a_name_ends_before_the_verb_and_its_surname_is_found_alone() -> None:
    story = Story(
        "JOHN SMITH TOLD THE COURT THAT HE WAS NOT THERE.",
        "SMITH, 43, DENIES MURDER.",
        "ANN LEE WILL SPEAK ON MONDAY.",
    )
    assert story.persons() == {"John Smith", "Ann Lee"}
    assert story.mentions("John Smith") == ["JOHN SMITH", "SMITH"]
