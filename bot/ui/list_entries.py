"""Lays out articles in a list, so that each one is shown even if titles and links are long.

Each gets an equal share of the room. If an entry does not fit in its share, it loses first its link (the article can be
opened without it), then its quotation, then its date and source; then the title is cut. The number always stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ui.limits import MAX_DESCRIPTION, cut, length
from bot.ui.markup import escape, link

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["MAX_ENTRIES", "Entry", "entry_list", "title_line"]

MAX_ENTRIES = 25
"""With more there would be no room for titles."""
MAX_QUOTE, MIN_QUOTE = 300, 60
"""Maximum units of a quotation, and minimum units, below which it is omitted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a list. ``quote`` returns a quotation of at most so many units; ``origin`` is Markdown already.

    ``mark`` stands on both sides of the title.
    """

    number: int
    title: str
    url: str | None = None
    origin: str = ""
    quote: Callable[[int], str] | None = None
    mark: str = "**"


def entry_list(entries: Sequence[Entry], separator: str = "\n", *, room: int = MAX_DESCRIPTION) -> str:
    """Lays out at most ``MAX_ENTRIES`` articles in ``room`` units."""
    share = (room - length(separator) * (len(entries) - 1)) // max(1, len(entries))
    return separator.join(_laid_out(entry, share) for entry in entries)


def title_line(title: str) -> str:
    """A title on one line, escaped."""
    return escape(" ".join(title.split())) or "(no title)"


def _laid_out(entry: Entry, room: int) -> str:
    mark = entry.mark
    head = f"**#{entry.number}** {mark}"
    title = title_line(entry.title)
    half = cut(title, room // 2)
    quote = entry.quote(MAX_QUOTE) if entry.quote else ""
    left = room - length(f"{head}{half}{mark}\n\n{entry.origin}")
    shorter = entry.quote(left) if entry.quote and left >= MIN_QUOTE else ""
    whole = f"{head}{title}{mark}"
    variants = [
        (f"{head}{link(entry.title, entry.url)}{mark}", quote, entry.origin),
        (whole, quote, entry.origin),
        *([(f"{head}{half}{mark}", shorter, entry.origin)] if shorter else []),
        (whole, "", entry.origin),
    ]
    for variant in variants:
        text = "\n".join(part for part in variant if part)
        if length(text) <= room:
            return text
    return f"{head}{cut(title, room - length(head + mark))}{mark}"
