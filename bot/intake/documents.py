"""Plain text from outside (a seed file, an attachment, a pasted message) -> a Draft, checked and bounded.

The form: optional ``Key: value`` lines (source, author, date, url, title), the title on a line of its own, a blank
line, paragraphs separated by blank lines.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from bot.errors import InputError
from bot.models import Draft

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "MAX_TITLE",
    "checked_draft",
    "decode_text",
    "parse_document",
    "refuse_future",
]

MAX_BYTES = 1_000_000
MAX_CHARACTERS = 200_000
MAX_TITLE = 300
MAX_FIELD = 200
YEARS = range(1800, 2200)
AHEAD = timedelta(days=1)
"""How far ahead of the clock a date may be: somewhere it is tomorrow already."""
SHORT_TITLE = 120
"""Where a pasted text has no title line, its first words stand in for it up to so many characters; a text that is no
longer than that is a title alone."""
LEAST_WORDS, LEAST_LETTERS = 2, 10
"""What a text has at least, one or the other: not every script parts its words."""

_KEYS = {
    "title": "title",
    "headline": "title",
    "source": "source",
    "publisher": "source",
    "author": "author",
    "by": "author",
    "date": "date",
    "published": "date",
    "url": "url",
    "link": "url",
}
_FIELD = re.compile(r"([A-Za-z]{2,10}):[ \t]+(\S.*)")
_WORD = re.compile(r"\w+")
_MARK = re.compile(r"^(#{1,6}\s+|[*_]{1,3}(?=\S))|([*_]{1,3})$")
# Everything that no reader sees but that could hide or reorder text; tab and line feed stay.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)
_GAPS = re.compile(r"\n{3,}")


def decode_text(data: bytes) -> str:
    """UTF-8 bytes (a byte-order mark is dropped) -> text. Raises InputError for anything else, and for binaries."""
    if len(data) > MAX_BYTES:
        msg = f"The file has {len(data):,} bytes; the limit is {MAX_BYTES:,}. Split it into several articles."
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


def tidy(text: str) -> str:
    """One kind of line end, no control characters, no blanks at line ends, at most one blank line in a row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return _GAPS.sub("\n\n", _BLANKS.sub("", _CONTROL.sub("", text))).strip()


def parse_document(text: str, *, title_needed: bool = False) -> Draft:
    """Reads the form above. Raises InputError, one sentence each, for what cannot become an article.

    Where there is only one paragraph and no title line (a pasted message), its first words become the title, if it is
    longer than one; with ``title_needed`` (files) that is refused instead.
    """
    body = tidy(text)
    fields, body = _header(body)
    title = fields.pop("title", None)
    if title is None:
        first, _, rest = body.partition("\n")
        if rest.strip() and len(first) <= MAX_TITLE:
            title, body = first, rest.strip()
        elif title_needed and len(first) > MAX_TITLE:
            msg = "The first line must be the title (300 characters at most), then a blank line, then the text."
            raise InputError(msg)
        elif not title_needed and len(body) > SHORT_TITLE:
            title = _first_words(body)
        elif any(c.isalnum() for c in body):
            msg = "That is a title without a text: put the title on the first line and at least a sentence below it."
            raise InputError(msg)
    return checked_draft(
        title=_MARK.sub("", (title or "").strip()).strip(),
        text=body,
        url=fields.get("url"),
        source=fields.get("source"),
        author=fields.get("author"),
        published_at=_date(fields.get("date")),
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
    title, text = " ".join(tidy(title).split()), tidy(text)
    if not any(c.isalnum() for c in text):
        msg = "There is no text to read: give the title, a blank line, then the paragraphs."
        raise InputError(msg)
    if len(_WORD.findall(text)) < LEAST_WORDS and sum(c.isalnum() for c in text) < LEAST_LETTERS:
        msg = "That is too little to read: an article is a title and, below it, at least a sentence."
        raise InputError(msg)
    if not title:
        msg = "There is no title: put it on the first line."
        raise InputError(msg)
    if len(title) > MAX_TITLE:
        msg = f"The title has {len(title):,} characters; the limit is {MAX_TITLE}. Put a shorter one on the first line."
        raise InputError(msg)
    if len(text) > MAX_CHARACTERS:
        msg = f"The text has {len(text):,} characters; the limit is {MAX_CHARACTERS:,}. Split it into several articles."
        raise InputError(msg)
    return Draft(title, text, _url(url), _short(source), _short(author), published_at)


def refuse_future(when: datetime | None, now: datetime) -> None:
    """Raises InputError for the date of an article that lies ahead: a slip, and it would be news in every period."""
    if when is not None and when > now + AHEAD:
        msg = f"The date {when:%Y-%m-%d} is in the future (today is {now:%Y-%m-%d}): correct it, or leave it out."
        raise InputError(msg)


def _header(body: str) -> tuple[dict[str, str], str]:
    """The known ``Key: value`` lines at the very top and what follows; an unknown key is already the text."""
    fields: dict[str, str] = {}
    lines = body.split("\n")
    used = 0
    for line in lines:
        match = _FIELD.fullmatch(line)
        name = _KEYS.get(match[1].lower()) if match else None
        if match is None or name is None or name in fields:
            break
        fields[name] = match[2].strip()
        used += 1
    return fields, "\n".join(lines[used:]).strip()


def _first_words(body: str) -> str:
    line = body.split("\n", 1)[0]
    cut = line.rfind(" ", 0, SHORT_TITLE)
    return line[: cut if cut > 0 else SHORT_TITLE].rstrip(",;:") + "…"


def _short(value: str | None) -> str | None:
    return " ".join(tidy(value).split())[:MAX_FIELD] or None if value else None


def _url(value: str | None) -> str | None:
    """A web address that can stand behind a link, or InputError."""
    if not value:
        return None
    value = value.strip()
    try:
        parts = urlsplit(value)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        sound = False
    if not sound or len(value) > 500 or any(c.isspace() or c in '<>"' for c in value):
        msg = "The link must be a full web address that starts with https:// (500 characters at most)."
        raise InputError(msg)
    return value


def _date(value: str | None) -> datetime | None:
    """ISO 8601 (``2026-11-22``, with or without a time) or RFC 2822; without a zone it is UTC."""
    if not value:
        return None
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        try:
            when = parsedate_to_datetime(value)
        except (ValueError, OverflowError) as error:
            msg = f"The date {value[:40]!r} is not understood: write it as 2026-11-22 or 2026-11-22T14:30."
            raise InputError(msg) from error
    if when.year not in YEARS:  # before it is converted: near the ends of the calendar that overflows
        msg = f"The date {value[:40]!r} is out of range: write it as 2026-11-22."
        raise InputError(msg)
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
