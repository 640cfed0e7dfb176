"""When a page says that its article was published. No date rather than a guessed one.

Only what is written as a date of publication counts: JSON-LD, meta elements, ``<time>`` and bylines at the head of the
article, and the day in the address, which the publisher's own system put there. Prose, footers and scripts do not.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime

__all__ = ["MONTHS", "date_in_address", "date_in_words", "days_in", "in_utc", "parse_date"]

YEARS = range(1800, 2200)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio janeiro januari января січня stycznia ledna ianuarie "
            "ocak tammikuuta január ιανουαρίου januari يناير siječnja ינואר gener януари",
            "february feb februar février febrero febbraio fevereiro februari февраля лютого lutego února "
            "şubat februarie helmikuuta február φεβρουαρίου فبراير veljače פברואר febrer февруари",
            "march mar märz mars marzo março maart марта березня marca března martie mart maaliskuuta március "
            "μαρτίου maret مارس ožujka מרץ març март",
            "april apr avril abril aprile апреля квітня kwietnia dubna aprilie nisan huhtikuuta április "
            "απριλίου أبريل ابريل travnja אפריל април",
            "may mai mayo maggio maio mei maj мая травня maja května mayıs toukokuuta május μαΐου مايو "
            "svibnja מאי maig май",
            "june jun juni juin junio giugno junho июня червня czerwca června iunie haziran kesäkuuta június "
            "ιουνίου يونيو lipnja יוני juny юни",
            "july jul juli juillet julio luglio julho июля липня lipca července iulie temmuz heinäkuuta "
            "július ιουλίου يوليو srpnja יולי juliol юли",
            "august aug août agosto augustus augusti августа серпня sierpnia srpna ağustos elokuuta augusztus "
            "αυγούστου agustus أغسطس اغسطس kolovoza אוגוסט agost август",
            "september sep sept septembre septiembre settembre setembro сентября вересня syyskuuta szeptember "
            "σεπτεμβρίου سبتمبر rujna ספטמבר setembre септември września eylül",
            "october oct oktober octobre octubre ottobre outubro октября жовтня lokakuuta október οκτωβρίου "
            "أكتوبر اكتوبر אוקטובר октомври października října octombrie ekim",
            "november nov novembre noviembre novembro ноября листопада marraskuuta νοεμβρίου نوفمبر studenoga "
            "נובמבר ноември listopadu noiembrie kasım",
            "december dec dezember décembre diciembre dicembre dezembro декабря грудня joulukuuta δεκεμβρίου "
            "desember ديسمبر prosinca דצמבר desembre декември grudnia prosince aralık",
        ),
        1,
    )
    for name in names.split()
}
_YEAR_MONTH = re.compile(r"\b(\d{4})\.?\s{1,3}([^\W\d]{3,12})\.?\s{1,3}(\d{1,2})\b")
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|\.)?\s{1,3}(?:de\s)?([^\W\d]{3,12})\.?,?\s{1,3}(?:de\s)?(\d{4})\b"
)
_MONTH_DAY = re.compile(r"\b([^\W\d]{3,12})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})\b")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_FORMS = (
    (_DAY_MONTH, 3, 2, 1),
    (_MONTH_DAY, 3, 1, 2),
    (_YEAR_MONTH, 1, 2, 3),
    (_YEAR_FIRST, 1, 2, 3),
    (_DOTTED, 3, 2, 1),
    (_SLASHED, 3, 2, 1),  # 20/11/2026 and 11/20/2026 are one day each
    (_SLASHED, 3, 1, 2),
)
"""The forms of a day in words, and which group of each is the year, the month and the day."""
_ADDRESS = re.compile(r"/(\d{4})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/-]|$)", re.IGNORECASE)
_COMPACT = re.compile(r"/((?:19|20)\d{2})(\d{2})(\d{2})(?=[/_-]|$)")
_STAMP = re.compile(r"\d{10}(?:\d{3})?")
_ZONE = re.compile(r"\s*\b([A-Z]{2,4})$")
_ZONES = {
    **dict.fromkeys(("UTC", "GMT", "UT", "WET"), "+0000"),
    **{"EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600"},
    **{"PST": "-0800", "PDT": "-0700", "AKST": "-0900", "AKDT": "-0800", "HST": "-1000", "BST": "+0100"},
    **{"CET": "+0100", "CEST": "+0200", "EET": "+0200", "EEST": "+0300", "MSK": "+0300", "JST": "+0900"},
    **{"KST": "+0900", "AEST": "+1000", "AEDT": "+1100", "NZST": "+1200", "NZDT": "+1300"},
}
_TWELVE = re.compile(r"\b(1[0-2]|0?[1-9]):(\d{2}(?::\d{2})?)\s?([ap])\.?m\b\.?", re.IGNORECASE)
_WORDED_TIME = re.compile(r"\s*\([^()]*\)$")
_FRACTION = re.compile(r"(:\d{2}[.,]\d{1,6})\d*")
_OFFSET = re.compile(r"(?<=\d) ([+-]\d)")
MAX_DATE = 60
MAX_VALUE = 200
MIDNIGHT = time()
_ZEROS = {datetime(1970, 1, 1, tzinfo=UTC), *(datetime(1899, 12, day, tzinfo=UTC) for day in (30, 31))}
"""The zero of a clock or of a table stands for no date."""


def parse_date(value: str | None) -> datetime | None:
    """A date as pages and people write it (ISO 8601, RFC 2822, Unix time, words); a day alone is its midnight, UTC."""
    value = _WORDED_TIME.sub("", " ".join((value or "").split())[:MAX_VALUE])[:MAX_DATE]
    value = _TWELVE.sub(lambda m: f"{int(m[1]) % 12 + 12 * (m[3] in 'pP'):02}:{m[2]}", value)
    value = _ZONE.sub(lambda m: _ZONES.get(m[1], m[0]), value)
    try:
        if _STAMP.fullmatch(value):
            return _checked(datetime.fromtimestamp(int(value[:10]), UTC))
        return _checked(datetime.fromisoformat(_FRACTION.sub(r"\1", _OFFSET.sub(r"\1", value))))
    except ValueError:
        pass
    try:
        return _checked(parsedate_to_datetime(value))
    except (ValueError, OverflowError, IndexError):
        return date_in_words(value)


def in_utc(when: datetime) -> datetime:
    """A moment in UTC, where midnight stands for a day without a time.

    Midnight in a zone of its own is how many pages write a day: that day it is everywhere. A time that is midnight in
    UTC alone keeps being one, by a second.
    """
    if when.tzinfo is None or when.time() == MIDNIGHT:
        return when.replace(tzinfo=UTC)
    when = when.astimezone(UTC)
    return when + timedelta(seconds=1) if when.time() == MIDNIGHT else when


def date_in_words(text: str) -> datetime | None:
    """The one day that a line names without ambiguity (``02/11/2026`` is none: it is read in two ways)."""
    found = {when for *_, when in days_in(text)}
    return found.pop() if len(found) == 1 else None


def days_in(text: str) -> list[tuple[int, int, datetime]]:
    """The days that a line names, and where each begins and ends; one that is read in two ways stands there twice."""
    found = [
        (match.start(), match.end(), _day(match[year], MONTHS.get(match[month].lower(), match[month]), match[day]))
        for form, year, month, day in _FORMS
        for match in form.finditer(text)
    ]
    return [(start, end, when) for start, end, when in found if when is not None]


def date_in_address(path: str) -> datetime | None:
    """The day in an address such as ``/2026/11/22/ferry`` or ``/2026/nov/22/ferry``."""
    match = _ADDRESS.search(path) or _COMPACT.search(path)
    return _day(match[1], MONTHS.get(match[2].lower(), match[2]), match[3]) if match else None


def _day(year: str | int, month: str | int | None, day: str | int) -> datetime | None:
    try:
        return _checked(datetime(int(year), int(month or 0), int(day), tzinfo=UTC))
    except ValueError:
        return None


def _checked(when: datetime) -> datetime | None:
    if when.year not in YEARS:
        return None
    when = in_utc(when)
    return when if when not in _ZEROS else None
