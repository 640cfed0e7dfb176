"""Whatever form of a name is typed, it is the same actor with the same counts as in every list."""

from __future__ import annotations

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Sequence

import pytest
from conftest import START, Clock
from hypothesis import given, settings
from hypothesis import strategies as st
from store.samples import HERE, add

from bot.errors import NotFound
from bot.models.analysis import Actor, ActorKind, Mention
from bot.services.actors.actor_lines import ActorLine
from bot.services.actors.profiles import ActorProfile
from bot.services.actors.queries import ActorQueries
from bot.services.periods import ALL
from bot.store import open_store
from bot.store.protocols.store import Store

FORMS = {
    ActorKind.PLACE: (
        *("United States", "U.S.", "US", "USA", "America", "Britain", "United Kingdom", "U.K.", "Nara"),
        *("Côte d'Ivoire", "Ivory Coast", "Türkiye", "Turkey", "Holland", "the Netherlands", "São Tomé"),
    ),
    ActorKind.ORGANISATION: (
        *("Microsoft", "Microsoft Corp", "Microsoft Corporation", "The Microsoft Group", "UN", "United Nations"),
        *("U.S. Mint", "US Mint", "United States Mint", "VW", "Volkswagen AG", "Volkswagen"),
        *("British Airways", "British Steel", "British Steel plc", "Acme Co. Ltd", "Acme"),
        *("Crédit Agricole", "Credit Agricole SA", "Macy’s", "Macy's Inc", "EU", "European Union", "E.U."),
    ),
    ActorKind.PERSON: (
        *("Donald Trump", "Donald J. Trump", "President Donald Trump", "Trump", "Melania Trump", "Mr Trump"),
        *("Ross Kendrick", "Ross T. Kendrick", "Ross Kendrick Jr.", "Kendrick", "Xi Jinping", "Xi", "Xi Mingze"),
        *("Ursula van der Layden", "van der Layden", "Layden", "Nova", "Jr", "Robert Jr"),
        *("José Núñez", "Jose M. Nunez", "Dr. Núñez", "Łukasz Wiśniewski", "Lukasz Wisniewski", "Sgt Søren Ærø"),
        *("Alexei Novalsky", "Aleksey Novalskiy", "Novalskyy", "Omar al-Sisi", "Umar el-Sisi", "Sisi"),
        *("Sean O'Hara", "Sean O’Hara", "O'Hara", "Anne-Marie Ståhl-Berg", "Jean-Claude Damme", "Lady Damme"),
    ),
}


def named(kind: ActorKind, name: str, mentions: int) -> Actor:
    return Actor(name, kind, (), (), tuple(Mention(0, i, i + 1) for i in range(mentions)), (0,))


ACTORS = st.sampled_from([(kind, form) for kind, forms in FORMS.items() for form in forms])
LIBRARIES = st.lists(st.lists(st.tuples(ACTORS, st.integers(1, 3)), min_size=1, max_size=4), min_size=1, max_size=7)


@settings(max_examples=40)
@given(LIBRARIES)
def test_each_form_of_a_listed_actor_gives_that_actor_with_its_counts(
    library: list[list[tuple[tuple[ActorKind, str], int]]],
) -> None:
    asyncio.run(check(library))


