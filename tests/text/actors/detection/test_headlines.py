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
