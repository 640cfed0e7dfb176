from __future__ import annotations

import pytest
from text.actors.analysed_text import Story, analyse

MATTER = "Boeing closed its factory in Oslo.", "Boeing said so."


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("Newsday", "Ann Lee told Newsday that it was old."),
        ("Guardian", "Ann Lee told the Guardian that it was old."),
        ("Reuters", "Reuters reported that it was old."),
        ("BBC", "The BBC has learned that it was old."),
        ("WNEP", "Ann Lee told CNN affiliate WNEP that it was old."),
        ("New York Times", "It was old, according to the New York Times."),
        ("Bloomberg News", "It was old, Ann Lee said in a statement to Bloomberg News."),
        ("Scranton Times-Tribune", "Ann Lee spoke to the Scranton Times-Tribune."),
        ("Instagram", "Ann Lee posted a picture on Instagram."),
        ("Twitter", "Ann Lee wrote on Twitter."),
        ("ABC News", "It was old, Ann Lee said in an exclusive ABC News interview."),
        ("CNN", "It was old, as a new CNN poll showed."),
        ("Interfax", "It was old, Interfax quoted Ann Lee as saying."),
        ("Ukrinforma", "It was old, according to the news agency Ukrinforma."),
        ("Ukrinforma", "The newspaper Ukrinforma reported that it was old."),
        ("USA Today", "Ann Lee told USA Today that it was old."),
    ],
)
def test_who_reports_is_found_but_no_main_actor(source: str, sentence: str) -> None:
    story = Story(*MATTER, sentence, sentence)
    assert any(source in name for name in story.names())
    assert not any(source in name for name in story.main())
    assert "Boeing" in story.main()


@pytest.mark.parametrize(
    "credit",
    [
        "Reporting by Kate Holm in Oslo; Editing by Kate Holm.",
        "Written by Kate Holm.",
        "Additional reporting by Kate Holm.",
        "Photo: Kate Holm.",
        "Source: Kate Holm.",
        "CNN's Kate Holm and Bo Diaz contributed to this report.",
    ],
)
def test_whom_a_credit_names_is_no_main_actor(credit: str) -> None:
    assert "Kate Holm" not in Story(*MATTER, credit, credit).main()


def test_the_reporter_of_an_outlet_is_no_main_actor() -> None:
    story = Story(*MATTER, "Mr Lee told CNN's Kate Holm that it was old.", "Mr Lee told CNN's Kate Holm so.")
    assert "Kate Holm" not in story.main()


@pytest.mark.parametrize(
    "sentences",
    [
        ("The BBC leads the nominations.", "The BBC has sixteen of them."),
        (
            "Staff walked out of the BBC.",
            "The BBC closed a studio.",
            "The pay at the BBC is low.",
            "They left the BBC.",
        ),
    ],
)
def test_an_outlet_that_the_article_is_about_is_a_main_actor(sentences: tuple[str, ...]) -> None:
    assert "BBC" in Story(*sentences).main()


def test_an_outlet_in_the_title_is_a_main_actor() -> None:
    story = Story("It was sold.", "The Guardian was bought.", title="Guardian is sold")
    assert any("Guardian" in name for name in story.main())


def test_places_in_brackets_lists_and_names_of_cases_are_in_passing() -> None:
    results = Story("Jansher Khan (Pakistan) won.", "Peter Nicol (Pakistan) lost.", "Talks ended.")
    assert "Pakistan" not in results.main()
    plans = Story("China plans a base.", "China follows the US, India and Russia.", "It leads India, Russia and Japan.")
    assert plans.main() == {"China"}
    law = Story("The court decided Kennedy v. Louisiana.", "Judges cite Kennedy v. Louisiana.", "They do so often.")
    assert "Louisiana" not in law.main()


