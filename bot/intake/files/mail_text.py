"""The parts of a mail -> its text in paragraphs, without what mail programs and newsletters put around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.advice_marks import advice
from bot.errors import InputError
from bot.intake.characters import normalise_whitespace
from bot.intake.html_text import decode_markup
from bot.intake.pasted.forwarded_mail import split_mail_header, strip_signature
from bot.intake.web.blocks import extract_blocks
from bot.intake.web.boilerplate import strip_boilerplate
from bot.intake.web.charset import decode_page
from bot.intake.web.fetch import MAX_PAGE_BYTES
from bot.intake.web.hidden import remove_hidden
from bot.intake.web.html_tree import parse_page

__all__ = ["html_text", "plain_text"]

MAX_FURNITURE = 250
"""Longer paragraphs are never furniture."""


class _Furniture(NamedTuple):
    """A line around a newsletter's text, with an example."""

    pattern: str
    example: str


_FURNITURE = (
    _Furniture(
        r".{0,60}\b(?:view|read|open) (?:this|it|the|in|online|web).{0,40}\b(?:browser|online|web).{0,40}",
        "View this email in your browser",
    ),
    _Furniture(r".{0,60}\b(?:trouble|problems?) (?:viewing|reading|seeing).{0,80}", "Trouble viewing this? Click here"),
    _Furniture(r".{0,160}\bunsubscribe\b.{0,160}", "Click here to unsubscribe."),
    _Furniture(
        r".{0,60}\b(?:manage|update|change) (?:your |my )?(?:e-?mail |mail |subscription )?"
        r"(?:preferences|settings|subscriptions?)\b.{0,60}",
        "Manage your preferences",
    ),
    _Furniture(
        r".{0,20}\byou(?:['’]re| are) (?:receiving|getting|subscribed).{0,200}",
        "You are receiving this because you signed up.",
    ),
    _Furniture(r".{0,20}\byou received this .{0,200}", "You received this email because you subscribed."),
    _Furniture(
        r".{0,20}\bthis (?:e-?mail|message|newsletter) was sent to .{0,200}",
        "This email was sent to reader@mail.example.",
    ),
    _Furniture(r"forward (?:this|to a friend)\b.{0,80}", "Forward this email to a friend"),
    _Furniture(r"(?:copyright|©|\(c\)).{0,200}", "© 2026 Valmere Courier. All rights reserved."),
    _Furniture(r"sent from my \w.{0,60}", "Sent from my phone"),
    _Furniture(r".{0,40}\bim browser (?:ansehen|anzeigen|öffnen|lesen)\b.{0,40}", "Newsletter im Browser ansehen"),
    _Furniture(r".{0,120}\b(?:newsletter|hier) abbestellen\b.{0,120}", "Newsletter abbestellen"),
    _Furniture(r".{0,60}\b(?:version en ligne|dans (?:votre|le) navigateur)\b.{0,60}", "Voir dans votre navigateur"),
    _Furniture(r".{0,120}\b(?:se désabonner|désinscri\w+)\b.{0,120}", "Se désabonner"),
)
_ANY_FURNITURE = re.compile("|".join(row.pattern for row in _FURNITURE), re.IGNORECASE)
_CONFIDENTIAL = re.compile(
    r"(?:disclaimer\W{1,3}|confidentiality(?: notice)?\W{1,3})?(?:the (?:information|contents?) (?:in|of) )?"
    r"this (?:e-?mail|message|communication|transmission)\b"
    r".{0,120}\b(?:confidential|privileged|intended (?:only|solely)|sole use)\b.*"
    r"|diese (?:e-?mail|nachricht)\b.{0,120}\bvertrauliche?\b.*"
    r"|ce (?:message|courriel|mail)\b.{0,120}\bconfidentiel.*",
    re.IGNORECASE,
)
"""A notice that mail programs of companies add."""
MAX_NOTICE = 2_000


def plain_text(data: bytes, charset: str | None) -> str:
    """The text of a plain part."""
    text = strip_signature(normalise_whitespace(_decode(data, charset)))
    return "\n\n".join(part for part in text.split("\n\n") if not _is_furniture(part))


def html_text(data: bytes, charset: str | None, subject: str) -> str:
    """The text of a formatted part, read as a page is: hidden text, buttons and linked teasers are left out.

    Raises InputError if it is too large.
    """
    markup = _decode(data, charset)
    pasted = normalise_whitespace(decode_markup(markup))
    if split_mail_header(pasted)[0] is not None:
        return pasted  # a forwarded one: as when it is pasted, its header says where the text begins
    tree, _ = parse_page(markup)
    remove_hidden(tree)
    _, blocks = extract_blocks(tree)
    blocks = [block for block in blocks if not _is_furniture(block.text)]
    return "\n\n".join(block.text for block in strip_boilerplate(blocks, [subject]))


def _decode(data: bytes, charset: str | None) -> str:
    if len(data) > MAX_PAGE_BYTES:
        part = advice(": save the part that you need as .txt")
        msg = f"The mail’s text has more than {MAX_PAGE_BYTES // 1_000_000} MB{part}."
        raise InputError(msg)
    return decode_page(data, charset)


def _is_furniture(paragraph: str) -> bool:
    """True for a line that only newsletters and mail programs write."""
    line = " ".join(paragraph.split())
    is_notice = len(line) <= MAX_NOTICE and _CONFIDENTIAL.match(line) is not None
    return is_notice or (len(line) <= MAX_FURNITURE and _ANY_FURNITURE.fullmatch(line) is not None)
