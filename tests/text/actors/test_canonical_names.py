from __future__ import annotations

from text.actors.analysed_text import Story


def test_a_person_is_shown_by_the_most_used_full_name() -> None:
    story = Story("Donald J. Trump spoke.", "Donald Trump smiled.", "Donald Trump left.", "Trump was glad.")
    (trump,) = story.actors
    assert trump.name == "Donald Trump"
    assert set(trump.aliases) == {"Trump", "Donald J. Trump"}


def test_a_place_is_shown_by_its_usual_name_if_the_article_has_it() -> None:
    story = Story("The U.S. agreed.", "The U.S. and Japan signed.", "The United States gained.")
    assert story.actor("United States").aliases == ("U.S.",)


def test_a_name_is_shown_as_the_article_writes_it_on_one_line() -> None:
    story = Story("Ms Sinéad O’Connor\nsang in Dublin.", "Sinéad O’Connor left.")
    assert "Sinéad O’Connor" in story.names()


def test_a_person_in_capitals_is_shown_in_the_usual_spelling() -> None:
    story = Story("The leader of the council, ODA MARSH, left.", "Then PETER HOLM, the treasurer, left.")
    assert story.persons() == {"Oda Marsh", "Peter Holm"}
    assert story.mentions("Oda Marsh") == ["ODA MARSH"]


def test_a_surname_of_two_words_and_an_initial_are_no_full_name() -> None:
    designer = Story("Matthew von Ertfelda spoke.", "Von Ertfelda said so.", "Von Ertfelda left.", "Von Ertfelda won.")
    assert "Matthew von Ertfelda" in designer.names()
    player = Story("Brian O'Driscoll led the team.", "B O'Driscoll played.", "O'Driscoll won.")
    assert "Brian O'Driscoll" in player.names()


def test_a_stray_word_before_a_first_name_is_not_shown() -> None:
    story = Story("Pic Giles Hamm won.", "Giles Hamm smiled.", "Hamm left.")
    assert "Giles Hamm" in story.names()
    assert "APJ Abdul Kalam" in Story("APJ Abdul Kalam won.", "Abdul Kalam smiled.").names()
    assert "Alya Ahmed Ali" in Story("Alya Ahmed Ali, 13, left.", "Alya smiled.", "Ahmed Ali won.").names()
    assert "Queen Mary" in Story("Queen Mary left.", "Mary smiled.").names()


def test_a_role_or_an_adjective_before_a_full_name_is_not_shown() -> None:
    assert "Scot Young" in Story("Tycoon Scot Young won.", "Scot Young smiled.", "Young left.").names()
    assert "Robert Durst" in Story("Nobody saw L.A. Frail Robert Durst.", "Robert Durst smiled.", "Durst left.").names()


def test_a_name_with_a_word_twice_is_not_shown() -> None:
    story = Story("Critics of Trump Donald John Trump Airstrikes left.", "Trump smiled.", "Trump won.")
    assert "Trump" in story.names()


def test_a_first_name_may_come_twice() -> None:
    story = Story("Police arrested Abdul Salam Abdul Momin Shaikh, 24.", "Abdul fled.", "Abdul was found.")
    assert "Abdul Salam Abdul Momin Shaikh" in story.names()
