"""A fetched web page -> a Draft: the article that a reader sees on it, or a sentence about what the page is instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.intake.blocks import article_lines, page_blocks
from bot.intake.charset import decode_page
from bot.intake.documents import MAX_TITLE, checked_draft
from bot.intake.hidden import remove_hidden
from bot.intake.markup import parse_page
from bot.intake.page_kinds import SEEN, seen_instead
from bot.intake.page_metadata import read_metadata

if TYPE_CHECKING:
    from bot.intake.web import Page
    from bot.models import Draft

__all__ = ["read_page"]


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
    while len(lines) > 1 and lines[0] in (meta.title, *meta.titles):
        del lines[0]  # the heading stands above the article on most pages
    return checked_draft(
        title=meta.title[:MAX_TITLE],
        text="\n\n".join(lines),
        url=meta.address,
        source=meta.site,
        author=meta.author,
        published_at=meta.published_at,
    )
