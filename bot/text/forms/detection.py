"""Tells the form of a text by its lines.

A form must be certain, since most texts are plain prose and lose by any other reading: what is only likely is prose.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.text.summary_candidates import is_no_candidate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.forms.lines import Line

__all__ = ["Form", "detect_form", "is_answer", "is_item_heading", "is_question", "is_result", "time_stamp"]


class Form(StrEnum):
    """A form of text."""

    PROSE = "prose"
    LIVE_BLOG = "live blog"
    NEWSLETTER = "newsletter"
    INTERVIEW = "interview"
    RESULTS = "results"
    PRESS_RELEASE = "press release"


MIN_TIME_STAMPS, MIN_QUESTIONS, MIN_ITEMS, MIN_RESULTS = 3, 3, 3, 4
IN_ORDER = 0.8
"""Share of time stamps that must follow each other in one direction."""
MAX_QUESTION_WORDS = 45
RESULT_SHARE = 0.4
"""Share of the lines that are results; the others are headings and a few words."""

MAX_RESULT = 160
"""Characters of a result."""

_TIME_STAMP = re.compile(
    r"(?:updated?(?: at)?:?\s*|at )?[\[(]?(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?\s?(?P<half>[ap]\.?m\.?)?"
    r"(?:\s?[A-Z]{2,5})?[\])]?"
    r"(?:\s*[-–—:|•]\s*\S.*|\s+[A-Z“\"‘'].*)?",
    re.IGNORECASE,
)
_QUESTION_LABEL = re.compile(r"(?:Q|Question|Frage|P|Pregunta)\s?\d{0,2}\s?[:.–—-]\s*\S", re.IGNORECASE)
_ANSWER_LABEL = re.compile(r"(?:A|Answer|Antwort|R|Respuesta)\s?\d{0,2}\s?[:.–—-]\s*\S", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<number>\d{1,2})[.)]\s+\S|[\U0001f51f0-9]\ufe0f?\u20e3")
_PICTOGRAM = re.compile(r"[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]")
_SCORE = re.compile(r"(?<![\w-])\d{1,3}\s?[-–:]\s?\d{1,3}(?![\w-])|\b\d{1,3}\s+[A-Z][\w .'’-]+\s\d{1,3}$")
_RELEASE = re.compile(
    r"(?:for|embargoed until).{0,30}\brelease\b.*|press release\b.{0,60}|news release\b.{0,60}", re.IGNORECASE
)
_END_OF_RELEASE = re.compile(r"#(?:\s?#)+|[-–—*\s]*ends?[-–—*\s]*|-\s?30\s?-", re.IGNORECASE)
_ABOUT = re.compile(r"About [A-Z][\w&.,'’() -]{1,60}|Notes? to [Ee]ditors?:?|Boilerplate:?")
_PRESS_CONTACT = re.compile(
    r"(?:(?:media|press|investor|news)\s)?(?:contacts?|enquiries|inquiries|relations)\b.*", re.IGNORECASE
)


def detect_form(lines: Sequence[Line]) -> Form:
    """The form of a text."""
    return next((form for form, applies in _FORMS if applies(lines)), Form.PROSE)


def time_stamp(line: Line) -> int | None:
    """The minute of the day with which a line of a live blog opens, or None."""
    match = _TIME_STAMP.fullmatch(line.text)
    if match is None or not (match["minute"] or match["half"]):
        return None
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    return hour * 60 + int(match["minute"] or 0) if hour < 24 else None


def is_question(line: Line) -> bool:
    """True if a line is a question of an interview."""
    is_asked = line.text.rstrip('*_"”’) ').endswith("?") and len(line.text.split()) <= MAX_QUESTION_WORDS
    return _QUESTION_LABEL.match(line.text) is not None or (is_asked and line.text[0] not in "\"“‘'")


def is_answer(line: Line) -> bool:
    """True if a line is labelled as an answer."""
    return _ANSWER_LABEL.match(line.text) is not None


def is_item_heading(line: Line) -> bool:
    """True if a line is the heading of an item: numbered, in capitals or behind a pictogram."""
    marked = _NUMBERED.match(line.text) or _PICTOGRAM.match(line.text) or line.text.isupper()
    return line.is_heading and bool(marked) and not _SCORE.search(line.text)


def is_result(line: Line) -> bool:
    """True if a line is a result: a score, and no final mark of a sentence."""
    is_line = len(line.text) < MAX_RESULT and not line.text.endswith((".", "!", "?"))
    return is_line and _SCORE.search(line.text) is not None


def _is_live_blog(lines: Sequence[Line]) -> bool:
    times = [time for line in lines if (time := time_stamp(line)) is not None]
    if len(times) < MIN_TIME_STAMPS or len(times) > len(lines) * 0.7:
        return False
    falling = sum(after <= before for before, after in pairwise(times))
    rising = sum(after >= before for before, after in pairwise(times))
    return len(set(times)) >= MIN_TIME_STAMPS and max(falling, rising) >= IN_ORDER * (len(times) - 1)


def _is_interview(lines: Sequence[Line]) -> bool:
    labelled = sum(_QUESTION_LABEL.match(line.text) is not None for line in lines)
    if labelled >= MIN_QUESTIONS - 1:
        return sum(is_answer(line) for line in lines) >= MIN_QUESTIONS - 1
    answered = sum(is_question(line) and not is_question(after) for line, after in pairwise(lines))
    return answered >= MIN_QUESTIONS and answered * 6 >= len(lines)


def _is_newsletter(lines: Sequence[Line]) -> bool:
    headed = [i for i in range(len(lines) - 1) if is_item_heading(lines[i]) and _is_prose(lines[i + 1])]
    if len(headed) < MIN_ITEMS or headed[0] * 3 > len(lines):  # prose may end in a list
        return False
    numbers = [match["number"] for i in headed if (match := _NUMBERED.match(lines[i].text))]
    if len(numbers) >= MIN_ITEMS and numbers[0] == "1":
        return True
    has_address = any(
        is_no_candidate(part) for line in (*lines[:4], *lines[-4:]) for part in (line.text, f"{line.text}.")
    )
    return has_address and len(headed) * 6 >= len(lines)


def _is_prose(line: Line) -> bool:
    return not line.is_heading and bool(line.sentences)


def _is_results(lines: Sequence[Line]) -> bool:
    results = sum(is_result(line) for line in lines)
    return results >= MIN_RESULTS and results >= RESULT_SHARE * len(lines)


def _is_press_release(lines: Sequence[Line]) -> bool:
    signs = (
        any(_RELEASE.fullmatch(line.text) for line in lines[:4]),
        any(_END_OF_RELEASE.fullmatch(line.text) for line in lines[2:]),
        any(is_about(line) for line in lines[2:]),
        any(_PRESS_CONTACT.match(line.text) and len(line.text) < 160 for line in (*lines[:5], *lines[-8:])),
    )
    return sum(signs) >= 2


def is_about(line: Line) -> bool:
    """True if a line is the heading of what a company says of itself in each press release."""
    return _ABOUT.fullmatch(line.text) is not None and len(line.text.split()) <= 8


_FORMS = (
    (Form.PRESS_RELEASE, _is_press_release),
    (Form.LIVE_BLOG, _is_live_blog),
    (Form.RESULTS, _is_results),
    (Form.INTERVIEW, _is_interview),
    (Form.NEWSLETTER, _is_newsletter),
)
