"""Tells the form of a text by its lines.

A form must be certain, since most texts are plain prose and lose by any other reading: what is only likely is prose.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.text.result_lines import MAX_RESULT_LINE, SCORE, is_result_line
from bot.text.summary_candidates import speaks_to_readers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.forms.lines import Line

__all__ = [
    "Form",
    "detect_form",
    "is_answer",
    "is_entry",
    "is_item_heading",
    "is_result",
    "newsletter_items",
    "question_lines",
    "time_stamp",
]


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

MAX_ENTRY = 400
"""Characters of an entry of a list of persons."""

_DATE = (
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{1,2} [a-z]{3,9}\.?|[a-z]{3,9}\.? \d{1,2})"
    r"(?:,? (?:19|20)\d\d)?,? (?:at |[-–|] )?)?"
)
_TIME_STAMP = re.compile(
    rf"(?:(?:updated?|posted|published|added)(?: at| on)?:?\s*|at )?{_DATE}"
    r"[\[(]?(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?\s?(?P<half>[ap]\.?m\.?)?"
    r"(?:\s?[A-Z]{2,5})?[\])]?"
    r"\**(?:\s*[-–—:|•]\s*\S.*|\s+[A-Z“\"‘'].*)?",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?P<number>\d{1,2}) ?(?P<unit>m|h|min|mins|minutes?|hrs?|hours?) ago\b.{0,20}", re.IGNORECASE)
_QUESTION_LABEL = re.compile(r"(?:Q|Question|Frage|P|Pregunta)\s?\d{0,2}\s?[:.–—-]\s*\S", re.IGNORECASE)
_SPEAKER_LABEL = re.compile(r"(?P<name>[A-Z][\w.’'-]{0,20}(?: [A-Z][\w.’'-]{0,20}){0,2})\*{0,2}:\*{0,2}\s")
_ANSWER_LABEL = re.compile(r"(?:A|Answer|Antwort|R|Respuesta)\s?\d{0,2}\s?[:.–—-]\s*\S", re.IGNORECASE)
_NUMBERED = re.compile(r"#?(?P<number>\d{1,2})(?:[.):]|(?<=#\d)|(?<=#\d\d))\s+\S|[\U0001f51f0-9]\ufe0f?\u20e3")
_RUN_IN_HEADING = re.compile(r"[A-Z][^a-z.!?*:]{3,40}: [A-Z]|[A-Z][^.!?*:]{2,50}[.:]?\*\*[.:]?\s+[A-Z]")
_NUMBER_AND_HEADING = re.compile(r"\d{1,2}[.):]\s+(?:[^\s.:!?]+\s+){0,5}[^\s.:!?]+[.:!?]\s+[A-Z“\"]")
_PICTOGRAM = re.compile(r"[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]")
_ENTRY = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}(?:,? \(?\d{2}\)?[,;:]|, of [A-Z])")
_RELEASE = re.compile(
    r"(?:for|embargoed until).{0,30}\brelease\b.*|embargoed\b.{0,60}|press release\b.{0,60}|news release\b.{0,60}"
    r"|(?:presse|medien)mitteilung\b.{0,60}|sperrfrist\b.{0,60}|communiqué\b.{0,60}|comunicado\b.{0,60}"
    r"|nota de prensa\b.{0,60}|comunicato\b.{0,60}|persbericht\b.{0,60}",
    re.IGNORECASE,
)
_END_OF_RELEASE = re.compile(r"#(?:\s?#)+|[-–—*\s]*ends?[-–—*\s]*|-?\s?30\s?-|SOURCE:? [A-Z].{1,60}", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:About|Über(?: die| das| den)?|À propos d[eu]|Acerca del?|Sobre|Informazioni su|Over)"
    r" [A-ZÀ-Þ][\w&.,'’() -]{1,60}(?::.*)?|Notes? to [Ee]ditors?:?|Boilerplate:?|(?:Safe Harbo\w+"
    r"|Forward.Looking) .{0,40}"
)
_WIRE = re.compile(r".{0,120}(?:/PRNewswire|\(BUSINESS WIRE\)|\(GLOBE NEWSWIRE\)|/CNW/|\(ACCESSWIRE\)|EIN Presswire)")
_PRESS_CONTACT = re.compile(
    r"(?:(?:media|press|investor|news)\s)?(?:contacts?|enquiries|inquiries|relations)\b.*"
    r"|(?:presse|medien)?(?:kontakt|ansprechpartner)\w{0,5}\b.*|contacto?\b.*|contatt[oi]\b.*|perscontact\b.*",
    re.IGNORECASE,
)


def detect_form(lines: Sequence[Line]) -> Form:
    """The form of a text."""
    return next((form for form, applies in _FORMS if applies(lines)), Form.PROSE)


def time_stamp(line: Line) -> int | None:
    """The minute of the day with which a line of a live blog opens, or minus its age in minutes; None without one."""
    if age := _AGE.fullmatch(line.text):
        return -int(age["number"]) * (60 if age["unit"][0] in "hH" else 1)
    match = _TIME_STAMP.fullmatch(line.text)
    if match is None or not (match["minute"] or match["half"]):
        return None
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    return hour * 60 + int(match["minute"] or 0) if hour < 24 else None


def question_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The places of the lines that are questions of an interview, or what is said in place of one.

    Questions are told by labels ("Q:"), by the speaker's name in front if each of two speaks several times, by bold
    type, or else by their mark.
    """
    labelled = [i for i, line in enumerate(lines) if _QUESTION_LABEL.match(line.text)]
    if len(labelled) >= MIN_QUESTIONS - 1 and sum(map(is_answer, lines)) >= MIN_QUESTIONS - 1:
        return frozenset(labelled)
    asked = [i for i, line in enumerate(lines) if _is_asked(line)]
    spoken = {i: match["name"] for i, line in enumerate(lines) if (match := _SPEAKER_LABEL.match(line.text))}
    two = [name for name, count in Counter(spoken.values()).most_common(2) if count >= MIN_QUESTIONS]
    if len(two) == 2:
        asks = max(two, key=lambda name: sum(spoken.get(i) == name for i in asked))
        return frozenset(i for i, name in spoken.items() if name == asks)
    bold = [i for i, line in enumerate(lines[:-1]) if line.is_bold and not lines[i + 1].is_bold]
    if len(bold) >= MIN_QUESTIONS and not all(lines[i].is_heading for i in bold):
        return frozenset(bold) | frozenset(asked)
    return frozenset(asked) | _turns_between(lines, asked)


