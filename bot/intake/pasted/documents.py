"""Plain text from outside (a seed file, an attachment, a pasted message) -> a Draft, checked and bounded.

The form: optional ``Key: value`` lines (source, author, date, url, title), the title on a line of its own, more such
lines or "By Jane Doe", a blank line, paragraphs separated by blank lines.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.intake.cleaning import decode_markup, join_parted_words, normalise_whitespace
from bot.intake.dates import parse_date
from bot.intake.pasted.fields import field_named, take_foot, take_head
from bot.intake.pasted.forwards import take_mail_head, without_quote_marks
from bot.intake.pasted.markdown import (
    parted_title,
    take_front_matter,
    without_fences,
    without_links,
    without_marks,
    without_pictures,
)
from bot.intake.pasted.meaning import read_pasted, without_command
from bot.intake.pasted.messengers import without_senders
from bot.intake.pasted.title_line import MAX_LINKED_TITLE, MAX_TITLE, from_first_letter, take_title, without_repetition
from bot.intake.titles import without_site
from bot.intake.urls import checked_url, find_links
from bot.models.articles import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import Article

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "MAX_TITLE",
    "decode_text",
    "is_future_date",
    "make_draft",
    "parse_document",
    "parse_fields",
    "read_document",
    "reject_future_date",
]

MAX_BYTES = 1_000_000
MAX_CHARACTERS = 200_000
MAX_FIELD = 200
MAX_SITE = 60
AHEAD = timedelta(days=1)
"""How far ahead of the clock a date may be: somewhere it is tomorrow already."""
LEAST_WORDS, LEAST_LETTERS = 2, 10
"""What a text has at least, one or the other: not every script parts its words."""

_OTHER_KINDS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, OpenDocument or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "a rich-text file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
"""By how a file begins: people save these under any name."""

_WORD = re.compile(r"\w+")
_AROUND_A_LINK = re.compile(r"[\s(<\[,:–—-]*[)>\]]?\s*$")
"""What is left around the link that stood behind a source's name."""


def decode_text(data: bytes) -> str:
    """UTF-8 bytes (a byte-order mark is dropped) -> text. Raises InputError for anything else, and for binaries."""
    kind = next((kind for beginning, kind in _OTHER_KINDS.items() if data.startswith(beginning)), None)
    if kind is not None:
        msg = f"The file is {kind}, not plain text: save its text as .txt in UTF-8 and try again."
        raise InputError(msg)
    if len(data) > MAX_BYTES:  # maybe not all of it was read
        msg = f"The file is too large: the limit is {MAX_BYTES:,} bytes. Split it into several articles."
        raise InputError(msg)
    try:  # Windows calls UTF-16 with its mark "Unicode"
        text = data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig")
    except UnicodeDecodeError as error:
        msg = "The file is not UTF-8 text: save it as plain text in UTF-8 and try again."
        raise InputError(msg) from error
    if "\x00" in text:
        msg = "The file is not plain text: save it as .txt or .md and try again."
        raise InputError(msg)
    return text


def read_document(data: bytes, openers: Sequence[str] = (), known: str | None = None) -> Draft:
    """A file's bytes as a Draft. Up to a second of CPU for the largest: not for the event loop.

    ``openers`` are what a command begins with: see ``without_command``; ``known`` as in ``parse_document``.
    """
    return parse_document(without_command(decode_text(data), openers), known=known)


def parse_document(text: str, title: str | None = None, known: str | None = None) -> Draft:
    """Reads the form above. Raises InputError, one sentence each, for what cannot become an article.

    ``title`` is one that was given apart. Where there is none and the first line is a sentence, the title is ``known``,
    that of the article whose new text this is, or else the text's first words.
    """
    said, body = _with_front_matter(
        without_quote_marks(without_pictures(without_fences(normalise_whitespace(decode_markup(text)))))
    )
    subject, body = take_mail_head(without_senders(from_first_letter(body)))
    if title is not None:
        said["title"] = decode_markup(title)
    body = from_first_letter(take_head(body, said))
    given = said.get("title", "") or subject or ""
    if given:
        body = without_repetition(given, body)
    else:
        given, body = take_title(_without_host(body, said), known)
    said["title"], address = parted_title(without_marks(given[:MAX_LINKED_TITLE].strip()))
    body = from_first_letter(take_head(from_first_letter(body), said, below_title=True))
    body = take_foot(body, said)
    if read_pasted(body).bare:
        msg = "There is only a link and no text: send the link alone to have its page read, or put the text below it."
        raise InputError(msg)
    return _draft(said, address, join_parted_words(without_marks(without_links(body))))


