"""A text that was forwarded or quoted: without the marks of a quotation and the head of the mail that brought it."""

from __future__ import annotations

import re

__all__ = ["take_mail_head", "without_quote_marks"]

MAX_LINE = 300
MAX_ABOVE, MAX_HEAD = 6, 16
"""Lines above a mail's head (a note, the words that it was forwarded), and lines of the head itself."""
MAX_FORWARDS = 5
MAX_SIGNATURE = 12
"""Lines of a signature, below the ``--`` that parts it from a mail."""
_QUOTE = re.compile(r"^(?:>{1,3}[ \t]?)+", re.MULTILINE)
_RULE = re.compile(
    r"\s*[-_=*]{2,}[^\n]{0,80}[-_=*:]{2,}\s*|[^\n]{0,40}(?:forwarded message|original message)[^\n]{0,20}"
    r"|[^\n.!?]{0,60}(?:message|nachricht|messaggio|mensaje|mensagem|bericht|wiadomo\w+|сообщени\w+)[^\n.!?]{0,30}:",
    re.IGNORECASE,
)
"""The line above a forwarded mail's head."""
_SUBJECT = frozenset(
    "subject betreff objet asunto assunto oggetto onderwerp ämne emne aihe temat předmět тема konu tárgy subiect θέμα "
    "件名 主题 主旨 제목 الموضوع נושא विषय เรื่อง".split()
)
_OTHERS = frozenset(
    "from sent date to cc bcc reply-to von gesendet datum an antwort kopie de envoyé à enviado el fecha para enviada "
    "data da inviato a van verzonden aan från skickat till fra sendt til lähettäjä lähetetty od wysłano do odesláno "
    "komu от отправлено дата кому копия kimden gönderildi tarih kime feladó dátum címzett από προς "
    "差出人 日時 宛先 送信日時 发件人 发送时间 收件人 日期 抄送 寄件者 收件者 "
    "보낸사람 보낸날짜 받는사람 날짜 من إلى التاريخ מאת אל תאריך".split()
)
_FIELD = re.compile(r"\*{0,2}([^\W\d_][^:：*\n]{0,20}?)\*{0,2}\s?[:：]\*{0,2}[ \t]*(.*)")
_ANSWER = re.compile(
    r"^(?:(?:re|fwd?|wg|aw|tr|rv|enc|i|r|vs|sv|vb|pd|ynt|i̇lt|ilt|отв|转发|转寄|回复|轉寄)\s?[:：]\s*)+", re.IGNORECASE
)
_WROTE = re.compile(
    r"[^\n]{4,200}\s(?:wrote|schrieb[^\n]{0,60}|a écrit|escribió|ha scritto"
    r"|schreef[^\n]{0,60}|escreveu|skrev[^\n]{0,60})\s?:"
)
"""The line above what an answer quotes."""
LEAST = 3
"""A head has so many lines at least: two of them may begin an article."""


def without_quote_marks(text: str) -> str:
    """The text without the ``>`` before each of its lines; as it is where some line has none."""
    if text.startswith(">>> "):  # Discord's mark for all that follows
        return text[4:]
    first, _, below = text.partition("\n")
    if below.lstrip().startswith(">") and _WROTE.fullmatch(first):
        text = below.strip()
    lines = [line for line in text.split("\n") if line.strip()]
    return _QUOTE.sub("", text) if lines and all(line.startswith(">") for line in lines) else text


def take_mail_head(text: str) -> tuple[str | None, str]:
    """The subject of a forwarded mail, and the text below its head; None and the text where there is no such head.

    A mail that was forwarded several times has several heads: the last one is the article's. What somebody wrote above
    the words that it was forwarded is a note about the article.
    """
    subject = None
    for _ in range(MAX_FORWARDS):
        found = _take_one(text)
        if found is None:
            return subject, text
        subject, text = found[0] or subject, _without_signature(without_quote_marks(found[1]))
    return subject, text


def _take_one(text: str) -> tuple[str, str] | None:
    lines = text.split("\n", MAX_ABOVE + MAX_HEAD)
    rules = [n for n, line in enumerate(lines[: MAX_ABOVE + 1]) if len(line) <= MAX_LINE and _RULE.fullmatch(line)]
    for start in [0, *(n + 1 for n in rules)]:
        if (found := _head(lines[start:])) is not None:
            return found
    return None


def _head(lines: list[str]) -> tuple[str, str] | None:
    subject, fields, below = None, 0, 0
    for n, line in enumerate(lines[:MAX_HEAD], start=1):
        match = _FIELD.fullmatch(line) if len(line) <= MAX_LINE else None
        name = match[1].casefold().strip() if match else ""
        if match and name.replace(" ", "") in _SUBJECT:
            subject, fields, below = _ANSWER.sub("", match[2]).strip(), fields + 1, n
        elif match and (name.replace(" ", "") in _OTHERS or name.split()[0] in _OTHERS):
            fields, below = fields + 1, n
        elif line.strip() and (match is None or not lines[n - 2].strip()):  # an unknown field, such as a priority, may
            break  # stand among the others
    if subject is None or fields < LEAST:
        return None
    return subject, "\n".join(lines[below:]).strip()


def _without_signature(text: str) -> str:
    head, parted, below = text.rpartition("\n--\n")
    return head.rstrip() if parted and head.strip() and below.count("\n") < MAX_SIGNATURE else text
