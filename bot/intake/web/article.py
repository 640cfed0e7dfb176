"""A fetched web page -> a Draft: the article that a reader sees on it, or a sentence about what the page is instead."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.intake.bylines import byline_in
from bot.intake.pasted.documents import MAX_CHARACTERS, MAX_TITLE, make_draft
from bot.intake.web.blocks import article_blocks, page_blocks
from bot.intake.web.boilerplate import above_text, without_furniture
from bot.intake.web.charset import decode_page
from bot.intake.web.dates import day_in_line
from bot.intake.web.hidden import remove_hidden
from bot.intake.web.html_tree import parse_page
from bot.intake.web.metadata import read_metadata
from bot.intake.web.page_kinds import SEEN, seen_instead, wall_lines, without_walls

if TYPE_CHECKING:
    from bot.intake.web.blocks import Block
    from bot.intake.web.fetch import Page
    from bot.models.articles import Draft

__all__ = ["read_page"]

BYLINE_WITHIN = 3
"""Among so many first lines a byline stands."""


def read_page(page: Page) -> Draft:
    """The article on a page, with its source, author and date where the page says them.

    Takes up to a second of CPU for a page of 2 MB: not for the event loop. Raises InputError where there is no article.
    """
    tree, data = parse_page(decode_page(page.data, page.charset))
    remove_hidden(tree)
    meta = read_metadata(tree, data, page.url)
    plain, visible = page_blocks(tree)
    names = [meta.title or "", *meta.titles, meta.site or ""]
    blocks = article_blocks(plain, visible)
    if (size := sum(len(block.text) for block in blocks)) > MAX_CHARACTERS:
        msg = (
            f"That page’s text has {size:,} characters; the limit is {MAX_CHARACTERS:,}. Paste the part that you need, "
            "or attach it as .txt files."
        )
        raise InputError(msg)
    visible = _beginning(visible)
    above = above_text(visible, meta.title) if meta.title else []
    writers = meta.author or next(filter(None, map(byline_in, above)), "")
    own = without_furniture(blocks, names, writers.split(", "))
    walls = wall_lines(visible, meta.title or "")
    kind = seen_instead(meta, page.url, visible, [block.text for block in own], walls)
    if kind or meta.title is None:
        msg = (
            f"I found no article: that page {SEEN[kind or 'short']}. Paste the article’s title and text instead, or "
            "attach a .txt file."
        )
        raise InputError(msg)
    byline, lines = _with_byline([b.text for b in without_walls(own, walls)], above)
    return make_draft(
        title=meta.title[:MAX_TITLE],
        text="\n\n".join(lines),
        url=meta.address,
        source=meta.site,
        author=meta.author or byline,
        published_at=meta.published_at or next(filter(None, map(day_in_line, above)), None),
    )


def _beginning(blocks: list[Block]) -> list[Block]:
    """As many of a page's blocks as are worth a look beside its article: comments can be longer than any."""
    sizes = accumulate(len(block.text) for block in blocks)
    return [block for block, size in zip(blocks, sizes, strict=True) if size <= MAX_CHARACTERS]


def _with_byline(lines: list[str], above: list[str]) -> tuple[str | None, list[str]]:
    """The names in a byline above the text, or among its first lines; and the lines without it."""
    for line in [*above, *lines[:BYLINE_WITHIN]]:
        if names := byline_in(line):
            rest = [other for other in lines if other != line]
            return names, rest or lines
    return None, lines
