from __future__ import annotations

from intake.web.sample_pages import NEWS, TITLE, prose

from bot.intake.web.blocks import extract_blocks
from bot.intake.web.html_tree import parse_page
from bot.intake.web.main_content import MAX_JOINED_LINES, find_article_blocks


def article_lines(body: str) -> list[str]:
    tree, _ = parse_page(f"<html><body>{body}</body></html>")
    return [block.text for block in find_article_blocks(*extract_blocks(tree))]


def short_article(head: str, paragraph: str, subhead: str) -> str:
    return f"<article><h2>{head}</h2><p>{paragraph}</p><h2>{subhead}</h2></article>"


def test_the_article_is_found_beside_menus_and_footers() -> None:
    body = f"<nav><a href=/>Home</a></nav><h1>{TITLE}</h1>{prose(*NEWS)}<footer>Imprint</footer>"
    assert article_lines(body) == NEWS


def test_a_short_page_keeps_its_paragraphs() -> None:
    assert article_lines("<p>The ferry sails.</p><p>The crews are back.</p>") == [
        "The ferry sails.",
        "The crews are back.",
    ]


def test_a_short_article_keeps_paragraphs_that_trafilatura_joins() -> None:
    lines = [
        "The ferry sails again after three weeks of storms, the company said",
        "Nobody was hurt.",
        "The first passengers were aboard by noon on Monday",
    ]
    body = f"<nav><a href=/>Home</a></nav>{short_article(*lines)}<footer>Imprint</footer>"
    assert article_lines(body) == lines


def test_only_the_first_of_many_teasers_on_a_page_are_checked() -> None:
    teasers = [
        (
            f"The ferry sails again after three weeks of storms, the company said in port {n:02}.",
            f"Nobody was hurt in any of the ports on the coast, {n:02}.",
        )
        for n in range(MAX_JOINED_LINES + 5)
    ]
    link = "<a href=/story>{}</a>"
    body = "".join(
        f"<article><h2>{link.format(head)}</h2><p>{link.format(line)}</p></article>" for head, line in teasers
    )
    assert article_lines(body) == [text for teaser in teasers[:MAX_JOINED_LINES] for text in teaser]


def test_a_page_without_text_has_no_article() -> None:
    assert article_lines("<img src=a>") == []
