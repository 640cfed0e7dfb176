from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import START, Clock
from hypothesis import given
from hypothesis import strategies as st
from store.samples import add, organisation, person, place

from bot.errors import InputError, NotFound
from bot.models.actors import StoredActor
from bot.models.analysis import ActorKind
from bot.models.articles import SHARED
from bot.services.actors.aliases import Aliases
from bot.services.actors.name_lookup import nearest_names
from bot.services.actors.queries import ActorQueries
from bot.store.protocols.store import Store

HERE = 4001


async def nearest(actors: ActorQueries, name: str) -> tuple[str, tuple[str, ...]]:
    with pytest.raises(NotFound) as refused:
        await actors.profile(HERE, name)
    found = refused.value.suggestions
    return str(refused.value), tuple(choice.label + choice.detail for choice in found.choices) if found else ()


@pytest.mark.parametrize("typed", ["Ann Lee", "ann lee", "  ANN   LEE ", "Lee", "lee", "Mayor Lee", "Añn Lée"])
async def test_a_name_is_found_in_every_way_of_writing_it(actors: ActorQueries, typed: str) -> None:
    profile = await actors.profile(HERE, typed)
    assert profile.name == "Ann Lee"
    assert profile.asked is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Takaichy", "Sanae Takaichi"),
        ("Takiachi", "Sanae Takaichi"),
        ("Sanae Takaichii", "Sanae Takaichi"),
        ("Sanea Takaichi", "Sanae Takaichi"),
        ("Antonio Costaa", "António Costa"),
    ],
)
async def test_a_typo_is_corrected_and_the_answer_says_so(actors: ActorQueries, typed: str, meant: str) -> None:
    profile = await actors.profile(HERE, typed)
    assert (profile.name, profile.asked) == (meant, typed)


async def test_a_typo_is_not_corrected_in_an_exact_lookup(actors: ActorQueries) -> None:
    with pytest.raises(NotFound, match="No article names “Takaichy”"):
        await actors.profile(HERE, "Takaichy", exact=True)


async def test_the_beginning_of_a_word_is_offered_and_never_taken(actors: ActorQueries) -> None:
    for typed in ("Taka", "Sana", "san"):
        said, candidates = await nearest(actors, typed)
        assert said == f"No article names “{typed}”."
        assert candidates[0] == "Sanae Takaichi"


async def test_a_whole_first_name_is_enough_but_no_acronym_that_looks_like_one(
    actors: ActorQueries, store: Store
) -> None:
    await add(store, "A house", actors=[person("Rem Koolhaas", "Koolhaas"), person("Ursula van der Leyden")], now=START)
    assert (await actors.profile(HERE, "Sanae")).name == "Sanae Takaichi"
    assert (await actors.profile(HERE, "rem")).name == "Rem Koolhaas"
    for typed in ("van", "van der"):
        await nearest(actors, typed)
    assert (await nearest(actors, "REM"))[1] == ("Rem Koolhaas",)
    assert (await actors.profile(HERE, "KOOLHAAS")).name == "Rem Koolhaas"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Wells and Sons", "Wells & Sons"), ("wells & sons", "Wells & Sons"), ("Reed & Hill", "Reed and Hill")],
)
async def test_an_ampersand_may_be_typed_as_and_and_the_reverse(
    actors: ActorQueries, store: Store, typed: str, meant: str
) -> None:
    await add(store, "Firms", actors=[organisation("Wells & Sons"), organisation("Reed and Hill")], now=START)
    assert (await actors.profile(HERE, typed)).name == meant


