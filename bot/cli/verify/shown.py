"""The text of a reply as a reader sees it: without escapes and formatting; links, dates and mentions as characters."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Shown", "as_written", "folded", "read_markdown"]

FIRST_TOKEN = 0xF0000
"""Code points from here on stand for links, dates and mentions; Unicode leaves them to programs."""
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_PRIVATE = re.compile("[\U000f0000-\U0010ffff]")
_MARKDOWN = re.compile(
    r"\\(?P<escaped>[\\*_~`|\[\]<>#+-])|(?P<bold>\*\*|~~|^-# )|(?P<open>\[)|<(?:#|@&)(?P<mention>\d+)>|"
    r"\]\((?P<link>[^\s)]*)\)|<t:(?P<date>-?\d+)(?::\w)?>",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A text in which ``tokens`` are characters: ("link", address), ("date", seconds) or ("mention", id)."""

    text: str
    tokens: tuple[tuple[str, str], ...] = ()

    def token(self, at: int) -> tuple[str, str] | None:
        """The link, the date or the mention at an offset."""
        code = ord(self.text[at]) - FIRST_TOKEN
        return self.tokens[code] if 0 <= code < len(self.tokens) else None


def as_written(text: str) -> Shown:
    """A text that Discord shows without formatting: a footer, an author or a label."""
    return Shown(_lines(text))


def read_markdown(text: str) -> Shown:
    """A text that Discord shows formatted."""
    tokens: list[tuple[str, str]] = []

    def replaced(match: re.Match[str]) -> str:
        if match["escaped"]:
            return match["escaped"]
        for kind in ("link", "date", "mention"):
            if match[kind] is not None:
                tokens.append((kind, match[kind]))
                return chr(FIRST_TOKEN + len(tokens) - 1)
        return ""

    return Shown(_lines(_MARKDOWN.sub(replaced, _PRIVATE.sub("\ufffd", text)), private=True), tuple(tokens))


def folded(text: str) -> str:
    """A text of an article on one line, without invisible characters."""
    return " ".join(_PRIVATE.sub("\ufffd", _INVISIBLE.sub("", text)).split())


def _lines(text: str, *, private: bool = False) -> str:
    kept = text if private else _PRIVATE.sub("\ufffd", text)
    return "\n".join(" ".join(line.split()) for line in _INVISIBLE.sub("", kept).split("\n"))
