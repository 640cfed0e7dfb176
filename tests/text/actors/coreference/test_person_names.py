from __future__ import annotations

import pytest
from text.actors.analysed_text import Story

from bot.text.actors.coreference.person_names import same_person


def test_a_family_name_in_first_position_joins_its_full_name() -> None:
    story = Story(
        "Xi Jinping met Kim Jong Un in Beijing.",
        "Xi said he was glad.",
        "Kim smiled.",
        "Chinese President Xi left.",
    )
    assert story.persons() == {"Xi Jinping", "Kim Jong Un"}
    assert story.mentions("Xi Jinping") == ["Xi Jinping", "Xi", "Xi"]
    assert story.mentions("Kim Jong Un") == ["Kim Jong Un", "Kim"]


def test_a_bare_family_name_is_whoever_of_that_family_was_named_last() -> None:
    story = Story(
        "Wang Lei was arrested.",
        "Wang said he was innocent.",
        "Wang Jun, his boss, was not arrested.",
        "Wang left.",
    )
    assert story.mentions("Wang Lei") == ["Wang Lei", "Wang"]
    assert story.mentions("Wang Jun") == ["Wang Jun", "Wang"]


@pytest.mark.parametrize(
    ("full", "bare"),
    [
        ("Karim al-Hadad", "Mr. Hadad"),
        ("Bashar al-Assad", "Al-Assad"),
        ("Ursula von der Leyen", "Mrs. von der Leyen"),
        ("Robin van Persie", "Van Persie"),
        ("Oscar de la Hoya", "Mr De La Hoya"),
        ("Maria de la Cruz", "Ms. Cruz"),
        ("Jan de Wit", "De Wit"),
        ("Edwin van der Sar", "Van der Sar"),
        ("Otto von und zu Hagen", "Von und zu Hagen"),
        ("Carla de' Rossi", "De' Rossi"),
    ],
)
def test_a_surname_with_a_particle_joins_its_full_name(full: str, bare: str) -> None:
    story = Story(f"They met the mayor {full} in Bonn.", f"{bare} said so.")
    assert story.persons() == {full}
    assert len(story.mentions(full)) == 2


def test_a_name_in_the_other_order_is_the_same_person() -> None:
    story = Story("Kovács Anna won the vote.", "Anna Kovács, as papers abroad call her, was glad.", "Kovács left.")
    assert len(story.persons()) == 1


def test_generations_of_one_name_are_told_apart_where_the_article_names_several() -> None:
    story = Story("Henry Salt IV inherited the mill from Henry Salt III on Monday.")
    assert story.persons() == {"Henry Salt IV", "Henry Salt III"}
    assert len(Story("Henry Salt III spoke in Bonn.", "Henry Salt was glad.").persons()) == 1


def test_a_full_name_in_capitals_shows_that_its_surname_is_a_persons() -> None:
    story = Story("POLICE CHIEF JOHN MARLOW was arrested on Friday.", "Marlow took bribes, prosecutors said.")
    assert story.mentions("John Marlow") == ["JOHN MARLOW", "Marlow"]


def test_a_president_known_by_surname_is_not_the_wife_who_is_called_by_her_full_name() -> None:
    story = Story(
        "Michelle Obama planted herbs at a school in Denver.",
        "Michelle Obama said so.",
        "President Obama was in Washington.",
        "Obama said that jobs came back.",
    )
    assert story.mentions("Michelle Obama") == ["Michelle Obama", "Michelle Obama"]
    assert story.mentions("Obama") == ["Obama", "Obama"]


@pytest.mark.parametrize(
    "sentences",
    [
        ("President Dilma Rousseff spoke.", "Dilma Rousseff left.", "President Rousseff was glad."),
        ("Dilma Rousseff, the president of Brazil, spoke.", "Dilma Rousseff left.", "President Rousseff was glad."),
        ("Dilma Rousseff won the vote.", "President Rousseff was glad."),
        ("Vladimir Putin spoke.", "Vladimir Putin left.", "President Putin was glad."),
        ("Mary Warren spoke.", "Mary Warren left.", "Mayor Warren was glad."),
    ],
)
def test_a_title_before_a_bare_surname_does_not_part_it_from_its_full_name(sentences: tuple[str, ...]) -> None:
    assert len(Story(*sentences).persons()) == 1


def test_a_form_of_address_joins_the_full_name() -> None:
    story = Story("Conservative leader Michael Howard spoke.", "Mr Howard said taxes would fall.")
    assert story.mentions("Michael Howard") == ["Michael Howard", "Howard"]


def test_two_persons_of_one_surname_stay_apart() -> None:
    bush = Story("George Bush and his wife Laura Bush went to Texas.", "Bush said he would rest.", "Mrs Bush smiled.")
    assert bush.mentions("George Bush") == ["George Bush", "Bush"]
    assert bush.mentions("Laura Bush") == ["Laura Bush", "Bush"]
    costa = Story("Jorge Costa and Rui Costa were booked.", "Jorge Costa scored.", "Rui Costa did not.")
    assert costa.persons() == {"Jorge Costa", "Rui Costa"}


