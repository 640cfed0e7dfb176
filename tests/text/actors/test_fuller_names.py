"""Names that are a part of a fuller one."""

from __future__ import annotations

from bot.text.actors.fuller_names import joined_to_fuller_names


def test_a_short_name_joins_the_fuller_one_of_most_articles_and_the_own_name_is_no_companion() -> None:
    named = {"Donald Trump": {1, 2}, "Melania Trump": {3}, "Trump": {4, 2}, "Biden": {5}}
    assert joined_to_fuller_names(named, "Joe Biden") == [("Donald Trump", {1, 2, 4}), ("Melania Trump", {3})]
    assert named["Donald Trump"] == {1, 2}, "what was given stays as it was"


def test_a_part_of_the_own_name_is_no_companion_though_others_have_it() -> None:
    named = {"Melania Trump": {1, 2}, "Trump": {3}}
    assert joined_to_fuller_names(named, "Donald Trump") == [("Melania Trump", {1, 2})]


def test_names_in_as_many_articles_stay_in_their_order() -> None:
    named = {"Rao": {1}, "Ferries": {2}, "Dinesh Rao": {1}, "Ferry": {2}}
    assert joined_to_fuller_names(named) == [("Dinesh Rao", {1}), ("Ferries", {2})]
