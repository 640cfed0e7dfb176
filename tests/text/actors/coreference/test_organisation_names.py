from __future__ import annotations

import pytest
from text.actors.analysed_text import Story

from bot.models.analysis import ActorKind


def test_a_company_is_recognised_with_and_without_its_legal_form() -> None:
    story = Story("Microsoft Corp. and Nokia Oyj merged.", "Microsoft said Nokia would gain.")
    assert story.names(ActorKind.ORGANISATION) == {"Microsoft Corp.", "Nokia Oyj"}
    assert story.mentions("Nokia Oyj") == ["Nokia Oyj", "Nokia"]


def test_an_acronym_joins_the_name_it_stands_for() -> None:
    story = Story("The World Health Organization (WHO) gave a warning.", "The WHO said the virus spreads.")
    assert story.mentions("World Health Organization") == ["World Health Organization", "WHO", "WHO"]


def test_bodies_are_one_with_their_initials_and_with_their_country_before_them() -> None:
    story = Story(
        "The US Securities and Exchange Commission fined Bank of America.",
        "The SEC said BOA would pay.",
        "BOA agreed with the SEC.",
    )
    bodies = story.names(ActorKind.ORGANISATION)
    assert len(bodies) == 2
    assert "Bank of America" in bodies


def test_a_short_form_is_one_with_the_one_longer_name_that_it_begins_or_ends() -> None:
    story = Story("Manchester United won.", "United met Manchester United again.", "The fans of United sang.")
    assert story.mentions("Manchester United") == ["Manchester United", "United", "Manchester United", "United"]


def test_a_body_that_is_only_called_by_its_kind_is_none() -> None:
    story = Story(
        "The Ministry of Transport sacked Harlow.", "The Ministry of Defence was silent.", "The Ministry left."
    )
    assert {"Ministry of Transport", "Ministry of Defence"} <= story.names()
    assert "Ministry" not in story.names()
    story = Story("The Ministry of Transport sacked Harlow.", "The Ministry left.")
    assert story.mentions("Ministry of Transport") == ["Ministry of Transport", "Ministry"]


def test_a_body_that_is_known_is_not_short_for_a_longer_name() -> None:
    story = Story("The BBC said no.", "He told BBC Radio so.", "The BBC agreed.")
    assert "BBC" in story.names()


def test_singular_and_plural_are_one() -> None:
    story = Story("The Fenwicks attacked the town.", "A Fenwick spokesman said so.", "The Fenwicks left.")
    assert not {"Fenwick", "Fenwicks"} <= story.names(ActorKind.ORGANISATION)


def test_the_initials_of_a_name_include_those_of_its_country() -> None:
    story = Story("The U.S. Olympic Committee met on Monday.", "The USOC said that it was glad.")
    assert story.mentions("U.S. Olympic Committee") == ["U.S. Olympic Committee", "USOC"]


def test_an_airport_is_one_place_with_its_city() -> None:
    assert "Los Angeles International Airport" in Story("They flew to Los Angeles International Airport.").names()


@pytest.mark.parametrize(
    ("sentences", "whole", "short"),
    [
        (("The Bank of Ireland cut its rate.", "The Bank said so."), "Bank of Ireland", "Bank"),
        (("The Bank of England cut its rate.", "Shares of the BoE fell."), "Bank of England", "BoE"),
        (("The Department for Transport sued.", "DfT lawyers spoke."), "Department for Transport", "DfT"),
    ],
)
def test_a_body_is_called_by_its_first_word_or_its_initials(sentences: tuple[str, ...], whole: str, short: str) -> None:
    assert Story(*sentences).mentions(whole) == [whole, short]


def test_a_first_word_that_two_bodies_share_is_neither() -> None:
    story = Story("The Bank of Ireland sued the Bank of Scotland.", "The Bank said so.")
    assert story.mentions("Bank of Ireland") == ["Bank of Ireland"]


def test_a_body_is_shown_under_its_usual_name_rather_than_a_short_one() -> None:
    story = Story("Manchester United beat Fulham.", "Man Utd fans sang.", "They heard the Man Utd fans.")
    assert "Manchester United" in story.names()


def test_a_body_that_is_named_after_another_one_is_no_longer_name_of_it() -> None:
    story = Story(
        "The Khmer Rouge took the town.",
        "The Khmer Rouge Tribunal convicted two men.",
        "The tribunal said the Khmer Rouge had killed them.",
    )
    assert story.mentions("Khmer Rouge") == ["Khmer Rouge", "Khmer Rouge"]
    school = Story("The head of St Mary's spoke in Ludlow.", "Pupils of St Mary's School sang.")
    assert school.mentions("St Mary's School") == ["St Mary's", "St Mary's School"]


def test_the_members_of_a_party_are_no_longer_name_of_the_parliament() -> None:
    story = Story("The House Republicans voted no.", "They left the House.", "The House passed it.")
    assert story.mentions("House Republicans") == ["House Republicans"]


def test_the_channel_of_a_club_is_not_the_club() -> None:
    story = Story("Harrow had missed him.", "Harrow won.", "He told Harrow Media that he was glad.", "Harrow sang.")
    assert story.mentions("Harrow") == ["Harrow", "Harrow", "Harrow"]
