"""Plain text from outside (a seed file, an attachment, a pasted message) -> a Draft, checked and bounded.

The form: optional ``Key: value`` lines (source, author, date, url, title), the title on a line of its own, more such
lines or "By Jane Doe", a blank line, paragraphs separated by blank lines.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import InputError
from bot.intake.cleaning import decode_markup, join_parted_words, tidy
from bot.intake.fields import parse_date, take_byline, take_day, take_fields, take_link
from bot.intake.forwards import take_mail_head, without_quote_marks
from bot.intake.pasting import read_pasted, without_command, without_links
from bot.intake.titles import without_site
from bot.intake.urls import checked_url, find_links
from bot.models import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "MAX_TITLE",
    "checked_draft",
    "decode_text",
    "is_ahead",
    "parse_document",
    "read_document",
    "refuse_future",
]

MAX_BYTES = 1_000_000
MAX_CHARACTERS = 200_000
MAX_TITLE = 300
MAX_FIELD = 200
AHEAD = timedelta(days=1)
"""How far ahead of the clock a date may be: somewhere it is tomorrow already."""
SHORT_TITLE = 120
"""A single line that is no longer than this, and one sentence at most, is a title alone."""
FIRST_WORDS = 80
"""Characters of a text's beginning that stand in for its title where it has none."""
SENTENCE_WORDS, SENTENCE_CHARACTERS = 6, 12
"""From so many words (characters where a script does not part its words) a line that ends in a full stop is a sentence;
"The harbour reopens." is a title."""
LONG_TITLE_WORDS = 20
"""Words from which a line that ends in any mark is a sentence: "Who will lead Japan?" is a title."""
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
_MARK = re.compile(r"^(#{1,6}\s+|[*_]{1,3}(?=\S))|([*_]{1,3})$")
_TAIL = re.compile(r"(?:[\s\"'”’»)\]」』*_]|\([A-Z][\w/ ]{1,20}\))*$")
_FULL_STOPS = tuple(".。．｡।۔։።")
_SENTENCE_ENDS = (*_FULL_STOPS, *"!?！？؟…")
_ABBREVIATION = re.compile(r"(?:\b\w\.)+|\b(?:Jr|Sr|Inc|Corp|Ltd|Co|Bros|etc|vs|No|St)\.", re.IGNORECASE)
_INNER_END = re.compile(r"[a-z]{3}[.!?][\"'”’)]? [\"'“‘(]?[A-Z]|[。！？][”」』）]?\w")
_DATELINE = re.compile(r"^[A-ZÀ-Þ][^\n—–]{1,50}?\s(?:\([A-Z][\w/ ]{1,20}\)\s)?[—–-]{1,2}\s|^[•*·-]\s+")
"""What stands before a text's first words: the place and the agency, the mark of a list."""


def decode_text(data: bytes) -> str:
    """UTF-8 bytes (a byte-order mark is dropped) -> text. Raises InputError for anything else, and for binaries."""
    kind = next((kind for beginning, kind in _OTHER_KINDS.items() if data.startswith(beginning)), None)
    if kind is not None:
        msg = f"The file is {kind}, not plain text: save its text as .txt in UTF-8 and try again."
        raise InputError(msg)
    if len(data) > MAX_BYTES:  # maybe not all of it was read
        msg = f"The file is too large: the limit is {MAX_BYTES:,} bytes. Split it into several articles."
        raise InputError(msg)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = "The file is not UTF-8 text: save it as plain text in UTF-8 and try again."
        raise InputError(msg) from error
    if "\x00" in text:
        msg = "The file is not plain text: save it as .txt or .md and try again."
        raise InputError(msg)
    return text


def read_document(data: bytes, openers: Sequence[str] = ()) -> Draft:
    """A file's bytes as a Draft. Up to a second of CPU for the largest: not for the event loop.

    ``openers`` are what a command begins with: see ``without_command``.
    """
    return parse_document(without_command(decode_text(data), openers))


