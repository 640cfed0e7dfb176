from __future__ import annotations

from text.actors.detection.examples import candidates_in


def test_a_surname_is_a_name_only_where_the_story_has_the_full_name() -> None:
    assert candidates_in("Peter Such bowled. They played Such again.") == ["Peter Such", "Such"]
    assert candidates_in("Such games are long.") == []


def test_a_text_in_capitals_has_the_names_of_the_tagger() -> None:
    assert candidates_in("DONALD TRUMP SAID HE WOULD VISIT JAPAN.") == ["DONALD TRUMP", "JAPAN"]


def test_titles_articles_and_possessives_are_no_part_of_a_name_in_capitals() -> None:
    assert candidates_in("PRESIDENT OBAMA SAID HE WOULD VISIT JAPAN.") == ["OBAMA", "JAPAN"]
    assert candidates_in("HE FLEW TO THE UNITED STATES ON FRIDAY.") == ["UNITED STATES"]
    assert "DONALD TRUMP" in candidates_in("DONALD TRUMP'S HOUSE IS IN MIAMI.")


def test_a_word_that_opens_a_headline_is_no_part_of_a_name_known_from_the_body() -> None:
    names = candidates_in("They met President Bush.", title="End Bush 'denial', Blair tells EU leaders at their talks")
    assert "Bush" in names
    assert "End Bush" not in names


def test_a_list_in_capitals_is_no_name() -> None:
    words = " ".join(f"Xo{letter}" for letter in "abcdefghijklmn")
    assert candidates_in(f"They met {words} there.") == []
