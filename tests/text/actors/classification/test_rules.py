from __future__ import annotations

import re

import pytest
from text.actors.analysed_text import Story

from bot.models.analysis import ActorKind
from bot.text.actors.classification.rules import RULES


@pytest.mark.parametrize(("kind", "example"), [(kind, example) for kind, _, example in RULES])
def test_each_rule_decides_its_example(kind: ActorKind | None, example: str) -> None:
    _, name, _ = re.split(r"[\[\]]", example)
    story = Story(*re.split(r"(?<=\.) ", re.sub(r"[\[\]]", "", example)))
    kinds = {actor.kind for actor in story.actors if name in (actor.name, *actor.aliases)}
    assert kinds == ({kind} if kind else set())


def test_surnames_that_the_tagger_gets_wrong_are_persons() -> None:
    story = Story(
        "Dan Frost scored twice for Bath.",
        "Frost, 24, said he was pleased.",
        "The coach praised Marcelo Cuttitta.",
        "Cuttitta had kicked six penalties before Frost left the field.",
    )
    assert story.persons() == {"Dan Frost", "Marcelo Cuttitta"}
    assert story.mentions("Dan Frost") == ["Dan Frost", "Frost", "Frost"]
    assert story.mentions("Marcelo Cuttitta") == ["Marcelo Cuttitta", "Cuttitta"]


def test_an_election_is_not_a_person() -> None:
    story = Story(
        "The General Election will be held in May.",
        "Labour hopes to win the General Election, the prime minister said.",
        "In the General Election of 1997, Tony Blair won.",
    )
    assert story.persons() == {"Tony Blair"}


def test_an_office_in_a_list_is_nobody() -> None:
    assert Story("The college is without a Vice Chancellor, Registrar and Treasurer.").persons() == set()


def test_a_possessive_before_administration_makes_a_person() -> None:
    story = Story("Takaichi's administration raised taxes.", "Analysts said Takaichi’s administration would fall.")
    assert story.persons() == {"Takaichi"}


def test_a_film_named_after_a_person_is_not_a_person() -> None:
    story = Story("The film “Erin Brockovich” won prizes.", "Julia Roberts starred in “Erin Brockovich”.")
    assert story.persons() == {"Julia Roberts"}


def test_a_noun_beside_a_name_decides_its_kind() -> None:
    story = Story(
        "The news weekly Der Spiegel reported it.",
        "It happened in the mining town of Moengo.",
        "Le Monde is a French daily.",
    )
    assert "Der Spiegel" in story.names(ActorKind.ORGANISATION)
    assert "Moengo" in story.names(ActorKind.PLACE)


def test_a_demonym_is_neither_a_person_nor_its_country() -> None:
    story = Story("American officials met Mariana Silva.", "The American said Silva was right.", "Americans agree.")
    assert story.names() == {"Mariana Silva"}
    assert story.mentions("Mariana Silva") == ["Mariana Silva", "Silva"]


def test_a_word_that_may_be_a_place_is_a_surname_after_a_full_name() -> None:
    story = Story("Police hunt Trevor Holland.", "Holland fled in May.", "He said Holland was armed.")
    assert story.mentions("Trevor Holland") == ["Trevor Holland", "Holland", "Holland"]
    abroad = Story("Tom Holland lives in Holland.", "He came from Holland.")
    assert abroad.mentions("Holland") == ["Holland", "Holland"]


@pytest.mark.parametrize("name", ["SK Rapid", "FC Zwolle", "PT Timor Putra"])
def test_a_prefix_of_clubs_and_companies_decides(name: str) -> None:
    assert name in Story(f"They met {name} on Monday.").names(ActorKind.ORGANISATION)


def test_futures_of_a_month_are_nobody() -> None:
    assert not Story("In Chicago, March Eurodollars were down, June Eurodollars were up.").persons()