async def check(library: list[list[tuple[tuple[ActorKind, str], int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{folder}/briefings.db")
        try:
            for number, article in enumerate(library):
                actors = [named(*actor, mentions) for actor, mentions in dict(article).items()]
                await add(store, f"Story {number}", text=f"Story {number} is told.", actors=actors, now=START)
            await check_all_forms(ActorQueries(store, Clock()))
        finally:
            await store.close()


async def check_all_forms(actors: ActorQueries) -> None:
    listed = await actors.top_actors(HERE, ALL, limit=25)
    bearers: dict[str, set[int]] = defaultdict(set)
    totals = {line.id: total(listed, line.id) for line in listed}
    for line in listed:
        profile = await actors.profile_by_id(HERE, line.id, line.article)
        assert (profile.name, profile.count, profile.mentions) == (line.name, line.articles, line.mentions)
        assert bool(profile.others) == bool(line.only_in)
        for form in (profile.name, *profile.other_names):
            bearers[form].add(line.id)
    for form, ids in bearers.items():
        profile, offered = await answer(actors, form)
        if profile is None:  # it may be several, and all of them are offered
            assert ids <= offered
            continue
        assert profile.id in ids
        assert (profile.count, profile.mentions) == totals[profile.id]
        possessive = () if form.endswith("s") else (f"{form}'s", f"{form.lower()}’s")
        for typed in (form, form.upper(), form.lower(), *possessive, f"{form}?", f"who is {form}"):
            with_capitals = await actors.profile(HERE, typed)
            assert (with_capitals.id, with_capitals.asked) == (profile.id, None)


def total(listed: Sequence[ActorLine], actor: int) -> tuple[int, int]:
    """The articles and mentions of all lines of an actor: a bare name may stand for several persons, each in a line."""
    lines = [line for line in listed if line.id == actor]
    return sum(line.articles for line in lines), sum(line.mentions for line in lines)


async def answer(actors: ActorQueries, typed: str) -> tuple[ActorProfile | None, set[int]]:
    """The profile, or else the ids of the actors that are offered."""
    try:
        return await actors.profile(HERE, typed), set()
    except NotFound as refused:
        offered = refused.suggestions.choices if refused.suggestions else ()
        return None, {int(str(choice.key).partition(".")[0]) for choice in offered}


@pytest.mark.parametrize(
    "typed",
    ["United States", "US", "U.S.", "us", "usa", "USA", "U.S.A.", "America", "the US", "united states of america"],
)
async def test_a_country_is_one_in_every_form(store: Store, typed: str) -> None:
    for number, form in enumerate(("United States", "U.S.", "America")):
        await add(store, f"Story {number}", actors=[named(ActorKind.PLACE, form, 2)], now=START)
    actors = ActorQueries(store, Clock())
    profile = await actors.profile(HERE, typed)
    (line,) = await actors.top_actors(HERE, ALL, limit=5)
    assert (profile.name, profile.count, profile.mentions) == (line.name, 3, 6)
    assert await actors.suggest(HERE, "us", limit=5) == await actors.suggest(HERE, "amer", limit=5) == [line.name]


@pytest.mark.parametrize(
    ("kind", "forms", "typed"),
    [
        (ActorKind.PERSON, ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "Zelenskiy"), ("Zelenskii", "V. Zelenskyy")),
        (ActorKind.PERSON, ("Muammar al-Gaddafi", "Moammar Gadhafi", "Qaddafi"), ("Kadhafi", "Muammar Gaddafi")),
        (ActorKind.PERSON, ("Mohamed Salah", "Mohammed Salah"), ("Muhammad Salah", "Salah")),
        (ActorKind.PERSON, ("Łukasz Kılıç", "Lukasz Kilic"), ("Kilic", "LUKASZ KILIC", "Kılıç")),
        (ActorKind.PLACE, ("Tromsø", "Tromso"), ("TROMSØ", "tromso")),
        (ActorKind.ORGANISATION, ("U.S. Mint", "United States Mint"), ("US Mint", "united states mint")),
        (ActorKind.ORGANISATION, ("VW", "Volkswagen AG"), ("Volkswagen", "VW", "Volkswagen Group")),
        (ActorKind.ORGANISATION, ("Toyota Motor Corp.", "Toyota"), ("Toyota Motor Corporation", "Toyota Motor")),
    ],
)
async def test_spellings_of_one_name_are_one_actor_in_every_answer(
    store: Store, kind: ActorKind, forms: Sequence[str], typed: Sequence[str]
) -> None:
    for number, form in enumerate(forms):
        await add(store, f"Story {number}", actors=[named(kind, form, 2)], now=START)
    actors = ActorQueries(store, Clock())
    (line,) = await actors.top_actors(HERE, ALL, limit=5)
    for form in (*forms, *typed):
        profile = await actors.profile(HERE, form)
        assert (profile.name, profile.count, profile.mentions) == (line.name, len(forms), 2 * len(forms))
        assert profile.asked is None


async def test_spellings_are_given_as_the_reason(store: Store) -> None:
    for number, form in enumerate(("Sergei Lavrov", "Sergey Lavrov")):
        await add(store, f"Story {number}", actors=[named(ActorKind.PERSON, form, 1)], now=START)
    profile = await ActorQueries(store, Clock()).profile(HERE, "Lavrov")
    assert profile.evidence == ("“Sergei Lavrov” and “Sergey Lavrov” are spellings of one name",)


@pytest.mark.parametrize(
    "forms", [("Nasser Hussain", "Saddam Hussein"), ("Karim Said", "Karim Sayer"), ("Al Gore", "Tom Gore")]
)
async def test_names_that_are_no_spellings_of_each_other_are_two(store: Store, forms: Sequence[str]) -> None:
    for number, form in enumerate(forms):
        await add(store, f"Story {number}", actors=[named(ActorKind.PERSON, form, 1)], now=START)
    assert len(await ActorQueries(store, Clock()).top_actors(HERE, ALL, limit=9)) == 2


@pytest.mark.parametrize(
    "typed", ["Microsoft", "microsoft corp", "Microsoft Corporation", "Microsoft Inc.", "The Microsoft Co. Ltd"]
)
async def test_a_company_is_one_with_every_legal_form(store: Store, typed: str) -> None:
    for number, form in enumerate(("Microsoft Corp", "Microsoft")):
        await add(store, f"Story {number}", actors=[named(ActorKind.ORGANISATION, form, 1)], now=START)
    profile = await ActorQueries(store, Clock()).profile(HERE, typed)
    assert (profile.count, profile.mentions, profile.asked) == (2, 2, None)


async def test_companies_that_share_a_first_word_are_two(store: Store) -> None:
    for number, form in enumerate(("British Airways", "British Steel", "General Motors", "General Electric")):
        await add(store, f"Story {number}", actors=[named(ActorKind.ORGANISATION, form, 1)], now=START)
    assert len(await ActorQueries(store, Clock()).top_actors(HERE, ALL, limit=9)) == 4
