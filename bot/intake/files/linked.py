"""What was fetched from a link -> the draft of the article in it: a web page, or a file of a kind that can be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.drafts import is_future_date
from bot.intake.feeds.parse import is_feed
from bot.intake.files.kinds import FileKind, kind_of
from bot.intake.files.reading import SourceFile, read_file
from bot.intake.site_names import host_name
from bot.intake.urls import article_url
from bot.intake.web.article import extract_article
from bot.intake.web.by_hand import FOLLOW
from bot.intake.web.fetch import FILE_SUFFIXES, PAGE_TYPES

if TYPE_CHECKING:
    from datetime import datetime

    from bot.intake.web.fetch import FetchedPage
    from bot.models.articles import Draft

__all__ = ["LinkedFile", "read_linked"]


@dataclass(frozen=True, slots=True)
class LinkedFile:
    """What was fetched, and the present time."""

    fetched: FetchedPage
    now: datetime


def read_linked(linked: LinkedFile) -> Draft:
    """The article at a link. Takes up to seconds of CPU. Raises InputError, with what to do, if there is none."""
    draft = _read(linked.fetched, linked.now)
    if is_future_date(draft.published_at, linked.now):  # a mistake of the site, which nobody here can correct
        return replace(draft, published_at=None)
    return draft


def _read(fetched: FetchedPage, now: datetime) -> Draft:
    if is_feed(fetched.data):
        msg = f"That link leads to a feed, not to an article.{FOLLOW}"
        raise InputError(msg)
    if fetched.media_type in PAGE_TYPES:
        return extract_article(fetched)
    path = PurePosixPath(urlsplit(fetched.url).path)
    name = f"{path.stem}{FILE_SUFFIXES[fetched.media_type] or path.suffix}"
    if kind_of(fetched.data, name) is FileKind.PAGE:
        return extract_article(fetched)
    drafts = [text.draft for text in read_file(SourceFile(name, fetched.data, now)) if text.draft is not None]
    if len(drafts) != 1:
        instead = advice(
            ": download it, and attach it instead", on_command_line=": download it, and add the file instead"
        )
        msg = f"That link leads to a zip file that does not hold just one article{instead}."
        raise InputError(msg)
    source = drafts[0].source or host_name(fetched.url) or None
    return replace(drafts[0], url=article_url(fetched.url), source=source)
