"""Which line of a pasted text is its title, and what stands in for one."""

from __future__ import annotations

import re

from bot.errors import InputError
from bot.intake.cleaning import letters_of
from bot.intake.pasted.markdown import without_links

__all__ = ["MAX_LINKED_TITLE", "MAX_TITLE", "from_first_letter", "take_title", "without_repetition"]

MAX_TITLE = 300
MAX_LINKED_TITLE = 1_000
"""Characters of a title together with the address behind it."""

SHORT_TITLE = 120
"""A single line that is no longer than this, and one sentence at most, is a title alone."""
FIRST_WORDS = 80
"""Characters of a text's beginning that stand in for its title where it has none."""
SENTENCE_WORDS, SENTENCE_CHARACTERS = 6, 12
"""From so many words (characters where a script does not part its words) a line that ends in a full stop is a sentence;
"The harbour reopens." is a title."""
SHORT_WORDS = 12
"""Words of a title that is more than one sentence: "The strike is over. What now?"."""
LONE_WORDS = 12
"""Words from which a sentence that stands alone is a text without a title, not a title without a text."""
LONG_TITLE_WORDS = 20
"""Words from which a line that ends in any mark is a sentence: "Who will lead Japan?" is a title."""

_MARK = re.compile(r"^(#{1,6}\s+|[*_]{1,3}(?=\S))|([*_]{1,3})$")
_TAIL = re.compile(r"(?:[\s\"'”’»)\]」』*_]|\([A-Z][\w/ ]{1,20}\))*$")
_FULL_STOPS = tuple(".。．｡।۔։።")
_SENTENCE_ENDS = (*_FULL_STOPS, *"!?！？؟…")
_ABBREVIATION = re.compile(r"(?:\b\w\.)+|\b(?:Jr|Sr|Inc|Corp|Ltd|Co|Bros|etc|vs|No|St)\.", re.IGNORECASE)
_INNER_END = re.compile(r"[a-z]{3}[.!?][\"'”’)]? [\"'“‘(]?[A-Z]|[。！？][”」』）]?\w")
_BETWEEN = re.compile(r"(?<=[a-z]{2}[.!?])\s(?=[A-Z])")
"""Between the sentences of a line."""
_DATELINE = re.compile(r"^[A-ZÀ-Þ][^\n—–]{1,50}?\s(?:\([A-Z][\w/ ]{1,20}\)\s)?[—–-]{1,2}\s|^[•*·-]\s+")
"""What stands before a text's first words: the place and the agency, the mark of a list."""


def take_title(body: str, known: str | None = None) -> tuple[str, str]:
    """A text's title and the text below it: its first line where that is none of its sentences, else its first words.

    ``known`` is the title of the article whose new text this is: it stays where the text has none. Raises InputError
    where there is a title alone.
    """
    first, _, rest = body.partition("\n")
    alone = rest.startswith("\n")
    short = len(first) <= MAX_LINKED_TITLE and len(without_links(first)) <= MAX_TITLE
    if rest.strip() and short and not _is_sentence(first, alone=alone):
        return first, without_repetition(first, rest)
    if len(body) > SHORT_TITLE or rest.strip() or (_is_sentence(body) and (known or _says_enough(body))):
        return known or _first_words(body), body
    if any(c.isalnum() for c in body):
        msg = "The text is missing: put the title on the first line and at least one sentence below it."
        raise InputError(msg)
    return "", body


def _says_enough(sentence: str) -> bool:
    """Whether a single line is a text, although there is no other: a headline is seldom as long."""
    return _INNER_END.search(sentence) is not None or len(sentence.split()) >= LONE_WORDS


def without_repetition(title: str, body: str) -> str:
    """A text without its title where that stands above it a second time."""
    body = from_first_letter(body.strip())
    first, _, rest = body.partition("\n")
    if len(first) > MAX_TITLE or not rest.strip():
        return body
    return rest.strip() if letters_of(first) == letters_of(title) != "" else body


def from_first_letter(text: str) -> str:
    """The text without lines of bare marks above it."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if any(c.isalnum() for c in line)), 0)
    return "\n".join(lines[start:])


def _is_sentence(line: str, *, alone: bool = False) -> bool:
    """Whether a first line is a text's first sentence, not its title; a line marked as a heading never is.

    One that stands ``alone`` above a blank line may be a title of several sentences, each short enough for one.
    """
    if _MARK.match(line):
        return False
    if alone and len(parts := _BETWEEN.split(line)) > 1:
        return len(line.split()) > SHORT_WORDS or any(map(_is_sentence, parts))
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
    """The beginning of a text, as its title; it ends in "…" where its first line goes on."""
    line = body.split("\n", 1)[0]
    dateline = _DATELINE.match(line)
    if dateline and (dateline[0][0] in "•*·-" or "(" in dateline[0] or dateline[0][:3].isupper()):
        line = line[dateline.end() :] or line
    if len(line) <= FIRST_WORDS:
        return line.rstrip(" .。")
    cut = line.rfind(" ", 0, FIRST_WORDS)
    return line[: cut if cut > 0 else FIRST_WORDS].rstrip(" ,;:.") + "…"
