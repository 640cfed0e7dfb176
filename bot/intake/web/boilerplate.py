"""What stands between an article's lines on a page and is none of it: dates, buttons, advertisements, other stories.

A page's own markup seldom says which lines these are, so they are told by what they say, by what they lead to, and by
where they stand: above the first sentence and below the last one there is hardly anything else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.intake.cleaning import letters_of
from bot.intake.dates import date_in_words
from bot.intake.web.addressing import ends_sentence, reports, spoken
from bot.intake.web.article_lists import LINKED
from bot.intake.web.boilerplate_lines import (
    CHANNEL,
    COMMENTS,
    CONTACT,
    COPYRIGHT,
    INVITATION,
    LABEL,
    NEWSLETTER,
    NUMBER,
    OURS,
    RIGHTS,
    TAGS,
    TEASER,
)
from bot.intake.web.dates import is_dateline
from bot.intake.web.prose import weight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.intake.web.blocks import Block

__all__ = ["above_text", "without_furniture"]

LONG = 60
"""A line of this weight says something even without a full stop."""
PROSE = 120
"""Above the text only a line of this weight, or a sentence, begins it."""
PROMO = 200
"""No invitation to read, follow or subscribe weighs more."""
LETTER = 400
"""No call to write or to click weighs more."""
QUOTED = 15
NEAR = 6
"""A quotation that was pulled out stands within so many lines of where it is said."""
WORDS, PHRASE = 6, 5
"""Words of a line that is a date and no more at most, and of one that says something at least."""
BEGUN = 2
"""A standfirst may be the first running text of a page; with the second one the article has begun."""
MAX_NAME = 400
BEFORE_TITLE = 300
"""How much text stands above the title at most: a banner, the site's name."""

INITIALS = re.compile(r"\W*(?:\w{1,3}\W+){1,3}")


def above_text(blocks: list[Block], title: str) -> list[str]:
    """The short lines between an article's title and its text, where its byline and its date are; also below a lead.

    None where the title stands nowhere: then nobody knows what the lines above the text belong to.
    """
    for number, head in enumerate(blocks):
        if not (_same(head.text, (title,)) or _ends_with(head, title)):
            continue
        found, begun = [], 0
        for block in blocks[number + 1 :]:
            begins = _begins(block)
            begun += begins
            if begun > 1:
                break
            if not begins and block.linked <= LINKED:
                found.append(block.text)
        if found:
            return found
    return []


def without_furniture(blocks: list[Block], names: Iterable[str], writers: Iterable[str] = ()) -> list[Block]:
    """The article's own blocks; ``names`` are its titles and its site's, ``writers`` its authors'."""
    writers = [name for name in writers if name]
    names = [*filter(None, names), *writers]
    first = next((n for n, block in enumerate(blocks) if _begins(block)), None)
    if first is None:
        return blocks  # no running text: figures, or a list
    head = [
        n
        for n, block in enumerate(blocks)
        if block.heading and (_same(block.text, names[:1]) or _ends_with(block, names[0]))
    ]
    start = next(
        (n + 1 for n in reversed(head) if n < first or _light(" ".join(b.text for b in blocks[:n]), BEFORE_TITLE)), 0
    )
    if start > first:
        first = next((n for n in range(start, len(blocks)) if _begins(blocks[n])), start)
    last = next((n for n in range(first + 1, len(blocks)) if _is_comments(blocks[n], blocks[first:n])), len(blocks))
    while last > first + 1 and _ends(blocks[last - 1], names, writers, alone=not _has_items(blocks[last - 2])):
        last -= 1
    return [*_above(blocks[start:first], names), *_between(blocks[first:last], names)]


def _begins(block: Block) -> bool:
    """Whether a block is running text, as the first paragraph of an article is."""
    said = ends_sentence(block.text) or not _light(block.text, PROSE)
    dated = len(block.text) < LONG and len(block.text.split()) < WORDS and date_in_words(block.text) is not None
    return said and not block.heading and not dated and block.linked <= LINKED and not _invites(block)


def _above(blocks: list[Block], names: list[str]) -> list[Block]:
    """What belongs to the text of the lines above its first sentence: headings with their lists, and whole phrases."""
    kept: list[Block] = []
    headed = False
    for block in blocks:
        if block.linked > LINKED or _same(block.text, names) or _invites(block):
            continue
        headed = headed or block.heading
        if block.heading or (headed and block.item) or _says(block.text):
            kept.append(block)
    return kept


