"""Tells whether a line ends as a sentence does, whatever a writer or an agency put behind its last mark."""

from __future__ import annotations

import re

__all__ = ["CLOSERS", "EMOJI", "FINAL_MARKS", "MAX_TRAILER", "TRAILERS", "ends_sentence", "is_trailer"]

MAX_TRAILER = 200
"""Characters at the end of a line in which its last mark is looked for."""
FINAL_MARKS = ".!?…。．！？｡؟۔।॥։።။"
"""The marks that end a sentence, in all scripts."""
CLOSERS = "\"'”’»)\\]」』）"
"""What may close a quotation or a parenthesis behind them, as part of a character class."""
EMOJI = (
    r"[\u2600-\u27bf\u2b50\u2b55\U0001f300-\U0001f5ff\U0001f600-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff]"
)
"""A pattern for one emoji."""
_AGENCY = (
    r"(?:dpa|afp|ap|epd|kna|sda|apa|ansa|efe|lusa|belga|anp|ritzau|ntb|tt|pap|[A-Z][\w.&]*(?:\s[A-Z][\w.&]*){0,2})"
)

TRAILERS = (
    (rf"{EMOJI}[\ufe0f\u200d]*", "Repairs cost three million. 🧵"),
    (r"[#@]\w{1,60}", "Repairs cost three million. #port #storm"),
    (r"https?://\S{1,150}", "Repairs cost three million. https://a.example/x"),
    (r"\[\w{1,3}\]|(?<=\S)[*†‡¹²³]{1,3}", "Repairs cost three million.[1]"),
    (r"[■□▪●◼◆]\ufe0f?|#{2,5}|/{2,3}", "Repairs cost three million. ■"),
    (rf"[–—-]{{1,2}}\s?{_AGENCY}", "Repairs cost three million. – dpa"),
    (rf"\((?:{_AGENCY}|[a-z]{{2,4}})(?:[/,]\s?(?:{_AGENCY}|[a-z]{{2,4}}))*\)", "Repairs cost three million. (dpa/jk)"),
    (r"\[[A-Z]{2,6}\]", "Repairs cost three million. [AP]"),
)
"""What may stand behind the last sentence of a line and is not a part of it, each with an example."""
_TRAILER = rf"(?:(?:{'|'.join(pattern for pattern, _ in TRAILERS)})\s*)"
_TRAILERS = re.compile(rf"{_TRAILER}{{1,8}}")
_ENDS_SENTENCE = re.compile(rf"[{FINAL_MARKS};][\s{CLOSERS}]*{_TRAILER}{{0,8}}$")


def ends_sentence(line: str, more_marks: str = "") -> bool:
    """True if the last word of a line is followed by a final mark, a semicolon or one of ``more_marks``."""
    line = line[-MAX_TRAILER:].rstrip()
    return _ENDS_SENTENCE.search(line) is not None or line.rstrip(CLOSERS).endswith(tuple(more_marks))


def is_trailer(text: str) -> bool:
    """True if a text is nothing but what may stand behind the last sentence of a line.

    Names in parentheses are left to others: they are credits, which tell that a caption is before them.
    """
    is_credit = text[:1] == "(" and not text[1:2].islower()
    return not is_credit and len(text) <= MAX_TRAILER and _TRAILERS.fullmatch(text.strip()) is not None
