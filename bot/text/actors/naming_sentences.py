"""The sentences that name an actor, and what each says about it by the part that the name plays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.text.actors.part_weights import part_weight, shows_person
from bot.text.actors.sentence_parts import QUOTES, part_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.sentence_parts import Part
    from bot.text.tokens import Token, TokenizedText

__all__ = ["NamingSentence", "naming_sentences"]

_IN_PASSING, _MAX_BESIDE_OPENER = 0.25, 1.0
"""Beside a pronoun that opens the sentence, parts up to the latter weigh only the former."""
_EXCLAMATION = 16
"""Tokens below which a sentence with a quotation is hardly more than an exclamation ("I can't believe it!")."""
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
"""The tags of verbs one of which a sentence has, unless it is a caption or a heading."""
_WITH_VERB, _RELATIVES = ("aux", "auxpass", "conj"), ("WDT", "WP", "WP$")
"""Dependencies of a word to the verb whose clause it shares, and the tags of "who" and "which"."""


@dataclass(slots=True)
class NamingSentence:
    """What a sentence says about an actor that it names: the weight of the greatest part that a mention plays."""

    part: float
    depth: int
    """Steps from the word that this mention depends on to the main word of the sentence; see ``Part.depth``."""
    tokens: int
    has_verb: bool
    """False where no person is named: of those alone it is asked; ``shows_person`` likewise."""
    is_exclamation: bool
    shows_person: bool = False
    has_full_name: bool = False


def naming_sentences(
    mentions: Sequence[NameCandidate], texts: Sequence[TokenizedText], *, is_person: bool
) -> dict[int, NamingSentence]:
    """The sentences with these mentions by their indices, in the order of the mentions."""
    named: dict[int, NamingSentence] = {}
    for mention in mentions:
        text = texts[mention.text_index]
        word = text.tokens[mention.first]
        sentence = text.sentence_ranges.get(word.sentence, range(0))
        if mention.first not in sentence or word.in_headline:
            continue
        part = part_of(mention, text.tokens, sentence, is_person=is_person)
        weight = _weight_beside_opener(part, text, sentence)
        if word.sentence not in named:
            has_verb = is_person and any(_is_main_verb(text.tokens, k, sentence) for k in sentence)
            is_short = len(sentence) < _EXCLAMATION
            is_exclamation = is_short and any(text.tokens[k].text in QUOTES for k in sentence)
            named[word.sentence] = NamingSentence(weight, part.depth, len(sentence), has_verb, is_exclamation)
        known = named[word.sentence]
        if weight > known.part:
            known.part, known.depth = weight, part.depth
        if is_person:
            known.has_verb |= part.is_described
            known.shows_person |= shows_person(part)
        known.has_full_name |= " " in mention.text
    return named


def _weight_beside_opener(part: Part, text: TokenizedText, sentence: range) -> float:
    """The weight of a part, lower in a sentence about its first word: "He kept Turney out of it", "I thank Turney"."""
    weight = part_weight(part)
    opener = text.tokens[sentence.start].lower
    is_about_opener = opener in ("i", "we") or (opener in ("he", "she") and part.head_dep != "ROOT")
    return min(weight, _IN_PASSING) if is_about_opener and weight <= _MAX_BESIDE_OPENER else weight


def _is_main_verb(tokens: Sequence[Token], at: int, sentence: range) -> bool:
    """True for a finite verb, unless it only describes a noun: "A citizen who has served as an adviser.".

    The tagger takes a past tense behind an age for a participle; with a subject of its own it is none: "Jo Rask, 70,
    retired on Friday".
    """
    if tokens[at].tag == "VBN" and tokens[at].dep == "ROOT":
        return any(tokens[k].dep == "nsubj" and tokens[k].head == at for k in range(sentence.start, at))
    if tokens[at].tag not in _FINITE:
        return False
    verb = at
    while tokens[verb].dep in _WITH_VERB and tokens[verb].head != verb:
        verb = tokens[verb].head
    noun = tokens[verb].head
    return tokens[verb].dep != "relcl" or not any(word.tag in _RELATIVES for word in tokens[noun:verb])