def _turns_between(lines: Sequence[Line], asked: Sequence[int]) -> frozenset[int]:
    """What is said in place of a question where each line is a turn of one of two speakers, by the distance from one.

    Three of four turns at most ask nothing, and no turn of the other speaker is a question.
    """
    if len(asked) < MIN_QUESTIONS or any((i - asked[0]) % 2 for i in asked):
        return frozenset()
    turns = range(asked[0], asked[-1], 2)
    are_short = all(len(lines[i].text.split()) <= MAX_QUESTION_WORDS for i in turns)
    return frozenset(turns) if are_short and 4 * len(asked) >= len(turns) else frozenset()


def _is_asked(line: Line) -> bool:
    is_short = len(line.text.split()) <= MAX_QUESTION_WORDS
    return is_short and line.text.rstrip('*_"”’) ').endswith("?") and line.text[0] not in "\"“‘'"


def is_answer(line: Line) -> bool:
    """True if a line is labelled as an answer."""
    return _ANSWER_LABEL.match(line.text) is not None


def is_item_heading(line: Line) -> bool:
    """True if a line is the heading of an item: numbered, in capitals or behind a pictogram."""
    marked = _NUMBERED.match(line.text) or _PICTOGRAM.match(line.text) or line.text.isupper()
    return line.is_heading and bool(marked) and not SCORE.search(line.text)


def is_entry(line: Line) -> bool:
    """True if a line is about somebody who is named with age or address at its beginning, as in a list of sentences."""
    return len(line.text) < MAX_ENTRY and _ENTRY.match(line.text) is not None


def is_result(line: Line) -> bool:
    """True if a line is a result: a score, and no final mark of a sentence."""
    is_line = len(line.text) < MAX_RESULT_LINE and not line.text.endswith((".", "!", "?"))
    return is_line and bool(SCORE.search(line.text) or is_result_line(line.text)) and time_stamp(line) is None


def _is_live_blog(lines: Sequence[Line]) -> bool:
    times = [time for line in lines if (time := time_stamp(line)) is not None]
    if len(times) < MIN_TIME_STAMPS:
        return False
    told = sum(len(lines[i].sentences) > 0 and not lines[i].is_heading for i in range(len(lines)))
    if 2 * told < len(times):  # a timetable, or results with their times
        return False
    falling = sum(after <= before for before, after in pairwise(times))
    rising = sum(after >= before for before, after in pairwise(times))
    return len(set(times)) >= MIN_TIME_STAMPS and max(falling, rising) >= IN_ORDER * (len(times) - 1)