def test_a_prince_is_not_joined_to_another_person_of_that_first_name() -> None:
    story = Story("Prince Charles will marry.", "Charles Kennedy congratulated him.", "Charles smiled at Kennedy.")
    assert story.mentions("Prince Charles") == ["Prince Charles", "Charles"]
    assert story.mentions("Charles Kennedy") == ["Charles Kennedy", "Kennedy"]


def test_a_president_is_not_his_wife_whose_full_name_the_story_has() -> None:
    story = Story("President Trump spoke.", "His wife Melania Trump smiled.", "Trump left.")
    assert story.mentions("Trump") == ["Trump", "Trump"]
    assert story.mentions("Melania Trump") == ["Melania Trump"]
    clintons = Story("Mr Clinton spoke.", "Hillary Clinton listened.", "Mrs Clinton smiled.")
    assert clintons.mentions("Hillary Clinton") == ["Hillary Clinton", "Clinton"]
    assert Story("Prime Minister Takaichi spoke.", "Sanae Takaichi smiled.").persons() == {"Sanae Takaichi"}


def test_a_particle_in_capitals_belongs_to_the_surname() -> None:
    story = Story("Joost van der Westhuizen scored.", "A penalty from Van der Westhuizen won it.")
    assert story.mentions("Joost van der Westhuizen") == ["Joost van der Westhuizen", "Van der Westhuizen"]


def test_a_bare_surname_is_whose_name_ends_with_it_and_not_with_a_part_of_it() -> None:
    story = Story(
        "Heather Mack was sentenced for killing her mother, Sheila Wiese-Mack.",
        "Mack wept in court.",
        "Mack said she was sorry.",
    )
    assert story.mentions("Heather Mack") == ["Heather Mack", "Mack", "Mack"]
    assert story.mentions("Sheila Wiese-Mack") == ["Sheila Wiese-Mack"]


def test_a_lady_is_the_woman_who_is_introduced_as_a_relative() -> None:
    story = Story("John Smith arrived with his wife Mary Poe on Monday.", "Lady Poe smiled at the crowd.")
    assert story.mentions("Mary Poe") == ["Mary Poe", "Poe"]


def test_a_man_of_a_surname_is_not_the_woman_who_has_it_in_full() -> None:
    story = Story("Mary Smith spoke in Leeds.", "Mr Smith, who is not related to her, said so too.")
    assert story.mentions("Mary Smith") == ["Mary Smith"]
    assert story.mentions("Smith") == ["Smith"]


@pytest.mark.parametrize(
    ("one", "two", "fit"),
    [
        ("George W. Bush", "George Bush", True),
        ("J. Smith", "John Smith", True),
        ("J. R. Smith", "John R. Smith", True),
        ("J. R. Smith", "K. R. Smith", False),
        ("Suu Kyi", "Aung San Suu Kyi", True),
        ("Hunter Biden Jr.", "Hunter Biden", True),
        ("J. Smith", "John Michael Smith", True),
        ("Jorge Costa", "Rui Costa", False),
        ("Xi", "Xi Jinping", False),
        ("Xi", "Xi", True),
    ],
)
def test_full_names_fit_one_person_by_their_words(one: str, two: str, fit: bool) -> None:
    assert same_person(one, two) is fit
    assert same_person(two, one) is fit


@pytest.mark.parametrize(
    ("sentences", "persons"),
    [
        (
            ("Donald Trump dictated it.", "Donald Trump Jr met her.", "Trump Jr said so.", "Mr Trump said no."),
            {"Donald Trump", "Donald Trump Jr"},
        ),
        (
            ("Mike Moss died in May.", "His father, Mike Moss Sr., wept."),
            {"Mike Moss", "Mike Moss Sr."},
        ),
        (
            ("Ken Griffey Sr met Ken Griffey Jr in Ohio.", "Griffey Jr said so."),
            {"Ken Griffey Sr", "Ken Griffey Jr"},
        ),
        (("Martin Luther King Jr spoke.", "Martin Luther King left.", "King was shot."), {"Martin Luther King Jr"}),
        (("Laura E. Poe Lane led it.", "Laura Poe Lane spoke.", "Poe Lane left."), {"Laura E. Poe Lane"}),
        (("Josh Sweet was freed.", "Joshua Sweet, 20, left the court."), {"Joshua Sweet"}),
        (("Martin Karl sang.", "Martina Karl danced."), {"Martin Karl", "Martina Karl"}),
    ],
)
def test_suffixes_and_short_first_names_tell_persons_apart_only_where_they_must(
    sentences: tuple[str, ...], persons: set[str]
) -> None:
    found = Story(*sentences).persons()
    assert len(found) == len(persons)


