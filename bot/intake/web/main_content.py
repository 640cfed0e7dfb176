"""Finds the article among a page's blocks, by trafilatura."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from bot.intake.web.blocks import Block

__all__ = ["find_article_blocks"]

MAX_JOINED_LINES = 20
"""How many lines may consist of several blocks: only those of short pages do."""
_NOT_A_LETTER = re.compile(r"[\W_]+")


def find_article_blocks(page: HtmlElement, blocks: list[Block]) -> list[Block]:
    """The article's blocks, of a plain tree and the blocks from ``extract_blocks``."""
    letters = [_letters(block.text) for block in blocks]
    places: dict[str, list[int]] = defaultdict(list)
    for number in reversed(range(len(blocks))):
        places[letters[number]].append(number)
    own: set[int] = set()
    joined = 0
    for line in _extract_text(page).splitlines():
        plain = _letters(line)
        if plain in places:
            own.update(places[plain][-1:])
            places[plain][-1:] = []
        elif joined < MAX_JOINED_LINES:
            joined += 1
            own.update(_blocks_in_line(plain, letters))
    # trafilatura sometimes drops a heading above a single paragraph
    headings = {n - 1 for n in own if n - 1 > min(own) and blocks[n - 1].heading and not blocks[n - 1].linked}
    return [blocks[n] for n in sorted(own | headings)]


def _extract_text(page: HtmlElement) -> str:
    from trafilatura import bare_extraction  # a third of a second that only pages need
    from trafilatura.settings import Document

    found = bare_extraction(page, include_comments=False, include_tables=False)
    return (found.text or "") if isinstance(found, Document) else ""


def _blocks_in_line(line: str, letters: list[str]) -> list[int]:
    """The blocks that a line consists of, in order: of short pages trafilatura gives all the text in one line."""
    parts, at = [], 0
    for number, plain in enumerate(letters):
        if plain and line.startswith(plain, at):
            parts.append(number)
            at += len(plain)
    return parts


def _letters(text: str) -> str:
    return _NOT_A_LETTER.sub("", text)
