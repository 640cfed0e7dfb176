"""Tells from the words around a name that it is an organisation's, even if it looks like a person's: "Laura Ashley"."""

from __future__ import annotations

from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.classification.name_context import Cue, NameContext
    from bot.text.tokens import Token

__all__ = ["ORGANISATION_CUES", "has_apposition"]

_DETERMINERS = frozenset(("a", "an", "the", "its", "another", "one"))
_INDEFINITE = frozenset(("a", "an"))
_AUXILIARIES = frozenset("has have had is was be been also".split())
_DEFINITE = frozenset("the his her their its our my your".split())
_MAX_APPOSITION_WORDS = 8
_MAX_WORDS_BEFORE = 15


def has_apposition(context: NameContext, nouns: frozenset[str]) -> bool:
    """True if the first noun phrase after a comma has one of these nouns as its head."""
    words = context.following
    if len(words) < 3 or words[0].lower != "," or words[1].lower not in _DETERMINERS:
        return False
    phrase = list(takewhile(_is_in_noun_phrase, words[2 : 2 + _MAX_APPOSITION_WORDS]))
    if not phrase or phrase[-1].lower not in nouns:
        return False
    if words[1].lower in _INDEFINITE and phrase[-1].lower in context.tables["occupation"]:
        return False  # "Remy Dubois, a jeweller in Lyon"; a firm is "the jeweller"
    # not "Jobs, the company said, was ill"
    after = words[2 + len(phrase)] if len(words) > 2 + len(phrase) else None
    return after is None or not after.tag.startswith(("VB", "MD"))


def _is_in_noun_phrase(word: Token) -> bool:
    return word.tag.startswith(("NN", "JJ", "CD", "VBN", "VBG", "HYPH", "POS")) or word.text in ("'s", "-")


def _follows_noun_of_organisation(context: NameContext) -> bool:
    """True after "the band", after "his band, the" and between commas: "his band, X, "."""
    if context.candidate.title is not None or context.at < 1:
        return False
    words, at = context.words, context.at
    at -= 2 * (at > 1 and (words[at - 1].text, words[at].lower) == (",", "the"))
    if words[at].text == "," and [word.text for word in context.following[:1]] in ([","], ["."]):
        at -= 1
        is_definite = _is_definite(words[max(at + 1 - _MAX_WORDS_BEFORE, 0) : at + 1])
        if not is_definite or words[at].lower in context.tables["role-of-bodies"]:  # "the publisher, Rupert Murdoch, "
            return False
    return words[at].lower in context.tables["noun-of-organisation"]


def _is_definite(words: Sequence[Token]) -> bool:
    """True if a noun phrase at the end begins with "the" or "his" and follows no preposition, or has an owner.

    Not "the head of the bank, Karen Holt, " nor "near the bank, Ann Lee, a driver, ".
    """
    if any(word.lower == "'s" for word in takewhile(_is_in_noun_phrase, reversed(words))):
        return True
    before = list(dropwhile(_is_in_noun_phrase, reversed(words)))[:2]
    return bool(before) and before[0].lower in _DEFINITE and not before[-1].tag.startswith(("IN", "TO"))


def _precedes_company_noun(context: NameContext) -> bool:
    word = context.following[0] if context.following else None
    return word is not None and word.tag == "NNS" and word.lower in context.tables["noun-after-companies"]


def _has_its(context: NameContext) -> bool:
    """True before a verb, with or without auxiliaries, and "its": a person would have "his" or "her"."""
    words = list(dropwhile(lambda word: word.tag == "MD" or word.lower in _AUXILIARIES, context.following[:4]))
    is_verb = len(words) > 1 and words[0].tag.startswith("VB")
    return is_verb and words[1].lower == "its" and not _has_owner_before(context)


def _has_owner_before(context: NameContext) -> bool:
    """True if the sentence names another owner before: "Nokia said [Ann Lee] would run its network unit"."""
    first = max(context.at + 1 - _MAX_WORDS_BEFORE, 0)
    sentence = context.words[context.candidate.first].sentence
    before = [word for word in context.words[first : context.at + 1] if word.sentence == sentence]
    others = dropwhile(_is_in_noun_phrase, reversed(before))  # not "the British retailer [John Lewis] cut its prices"
    nouns, calendar = context.tables["noun-of-organisation"], context.tables["calendar"]
    return any(w.lower in nouns or (w.tag.startswith("NNP") and w.lower not in calendar) for w in others)


def _follows_role_of(context: NameContext) -> bool:
    """True after "chief executive of", "administrators for", "shares in" and the like."""
    words, at, tables = context.words, context.at, context.tables
    if at < 1 or words[at].lower not in ("of", "for", "in"):
        return False
    of_company = words[at].lower == "of" and words[at - 1].lower in tables["role-in-company"]
    return of_company or words[at - 1].lower in tables["company-noun-before"]


ORGANISATION_CUES: tuple[Cue, ...] = (
    (
        "organisation in apposition",
        lambda c: has_apposition(c, c.tables["noun-of-organisation"]),
        "[Laura Ashley], the fabric chain, closed.",
    ),
    ("noun of organisation before", _follows_noun_of_organisation, "They saw the band [Jethro Tull]."),
    ("company noun after", _precedes_company_noun, "[Ralph Lauren] shares fell."),
    ("verb and its after", _has_its, "[Charles Schwab] raised its forecast."),
    ("role of before", _follows_role_of, "The chief executive of [Jack Wills] left."),
)