async def test_a_part_of_the_name_of_a_body_or_place_is_offered_and_not_taken(
    actors: ActorQueries, store: Store
) -> None:
    await add(store, "A port", actors=[place("Port Valmere")], now=START)
    for typed in ("Port", "Valmere"):
        assert (await nearest(actors, typed))[1] == ("Port Valmere",)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Mrs Holm", "Holm"),
        ("President Kendrick", "Ross Kendrick"),
        ("former President Kendrick", "Ross Kendrick"),
        ("Mr. Ross Kendrick", "Ross Kendrick"),
        ("the President Ross Kendrick", "Ross Kendrick"),
        ("actor Ross Kendrick", "Ross Kendrick"),
        ("Sir Ian", "Ian Blakely"),
        ("Professor Dr. Blakely", "Ian Blakely"),
        ("Kendrick, Ross", "Ross Kendrick"),
        ("Kendrick Ross", "Ross Kendrick"),
        ("Kendrick, President", "Ross Kendrick"),
        ("R. Kendrick", "Ross Kendrick"),
        ("R Kendrick", "Ross Kendrick"),
        ("Ross T. Kendrick", "Ross Kendrick"),
        ("@Kendrick", "Ross Kendrick"),
        ("who is Kendrick", "Ross Kendrick"),
        ("Robert Keneddy Junior", "Robert Keneddy Jr."),
        ("Robert Keneddy", "Robert Keneddy Jr."),
        ("Soren Aero", "Søren Ærø"),
        ("vanderlayden", "Ursula van der Layden"),
        ("van der Layden", "Ursula van der Layden"),
        ("PRESIDENT KENDRICK", "Ross Kendrick"),
        ("P.M. Kendrick", "Ross Kendrick"),
        ("DI Kendrick", "Ross Kendrick"),
        ("D.I. Kendrick", "Ross Kendrick"),
        ("Lord Justice Holm", "Holm"),
        ("Lord Holm of Leith", "Holm"),
        ("harbour master Holm", "Holm"),
        ("winemaker Ross Kendrick", "Ross Kendrick"),
        ("Rt. Hon. Lord Holm", "Holm"),
        ("Mrs.Holm", "Holm"),
        ("His Excellency President Ross Kendrick", "Ross Kendrick"),
        ("@ross_kendrick", "Ross Kendrick"),
        ("is this Kendrick", "Ross Kendrick"),
        ("about Kendrick", "Ross Kendrick"),
        ("Elvis Moss", "Elvis Moss"),
        ("Robert Lane", 'Robert "Bobby" Lane'),
        ("J. K. Reed", "J.K. Reed"),
        ("JK Reed", "J.K. Reed"),
        ("ex-president Kendrick", "Ross Kendrick"),
        ("O Hara", "Sean O'Hara"),
        ("sean o hara", "Sean O'Hara"),
    ],
)
async def test_titles_initials_and_the_order_of_names_do_not_hide_anybody(store: Store, typed: str, meant: str) -> None:
    names = [
        person("Ross Kendrick", "Kendrick"),
        person("Holm"),
        person("Ian Blakely", "Blakely"),
        person("Robert Keneddy Jr."),
        person("Søren Ærø"),
        person("Ursula van der Layden"),
        person("Elvis Moss"),
        person('Robert "Bobby" Lane'),
        person("J.K. Reed"),
        person("Sean O'Hara", "O'Hara"),
    ]
    await add(store, "Town news", actors=names, now=START)
    profile = await ActorQueries(store, Clock()).profile(HERE, typed)
    assert (profile.name, profile.asked) == (meant, None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("strom nielsen", "Halvard Strøm-Nielsen"),
        ("Stroem-Nielsen", "Halvard Strøm-Nielsen"),
        ("Minister Strom-Nielsen", "Halvard Strøm-Nielsen"),
        ("Fru Soerlund", "Ingrid Sørlund"),
        ("Señora Ruiz-Díaz", "Laura Ruiz-Díaz"),
        ("Gudmundsdottir", "Björk Guðmundsdóttir-Hale"),
        ("Mueller", "Jürgen Müller"),
        ("Zolkiewski", "Jan Żółkiewski"),
    ],
)
@pytest.mark.parametrize("exact", [False, True])
async def test_a_part_of_a_name_is_found_in_plain_letters(store: Store, typed: str, meant: str, exact: bool) -> None:
    names = [
        *("Halvard Strøm-Nielsen", "Ingrid Sørlund", "Laura Ruiz-Díaz", "Björk Guðmundsdóttir-Hale"),
        *("Jürgen Müller", "Jan Żółkiewski"),
    ]
    await add(store, "Town news", actors=[person(name) for name in names], now=START)
    profile = await ActorQueries(store, Clock()).profile(HERE, typed, exact=exact)
    assert (profile.name, profile.asked) == (meant, None)


