"""Plain text from outside (a seed file, an attachment, a pasted message) -> a Draft.

The form: optional ``Key: value`` lines (source, author, date, url, title), the title on a line of its own, more such
lines or "By Jane Doe", a blank line, paragraphs separated by blank lines.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.characters import normalise_whitespace
from bot.intake.dates import parse_date
from bot.intake.drafts import make_draft
from bot.intake.html_text import decode_markup
from bot.intake.hyphenation import join_hyphenated_words
from bot.intake.pasted.above_title import split_above_title, strip_letter
from bot.intake.pasted.commands import strip_command
from bot.intake.pasted.fields import canonical_field, split_dated_source
from bot.intake.pasted.forwarded_mail import split_mail_header, strip_quote_marks
from bot.intake.pasted.hard_wraps import unwrap_lines
from bot.intake.pasted.intent import classify_paste
from bot.intake.pasted.markdown import (
    split_front_matter,
    split_title_link,
    strip_code_fence,
    strip_images,
    strip_links,
    strip_markdown,
)
from bot.intake.pasted.messengers import strip_senders
from bot.intake.pasted.metadata_lines import split_footer, split_header
from bot.intake.pasted.text_files import decode_text
from bot.intake.pasted.title_detection import (
    MAX_LINKED_TITLE,
    split_title,
    strip_leading_symbols,
    strip_repeated_title,
)
from bot.intake.site_names import strip_site_name
from bot.intake.urls import find_links, validate_url

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.intake.pasted.forwarded_mail import MailHeader
    from bot.models.articles import Article, Draft

__all__ = ["parse_document", "parse_metadata_edit", "read_document"]

MAX_SITE = 60
"""Maximum characters of a site's name above a text."""
_AROUND_LINK = re.compile(r"[\s(<\[,:–—-]*[)>\]]?\s*$")
"""What is left around a link after a source's name."""


def read_document(data: bytes, openers: Sequence[str] = (), known: str | None = None) -> Draft:
    """The draft in a file's bytes. Takes up to a second of CPU for the largest: not for the event loop.

    For ``openers`` see ``split_command``, for ``known`` and what it raises ``parse_document``.
    """
    return parse_document(strip_command(decode_text(data), openers), known=known)


def parse_document(text: str, title: str | None = None, known: str | None = None) -> Draft:
    """The draft in a text of the form above. Raises InputError, one sentence, if it cannot become an article.

    ``title`` is a title that was given separately. Without it, and if the first line is a sentence, the title is
    ``known`` (that of the article whose text is replaced) or else the text's first words.
    """
    metadata, mail, body = _split_wrapping(text)
    if title is not None:
        metadata["title"] = decode_markup(title)
    body = strip_leading_symbols(split_header(body, metadata))
    given = metadata.get("title", "") or (mail.subject if mail else "")
    body = strip_letter(body, is_mail=mail is not None)
    if given:
        body = strip_repeated_title(given, body)
    else:
        given, body = split_title(split_above_title(_without_site_line(body, metadata), metadata), known)
    metadata["title"], title_url = split_title_link(strip_markdown(given[:MAX_LINKED_TITLE].strip()))
    body = strip_leading_symbols(split_header(strip_leading_symbols(body), metadata, below_title=True))
    body = split_footer(body, metadata)
    if classify_paste(body).links_only:
        send = advice(": send the link alone to have its page read, or put the text below it")
        msg = f"There is only a link and no text{send}."
        raise InputError(msg)
    if mail is not None and mail.sender is not None:
        metadata.setdefault("outlet", mail.sender)
    draft = _draft(metadata, title_url, unwrap_lines(join_hyphenated_words(strip_markdown(strip_links(body)))))
    return replace(draft, published_at=draft.published_at or mail.sent_at) if mail is not None else draft


def parse_metadata_edit(text: str, article: Article) -> Draft | None:
    """The draft of an article whose metadata alone change ("Source: Reuters"); None if the text has anything else."""
    metadata: dict[str, str] = {}
    if split_header(normalise_whitespace(text), metadata) or not metadata:
        return None
    return _draft({"title": article.title} | metadata, None, article.text)


def _split_wrapping(text: str) -> tuple[dict[str, str], MailHeader | None, str]:
    """Removes what programs wrap around a text; returns its front matter, the header of a forwarded mail, the text."""
    text = strip_images(strip_code_fence(normalise_whitespace(decode_markup(text))))
    pairs, text = split_front_matter(strip_quote_marks(text))
    metadata: dict[str, str] = {}
    for key, value in pairs:
        if field := canonical_field(key):
            metadata.setdefault(field, value)
    mail, text = split_mail_header(strip_senders(strip_leading_symbols(text)))
    return metadata, mail, text


def _draft(metadata: dict[str, str], title_url: str | None, body: str) -> Draft:
    """The draft of a text and its metadata; ``title_url`` is the one that its title links to."""
    source, source_url = _split_source(metadata)
    source, source_date = split_dated_source(source)
    url = validate_url(source_url or metadata.get("link") or title_url)
    title, site = strip_site_name(strip_links(metadata["title"]), source or None, url)
    return make_draft(
        title=title,
        text=body,
        url=url,
        source=source or metadata.get("outlet") or site,
        author=metadata.get("author") or metadata.get("byline"),
        published_at=_parse_date(metadata.get("date")) or _parse_date(metadata.get("day")) or source_date,
    )


def _split_source(metadata: dict[str, str]) -> tuple[str, str]:
    """The name of the source and the address, which may be in the ``Source:`` line too."""
    source, url = metadata.get("source", ""), metadata.get("url", "")
    if found := find_links(url):
        url = found[0][2]  # the address within a Markdown link
    if found := find_links(source):
        start, end, address = found[0]
        words = strip_links(source)
        url, source = url or address, words if words != source else source[:start] + source[end:]
        source = _AROUND_LINK.sub("", source)
    return source, url


def _parse_date(written: str | None) -> datetime | None:
    when = parse_date(written)
    if when is None and written:
        write = advice(": write it as 2026-11-22 or 2026-11-22T14:30, from the years 1800 to 2199, or leave it out")
        msg = f"The date {written[:40]!r} is not understood{write}."
        raise InputError(msg)
    return when


def _without_site_line(body: str, metadata: dict[str, str]) -> str:
    """The text without a first line that names the site of its link, as link previews show it."""
    first, _, rest = body.partition("\n")
    url = metadata.get("url") or metadata.get("link") or ""
    named = len(first) <= MAX_SITE and re.match(rf"https?://(?:www\.)?{re.escape(first)}(?:/|$)", url, re.IGNORECASE)
    return rest.strip() if named and rest.strip() else body
