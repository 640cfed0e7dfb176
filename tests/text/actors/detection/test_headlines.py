from __future__ import annotations

from text.actors.analysed_text import Story

from bot.models.analysis import TITLE_DOC


def test_a_title_case_headline_gives_only_names_known_from_the_body() -> None:
    story = Story(
        "Shares of Apple rose.",
        "Tim Cook said sales were good.",
        "Cook added that Apple would grow.",
        title="Apple Chief Cook Hails Record Sales as Domestic Reactions Grow",
    )
    assert story.names() == {"Tim Cook", "Apple"}
    assert [m.doc for m in story.actor("Tim Cook").mentions] == [TITLE_DOC, 0, 0]
    assert Story(title="Trump Meets Xi").actors == ()


def test_a_body_that_opens_a_title_keeps_its_first_word() -> None:
    story = Story("The Leeds Board of Health spoke.", "The board closed two wells.", title="Board of Health warns")
    assert "Health" not in story.names()
    assert story.mentions("Leeds Board of Health")[0] == "Board of Health"