@pytest.mark.parametrize("name", ["Al Sharpton", "Ben Carson", "Van Morrison"])
def test_a_first_name_may_look_like_a_particle(name: str) -> None:
    surname = name.split()[1]
    assert Story(f"They met {name}.", f"{surname} smiled.").mentions(name) == [name, surname]


def test_a_surname_with_its_particle_is_no_full_name() -> None:
    story = Story("Robin van Persie scored.", "Van Persie smiled.", "Persie was pleased.")
    assert story.persons() == {"Robin van Persie"}


def test_a_ruler_with_and_without_the_number_is_one() -> None:
    story = Story("King Juan Carlos I of Spain stepped down.", "King Juan Carlos was 76.", "Juan Carlos smiled.")
    assert len(story.persons()) == 1
    assert story.mentions("King Juan Carlos I") == ["King Juan Carlos I", "King Juan Carlos", "Juan Carlos"]


def test_a_bare_surname_belongs_to_whoever_is_named_first_though_with_a_suffix() -> None:
    story = Story("Harry E. Johnson Sr. spoke.", "Johnson was sad.", "Then Jenna Johnson left.")
    assert story.mentions("Jenna Johnson") == ["Jenna Johnson"]


@pytest.mark.parametrize(
    ("sentences", "bearer"),
    [
        (("Park Ji-won, South Korea's minister of labour, met Park Sung-ho.", "Minister Park smiled."), "Park Ji-won"),
        (("The actor John Smith met Senator Jane Smith.", "Then Senator Smith left."), "Jane Smith"),
        (("John Smith met his cousin Jane Smith, the new mayor.", "Then Mayor Smith left."), "Jane Smith"),
    ],
)
def test_a_bare_surname_after_a_title_is_the_one_who_has_this_title(sentences: tuple[str, ...], bearer: str) -> None:
    assert len(Story(*sentences).mentions(bearer)) == 2


def test_a_title_that_nobody_of_a_surname_has_says_nothing() -> None:
    story = Story("John Smith met Jane Smith, a nurse.", "Then Mayor Smith left.")
    assert story.mentions("John Smith") == ["John Smith", "Smith"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ahmed Karim Haddad, the son of former mayor Karim Haddad, left the town on Monday.",
        "Police arrested Karim Haddad and his son Ahmed Karim Haddad on Monday.",
        "Karim Haddad's brother, Ahmed Karim Haddad, left the town on Monday.",
    ],
)
def test_relatives_are_two_though_one_name_ends_with_the_other(sentence: str) -> None:
    assert Story(sentence).persons() == {"Karim Haddad", "Ahmed Karim Haddad"}


def test_without_a_word_for_a_relative_a_name_with_one_more_word_is_the_same_person() -> None:
    story = Story("Ahmed Karim Haddad left on Monday.", "The son of a farmer, Karim Haddad was seen in Bonn.")
    assert len(story.persons()) == 1


@pytest.mark.parametrize(
    ("title", "surname", "other"),
    [
        ("President", "Biden", "Jill Biden"),
        ("Prime Minister", "Johnson", "Carrie Johnson"),
        ("Former President", "Clinton", "Hillary Clinton"),
    ],
)
def test_a_head_of_state_or_government_is_not_somebody_with_another_first_name(
    title: str, surname: str, other: str
) -> None:
    story = Story(f"{other} opened a school in Denver.", f"{title} {surname} was in Rome.", f"{other} left.")
    assert story.mentions(other) == [other, other]
    assert story.mentions(surname) == [surname]


def test_a_head_of_state_with_the_first_name_or_an_initial_is_the_one_who_is_named_in_full() -> None:
    assert Story("Joe Biden spoke.", "President Biden left.").persons() == {"Joe Biden"}
    assert Story("J. Biden spoke.", "President Biden left.").persons() == {"J. Biden"}


def test_whoever_a_sentence_names_in_full_after_a_title_and_the_surname_is_somebody_else() -> None:
    story = Story("Mayor Holm and Lena Holm opened the fair in Denver.", "Mayor Holm spoke.", "Mrs Holm smiled.")
    assert story.mentions("Holm") == ["Holm", "Holm"]
    assert story.mentions("Lena Holm") == ["Lena Holm", "Holm"]


def test_a_title_and_a_surname_mean_whom_they_may_mean() -> None:
    story = Story("Gov. Newsom and Jennifer Newsom spoke in Denver.", "Gavin Newsom said so.", "Newsom left.")
    assert story.mentions("Gavin Newsom") == ["Newsom", "Gavin Newsom", "Newsom"]
    assert story.mentions("Jennifer Newsom") == ["Jennifer Newsom"]


def test_a_person_with_two_surnames_is_one_under_each_part_of_the_name() -> None:
    story = Story(
        "Laura Poe was freed from jail in Lima.",
        "Laura Poe Lane, 30, flew home.",
        "Poe Lane said she was sorry.",
        "Ms Lane wept.",
    )
    assert len(story.persons()) == 1
    assert len(story.mentions("Laura Poe Lane")) == 4
