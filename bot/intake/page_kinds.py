"""Whether a page holds an article, or what it is instead: a wall in front of one, an error, a list of articles.

A page is refused by what it says to its reader in words that only such pages use, weighed against the prose of its own
that it holds besides: an article about cookies or log-ins has prose, a wall has none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.intake.page_metadata import ARTICLE_TYPES
from bot.intake.titles import same_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.intake.blocks import Block
    from bot.intake.page_metadata import Metadata

__all__ = ["seen_instead", "weight"]

SEEN = {
    "consent": "asks to accept cookies before it shows the article",
    "login": "asks to log in before it shows the article",
    "captcha": "checks first that a person is reading",
    "script": "needs a script to show its text",
    "paywall": "shows only the beginning of the article to those who do not pay",
    "subscriber": "shows only the beginning of the article to those who do not pay",
    "missing": "says that what the link meant is not there",
    "trouble": "says that the site has a fault or is being worked on",
    "age": "asks first how old the reader is",
    "search": "lists what a search found",
    "list": "is a list of articles, not one of them",
    "home": "is the site’s home page",
    "video": "shows a video and hardly any text",
    "wall": "speaks to its visitor and tells no news",
    "short": "holds too little text for an article",
}
_PROSE_BESIDE = {"paywall": 1_000, "subscriber": 220}
"""How much prose of its own, by ``weight``, makes a page an article though it holds such words; otherwise:"""
PROSE = 350
WELL_TITLED = 1_500
"""The same where the page's title is nothing but such words, or its address leads to a log-in."""
LEAST, LEAST_MARKED = 160, 90
"""How much text an article has at least, and one that its page marks as an article."""
_HEAVY = {"CJK": 3.5, "HIRAGANA": 2.4, "KATAKANA": 2.4, "HANGUL": 2.8, "THAI": 1.4, "LAO": 1.4, "KHMER": 1.4}
_HEAVY |= {"MYANMAR": 1.4, "ARABIC": 1.25, "HEBREW": 1.25, "ETHIOPIC": 2.0, "YI": 2.5}
"""How many Latin letters one letter of a script stands for."""
_LIST_TYPES = frozenset("collectionpage searchresultspage itemlist profilepage".split())
_PATHS = {
    "login": frozenset("login log-in signin sign-in logon anmelden connexion iniciar-sesion account register".split()),
    "consent": frozenset("consent cookie-consent cookiewall privacy-wall collectconsent".split()),
    "search": frozenset("search suche recherche buscar".split()),
}
_HOSTS = {"consent": ("consent.",), "login": ("login.", "accounts.", "auth.", "sso.")}
_QUOTED = re.compile(r"[\"“„«「『][^\"“”„«»「」『』]{0,200}[\"”“»」』]")
_PART = re.compile(r"\s+[|•·»–—:-]\s+|\s*[｜|_]\s*")
_SENTENCE = re.compile(r"[.!?…。！？؟।።][\"'”’»)\]」』]*$")
_ODD = re.compile(r"[\W_]+")
_YOU = re.compile(
    r"\b(?:you|your|yours|please|ihre[nmrs]?|ihnen|bitte|du|dein\w*|vous|votre|vos|usted|tu|tus|puedes|puede|"
    r"puoi|tuo|tua|tuoi|você|seu|sua|je|jouw|uw|u|din|ditt|dina|vaše|vám|vyberte|twoje?|вы|вас|вам|ваш\w*|пожалуйста)\b"
    r"|[您请請]|ください|주세요|십시오|귀하|يرجى"
)
"""Words that speak to a reader."""
_LISTING = re.compile(r"(?:search )?results for\b|(?:topic|tag|category|archive|author)s?:", re.IGNORECASE)
SPOKEN = 600
"""A page with less text than this that speaks to its reader in every sentence is a wall in other words."""
CARDS = 4
TEASER = 300


def weight(text: str) -> float:
    """A text's length in Latin letters: a Chinese sentence says as much in a third of the characters."""
    return sum(1.0 if c < "\u0530" else _weight(c) for c in text)


@cache
def _weight(character: str) -> float:
    return _HEAVY.get(unicodedata.name(character, "").partition(" ")[0], 1.0)


