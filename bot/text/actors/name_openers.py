"""Cuts words from the beginning of names that only open the sentence there: "Meet Ann Lee", "Watch Kanye West"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.text.actors.detection.detection_text import lower_at
from bot.text.data import read_word_table
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token, TokenizedText

__all__ = ["without_openers"]

_OPENERS = frozenset(read_word_table("non_actors.txt")["opener"])
_COUNTRYMEN = frozenset("irishmen englishmen scotsmen welshmen frenchmen dutchmen countrymen".split())
_INITIALS = 2
"""Letters of initials as a first name: "JP McManus"."""


def without_openers(candidates: Sequence[NameCandidate], texts: Sequence[TokenizedText]) -> list[NameCandidate]:
    """The candidates without a word that only opens the sentence before a first name: "Meet Ann Lee", "Sorry Ann".

    Nor do they begin with the "A." of an answer in a text that has questions after "Q."; one word after it only opens
    the sentence.
    """
    asking = [
        ("q" in text.word_counts or "q." in text.word_counts)  # hardly any text
        and any(word.opens_line and word.text in ("Q.", "Q") for word in text.tokens)
        for text in texts
    ]
    counts = Counter(candidate.text for candidate in candidates)
    found = []
    for candidate in candidates:
        tokens, text = texts[candidate.text_index].tokens, candidate.text
        if asking[candidate.text_index] and tokens[candidate.first].opens_line and text.startswith("A. "):
            if text.count(" ") == 1:
                continue
            candidate = replace(candidate, first=candidate.first + 1, text=text.removeprefix("A. "))
        found.append(_without_opener(candidate, tokens, counts))
    return found


def _without_opener(candidate: NameCandidate, tokens: Sequence[Token], counts: Mapping[str, int]) -> NameCandidate:
    """``counts`` tells how often the story has each name: "Kanye" beside "Watch Kanye"."""
    first, second = tokens[candidate.first], candidate.first + 1
    opener, _, rest = candidate.text.partition(" ")
    if second > candidate.last or candidate.title is not None:
        return candidate
    if not (_may_be_first_name(tokens[second]) or counts[rest] > counts[candidate.text]):
        return candidate
    lower = opener.casefold()
    opens = first.is_sent_start or lower_at(tokens, candidate.first - 1) == ":"
    greets = opens and (first.tag in ("VB", "VBP", "UH") or lower in _OPENERS)
    is_countryman = lower.endswith(("men", "women")) and lower.replace("women", "men") in _COUNTRYMEN
    is_person = (first.is_sent_start and _names_person(lower)) or lower in lexicon()["relation-of-persons"]
    if lower in lexicon().first_names or not (greets or is_countryman or is_person):
        return candidate
    return replace(candidate, first=second, text=rest)


def _names_person(lower: str) -> bool:
    """True for an occupation or a relation that is no surname: "Beekeeper", "Grandmother"."""
    tables = lexicon()
    is_noun = tables.is_role(lower) or lower in tables["occupation"] or lower in tables["relational-noun"]
    return is_noun and lower not in tables.surnames and lower not in tables["royal"]


def _may_be_first_name(word: Token) -> bool:
    return word.lower in lexicon().first_names or (word.text.isupper() and len(word.text.replace(".", "")) == _INITIALS)
