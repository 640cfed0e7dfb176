"""Roles that are typed instead of names."""

from __future__ import annotations

import re

import pytest
from conftest import Clock
from store.samples import add, organisation, person, place

from bot.errors import NotFound
from bot.models.articles import SHARED
from bot.services.actors.queries import ActorQueries
from bot.services.actors.role_lookup import RoleQuestion, spelt_as_role
from bot.store.protocols.store import Store


@pytest.fixture
async def roles(store: Store) -> ActorQueries:
    """Everton have a boss, Leeds a mayor, two countries a president."""
    await add(store, "1", actors=[person("Ian Moor", role="Everton boss"), organisation("Everton")])
    await add(store, "2", actors=[person("Susan Hart", role="the mayor of Leeds"), place("Leeds")])
    await add(store, "3", actors=[person("Per Dahl", role="its President"), place("Norway"), place("France")])
    await add(store, "4", actors=[person("Luc Roy", role="French President"), person("Jo May", role="Prime Minister")])
    await add(store, "5", actors=[person("Ana Ruiz", role="a director of the bank"), person("Bo Ek", role="director")])
    await add(store, "6", actors=[organisation("Baker Group"), person("Cy Fox", role="Ohio Gov.")])
    await add(store, "7", actors=[person("Ed Lane", role="Fox's lawyer"), person("Di Poe", role="CEO")])
    await add(store, "8", actors=[person("Di Lee", role="a film critic")])
    await add(store, "9", actors=[person("Al Moe", role="The leader of the opposition")])
    return ActorQueries(store, Clock())


async def offered(roles: ActorQueries, typed: str, message: str) -> list[str]:
    """What is suggested for words that are refused with this message."""
    with pytest.raises(NotFound, match=message) as refused:
        await roles.profile(SHARED, typed)
    assert refused.value.suggestions is not None
    return [choice.label + choice.detail for choice in refused.value.suggestions.choices]


@pytest.mark.parametrize(
    ("typed", "persons"),
    [
        ("mayor", ["Susan Hart — “the mayor of Leeds”"]),
        ("mayors", ["Susan Hart — “the mayor of Leeds”"]),
        ("the prime minister", ["Jo May — “Prime Minister”"]),
        ("PM", ["Jo May — “Prime Minister”"]),
        ("Mayor of LEEDS", ["Susan Hart — “the mayor of Leeds”", "Leeds (place)"]),
        ("Leeds mayor", ["Susan Hart — “the mayor of Leeds”", "Leeds (place)"]),
        ("boss of Everton", ["Ian Moor — “Everton boss”", "Everton (organisation)"]),
        ("president of france", ["Luc Roy — “French President”", "France (place)"]),
        ("bank director", ["Ana Ruiz — “a director of the bank”"]),
        ("director", ["Bo Ek — “director”", "Ana Ruiz — “a director of the bank”"]),
        ("CEO", ["Di Poe — “CEO”"]),
        ("chief executive", ["Di Poe — “CEO”"]),
        ("leader of the opposition", ["Al Moe — “The leader of the opposition”"]),
        ("opposition leader", ["Al Moe — “The leader of the opposition”"]),
        ("critics", ["Di Lee — “a film critic”"]),
        ("Fox's lawyer", ["Ed Lane — “Fox's lawyer”", "Cy Fox (person)"]),
        ("governor of Ohio", ["Cy Fox — “Ohio Gov.”"]),
    ],
)
async def test_for_a_role_the_persons_whom_articles_describe_so_are_offered(
    roles: ActorQueries, typed: str, persons: list[str]
) -> None:
    assert await offered(roles, typed, f"No article names “{typed}”, but .* described so.") == persons


@pytest.mark.parametrize("typed", ["latest", "epic", "Nolans"])
async def test_a_word_that_a_role_only_mentions_is_no_role(roles: ActorQueries, store: Store, typed: str) -> None:
    await add(store, "10", actors=[person("Mo Dean", role="one of the members of Nolan's latest epic")])
    assert await offered(roles, typed, f"No article names .*“{typed}”") == []


async def test_a_role_may_be_a_noun_that_is_known_as_none(roles: ActorQueries, store: Store) -> None:
    await add(store, "10", actors=[person("Mo Dean", role="a bellringer of Leeds")])
    assert await offered(roles, "bellringers", "described so") == ["Mo Dean — “a bellringer of Leeds”"]


