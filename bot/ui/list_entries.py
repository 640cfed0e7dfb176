"""Articles in a list, laid out so that every one of them is there, whatever titles and links they have.

Each gets an equal share of the room. What does not fit in it goes: first the link (the article can be opened without
it), then the quotation, then date and source; the title is cut, the number always stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui.limits import DESCRIPTION, cut, length
from bot.ui.markup import link, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["MOST_ENTRIES", "Entry", "entry_list", "title_of"]

MOST_ENTRIES = 25
"""More would leave each no room for a title."""
QUOTE, SHORTEST_QUOTE = 300, 60
"""Units that a quotation may take, and below which it tells nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a list. ``quote`` makes a quotation of at most so many units; ``origin`` is Markdown already.

    ``mark`` is what stands on both sides of the title.
    """

    number: int
    title: str
    url: str | None = None
    origin: str = ""
    quote: Callable[[int], str] | None = None
    mark: str = "**"


def entry_list(entries: Sequence[Entry], separator: str = "\n") -> str:
    """At most ``MOST_ENTRIES`` articles within the limit of an embed's description, each with its number."""
    room = (DESCRIPTION - length(separator) * (len(entries) - 1)) // max(1, len(entries))
    return separator.join(_laid_out(entry, room) for entry in entries)


def title_of(title: str) -> str:
    """A title on one line as Markdown that shows it unchanged."""
    return plain(" ".join(title.split())) or "(no title)"


def _laid_out(entry: Entry, room: int) -> str:
    mark = entry.mark
    head = f"**#{entry.number}** {mark}"
    title = title_of(entry.title)
    half = cut(title, room // 2)
    quote = entry.quote(QUOTE) if entry.quote else ""
    left = room - length(f"{head}{half}{mark}\n\n{entry.origin}")
    shorter = entry.quote(left) if entry.quote and left >= SHORTEST_QUOTE else ""
    whole = f"{head}{title}{mark}"
    ways = [
        (f"{head}{link(entry.title, entry.url)}{mark}", quote, entry.origin),
        (whole, quote, entry.origin),
        *([(f"{head}{half}{mark}", shorter, entry.origin)] if shorter else []),
        (whole, "", entry.origin),
    ]
    for way in ways:
        text = "\n".join(part for part in way if part)
        if length(text) <= room:
            return text
    return f"{head}{cut(title, room - length(head + mark))}{mark}"
