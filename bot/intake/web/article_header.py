"""Finds the header of an article on a page: the elements around its heading, among which are its author and date."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from lxml.etree import iterwalk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

__all__ = ["header_elements", "text_start"]

MAX_LINE = 300
"""How many characters of an element's text are read."""
MAX_ELEMENTS = 5_000
"""Maximum elements of a header."""
MAX_PARAGRAPHS = 50
"""How many paragraphs are searched for text, to decide whether an element contains the article."""
MIN_PARAGRAPH = 80
"""Minimum characters of a standfirst or a paragraph of the article."""
MAX_HEADER_PARAGRAPHS = 1
"""The standfirst belongs to the header; with the second paragraph the article has begun."""
MAX_STEPS = 200
"""How many tags within an element are searched for its text: thousands of nested elements may contain none."""
_BESIDE = ("aside", "footer", "nav")
_PARAGRAPHS = ("p", "li", "blockquote")


def header_elements(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The elements around the heading that have a class, ``itemprop`` or ``rel``, or are a ``time``, with their text.

    Ends at the second paragraph. Elements within a paragraph are left out.
    """
    heading = next(tree.iter("h1"), None)
    holder = _holder(tree, heading)
    started, paragraphs = holder is not heading, 0
    known: dict[HtmlElement, bool] = {}
    for element in islice((tree if holder is heading else holder).iter(), MAX_ELEMENTS):
        started = started or element is heading
        if not started or not isinstance(element.tag, str) or next(element.iterancestors(*_BESIDE), None) is not None:
            continue
        named = _is_named(element)
        line = text_start(element) if named or element.tag == "p" else ""
        if named and len(line) < MAX_LINE and not _is_in_paragraph(element, known):
            yield element, line
        paragraphs += element.tag == "p" and len(line) > MIN_PARAGRAPH
        if paragraphs > MAX_HEADER_PARAGRAPHS:
            return


def text_start(element: HtmlElement) -> str:
    """The first MAX_LINE characters of an element's text, in one line."""
    pieces, size = [], 0
    for event, part in islice(iterwalk(element, events=("start", "end")), MAX_STEPS):
        piece = (part.text if event == "start" else part.tail if part is not element else "") or ""
        pieces.append(piece[:MAX_LINE])
        size += len(piece)
        if size > MAX_LINE:
            break
    return " ".join(" ".join(pieces).split())[:MAX_LINE]


def _is_named(element: HtmlElement) -> bool:
    return bool(element.get("class") or element.get("itemprop") or element.tag == "time" or element.get("rel"))


def _holder(tree: HtmlElement, heading: HtmlElement | None) -> HtmlElement:
    """The element with the article: ``article`` or ``main``, else the innermost one with the heading and its text.

    The heading itself if only the whole page contains both.
    """
    article = next(tree.iter("article", "main"), tree) if heading is None else heading
    holder = next(article.iterancestors("article", "main"), None)
    if holder is not None:
        return holder
    for element in article.iterancestors():
        if element.tag == "body":
            break
        if any(len(text_start(paragraph)) > MIN_PARAGRAPH for paragraph in islice(element.iter("p"), MAX_PARAGRAPHS)):
            return element
    return article


def _is_in_paragraph(element: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """True within a paragraph of text; ``known`` remembers the answers, as thousands of elements may stand in one."""
    paragraph = next(element.iterancestors(*_PARAGRAPHS), None)
    if paragraph is None:
        return False
    if paragraph not in known:
        known[paragraph] = len(text_start(paragraph)) > MIN_PARAGRAPH
    return known[paragraph]
