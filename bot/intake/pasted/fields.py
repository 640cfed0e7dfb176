"""What a pasted text says of itself: ``Source: Reuters``, ``By Jane Doe``, a date, a line that is only a link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.intake.bylines import byline_in
from bot.intake.dates import parse_date
from bot.intake.pasted.credits import affiliation_in, credit_in, credits_in, day_in, is_outlet, name_alone
from bot.intake.pasted.markdown import linked_title, without_links
from bot.intake.pasted.messengers import is_note_of_sharing
from bot.intake.urls import find_links

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["field_named", "take_fields", "take_foot", "take_head"]

MAX_LINE, MAX_BYLINE, MAX_DATE = 600, 120, 60
"""Characters of a line that says something of the text; longer ones are text."""
MAX_HEAD, MAX_FOOT = 30, 6
"""Lines above and below a text that may say something of it."""
FEW_WORDS = 3
FOOT_WORDS = 8
"""Words that a field's value has at most below a text, where it may be the text's last line as well."""
_NAMES = {
    name: field
    for field, names in {
        "title": "title headline titel überschrift titre título titolo заголовок "
        "标题 標題 タイトル 제목 العنوان כותרת शीर्षक",
        "source": "source publisher quelle fuente fonte bron källa kilde źródło zdroj "
        "источник джерело πηγή kaynak forrás "
        "来源 來源 出典 出处 出處 ソース 情報源 配信 출처 المصدر מקור स्रोत ที่มา nguồn sumber",
        "author": "author by autor autorin auteur autora autore författare forfatter autorius "
        "автор συντάκτης yazar szerző 作者 记者 記者 著者 撰文 기자 글쓴이 الكاتب كاتب כותב लेखक ผู้เขียน penulis",
        "date": "date published datum veröffentlicht fecha data publicado publié pubblicato gepubliceerd дата "
        "опубликовано ημερομηνία tarih dátum 日期 时间 時間 发布时间 發布時間 日付 公開日 配信日 "
        "날짜 입력 작성일 التاريخ תאריך "
        "दिनांक तारीख วันที่ ngày",
        "url": "url link website enlace lien collegamento ссылка посилання 链接 連結 リンク 링크 الرابط קישור लिंक ลิงก์",
    }.items()
    for name in names.split()
}
_FIELD = re.compile(r"[*_]{0,3}([^\s:：*_][^:：*_\n]{0,20})[*_]{0,3}[ \xa0]?[:：][*_]{0,3}[ \t]*(?=[^ \t*_])(.+)")
_BYLINE = re.compile(
    r"[Bb][Yy]\s+((?:(?:[^\W\d_a-z][\w.'’-]*|[&|·–-]"
    r"|(?:and|at|da|de|del|della|den|der|di|du|for|in|la|le|van|von|with|y))(?:,?\s+|$)){2,12})"
)
_HANDLE = re.compile(r"\s*[(<][^\s()<>@]{1,60}@[^\s()<>@]{1,60}[)>]|\s*\(@\w{1,30}\)|\s*@\w{1,30}$")
_PERIOD = re.compile(r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|next|last|then|now)\b", re.IGNORECASE)
_PLACE = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*,?\s){1,3}(?=[\w ,.]*\d)")
_LINK_LABEL = re.compile(r"[\W_]*(?:[^\W_][\w ]{0,30}[:：]|via|from|source|more|link)?[\W_]*", re.IGNORECASE)
_READ_ON = re.compile(
    r"(?:read|full|source|via|more|original|continue|weiter|mehr|lire|leer|leggi|lees|подробнее|阅读|続き)",
    re.IGNORECASE,
)
_NEXT_FIELD = re.compile(r"\s+(?=[^\s:：\d]{2,20}\s?[:：])")
_SENTENCE = re.compile(r"[.!?。！？]$")
_TEXT_LABEL = re.compile(
    r"[*_]{0,3}(?:body|text|content|article|inhalt|texte|texto|testo|tekst|текст|正文|本文|内容)[*_]{0,3}\s?[:：][*_]{0,3}\s*",
    re.IGNORECASE,
)
"""What may stand before the text where each part of a pasted article has its name before it."""


def take_fields(text: str, *, below_title: bool = False) -> tuple[dict[str, str], str]:
    """What the lines at the beginning of a text say of it, but for links alone, and the rest of it.

    ``below_title`` leaves out a second title.
    """
    said: dict[str, str] = {"title": ""} if below_title else {}
    rest = _take(text, said, (_field, _byline, _day))
    return {key: value for key, value in said.items() if value}, rest


def take_head(text: str, said: dict[str, str], *, below_title: bool = False) -> str:
    """The text below the lines that say something of it, in whatever order; ``said`` gets what they say.

    A line is text already where it says again what the same kind of line said before.
    """
    if below_title:
        first, _, below = text.partition("\n")
        named, next_line = name_alone(first), below.lstrip("\n").partition("\n")[0]
        dated = named and _byline(first) is None and "day" in (_credit_below(next_line) or {})
        block, parted, under = text.partition("\n\n")
        together = credits_in(block.split("\n")) if parted and len(block) <= MAX_LINE else None
        if together and under.strip() and not any(key in said for key in together):
            said.update(together)
            text = under.lstrip("\n")
        elif named and dated and "byline" not in said:
            said["byline"], text = named, below.lstrip("\n")
    readers = (_field, credit_in, _dated_place, _credit_below, _byline, _day, _link, _note)
    rest = _take(text, said, readers if below_title else (_field, credit_in, _byline, _day, _link, _note))
    return _TEXT_LABEL.sub("", rest, count=1) if said and _TEXT_LABEL.match(rest) else rest


def take_foot(text: str, said: dict[str, str], *, fields_alone: bool = False) -> str:
    """The text above such lines at its end: where it is from, and how it came here."""
    readers = (_foot_field,) if fields_alone else (_link, _note, _foot_field)
    for _ in range(MAX_FOOT):
        above, _, line = text.rpartition("\n")
        found = _first(line, readers) if above.strip() else None
        if found is None or any(key in said for key in found):
            return text
        said.update(found)
        text = above.rstrip()
    return text


def field_named(name: str) -> str | None:
    """What a key such as ``Quelle`` or ``pubDate`` stands for; None for an unknown one."""
    return _NAMES.get(name.strip().casefold())


def _take(text: str, said: dict[str, str], readers: tuple[Callable[[str], dict[str, str] | None], ...]) -> str:
    rest = text
    for _ in range(MAX_HEAD):
        line, _, below = rest.partition("\n")
        found = _first(line, readers)
        if found is None or any(key in said for key in found) or not (below.strip() or _field(line)):
            break
        said.update(found)
        beside, _, further = below.partition("\n")
        if "byline" in found and further.strip() and (of := affiliation_in(beside)) is not None:
            said.update({key: value for key, value in of.items() if key not in said})
            below = further
        rest = below.lstrip("\n")
    return rest.strip()


def _first(line: str, readers: tuple[Callable[[str], dict[str, str] | None], ...]) -> dict[str, str] | None:
    """What a line says by the first reader that knows its kind."""
    if len(line) > MAX_LINE:
        return None
    line = line.removeprefix("-# ")  # Discord's mark of small print
    return next((found for read in readers if (found := read(line)) is not None), None)


def _field(line: str) -> dict[str, str] | None:
    match = _FIELD.fullmatch(line)
    name = field_named(match[1]) if match else None
    if match is None or name is None:
        return None
    value = _unwrapped(match[2].strip().strip("*_"))
    dated = any(c.isdigit() for c in value)
    few = match[1].casefold() == "date" and len(value.split()) <= FEW_WORDS
    if name == "date" and (len(value) > MAX_DATE or not (dated or few)):
        return None  # "Data: the new oil"; a slip such as "Date: last week" is told
    if name == "url" and " " in value and not find_links(value):
        return None  # "Link: the missing piece"
    return {name: value}


def _foot_field(line: str) -> dict[str, str] | None:
    """A field below the text: none that may be a sentence of it."""
    found = _field(_unbracketed(line.strip()))
    if found is None or "title" in found:
        return None
    value = next(iter(found.values()))
    if len(value.split()) > FOOT_WORDS or (_SENTENCE.search(value) and not find_links(value)):
        return None
    return None if "date" in found and parse_date(value) is None else found


def _unbracketed(line: str) -> str:
    """A line without the brackets around the whole of it."""
    return line[1:-1] if len(line) > 2 and line[0] + line[-1] in ("()", "[]", "（）", "【】") else line


def _unwrapped(value: str) -> str:
    """A value without the quotation marks around it."""
    return value[1:-1].strip() or value if len(value) > 2 and value[0] == value[-1] and value[0] in "\"'" else value


def _byline(line: str) -> dict[str, str] | None:
    """The names where a line is "By Jane Doe" and nothing more."""
    plain = _HANDLE.sub("", without_links(line).replace("*", "").strip("_ "))
    match = _BYLINE.fullmatch(plain) if len(plain) <= MAX_BYLINE else None
    names = match[1].strip() if match and not _PERIOD.match(match[1]) else byline_in(plain)
    return {"byline": names} if names else None


def _dated_place(line: str) -> dict[str, str] | None:
    """The day where a line is a place and a date: "LONDON 1996-08-30". Above a title it may be the title."""
    place = _PLACE.match(line)
    return _day(line[place.end() :]) if place and not is_outlet(place[0]) else None


def _day(line: str) -> dict[str, str] | None:
    """The day where a line is a date and nothing more ("Published 10:00, 2 Nov. 2026"); an update's day is none."""
    parted = _NEXT_FIELD.split(line, maxsplit=1)
    if len(parted) > 1 and (more := _field(parted[1])) and (day := _day(parted[0])):
        return {**day, **more}  # "2026-11-22 08:30 Source: Reuters"
    return day_in(line)


def _credit_below(line: str) -> dict[str, str] | None:
    """As ``credit_in`` below a title, where names beside a date are no title."""
    return credit_in(line, names_alone=True)


def _link(line: str) -> dict[str, str] | None:
    """The address where a line is a link and nothing more."""
    words, address = linked_title(line)
    if address and _READ_ON.match(words):
        return {"link": address}
    links = find_links(line)
    if len(links) != 1:
        return None
    start, end, url = links[0]
    alone = _LINK_LABEL.fullmatch(line[:start]) and not any(c.isalnum() for c in line[end:])
    return {"link": url} if alone else None


def _note(line: str) -> dict[str, str] | None:
    """Nothing, where a line says only how a message came here."""
    return {} if is_note_of_sharing(line) else None
