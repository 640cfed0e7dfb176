"""A fetched web page -> a Draft of the article on it, or an error that says what the page is instead."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.bylines import parse_byline_line
from bot.intake.characters import letters_only
from bot.intake.drafts import MAX_CHARACTERS, MAX_TITLE, make_draft
from bot.intake.feeds.discovery import names_feed
from bot.intake.pasted.credits import parse_credit_line
from bot.intake.web.blocks import Block, extract_blocks
from bot.intake.web.boilerplate import header_lines, strip_boilerplate
from bot.intake.web.by_hand import ONE_OF_ITS_ARTICLES, by_hand
from bot.intake.web.charset import decode_page
from bot.intake.web.front_pages import has_address_of_home, has_mostly_headlines
from bot.intake.web.hidden import remove_hidden
from bot.intake.web.html_tree import parse_page
from bot.intake.web.main_content import find_article_blocks
from bot.intake.web.metadata import ARTICLE_TYPES, read_metadata
from bot.intake.web.page_kinds import PAGE_KINDS, classify_page
from bot.intake.web.publication_date import publication_time
from bot.intake.web.walls import find_wall_lines, strip_walls

if TYPE_CHECKING:
    from bot.intake.web.fetch import FetchedPage
    from bot.intake.web.metadata import Metadata
    from bot.models.articles import Draft

__all__ = ["extract_article"]

_IN_PARTS = advice(
    " Paste the part that you need, or attach it as .txt files.",
    on_command_line=" Save the part that you need as .txt files.",
)
LEADS_TO_ARTICLES = frozenset(("list", "home", "search"))
"""Kinds of pages."""
CLOSED = ("login", "paywall", "subscriber")
"""Walls behind which the text is not for everybody."""
MAX_SHOWN = 0.5
"""A page that waits for its script shows at most this share of the text's characters."""
MAX_BYLINE_LINE = 3
"""A byline is among the first lines of the text, at most this many."""


def extract_article(page: FetchedPage) -> Draft:
    """The article on a page, with its source, author and date if the page states them.

    Takes up to a second of CPU for a page of 2 MB: not for the event loop. Raises InputError if there is no article.
    """
    tree, json_ld = parse_page(decode_page(page.data, page.charset))
    remove_hidden(tree)
    meta = read_metadata(tree, json_ld, page.url)
    plain, visible = extract_blocks(tree)
    walls = find_wall_lines(_beginning(visible), meta.title or "")
    blocks = _declared_blocks(meta, visible, walls) or find_article_blocks(plain, visible)
    _check_size(blocks)
    visible = _beginning(visible)
    header = header_lines(visible, meta.title) if meta.title else []
    writers = meta.author or next(filter(None, map(_header_names, header)), "")
    own = strip_boilerplate(blocks, [meta.title or "", *meta.titles, meta.site or ""], writers.split(", "))
    kind = classify_page(meta, page.url, visible, [block.text for block in own], walls)
    if kind or meta.title is None:
        raise _no_article(kind or "short", page.url)
    byline, lines = _split_byline([block.text for block in strip_walls(own, walls)], header)
    draft = make_draft(
        title=meta.title[:MAX_TITLE],
        text="\n\n".join(lines),
        url=meta.address,
        source=meta.site,
        author=meta.author or byline,
        published_at=meta.published_at or next(filter(None, map(publication_time, header)), None),
        picture=meta.picture,
    )
    return replace(
        draft, may_be_front_page=_looks_like_front_page(meta, page.url, visible) and names_feed(tree, page.url)
    )


def _looks_like_front_page(meta: Metadata, url: str, visible: list[Block]) -> bool:
    is_marked = meta.types & ARTICLE_TYPES or "og:article" in meta.types or meta.author or meta.published_at
    return has_address_of_home(url) or (not is_marked and has_mostly_headlines(visible))


def _declared_blocks(meta: Metadata, visible: list[Block], walls: dict[str, list[str]]) -> list[Block]:
    """The text that the page gives in JSON-LD, if a script has yet to show it to readers and no wall is before it."""
    shown = "".join(letters_only(block.text) for block in visible)
    hidden = meta.body and not any(walls.get(kind) for kind in CLOSED) and letters_only(meta.body[-1]) not in shown
    return (
        [Block(paragraph) for paragraph in meta.body]
        if hidden and len(shown) < MAX_SHOWN * len("".join(meta.body))
        else []
    )


def _check_size(blocks: list[Block]) -> None:
    if (size := sum(len(block.text) for block in blocks)) > MAX_CHARACTERS:
        msg = f"That page’s text has {size:,} characters; the limit is {MAX_CHARACTERS:,}.{_IN_PARTS}"
        raise InputError(msg)


def _no_article(kind: str, url: str) -> InputError:
    leads_to_articles = kind in LEADS_TO_ARTICLES or urlsplit(url).path in ("", "/")
    instead = ONE_OF_ITS_ARTICLES if leads_to_articles else by_hand()
    return InputError(f"I found no article: that page {PAGE_KINDS[kind]}.{instead}")


def _beginning(blocks: list[Block]) -> list[Block]:
    """The first blocks of a page, up to MAX_CHARACTERS in all: comments can be longer than any article."""
    sizes = accumulate(len(block.text) for block in blocks)
    return [block for block, size in zip(blocks, sizes, strict=True) if size <= MAX_CHARACTERS]


def _header_names(line: str) -> str | None:
    """The names in a line above the text: a byline, or names beside a date ("Ida Moor | 20 November 2026")."""
    return parse_byline_line(line) or (parse_credit_line(line, bare_names=True) or {}).get("byline")


def _split_byline(lines: list[str], header: list[str]) -> tuple[str | None, list[str]]:
    """The names in the first byline of the header or of the text's first lines, and the text without that line."""
    found = [(line, _header_names(line)) for line in header]
    found += [(line, parse_byline_line(line)) for line in lines[:MAX_BYLINE_LINE]]
    for byline, names in found:
        if names:
            return names, [line for line in lines if line != byline] or lines
    return None, lines
