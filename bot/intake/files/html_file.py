"""The bytes of a saved web page -> a draft, by way of the reader of fetched pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.intake.urls import validate_url
from bot.intake.web.article import extract_article
from bot.intake.web.charset import decode_page
from bot.intake.web.fetch import FetchedPage
from bot.intake.web.html_tree import parse_page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from bot.models.articles import Draft

__all__ = ["read_page"]

MAX_HEAD = 4_096
"""How many characters at the beginning are searched for the address that a browser writes there."""
_SAVED_FROM = re.compile(r"<!--[^>]{0,200}?(?:saved from url=\(\d{1,6}\)|\burl:\s{0,9})(https?://[^\s>]{1,600})")
"""What browsers, and the extension SingleFile, write into the pages that they save."""


def read_page(data: bytes, charset: str | None = None, saved_from: str = "") -> Draft:
    """The article on a saved page; its address is the one it was ``saved_from``, or the one that the page gives.

    ``charset`` is the encoding that a web archive names. Raises InputError if there is no article.
    """
    return extract_article(FetchedPage(_address(decode_page(data, charset), saved_from), data, charset))


def _address(markup: str, saved_from: str) -> str:
    """The public address of a page; empty if neither it nor its archive gives one."""
    saved = _SAVED_FROM.search(markup[:MAX_HEAD])
    tree, _ = parse_page(markup)
    for address in (saved_from, saved[1] if saved else None, _linked(tree), _meta(tree)):
        try:
            if url := validate_url(address):
                return url
        except InputError:
            continue
    return ""


def _linked(tree: HtmlElement) -> str | None:
    return next((e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"), None)


def _meta(tree: HtmlElement) -> str | None:
    return next((e.get("content") for e in tree.iter("meta") if e.get("property") == "og:url"), None)
