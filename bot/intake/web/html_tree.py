"""A page's markup -> its tree, without scripts and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import html as lxml_html
from lxml.etree import ParserError

from bot.intake.web.sanitizer import sanitize

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["parse_page"]


def parse_page(text: str) -> tuple[HtmlElement, list[str]]:
    """The page's tree and the texts of its JSON-LD blocks.

    Raises InputError if the page has too many tags.
    """
    markup, json_ld = sanitize(text)
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = lxml_html.document_fromstring(f"<!doctype html>{markup}", parser=parser, ensure_head_body=True)
    except ParserError:  # the page has only spaces and closing tags
        tree = lxml_html.document_fromstring("<html></html>", ensure_head_body=True)
    return tree, json_ld
