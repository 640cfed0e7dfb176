"""Finds maximal capitalised spans, with the words and marks that may connect a name's parts ("of", "van", "&", "-")."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.text.actors.detection.detection_text import MAX_SPAN_WORDS, span_text
from bot.text.actors.detection.span_extension import next_word_of_span
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.text.actors.detection.detection_text import DetectionText

__all__ = ["find_capitalised_spans"]

_MAX_PREFIX_LETTERS = 3
"""Letters of a word before a hyphen that may be a prefix or particle: "ex-", "al-", "pro-"."""
_PREFIXES = frozenset("anti post then turned half trans inter intra former vice self semi ultra cross late".split())


def find_capitalised_spans(text: DetectionText) -> Iterator[tuple[int, int]]:
    """First and last word of each span outside headlines, in the order of the text."""
    end = 0
    for at in sorted({*text.tokenized.capitals, *text.tokenized.places_of(_other_openers())}):
        if at < end or text.tokens[at].in_headline or not _starts_span(text, at):
            continue
        last = _known_name_end(text, at)
        while (following := next_word_of_span(text, at, last)) is not None:
            last = following
        if last - at < MAX_SPAN_WORDS:
            yield at, last
        end = last + 1


@cache
def _other_openers() -> frozenset[str]:
    """The words in lower case, and the numbers, with which a span may begin too."""
    return lexicon()["opening-particle"] | lexicon().opening_numbers | {"'s"}


def _known_name_end(text: DetectionText, at: int) -> int:
    """The last word of the longest name of the gazetteers (three words or more) that begins here, else ``at``.

    One that begins with a number may be shorter: "3M". It may begin after an article or preposition: "The Committee to
    Protect Journalists said so".
    """
    words, tables = text.tokens, text.tables
    if words[at].lower in tables["function"] and at + 1 < len(words) and words[at + 1].is_capitalised:
        following = _known_name_end(text, at + 1) if words[at + 1].lower not in tables["function"] else at + 1
        return following if following > at + 1 else at
    longest = min(tables.first_word_lengths.get(words[at].lower, 0), len(words) - at)
    for end in range(at + longest - 1, at + (0 if words[at].text[0].isdigit() else 1), -1):
        is_whole = (words[end].text[-1].isalnum() or words[end].text[-1] == ".") and words[end].text != "'s"
        if is_whole and words[end].sentence == words[at].sentence and tables.canonical(span_text(words, at, end)):
            return end
    return at


def _starts_span(text: DetectionText, at: int) -> bool:
    """True for a capitalised word, and for a particle directly before one: "al-Sisi", "van Gogh"."""
    words, word = text.tokens, text.tokens[at]
    if word.is_capitalised:
        return not _is_compound_tail(text, at)
    if word.no_space_before:
        return False
    if word.lower == "'s":  # "'s-Hertogenbosch"
        hyphen, place = words[at + 1 : at + 2], words[at + 2 : at + 3]
        return [w.text for w in hyphen] == ["-"] and bool(place) and place[0].is_capitalised
    if word.text[0].isdigit():
        return _is_known_number(text, at)
    if word.lower not in text.tables["opening-particle"]:
        return False
    after = at + 2 if at + 1 < len(words) and words[at + 1].text == "-" else at + 1
    return after < len(words) and words[after].is_capitalised and words[after].sentence == word.sentence


def _is_known_number(text: DetectionText, at: int) -> bool:
    """True for the number that begins a known name, not in "3M people"."""
    words, last = text.tokens, _known_name_end(text, at)
    after = words[last + 1] if last + 1 < len(words) else None
    is_counted = after is not None and after.tag == "NNS" and after.lower not in text.tables["noun-of-organisations"]
    return not is_counted and text.tables.canonical(span_text(words, at, last)) is not None


def _is_compound_tail(text: DetectionText, at: int) -> bool:
    """True after a common noun and a hyphen ("flood-Gates"); not after a prefix or particle ("ex-Chelsea")."""
    words = text.tokens
    if at < 2 or words[at - 1].text != "-" or not (words[at].no_space_before and words[at - 1].no_space_before):
        return False
    before = words[at - 2]
    return before.lower == before.text and len(before.text) > _MAX_PREFIX_LETTERS and before.lower not in _PREFIXES
