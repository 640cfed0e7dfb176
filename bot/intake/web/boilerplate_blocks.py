"""Decides from a single block's words and links whether it is running text, boilerplate, or a label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.intake.characters import letters_only
from bot.intake.dates import parse_written_date
from bot.intake.web.boilerplate_patterns import (
    CHANNEL,
    COMMENTS_HEADING,
    CONTACT,
    COPYRIGHT,
    FIRST_PERSON,
    INVITATION,
    LABEL,
    NEWSLETTER,
    NOTE_BELOW,
    PICTURE_CREDIT,
    RELATED_STORY,
    RIGHTS,
    SOURCE,
    TAGS,
    YEAR_OR_TIME,
)
from bot.intake.web.listing_pages import LINKED
from bot.intake.web.prose import latin_length
from bot.intake.web.publication_date import is_date_note
from bot.intake.web.text_cues import attributes_speech, count_second_person, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.intake.web.blocks import Block

__all__ = [
    "belongs_to_list",
    "ends_with_title",
    "has_statement",
    "is_boilerplate",
    "is_comments_heading",
    "is_label",
    "is_name",
    "is_no_longer_than",
    "is_running_text",
    "is_trailing_boilerplate",
]

STATEMENT_LENGTH = 60
"""A line with this ``latin_length`` is a statement even without a full stop."""
FIRST_PARAGRAPH_LENGTH = 120
"""Only a sentence or a line with this ``latin_length`` can be the first paragraph of an article."""
MAX_PROMOTION = 200
"""Maximum ``latin_length`` of an invitation to read, follow or subscribe."""
MAX_CALL_TO_ACTION = 400
"""Maximum ``latin_length`` of a request to write or to click."""
MAX_DATE_WORDS, MIN_STATEMENT_WORDS = 6, 5
"""Maximum words of a line that is only a date, and minimum words of one that is a statement."""
MAX_NAME = 400
"""Maximum characters of a title or a site's name."""
_INITIALS = re.compile(r"\W*(?:\w{1,3}\W+){1,3}")


class _Rule(NamedTuple):
    """A kind of boilerplate, with an example."""

    name: str
    matches: Callable[[str], object]
    example: str


_IN_ANY_LINE = (
    _Rule("line without words", lambda text: not any(map(str.isalnum, text)), "* * *"),
    _Rule("rights notice", COPYRIGHT.match, "© 2026 Valmere Courier. All rights reserved."),
    _Rule("date of publication or update", is_date_note, "Updated 20 November 2026, 10:00"),
)
_IN_SHORT_LINES = (
    _Rule("link to another story", RELATED_STORY.match, "Read more: Ferry fares to rise"),
    _Rule("label or button", LABEL.fullmatch, "Advertisement"),
    _Rule("credit of a picture", PICTURE_CREDIT.fullmatch, "(Photo by Lena Hart/Reuters)"),
    _Rule("tags", TAGS.match, "Topics: ferries, Valmere"),
)
_IN_SHORT_LINES_WITHOUT_ATTRIBUTION = (
    _Rule("invitation", INVITATION.match, "Sign up for our morning letter"),
    _Rule(
        "newsletter",
        lambda text: NEWSLETTER.search(text) and not ends_sentence(text),
        "The Valmere newsletter",
    ),
    _Rule("channel to follow", lambda text: CHANNEL.search(text) and _is_promotion(text), "We are on Telegram"),
)


def is_boilerplate(block: Block) -> bool:
    """True if a block links to another page, labels an advertisement, or gives the text's categories or licence."""
    text = block.text
    if any(rule.matches(text) for rule in _IN_ANY_LINE):
        return True
    if not is_no_longer_than(text, MAX_PROMOTION):
        return False
    if block.heading:
        return (RELATED_STORY.match(text) or INVITATION.match(text)) is not None
    if any(rule.matches(text) for rule in _IN_SHORT_LINES):
        return True
    return not attributes_speech(text) and any(rule.matches(text) for rule in _IN_SHORT_LINES_WITHOUT_ATTRIBUTION)