async def test_a_typo_behind_a_title_is_corrected(actors: ActorQueries) -> None:
    profile = await actors.profile(HERE, "Mayor Takaichy")
    assert (profile.name, profile.asked) == ("Sanae Takaichi", "Mayor Takaichy")
    assert "Georgia" not in (await nearest(actors, "Mayor Georgja"))[1]  # only people have titles


@pytest.mark.parametrize(
    "typed", ["Ann Lee of Nara", "poor Ann Lee", "Ann Lee, exactly", "our friend Ann Lee from Nara"]
)
async def test_a_whole_name_is_found_in_words_that_say_more(actors: ActorQueries, typed: str) -> None:
    profile = await actors.profile(HERE, typed)
    assert (profile.name, profile.asked) == ("Ann Lee", typed)


@pytest.mark.parametrize("typed", ["Mary Ann Lee", "Bob Lee", "Bob Takaichi"])
async def test_another_first_name_is_another_person_and_the_surname_only_offered(
    actors: ActorQueries, typed: str
) -> None:
    _, candidates = await nearest(actors, typed)
    assert candidates[0] in ("Ann Lee", "Sanae Takaichi")


@pytest.mark.parametrize("typed", ["Ann Lee and Takaichi", "Lee, Takaichi", "Lee & Sanae Takaichi", "Lee vs Takaichi"])
async def test_of_several_names_each_is_offered(actors: ActorQueries, typed: str) -> None:
    said, candidates = await nearest(actors, typed)
    assert (said, candidates[:2]) == ("Ask for one name at a time.", ("Ann Lee", "Sanae Takaichi"))


@pytest.mark.parametrize("typed", ["is", "the", "who is she"])
async def test_words_that_name_nobody_are_no_question(actors: ActorQueries, typed: str) -> None:
    with pytest.raises(InputError, match="Whom do you mean"):
        await actors.profile(HERE, typed)


@pytest.mark.parametrize(
    ("typed", "period"), [("in the news", "week"), ("in the news today", "today"), ("today", "today")]
)
async def test_for_a_period_the_other_command_is_named(actors: ActorQueries, typed: str, period: str) -> None:
    with pytest.raises(InputError, match=f"/actors {period} shows who is in the news"):
        await actors.profile(HERE, typed)


@pytest.mark.parametrize("typed", ["1", "#12", "article 3", "in article 3", "article:3", "story: #3"])
async def test_for_an_article_the_other_command_is_named(actors: ActorQueries, typed: str) -> None:
    with pytest.raises(InputError, match=f"“{typed}” is no name. .*/actors .* shows who is in that article"):
        await actors.profile(HERE, typed)


async def test_a_name_that_texts_contain_but_nobody_bears_is_said_to_be_there(store: Store) -> None:
    await add(store, "REM come back", text="REM came back. The band sang.", actors=[person("Remy Laurent")], now=START)
    actors = ActorQueries(store, Clock())
    for typed in ("REM", "rem"):
        said, candidates = await nearest(actors, typed)
        assert said == (
            f"1 article contains “{typed}”, but I did not recognise it as a name by itself: search for it.\n"
            "In #1: “REM came back. The band sang.”"
        )
        assert candidates == ("Remy Laurent",)
    assert (await nearest(actors, "came band"))[0] == (
        "No article names “came band”. 1 article contains these words: search for them."
    )


async def test_a_word_of_many_texts_is_counted_up_to_a_bound(store: Store) -> None:
    for number in range(12):
        await add(store, f"The Rems {number}", text="Rems came. It went.", now=START)
    said, _ = await nearest(ActorQueries(store, Clock()), "Rems")
    assert said.startswith("10 or more articles contain “Rems”, but")


async def test_a_name_that_may_be_several_lists_them_all(actors: ActorQueries) -> None:
    said, candidates = await nearest(actors, "Costa")
    assert said == "“Costa” may be any of these: give the full name."
    assert candidates[0] == "Rui Costa — “a cyclist”"
    assert candidates[1].startswith("António Costa — “")


async def test_of_several_the_one_is_meant_whose_role_was_typed(actors: ActorQueries, store: Store) -> None:
    await add(store, "A vote", actors=[person("Ida Holt", role="the Mayor of Leeds"), person("Dan Holt")], now=START)
    assert (await actors.profile(HERE, "Mayor Holt")).name == "Ida Holt"
    said, candidates = await nearest(actors, "Judge Holt")
    assert said.startswith("“Judge Holt” may be any of these")
    assert candidates == ("Dan Holt (person, 1 article)", "Ida Holt — “the Mayor of Leeds”")