def parse_document(text: str, title: str | None = None) -> Draft:
    """Reads the form above. Raises InputError, one sentence each, for what cannot become an article.

    ``title`` is one that was given apart. Where there is none and the first line is a sentence, the text's first words
    stand in for it.
    """
    subject, body = take_mail_head(without_quote_marks(_from_first_letter(tidy(decode_markup(text)))))
    fields, body = take_fields(body, below_title=title is not None)
    title = decode_markup(title) if title is not None else fields.pop("title", subject)
    link, body = take_link(_from_first_letter(body), above=True)
    if title is None:
        first, _, rest = body.partition("\n")
        if rest.strip() and len(first) <= MAX_TITLE and not _is_sentence(first):
            title, body = first, _from_first_letter(rest.strip())
        elif len(body) > SHORT_TITLE or rest.strip() or (_INNER_END.search(body) and _is_sentence(body)):
            title = _first_words(body)
        elif any(c.isalnum() for c in body):
            msg = "That is a title without a text: put the title on the first line and at least a sentence below it."
            raise InputError(msg)
    below, body = take_fields(body, below_title=True)
    byline, body = take_byline(body)
    day, body = take_day(body)
    if link is None:
        link, body = take_link(body)
    fields = {**below, **fields}
    if read_pasted(body).bare:
        msg = "There is only a link and no text: send the link alone to have its page read, or put the text below it."
        raise InputError(msg)
    if (source := fields.get("source")) and (found := find_links(source)):
        fields.setdefault("url", found[0][2])
        fields["source"] = without_links(source) if source != found[0][2] else ""
    if (url := fields.get("url")) and (found := find_links(url)):
        fields["url"] = found[0][2]  # also where it is a Markdown link
    url = checked_url(fields.get("url") or link)
    title, site = without_site(
        without_links(_MARK.sub("", (title or "")[: MAX_TITLE * 2].strip()).strip()), fields.get("source"), url
    )
    return checked_draft(
        title=title,
        text=join_parted_words(without_links(body)),
        url=url,
        source=fields.get("source") or site,
        author=fields.get("author") or byline,
        published_at=parse_date(fields.get("date")) or day,
    )


def checked_draft(
    *,
    title: str,
    text: str,
    url: str | None = None,
    source: str | None = None,
    author: str | None = None,
    published_at: datetime | None = None,
) -> Draft:
    """A Draft within every bound. Raises InputError with what to do where a part is missing or too long."""
    if len(text) > MAX_CHARACTERS and len(text := tidy(text)) > MAX_CHARACTERS:
        msg = f"The text has {len(text):,} characters; the limit is {MAX_CHARACTERS:,}. Split it into several articles."
        raise InputError(msg)
    title, text = " ".join(tidy(title).split()), tidy(text)
    if not any(c.isalnum() for c in text):
        msg = "There is no text to read: give the title, a blank line, then the paragraphs."
        raise InputError(msg)
    if len(_WORD.findall(text)) < LEAST_WORDS and sum(c.isalnum() for c in text) < LEAST_LETTERS:
        msg = "That is too little to read: an article is a title and, below it, at least a sentence."
        raise InputError(msg)
    if not any(c.isalnum() for c in title):
        msg = "There is no title: put it, in letters, on the first line."
        raise InputError(msg)
    if len(title) > MAX_TITLE:
        msg = f"The title has {len(title):,} characters; the limit is {MAX_TITLE}. Put a shorter one on the first line."
        raise InputError(msg)
    return Draft(title, text, checked_url(url), _short(source), _short(author), published_at)


def is_ahead(when: datetime | None, now: datetime) -> bool:
    """Whether a date lies in the future, wherever on earth it was written."""
    return when is not None and when > now + AHEAD


def refuse_future(when: datetime | None, now: datetime) -> None:
    """Raises InputError for the date of an article that lies ahead: a slip, and it would be news in every period."""
    if when is not None and is_ahead(when, now):
        msg = f"The date {when:%Y-%m-%d} is in the future (today is {now:%Y-%m-%d}): correct it, or leave it out."
        raise InputError(msg)


def _from_first_letter(text: str) -> str:
    """The text without lines of bare marks above it."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if any(c.isalnum() for c in line)), 0)
    return "\n".join(lines[start:])


def _is_sentence(line: str) -> bool:
    """Whether a first line is a text's first sentence, not its title; a line marked as a heading never is."""
    if _MARK.match(line):
        return False
    line = _TAIL.sub("", line)
    if not line.endswith(_SENTENCE_ENDS):
        return False
    words = len(line.split())
    if words > LONG_TITLE_WORDS or _INNER_END.search(line):
        return True
    last = line.rsplit(None, 1)[-1]
    stops = line.endswith(_FULL_STOPS) and not _ABBREVIATION.fullmatch(last)
    return stops and (
        words >= SENTENCE_WORDS or (not line.isascii() and words == 1 and len(line) >= SENTENCE_CHARACTERS)
    )


def _first_words(body: str) -> str:
    line = body.split("\n", 1)[0]
    dateline = _DATELINE.match(line)
    if dateline and (dateline[0][0] in "•*·-" or "(" in dateline[0] or dateline[0][:3].isupper()):
        line = line[dateline.end() :] or line
    if len(line) <= FIRST_WORDS:
        return line.rstrip(" .。") + "…"
    cut = line.rfind(" ", 0, FIRST_WORDS)
    return line[: cut if cut > 0 else FIRST_WORDS].rstrip(" ,;:.") + "…"


def _short(value: str | None) -> str | None:
    return " ".join(tidy(value[: MAX_FIELD * 4]).split())[:MAX_FIELD] or None if value else None
