"""Finds the title of a pasted text: its first line, unless that is a sentence of the text."""

from __future__ import annotations

import re

from bot.advice_marks import advice
from bot.ellipsis import with_ellipsis
from bot.errors import InputError
from bot.intake.characters import letters_only
from bot.intake.drafts import MAX_TITLE
from bot.intake.pasted.fields import parse_field
from bot.intake.pasted.markdown import strip_links

__all__ = [
    "MAX_LINKED_TITLE",
    "begins_with_title",
    "is_title_from_text",
    "split_title",
    "strip_leading_symbols",
    "strip_repeated_title",
]

MAX_LINKED_TITLE = 1_000
"""Maximum characters of a title together with the address after it."""

SHORT_TITLE = 120
"""A text of one line with at most this many characters that is not a sentence is a title without a text."""
TITLE_FROM_TEXT = 80
"""How many characters of a text's beginning become its title if it has none."""
MAX_BEFORE_TITLE = 400
"""Such a title is within this many characters of its text's start, after the place and the agency."""
MIN_SENTENCES_FROM_TEXT = 30
"""Whole sentences with fewer characters ("It was dark.") say too little for a title: as many words as fit are taken."""
SENTENCE_WORDS, SENTENCE_CHARACTERS = 6, 12
"""A line with this many words (characters in a script without spaces) and a full stop at its end is a sentence; the
shorter "The harbour reopens." is a title."""
MAX_TITLE_WORDS_IN_SENTENCES = 12
"""Maximum words of a title that consists of several sentences: "The strike is over. What now?"."""
LONE_TEXT_WORDS = 12
"""A single sentence with this many words is a text without a title, a shorter one a title without a text."""
LONG_SENTENCE_WORDS = 20
"""A longer line that ends in any mark is a sentence; the shorter "Who will lead Japan?" is a title."""

_HEADING_MARK = re.compile(r"^(#{1,6}\s+|[*_]{1,3}(?=\S))|([*_]{1,3})$")
_CLOSING = re.compile(r"(?:[\s\"'”’»)\]」』*_]|\([A-Z][\w/ ]{1,20}\))*$")
_FULL_STOPS = tuple(".。．｡।۔։።")
_SENTENCE_ENDS = (*_FULL_STOPS, *"!?！？؟…")
_ABBREVIATION = re.compile(r"(?:\b\w\.)+|\b(?:Jr|Sr|Inc|Corp|Ltd|Co|Bros|etc|vs|No|St)\.", re.IGNORECASE)
_SENTENCE_BOUNDARY = re.compile(r"[a-z]{3}[.!?][\"'”’)]? [\"'“‘(]?[A-Z]|[。！？][”」』）]?\w")
_OTHER_LINK = re.compile(r"<?(?!https?://)[a-z][a-z0-9+.-]{0,30}:/\S*", re.IGNORECASE)
"""A link alone of another kind than those of the web."""
MAX_SHOWN = 40
"""Characters of a typed line that a sentence about it repeats."""
NO_TEXT = f"That is one short line, too little for an article{advice(': put the article’s text below it')}."
NO_NEW_TEXT = (
    f"That is too short for a new text{advice(': give all of it. To change only the title, write “Title: {title}”')}."
)
NO_HTTP = (
    "Only links that begin with http:// or https:// can be read"
    f"{advice(': use such a link, or paste the title and the text')}."
)
_AFTER_TITLE = (*_FULL_STOPS, *"!?！？؟…\n")
_BETWEEN_SENTENCES = re.compile(r"(?<=[a-z]{2}[.!?])\s(?=[A-Z])")
_CERTAIN_END = re.compile(
    r"(?:\b(?:[a-zß-öø-ÿ]{3,}|[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{5,}|\d{4})[.!?][\"'”’)]?)(?=\s[\"'“‘(]?[A-ZÀ-ÖØ-Þ])|[。！？](?=\w)"
)
"""The end of a sentence inside a line. The stop after a short word with a capital does not count: such a word may be
abbreviated, as in "Gov. Lee"."""
_DATELINE = re.compile(r"^[A-ZÀ-Þ][^\n—–]{1,50}?\s(?:\([A-Z][\w/ ]{1,20}\)\s)?[—–-]{1,2}\s|^[•*·-]\s+")
"""The place and agency before a text's first words, or the bullet of a list."""


def split_title(body: str, known: str | None = None) -> tuple[str, str]:
    """The title and the text below it: the first line, or (if that is a sentence) the first words and all of the text.

    ``known`` is the title of the article whose text is replaced: it stays if the new text has none. Raises InputError
    for a title without a text.
    """
    first, _, rest = body.partition("\n")
    if begins_with_title(body):
        return first, strip_repeated_title(first, rest)
    if len(body) > SHORT_TITLE or rest.strip() or (_is_sentence(body) and (known or _is_text_alone(body))):
        return known or _title_from_text(body), body
    if any(c.isalnum() for c in body):
        if _OTHER_LINK.fullmatch(body.strip()):
            raise InputError(NO_HTTP)
        raise InputError(NO_NEW_TEXT.format(title=_shown(first)) if known else NO_TEXT)
    return "", body


