"""Extends a capitalised span to its next word: across hyphens, particles, "of", "and", ampersands and punctuation."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bot.text.actors.detection.detection_text import (
    MAX_SPAN_WORDS,
    ORGANISATION,
    has_field,
    is_capitalised_at,
    is_followed_by_capital,
    same_entity,
    span_lower,
    span_text,
)
from bot.text.actors.detection.hyphenated_names import extend_over_hyphen
from bot.text.actors.detection.joining_punctuation import extend_over_punctuation, is_saint
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.text.actors.detection.detection_text import DetectionText
    from bot.text.lexicon import Lexicon
    from bot.text.tokens import Token

__all__ = ["CONNECTORS", "next_word_of_span"]

_MAX_PORTFOLIO_WORDS = 5
_MAX_PARTICLES = 3
"""As many as in "von und zu"."""
_MAX_WORDS_AFTER_AND = 5
"""How many words after "and" are examined for the last word of an organisation's name."""
_AFTER_REGNAL_NUMBER = frozenset(("of", ",", ".", "and", "was", "is", "has", "'s", ")"))
"""Words after the number in "King Juan Carlos I of Spain", which tell it from the pronoun."""


def next_word_of_span(text: DetectionText, first: int, last: int) -> int | None:
    """The index of the next capitalised word that belongs to the span ``first`` to ``last``; None if it ends."""
    words, at = text.tokens, last + 1
    if at >= len(words) or words[at].sentence != words[last].sentence or words[at].in_headline or words[at].opens_line:
        return None
    if words[at].text.islower() and words[at].text.isalpha() and words[at].lower not in _joining_words():
        return None  # most words
    for connector in CONNECTORS:
        if connector.applies(words[at], text.tables):
            return connector.extend(text, first, last)
    return None


@cache
def _joining_words() -> frozenset[str]:
    """The words of letters in lower case that some connector applies to."""
    return lexicon()["particle"] | {"of", "for", "the", "on", "and"}


def _extend_over_capitalised(text: DetectionText, first: int, last: int) -> int | None:
    """The word itself, unless it is a function word or starts a sentence; "In" in "Han In-soo" is a name."""
    words, tables, at = text.tokens, text.tables, last + 1
    word = words[at]
    is_korean = words[last].lower in tables["family-first"] and at + 1 < len(words) and words[at + 1].text == "-"
    is_function_word = word.lower in tables["function"] and not word.tag.startswith("NNP") and not is_korean
    is_other_name = last > first and words[last].text == "'s" and _begins_after_possessive(text, first, at)
    if is_function_word and word.text == "I" and words[first].lower in tables["royal"] and last > first:
        return at if at + 1 < len(words) and words[at + 1].text in _AFTER_REGNAL_NUMBER else None
    return None if is_function_word or word.is_sent_start or is_other_name else at


def _begins_after_possessive(text: DetectionText, first: int, at: int) -> bool:
    """True if another name begins after a name with a possessive: "Macy's | Jeff Gennette", not "Macy's Inc".

    What is named after a saint may have other words before its kind: "St Bede's Catholic College".
    """
    if is_saint(text, first, at - 2):
        return not _ends_with(text, at, text.tables["name-word"])
    return text.tokens[at - 2].lower in text.possessive_names and text.tokens[at].lower not in text.tables["name-word"]


def _extend_over_particles(text: DetectionText, _first: int, last: int) -> int | None:
    words, particles, at = text.tokens, text.tables["particle"], last + 1
    after, limit = at + 1, min(at + _MAX_PARTICLES, len(words))
    while after < limit and words[after].lower in particles:
        after += 1
    after += after < len(words) and words[after].text in ("-", "'")
    return after if words[at].lower != "st" and is_capitalised_at(text, after, words[last].sentence) else None


def _extend_over_of(text: DetectionText, first: int, last: int) -> int | None:
    words, tables, at = text.tokens, text.tables, last + 1
    after = at + 2 if at + 1 < len(words) and words[at + 1].lower == "the" else at + 1
    if not is_capitalised_at(text, after, words[last].sentence):
        return None
    following = words[last : last + tables.title_lengths.get(words[last].lower, 0)]
    title_length = tables.title_at(tuple(w.lower for w in following if w.sentence == words[last].sentence))
    if title_length > after - last:
        return last + title_length - 1  # "Secretary of Commerce", "Minister for Home Affairs"
    if _precedes_portfolio(text, last, after):
        return after
    is_known = tables.canonical(span_text(words, first, after)) or _ends_as_title(text, first, last)
    return after if is_known or _takes_of(text, last, after) else None


