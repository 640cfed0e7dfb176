"""Finds the lines of a page that are a wall before the article: consent dialogues, log-ins, offers to subscribe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.intake.web.page_words import normalise_phrase, wall_patterns
from bot.intake.web.text_cues import QUOTATION, attributes_speech, count_second_person
from bot.intake.word_overlap import word_overlap

if TYPE_CHECKING:
    from bot.intake.web.blocks import Block

__all__ = ["EDGE_KINDS", "find_wall_lines", "strip_walls"]

EDGE_KINDS = frozenset(("consent", "login", "subscriber", "paywall", "script"))
"""Walls that many pages show above or below whole articles."""
MAX_CHARACTERS = 2_000
"""How many characters of a block are searched for phrases."""
_COMMENTING = re.compile(
    r"comment|kommentier|kommentar|reply|reactie|reageren|コメント|评论|評論|댓글|коммент|تعليق", re.IGNORECASE
)
"""A login that is only needed to comment is not a wall."""


def find_wall_lines(blocks: list[Block], title: str) -> dict[str, list[str]]:
    """The texts of the blocks with phrases of walls, by kind of page, without blocks that only report such phrases."""
    found = {kind: [b.text for b in blocks if _is_wall(b, p, title)] for kind, p in wall_patterns().items()}
    found["login"] = [text for text in found["login"] if not _COMMENTING.search(text)]
    return found


def strip_walls(own: list[Block], walls: dict[str, list[str]]) -> list[Block]:
    """The article's blocks without banners and offers above and below them."""
    wall_texts = {text for kind in EDGE_KINDS for text in walls.get(kind, ())}
    first, last = 0, len(own)
    while first < last and own[first].text in wall_texts:
        first += 1
    while last > first and own[last - 1].text in wall_texts:
        last -= 1
    return own[first:last]


def _is_wall(block: Block, phrases: re.Pattern[str], title: str) -> bool:
    """True if a block has a wall's phrase and does not report it. In a title the phrase must be the larger part."""
    text = normalise_phrase(QUOTATION.sub(" ", block.text[:MAX_CHARACTERS]))
    match = phrases.search(text)
    if match is None:
        return False
    return 2 * len(match[0]) > len(text) if block.text == title else not _reports(block.text, title, match[0])


def _reports(text: str, title: str, phrase: str) -> bool:
    """True if a paragraph reports a wall's phrase, as an article about walls does, and addresses nobody.

    That the title has the phrase too proves nothing: a wall's own title does.
    """
    about_title = word_overlap(title, text, but=phrase) > 0
    return (about_title or attributes_speech(text)) and not count_second_person(text, with_questions=True)