def is_title_from_text(title: str, text: str) -> bool:
    """True if a title is only the beginning of its text, up to where a sentence ends or words were left out."""
    words = title.removesuffix("…")
    start = text[: MAX_BEFORE_TITLE + len(words)].find(words)
    below = text[start + len(words) :]
    return start >= 0 and (words != title or (not start and (not below or below[0] in _AFTER_TITLE)))


def begins_with_title(body: str) -> bool:
    """True if the first line can be a title and there is a text below it.

    A line above nothing but fields such as "Source: Reuters", then a blank line and the text, is a title even if it is
    a sentence.
    """
    first, _, rest = body.partition("\n")
    fields, blank_line, below = rest.partition("\n\n")
    short = len(first) <= MAX_LINKED_TITLE and len(strip_links(first)) <= MAX_TITLE
    if blank_line and below.strip() and all(parse_field(line) is not None for line in fields.split("\n")):
        return short
    is_alone = rest.startswith("\n") or parse_field(rest.partition("\n")[0]) is not None
    return bool(rest.strip()) and short and not _is_sentence(first, alone=is_alone)


def strip_repeated_title(title: str, body: str) -> str:
    """The text without its title, if that is its first line too."""
    body = strip_leading_symbols(body.strip())
    first, _, rest = body.partition("\n")
    if len(first) > MAX_TITLE or not rest.strip():
        return body
    return rest.strip() if letters_only(first) == letters_only(title) != "" else body


def strip_leading_symbols(text: str) -> str:
    """The text without lines above it that have neither letters nor digits."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if any(c.isalnum() for c in line)), 0)
    return "\n".join(lines[start:])


def _shown(line: str) -> str:
    return line if len(line) <= MAX_SHOWN else with_ellipsis(line[:MAX_SHOWN])


def _is_text_alone(sentence: str) -> bool:
    """True if a single line is a text without a title; headlines are seldom as long."""
    return _SENTENCE_BOUNDARY.search(sentence) is not None or len(sentence.split()) >= LONE_TEXT_WORDS


def _is_sentence(line: str, *, alone: bool = False) -> bool:
    """True if a first line is the text's first sentence; a line marked as a heading is always a title.

    A line that stands ``alone``, above a blank line or a field such as "Source: Reuters", may be a title of several
    sentences, each short enough for one.
    """
    if _HEADING_MARK.match(line):
        return False
    if alone and len(parts := _BETWEEN_SENTENCES.split(line)) > 1:
        return len(line.split()) > MAX_TITLE_WORDS_IN_SENTENCES or any(map(_is_sentence, parts))
    line = _CLOSING.sub("", line)
    if not line.endswith(_SENTENCE_ENDS):
        return False
    words = len(line.split())
    if words > LONG_SENTENCE_WORDS or _SENTENCE_BOUNDARY.search(line):
        return True
    last = line.rsplit(None, 1)[-1]
    stops = line.endswith(_FULL_STOPS) and not _ABBREVIATION.fullmatch(last)
    return stops and (
        words >= SENTENCE_WORDS or (not line.isascii() and words == 1 and len(line) >= SENTENCE_CHARACTERS)
    )


def _title_from_text(body: str) -> str:
    """The first sentences of a text without its dateline, or if none fits its first words and "…" for the others."""
    line = body.split("\n", 1)[0]
    dateline = _DATELINE.match(line)
    if dateline and (dateline[0][0] in "•*·-" or "(" in dateline[0] or dateline[0][:3].isupper()):
        line = line[dateline.end() :] or line
    if len(line) <= TITLE_FROM_TEXT:
        return line.rstrip(" .。")
    # With the characters behind the limit, by which an end is recognised.
    ends = [found.end() for found in _CERTAIN_END.finditer(line[: TITLE_FROM_TEXT + 3])]
    for end in reversed(ends):
        if MIN_SENTENCES_FROM_TEXT <= end <= TITLE_FROM_TEXT and not _is_inside_quotation(line[:end]):
            return line[:end].rstrip(" .。")
    cut = line.rfind(" ", 0, TITLE_FROM_TEXT)
    return with_ellipsis(line[: cut if cut > 0 else TITLE_FROM_TEXT])


def _is_inside_quotation(beginning: str) -> bool:
    """True if a quotation begins in it and does not end there."""
    return beginning.count('"') % 2 == 1 or any(
        beginning.count(opening) > beginning.count(closing) for opening, closing in ("“”", "«»", "「」")
    )
