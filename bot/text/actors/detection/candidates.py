"""Finds all name candidates of a story.

Title-case headlines have no candidates, since their capitals carry no information: names known from the body are
searched in them later.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC
from bot.text.actors.detection.boundaries import split_span
from bot.text.actors.detection.capitalised_spans import find_capitalised_spans
from bot.text.actors.detection.capitals import candidates_in_all_caps
from bot.text.actors.detection.detection_text import DetectionText, lower_at
from bot.text.actors.detection.numbered_names import numbered_names
from bot.text.actors.detection.possessive_names import possessive_names
from bot.text.actors.name_candidate import NameCandidate
from bot.text.lexicon import lexicon
from bot.text.name_parts import SUFFIXES
from bot.text.tokens import lowercase_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.text.tokens import TokenizedText

__all__ = ["find_candidates"]

_PRONOUNS = frozenset(("i", "you", "he", "she", "we", "they"))


def find_candidates(texts: Sequence[TokenizedText]) -> list[NameCandidate]:
    """The name candidates of all texts of one story, in order."""
    tables = lexicon()
    in_lower_case = lowercase_words(texts)
    words_alone = frozenset(lower for text in texts for lower in _words_alone(text))
    words_inside = frozenset(lower for text in texts for lower in _words_inside(text))
    possessive, numbered = possessive_names(texts, tables), numbered_names(texts, tables)
    searched = [
        DetectionText(
            index,
            text,
            text.tokens,
            _is_article_title(text),
            tables,
            in_lower_case,
            possessive_names=possessive,
            numbered_names=numbered,
            words_inside=words_inside,
            words_alone=words_alone,
        )
        for index, text in enumerate(texts)
    ]
    spans = [(text, first, last) for text in searched for first, last in find_capitalised_spans(text)]
    names, asked = [], []  # for each span its names, and the words of which a rule asked if they are surnames
    for text, first, last in spans:
        names.append(split_span(text, first, last))
        asked.append(set(text.asked_surnames))
        text.asked_surnames.clear()
    found = list(chain.from_iterable(names))
    if not found:
        return [c for text in searched if not text.is_article_title for c in candidates_in_all_caps(text)]
    # "King said" and "Such took four wickets" are names only where the story has "Billie Jean King", "Peter Such"
    surnames = _first_words_by_surname(found)
    knowing = {text.index: replace(text, surnames=surnames) for text in searched}
    again = (
        split_span(knowing[text.index], first, last) if not words.isdisjoint(surnames) else before
        for (text, first, last), before, words in zip(spans, names, asked, strict=True)
    )
    stripped = _strip_labels(_strip_headline_openers(list(chain.from_iterable(again)), searched), searched)
    restored = _strip_verbs(_restore_openers(stripped, searched), searched)
    return [name for name in restored if not _only_opens_headline(name, restored, searched[name.text_index])]


def _words_alone(text: TokenizedText) -> Iterator[str]:
    """The capitalised words between two that are not, outside headlines, in lower case."""
    words, capitals = text.tokens, set(text.capitals)
    for at in text.capitals:
        beside = capitals.intersection((at - 1, at + 1))
        if not words[at].in_headline and all(words[k].sentence != words[at].sentence for k in beside):
            yield words[at].lower


def _words_inside(text: TokenizedText) -> Iterator[str]:
    """The capitalised words that neither open a sentence nor stand in a headline, in lower case."""
    words = text.tokens
    for at in text.capitals:
        if not (words[at].is_sent_start or words[at].in_headline or words[at].sentence == TITLE_DOC):
            yield words[at].lower


def _first_words_by_surname(names: Sequence[NameCandidate]) -> dict[str, frozenset[str]]:
    """The last word of each name of several words, with the first words of the names that end with it.

    "Jr." and the like are not counted as last words.
    """
    first_words = defaultdict[str, set[str]](set)
    for name in names:
        words = name.text.casefold().split()
        if len(words) > 2 and words[-1].rstrip(".,") in SUFFIXES:
            words = [*words[:-2], words[-2].rstrip(",")]
        if len(words) > 1:
            first_words[words[-1]].add(words[0])
    return {surname: frozenset(words) for surname, words in first_words.items()}


def _is_article_title(tokenized: TokenizedText) -> bool:
    return tokenized.doc is None or tokenized.doc == TITLE_DOC


def _strip_headline_openers(found: Sequence[NameCandidate], texts: Sequence[DetectionText]) -> list[NameCandidate]:
    """Strips a headline's first word from a candidate if the rest is a name in the body: "End Bush" is "Bush"."""
    in_body = {c.text for c in found if not texts[c.text_index].is_article_title}
    stripped = []
    for candidate in found:
        text = texts[candidate.text_index]
        opener, _, rest = candidate.text.partition(" ")
        opens_title = text.is_article_title and candidate.first == 0
        is_first_name = opener.casefold() in text.tables.first_names
        if opens_title and not is_first_name and rest in in_body and candidate.text not in in_body:
            candidate = replace(candidate, first=1, text=rest)
        stripped.append(candidate)
    return stripped


def _only_opens_headline(name: NameCandidate, names: Sequence[NameCandidate], text: DetectionText) -> bool:
    """True for an unknown word that opens a headline and is no name in the body: "Concert ends early"."""
    word, tables = text.tokens[name.first], text.tables
    if not text.is_article_title or (name.first, name.last) != (0, 0) or word.text.isupper():
        return False
    is_known = tables.canonical(name.text) or name.text in tables.known_by_surname
    if is_known or word.lower in tables.first_names or word.lower in tables.surnames:
        return False
    in_body = (other for other in names if other.text_index != name.text_index)
    return all(name.text not in other.text.split() for other in in_body)


def _strip_labels(found: Sequence[NameCandidate], texts: Sequence[DetectionText]) -> list[NameCandidate]:
    """Strips the word before a colon from a name that the story also has without it: "Club: Tokyo Caps: 37"."""
    names = {candidate.text for candidate in found}
    stripped = []
    for candidate in found:
        tokens, name = texts[candidate.text_index].tokens, candidate.text.rpartition(" ")[0]
        is_before_colon = candidate.last + 1 < len(tokens) and tokens[candidate.last + 1].text == ":"
        if is_before_colon and name in names and candidate.last > candidate.first:
            candidate = replace(candidate, last=candidate.last - 1, text=name)
        stripped.append(candidate)
    return stripped


def _strip_verbs(found: Sequence[NameCandidate], texts: Sequence[DetectionText]) -> list[NameCandidate]:
    """Strips the word after a pronoun, which is a verb, from a name that the story also has alone: "You Saved Josh"."""
    names = {candidate.text for candidate in found}
    stripped = []
    for candidate in found:
        _, _, rest = candidate.text.partition(" ")
        before = lower_at(texts[candidate.text_index].tokens, candidate.first - 1)
        if before in _PRONOUNS and rest in names and candidate.title is None:
            candidate = replace(candidate, first=candidate.first + 1, text=rest)
        stripped.append(candidate)
    return stripped


def _restore_openers(found: Sequence[NameCandidate], texts: Sequence[DetectionText]) -> list[NameCandidate]:
    """Gives a name the word that opens its sentence where the story has both as one name: "Stop Holm Tower Group"."""
    names = {candidate.text for candidate in found}
    restored = []
    for candidate in found:
        opener = texts[candidate.text_index].tokens[candidate.first - 1] if candidate.first else None
        if opener is not None and opener.is_sent_start and candidate.title is None:
            name = f"{opener.text} {candidate.text}"
            if name in names:
                candidate = replace(candidate, first=candidate.first - 1, text=name)
        restored.append(candidate)
    return restored
