"""Lines that say when a text appeared, who wrote it and for whom: "Posted on 20 November 2026 by Ida Moor"."""

from __future__ import annotations

import re

from bot.intake.bylines import byline_in
from bot.intake.dates import MONTHS, date_in_words, days_in
from bot.intake.pasted.markdown import without_links

__all__ = ["affiliation_in", "credit_in", "credits_in", "day_in", "is_outlet", "name_alone"]

MAX_DATE, MAX_CREDIT = 60, 200
"""Characters of a line that is a date, and of one that says more than that; longer ones are text."""
_LETTERS = re.compile(r"[^\W\d_]+")
_OF_A_DATE = re.compile(
    r"(?:publi|pubbl|veröffentlicht|post|erstellt|gepubl|опубл|дата|發佈|发布|發布|公開|入力|入稿|입력|등록|작성)\w{0,9}|(?:on|am|um|uhr|le|el|de|del"
    r"|di|il|op|den|at|à|às|a|las|alle|ore|kl|klo|om|в|г|года|stand|vom|st|nd|rd|th|er|[ap]m?|m|utc|gmt|e[sd]?t|c[es]t|"
    r"cest|me[sz]+|bst|[pm][sd]?t|ist|jst|h|o|msk)"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|"
    r"sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"(?:segunda|terça|quarta|quinta|sexta)|feira|luned\w+|marted\w+|mercoled\w+|gioved\w+|venerd\w+|sabato|domenica|"
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|[年月日時时分년월일시]|星期[一二三四五六日天]|周[一二三四五六日]|"
    r"[月火水木金土日](?:曜日?)?|[월화수목금토일]요일|오전|오후|上午|下午|午前|午後"
)
_UPDATED = re.compile(
    r"(?:last\s+)?(?:updated|modified|edited)|aktualisiert|zuletzt|mis(?:e)? à jour|actualizad[oa]|atualizad[oa]|"
    r"aggiornat[oa]|bijgewerkt|обновлено|更新|수정",
    re.IGNORECASE,
)
_UPDATE = re.compile(rf"(?:{_UPDATED.pattern})[^·•|;]*", re.IGNORECASE)
_TIME = re.compile(r"\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\b")
_AGO = re.compile(
    r"\d{1,3}[ -]?(?:min(?:ute)?s?|hours?|h|days?)(?:\s(?:read|ago))?|(?:min(?:ute)? )?read"
    r"|lesezeit:?[ \d]*(?:min\w*)?",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"follow|share|save|listen|published|posted|updated|edited|(?i:reporting from|from) [A-ZÀ-Þ].{1,40}", re.IGNORECASE
)
"""What stands between a page's credits."""
_BEFORE_A_DAY = re.compile(r"\s(?:on|am|le|el|il)$")
_PARTS = re.compile(r"\s*[·•|;/,()–—]\s*|\s-\s|\s+(?=(?i:by)\s[A-ZÀ-Þ])")
_NAMES = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?:\s(?:[A-ZÀ-Þ&][\w.'’-]*|of|the|de|del|der|la|van|von|and|und|et|y)){0,4}")
_OUTLET = re.compile(
    r"\b(?:agence|agency|agencia|bbc|broadcasting|bulletin|chronicle|courier|daily|echo|gazette|guardian|herald|"
    r"independent|journal|magazine|mail|media|mirror|news\w*|observer|online|post|press\w*|radio|record|report(?:er)?|"
    r"reuters|review|service|standard|star|sun|telegraph|times|today|tribune|tv|weekly|wire|world|zeitung)\b",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"(?i:\b(?:bureau|correspondent|critic|columnist|contributor|editor|journalist|producer|reporter|staff|writer)\b)"
)
_IN_A_PLACE = re.compile(r"\sin\s[A-ZÀ-Þ][\w .'’-]{1,40}$")


def day_in(line: str) -> dict[str, str] | None:
    """The day where a line is a date and nothing more ("Published 10:00, 2 Nov. 2026"); an update's day is none."""
    updated = _UPDATED.search(line)
    line = _UPDATED.sub("", line)
    when = date_in_words(line) if len(line) <= MAX_DATE else None
    if when is None or not _of_a_date(line):
        return None
    return {"updated": line} if updated else {"day": when.date().isoformat()}


def credit_in(line: str, *, names_alone: bool = False) -> dict[str, str] | None:
    """What a line says that holds a date or a byline together with other things of this kind, and nothing else.

    ``names_alone`` takes names without "by" beside a date, which a title may be as well.
    """
    if len(line) > MAX_CREDIT:
        return None
    rest = _UPDATE.sub("", without_links(line).removeprefix("-# ").replace("*", "").strip("_ "))
    days = days_in(rest)
    if len({when for *_, when in days}) != 1:
        return None
    start, end, when = days[0]
    found = {"day": when.date().isoformat()}
    for part in _PARTS.split(_TIME.sub(" ", f"{rest[:start]}|{rest[end:]}")):
        words = _BEFORE_A_DAY.sub("", part.strip(" .:-"))
        if not words or _AGO.fullmatch(words) or _ASIDE.fullmatch(words) or _of_a_date(words):
            continue
        by = byline_in(words)
        kind = "byline" if by else _kind(words) if names_alone and _NAMES.fullmatch(words) else None
        if kind is None or kind in found:
            return None
        found[kind] = by or words
    return found


def credits_in(lines: list[str]) -> dict[str, str] | None:
    """What several lines say together that are credits and nothing else, as they stand below each other on a page."""
    joined = " | ".join(line.removeprefix("-# ").strip() for line in lines)
    return credit_in(joined, names_alone=True) if len(lines) > 1 else None


def affiliation_in(line: str) -> dict[str, str] | None:
    """For whom somebody writes, or as what, where the line below a byline says that alone: "Associated Press"."""
    if len(line) > MAX_DATE or not _NAMES.fullmatch(line):
        return None
    return {} if _STAFF.search(line) else {"outlet": line} if is_outlet(line) else None


def name_alone(line: str) -> str | None:
    """The name where a line is one and nothing more, as above a date: "Ida Moor in Kessel"; two words at least."""
    name = _IN_A_PLACE.sub("", without_links(line).replace("*", "").strip("_ ")) if len(line) <= MAX_DATE else ""
    return name if " " in name and _NAMES.fullmatch(name) and _kind(name) == "byline" else None


def is_outlet(names: str) -> bool:
    """Whether names have a word in them that newspapers, agencies and broadcasters are called by."""
    return _OUTLET.search(names) is not None


def _kind(names: str) -> str:
    return "outlet" if " " not in names or is_outlet(names) else "byline"


def _of_a_date(words: str) -> bool:
    """Whether the letters of a line are all a date's."""
    return all(word in MONTHS or _OF_A_DATE.fullmatch(word) for word in _LETTERS.findall(words.casefold()))
