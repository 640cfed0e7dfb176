"""A fetched web page -> a Draft: the article that a reader sees on it, or a sentence about what the page is instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.intake.blocks import article_lines, page_blocks
from bot.intake.bylines import byline_in
from bot.intake.charset import decode_page
from bot.intake.documents import MAX_TITLE, checked_draft
from bot.intake.hidden import remove_hidden
from bot.intake.markup import parse_page
from bot.intake.page_kinds import SEEN, seen_instead, without_walls
from bot.intake.page_lists import LINKED
from bot.intake.page_metadata import read_metadata

if TYPE_CHECKING:
    from bot.intake.blocks import Block
    from bot.intake.page_metadata import Metadata
    from bot.intake.web import Page
    from bot.models import Draft

__all__ = ["read_page"]

BYLINE_WITHIN = 3
"""Among so many first lines a byline stands."""


def read_page(page: Page) -> Draft:
    """The article on a page, with its source, author and date where the page says them.

    Takes up to a second of CPU for a page of 2 MB: not for the event loop. Raises InputError where there is no article.
    """
    tree, blocks = parse_page(decode_page(page.data, page.charset))
    remove_hidden(tree)
    meta = read_metadata(tree, blocks, page.url)
    plain, visible = page_blocks(tree)
    lines = article_lines(plain)
    kind = seen_instead(meta, page.url, visible, lines)
    if kind or meta.title is None:
        msg = (
            f"I found no article: that page {SEEN[kind or 'short']}. Paste the article’s title and text instead, or "
            "attach a .txt file."
        )
        raise InputError(msg)
    byline, lines = _body(lines, visible, meta)
    return checked_draft(
        title=meta.title[:MAX_TITLE],
        text="\n\n".join(lines),
        url=meta.address,
        source=meta.site,
        author=meta.author or byline,
        published_at=meta.published_at,
    )


def _body(lines: list[str], blocks: list[Block], meta: Metadata) -> tuple[str | None, list[str]]:
    """The names in a byline above the text, and the text: without heading, banners, and links to other pages below."""
    lines = without_walls(lines, blocks, meta.title or "")
    while len(lines) > 1 and lines[0] in (meta.title, *meta.titles):
        del lines[0]  # the heading stands above the article on most pages
    byline = next(((n, names) for n, line in enumerate(lines[:BYLINE_WITHIN]) if (names := byline_in(line))), None)
    if byline and len(lines) > 1:
        del lines[byline[0]]
    around = {block.text for block in blocks if block.heading or block.linked > LINKED}
    while len(lines) > 1 and lines[-1].removeprefix("- ") in around:
        del lines[-1]
    return byline[1] if byline else None, lines
