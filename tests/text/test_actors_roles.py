from __future__ import annotations

import pytest
from actor_story import Story

from bot.text.actors.roles import MAX_ROLE


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("Prime Minister Sanae Takaichi spoke.", "Sanae Takaichi", "Prime Minister"),
        ("They met former President Donald Trump.", "Donald Trump", "former President"),
        ("Microsoft chief executive Satya Nadella wept.", "Satya Nadella", "Microsoft chief executive"),
        ("He quoted Secretary of State John Kerry.", "John Kerry", "Secretary of State"),
        ("Arsenal bought 17-year-old Italian striker Arturo Lupoli.", "Arturo Lupoli", "17-year-old Italian striker"),
        (
            "Satya Nadella, the chief executive of Microsoft, resigned.",
            "Satya Nadella",
            "the chief executive of Microsoft",
        ),
        ("Ann Poe, 57, a teacher from Leeds, agreed.", "Ann Poe", "a teacher from Leeds"),
        ("Japan’s new Prime Minister, Sanae Takaichi, spoke.", "Sanae Takaichi", "Japan’s new Prime Minister"),
        (
            "The leader of the Liberal Democrats, Charles Kennedy, said no.",
            "Charles Kennedy",
            "The leader of the Liberal Democrats",
        ),
        (
            "She praised Shinzo Abe, who served as Prime Minister for nearly a decade.",
            "Shinzo Abe",
            "Prime Minister for nearly a decade",
        ),
        ("Jane Roe is the mayor of Leeds.", "Jane Roe", "the mayor of Leeds"),
        ("Gov. Rick Perry called a session.", "Rick Perry", "Gov."),
        ("Culture Secretary Jeremy Hunt condemned it.", "Jeremy Hunt", "Culture Secretary"),
        ("Work and Pensions Secretary Alan Johnson spoke.", "Alan Johnson", "Work and Pensions Secretary"),
        ("He mocked late-night host Jimmy Kimmel.", "Jimmy Kimmel", "late-night host"),
        ("Dragons' Den star Duncan Bannatyne wept.", "Duncan Bannatyne", "Dragons' Den star"),
        ("The magazine's editor Mark Robertson wept.", "Mark Robertson", "The magazine's editor"),
        ("It shocked shareholder and lifelong fan Steve Morgan.", "Steve Morgan", "shareholder and lifelong fan"),
        ("Ireland lock Paul O'Connell has denied it.", "Paul O'Connell", "Ireland lock"),
        ("Glenn Hoddle will be unveiled as the new Wolves manager.", "Glenn Hoddle", "the new Wolves manager"),
        ("“It works,” said Ann Poe, managing trustee.", "Ann Poe", "managing trustee"),
        ("“It grew,” said Ken Doe, chief operating officer of Acme.", "Ken Doe", "chief operating officer of Acme"),
        ("Sunday Telegraph journalist Robert Poe wrote it.", "Robert Poe", "Sunday Telegraph journalist"),
        (
            "They should come forward Detective Chief Inspector Jo Reeves said.",
            "Jo Reeves",
            "Detective Chief Inspector",
        ),
        ("Maj. Gen. Igor Poe said so.", "Igor Poe", "Maj. Gen."),
        ("Ann Poe has been a promoter of a healthy, cheap diet.", "Ann Poe", "a promoter"),
        (
            "Ron Doe became the first player to score 500 points as he was lucky.",
            "Ron Doe",
            "the first player to score 500 points",
        ),
        ("Human rights lawyer Clive Poe objected.", "Clive Poe", "Human rights lawyer"),
        ("Farah Khan was a nurse and her husband a lawyer.", "Farah Khan", "a nurse"),
        ("Jim Doe was named finance director of Acme Ltd on Friday.", "Jim Doe", "finance director of Acme Ltd"),
    ],
)
def test_a_stated_role_is_found_verbatim(sentence: str, name: str, role: str) -> None:
    assert Story(sentence).roles(name) == [role]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("His predecessor John Major spoke.", "John Major"),
        ("He met his rival Michael Portillo.", "Michael Portillo"),
        ("He came with his wife Norma Major.", "Norma Major"),
        ("Mr John Major spoke.", "John Major"),
        ("Jane Roe remains hopeful of being the winner.", "Jane Roe"),
        ("When it came to John Major, there was only one winner.", "John Major"),
        ("He met Donald Trump Jr, the president's son-in-law Jared Kushner, and aides.", "Donald Trump Jr"),
        ("He came with a friend, John Major.", "John Major"),
        ("Presidents George Bush and Vladimir Putin met.", "George Bush"),
        ("Charles Kennedy is not a minister.", "Charles Kennedy"),
        ("After meeting the president, Tony Blair said no.", "Tony Blair"),
        ("The wife of Tony Blair is a lawyer.", "Tony Blair"),
        ("They saw Tony Blair, chancellor Gordon Brown and others.", "Tony Blair"),
    ],
)
def test_words_that_say_nothing_of_the_name_are_no_role(sentence: str, name: str) -> None:
    assert Story(sentence).roles(name) == []


def test_a_weekday_before_a_title_is_no_part_of_the_role() -> None:
    assert Story("On Wednesday President George Bush met guests.").roles("George Bush") == ["President"]


def test_a_role_said_in_more_words_replaces_the_shorter_one() -> None:
    story = Story("President Donald Trump spoke.", "They met former President Donald Trump.")
    assert story.roles("Donald Trump") == ["former President"]


def test_a_long_role_is_cut_at_a_sensible_place() -> None:
    chain = " of the town of Ham" * 12
    (role,) = Story(f"Ann Poe is the mayor{chain}.").actor("Ann Poe").roles
    assert role.text.startswith("the mayor of the town")
    assert len(role.text) <= MAX_ROLE
    assert not role.text.endswith((" of", " the"))


def test_a_role_names_its_sentence() -> None:
    story = Story("It rained.", "Jane Roe is the mayor of Leeds.")
    assert story.actor("Jane Roe").roles[0].sentence == 1


def test_telling_sentences_put_roles_words_and_deeds_before_bare_mentions() -> None:
    story = Story(
        "Reporters waited all day in the rain outside a house that belongs to friends of Jane Roe.",
        "The rain went on and on over the town and its many parks.",
        "Jane Roe, the mayor of Leeds, said she would resign.",
        "Roe left the town in a taxi with two of her aides.",
    )
    telling = story.actor("Jane Roe").telling
    assert telling[:2] == (2, 3)
    assert 1 not in telling


def test_telling_sentences_can_be_read_alone() -> None:
    story = Story(
        "Jane Roe leads the council of Leeds in the north of England.",
        "But Roe has not said what she would do about the old bridge.",
        "Did Roe know of the plans for the bridge before they were made?",
        "Roe said.",
        "Roe wants to build a bridge with the money of the county.",
    )
    telling = story.actor("Jane Roe").telling
    assert telling[:2] == (0, 4)
    assert 3 not in telling


def test_a_sentence_that_the_article_repeats_is_told_once() -> None:
    story = Story("Jane Roe opened a school in Leeds.", "It rained there.", "Jane Roe opened a school in Leeds.")
    assert story.actor("Jane Roe").telling == (0,)
