from __future__ import annotations

import pytest
from text.actors.analysed_text import Story

from bot.models.analysis import ActorKind


def test_the_last_word_of_what_a_rule_takes_for_a_person_is_a_surname() -> None:
    story = Story("They met the tenor Ivo Vienna.", "It was late, said Vienna, who smiled.")
    assert story.mentions("Ivo Vienna") == ["Ivo Vienna", "Vienna"]


def test_the_short_name_of_a_firm_is_the_firm_unless_something_shows_a_person() -> None:
    story = Story("They sold it to Harold Finch Ltd in May.", "Harold Finch said it was glad.", "Finch shares rose.")
    assert [(actor.name, actor.kind) for actor in story.actors] == [("Harold Finch Ltd", "organisation")]
    story = Story("Mr Harold Finch founded Harold Finch Ltd in 1990.", "Harold Finch said he was sorry.")
    assert ("Harold Finch", "person") in [(actor.name, actor.kind) for actor in story.actors]
    story = Story("Mary Finch left Harold Finch Ltd in May.", "Finch said she was glad.")
    assert story.mentions("Mary Finch") == ["Mary Finch", "Finch"]


def test_the_beginning_of_a_name_of_partners_is_the_firm() -> None:
    story = Story("Howard Perkins Caulder & Bye sued Ann Lee.", "Howard Perkins said that it won.", "Lee wept.")
    assert {(actor.name, actor.kind.value) for actor in story.actors} == {
        ("Howard Perkins Caulder & Bye", "organisation"),
        ("Ann Lee", "person"),
    }


def test_the_longest_forms_come_first_but_the_order_of_the_story_stays() -> None:
    story = Story("Merkel left.", "They met Angela Merkel and Emmanuel Macron.")
    assert [actor.name for actor in story.actors] == ["Angela Merkel", "Emmanuel Macron"]


@pytest.mark.parametrize("code", ["ESR-7", "B-52", "AC-130", "MSL-2", "R2D2", "GPT-4", "Blink-182"])
def test_a_name_with_a_digit_is_no_person(code: str) -> None:
    story = Story(f"{code} said that it was late.", f"They met {code} in Leeds with Ann Lee.", f"{code} smiled.")
    assert story.persons() == {"Ann Lee"}


def test_the_last_word_of_a_firm_that_looks_like_a_person_is_the_firm() -> None:
    story = Story("Laura Ashley, the fabric chain, closed on Monday.", "Ashley has 40 shops.")
    assert story.mentions("Laura Ashley") == ["Laura Ashley", "Ashley"]
    assert not story.persons()


def test_the_last_word_of_a_firm_is_the_person_who_has_it_as_surname() -> None:
    story = Story("Abel Cole, the bakery chain, closed.", "The founder, Dan Cole, wept.", "Cole said that sales fell.")
    assert story.mentions("Dan Cole") == ["Dan Cole", "Cole"]


def test_a_force_that_the_tagger_takes_for_a_place_is_an_organisation() -> None:
    story = Story("Detective Sergeant Kim Long, of West Yorkshire Police, said it was greed.")
    assert story.names(ActorKind.ORGANISATION) == {"West Yorkshire Police"}


def test_a_place_that_ends_like_a_body_is_a_place() -> None:
    assert "Jewish West Bank" not in Story("They left the Jewish West Bank settlements.").names(ActorKind.ORGANISATION)


def test_the_last_word_of_a_persons_name_is_the_person_if_nothing_else_is_known_of_it() -> None:
    sentences = (
        "Forces of Khalifa Haftar advanced on Tripoli on Monday.",
        "Haftar's spokesman Ahmed al-Mismari said 14 men were killed.",
    )
    assert "Haftar" in Story(*sentences, title="Haftar forces advance").mentions("Khalifa Haftar")[1:]


def test_an_unknown_name_between_commas_after_a_relative_is_a_person() -> None:
    assert "Folake" in Story("Ann Lee is survived by a daughter, Folake, and a son.").persons()


def test_an_occupation_with_an_indefinite_article_is_a_person_and_a_surname_with_a_particle_is_one() -> None:
    story = Story("Remy Dubois, a jeweller in Lyon, was robbed.", "Abdel Fattah el-Sisi called.", "El-Sisi wept.")
    assert story.persons() == {"Remy Dubois", "Abdel Fattah el-Sisi"}


def test_a_name_that_ends_like_an_occupation_is_a_name() -> None:
    story = Story("Goldman Sachs Group Inc. advised them.", "Goldman said the price was fair.")
    assert story.mentions("Goldman Sachs Group Inc.") == ["Goldman Sachs Group Inc.", "Goldman"]
    assert "Ackerman" in Story("Ackerman said she would resign.", "Jane Ackerman is 40.").mentions("Jane Ackerman")


def test_a_firm_is_told_by_what_its_short_name_does() -> None:
    story = Story("They asked George Lund about it.", "Lund reported a loss.", "Shares in Lund fell.")
    assert story.names(ActorKind.ORGANISATION) == {"George Lund"}
    person = Story("They asked George Lund about it.", "Lund reported a loss.", "Lund, 40, sold his shares in Lund.")
    assert person.persons() == {"George Lund"}


def test_an_indian_body_is_told_by_its_last_word() -> None:
    assert Story("They met the Lok Vikas Parishad there.").names(ActorKind.ORGANISATION) == {"Lok Vikas Parishad"}
