"""Whether a page is a list of articles: headlines that lead to them, each with a teaser, or with its whole text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.intake.titles import same_words
from bot.intake.web.prose import PROSE, is_prose, weight

if TYPE_CHECKING:
    from bot.intake.web.blocks import Block

__all__ = ["LINKED", "is_list", "is_unlinked_list"]

CARDS = 4
HALF = 0.5
FEW, LITTLE = 2, 200
"""So few cards are a list too where the page has less text of its own than this, hardly about its title."""
TEASER = 300
LINKED = 0.7
SHORT = 15
"""A link of less weight than this, such as "More", is no headline."""
POSTS = 3
"""So many whole articles, under headlines that lead to them, are several articles."""


def is_list(blocks: list[Block], title: str) -> bool:
    """Whether the page is headlines that link to articles, each with a teaser or none."""
    headlines = _headlines(blocks)
    cards, teasers, prose, card = 0, 0.0, 0.0, 0.0
    own = ""
    posts = 0
    within = False
    for number, block in enumerate([*blocks, None]):
        size = weight(block.text) if block else 0.0
        linked = number in headlines
        if linked or block is None or block.heading:
            teasers, prose = (teasers + card, prose) if card < TEASER else (teasers, prose + card)
            posts += card >= TEASER
            cards, within, card = cards + linked, linked, 0.0
        elif within:
            card += size
        elif is_prose(block.text):
            prose += size
            own = f"{own} {block.text}" if block.text != title else own
    if posts >= POSTS and any(blocks[n].text == title for n in headlines):
        return True  # the page has no title of its own
    few = cards >= FEW and prose < min(LITTLE, teasers) and same_words(title, own) < HALF
    return few or (cards >= CARDS and prose < max(PROSE, teasers))


def is_unlinked_list(blocks: list[Block], title: str) -> bool:
    """Whether the page is headings with one short paragraph each: cards that a script opens."""
    cards = [n for n, b in enumerate(blocks) if b.heading and b.text != title]
    if len(cards) < CARDS or any(is_prose(b.text) for b in blocks[: cards[0]]):
        return False
    teasers = [sum(weight(b.text) for b in blocks[n + 1 : end]) for n, end in pairwise([*cards, len(blocks)])]
    return all(0 < size < TEASER for size in teasers)


def _headlines(blocks: list[Block]) -> set[int]:
    """The blocks that are headlines of other pages: links, and headings above a teaser with a link such as "More"."""
    linked = {n for n, b in enumerate(blocks) if b.linked > LINKED and (b.heading or weight(b.text) > SHORT)}
    counts = Counter(b.text for b in blocks if b.linked > LINKED and not b.heading)
    more = {text for text, count in counts.items() if count >= CARDS}
    heading = None
    for number, block in enumerate(blocks):
        if block.heading:
            heading = number
        elif block.text in more and heading is not None:
            linked.add(heading)
            heading = None
    return linked
