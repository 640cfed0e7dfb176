from __future__ import annotations

from bot.intake.web.blocks import Block
from bot.intake.web.walls import find_wall_lines, strip_walls

TITLE = "Ferry strike ends after nine days"


def walls_of(*lines: str) -> dict[str, list[str]]:
    found = find_wall_lines([Block(line) for line in lines], TITLE)
    return {kind: texts for kind, texts in found.items() if texts}


def test_a_wall_is_recognised_by_what_it_says_to_its_reader() -> None:
    assert walls_of("To continue reading, choose a plan.")["paywall"] == ["To continue reading, choose a plan."]
    assert walls_of("The crews are back.") == {}


def test_an_article_about_walls_is_not_mistaken_for_one() -> None:
    assert walls_of("The ferry company's page said “subscribe to continue” for nine days, the union said.") == {}
    assert walls_of("Readers of the strike's page had to subscribe to read, the council said.") == {}


def test_a_login_that_is_only_needed_to_comment_is_not_a_login_wall() -> None:
    assert "login" not in walls_of("Please log in to write a comment.")
    assert "login" in walls_of("Please log in to go on.")


def test_walls_above_and_below_an_article_are_removed_and_those_within_stay() -> None:
    own = [Block(line) for line in ("We use cookies.", "One.", "We use cookies.", "Two.", "Subscribe.")]
    walls = {"consent": ["We use cookies."], "paywall": ["Subscribe."], "missing": ["Two."]}
    assert [block.text for block in strip_walls(own, walls)] == ["One.", "We use cookies.", "Two."]
