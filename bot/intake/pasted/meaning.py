"""What somebody means who pastes a text with links in it, and a text that begins with a command's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.intake.cleaning import normalise_whitespace
from bot.intake.pasted.fields import take_fields, take_foot
from bot.intake.urls import find_links, link_key

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MAX_COMMAND", "Meaning", "Pasted", "command_in", "read_pasted", "without_command"]

LONG_WORDS, LONG_LETTERS = 25, 150
"""From so many words or letters beside its links, a text is one that has links in it."""
MAX_COMMAND = 200
"""Characters in which a command's words stand."""
_WORD = re.compile(r"\w+")
_LABEL = re.compile(r"!?\[[^\[\]\n]*\]\(<?>?(?:\s\"[^\"\n]*\")?\)|<\|[^<>|\n]*>")
"""What is left of a Markdown link, or of a Slack one, when its address is taken out."""
_COMMAND = re.compile(
    r"\s*(?:add|edit\s+(?:article:\s*)?(#?\d{1,9}|latest):?)(?:[:：,，]?\s+text:\s*|[:：,，]?\s+|$)", re.IGNORECASE
)


class Meaning(StrEnum):
    """What is meant by a pasted text."""

    TEXT = "text"
    LINK = "link"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Pasted:
    """What is meant, and the links in the text, each page once; ``bare`` where there is nothing beside them."""

    meaning: Meaning
    links: tuple[str, ...] = ()
    bare: bool = False


def read_pasted(text: str) -> Pasted:
    """A link is meant where there is nothing else, the text where there is much of it; with little it is unclear.

    A ``URL:`` line says by itself what its link is.
    """
    fields, body = take_fields(normalise_whitespace(text))
    title, _, rest = body.partition("\n")
    _, rest = take_fields(rest.lstrip("\n"), below_title=True)
    if rest:
        body = f"{title}\n{take_foot(rest, {}, fields_alone=True)}"
    found = find_links(body)
    links = {link_key(url) or url: url for _, _, url in found}
    if not links and "url" in fields and not body:
        return Pasted(Meaning.LINK, (fields["url"],), bare=True)
    beside = _without(body, [(start, end) for start, end, _ in found])
    alone = _LABEL.sub("", beside)
    if not any(map(str.isalnum, alone)):
        beside = alone  # a label belongs to its link, or to the text around it
    letters = sum(c.isalnum() for c in beside)
    if not links or letters >= LONG_LETTERS or len(_WORD.findall(beside)) >= LONG_WORDS:
        return Pasted(Meaning.TEXT, tuple(links.values()))
    clear = not letters and len(links) == 1 and "title" not in fields
    return Pasted(Meaning.LINK if clear else Meaning.UNCLEAR, tuple(links.values()), bare=not letters)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def without_command(text: str, openers: Iterable[str]) -> str:
    """A text without the words of an add or edit command at its beginning.

    Discord's client makes a file of a message that is too long, command and all. ``openers`` are what a command begins
    with: the prefix, a mention of the bot.
    """
    return command_in(text, openers)[1]


def command_in(text: str, openers: Iterable[str]) -> tuple[str, str]:
    """The add or edit command that a text begins with ("" for none), and the text below it."""
    head = text[:MAX_COMMAND].lstrip("\ufeff \t\r\n")
    cut = min(len(text), MAX_COMMAND) - len(head)
    for opener in openers:
        if head.casefold().startswith(opener.casefold()):
            match = _COMMAND.match(head, len(opener))
            if match:
                return f"edit {match[1]}" if match[1] else "add", text[cut + match.end() :]
    return "", text
