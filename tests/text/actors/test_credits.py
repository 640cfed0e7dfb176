from __future__ import annotations

import pytest
from text.actors.analysed_text import Story, analyse

MATTER = "Boeing closed its factory in Oslo.", "Boeing said so."


@pytest.mark.parametrize(
    "credit",
    [
        "CNN's Kate Holm and Bo Diaz contributed to this report.",
        "Associated Press writers Kate Holm in Rome and Bo Diaz in Lima contributed to this story.",
        "AP writer Kate Holm in Rome contributed to this report.",
        "Reuters' Kate Holm also contributed to this article.",
        "Kate Holm reported from Rome.",
        "Kate Holm reported from Rome and Bo Diaz from Lima.",
        "CNN's Kate Holm reported from Rome, and Bo Diaz from Lima.",
        "Kate Holm, CNN",
        "-- Kate Holm, Reuters",
        "Photograph: Kate Holm/Getty Images",
        "Story by Kate Holm; photographs by Bo Diaz",
        "Posted by Kate Holm on 12 May 2020",
        "By Kate Holm, Bo Diaz and Ann Lee",
        "It was old. (Kate Holm and Bo Diaz)",
        "“It was old.” (Kate Holm)",
        "(Reporting by Kate Holm in Rome and Bo Diaz; editing by Ann Lee)",
    ],
)
def test_whom_contributions_and_bylines_name_is_no_actor(credit: str) -> None:
    body = f"Boeing closed its factory in Oslo.\n\n{credit}\n\nBoeing said so."
    names = {actor.name for actor in analyse(body)}
    assert not names & {"Kate Holm", "Bo Diaz", "Ann Lee", "Rome", "Lima"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Kate Holm contributed 300 dollars to the campaign.",
        "Kate Holm reported from Rome that the ship had sunk.",
        "Kate Holm reported the theft from Rome.",
        "Kate Holm, CNN and the BBC went to court.",
        "Kate Holm, a nurse, left.",
        "The winner (Kate Holm) smiled.",
    ],
)
def test_who_does_something_else_is_an_actor(sentence: str) -> None:
    assert "Kate Holm" in Story(*MATTER, sentence).persons()


@pytest.mark.parametrize("line", ["Kate Holm,", "Kate Ann Holm,", "-- Kate Holm,"])
def test_a_name_with_a_comma_at_the_end_of_a_line_is_no_signature(line: str) -> None:
    found = Story(f"{line}\nwho lives in Rome, left.", *MATTER).persons()
    assert any("Holm" in person for person in found)