@pytest.mark.parametrize(
    "line",
    [
        "The factory was old (AP).",
        "The factory was old. —Reuters",
        "By Ann Howe | 12 November 2026 | 3 min read",
        "By Ann Howe, Oslo",
        "(Reporting by Ann Howe in Dorn and Piet Maas in Oslo; Editing by Sue Ward)",
    ],
)
def test_whom_credits_alone_name_is_no_actor(line: str) -> None:
    text = " ".join(MATTER) + "\n\n" + line
    names = {actor.name for actor in analyse(text)}
    assert "Boeing" in names
    assert not names & {"AP", "Reuters", "Ann Howe", "Piet Maas", "Sue Ward", "Dorn"}


def test_whom_the_text_names_too_is_an_actor() -> None:
    assert "Ann Howe" in {actor.name for actor in analyse("By Ann Howe\n\nThe police arrested Ann Howe in Oslo.")}


def test_a_reporter_of_an_outlet_is_no_main_actor() -> None:
    reporter = "The BBC's home affairs correspondent, Sue Ward, said it was old."
    assert "Sue Ward" not in Story(*MATTER, reporter, reporter).main()


@pytest.mark.parametrize(
    "reporter",
    [
        ("KCAL9's Sue Ward said that it was old.", "Ward added that it was cold."),
        ("NPR legal affairs correspondent Sue Ward saw it.", "Ward added that it was cold."),
        ("It was cold.", "What a day! Sue Ward (@sueward) May 5", "It was cold. Sue Ward (@sueward) May 6"),
    ],
)
def test_whoever_reports_or_posts_is_no_main_actor_by_the_surname_either(reporter: tuple[str, ...]) -> None:
    assert "Sue Ward" not in Story(*MATTER, *reporter).main()


@pytest.mark.parametrize(
    "sentences",
    [
        ("CNN's Sue Ward was arrested in Oslo.", "Ward wept.", "Police freed Ward.", "Ward left.", "Ward is 40."),
        ("The new correspondent Sue Ward left Oslo.", "Ward wept.", "Police freed Ward."),
    ],
)
def test_a_reporter_whom_the_article_is_about_is_a_main_actor(sentences: tuple[str, ...]) -> None:
    assert "Sue Ward" in Story(*sentences).main()


def test_a_channel_that_shows_a_film_is_no_main_actor() -> None:
    films = ("The HBO documentary is long.", "HBO's hit comedy was better.", "Ann Lee saw both on HBO.")
    assert "HBO" not in Story(*films).main()
    assert "HBO" in Story("HBO cut 40 jobs in May.", "HBO said it was sorry.", "Staff left HBO.").main()


def test_who_asks_the_questions_of_an_interview_is_no_main_actor() -> None:
    answers = (
        "Bo Diaz opened a garage. Diaz is 40.\n\nAnn Lee: What did you do?\n\nBo Diaz: I opened it.\n\nAnn Lee: Why?"
    )
    assert {actor.name for actor in analyse(answers) if actor.is_main} == {"Bo Diaz"}


def test_a_person_whose_surname_is_an_outlet_is_a_main_actor() -> None:
    story = Story("Mayor Michael Bloomberg said that it rained.", "Bloomberg left.", "Bloomberg News reported it.")
    assert "Michael Bloomberg" in story.main()


def test_what_is_once_called_a_news_agency_is_a_source_wherever_it_reports() -> None:
    story = Story(
        "The mine is old, according to the Ukrainian news agency Ukrinforma.",
        "Ann Lee closed the mine, Ukrinforma reported.",
        "Ann Lee had waited, Ukrinforma quoted her as saying.",
        "Ann Lee was right, Ukrinforma said.",
    )
    assert story.main() == {"Ann Lee"}


def test_the_name_of_an_outlet_is_not_cut_to_a_place() -> None:
    story = Story("The boy lived in Pune, police told India Today.", "The note, seen by India Today, is short.")
    assert "India" not in story.names()


def test_a_correspondent_without_an_outlet_is_the_source() -> None:
    story = Story("Correspondent Tracy Lund spoke with Ann Lee.", "Ann Lee said no.", "Lee left.")
    assert story.main() == {"Ann Lee"}
