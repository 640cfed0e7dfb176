from __future__ import annotations

import pytest
from text.actors.analysed_text import Story

from bot.models.analysis import ActorKind


@pytest.mark.parametrize("name", ["Jack Daniel's", "Papa John’s", "Frankie & Benny's", "Pat & Tony’s"])
def test_a_name_of_several_words_may_end_with_a_possessive(name: str) -> None:
    story = Story(f"{name} is old.", f"They own {name}.")
    assert story.names(ActorKind.ORGANISATION) == {name}


def test_a_name_may_have_a_possessive_inside() -> None:
    assert "Victoria's Secret" in Story("Victoria's Secret has 800 stores.").names(ActorKind.ORGANISATION)


def test_a_name_with_an_ampersand_that_owns_something_ends_before_the_possessive() -> None:
    story = Story("Crombie & Fitch's former boss, Ann Lee, left.")
    assert story.names(ActorKind.ORGANISATION) == {"Crombie & Fitch"}
    assert "Standard & Poor's" in Story("A Standard & Poor's index rose.").names(ActorKind.ORGANISATION)


@pytest.mark.parametrize("name", ["Macy's", "Kohl’s", "McDonald's", "Lloyd’s", "Sainsbury's", "Wendy’s"])
def test_a_known_company_keeps_its_possessive(name: str) -> None:
    story = Story(f"{name} closed three stores.", f"Sales fell at {name} on Monday.")
    assert story.names(ActorKind.ORGANISATION) == {name}
    assert story.mentions(name) == [name, name]


def test_a_possessive_that_is_the_subject_of_a_verb_is_a_name() -> None:
    story = Story("Bartley's said on Monday that it would close.", "Shares of Bartley's fell.")
    assert story.names() == {"Bartley's"}


@pytest.mark.parametrize(
    "sentences",
    [
        ("Obama's said to be in Rome.", "Obama left."),
        ("Trump's lawyer left.", "Trump smiled."),
        ("John's is red.", "John Smith left."),
        ("South Carolina's is old.", "They left it."),
        ("Ann Poe's is red.", "They left."),
        ("The Women's is open.", "The Women's team left."),
        ("Kohl's government fell.", "Helmut Kohl left."),
    ],
)
def test_a_person_has_a_possessive_only_as_an_owner(sentences: tuple[str, ...]) -> None:
    assert not any(name.endswith("'s") for name in Story(*sentences).names())


def test_a_name_after_a_companys_possessive_is_another_one() -> None:
    story = Story("McDonald's Steve Easterbrook left.", "McDonald's Corp said so.")
    assert "Steve Easterbrook" in story.persons()
    assert "McDonald's Corp" in story.names(ActorKind.ORGANISATION)
