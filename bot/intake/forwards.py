"""A text that was forwarded or quoted: without the marks of a quotation and the head of the mail that brought it."""

from __future__ import annotations

import re

__all__ = ["take_mail_head", "without_quote_marks"]

MAX_LINE = 300
MAX_HEAD = 14
"""Lines within which a mail's head stands."""
_QUOTE = re.compile(r"^(?:>{1,3}[ \t]?)+", re.MULTILINE)
_RULE = re.compile(
    r"\s*[-_=*]{2,}[^\n]{0,80}[-_=*:]{2,}\s*|\s*[^\n]{0,40}(?:forwarded message|original message)[^\n]{0,20}", re.I
)
_SUBJECT = frozenset(
    "subject betreff objet asunto assunto oggetto onderwerp ämne emne aihe temat předmět тема konu".split()
)
_OTHERS = frozenset(
    "from sent date to cc bcc reply-to von gesendet datum an antwort de envoyé à enviado el fecha para enviada data da "
    " inviato a van verzonden aan från skickat till fra sendt til lähettäjä lähetetty od wysłano do odesláno komu "
    "от отправлено дата кому kimden gönderildi kime".split()
)
_FIELD = re.compile(r"\*?([^\W\d_][\w-]{0,14}(?: [a-z]{2,6})?)\*?\s?:\*?[ \t]*(.*)")
_ANSWER = re.compile(r"^(?:(?:re|fwd?|wg|aw|tr|rv|enc|i|vs|sv|vb|ynt|отв)\s?:\s*)+", re.IGNORECASE)
LEAST = 3
"""A head has so many lines at least: two of them may begin an article."""


def without_quote_marks(text: str) -> str:
    """The text without the ``>`` before each of its lines; as it is where some line has none."""
    if text.startswith(">>> "):  # Discord's mark for all that follows
        return text[4:]
    lines = [line for line in text.split("\n") if line.strip()]
    return _QUOTE.sub("", text) if lines and all(line.startswith(">") for line in lines) else text


def take_mail_head(text: str) -> tuple[str | None, str]:
    """The subject of a forwarded mail, and the text below its head; None and the text where there is no such head."""
    subject, fields, lines = None, 0, text.split("\n", MAX_HEAD)
    below = 0
    for line in lines[:MAX_HEAD]:
        match = _FIELD.fullmatch(line) if len(line) <= MAX_LINE else None
        name = match[1].casefold() if match else ""
        if match and name in _SUBJECT:
            subject, fields = _ANSWER.sub("", match[2]).strip(), fields + 1
        elif match and name.split()[0] in _OTHERS:
            fields += 1
        elif line.strip() and not (_RULE.fullmatch(line) and not fields):
            break
        below += 1
    if subject is None or fields < LEAST:
        return None, text
    return subject or None, without_quote_marks("\n".join(lines[below:]).strip())
