"""Cues that tell news prose from text for a visitor: attribution, second person, names, ends of sentences."""

from __future__ import annotations

import re

from bot.intake.word_lists import section_pattern

__all__ = ["QUOTATION", "attributes_speech", "count_second_person", "ends_sentence", "has_name_or_figure"]

MAX_CHARACTERS = 20_000
"""How many characters are searched for names, figures and attributions."""
MAX_ADDRESSED = 2_000
"""How many characters are searched for the second person."""
QUOTATION = re.compile(r"[\"“„«「『][^\"“”„«»「」『』]{0,200}[\"”“»」』]")
_SECOND_PERSON = re.compile(
    rf"\b{section_pattern('second_person', 'whole words')}\b"
    r"|(?-i:(?<=[a-zäöüß,] )(?:Sie|Ihnen|Ihr\w{0,2})\b)"  # at the beginning of a sentence these are "she" and "her"
    rf"|{section_pattern('second_person', 'within words')}",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    rf"\b{section_pattern('attribution', 'whole words')}\b|{section_pattern('attribution', 'within words')}",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[^.!?。！？]*[?？؟]")
_NAME_OR_FIGURE = re.compile(r"\d|(?<=[^\W\d_][ ,;])\s?[A-ZÀ-ÞĀ-ŽΑ-ΩА-Я]")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।።][\"'”’»)\]」』]*$")


def ends_sentence(text: str) -> bool:
    """True if a text ends like a sentence or a question."""
    return _SENTENCE_END.search(text) is not None


def has_name_or_figure(text: str) -> bool:
    """True if a text has a digit or a capital letter within a sentence, or is in a script without capitals."""
    text = text[:MAX_CHARACTERS]
    return _NAME_OR_FIGURE.search(text) is not None or text.upper() == text.lower()


def attributes_speech(text: str) -> bool:
    """True if a text attributes a statement to somebody: "said", "according to"."""
    return _ATTRIBUTION.search(text, 0, MAX_CHARACTERS) is not None


def count_second_person(text: str, *, with_questions: bool = False) -> int:
    """How often a text addresses its reader, quotations left out and, unless ``with_questions``, questions too."""
    text = QUOTATION.sub(" ", text[:MAX_ADDRESSED])
    return len(_SECOND_PERSON.findall(text if with_questions else _QUESTION.sub(" ", text)))