def _precedes_portfolio(text: DetectionText, last: int, after: int) -> bool:
    """True for a title and "for" if a person's name begins further on: "Minister for Social Affairs Isaac Herzog"."""
    words = text.tokens
    if words[last + 1].lower != "for" or not text.tables.title_at((words[last].lower,)):
        return False
    for at in range(after + 1, min(after + _MAX_PORTFOLIO_WORDS, len(words))):
        if not is_capitalised_at(text, at, words[last].sentence):
            return False
        if words[at].ent_type == "PERSON" and words[at].ent_span != words[at - 1].ent_span:
            return True
    return False


def _ends_as_title(text: DetectionText, first: int, last: int) -> bool:
    """True if a title of three words ends here: "Secretary of State" (for Trade)."""
    return last - first > 1 and text.tables.title_at(span_lower(text.tokens, last - 2, last)) == 3


def _takes_of(text: DetectionText, last: int, after: int) -> bool:
    """True if a name may continue with "of" or "for" after the word ``last``: "Bank of", "Centre for"."""
    words, tables, lower = text.tokens, text.tables, text.tokens[last].lower
    if tables.title_at((lower,)) or lower in tables["not-before-of"] or lower in tables["calendar"]:
        return False
    if lower in tables["organisation-word"]:
        return True
    return words[last + 1].lower == "of" and (lower in tables["place"] or same_entity(text, last, after))


def _extend_over_ampersand(text: DetectionText, _first: int, last: int) -> int | None:
    return last + 2 if is_followed_by_capital(text, last) else None


def _extend_over_and(text: DetectionText, first: int, last: int) -> int | None:
    words, tables, after = text.tokens, text.tables, last + 2
    if not is_followed_by_capital(text, last):
        return None
    joins = (
        tables.canonical(span_text(words, first, after))
        # "Bill and Melinda Gates Foundation"
        or (words[last].lower in tables.first_names and _ends_with(text, after, tables["organisation-word"]))
        or (_is_portfolio(text, first, last) and not tables.canonical(words[last].text))
        or (_is_in_one_organisation(text, first, last, after) and not tables.canonical(words[last].text))
    )
    return after if joins else None


def _is_portfolio(text: DetectionText, first: int, last: int) -> bool:
    """True if a title and "for" or "of" are directly before the last word: "Minister for Women" of "and Equalities"."""
    words, tables = text.tokens, text.tables
    return last - first > 1 and words[last - 1].lower in ("for", "of") and tables.title_at((words[last - 2].lower,)) > 0


def _ends_with(text: DetectionText, at: int, words: frozenset[str]) -> bool:
    """True if the last of the capitalised words from here is one of these: "Melinda Gates Foundation"."""
    last = at
    while is_capitalised_at(text, last + 1, text.tokens[at].sentence) and last - at < MAX_SPAN_WORDS:
        last += 1
    return text.tokens[last].lower in words


def _is_in_one_organisation(text: DetectionText, first: int, last: int, after: int) -> bool:
    """True if the tagger has the words on both sides of "and" in one organisation whose name shows that it is one.

    It ends with a word for organisations, or it has one with "of" or "for" before "and": "Centers for Disease Control".
    Then it is enough if the tagger has "and" in it, if plurals are on both sides ("College of Obstetricians and
    Gynecologists"), or if "and" ends a list: "Department for Culture, Media and Sport".
    """
    words, nouns = text.tokens, text.tables["organisation-word"]
    if words[last].lower == words[after].lower:  # "Reading and Reading Hospital"
        return False
    if words[after].text.isupper() or words[last].text.isupper():
        return False
    is_of_field = has_field(text, first, last)
    if is_of_field and (
        same_entity(text, last, last + 1, ORGANISATION)
        or _are_plurals(text, last, after)
        or _ends_list_of_fields(text, first, last, after)
    ):
        return True
    if not same_entity(text, last, after, ORGANISATION):
        return False
    if is_of_field:
        return True
    entity = words[last].ent_span
    *_, end = (w.lower for w in words[after : after + _MAX_WORDS_AFTER_AND] if w.ent_span == entity)
    return end in nouns


def _ends_list_of_fields(text: DetectionText, first: int, last: int, after: int) -> bool:
    """True if commas are in the span, and neither a known name nor a title follows: not "Education Secretary"."""
    words, tables = text.tokens, text.tables
    is_list = any(word.text == "," for word in words[first:last])
    is_title = tables.title_at(span_lower(words, after, after + 1)) > 0
    return is_list and not is_title and not tables.canonical(words[after].text)


