"""Which two articles or actors are meant by what was typed, and what is offered if it is not clear."""

from __future__ import annotations

import pytest
from conftest import Clock
from store.samples import HERE, add, later, person, place

from bot.errors import InputError, NotFound
from bot.models.analysis import Theme
from bot.models.suggestions import SuggestionKind, Suggestions
from bot.services.actors.queries import ActorQueries
from bot.services.comparisons.service import Comparisons
from bot.services.library import Library
from bot.store.protocols.store import Store


@pytest.fixture
async def comparisons(store: Store) -> Comparisons:
    """Over a library of four articles: the first two name Ann Lee, the third and fourth two other people."""
    await add(store, "Ferry runs aground", actors=[person("Ann Lee"), person("Bo Lund")], published=later(days=1))
    norwood = [person("Ann Lee"), place("Norwood")]
    await add(store, "School opens", actors=norwood, themes=[Theme("Transport", ("bus",))], published=later(days=2))
    await add(store, "Harbour closes", actors=[person("Cal Roe")], published=later(days=3))
    await add(store, "Harbour opens", actors=[person("Dan Roe")], published=later(days=4))
    return Comparisons(store, Library(store, Clock()), ActorQueries(store, Clock()))


async def meant(comparisons: Comparisons, typed: str) -> str:
    """The numbers or the names of the two."""
    pair = await comparisons.pair_typed(HERE, typed)
    ids = [tuple(map(int, f"{one}.0".split(".")[:1])) for one in (pair.one, pair.other)]
    if pair.are_articles:
        found = await comparisons.articles(HERE, ids[0][0], ids[1][0])
        return " ".join(str(side.article.number) for side in found.articles)
    compared = await comparisons.actors(HERE, (ids[0][0], None), (ids[1][0], None), 0)
    return ", ".join(actor.name for actor in compared.actors)


@pytest.mark.parametrize(
    ("typed", "both"),
    [
        ("1 2", "1 2"),
        ("latest and 2", "4 2"),
        ("#3 Harbour closes, #1 Ferry runs aground", "3 1"),
        ("ferry runs school", "1 2"),
        ("2, ferry", "2 1"),
        ("ann lee bo lund", "Ann Lee, Bo Lund"),
        ("Lund vs Norwood", "Bo Lund, Norwood"),
        ("Norwod and Ann Lee", "Norwood, Ann Lee"),
    ],
)
async def test_two_articles_or_two_names_are_found(comparisons: Comparisons, typed: str, both: str) -> None:
    assert await meant(comparisons, typed) == both


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1 1", "“1” and “1” are the same article: give two different ones."),
        ("Ann Lee, Lee", "“Ann Lee” and “Lee” are the same: give two different names."),
        ("1, 2, 3", "Two can be compared at a time"),
        ("nobody knows these words", "Which two are meant? Put “and” between them"),
        ("1", "Compare #1 with which article? Give two numbers."),
        ("Ann Lee", "Compare Ann Lee with whom? Give two names."),
        ("Ann Lee and Bo Lund last week", "not of a period: leave out “last week”."),
        ("Ann Lee month", "not of a period: leave out “month”."),
        ("Ann Lee and transport", "“transport” is a theme: only articles and names can be compared."),
    ],
)
async def test_what_cannot_be_compared_is_said_in_one_sentence(comparisons: Comparisons, typed: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        await comparisons.pair_typed(HERE, typed)
    assert said in str(refused.value)


async def offered(comparisons: Comparisons, typed: str) -> Suggestions:
    with pytest.raises(NotFound) as missing:
        await comparisons.pair_typed(HERE, typed)
    assert missing.value.suggestions is not None
    return missing.value.suggestions


async def test_each_suggestion_opens_a_comparison_with_what_was_found(comparisons: Comparisons) -> None:
    articles = await offered(comparisons, "harbour and 1")
    assert articles.kind is SuggestionKind.COMPARED_ARTICLES
    assert [(choice.label, choice.key) for choice in articles.choices] == [
        ("#4 Harbour opens", "4,1"),
        ("#3 Harbour closes", "3,1"),
    ]
    names = await offered(comparisons, "Ann Lee and Roe")
    assert names.kind is SuggestionKind.COMPARED_ACTORS
    assert names.typed == "Ann Lee|Roe"
    ann = str(names.choices[0].key).split(",")[0]
    assert [str(choice.key).split(",")[0] for choice in names.choices] == [ann, ann]
    company = await offered(comparisons, "Ann Lee")
    assert {choice.label for choice in company.choices} == {"Bo Lund", "Norwood"}


async def test_if_both_are_unclear_the_second_is_asked_about_next(comparisons: Comparisons) -> None:
    names = await offered(comparisons, "Roe and | Roe")
    assert names.kind is SuggestionKind.COMPARED_WORDS
    assert sorted(str(choice.key) for choice in names.choices) == ["Cal Roe|Roe", "Dan Roe|Roe"]
    articles = await offered(comparisons, "#77 and #99")
    assert articles.kind is SuggestionKind.COMPARED_WORDS
    assert {choice.key for choice in articles.choices} == {"#4|#99", "#3|#99", "#2|#99"}
    pair = await comparisons.pair_of(HERE, "#4", "#3")
    assert pair.subject == "4,3"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("https://news.example/a and 1", "No article here has that link"),
        ("one two three four five six seven eight nine, Ann Lee", "No article names or mentions"),
    ],
)
async def test_an_error_without_suggestions_stays_as_it_is(comparisons: Comparisons, typed: str, said: str) -> None:
    with pytest.raises(NotFound, match=said) as missing:
        await comparisons.pair_typed(HERE, typed)
    assert missing.value.suggestions is None or missing.value.suggestions.choices == ()
