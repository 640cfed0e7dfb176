"""Recognises pages that list articles: headlines that link to them, each with a teaser or the whole text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.intake.web.prose import ARTICLE_LENGTH, is_prose, latin_length
from bot.intake.word_overlap import word_overlap

if TYPE_CHECKING:
    from bot.intake.web.blocks import Block

__all__ = ["LINKED", "find_headlines", "is_listing", "is_unlinked_listing"]

LINKED = 0.7
"""A block with a larger share of linked letters is a link."""
MIN_HEADLINE = 15
"""Minimum ``latin_length`` of a headline; a link such as "More" is not one."""
MAX_TEASER = 300
"""Maximum ``latin_length`` of a teaser, the text below a headline."""
MIN_CARDS = 4
"""This many headlines with teasers make a list if there is not more text besides."""
MIN_FEW_CARDS, LITTLE_TEXT, MAX_OVERLAP = 2, 200, 0.5
"""This few make a list if the page has less text of its own than this, with less than half of its title's words."""
MIN_POSTS = 3
"""This many whole articles under headlines that link to them are a list."""


def is_listing(blocks: list[Block], title: str) -> bool:
    """True if the page is headlines that link to articles, each with a teaser or without."""
    headlines = find_headlines(blocks)
    cards, posts, teasers, prose = 0, 0, 0.0, 0.0
    own: list[str] = []
    for headline, below in _sections(blocks, headlines):
        linked = headline in headlines
        cards += linked
        if linked:
            card = sum(latin_length(block.text) for block in below)
            posts += card >= MAX_TEASER
            teasers, prose = (teasers + card, prose) if card < MAX_TEASER else (teasers, prose + card)
        else:
            texts = [block.text for block in below if is_prose(block.text)]
            prose += sum(map(latin_length, texts))
            own += [text for text in texts if text != title]
    if posts >= MIN_POSTS and any(blocks[n].text == title for n in headlines):
        return True  # the page has no title of its own
    few = cards >= MIN_FEW_CARDS and prose < min(LITTLE_TEXT, teasers)
    if few and word_overlap(title, " ".join(["", *own])) < MAX_OVERLAP:
        return True
    return cards >= MIN_CARDS and prose < max(ARTICLE_LENGTH, teasers)


def _sections(blocks: list[Block], headlines: set[int]) -> list[tuple[int | None, list[Block]]]:
    """The blocks below each heading or headline, with its number; None for those above the first."""
    sections: list[tuple[int | None, list[Block]]] = [(None, [])]
    for number, block in enumerate(blocks):
        if block.heading or number in headlines:
            sections.append((number, []))
        else:
            sections[-1][1].append(block)
    return sections


def is_unlinked_listing(blocks: list[Block], title: str) -> bool:
    """True if the page is headings with one short text each: cards that a script opens."""
    cards = [n for n, b in enumerate(blocks) if b.heading and b.text != title]
    if len(cards) < MIN_CARDS or any(is_prose(b.text) for b in blocks[: cards[0]]):
        return False
    teasers = [sum(latin_length(b.text) for b in blocks[n + 1 : end]) for n, end in pairwise([*cards, len(blocks)])]
    return all(0 < size < MAX_TEASER for size in teasers)


def find_headlines(blocks: list[Block]) -> set[int]:
    """The blocks that are headlines of other pages: links, and headings above a teaser with a link such as "More"."""
    linked = {
        n for n, b in enumerate(blocks) if b.linked > LINKED and (b.heading or latin_length(b.text) > MIN_HEADLINE)
    }
    counts = Counter(b.text for b in blocks if b.linked > LINKED and not b.heading)
    more = {text for text, count in counts.items() if count >= MIN_CARDS}
    heading = None
    for number, block in enumerate(blocks):
        if block.heading:
            heading = number
        elif block.text in more and heading is not None:
            linked.add(heading)
            heading = None
    return linked