def _are_plurals(text: DetectionText, *indices: int) -> bool:
    """True if the words are plurals and no known names: "Obstetricians" and "Gynecologists"."""
    words = [text.tokens[index] for index in indices]
    return all(w.tag == "NNPS" or (w.lower.endswith("s") and w.tag.startswith("NN")) for w in words) and not any(
        text.tables.canonical(w.text) or w.lower in text.tables.surnames for w in words
    )


def _extend_over_on(text: DetectionText, _first: int, last: int) -> int | None:
    """The word after "on" in "Committee on Foreign Relations", if the tagger has them in one organisation."""
    is_body = text.tokens[last].lower in text.tables["organisation-word"] and is_followed_by_capital(text, last)
    return last + 2 if is_body and same_entity(text, last, last + 2, ORGANISATION) else None


def _extend_over_the(text: DetectionText, first: int, last: int) -> int | None:
    """The word after "the" in "Stop the War Coalition", if the tagger has both in one organisation that ends so."""
    after, is_body = last + 2, first == last and is_followed_by_capital(text, last)
    is_one = is_body and same_entity(text, last, after, ORGANISATION)
    return after if is_one and _ends_with(text, after, text.tables["organisation-word"]) else None


def _extend_over_number(text: DetectionText, _first: int, last: int) -> int | None:
    return last + 1 if text.tokens[last].lower in text.numbered_names else None


def _extend_over_mark(text: DetectionText, first: int, last: int) -> int | None:
    """The mark itself, where the sentence goes on: "Which? said", "Yahoo! Inc.", after a noun "firm Yahoo! Japan"."""
    words, at = text.tokens, last + 1
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or not words[at].no_space_before or following.sentence != words[at].sentence:
        return None
    follows_noun = 0 < first == last and words[first - 1].tag == "NN" and not words[first - 1].is_capitalised
    goes_on = following.text[0].isalpha() and not following.no_space_before
    follows_noun = follows_noun or following.lower in text.tables["legal-form"]
    return at if (goes_on and (follows_noun or not following.is_capitalised)) or following.text == "'s" else None


def _has_elided_particle(word: Token, _: Lexicon) -> bool:
    """True for "d'Estaing", unless a blank is missing before it."""
    return word.text[:2] in ("d'", "d’") and word.text[2:3].isupper() and not word.no_space_before


class _Connector(NamedTuple):
    """A kind of word across which a span may continue."""

    applies: Callable[[Token, Lexicon], bool]
    extend: Callable[[DetectionText, int, int], int | None]
    """From the text and the span's first and last word to the next word of the span, or None."""
    example: str


# The first connector that applies decides.
CONNECTORS = (
    _Connector(lambda word, _: word.is_capitalised, _extend_over_capitalised, "They met [Angela Merkel]."),
    _Connector(
        lambda word, _: word.text == "-" and word.no_space_before,
        extend_over_hyphen,
        "They met [Jean-Claude Juncker].",
    ),
    _Connector(
        lambda word, tables: word.lower in tables["particle"],
        _extend_over_particles,
        "They met [Alexander van der Bellen].",
    ),
    _Connector(_has_elided_particle, lambda _text, _first, last: last + 1, "They met [Valéry Giscard d'Estaing]."),
    _Connector(lambda word, _: word.lower in ("of", "for"), _extend_over_of, "They left the [Bank of England]."),
    _Connector(lambda word, _: word.lower == "the", _extend_over_the, "They left the [Stop the War Coalition]."),
    _Connector(lambda word, _: word.lower == "on", _extend_over_on, "They left the [Committee on Foreign Relations]."),
    _Connector(lambda word, _: word.text in ("&", "'n'"), _extend_over_ampersand, "They bought [Marks & Spencer]."),
    _Connector(
        lambda word, _: word.lower == "and", _extend_over_and, "They left the [Securities and Exchange Commission]."
    ),
    _Connector(lambda word, _: word.text.isdigit(), _extend_over_number, "They saw [Maroon 5]. They met Maroon 5."),
    _Connector(lambda word, _: word.text in ("?", "!"), _extend_over_mark, "They sued the firm [Yahoo! Japan]."),
    _Connector(
        lambda word, _: word.text in ("'", "'s", ",", '"'),
        extend_over_punctuation,
        'They met [Dwayne "The Rock" Johnson].',
    ),
)
