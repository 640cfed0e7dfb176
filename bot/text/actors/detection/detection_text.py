"""The text as the rules of detection read it, with the predicates that several of them use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.text.lexicon import Lexicon
    from bot.text.tokens import Token, TokenizedText

__all__ = [
    "MAX_SPAN_WORDS",
    "ORGANISATION",
    "PERSON",
    "DetectionText",
    "has_field",
    "is_capitalised_at",
    "is_followed_by_capital",
    "known_name_end",
    "known_name_length",
    "same_entity",
    "span_lower",
    "span_text",
]

MAX_SPAN_WORDS = 12
"""A longer span of capitalised words is a list or a line in capitals, not a name."""
PERSON = frozenset(("PERSON",))
ORGANISATION = frozenset(("ORG",))
_FIELD_PREPOSITIONS = frozenset(("of", "for", "on"))
"""Words between a body and its field: "Centers for Disease Control"."""
_ORGANISATIONS_AND_PLACES = frozenset(("ORG", "GPE", "LOC", "FAC"))


@dataclass(frozen=True, slots=True)
class DetectionText:
    """The tokens of one text, with the word tables and the evidence from the other texts of the story."""

    index: int
    """Its index in the list of the story's texts."""
    tokenized: TokenizedText
    tokens: Sequence[Token]
    is_article_title: bool
    tables: Lexicon
    lowercase_words: frozenset[str]
    """Words that the story also writes in lower case."""
    surnames: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The last word of each name of several words in the story, with the first words of those names; in lower case."""
    possessive_names: frozenset[str] = frozenset()
    """Words in lower case that the story has with "'s" only, as part of a name: "Macy's"."""
    numbered_names: frozenset[str] = frozenset()
    """Words in lower case that end a name together with the number after them: "Maroon 5"."""
    words_inside: frozenset[str] = frozenset()
    """Capitalised words, in lower case, that the story has other than at the start of a sentence or in a headline."""
    words_alone: frozenset[str] = frozenset()
    """Capitalised words, in lower case, that the story has outside headlines without another one beside them."""
    asked_surnames: set[str] = field(default_factory=set)
    """The words that ``first_names_of`` was asked about."""

    def first_names_of(self, surname: str) -> frozenset[str]:
        """The first words of the story's names of several words that end with this word; empty if there are none."""
        self.asked_surnames.add(surname)
        return self.surnames.get(surname, frozenset())


def span_text(words: Sequence[Token], first: int, last: int) -> str:
    """The text of the words ``first`` to ``last`` (included), with plain quotes and single spaces."""
    text = words[first].text
    for word in words[first + 1 : last + 1]:
        text += word.text if word.no_space_before else f" {word.text}"
    return text


def lower_at(words: Sequence[Token], at: int) -> str:
    """A word in lower case; "" beyond the text."""
    return words[at].lower if 0 <= at < len(words) else ""


def span_lower(words: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
    """The words ``first`` to ``last`` (included) in lower case."""
    return tuple(w.lower for w in words[first : last + 1])


def is_capitalised_at(text: DetectionText, at: int, sentence: int) -> bool:
    """True if the word at this index is capitalised, in this sentence and not in a headline."""
    if at >= len(text.tokens):
        return False
    word = text.tokens[at]
    return word.is_capitalised and word.sentence == sentence and not word.in_headline


def is_followed_by_capital(text: DetectionText, last: int) -> bool:
    """True if the second word after the span that ends with ``last`` is a capitalised word of the same sentence."""
    return is_capitalised_at(text, last + 2, text.tokens[last].sentence)


def same_entity(text: DetectionText, left: int, right: int, labels: frozenset[str] = _ORGANISATIONS_AND_PLACES) -> bool:
    """True if the tagger has both words in one entity with one of these labels."""
    a, b = text.tokens[left], text.tokens[right]
    return a.ent_span is not None and a.ent_span == b.ent_span and a.ent_type in labels


def has_field(text: DetectionText, first: int, last: int) -> bool:
    """True if a noun of bodies and "of", "for" or "on" are among these words: "Department of Health"."""
    words, nouns = text.tokens, text.tables["organisation-word"]
    pairs = zip(words[first:last], words[first + 1 : last + 1], strict=True)
    return any(one.lower in nouns and two.lower in _FIELD_PREPOSITIONS for one, two in pairs)


def known_name_length(text: DetectionText, at: int, last: int) -> int:
    """Length of the gazetteer name of two words or more that begins here, in a span that ends with ``last``.

    0 if there is none, or if it is part of a longer name: "New York" in "New York Times".
    """
    words, tables = text.tokens, text.tables
    end = known_name_end(text, at, last)
    if end is None:
        return 0
    is_part = end < last and (
        words[end + 1].lower in tables["name-word"]
        or words[end + 1].text == "-"
        or (words[last].lower in tables["name-word"] and same_entity(text, end, last))
        or _is_branch(text, at, end, last)
    )
    return 0 if is_part else end - at + 1


def known_name_end(text: DetectionText, at: int, last: int) -> int | None:
    """The last word of the longest gazetteer name of two words or more that begins here; None if there is none."""
    words, tables = text.tokens, text.tables
    longest = tables.first_word_lengths.get(words[at].lower, 0)
    ends = range(min(last, at + longest - 1), at, -1)
    known = (end for end in ends if words[end].text != "," and tables.canonical(span_text(words, at, end)))
    return next(known, None)


def _is_branch(text: DetectionText, at: int, end: int, last: int) -> bool:
    """True for a known body before a country that ends the span and describes no noun: "Network Rail Scotland said"."""
    words, tables = text.tokens, text.tables
    is_body = span_text(words, at, end) in tables.organisations
    if (
        not is_body
        or end + 1 != last
        or words[last].text not in tables.countries
        or words[last].lower in tables.demonyms
    ):
        return False
    return last + 1 == len(words) or not words[last + 1].tag.startswith(("NN", "JJ"))
