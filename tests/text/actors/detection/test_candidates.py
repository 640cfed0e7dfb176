from __future__ import annotations

from text.actors.analysed_text import Story
from text.actors.detection.examples import candidates_in

from bot.models.analysis import ActorKind


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


def test_curly_quotes_and_possessives_are_no_part_of_a_name() -> None:
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
    assert story.mentions("DONALD TRUMP") == ["DONALD TRUMP", "TRUMP"]


def test_two_places_joined_by_a_hyphen_are_two_places() -> None:
    story = Story("The U.S.-Japan alliance holds.", "It was signed after World War II in the Asia-Pacific region.")
    assert story.names() == {"U.S.", "Japan", "Asia-Pacific"}
    assert story.mentions("U.S.") == ["U.S."]


def test_a_nickname_between_quotes_stays_in_the_name() -> None:
    story = Story("Dwayne “The Rock” Johnson won again.", "Johnson smiled.", "His father is Rocky Johnson.")
    assert story.mentions("Dwayne “The Rock” Johnson") == ["Dwayne “The Rock” Johnson", "Johnson"]


def test_a_word_that_opens_a_title_is_no_first_name() -> None:
    story = Story(
        "President Bush must stop his denial, Tony Blair said.",
        "Bush did not answer Blair.",
        title="End Bush 'denial' Blair tells EU",
    )
    assert story.persons() == {"Bush", "Tony Blair"}
    assert story.mentions("Bush") == ["Bush", "Bush", "Bush"]


def test_a_word_that_may_be_a_place_is_a_surname_after_a_full_name() -> None:
    story = Story("Police hunt Trevor Holland.", "Holland fled in May.", "He said Holland was armed.")
    assert story.mentions("Trevor Holland") == ["Trevor Holland", "Holland", "Holland"]
    abroad = Story("Tom Holland lives in Holland.", "He came from Holland.")
    assert abroad.mentions("Holland") == ["Holland", "Holland"]


def test_korean_given_names_stay_whole() -> None:
    story = Story("Officials met Kang Young-hoon.", "They asked for Kim In-so.", "Kang Young-hoon said no.")
    assert story.persons() == {"Kang Young-hoon", "Kim In-so"}


def test_a_family_name_that_is_a_colour_or_a_people_stays_in_the_name() -> None:
    assert Story("The chef Marco Pierre White spoke.").persons() == {"Marco Pierre White"}


def test_half_of_a_compound_is_no_name() -> None:
    story = Story("They opened the online flood-Gates.", "Melinda Gates laughed.", "The ex-Chelsea striker left.")
    assert story.mentions("Melinda Gates") == ["Melinda Gates"]
    assert "Chelsea" in story.names()


def test_a_foundation_of_two_people_is_one_body() -> None:
    story = Story("The Bill and Melinda Gates Foundation gave money.", "Melinda Gates thanked the foundation.")
    assert "Bill and Melinda Gates Foundation" in story.names(ActorKind.ORGANISATION)
    assert story.persons() == {"Melinda Gates"}