def _between(blocks: list[Block], names: list[str]) -> list[Block]:
    """The text without what interrupts it, nor the headings of such boxes."""
    kept: list[Block] = []
    begun = 0
    for number, block in enumerate(blocks):
        begun += _begins(block)
        if number and begun < BEGUN and _is_label(block):
            continue  # a byline or a place between the standfirst and the text
        other = block.linked > LINKED and (not block.heading or (number > 0 and blocks[number - 1].heading))
        if other or _invites(block) or (block.heading and _same(block.text, names)) or _pulled(block, blocks, number):
            if kept and kept[-1].heading and number and blocks[number - 1] is kept[-1]:
                kept.pop()
        else:
            kept.append(block)
    while len(kept) > 1 and kept[-1].heading:
        kept.pop()
    return kept


def _is_label(block: Block) -> bool:
    """Whether a line names somebody or something and says nothing: no sentence, phrase, heading or part of a list."""
    told = block.heading or _has_items(block) or _begins(block)
    return not told and not _says(block.text)


def _has_items(block: Block) -> bool:
    """Whether a line belongs to a list, or leads to one."""
    return block.item or block.text.endswith((":", "："))


def _is_comments(block: Block, above: list[Block]) -> bool:
    """Whether a line begins what readers wrote; above the text it only says how many did."""
    if len(block.text) >= LONG or COMMENTS.fullmatch(block.text) is None:
        return False
    return block.heading or sum(map(_begins, above)) >= BEGUN


def _ends(block: Block, names: list[str], writers: list[str], *, alone: bool) -> bool:
    """Whether a last block is none of the article's: no sentence, nothing of a list, or a note about who wrote it.

    An item that stands ``alone`` is a button: it belongs to no list.
    """
    if block.heading or block.linked > LINKED or _invites(block) or _same(block.text, names):
        return True
    if not ends_sentence(block.text) and not (block.item and not alone) and (block.linked or not _says(block.text)):
        return True
    if not _light(block.text, LETTER) or reports(block.text):
        return False
    if spoken(block.text, questions=True) > 1 and (
        block.linked or not ends_sentence(block.text) or CHANNEL.search(block.text)
    ):
        return True
    if not _light(block.text, PROMO):
        return False
    if any(" " in name and block.text.startswith(name) for name in writers) or INITIALS.fullmatch(block.text):
        return True
    return bool(CONTACT.search(block.text) or RIGHTS.search(block.text))


def _invites(block: Block) -> bool:
    """Whether a block calls to another page, names an advertisement, or tells what the page is filed under."""
    text = block.text
    if COPYRIGHT.match(text) or is_dateline(text):
        return True
    if block.heading or not _light(text, PROMO):
        return bool(block.heading and TEASER.match(text))
    if TEASER.match(text) or LABEL.fullmatch(text) or TAGS.match(text):
        return True
    if reports(text):
        return False
    if INVITATION.match(text) or (NEWSLETTER.search(text) and not ends_sentence(text)):
        return True
    said = ends_sentence(text) or len(text) >= LONG
    return bool(CHANNEL.search(text) and (not said or OURS.search(text) or spoken(text, questions=True)))


def _pulled(block: Block, blocks: list[Block], number: int) -> bool:
    """Whether a block only says once more, and larger, what a paragraph beside it says."""
    if block.heading or block.item or not _light(block.text, PROMO):
        return False
    said = letters_of(block.text)
    near = [*blocks[max(0, number - NEAR) : number], *blocks[number + 1 : number + 1 + NEAR]]
    return len(said) > QUOTED and any(
        len(other.text) > len(block.text) + 5 and said in letters_of(other.text) for other in near
    )


def _same(text: str, names: Iterable[str]) -> bool:
    if len(text) > MAX_NAME:
        return False
    plain = letters_of(text)
    return any(plain == letters_of(name) for name in names)


def _ends_with(heading: Block, title: str) -> bool:
    """Whether a heading is the title behind a kicker."""
    return heading.heading and len(heading.text) < len(title) + LONG and heading.text.endswith(title)


def _says(text: str) -> bool:
    """Whether a line without a full stop says something, as a standfirst does; a name, a date and a button do not."""
    if not _light(text, PROSE):
        return True
    if NUMBER.search(text):
        return False
    words = text.split()
    return weight(text) >= LONG or (len(words) >= PHRASE and sum(word[0].islower() for word in words) > PHRASE / 2)


def _light(text: str, most: int) -> bool:
    return len(text) <= most and weight(text) <= most