async def test_a_full_name_is_whose_own_name_it_is_and_not_whose_other_name(actors: ActorQueries, store: Store) -> None:
    await add(store, "A march", actors=[person("Rosa Parks Smith", "Rosa Parks")], now=START)
    await add(store, "A seat", actors=[person("Rosa Parks")], now=START)
    assert (await actors.profile(HERE, "Rosa Parks")).name == "Rosa Parks"


async def test_characters_that_cannot_be_searched_for_find_nothing(actors: ActorQueries) -> None:
    assert (await nearest(actors, "___"))[0].startswith("No article names or mentions “___”.")


@pytest.mark.parametrize(
    "typed", ["Dr \u200f\u200f", "A title \u200f", "the ,", "Prof. , \u200f", "R. \u200f", "who is @ \u200f"]
)
async def test_a_name_of_which_a_title_and_invisible_characters_are_all_is_nobody(
    actors: ActorQueries, typed: str
) -> None:
    with pytest.raises((NotFound, InputError)):
        await actors.profile(HERE, typed)


async def test_a_link_is_no_name(actors: ActorQueries) -> None:
    with pytest.raises(InputError, match=r"That is a link, and no name: /actors https\S+ shows who is in that article"):
        await actors.profile(HERE, "https://example.com/a")


async def test_initials_get_the_name_that_has_them(actors: ActorQueries, store: Store) -> None:
    await add(store, "A letter is found", actors=[person("Martin Luther King Jr."), person("Mohammed bin Salman")])
    assert (await nearest(actors, "MLK"))[1] == ("Martin Luther King Jr.",)
    assert (await nearest(actors, "mbs"))[1] == ("Mohammed bin Salman",)


@pytest.mark.parametrize("typed", ["Jo Rask, 58", "Jo Rask (58)", "Jo Rask aged 58", "Rask, aged 58", "Mr Rask, 58"])
async def test_an_age_behind_a_name_does_not_hide_anybody(actors: ActorQueries, store: Store, typed: str) -> None:
    await add(store, "A vote is held", actors=[person("Jo Rask", "Rask")])
    assert (await actors.profile(HERE, typed)).name == "Jo Rask"


async def test_similar_names_of_one_actor_are_offered_once(actors: ActorQueries, store: Store) -> None:
    for spelling in ("Volodymyr Zelensky", "Volodymyr Zelenskyy"):
        await add(store, f"{spelling} speaks", actors=[person(spelling)])
    assert len((await nearest(actors, "Vladimir Zelensky"))[1]) == 1


async def test_an_unknown_name_gets_similar_names_or_none(actors: ActorQueries) -> None:
    assert await nearest(actors, "Tanaichu") == ("No article names “Tanaichu”.", ("Sanae Takaichi",))
    assert await nearest(actors, "Qwertz") == (
        "No article names or mentions “Qwertz”. Check the spelling.",
        (),
    )


async def test_a_name_without_letters_is_refused(actors: ActorQueries) -> None:
    for typed in ("", "...", "\u200b", "🙂"):
        with pytest.raises(InputError, match="Whom do you mean"):
            await actors.profile(HERE, typed)


async def test_suggestions_are_full_names_without_repetition(actors: ActorQueries) -> None:
    assert sorted(await actors.suggest(HERE, "cos", limit=25)) == ["António Costa", "Rui Costa"]
    assert await actors.suggest(HERE, "mayor", limit=25) == ["Ann Lee"]
    everyone = await actors.suggest(HERE, "", limit=25)
    assert len(everyone) == len(set(everyone)) == 6
    assert len(await actors.suggest(HERE, "", limit=2)) == 2


@given(st.text(max_size=12))
def test_no_typed_name_breaks_the_comparison(typed: str) -> None:
    known = [StoredActor(i, SHARED, ActorKind.PERSON, n, n.casefold(), 1) for i, n in enumerate(["Ann Lee", "Bo", "É"])]
    scores = [score for _, score in nearest_names(typed.casefold(), known)]
    assert scores == sorted(scores, reverse=True)
    assert all(70 <= score <= 100 for score in scores)