def parse_fields(text: str, article: Article) -> Draft | None:
    """A draft of an article of which only what is said of it is new ("Source: Reuters"); None where a text is given."""
    said: dict[str, str] = {}
    return (
        None
        if take_head(normalise_whitespace(text), said) or not said
        else _draft({"title": article.title} | said, None, article.text)
    )


def _draft(said: dict[str, str], address: str | None, body: str) -> Draft:
    """A draft of a text as it is and of what it says of itself."""
    source, url = said.get("source", ""), said.get("url", "")
    if found := find_links(url):
        url = found[0][2]  # also where it is a Markdown link
    if found := find_links(source):
        start, end, address_of_source = found[0]
        words = without_links(source)
        url, source = url or address_of_source, words if words != source else source[:start] + source[end:]
        source = _AROUND_A_LINK.sub("", source)
    link = checked_url(url or said.get("link") or address)
    title, site = without_site(without_links(said["title"]), source or None, link)
    return make_draft(
        title=title,
        text=body,
        url=link,
        source=source or said.get("outlet") or site,
        author=said.get("author") or said.get("byline"),
        published_at=_date(said.get("date")) or _date(said.get("day")),
    )


def _date(written: str | None) -> datetime | None:
    when = parse_date(written)
    if when is None and written:
        msg = (
            f"The date {written[:40]!r} is not understood: "
            "write it as 2026-11-22 or 2026-11-22T14:30, from the years 1800 to 2199, or leave it out."
        )
        raise InputError(msg)
    return when


def _with_front_matter(text: str) -> tuple[dict[str, str], str]:
    pairs, body = take_front_matter(text)
    said: dict[str, str] = {}
    for key, value in pairs:
        if field := field_named(key):
            said.setdefault(field, value.strip().strip("\"'"))
    return said, body


def _without_host(body: str, said: dict[str, str]) -> str:
    """The text without the name of its link's site above it, as previews show it."""
    first, _, rest = body.partition("\n")
    url = said.get("url") or said.get("link") or ""
    named = len(first) <= MAX_SITE and re.match(rf"https?://(?:www\.)?{re.escape(first)}(?:/|$)", url, re.IGNORECASE)
    return rest.strip() if named and rest.strip() else body


def make_draft(
    *,
    title: str,
    text: str,
    url: str | None = None,
    source: str | None = None,
    author: str | None = None,
    published_at: datetime | None = None,
) -> Draft:
    """A Draft within every bound. Raises InputError with what to do where a part is missing or too long."""
    if len(text) > MAX_CHARACTERS and len(text := normalise_whitespace(text)) > MAX_CHARACTERS:
        msg = f"The text has {len(text):,} characters; the limit is {MAX_CHARACTERS:,}. Split it into several articles."
        raise InputError(msg)
    title, text = " ".join(normalise_whitespace(title).split()), normalise_whitespace(text)
    if not any(c.isalnum() for c in text):
        msg = "There is no text to read: give the title, a blank line, then the paragraphs."
        raise InputError(msg)
    if len(_WORD.findall(text)) < LEAST_WORDS and sum(c.isalnum() for c in text) < LEAST_LETTERS:
        msg = "That is too short: an article is a title and, below it, at least one sentence."
        raise InputError(msg)
    if not any(c.isalnum() for c in title):
        msg = "There is no title: put one with letters in it on the first line."
        raise InputError(msg)
    if len(title) > MAX_TITLE:
        msg = f"The title has {len(title):,} characters; the limit is {MAX_TITLE}. Put a shorter one on the first line."
        raise InputError(msg)
    return Draft(title, text, checked_url(url), _short(source), _short(author), published_at)


def is_future_date(when: datetime | None, now: datetime) -> bool:
    """Whether a date lies in the future, wherever on earth it was written."""
    return when is not None and when > now + AHEAD


def reject_future_date(when: datetime | None, now: datetime) -> None:
    """Raises InputError for the date of an article that lies ahead: a slip, and it would be news in every period."""
    if when is not None and is_future_date(when, now):
        msg = f"The date {when:%Y-%m-%d} is in the future (today is {now:%Y-%m-%d}): correct it, or leave it out."
        raise InputError(msg)


def _short(value: str | None) -> str | None:
    return " ".join(normalise_whitespace(value[: MAX_FIELD * 4]).split())[:MAX_FIELD] or None if value else None