def _is_interview(lines: Sequence[Line]) -> bool:
    questions = question_lines(lines)
    answered = sum(i + 1 < len(lines) and i + 1 not in questions for i in questions)
    return answered >= MIN_QUESTIONS and answered * 6 >= len(lines)


def newsletter_items(lines: Sequence[Line]) -> frozenset[int]:
    """The places of the lines with which the items of a newsletter begin; empty for any other text.

    Items that are numbered from one, or down to it, need no more. Others need a greeting or a sign-off, and headings
    that nothing marks need both.
    """
    headed = [i for i in range(len(lines) - 1) if lines[i].is_heading and _is_prose(lines[i + 1])]
    marked = [i for i in headed if is_item_heading(lines[i])]
    run_in = [i for i, line in enumerate(lines) if _RUN_IN_HEADING.match(line.text) and _is_prose(line)]
    listed = [i for i, line in enumerate(lines) if (line.is_marked or _NUMBERED.match(line.text)) and _is_prose(line)]
    for items, needed in (
        (marked, 0 if _are_numbered(lines, marked) else 1),
        (run_in, 1),
        (listed, 0 if _are_numbered(lines, listed) and _have_headings(lines, listed) else 2),
        (headed, 2),
    ):
        is_enough = len(items) >= MIN_ITEMS and items[0] * 3 <= len(lines)  # prose may end in a list
        if is_enough and (needed == 0 or (len(items) * 6 >= len(lines) and _addresses(lines) >= needed)):
            return frozenset(items)
    return frozenset()


def _have_headings(lines: Sequence[Line], items: Sequence[int]) -> bool:
    """True if most of the numbered lines begin with a heading of a few words, as those of prose do not."""
    return 2 * sum(_NUMBER_AND_HEADING.match(lines[i].text) is not None for i in items) > len(items)


def _are_numbered(lines: Sequence[Line], items: Sequence[int]) -> bool:
    """True if the items are numbered from one, or count down to it: the ten best films."""
    numbers = [match["number"] for i in items if (match := _NUMBERED.match(lines[i].text))]
    if len(numbers) < MIN_ITEMS:
        return False
    counts_down = numbers[-1] == "1" and all(one > two for one, two in pairwise(int(n or 0) for n in numbers))
    return numbers[0] == "1" or counts_down


def _addresses(lines: Sequence[Line]) -> int:
    """How many of beginning and end speak to the readers."""
    return _is_address(lines[:4]) + _is_address(lines[-4:])


def _is_address(lines: Sequence[Line]) -> bool:
    """True if one of the lines speaks to the readers."""
    return any(speaks_to_readers(part) for line in lines for part in _sentences(line.text))


def _sentences(text: str) -> Sequence[str]:
    return (text, f"{text}.", *re.split(r"(?<=[.!?]) ", text))


def _is_newsletter(lines: Sequence[Line]) -> bool:
    return bool(newsletter_items(lines))


def _is_prose(line: Line) -> bool:
    return not line.is_heading and bool(line.sentences)


def _is_results(lines: Sequence[Line]) -> bool:
    results = sum(is_result(line) or is_entry(line) for line in lines)
    return results >= MIN_RESULTS and results >= RESULT_SHARE * len(lines)


def _is_press_release(lines: Sequence[Line]) -> bool:
    signs = (
        any(_RELEASE.fullmatch(line.text) for line in lines[:4]),
        2 * any(_WIRE.match(line.text) for line in lines[:5]),
        any(_END_OF_RELEASE.fullmatch(line.text) for line in lines[2:]),
        any(is_about(line) for line in lines[2:]),
        any(_PRESS_CONTACT.match(line.text) and len(line.text) < 160 for line in (*lines[:5], *lines[-8:])),
    )
    return sum(signs) >= 2


def is_about(line: Line) -> bool:
    """True if a line is the heading of what a company says of itself in each press release."""
    heading = line.text.partition(":")[0]
    return _ABOUT.fullmatch(line.text) is not None and len(heading.split()) <= 8


_FORMS = (
    (Form.PRESS_RELEASE, _is_press_release),
    (Form.LIVE_BLOG, _is_live_blog),
    (Form.RESULTS, _is_results),
    (Form.INTERVIEW, _is_interview),
    (Form.NEWSLETTER, _is_newsletter),
)