@pytest.fixture
async def town(store: Store) -> ActorQueries:
    """Two Tanners in one article each, of whom one is called so; four Oaks; Leeds, and a Tom Leeds; a Mayor Bo Falk."""
    await add(store, "A race", actors=[person("Cy Tanner", "Tanner", role="a swimmer"), place("Leeds")], now=START)
    await add(
        store, "A plan", actors=[person("Mo Tanner", role="leader of Leeds council"), person("Tom Leeds")], now=START
    )
    family = [person("Pat Oak", "Oak"), *map(person, ("Lou Oak", "Ben Oak", "Max Oak"))]
    await add(store, "A boat", actors=family, now=START)
    for number in range(6):
        await add(store, f"A vote {number}", actors=[person("Bo Falk", "Falk", role="the mayor")], now=START)
    await add(store, "A home", actors=[person("Ida Falk", role="nurse")], now=START)
    return ActorQueries(store, Clock())


OAKS = ("Ben Oak", "Lou Oak", "Max Oak", "Pat Oak")


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Tanner", ("Cy Tanner", "Mo Tanner")),
        ("Mr Tanner", ("Cy Tanner", "Mo Tanner")),
        ("Taner", ("Cy Tanner", "Mo Tanner")),  # misspelt
        ("Oak", OAKS),
        ("the Oaks", OAKS),
        ("the Oak family", OAKS),
        ("Oak brothers", OAKS),
        ("family Oak", OAKS),
    ],
)
async def test_everybody_of_a_last_name_is_listed_whether_articles_call_them_so_or_not(
    town: ActorQueries, typed: str, names: tuple[str, ...]
) -> None:
    said, candidates = await nearest(town, typed)
    assert said == f"“{typed}” may be any of these: give the full name."
    assert tuple(sorted(candidate.partition(" (")[0].partition(" —")[0] for candidate in candidates)) == names


@pytest.mark.parametrize(
    ("typed", "meant", "also"),
    [
        ("Falk", "Bo Falk", ["Ida Falk"]),  # in six times as many articles
        ("Ms Falk", "Bo Falk", ["Ida Falk"]),
        ("Leeds", "Leeds", ["Tom Leeds"]),  # the place has the whole name
        ("Bo Falk", "Bo Falk", []),
        ("Ida Falk", "Ida Falk", []),
        ("Tom Leeds", "Tom Leeds", []),
        ("council leader Tanner", "Mo Tanner", []),
        ("Leeds council leader Tanner", "Mo Tanner", []),
        ("swimmer Tanner", "Cy Tanner", []),
    ],
)
async def test_where_one_is_meant_the_others_of_the_name_are_mentioned(
    town: ActorQueries, typed: str, meant: str, also: list[str]
) -> None:
    profile = await town.profile(HERE, typed)
    assert (profile.name, [line.name for line in profile.also]) == (meant, also)


@pytest.mark.parametrize(
    ("articles", "meant", "also"),
    [
        ({"Joe Wray": 2, "Wray": 3}, "Joe Wray", ["Wray"]),  # the only full name
        ({"Joe Wray": 6, "Wray": 5, "Joseph R. Wray": 2}, "Joe Wray", ["Wray", "Joseph R. Wray"]),
    ],
)
async def test_a_name_that_is_a_part_of_a_fuller_one_counts_for_that_person(
    store: Store, articles: dict[str, int], meant: str, also: list[str]
) -> None:
    for name, count in articles.items():
        for number in range(count):
            await add(store, f"{name} {number}", actors=[person(name)], now=START)
    profile = await ActorQueries(store, Clock()).profile(HERE, "Wray")
    assert (profile.name, sorted(line.name for line in profile.also)) == (meant, sorted(also))


async def test_two_full_names_in_about_as_many_articles_are_asked_about(store: Store) -> None:
    for number, name in enumerate(("Joe Wray", "Joe Wray", "Wray", "Dora Wray")):
        await add(store, f"A vote {number}", actors=[person(name)], now=START)
    said, candidates = await nearest(ActorQueries(store, Clock()), "Wray")
    assert said == "“Wray” may be any of these: give the full name."
    assert len(candidates) == 3


