"""Text from outside, made plain for Discord: it is shown as written and can do nothing."""

from __future__ import annotations

import re

__all__ = ["code", "link", "number", "plain", "plural", "quoted"]

# Every character that Discord's Markdown gives a meaning inside a line.
_INLINE = re.compile(r"([\\*_~`|\[\]<>])")
# At a line's start: headings, lists, quotes, small text, numbered lists.
_LINE_START = re.compile(r"^(\s*)([#>\-+]|\d+(?=[.)]))", re.MULTILINE)
# A bare address would become a link whose page the article's text does not name; a zero-width mark keeps it text.
_ADDRESS = re.compile(r"(?i)\b(https?|discord|ftp|mailto|tel|sms)(:)")
# @everyone and @here do not ping from an embed, but they look as if they did.
_MASS = re.compile(r"@(?=everyone|here)")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


def plain(text: str) -> str:
    """Article text as Discord shows it unchanged: no formatting, no mention, no link, nothing hidden."""
    text = _UNSEEN.sub("", text)
    text = _INLINE.sub(r"\\\1", text)
    text = _LINE_START.sub(_guard, text)
    text = _ADDRESS.sub("\\1\u200b\\2", text)
    return _MASS.sub("@\u200b", text)


def _guard(match: re.Match[str]) -> str:
    lead, mark = match.group(1), match.group(2)
    return f"{lead}{mark}\u200b" if mark.isdigit() else f"{lead}\\{mark}"


def quoted(text: str) -> str:
    """The text, plain, in quotation marks."""
    return f"“{plain(text)}”"


def code(text: str) -> str:
    """The text as code, also where it holds backticks itself."""
    runs = re.findall("`+", text)
    if not runs:
        return f"`{text}`"
    fence = "`" * (max(map(len, runs)) + 1)
    return f"{fence} {text} {fence}"


def link(text: str, url: str | None) -> str:
    """The text, plain, as a link where there is a safe address for it."""
    if not url or not url.startswith(("http://", "https://")) or re.search(r"[\s()<>\[\]\\]", url):
        return plain(text)
    return f"[{plain(text)}]({url})"


def number(count: int) -> str:
    """1234 -> 1,234."""
    return f"{count:,}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """``3 articles``, ``1 article``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
