from __future__ import annotations

import pytest
from text.actors.analysed_text import Story

from bot.models.analysis import ActorKind


@pytest.mark.parametrize(
    ("name", "kind", "sentences"),
    [
        ("Jane Ashford", ActorKind.ORGANISATION, ("Jane Ashford shut on Monday.", "The fashion chain owed millions.")),
        ("Otto Kramm", ActorKind.ORGANISATION, ("Otto Kramm will tour in May.", "The band formed in Oslo.")),
        ("Peter Holt", ActorKind.ORGANISATION, ("Peter Holt went bust.", "The family-run retailer had 90 shops.")),
        ("Zorana", ActorKind.PERSON, ("Zorana will open the festival.", "The rapper is 30.")),
        ("Merrow", ActorKind.PERSON, ("Merrow missed training on Friday.", "His knee is sore.")),
        ("Calderport", ActorKind.PLACE, ("Floods cut off Calderport on Tuesday.", "People left the town by boat.")),
    ],
)
def test_the_next_sentence_says_what_a_name_stands_for(name: str, kind: ActorKind, sentences: tuple[str, ...]) -> None:
    assert name in Story(*sentences).names(kind)


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("Ann Lee", ("Ann Lee resigned on Monday.", "The company declined to comment.")),
        ("Ann Lee", ("Ann Lee sold Brill Foods.", "The company makes jam.")),
        ("Ann Lee", ("A company sued on Monday.", "Ann Lee won in May.", "The company will appeal.")),
        ("Ann Lee", ("Ann Lee needed help on Monday.", "The hospital had no bed.")),
    ],
)
def test_a_company_that_may_be_another_makes_no_person_a_company(name: str, sentences: tuple[str, ...]) -> None:
    assert name in Story(*sentences).persons()


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("Velatex", ("Velatex dismissed a man on Friday.", "He had stolen a lorry.")),
        ("Fans", ("Fans had flown in on Friday.", "The singer was in tears.")),
        ("Castle Trains", ("Castle Trains lost its licence.", "The minister said nothing.")),
    ],
)
def test_a_person_who_may_be_another_makes_no_name_a_person(name: str, sentences: tuple[str, ...]) -> None:
    assert name not in Story(*sentences).persons()