async def test_an_alias_of_an_editor_stands_for_one_person(town: ActorQueries, store: Store) -> None:
    await Aliases(store, town, Clock()).add(HERE, "Tanner", "Mo Tanner", by=1)
    profile = await town.profile(HERE, "Tanner")
    assert (profile.name, profile.also) == ("Mo Tanner", ())


async def test_of_many_people_of_a_name_the_first_are_listed_and_all_counted(store: Store) -> None:
    many = [person(f"{first} Roe") for first in "Al Bo Cy Di Ed Flo Gus Hal Ian Jo Kay Lee".split()]
    await add(store, "A meeting", actors=many, now=START)
    said, candidates = await nearest(ActorQueries(store, Clock()), "Roe")
    assert said == "“Roe” may be any of 12 names, of which these are in most articles: give the full name."
    assert len(candidates) == 10


async def test_persons_whom_nothing_connects_are_listed_with_those_of_the_last_name(store: Store) -> None:
    for number in range(6):
        await add(store, f"A game {number}", actors=[person("Quill", role=f"goalkeeper {number}")], now=START)
    await add(store, "A book", actors=[person("Ann Quill")], now=START)
    said, candidates = await nearest(ActorQueries(store, Clock()), "Quill")
    assert said.startswith("“Quill” may be up to 6 people")
    assert candidates[-1] == "Ann Quill"


async def test_a_first_name_before_an_occupation_makes_it_a_surname(store: Store) -> None:
    await add(store, "A firm", actors=[person("Ann Reed")], now=START)
    _, candidates = await nearest(ActorQueries(store, Clock()), "Tom Baker Reed")
    assert candidates == ("Ann Reed",)


async def test_bodies_side_by_side_in_an_article_are_one_name_and_others_a_list(store: Store) -> None:
    bodies = [organisation(name) for name in ("Department for Sport", "Youth", "Rovers")]
    await add(store, "Money", text="The Department for Sport and Youth pays Rovers.", actors=bodies, now=START)
    actors = ActorQueries(store, Clock())
    said, _ = await nearest(actors, "Department for Sport and Youth")
    assert said.startswith("1 article contains “Department for Sport and Youth”")
    assert await nearest(actors, "Rovers and Youth") == ("Ask for one name at a time.", ("Rovers", "Youth"))


SANDPORTS = [
    ("Sandport place", "place"),
    ("sandport (Place)", "place"),
    ("the place Sandport", "place"),
    ("Sandport, the place", "place"),
    ("Sandport as a place", "place"),
    ("place: Sandport", "place"),
    ("Sandport organisation", "organisation"),
    ("Sandport the organization", "organisation"),
    ("organisation Sandport", "organisation"),
]


@pytest.fixture
async def sandport(store: Store) -> ActorQueries:
    """A town and a firm with one name, which articles use for both."""
    firm = [replace(organisation("Sandport Inc."), aliases=("Sandport",)), person("Ann Place")]
    for number in range(2):
        await add(store, f"A loss {number}", actors=firm, now=START)
    await add(store, "A bridge", actors=[place("Sandport"), organisation("Market Place")], now=START)
    return ActorQueries(store, Clock())


async def test_the_answer_says_how_to_ask_for_one_of_two_kinds(sandport: ActorQueries) -> None:
    said, _ = await nearest(sandport, "Sandport")
    assert said == (
        "“Sandport” may be any of these: give the full name, or the kind with it: “Sandport organisation” or “Sandport "
        "place”."
    )


@pytest.mark.parametrize(("typed", "kind"), SANDPORTS)
async def test_a_kind_beside_the_name_chooses_it(sandport: ActorQueries, typed: str, kind: str) -> None:
    profile = await sandport.profile(HERE, typed)
    assert (profile.kind, profile.asked) == (kind, None)
    assert profile.name.startswith("Sandport")


async def test_a_name_that_ends_like_a_kind_is_found_first_and_a_kind_that_nobody_has_is_said(
    sandport: ActorQueries,
) -> None:
    assert (await sandport.profile(HERE, "Ann Place")).name == "Ann Place"
    assert (await sandport.profile(HERE, "Market Place")).name == "Market Place"
    said, candidates = await nearest(sandport, "Sandport person")
    assert said.startswith("No article names “Sandport person”.")
    assert any(candidate.startswith("Sandport") for candidate in candidates)