@cache
def _words() -> tuple[dict[str, re.Pattern[str]], dict[str, frozenset[str]]]:
    """Phrases within a text, and whole titles, by kind of page."""
    phrases: dict[str, list[str]] = {}
    titles: dict[str, set[str]] = {}
    kind = ""
    for line in (Path(__file__).parent / "page_words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            for phrase in line.removeprefix("=").split("/"):
                plain = _plain(phrase)
                if line.startswith("="):
                    titles.setdefault(kind, set()).add(plain)
                else:
                    phrases.setdefault(kind, []).append(re.escape(plain).replace(r"\*", r"\w{0,12}"))
    return {k: re.compile("|".join(p)) for k, p in phrases.items()}, {k: frozenset(t) for k, t in titles.items()}


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def seen_instead(meta: Metadata, url: str, blocks: list[Block], lines: list[str]) -> str | None:
    """What the page is (a key of SEEN) where it is no article; None where it is one; ``lines`` are the article's."""
    phrases, _ = _words()
    title = meta.title or ""
    plain = {k: [b for b in blocks if pattern.search(_unquoted(b.text))] for k, pattern in phrases.items()}
    plain = {k: [b for b in found if not _reports(b.text, title)] for k, found in plain.items()}
    walls = {b.text for found in plain.values() for b in found}
    prose = sum(weight(line) for line in lines if line not in walls and _is_prose(line))
    named = bool(meta.types & ARTICLE_TYPES)
    if prose < WELL_TITLED and (kind := _by_name(meta.titles, url)):
        return kind
    for kind, found in plain.items():
        if found and prose < _PROSE_BESIDE.get(kind, PROSE):
            return kind
    if any(_LISTING.match(t) for t in meta.titles) and not named:
        return "list"
    if meta.free is False and prose < _PROSE_BESIDE["paywall"]:
        return "paywall"
    if _is_list(blocks) or (not named and meta.types & _LIST_TYPES and prose < WELL_TITLED):
        return "list"
    if not named and meta.canonical_path in ("", "/") and urlsplit(url).path not in ("", "/") and prose < WELL_TITLED:
        return "home"
    text = sum(map(weight, lines))
    marked = named or "og:article" in meta.types
    if not named and text < LEAST * 2 and any(t.startswith(("video", "og:video")) for t in meta.types):
        return "video"
    strange = same_words(title, " ".join(lines)) == 0
    spoken = sum(len(_YOU.findall(_unquoted(line))) for line in lines)
    if not named and text < SPOKEN and spoken >= max(2, text / 130):
        return "wall"
    return "short" if text < (LEAST_MARKED if marked and not strange else LEAST) else None


def _reports(text: str, title: str) -> bool:
    """Whether a paragraph tells of such words, as an article about them does, and says them to nobody."""
    return same_words(title, text) > 0 and not _YOU.search(_unquoted(text))


def _unquoted(text: str) -> str:
    return _plain(_QUOTED.sub(" ", text[:2_000]))


def _is_prose(line: str) -> bool:
    return bool(_SENTENCE.search(line)) or weight(line) > 120


def _by_name(titles: Iterable[str], url: str) -> str | None:
    """The kind that a title, or a part of it before the site's name, or the address gives away."""
    _, whole = _words()
    for title in titles:
        for part in (title, *_PART.split(title)[:1]):
            for kind, names in whole.items():
                if _ODD.sub(" ", _plain(part)).strip() in {_ODD.sub(" ", name).strip() for name in names}:
                    return kind
    address = urlsplit(url)
    last = address.path.rstrip("/").rpartition("/")[2].partition(".")[0].lower()
    for kind, hosts in _HOSTS.items():
        if (address.hostname or "").startswith(hosts):
            return kind
    return next((kind for kind, names in _PATHS.items() if last in names), None)


def _is_list(blocks: list[Block]) -> bool:
    """Whether the page is headlines that link to articles, each with a teaser or none."""
    cards, teasers, prose, card = 0, 0.0, 0.0, 0.0
    within = False
    for block in [*blocks, None]:
        size = weight(block.text) if block else 0.0
        linked = block is not None and block.linked > 0.7 and (block.heading or size > 15)
        if linked or block is None or block.heading:
            teasers, prose = (teasers + card, prose) if card < TEASER else (teasers, prose + card)
            cards, within, card = cards + linked, linked, 0.0
        elif within:
            card += size
        elif _is_prose(block.text):
            prose += size
    return cards >= CARDS and prose < max(PROSE, teasers)
