from __future__ import annotations

import pytest
from text.actors.analysed_text import Story
from text.actors.detection.examples import candidates_in


def test_a_surname_is_a_name_only_if_the_story_has_the_full_name() -> None:
    assert candidates_in("Peter Such bowled. They played Such again.") == ["Peter Such", "Such"]
    assert candidates_in("Such games are long.") == []


def test_a_text_in_capitals_has_the_names_of_the_tagger() -> None:
    assert candidates_in("DONALD TRUMP SAID HE WOULD VISIT JAPAN.") == ["Donald Trump", "Japan"]


def test_titles_articles_and_possessives_are_not_part_of_a_name_in_capitals() -> None:
    assert candidates_in("PRESIDENT OBAMA SAID HE WOULD VISIT JAPAN.") == ["Obama", "Japan"]
    assert candidates_in("HE FLEW TO THE UNITED STATES ON FRIDAY.") == ["United States"]
    assert "Donald Trump" in candidates_in("DONALD TRUMP'S HOUSE IS IN MIAMI.")


def test_the_first_word_of_a_headline_is_not_part_of_a_name_known_from_the_body() -> None:
    names = candidates_in("They met President Bush.", title="End Bush 'denial', Blair tells EU leaders at their talks")
    assert "Bush" in names
    assert "End Bush" not in names


def test_a_word_that_opens_a_headline_is_a_name_only_if_the_body_has_it_or_it_is_known() -> None:
    assert "Concert" not in candidates_in("The singer left.", title="Concert ends early")
    assert "Holmby" in candidates_in("They met Jo Holmby.", title="Holmby ends early")
    assert "Macron" in candidates_in("The president left.", title="Macron ends early")
    assert "Ann" in candidates_in("The singer left.", title="Ann ends early")


def test_a_verb_that_begins_a_name_opens_a_sentence_with_it_too() -> None:
    assert candidates_in("Save Holm Valley won. They met the Save Holm Valley group.") == ["Save Holm Valley"] * 2
    assert candidates_in("Senior White House aides left. They met White House aides.") == ["White House"] * 2


def test_a_list_in_capitals_is_not_a_name() -> None:
    words = " ".join(f"Xo{letter}" for letter in "abcdefghijklmn")
    assert candidates_in(f"They met {words} there.") == []


def test_curly_quotes_and_possessives_are_not_part_of_a_name() -> None:
    story = Story(
        "“We’re ready,” said Keir Starmer.",
        "Starmer’s government and Keir Starmer’s wife were “ready”, an office said.",
        "Starmer‘s plan is old.",
    )
    assert story.mentions("Keir Starmer") == ["Keir Starmer", "Starmer", "Keir Starmer", "Starmer"]


def test_hyphens_and_accents_stay_in_names() -> None:
    story = Story(
        "Jean-Claude Juncker met José Mourinho in Brussels.",
        "Mr Juncker said the EU was strong.",
        "Jose Mourinho smiled.",
    )
    assert story.persons() == {"Jean-Claude Juncker", "José Mourinho"}
    assert story.mentions("José Mourinho") == ["José Mourinho", "Jose Mourinho"]


def test_a_text_in_capitals_still_has_its_names() -> None:
    story = Story("DONALD TRUMP SAID ON FRIDAY THAT HE WOULD VISIT JAPAN.", "TRUMP WILL MEET HIS HOSTS IN TOKYO.")
    assert story.mentions("Donald Trump") == ["DONALD TRUMP", "TRUMP"]


def test_a_nickname_between_quotes_stays_in_the_name() -> None:
    story = Story("Dwayne “The Rock” Johnson won again.", "Johnson smiled.", "His father is Rocky Johnson.")
    assert story.mentions("Dwayne “The Rock” Johnson") == ["Dwayne “The Rock” Johnson", "Johnson"]


def test_the_first_word_of_a_title_is_not_a_first_name() -> None:
    story = Story(
        "President Bush must stop his denial, Tony Blair said.",
        "Bush did not answer Blair.",
        title="End Bush 'denial' Blair tells EU",
    )
    assert story.persons() == {"Bush", "Tony Blair"}
    assert story.mentions("Bush") == ["Bush", "Bush", "Bush"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("(CNN)Ann Lee left the house.", "Ann Lee"),
        ("It opens in 2018.Rana Daggubati stars in it.", "Rana Daggubati"),
        ("He left.Ann Lee stayed.", "Ann Lee"),
    ],
)
def test_a_name_begins_after_a_mark_without_a_blank(text: str, name: str) -> None:
    assert name in candidates_in(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Reserve Deputy Robert Bates shot him.", "Robert Bates"),
        ("Green Party activist Carla Denner won.", "Carla Denner"),
        ("King Charles III sent a letter.", "King Charles III"),
        ("They met Mary Ann Smith there.", "Mary Ann Smith"),
    ],
)
def test_a_tagged_person_after_a_role_begins_a_name(text: str, name: str) -> None:
    assert name in candidates_in(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Harrow\nBrill\nTring Moss is here.", ["Harrow", "Brill", "Tring Moss"]),
        ("Harrow\tBrill\nMoss 4", ["Harrow", "Brill", "Moss"]),
        ("It was said on the way by the minister of Angela\nMerkel there.", ["Angela Merkel"]),
    ],
)
def test_a_name_ends_with_its_row_but_not_with_a_wrapped_line(text: str, names: list[str]) -> None:
    assert [name for name in names if name in candidates_in(text)] == names


@pytest.mark.parametrize("text", ["Planning to move court: Minister", "Dean", "Ann Dean"])
def test_a_title_may_end_a_text(text: str) -> None:
    candidates_in(text, title=text)


def test_the_label_after_a_name_is_not_part_of_it() -> None:
    assert candidates_in("FC Tokyo lost. It was FC Tokyo Appearances: 37. FC Tokyo won.") == ["FC Tokyo"] * 3


def test_a_time_zone_is_not_part_of_a_name() -> None:
    assert candidates_in("It was shared at 1:12pm PDT Manisha Koirala said.") == ["Manisha Koirala"]


def test_a_verb_after_a_pronoun_is_no_part_of_a_name() -> None:
    assert candidates_in("Josh Hardy is ill. They wrote: You Saved Josh. Then Josh smiled.")[-2:] == ["Josh", "Josh"]
