from __future__ import annotations

import pytest

from bot.errors import InputError
from bot.intake.web.html_tree import parse_page
from bot.intake.web.sanitizer import MAX_TAGS, sanitize


def test_elements_beyond_the_depth_are_left_out_and_their_text_stays() -> None:
    tree, _ = parse_page("<div>" * 5_000 + "<p>Deep</p> " + "</div>" * 5_000 + "<p>Below</p>")
    assert tree.text_content().split() == ["Deep", "Below"]
    assert sum(1 for _ in tree.iter("div")) == 100
    assert next(p for p in tree.iter("p") if p.text == "Below").getparent().tag == "body"


def test_a_page_with_more_tags_than_any_article_is_refused() -> None:
    with pytest.raises(InputError, match="more than 40,000 parts"):
        sanitize("<br>" * (MAX_TAGS + 1))


def test_scripts_go_and_json_ld_is_kept_apart() -> None:
    markup, json_ld = sanitize("<script>x()</script><script type='application/ld+json'>{}</script><p onclick=x id=a>Hi")
    assert json_ld == ["{}"]
    assert markup == '<body><p id="a">Hi'
