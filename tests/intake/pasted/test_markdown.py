from __future__ import annotations

import pytest
from intake.pasted.sample_articles import (
    ARTICLE,
    BODY,
    FIRST,
    LINK,
    SECOND,
    TEXT,
    TITLE,
)

from bot.intake.pasted.documents import parse_document
from bot.intake.pasted.markdown import split_front_matter, strip_markdown

MARKDOWN = {
    "closed heading": f"## {TITLE} ##\n\n{TEXT}",
    "underlined heading": f"{TITLE}\n=====\n\n{TEXT}",
    "stress": ARTICLE.replace("on Friday", "**on Friday**").replace("first boat", "*first* ~~boat~~"),
    "a Markdown link": ARTICLE.replace("union", f"[union]({LINK}_(orn))"),
    "quotation in the text": f"{TITLE}\n\n{FIRST}\n\n> {SECOND}",
    "front matter": f'---\nlayout: post\ntitle: "{TITLE}"\ntags: [a, b]\ncategories:\n  - sea\n---\n\n{TEXT}',
    "front matter in TOML": f'+++\ntitle = "{TITLE}"\ndraft = false\n+++\n{TEXT}',
    "front matter above a heading": f"---\nauthor: Ida Moor\ndraft: false\n---\n\n# {TITLE}\n\n{TEXT}",
    "picture first": f"![The ferry](https://i.example/f.png)\n\n# {TITLE}\n\n{TEXT}",
    "links by reference": f"{ARTICLE.replace('union', '[union][1]')}\n\n[1]: https://u.example/x",
    "code block around all": f"```\n{ARTICLE}\n```",
    "code block closed behind the last word": f"```{ARTICLE}```",
    "stress within stress": f"__**{TITLE}**__\n\n{TEXT}",
    "a rule between sections": f"# {TITLE}\n\n---\n\n{FIRST}\n\n***\n\n{SECOND}",
    "a release's first line": f"FOR IMMEDIATE RELEASE\n\n{ARTICLE}",
    "a message passed on": f"Forwarded message from Kessel News:\n\n{ARTICLE}",
    "a sender, the day without its year": f"[20.11. 09:14] Ann Lee\n{ARTICLE}",
    "a link with a title of its own": f'# [{TITLE}]({LINK} "x")\n\n{TEXT}',
    "small print": f"## {TITLE}\n-# 20 November 2026\n\n{TEXT}",
}


@pytest.mark.parametrize("line", ["# The title", "**The title**", "## The title", "__The title__", "*The title*"])
def test_markdown_around_the_title_is_removed(line: str) -> None:
    assert parse_document(f"{line}\n\n{BODY}").title == "The title"


def test_a_title_that_is_a_link_gives_the_source_of_the_text() -> None:
    assert parse_document(f"# [{TITLE}]({LINK})\n\n{TEXT}").url == LINK


def test_a_table_in_markdown_loses_its_rules() -> None:
    draft = parse_document(f"{TITLE}\n\n| Line | Boats |\n|:--|--:|\n| Orn | 4 |\n\n{TEXT}")
    assert draft.text == f"Line\tBoats\nOrn\t4\n\n{TEXT}"
    assert "| Orn | 4 |" in parse_document(f"{TITLE}\n\n| Orn | 4 |\n\n{TEXT}").text


def test_a_link_before_or_after_a_title_is_the_source_of_the_text() -> None:
    link = "https://news.example/eu/tariffs"
    for title in (f"{link} EU delays tariffs", f"EU delays tariffs {link}", f"EU delays tariffs – <{link}>"):
        draft = parse_document(f"{title}\n\nThe Commission said on Friday that it would wait. Steel is cheap.")
        assert (draft.title, draft.url) == ("EU delays tariffs", link)


@pytest.mark.parametrize("pasted", MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_around_and_within_an_article_is_removed(pasted: str) -> None:
    draft = parse_document(pasted)
    assert (draft.title, draft.text) == (TITLE, TEXT)


def test_lines_between_dashes_that_are_not_metadata_are_text() -> None:
    text = "---\nJust words, and no names.\n---\nText"
    assert split_front_matter(text) == ([], text)


def test_footnotes_lose_their_marks_and_keep_their_text() -> None:
    assert strip_markdown("The ferry[^1] sails.\n\n[^1]: Since 1921.") == "The ferry sails.\n\nSince 1921."


@pytest.mark.parametrize(
    "lines",
    [
        "authors: [Ida Moor, 'Olaf Bern']",
        'authors = ["Ida Moor", "Olaf Bern"]',
        "author:\n  - Ida Moor\n  - Olaf Bern",
        'author:\n- "[[Ida Moor]]"\n- "[[Olaf Bern]]"',
        "authors:\n  - name: Ida Moor\n    email: moor@kessel.example\n  - name: Olaf Bern",
        "author: >-\n  Ida Moor,\n  Olaf Bern",
    ],
)
def test_the_values_of_front_matter_may_be_lists(lines: str) -> None:
    text = f"---\ntags: []\n{lines}\ndraft: false\n---\n# {TITLE}\n\n{TEXT}"
    assert parse_document(text).author == "Ida Moor, Olaf Bern"
    assert dict(split_front_matter(text)[0]).get("tags") is None


def test_an_item_without_a_key_is_no_value() -> None:
    assert split_front_matter("---\n- alone\ntitle: A\n  - below\n---\nText") == ([("title", "A")], "Text")