async def test_a_body_of_two_kinds_is_named_once(roles: ActorQueries, store: Store) -> None:
    await add(store, "10", actors=[person("Mo Dean", role="Mayor"), place("Hellby"), organisation("Hellby")])
    told = "This person has this role in articles that name Hellby, but they do not say of what."
    assert "Mo Dean — “Mayor”" in await offered(roles, "mayor of Hellby", told)


NO_BODY = "This person has this role in articles that name Norway, but they do not say of what."
OTHER_OFFICE = "This person has another role there."
ELSEWHERE = "This person has this role elsewhere, or the articles do not say where."


@pytest.mark.parametrize(
    ("typed", "persons", "told"),
    [
        ("president of Norway", ["Per Dahl — “its President”", "Norway (place)"], NO_BODY),
        ("norwegian president", ["Per Dahl — “its President”", "Norway (place)"], NO_BODY),
        ("nurse of Norway", ["Norway (place)"], ""),
        ("Everton manager", ["Ian Moor — “Everton boss”", "Everton (organisation)"], OTHER_OFFICE),
        ("mayor of York", ["Susan Hart — “the mayor of Leeds”"], ELSEWHERE),
        ("mayor of Norway", ["Susan Hart — “the mayor of Leeds”", "Norway (place)"], ELSEWHERE),
        (
            "president of Leeds",
            ["Per Dahl — “its President”", "Luc Roy — “French President”", "Leeds (place)"],
            "These people have this role elsewhere, or the articles do not say where.",
        ),
        ("Everton nurse", ["Ian Moor — “Everton boss”", "Everton (organisation)"], OTHER_OFFICE),
        ("Norway spokesman", ["Norway (place)"], ""),
        ("lawyer of Cy Fox", ["Ed Lane — “Fox's lawyer”", "Cy Fox (person)"], ELSEWHERE),
    ],
)
async def test_for_a_role_that_nobody_has_it_says_so_and_how_the_offered_ones_differ(
    roles: ActorQueries, typed: str, persons: list[str], told: str
) -> None:
    message = f"No article calls anybody “{typed}”. {told}".rstrip()
    assert await offered(roles, typed, f"^{re.escape(message)}$") == persons


async def test_a_misspelt_role_is_corrected_in_the_offer(roles: ActorQueries) -> None:
    assert await offered(roles, "prime ministr", "^No article names “prime ministr”.$") == ["Jo May — “Prime Minister”"]


async def test_where_articles_have_the_words_it_says_so_before_the_roles_of_others(
    roles: ActorQueries, store: Store
) -> None:
    await add(store, "A vote", text="They want a mayor of York. So they said.")
    message = "1 article contains “mayor of York”, but I recognised no name for it: search for it."
    with pytest.raises(NotFound, match=f"^{message}") as refused:
        await roles.profile(SHARED, "mayor of York")
    assert str(refused.value).endswith(f"\n{ELSEWHERE}")


@pytest.mark.parametrize(
    ("typed", "name"),
    [("President Dahl", "Per Dahl"), ("baker group", "Baker Group"), ("Mayor Susan Hart", "Susan Hart")],
)
async def test_an_office_in_or_before_a_name_is_no_question_for_a_role(
    roles: ActorQueries, typed: str, name: str
) -> None:
    assert (await roles.profile(SHARED, typed)).name == name


@pytest.mark.parametrize("typed", ["prime mini", "cycl", "xyz"])
async def test_a_part_of_a_word_is_no_role(roles: ActorQueries, typed: str) -> None:
    with pytest.raises(NotFound) as refused:
        await roles.profile(SHARED, typed)
    assert refused.value.suggestions is None or refused.value.suggestions.choices == ()


@pytest.mark.parametrize(
    ("typed", "office", "body"),
    [
        ("governor of the Bank of England", {"governor"}, "bank of england"),
        ("prime minister", {"prime", "minister"}, ""),
        ("us president", {"president"}, "us"),
        ("Leeds, the mayor", {"mayor"}, "leeds"),
        ("PM of Japan", {"prime", "minister"}, "japan"),
        ("old guitar", {"guitar"}, ""),
    ],
)
def test_a_question_has_an_office_and_a_body(typed: str, office: set[str], body: str) -> None:
    question = RoleQuestion(typed)
    assert (question.office, question.body) == (office, body)


@pytest.mark.parametrize(
    ("typed", "spelt"), [("pesident of Mali", "president of mali"), ("president", None), ("harbour", None)]
)
def test_a_misspelt_office_is_corrected(typed: str, spelt: str | None) -> None:
    assert spelt_as_role(typed) == spelt
