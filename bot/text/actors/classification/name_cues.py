"""Cues from the letters and words of a name itself: first names, legal forms, tables, endings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["cues_of_form"]

_SURNAME_END = re.compile(
    r"(?:ov|ev|ova|eva|sky|ski|ska|vic|vich|wicz|sson|ssen|ez|enko|chuk|escu|idis|poulos|stein|berg|mann|man|ini|elli"
    r"|etti|ucci|ian|yan|son)$"
)
_SURNAME_START = re.compile(r"^(?:Mc[A-Z]|Mac[A-Z]|O'[A-Z]|D'[A-Z]|Fitz[a-z])")
_NICKNAME = re.compile(r' "[^"]*" ')
_PLACE_END = re.compile(
    r"(?:shire|burg|burgh|stan|ville|grad|ford|ton|land|lands|polis|abad|pur|dorf|heim|mouth|port|bury|ia|gorod|stadt"
    r"|field|borough|chester)$"
)


def cues_of_form(key: str) -> Iterator[str]:
    """Cues from the letters and words of the name itself."""
    lex, (key, nicknames) = lexicon(), _NICKNAME.subn(" ", key)
    if nicknames:
        yield "nickname inside"
    words = key.replace("-", " ").split()
    lows = [w.casefold() for w in words]
    size = len(words)
    yield (
        "one word" if size == 1 else "two words" if size == 2 else "three words" if size == 3 else "four words or more"
    )
    yield from _table_cues(key, lows)
    if size > 1 and re.fullmatch(r"[A-Z]\.?(?:-?[A-Z]\.)*", words[0]):
        yield "initial first"
    if size > 2 and any(re.fullmatch(r"[A-Z]\.", w) for w in words[1:-1]):
        yield "initial inside"
    if size > 1 and any(low in lex["particle"] for low in lows[:-1]):
        yield "particle inside"
    if any(low in ("of", "for", "and", "the") for low in lows):
        yield "small words inside"
    if "&" in words:
        yield "ampersand"
    if any(c.isdigit() for c in key):
        yield "digit"
    if key.isupper() and size == 1:
        yield "short capitals" if len(key.replace(".", "")) <= 5 else "long capitals"
    if size == 1 and re.search(r"[a-z][A-Z]", key) and not _SURNAME_START.match(key):
        yield "inner capital"
    last = words[-1] if words else key
    if _SURNAME_END.search(last) and len(last) > 4:
        yield "surname ending"
    if _SURNAME_START.match(last):
        yield "surname beginning"
    if _PLACE_END.search(last) and len(last) > 5:
        yield "place ending"
    if "-" in key:
        yield "hyphen"


def _table_cues(key: str, lows: list[str]) -> Iterator[str]:
    lex = lexicon()
    size = len(lows)
    if key in lex.countries:
        yield "state in the table"
    elif key in lex.places:
        yield "place in the table"
    elif key in lex.organisations:
        yield "body in the table"
    if key in lex.known_by_surname or (size > 1 and key.split()[-1] in lex.known_by_surname):
        yield "well known"
    if size > 1 and lows[0] in lex["royal"]:
        yield "title before"
    if lows and lows[-1] in lex.surnames:
        yield "family name last" if size > 1 else "family name alone"
    if lows and lows[0] in lex.first_names:
        yield "first name first" if size > 1 else "first name alone"
        if size in (2, 3) and not any(w in lex["body"] | lex["company"] | lex["event"] for w in lows):
            yield "first name and surname"
    if size > 1 and (lex.place(key.split()[0]) or lex.place(" ".join(key.split()[:2]))):
        yield "begins with a place"
    if size > 1 and (lows[0] in lex.demonyms or " ".join(lows[:2]) in lex.demonyms):
        yield "begins with a demonym"
    if lows and lows[-1] in lex["company"]:
        yield "company ending"
    for group in ("body", "event", "place"):
        if lows and lows[-1] in lex[group]:
            yield f"{group} word last" if size > 1 else f"{group} word alone"
        elif any(low in lex[group] for low in lows[:-1]):
            yield f"{group} word inside"
    if lows and lows[0] in lex["place-opener"]:
        yield "place beginning"
    if lows and lows[-1] in lex["function"] | lex["role"]:
        yield "common word last"
