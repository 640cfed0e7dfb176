"""Decides what a pasted text with links in it means: the text itself, the page at a link, or unclear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.intake.characters import normalise_whitespace
from bot.intake.pasted.metadata_lines import split_fields, split_footer
from bot.intake.urls import find_links, url_key

__all__ = ["MIN_TEXT_WORDS", "PasteIntent", "PastedContent", "classify_paste", "is_long_enough"]

MIN_TEXT_WORDS, MIN_TEXT_LETTERS = 25, 150
"""With at least this many words or letters apart from its links, a text is certainly meant as an article."""
_WORD = re.compile(r"\w+")
_LINK_WORDS = re.compile(r"!?\[[^\[\]\n]*\]\(<?>?(?:\s\"[^\"\n]*\")?\)|<\|[^<>|\n]*>")
"""What is left of a Markdown or Slack link once its address is removed."""


class PasteIntent(StrEnum):
    """What somebody wants by pasting a text."""

    TEXT = "text"
    LINK = "link"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class PastedContent:
    """The intent and the links of a pasted text, each page once; ``links_only`` is True if there is nothing else."""

    intent: PasteIntent
    links: tuple[str, ...] = ()
    links_only: bool = False


def classify_paste(text: str) -> PastedContent:
    """A single link alone means its page, much text means the text; anything in between is unclear.

    The link in a ``URL:`` line is where the text is from and does not count.
    """
    fields, body = _without_metadata(text)
    found = find_links(body)
    links = {url_key(url) or url: url for _, _, url in found}
    if not links and "url" in fields and not body:
        return PastedContent(PasteIntent.LINK, (fields["url"],), links_only=True)
    without_addresses = _remove_spans(body, [(start, end) for start, end, _ in found])
    without_links = _LINK_WORDS.sub("", without_addresses)
    # The words of links count only if there is text around them.
    counted = without_addresses if any(map(str.isalnum, without_links)) else without_links
    if not links or is_long_enough(counted):
        return PastedContent(PasteIntent.TEXT, tuple(links.values()))
    letters = any(map(str.isalnum, counted))
    is_single_link = not letters and len(links) == 1 and "title" not in fields
    intent = PasteIntent.LINK if is_single_link else PasteIntent.UNCLEAR
    return PastedContent(intent, tuple(links.values()), links_only=not letters)


def is_long_enough(text: str) -> bool:
    """True if a text is so long that nobody sends it as a remark."""
    return sum(map(str.isalnum, text)) >= MIN_TEXT_LETTERS or len(_WORD.findall(text)) >= MIN_TEXT_WORDS


def _without_metadata(text: str) -> tuple[dict[str, str], str]:
    """The fields above a text, and the text without its metadata lines above, below the title and at the end."""
    fields, body = split_fields(normalise_whitespace(text))
    title, _, rest = body.partition("\n")
    _, rest = split_fields(rest.lstrip("\n"), below_title=True)
    return fields, f"{title}\n{split_footer(rest, {}, fields_only=True)}" if rest else body


def _remove_spans(text: str, spans: list[tuple[int, int]]) -> str:
    """The text without these spans, which are in order and do not overlap."""
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))
