"""Markdown: escapes text from outside, so that Discord shows it as written; formats code and links."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

__all__ = ["code", "escape", "link", "number_link", "quoted", "unescape_addresses", "web_address"]

MAX_ADDRESS = 512
"""Characters of a button's address; that of an embed may be longer."""
MAX_HOST = 253
_HOST = re.compile(r"(?i)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_NO_ESCAPE = re.compile(r"(?i)%(?![0-9a-f]{2})")
_URL_CHARACTERS = "!#$%&'*+,-./:;=?@_~"
"""Punctuation that is not escaped in an address; all other characters but letters and digits are percent-encoded."""

# Every character to which Discord's Markdown gives a meaning inside a line.
_INLINE = re.compile(r"([\\*_~`|\[\]<>])")
# At a line's start: headings, lists, quotes, small text, numbered lists.
_LINE_START = re.compile(r"^([^\S\n]*)([#>\-+]|\d+(?=[.)]))", re.MULTILINE)
# Discord makes a link of a bare address; a zero-width space after the scheme prevents that.
_ADDRESS = re.compile(r"(?i)\b(https?|discord|ftp|mailto|tel|sms)(:)")
_ESCAPED_ADDRESS = re.compile(r"(?i)(?:(?<=\bhttp)|(?<=\bhttps))\u200b(?=://)")
# @everyone and @here do not notify anybody from an embed, but they look as if they did.
_EVERYONE = re.compile(r"@(?=everyone|here)")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


def escape(text: str) -> str:
    """Escapes a text, so that Discord shows it unchanged: no formatting, mention or link, no invisible characters."""
    text = _INVISIBLE.sub("", text)
    text = _INLINE.sub(r"\\\1", text)
    text = _LINE_START.sub(_guard, text)
    text = _ADDRESS.sub("\\1\u200b\\2", text)
    return _EVERYONE.sub("@\u200b", text)


def unescape_addresses(text: str) -> str:
    """A text that somebody typed, with the web addresses that they copied from an answer as they were before it."""
    return _ESCAPED_ADDRESS.sub("", text)


def _guard(match: re.Match[str]) -> str:
    lead, mark = match.group(1), match.group(2)
    return f"{lead}{mark}\u200b" if mark.isdigit() else f"{lead}\\{mark}"


def quoted(text: str) -> str:
    """The text, escaped, in quotation marks."""
    return f"“{escape(text)}”"


def web_address(url: str | None) -> str | None:
    """Returns the address in a form that Discord accepts in embeds and buttons; None if it would refuse the message.

    Discord refuses hosts without a dot, hosts that are not ASCII, odd ports, and more than 512 characters.
    """
    if not url or len(url) > MAX_ADDRESS:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    host = parts.netloc if port is None else parts.netloc.removesuffix(f":{port}")
    if parts.scheme not in ("http", "https") or port == 0 or len(host) > MAX_HOST or not _HOST.fullmatch(host):
        return None
    rest = _NO_ESCAPE.sub("%25", url[len(parts.scheme) :])
    address = parts.scheme + quote(rest, safe=_URL_CHARACTERS, errors="replace")
    return address if len(address) <= MAX_ADDRESS else None


def code(text: str) -> str:
    """The text as code, even if it contains backticks."""
    runs = re.findall("`+", text)
    if not runs:
        return f"`{text}`"
    fence = "`" * (max(map(len, runs)) + 1)
    return f"{fence} {text} {fence}"


def number_link(number: int, url: str | None) -> str:
    """An article's number; as a link if ``url`` is an address that Discord accepts."""
    address = web_address(url)
    return f"[#{number}]({address})" if address else f"#{number}"


def link(text: str, url: str | None) -> str:
    """The text, escaped; as a link if ``url`` is an address that Discord accepts."""
    address = web_address(url)
    return f"[{escape(text)}]({address})" if address else escape(text)
