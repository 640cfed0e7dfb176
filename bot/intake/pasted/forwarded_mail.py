"""Removes quotation marks, and reads and removes the header of a forwarded mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.intake.dates import parse_date, parse_written_moment
from bot.intake.pasted.markdown import strip_links, strip_markdown
from bot.intake.word_lists import phrases

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["MailHeader", "split_mail_header", "strip_quote_marks", "strip_reply_prefix", "strip_signature"]

MAX_LINE = 300
MAX_ABOVE, MAX_HEADER = 6, 16
"""Lines above a mail's header, such as "Forwarded message", and lines of the header itself."""
MIN_HEADER_FIELDS = 3
"""Two lines that look like a header may be the beginning of an article."""
MAX_FORWARDS = 5
_LIST_FOOTER = re.compile(
    r"\n_{20,100}\n(?=[^_]{0,400}(?:mailing list|unsubscribe|https?://))[^\n]*(?:\n[^\n]*){0,8}\Z"
)
MAX_SIGNATURE = 12
"""Lines of a signature below the ``--`` that separates it from a mail."""
_QUOTE = re.compile(r"^(?:>{1,3}[ \t]?)+", re.MULTILINE)
_FORWARD_LINE = re.compile(
    r"\s*[-_=*]{2,}[^\n]{0,80}[-_=*:]{2,}\s*|[^\n]{0,40}(?:forwarded message|original message)[^\n]{0,20}"
    r"|[^\n.!?]{0,60}(?:message|nachricht|messaggio|mensaje|mensagem|bericht|wiadomo\w+|сообщени\w+)[^\n.!?]{0,30}:",
    re.IGNORECASE,
)
"""The line above a forwarded mail's header."""
_KINDS = {
    name: section
    for section in ("mail subject", "mail sender", "mail date", "other mail headers")
    for name in phrases("fields", section)
}
"""The names of the lines of a mail's header, in many languages, with what they are."""
_FIELD = re.compile(r"\*{0,2}([^\W\d_][^:：*\n]{0,20}?)\*{0,2}\s?[:：]\*{0,2}[ \t]*(.*)")
_ADDRESS = re.compile(r"[<\[(]")
_OFFSET = re.compile(r"[+-]\d{4}\b(?: \(\w+\))?$")
_REPLY_PREFIX = re.compile(
    r"^(?:(?:re|fwd?|wg|aw|tr|rv|enc|i|r|vs|sv|vb|pd|ynt|i̇lt|ilt|отв|转发|转寄|回复|轉寄)\s?[:：]\s*)+", re.IGNORECASE
)
_WROTE = re.compile(
    r"[^\n]{4,200}\s(?:wrote|schrieb[^\n]{0,60}|a écrit|escribió|ha scritto"
    r"|schreef[^\n]{0,60}|escreveu|skrev[^\n]{0,60})\s?:"
)
"""The line above the text that a reply quotes."""


class MailHeader(NamedTuple):
    """What the header of a forwarded mail says; the subject may be empty."""

    subject: str
    sender: str | None
    sent_at: datetime | None


def strip_quote_marks(text: str) -> str:
    """The text without the ``>`` before its lines; unchanged if some line has none."""
    if text.startswith(">>> "):  # Discord's mark for all that follows
        return text[4:]
    first, _, below = text.partition("\n")
    if below.lstrip().startswith(">") and _WROTE.fullmatch(first):
        text = below.strip()
    lines = [line for line in text.split("\n") if line.strip()]
    return _QUOTE.sub("", text) if lines and all(line.startswith(">") for line in lines) else text


def split_mail_header(text: str) -> tuple[MailHeader | None, str]:
    """The header of a forwarded mail and the text below it; None and the whole text without such a header.

    A mail that was forwarded several times has several headers: the last one is the article's. Text above "Forwarded
    message" is a note about the article and is dropped.
    """
    header = None
    for _ in range(MAX_FORWARDS):
        found = _split_one_header(text)
        if found is None:
            return header, text
        subject = found[0].subject or (header.subject if header else "")
        header, text = found[0]._replace(subject=subject), strip_signature(strip_quote_marks(found[1]))
    return header, text


def strip_reply_prefix(subject: str) -> str:
    """A subject without "Re:", "Fwd:" and the like."""
    return _REPLY_PREFIX.sub("", subject).strip()


def _split_one_header(text: str) -> tuple[MailHeader, str] | None:
    """The first mail header and the text below it, at the top or below a note.

    Some programs write "Forwarded message" or the like between the two, others only a blank line.
    """
    lines = text.split("\n", MAX_ABOVE + MAX_HEADER)
    ends_of_note = [
        n
        for n, line in enumerate(lines[: MAX_ABOVE + 1])
        if not line.strip() or (len(line) <= MAX_LINE and _FORWARD_LINE.fullmatch(line))
    ]
    for start in [0, *(n + 1 for n in ends_of_note)]:
        if (found := _parse_header(lines[start:])) is not None:
            return found
    return None


def _parse_header(lines: list[str]) -> tuple[MailHeader, str] | None:
    """The header and the text below, if the lines begin with a mail's header."""
    found: dict[str, str] = {}
    fields, below = 0, 0
    for n, line in enumerate(lines[:MAX_HEADER], start=1):
        match = _FIELD.fullmatch(line) if len(line) <= MAX_LINE else None
        name = match[1].casefold().strip() if match else ""
        kind = _KINDS.get(name.replace(" ", "")) or _KINDS.get(name.partition(" ")[0])
        if match and kind:
            found[kind] = match[2].strip()  # of a header below another one, too: that is the original's
            fields, below = fields + 1, n
        elif line.strip() and (match is None or not lines[n - 2].strip()):
            break  # text; an unknown field, such as a priority, may stand among the others
    if "mail subject" not in found or fields < MIN_HEADER_FIELDS:
        return None
    sender, date = found.get("mail sender", ""), found.get("mail date", "")
    header = MailHeader(strip_reply_prefix(found["mail subject"]), _name(sender), _moment(date))
    return header, "\n".join(lines[below:]).strip()


def _name(sender: str) -> str | None:
    """The name of a sender, without the address."""
    name = _ADDRESS.split(strip_links(strip_markdown(sender)), maxsplit=1)[0].strip(" \t\"'“”")
    return name if name and "@" not in name else None


def _moment(date: str) -> datetime | None:
    """The date of a mail; only its day if it says no time zone."""
    return parse_date(date) if _OFFSET.search(date) else parse_written_moment(date)


def strip_signature(text: str) -> str:
    """A mail's text without its signature, and without what a mailing list adds below it."""
    text = _LIST_FOOTER.sub("", text)
    head, parted, below = text.rpartition("\n--\n")
    return head.rstrip() if parted and head.strip() and below.count("\n") < MAX_SIGNATURE else text
