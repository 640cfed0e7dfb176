"""The bytes of a mail -> a draft: subject, sender and date from its header, the text from its body."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from itertools import islice
from typing import TYPE_CHECKING

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.dates import parse_date
from bot.intake.files.mail_text import html_text, plain_text
from bot.intake.pasted.documents import parse_document
from bot.intake.pasted.forwarded_mail import split_mail_header, strip_reply_prefix

if TYPE_CHECKING:
    from bot.models.articles import Draft

__all__ = ["MAX_PARTS", "read_mail"]

MAX_PARTS = 100
"""The text is among the first parts of a mail; more of them are not examined."""
MAX_FIELD = 2_000
"""How many characters of a field of the header are read."""
MAX_FORWARDS = 5
"""How many mails may be attached one within the other."""
ENOUGH = 0.5
"""The formatted text is taken unless it has less than this share of the plain text's characters."""


def read_mail(data: bytes, known: str | None = None) -> Draft:
    """The draft in a mail. Raises InputError, with what to do, if it has no text.

    The source is the sender and the date the mail's; of a forwarded mail those in the header of the original.
    """
    try:
        mail = _attached_mail(message_from_bytes(data))
        text, subject = _body(mail), _subject(mail)
    except (MessageError, RecursionError, ValueError, LookupError) as error:  # nested too deeply, or not a mail at all
        msg = f"The mail is damaged and cannot be read{advice(': save its text as .txt and try again')}."
        raise InputError(msg) from error
    if not text.strip():
        msg = f"The mail has no text{advice(': if it has the article as an attachment, save that and add it')}."
        raise InputError(msg)
    draft = parse_document(text, subject or None, known)
    if split_mail_header(text)[0] is not None:
        return draft
    sender = parseaddr(_field(mail, "From"))[0]
    return replace(
        draft,
        source=draft.source or sender or None,
        published_at=draft.published_at or parse_date(_field(mail, "Date")),
    )


def _attached_mail(mail: Message) -> Message:
    """The mail itself, or the one that it forwards as an attachment."""
    for _ in range(MAX_FORWARDS):
        attached = next((part for part in _parts(mail) if part.get_content_type() == "message/rfc822"), None)
        inner = attached.get_payload(0) if attached is not None and attached.is_multipart() else None
        if not isinstance(inner, Message):
            break
        mail = inner
    return mail


def _parts(mail: Message) -> list[Message]:
    return list(islice(mail.walk(), MAX_PARTS))


def _body(mail: Message) -> str:
    """The text of the formatted version, or of the plain one if the other is only a part of it."""
    texts: dict[str, list[Message]] = {"text/plain": [], "text/html": []}
    for part in _parts(mail):
        if part.get_content_type() in texts and not part.get_filename():
            texts[part.get_content_type()].append(part)
    plain = "\n\n".join(plain_text(_bytes(part), _charset(part)) for part in texts["text/plain"])
    subject = _subject(mail)
    formatted = "\n\n".join(html_text(_bytes(part), _charset(part), subject) for part in texts["text/html"])
    return formatted if len(formatted) > ENOUGH * len(plain) else plain


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str | None:
    return part.get_content_charset()


def _subject(mail: Message) -> str:
    return strip_reply_prefix(_field(mail, "Subject"))


def _field(mail: Message, name: str) -> str:
    """A field of the header, with its encoded words decoded, in one line."""
    written = str(mail.get(name) or "")[:MAX_FIELD]
    try:
        text = str(make_header(decode_header(written)))
    except (MessageError, LookupError, ValueError):
        text = written
    return " ".join(text.encode("utf-8", "replace").decode().split())
