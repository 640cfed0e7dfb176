"""Searches with conditions, and what is said when nothing is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from store.samples import HERE, THERE, add, person

from bot.errors import InputError, NotFound
from bot.models.analysis import Theme
from bot.services.lookup.search import search_articles, search_notes
from bot.store.protocols.store import Store

NOW = datetime(2026, 11, 29, 15, 30, tzinfo=UTC)
TRADE, SPORT = Theme("Trade", ("trade", "tariff")), Theme("Sport", ("ball", "goal"))


@dataclass
class Asker:
    store: Store

    async def titles(self, query: str, scope: int = HERE) -> list[str]:
        _, hits = await search_articles(self.store, scope, query, now=NOW, limit=20, offset=0)
        return sorted(hit.article.title for hit in hits)

    async def refused(self, query: str, scope: int = HERE) -> tuple[str, list[str]]:
        """The sentence and the suggestions."""
        with pytest.raises((NotFound, InputError)) as caught:
            await self.titles(query, scope)
        found = caught.value.suggestions if isinstance(caught.value, NotFound) else None
        return str(caught.value), [choice.label for choice in found.choices] if found else []


@pytest.fixture
async def asker(store: Store) -> Asker:
    takaichi, trump = person("Sanae Takaichi", "Takaichi"), person("Donald Trump", "Trump")
    dated = {"now": datetime(2026, 11, 2, 9, tzinfo=UTC)}
    await add(store, "One", text="Talks on steel tariffs.", actors=[takaichi, trump], themes=[TRADE], **dated)
    dated = {"now": datetime(2026, 11, 20, 9, tzinfo=UTC)}
    await add(store, "Two", text="Talks on rice.", actors=[takaichi], themes=[SPORT], scope=HERE, **dated)
    await add(store, "Theirs", text="Talks on Zanzibar.", actors=[person("Zed Other")], scope=THERE, **dated)
    return Asker(store)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("talks", ["One", "Two"]),
        ("talks -steel", ["Two"]),
        ('talks -"steel tariffs"', ["Two"]),
        ('talks -"tariffs steel"', ["One", "Two"]),
        ("who:Takaichi", ["One", "Two"]),
        ('who:"Sanae Takaichi" rice', ["Two"]),
        ("who:Takaichi who:Trump", ["One"]),
        ("who:Takaichi -steel", ["Two"]),
        ("theme:trade", ["One"]),
        ("talks theme:Sport", ["Two"]),
        ("talks after:2026-11-02", ["One", "Two"]),
        ("talks after:2026-11-03", ["Two"]),
        ("talks before:2026-11-03", ["One"]),
        ("talks before:2026-11-20", ["One"]),
        ("after:2026-11-01 after:2026-11-10 before:2027", ["Two"]),
        ("talks after:10d", ["Two"]),
        ("talks lang:en", ["One", "Two"]),
        ("lang:English steel lang:EN", ["One"]),
        ("lang:de talks lang:en lang:fr", ["One", "Two"]),
        ("talks -lang:de", ["One", "Two"]),
        ("talks -who:Trump", ["Two"]),
        ('talks –who:"Donald Trump" -theme:Trade', ["Two"]),
        ("talks -theme:Sport", ["One"]),
        ("who:Takaichi -theme:sport", ["One"]),
        ("talks -source:nowhere -source:100%", ["One", "Two"]),
    ],
)
async def test_conditions_narrow_a_search(asker: Asker, query: str, titles: list[str]) -> None:
    assert await asker.titles(query) == titles


async def test_a_source_is_found_by_a_part_of_its_name(asker: Asker) -> None:
    _, hits = await search_articles(asker.store, HERE, "talks", now=NOW, limit=1, offset=0)
    source = hits[0].article.source
    assert source
    assert await asker.titles(f'source:"{source[:4].lower()}"') == ["One", "Two"]
    assert await asker.refused("talks source:100%") == (
        "There are articles with the words alone, but none from “100%”.",
        ["talks"],
    )
    assert await asker.refused("source:nowhere") == ("There are no articles from “nowhere”. Try fewer conditions.", [])


@pytest.mark.parametrize(
    ("query", "sentence", "suggested"),
    [
        ("who:Takaichy talks", "No article names “Takaichy”. Without who:", ['talks who:"Sanae Takaichi"']),
        ("who:Nobodyatall", "No article names “Nobodyatall”", []),
        ("who:...", "who: needs a name", []),
        ("theme:Tarde", "No article has the theme “Tarde”", ["theme:Trade"]),
        ("theme:Weather", "No article has the theme “Weather”", []),
        ("after:soon talks", "after:soon is not a date", []),
        ("talks lang:de", "There are articles with the words alone, but none in German.", ["talks"]),
        ("lang:de", "There are no articles in German. Try fewer conditions.", []),
        ("lang:xx talks", "“xx” is no language that I know: give its English name or its code", []),
        ("talks -lang:en", "Every article with these words is in English.", ["talks"]),
        ("steel -tariffs", "Every article with these words contains “tariffs”.", ["steel"]),
        ("rice -theme:Sport", "Every article with these words is on the theme Sport.", ["rice"]),
        ("rice -source:e", "Every article with these words is from “e”.", ["rice"]),
        (
            "talks -who:Takaichi -rice",
            "Every article with these words names Sanae Takaichi or contains “rice”.",
            ["talks"],
        ),
        (
            "steel -tariffs after:2026-11-01",
            "There are articles with the words alone, but none dated 1 November 2026 or later, without “tariffs”.",
            ["steel"],
        ),
        ("talks -lang:xx", "“xx” is no language that I know: give its English name or its code", []),
        ("talks -who:Takaichy", "No article names “Takaichy”. Without who:", ['talks -who:"Sanae Takaichi"']),
        ("talks -theme:Tarde", "No article has the theme “Tarde”", ["talks -theme:Trade"]),
        ("-theme:Trade", "What stands after - is only left out: add a word to search for", []),
        ("talks -after:2026", "after: is for dates, which are not left out with -: use before:2026 in place of", []),
        ("talks -before:7d", "before: is for dates, which are not left out with -: use after:7d in place of", []),
        ("after:2026-11-03 before:2026-11-03", "No day is both after 2026-11-03 and before 2026-11-03", []),
        (
            "talks before:2020",
            "There are articles with the words alone, but none dated before 1 January 2020.",
            ["talks"],
        ),
        ("stel", "No article contains “stel”", ["steel"]),
        ("tarifs steel", "No article contains “tarifs steel”", ["tariffs steel"]),
        ("steel xyzzy", "No article contains “steel xyzzy”", ["steel"]),
        ('"steel talks"', 'No article contains "steel talks". Try it without the quotation marks', []),
        ("xyzzy", "No article contains “xyzzy”", []),
        ("steel OR xyzzy", "AND, OR and NOT are searched for as words", ["steel"]),
        ("steel AND talks", "AND, OR and NOT are searched for as words", ["steel talks"]),
        ("steel NOT xyzzy", "AND, OR and NOT are searched for as words", ["steel -xyzzy"]),
        ("steel AND NOT tariffs", "AND, OR and NOT are searched for as words", []),
        ("NOT xyzzy OR steel", "AND, OR and NOT are searched for as words", ["steel"]),
        ("date:2026-11-01", "No article contains “date:2026-11-01”. date: is no condition that I know", []),
    ],
)
async def test_what_finds_nothing_is_explained(asker: Asker, query: str, sentence: str, suggested: list[str]) -> None:
    said, choices = await asker.refused(query)
    assert said.startswith(sentence)
    assert choices == suggested


async def test_a_name_and_a_theme_that_may_be_several_are_asked_about(asker: Asker) -> None:
    await add(
        asker.store, "Three", actors=[person("Ann Lee"), person("Bo Lee")], themes=[Theme("Trade unions", ("a", "b"))]
    )
    said, choices = await asker.refused("who:Lee")
    assert said == "who:Lee may be one of several: give the full name in quotation marks."
    assert set(choices) == {'who:"Ann Lee"', 'who:"Bo Lee"'}
    said, choices = await asker.refused("theme:trad")
    assert said == "Several themes fit theme:trad: give a whole label in quotation marks."
    assert set(choices) == {"theme:Trade", 'theme:"Trade unions"'}


@pytest.mark.parametrize("query", ["who:Zed", "zanzibar", "zanzibr", "who:Zod"])
async def test_no_condition_tells_what_another_server_has(asker: Asker, query: str) -> None:
    said, choices = await asker.refused(query)
    assert "Zanzibar" not in said + str(choices)
    assert "Other" not in said + str(choices)
    with pytest.raises(NotFound):
        await asker.titles("who:Zed", HERE)
    assert await asker.titles("who:Zed", THERE) == ["Theirs"]


@pytest.mark.parametrize("query", ["USA", "us", "US", "U.S.", "u.s.a.", "United States", "united states", "the us"])
async def test_every_form_of_a_name_with_initials_finds_the_same_articles(store: Store, query: str) -> None:
    texts = ["The U.S. economy grew.", "The US won.", "A fleet of the USA.", "The United States voted."]
    for number, text in enumerate([*texts, "They told us a story.", "A united front of all the states."]):
        await add(store, str(number), text=text, scope=HERE)
    expected = ["0", "1", "2", "3"]
    found = await Asker(store).titles(query)
    assert [title for title in found if title != "5"] == expected
    assert ("5" in found) == (" s" in query.lower())  # words that were not typed in quotation marks may stand apart
    assert await Asker(store).titles("a -us") == ["4", "5"]


async def test_beside_other_words_a_pronoun_is_no_country(store: Store) -> None:
    await add(store, "Pronoun", text="They help us all day.", scope=HERE)
    await add(store, "Country", text="They help the U.S. army.", scope=HERE)
    assert await Asker(store).titles("help us") == ["Pronoun"]
    assert await Asker(store).titles("help US") == ["Country"]
    assert await Asker(store).titles("us") == ["Country"]


async def test_a_lone_function_word_is_found_if_no_article_has_the_abbreviation(store: Store) -> None:
    await add(store, "Pronoun", text="They help us all day.", scope=HERE)
    assert await Asker(store).titles("us") == ["Pronoun"]


async def test_a_period_that_is_searched_for_is_shown_the_way_to_its_articles(store: Store) -> None:
    await add(store, "One", scope=HERE)
    said, _ = await Asker(store).refused("last week")
    assert said == "No article contains “last week”: /articles last week lists those of that period."


async def test_the_passage_shows_the_abbreviation_that_was_found(store: Store) -> None:
    await add(store, "One", text="It rained. " * 60 + "Then the U.S. army came.", scope=HERE)
    _, hits = await search_articles(store, HERE, "United States", now=NOW, limit=20, offset=0)
    assert "the \x02U.S\x03. army came" in hits[0].snippet


@pytest.mark.parametrize(
    ("query", "notes"),
    [
        ("talks", ""),
        ("talks -steel", "Only articles without “steel”."),
        (
            'talks -steel -"rice field" theme:sport',
            "Only articles on the theme Sport, without “steel” or “rice field”.",
        ),
        ("who:takaichi who:Trump", "Only articles that name Sanae Takaichi and Donald Trump."),
        (
            "talks source:wire after:2026-11-02 before:2026-12",
            "Only articles from “wire”, dated 2 November 2026 or later, dated before 1 December 2026.",
        ),
        ("talks lang:german -steel", "Only articles in German, without “steel”."),
        ("talks lang:german lang:fr lang:de", "Only articles in German or French."),
        (
            "-lang:de -theme:sport -theme:trade -source:wire talks",
            "Only articles that are not on the theme Sport or Trade, that are not from “wire”, that are not in German.",
        ),
        (
            "talks -who:trump -steel",
            "Only articles that do not name Donald Trump, without “steel”.",
        ),
        (
            "talks NOT steel",
            "AND, OR and NOT are searched for as words: all words must be in an article, and -word leaves one out.",
        ),
    ],
)
async def test_what_operators_do_is_said_in_words(asker: Asker, query: str, notes: str) -> None:
    assert await search_notes(asker.store, HERE, query, now=NOW) == notes


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("house", ["House", "Household"]),  # not Houston, which begins as the stem "hous" does
        ("househ", ["Household"]),
        ("Renée", ["Renée"]),  # not "renewable"
        ("strasse", ["Straße"]),  # not "Straßburg"
        ("strass", ["Straßburg", "Straße"]),
        ("organise", ["Organisation"]),
        ("household", ["Household"]),
    ],
)
async def test_a_last_word_is_the_beginning_of_words_that_begin_as_it_was_typed(
    store: Store, query: str, found: list[str]
) -> None:
    for title in ("House", "Household", "Houston", "Renée", "Renewable", "Straße", "Straßburg", "Organisation"):
        await add(store, title, text="Nothing.", scope=HERE)
    assert await Asker(store).titles(query) == found


async def test_a_misspelt_word_does_not_find_what_its_stem_begins(store: Store) -> None:
    await add(store, "Governor", text="The ferry sank, the government said.", scope=HERE)
    assert (await Asker(store).refused("goverment"))[1][:1] == ["government"]
    assert (await Asker(store).refused("fery"))[1] == ["ferry"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("2.7 million", ["digits", "short", "words"]),
        ("2.7m crowns", ["digits", "short", "words"]),
        ("2,700,000", ["digits", "short", "words"]),
        ("2700000 crowns", ["digits", "short", "words"]),
        ("62 percent", ["apart", "together"]),
        ("62 per cent", ["apart", "together"]),
        ("71 per cent", ["sign"]),
        ("71%", ["sign"]),
        ("2.8 million", []),
    ],
)
async def test_an_amount_is_found_however_it_is_written(store: Store, query: str, found: list[str]) -> None:
    texts = {
        "digits": "It cost 2,700,000 crowns.",
        "short": "It cost 2.7m crowns.",
        "words": "It cost 2.7 million crowns.",
        "together": "It rose by 62 percent.",
        "apart": "It fell by 62 per cent.",
        "sign": "It rose by 71%.",
    }
    for title, text in texts.items():
        await add(store, title, text=text, scope=HERE)
    if found:
        assert await Asker(store).titles(query) == found
    else:
        await Asker(store).refused(query)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("harbor", ["British"]),
        ("harbour", ["British"]),
        ("apologized", ["British"]),
        ("traveler", ["British"]),
        ("defence program", ["American"]),
        ("theatre", ["American"]),
    ],
)
async def test_a_word_is_found_in_its_british_and_its_american_spelling(
    store: Store, query: str, found: list[str]
) -> None:
    await add(store, "British", text="The harbour master apologised to the travellers.", scope=HERE)
    await add(store, "American", text="The theater has a defense program.", scope=HERE)
    assert await Asker(store).titles(query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("PORT OF ROUEN", ["Port"]),
        ("HELP US", ["Port"]),
        ("US", ["Army"]),
        ("US ARMY", ["Army"]),
        ("THE PORT", ["Port"]),
    ],
)
async def test_capitals_tell_nothing_where_all_is_in_capitals(store: Store, query: str, found: list[str]) -> None:
    await add(store, "Port", text="They will help us in the port of Rouen.", scope=HERE)
    await add(store, "Army", text="The U.S. army came.", scope=HERE)
    assert await Asker(store).titles(query) == found
