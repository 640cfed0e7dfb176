"""A question as a button or a menu carries it: all that is needed to answer it again, after a restart too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from bot.ui.limits import CUSTOM_ID, length

__all__ = ["ANYONE", "DECISIONS", "MENUS", "OFFERS", "OURS", "Ask", "Question", "decode", "encode"]

ANYONE = 0
"""The asker of a post: whoever clicks gets an answer of their own."""
OURS = re.compile("bb:.*", re.DOTALL)
"""A button of this bot, of whatever version."""
MENUS = re.compile("bm:.*", re.DOTALL)
"""A menu of this bot: the question is the one that shows its list."""
_BEHIND = re.compile(r"<([a-z]+)\.(\d{1,6})\.([^:<]*)")
_PATTERN = re.compile(
    r"b[bm]:(?P<ask>[a-z]+):(?P<asker>[0-9a-z]{1,13}):(?P<page>\d{1,6})"
    rf"(?P<behind>(?:{_BEHIND.pattern})*):(?P<subject>.*)",
    re.DOTALL,
)
_ESCAPED = str.maketrans({"%": "%25", ":": "%3A", "<": "%3C"})
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Ask(StrEnum):
    """What can be asked by a button. The values are in messages already posted: never change one's meaning."""

    SUMMARY = "sum"  # subject: article id; page: number of sentences
    ACTORS = "act"  # article id; page
    THEMES = "thm"  # article id
    TEXT = "txt"  # article id; page
    WHO = "who"  # actor id
    ARTICLES = "lst"  # page
    REMOVED = "rem"  # page; for editors
    SEARCH = "sea"  # the words; page
    TOP_ACTORS = "top"  # a period's words; page
    TOP_THEMES = "tpt"  # a period's words
    TRENDS = "trd"  # a period's words
    THEME = "tha"  # a theme's label; page
    FIND = "fnd"  # the words typed for an article that did not fit one alone
    NAME = "nam"  # the words typed for an actor that did not fit one alone
    NAME_THEME = "nat"  # the words typed for a theme that did not fit one alone
    RESPELL = "rsp"  # the words of a search that found nothing
    FETCH = "fet"  # an offer's token; page: which of its links
    KEEP_TEXT = "kpt"  # an offer's token
    OVERWRITE = "ovw"  # an offer's token
    DISCARD = "dsc"  # an offer's token
    RESTORE = "rst"  # article number
    GONE = "old"  # on no button: what one asks that this version does not know


OFFERS = frozenset((Ask.FIND, Ask.NAME, Ask.NAME_THEME, Ask.RESPELL))
"""What is answered by what may have been meant."""
DECISIONS = frozenset((Ask.FETCH, Ask.KEEP_TEXT, Ask.OVERWRITE, Ask.DISCARD, Ask.RESTORE))
"""What an editor decides; everything else asks for an answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``page`` starts at 0 (for a summary it is the number of sentences).

    ``behind`` are the questions to whose answers a way leads back from this one's, the nearest first.
    """

    ask: Ask
    subject: str = ""
    page: int = 0
    behind: tuple[Question, ...] = ()


def encode(question: Question, asker: int, *, menu: bool = False) -> str:
    """The custom id of a button or a menu.

    Where there is no room for the whole way back, its first question stays longest: from there everything can be
    reached again. The subject is cut where it would not fit alone (searches are bounded to fit).
    """
    head = f"{'bm' if menu else 'bb'}:{question.ask}:{_base36(asker)}:{question.page}"
    subject = question.subject[:CUSTOM_ID]
    behind = [f"<{q.ask}.{q.page}.{q.subject.translate(_ESCAPED)}" for q in question.behind]
    while behind and length(f"{head}{''.join(behind)}:{subject}") > CUSTOM_ID:
        behind.pop(max(0, len(behind) - 2))
    head += "".join(behind) + ":"
    while length(head + subject) > CUSTOM_ID:
        subject = subject[:-1]
    return head + subject


def decode(custom_id: str) -> tuple[Question, int]:
    """A question and who asked it; ``Ask.GONE`` for a kind there is not (any more)."""
    match = _PATTERN.fullmatch(custom_id)
    ask = _known(match["ask"]) if match else Ask.GONE
    if match is None or ask is Ask.GONE:
        return Question(Ask.GONE), ANYONE
    steps = [(_known(a), unquote(s), int(page)) for a, page, s in _BEHIND.findall(match["behind"])]
    behind = tuple(Question(*step) for step in steps if step[0] is not Ask.GONE)
    return Question(ask, match["subject"], int(match["page"]), behind), int(match["asker"], 36)


def _known(value: str) -> Ask:
    return next((ask for ask in Ask if ask == value), Ask.GONE)


def _base36(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = _DIGITS[rest] + text
    return text or "0"
