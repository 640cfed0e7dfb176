"""A fetched web page -> a Draft: trafilatura finds the article among menus, comments and advertisements."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.intake.documents import checked_draft

if TYPE_CHECKING:
    from bot.intake.web import Page
    from bot.models import Draft

__all__ = ["read_page"]

MIN_CHARACTERS = 200
"""Less is a teaser, a cookie notice or an error page."""


def read_page(page: Page) -> Draft:
    """The article on a page, with its source, author and date where the page says them.

    Takes up to a second of CPU for a page of 2 MB: not for the event loop. Raises InputError where there is no article.
    """
    from trafilatura import bare_extraction, load_html  # a third of a second that only pages need
    from trafilatura.settings import Document

    tree = load_html(page.data)
    found = None
    if tree is not None:
        found = bare_extraction(tree, url=page.url, with_metadata=True, include_comments=False, include_tables=False)
    text = found.text if isinstance(found, Document) else None
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    if isinstance(found, Document) and lines and lines[0] == (found.title or "").strip():
        del lines[0]  # the heading stands above the article on most pages
    text = "\n\n".join(lines)
    if not isinstance(found, Document) or not found.title or len(text) < MIN_CHARACTERS:
        msg = (
            "I found no article on that page (it may need a login or a script): paste its title and text instead, "
            "or attach a .txt file."
        )
        raise InputError(msg)
    return checked_draft(
        title=found.title[:300],
        text=text,
        url=page.url,
        source=found.sitename or found.hostname,
        author=found.author,
        published_at=_date(found.date),
    )


def _date(value: str | None) -> datetime | None:
    """A day as the page states it; None where it is none, or lies ahead."""
    try:
        when = datetime.fromisoformat(value).replace(tzinfo=UTC) if value else None
    except ValueError:
        return None
    return when if when is not None and when.year >= 1900 else None
