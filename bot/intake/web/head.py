"""The head of an article on a page: what stands around its heading, where its author and date are."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from lxml.etree import iterwalk

from bot.intake.web.json_ld import MAX_LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

__all__ = ["head_of_article", "line_of"]

MAX_ELEMENTS = 5_000
MAX_PARAGRAPHS = 50
PROSE = 80
"""A paragraph that is longer is the standfirst or belongs to the article."""
MAX_STEPS = 200
"""Starts and ends of elements within which a line's text is looked for: thousands may hold none."""
_BESIDE = ("aside", "footer", "nav")
_PARAGRAPHS = ("p", "li", "blockquote")


def head_of_article(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The elements with a name around the heading, up to the second paragraph of prose, each with its line of text.

    What stands within a paragraph of prose is no part of the head.
    """
    heading = next(tree.iter("h1"), None)
    article = next(tree.iter("article", "main"), tree) if heading is None else heading
    holder = next(article.iterancestors("article", "main"), None)
    holder = _holder(article) if holder is None else holder
    started, prose = holder is not heading, 0
    told: dict[HtmlElement, bool] = {}  # of each paragraph once: thousands of elements may stand in one
    for element in islice((tree if holder is heading else holder).iter(), MAX_ELEMENTS):
        started = started or element is heading
        if not started or not isinstance(element.tag, str) or next(element.iterancestors(*_BESIDE), None) is not None:
            continue
        named = element.get("class") or element.get("itemprop") or element.tag == "time" or element.get("rel")
        line = line_of(element) if named or element.tag == "p" else ""
        if named and len(line) < MAX_LINE and not _within_prose(element, told):
            yield element, line
        prose += element.tag == "p" and len(line) > PROSE
        if prose > 1:
            return


def _holder(heading: HtmlElement) -> HtmlElement:
    """The innermost element with a heading and its text; the heading itself where only the whole page is one."""
    for element in heading.iterancestors():
        if element.tag == "body":
            break
        if any(len(line_of(paragraph)) > PROSE for paragraph in islice(element.iter("p"), MAX_PARAGRAPHS)):
            return element
    return heading


def line_of(element: HtmlElement) -> str:
    """The beginning of an element's text."""
    pieces, size = [], 0
    for event, part in islice(iterwalk(element, events=("start", "end")), MAX_STEPS):
        piece = (part.text if event == "start" else part.tail if part is not element else "") or ""
        pieces.append(piece[:MAX_LINE])
        size += len(piece)
        if size > MAX_LINE:
            break
    return " ".join(" ".join(pieces).split())[:MAX_LINE]


def _within_prose(element: HtmlElement, told: dict[HtmlElement, bool]) -> bool:
    paragraph = next(element.iterancestors(*_PARAGRAPHS), None)
    if paragraph is None:
        return False
    if paragraph not in told:
        told[paragraph] = len(line_of(paragraph)) > PROSE
    return told[paragraph]
