from __future__ import annotations

import pytest
from text.actors.analysed_text import Story
from text.actors.detection.examples import candidates_in, name_and_text

from bot.text.actors.detection.ambiguous_first_names import FIRST_NAME_RULES


@pytest.mark.parametrize("example", [example for _, example in FIRST_NAME_RULES])
def test_each_rule_finds_the_name_of_its_example(example: str) -> None:
    name, text = name_and_text(example)
    assert candidates_in(text)[-1] == name


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("April Jones", ("April Jones was found on Tuesday.", "Jones, 5, had been missing since April.")),
        ("June Sarpong", ("June Sarpong hosted the show.", "Sarpong said it was fun.")),
        ("June Whitfield-Cole", ("June Whitfield-Cole won a prize on Friday.", "Whitfield-Cole said so.")),
        ("Summer Lee", ("Summer Lee won her seat in Pittsburgh.", "Lee said that the summer had been long.")),
        ("August Wilson", ("August Wilson wrote ten plays.", "In August Wilson was honoured.")),
        ("May Ellison", ("He would win if May Ellison lost.", "He left in May.")),
        ("Wednesday Martin", ("Wednesday Martin wrote a book.", "Martin said so on Wednesday.")),
        ("Monday Samson", ("Monday Samson was jailed.", "Samson said he was sorry.")),
        ("Autumn Phillips", ("Autumn Phillips left Dublin.", "Phillips said so.")),
        ("Wednesday Addison", ("Wednesday Addison is 12.", "The girl goes to school on Wednesday.")),
        ("Dean Martinez", ("Dean Martinez was sentenced on Monday.", "Martinez, who lived in Leeds, smiled.")),
        ("Earl Simmons", ("Earl Simmons died in 2021.", "Simmons was a rapper.")),
        ("Christian Horner", ("Christian Horner left Red Bull.", "Horner was sacked in July.")),
        ("Roman Abramovich", ("Roman Abramovich sold the club.", "Abramovich left.")),
        ("English Gardner", ("English Gardner won the sprint.", "Gardner ran well.")),
        ("Will Young", ("Will Young sang.", "Young said he would.")),
        ("Jan Vertonghen", ("Jan Vertonghen scored in January.", "Vertonghen left in Jan. 2020.")),
    ],
)
def test_a_first_name_that_is_also_another_word_is_part_of_the_name(name: str, sentences: tuple[str, ...]) -> None:
    story = Story(*sentences)
    assert name in story.persons()
    assert len(story.mentions(name)) >= 1 + (name.split()[1] in sentences[1])


@pytest.mark.parametrize(
    "text",
    [
        "Wednesday Obama spoke.",
        "Monday Israel said it would attack.",
        "Will Trump win?",
        "Will Biden run again, voters asked.",
        "The minister said Sunday Israel had attacked.",
        "On Friday Okafor scored twice.",
        "In April Jones was named director of the firm.",
        "German Chancellor Merkel met French President Macron.",
        "Roman Catholic bishops met.",
        "Friday Prayers were held.",
        "March Madness began.",
        "Dutch Prime Minister Rutte left.",
    ],
)
def test_dates_peoples_and_verbs_are_no_first_names(text: str) -> None:
    opener = next(word for word in ("Will", *text.split()) if text.startswith(word) or word in ("Friday", "April"))
    assert not any(name.split()[0] == opener and " " in name for name in candidates_in(text))


def test_a_month_or_a_people_after_a_form_of_address_is_a_surname() -> None:
    story = Story("Mr March and Ms Summer wed in May.", "Mrs Sunday wept.", "Mr French said no.")
    assert story.persons() == {"March", "Summer", "Sunday", "French"}


def test_a_demonym_that_is_a_surname_in_the_story_is_one_as_a_subject() -> None:
    story = Story("Jane English spoke in Dublin.", "English said so.", "English people smiled.")
    assert story.mentions("Jane English") == ["Jane English", "English"]
