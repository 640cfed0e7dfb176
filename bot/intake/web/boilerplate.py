"""Removes from an article's blocks what is not part of it: dates, buttons, advertisements, links to other stories.

A page's markup seldom distinguishes these lines, so they are recognised by their words, their links and their position:
above the first sentence and below the last one there is hardly anything else.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from bot.intake.characters import letters_only
from bot.intake.web.boilerplate_blocks import (
    MAX_PROMOTION,
    belongs_to_list,
    ends_with_title,
    has_statement,
    is_boilerplate,
    is_comments_heading,
    is_label,
    is_name,
    is_no_longer_than,
    is_running_text,
    is_trailing_boilerplate,
)
from bot.intake.web.listing_pages import LINKED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.intake.web.blocks import Block

__all__ = ["header_lines", "strip_boilerplate"]

MIN_PULL_QUOTE = 15
"""Minimum letters of a pull quote."""
PULL_QUOTE_DISTANCE = 6
"""A pull quote is within this many blocks of the paragraph that it repeats."""
STANDFIRST = 1
"""The first running text of a page may be its standfirst; with the second one the article has begun."""
MAX_TOPICS = 12
"""Maximum items of a list of topics below an article."""
MAX_ABOVE_TITLE = 300
"""Maximum ``latin_length`` of the text above the title: a banner, the site's name."""


def header_lines(blocks: list[Block], title: str) -> list[str]:
    """The short lines between an article's title and its text, where its byline and its date are; also below a lead.

    Empty if the title is not on the page: then the lines above the text may belong to anything.
    """
    for number, head in enumerate(blocks):
        if is_name(head.text, (title,)) or ends_with_title(head, title):
            found = _lines_above_text(blocks[number + 1 :])
            if found:
                return found
    return []


def _lines_above_text(blocks: list[Block]) -> list[str]:
    found, running = [], 0
    for block in blocks:
        is_text = is_running_text(block)
        running += is_text
        if running > STANDFIRST:
            break
        if not is_text and block.linked <= LINKED:
            found.append(block.text)
    return found


def strip_boilerplate(blocks: list[Block], names: Iterable[str], writers: Iterable[str] = ()) -> list[Block]:
    """The article's own blocks.

    ``names`` are the page's titles, the article's first, and its site's name; ``writers`` are the article's authors.
    """
    writers = [name for name in writers if name]
    names = [*filter(None, names), *writers]
    first = _first_running_text(blocks, 0)
    if first is None:
        return blocks  # no running text: figures, or a list
    start = _end_of_title(blocks, names, first)
    if start > first:
        first = _first_running_text(blocks, start) or start
    last = _end_of_text(blocks, first)
    while last > first + 1 and is_trailing_boilerplate(
        blocks[last - 1], names, writers, after_list=_is_in_list(blocks[max(0, last - MAX_TOPICS - 1) : last])
    ):
        last -= 1
    return [*_keep_above(blocks[start:first], names), *_keep_between(blocks[first:last], names)]


def _is_in_list(blocks: list[Block]) -> bool:
    """True if the last block is not the first item of its list, and the list is not one of the article's topics."""
    above = blocks[-2 : -2 - MAX_TOPICS : -1]
    listed = list(takewhile(belongs_to_list, above))
    return bool(listed) and not any(map(is_boilerplate, listed))


def _first_running_text(blocks: list[Block], start: int) -> int | None:
    return next((n for n in range(start, len(blocks)) if is_running_text(blocks[n])), None)


def _end_of_title(blocks: list[Block], names: list[str], first: int) -> int:
    """The index after the last heading with the title above the text; 0 without one.

    ``first`` is the first running text. The title may also be below it, if only a banner is above.
    """
    for number in range(len(blocks) - 1, -1, -1):
        block = blocks[number]
        if block.heading and (is_name(block.text, names[:1]) or ends_with_title(block, names[0])):
            above = " ".join(b.text for b in blocks[:number])
            if number < first or is_no_longer_than(above, MAX_ABOVE_TITLE):
                return number + 1
    return 0


def _end_of_text(blocks: list[Block], first: int) -> int:
    """The index of the heading of the readers' comments, or of the end.

    Above the text such a line only says how many comments there are.
    """
    running = 0
    for number in range(first, len(blocks)):
        block = blocks[number]
        if number > first and is_comments_heading(block) and (block.heading or running > STANDFIRST):
            return number
        running += is_running_text(block)
    return len(blocks)


def _keep_above(blocks: list[Block], names: list[str]) -> list[Block]:
    """The lines above the first sentence that belong to it: headings with their lists, and whole phrases."""
    kept: list[Block] = []
    headed = False
    for block in blocks:
        if block.linked > LINKED or is_name(block.text, names) or is_boilerplate(block):
            continue
        headed = headed or block.heading
        if block.heading or (headed and block.item) or has_statement(block.text):
            kept.append(block)
    return kept


def _keep_between(blocks: list[Block], names: list[str]) -> list[Block]:
    """The text without interrupting boxes and their headings."""
    kept: list[Block] = []
    running = 0
    for number, block in enumerate(blocks):
        running += is_running_text(block)
        if number and running <= STANDFIRST and is_label(block):
            continue  # a byline or a place between the standfirst and the text
        if not _interrupts(block, blocks, number, names):
            kept.append(block)
        elif kept and kept[-1].heading and number and blocks[number - 1] is kept[-1]:
            kept.pop()
    while len(kept) > 1 and kept[-1].heading:
        kept.pop()
    return kept


def _interrupts(block: Block, blocks: list[Block], number: int, names: list[str]) -> bool:
    """True for a link to another story, boilerplate, the title as a heading, and a pull quote."""
    below_heading = number > 0 and blocks[number - 1].heading
    linked = block.linked > LINKED and (not block.heading or below_heading or block.linked == 1)
    repeated_title = block.heading and is_name(block.text, names)
    return linked or is_boilerplate(block) or repeated_title or _is_pull_quote(block, blocks, number)


def _is_pull_quote(block: Block, blocks: list[Block], number: int) -> bool:
    """True if a block only repeats what a paragraph near it says."""
    if block.heading or block.item or not is_no_longer_than(block.text, MAX_PROMOTION):
        return False
    said = letters_only(block.text)
    near = [
        *blocks[max(0, number - PULL_QUOTE_DISTANCE) : number],
        *blocks[number + 1 : number + 1 + PULL_QUOTE_DISTANCE],
    ]
    return len(said) > MIN_PULL_QUOTE and any(
        len(other.text) > len(block.text) + 5 and said in letters_only(other.text) for other in near
    )
