from __future__ import annotations

from intake.web.sample_pages import NEWS, TITLE, prose

from bot.intake.web.blocks import extract_blocks
from bot.intake.web.html_tree import parse_page
from bot.intake.web.main_content import find_article_blocks


def article_lines(body: str) -> list[str]:
    tree, _ = parse_page(f"<html><body>{body}</body></html>")
    return [block.text for block in find_article_blocks(*extract_blocks(tree))]


def test_the_article_is_found_beside_menus_and_footers() -> None:
    body = f"<nav><a href=/>Home</a></nav><h1>{TITLE}</h1>{prose(*NEWS)}<footer>Imprint</footer>"
    assert article_lines(body) == NEWS


def test_a_short_page_keeps_its_paragraphs() -> None:
    assert article_lines("<p>The ferry sails.</p><p>The crews are back.</p>") == [
        "The ferry sails.",
        "The crews are back.",
    ]


def test_a_page_without_text_has_no_article() -> None:
    assert article_lines("<img src=a>") == []
