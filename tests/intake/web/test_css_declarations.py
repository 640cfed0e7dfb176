from __future__ import annotations

import pytest

from bot.intake.web.css_declarations import HIDING_RULES, HidingRule, hides, normalise_colour, parse_declarations


@pytest.mark.parametrize("rule", HIDING_RULES, ids=lambda rule: rule.name)
def test_each_rule_hides_its_own_example_and_no_other_does(rule: HidingRule) -> None:
    style = parse_declarations(rule.example)
    assert [other.name for other in HIDING_RULES if other.matches(style)] == [rule.name]


def test_ordinary_styles_hide_nothing() -> None:
    for style in (
        "",
        "color: #333; background: #fff",
        "position: absolute; left: 10px",
        "overflow: hidden; height: 90px",
    ):
        assert not hides(parse_declarations(style))


def test_declarations_are_parsed_without_escapes_comments_and_importance() -> None:
    assert parse_declarations("DIS\\50LAY: none /* x */ !important; color: red") == {"display": "none", "color": "red"}


def test_white_has_one_spelling() -> None:
    assert {normalise_colour(one) for one in ("#fff", "#ffffff", "rgb(255, 255, 255)", "white")} == {"white"}
