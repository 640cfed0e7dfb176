from __future__ import annotations

import pytest

from bot.text.lexicon import Gazetteer, lexicon


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("US", "United States"),
        ("U.S.", "United States"),
        ("us", None),
        ("people’s republic of china", "China"),
        ("Nato", "North Atlantic Treaty Organization"),
        ("Saigon", "Ho Chi Minh City"),
        ("Erewhon", None),
    ],
)
def test_a_name_of_the_gazetteers_in_any_form_has_its_canonical_name(name: str, canonical: str | None) -> None:
    assert lexicon().canonical(name) == canonical


def test_places_and_organisations_have_gazetteers_of_their_own() -> None:
    tables = lexicon()
    assert "Chicago" in tables.places
    assert "Chicago" not in tables.countries
    assert tables.place("Japan") == "Japan"
    assert tables.place("WHO") is None
    assert tables.organisations.get("WHO") == "World Health Organization"


@pytest.mark.parametrize(
    ("words", "length"),
    [
        (("prime", "minister", "takaichi"), 2),
        (("prime", "takaichi"), 0),
        (("secretary", "of", "state", "for", "health", "smith"), 5),
        (("takaichi",), 0),
        ((), 0),
    ],
)
def test_the_longest_title_at_the_beginning_counts(words: tuple[str, ...], length: int) -> None:
    assert lexicon().title_at(words) == length


@pytest.mark.parametrize(
    ("word", "is_role"),
    [("goalkeeper", True), ("anaesthesiologist", True), ("talisman", True), ("consist", False), ("lotion", False)],
)
def test_a_role_is_listed_or_has_a_suffix_of_occupations(word: str, is_role: bool) -> None:
    assert lexicon().is_role(word) is is_role


def test_a_title_has_all_its_flags() -> None:
    assert {group for group in ("address", "honorific", "man", "woman", "royal") if "mr" in lexicon()[group]} == {
        "address",
        "honorific",
        "man",
    }
    assert lexicon()["man"].isdisjoint(lexicon()["woman"])


def test_abbreviated_titles_are_known_without_their_point() -> None:
    assert {"sen", "gov", "lt"} <= lexicon().title_abbreviations


def test_the_names_of_women_are_first_names() -> None:
    assert lexicon().women < lexicon().first_names


def test_of_two_lists_in_one_the_first_says_what_a_form_means() -> None:
    countries = Gazetteer({"Marland": "Marland"}, {"marland": "Marland"})
    cities = Gazetteer(
        {"MARLAND": "Marland City", "Cape Dorn": "Cape Dorn"}, {"marland": "Marland City", "cape dorn": "Cape Dorn"}
    )
    both = countries.or_else(cities)
    assert [both.get(form) for form in ("Marland", "MARLAND", "marland")] == ["Marland"] * 3
    assert (both.get("CAPE DORN"), both.get("Oz")) == ("Cape Dorn", None)