def _is_promotion(text: str) -> bool:
    """True if a line that names a channel is not a statement, or addresses its reader, or is about the site itself."""
    statement = ends_sentence(text) or len(text) >= STATEMENT_LENGTH
    return not statement or bool(FIRST_PERSON.search(text) or count_second_person(text, with_questions=True))


def is_running_text(block: Block) -> bool:
    """True if a block is running text, as the first paragraph of an article is."""
    text = block.text
    statement = ends_sentence(text) or not is_no_longer_than(text, FIRST_PARAGRAPH_LENGTH)
    date = len(text) < STATEMENT_LENGTH and len(text.split()) < MAX_DATE_WORDS and parse_written_date(text) is not None
    return statement and not block.heading and not date and block.linked <= LINKED and not is_boilerplate(block)


def is_trailing_boilerplate(block: Block, names: list[str], writers: list[str], *, after_list: bool) -> bool:
    """True if the last block is not part of the article: not a statement, or a note about its author or the site.

    A list item counts as part of the article only ``after_list``, after another item: a single one is a button.
    """
    if block.heading or block.linked > LINKED or is_boilerplate(block) or is_name(block.text, names):
        return True
    if NOTE_BELOW.match(block.text) and is_no_longer_than(block.text, MAX_PROMOTION):
        return True
    fragment = not ends_sentence(block.text) and not (block.item and after_list)
    if fragment and (block.linked or not has_statement(block.text)):
        return True
    if not is_no_longer_than(block.text, MAX_CALL_TO_ACTION) or attributes_speech(block.text):
        return False
    return _calls_to_action(block) or (is_no_longer_than(block.text, MAX_PROMOTION) and _is_note(block.text, writers))


def _calls_to_action(block: Block) -> bool:
    text = block.text
    where = block.linked or not ends_sentence(text) or CHANNEL.search(text)
    return bool(where) and count_second_person(text, with_questions=True) > 1


def _is_note(text: str, writers: list[str]) -> bool:
    """True if a line is about the author, gives initials, a source or a contact, or reserves rights."""
    about_author = any(" " in name and text.startswith(name) for name in writers)
    if SOURCE.match(text) and not ends_sentence(text):
        return True
    about_text = _INITIALS.fullmatch(text) or CONTACT.search(text) or RIGHTS.search(text)
    return about_author or about_text is not None


def is_label(block: Block) -> bool:
    """True if a line only names somebody or something: it is not a sentence, phrase, heading or part of a list."""
    is_text = block.heading or belongs_to_list(block) or is_running_text(block)
    return not is_text and not has_statement(block.text)


def belongs_to_list(block: Block) -> bool:
    """True if a line is a list item or introduces a list."""
    return block.item or block.text.endswith((":", "："))


def is_comments_heading(block: Block) -> bool:
    """True if a line is the heading or the number of the readers' comments."""
    return len(block.text) < STATEMENT_LENGTH and COMMENTS_HEADING.fullmatch(block.text) is not None


def is_name(text: str, names: Iterable[str]) -> bool:
    """True if a text is one of the names, ignoring case and punctuation."""
    if len(text) > MAX_NAME:
        return False
    plain = letters_only(text)
    return any(plain == letters_only(name) for name in names)


def ends_with_title(block: Block, title: str) -> bool:
    """True if a block is a heading that consists of a kicker and the title."""
    return block.heading and len(block.text) < len(title) + STATEMENT_LENGTH and block.text.endswith(title)


def has_statement(text: str) -> bool:
    """True if a line without a full stop is a statement like a standfirst, not a name, a date or a button."""
    if not is_no_longer_than(text, FIRST_PARAGRAPH_LENGTH):
        return True
    if YEAR_OR_TIME.search(text):
        return False
    words = text.split()
    small = sum(word[0].islower() for word in words)
    phrase = len(words) >= MIN_STATEMENT_WORDS and small > MIN_STATEMENT_WORDS / 2
    return phrase or latin_length(text) >= STATEMENT_LENGTH


def is_no_longer_than(text: str, most: int) -> bool:
    """True if a text has at most these numbers of characters and of ``latin_length``."""
    return len(text) <= most and latin_length(text) <= most
