"""Removes what stands above the title of a pasted text and is no part of it.

That is a mail's greeting (and its closing below the text), a note about the text, the head of a post in a social
network, the name of a section, of an outlet or of its site, a contact, a page's number.
"""

from __future__ import annotations

import re

from bot.intake.pasted.credits import parse_outlet_line
from bot.intake.pasted.messengers import strip_post_head
from bot.intake.pasted.metadata_lines import split_header
from bot.intake.pasted.title_detection import begins_with_title
from bot.intake.word_lists import section_pattern

__all__ = ["split_above_title", "strip_letter"]

MAX_LINE, MAX_LINES = 120, 6
MAX_CLOSING = 5
"""Lines of a closing: the words, and the names and offices below them."""
_MARKS = r"[\s:.,;!?…–—-]*"
_GREETING = re.compile(rf"{section_pattern('above_title', 'greetings')}{_MARKS}", re.IGNORECASE)
_GREETING_BY_NAME = re.compile(rf"{section_pattern('above_title', 'greetings by name')}\s?[,:–-]", re.IGNORECASE)
_NOTE = re.compile(rf"{section_pattern('above_title', 'notes')}{_MARKS}", re.IGNORECASE)
_CLOSING = re.compile(
    rf"{section_pattern('above_title', 'closings')}(?:{_MARKS}|,\s[^\W\d_][\w.'’-]*(?:\s[\w.'’-]+){{0,2}})",
    re.IGNORECASE,
)
_NAME = re.compile(r"[-–—]?\s?[^\n.!?]{1,60}\.?")
_SECTION = re.compile(
    rf"\W{{0,3}}{section_pattern('above_title', 'sections', 'releases')}(?:\s?[|/>•·]\s?[\w ]{{2,30}})?\W{{0,3}}",
    re.IGNORECASE,
)
_CONTACT = re.compile(rf"{section_pattern('above_title', 'contact')}\s?[:：][^\n]*(?:@|\d{{3}})[^\n]*", re.IGNORECASE)
_EMBARGO = re.compile(rf"{section_pattern('above_title', 'embargoes')}\b[\s:：][^\n]*\d[^\n]*", re.IGNORECASE)
_PAGE = re.compile(r"(?:page|seite|página|pagina)\s\d{1,3}(?:\s?(?:of|von|de|di|/)\s?\d{1,3})?", re.IGNORECASE)
_SITE = re.compile(r"(?:www\.)?[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,20}){1,3}", re.IGNORECASE)


def strip_letter(text: str, *, is_mail: bool = False) -> str:
    """A text without the greeting of the mail that it stands in, the note below it, and the closing of the mail.

    ``is_mail`` if that is known from its header: then it may close without having greeted.
    """
    first, _, below = text.partition("\n")
    greets = len(first) <= MAX_LINE and any(form.fullmatch(first) for form in (_GREETING, _GREETING_BY_NAME))
    note, _, rest = (below.lstrip("\n") if greets else text).partition("\n")
    is_note = (
        len(note) <= MAX_LINE
        and _NOTE.fullmatch(note)
        and (greets or note.endswith((":", "：", "?")) or " " not in note)
    )
    kept = rest if is_note else below if greets else text
    if not kept.strip():
        return text
    return _strip_closing(kept.strip()) if greets or is_mail else kept.strip()


def split_above_title(text: str, metadata: dict[str, str]) -> str:
    """Adds what lines above the title say to ``metadata``; returns the text from its title on."""
    for _ in range(MAX_LINES):
        text = split_header(strip_post_head(text), metadata)
        line, _, below = text.partition("\n")
        found = _parse(line) if len(line) <= MAX_LINE else None
        below = split_header(below.lstrip("\n"), {})
        if found is None or not (begins_with_title(below) or _parse(below.partition("\n")[0]) is not None):
            break
        metadata.update({key: value for key, value in found.items() if key not in metadata})
        text = text.partition("\n")[2].lstrip("\n")
    return text


def _parse(line: str) -> dict[str, str] | None:
    """The metadata in a line that stands above a title; None for any other line."""
    if any(pattern.fullmatch(line) for pattern in (_SECTION, _CONTACT, _EMBARGO, _PAGE)):
        return {}
    return {"outlet": line} if _SITE.fullmatch(line) else parse_outlet_line(line)


def _strip_closing(text: str) -> str:
    """A mail's text without the words and names with which it ends."""
    lines = text.split("\n")
    for n in range(max(1, len(lines) - MAX_CLOSING), len(lines)):
        if len(lines[n]) <= MAX_LINE and _CLOSING.fullmatch(lines[n]):
            names = [line for line in lines[n + 1 :] if line.strip()]
            if all(map(_NAME.fullmatch, names)):
                return "\n".join(lines[:n]).rstrip()
    return text
