"""Extends a capitalised span over a hyphen: "Jean-Claude", "Aix-en-Provence", "Kang Young-hoon"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.detection.detection_text import is_capitalised_at, span_text

if TYPE_CHECKING:
    from bot.text.actors.detection.detection_text import DetectionText

__all__ = ["extend_over_hyphen"]

_MAX_GIVEN_NAME_LETTERS = 5
_INNER_HYPHENATED = frozenset("au sur de la le en il un ul al el e".split())
"""Words in lower case that may follow a hyphen in a name: "Aix-en-Provence"."""
_FINAL_HYPHENATED = frozenset(("il", "un", "e"))
"""Those of them that may end a name: "Kim Jong-il"."""


def extend_over_hyphen(text: DetectionText, _first: int, last: int) -> int | None:
    """The word after the hyphen (or after a second one) if it belongs to the span that ends with ``last``."""
    words, after = text.tokens, last + 2
    if after >= len(words) or not words[after].no_space_before:
        return None  # pragma: no cover - spaCy's English tokenizer leaves a hyphen before a blank in its word
    if is_capitalised_at(text, after, words[last].sentence):
        return after
    if words[after].lower in _INNER_HYPHENATED and after + 1 < len(words):
        return _extend_over_inner_hyphenated(text, after)
    return after if _is_korean_given_name(text, after) else None


def _extend_over_inner_hyphenated(text: DetectionText, at: int) -> int | None:
    words = text.tokens
    if words[at + 1].text == "-" and is_capitalised_at(text, at + 2, words[at - 2].sentence):
        return at + 2
    return at if words[at].lower in _FINAL_HYPHENATED else None


def _is_korean_given_name(text: DetectionText, at: int) -> bool:
    """True for the second half of a Korean given name, which is in lower case: "Kang Young-hoon"."""
    words = text.tokens
    if at < 3 or not 2 <= len(words[at].text) <= _MAX_GIVEN_NAME_LETTERS or not words[at - 3].is_capitalised:
        return False
    if text.tables.place(span_text(words, at - 3, at - 2)):  # "Hong Kong-based"
        return False
    return words[at].tag.startswith("NNP") or words[at - 3].lower in text.tables["family-first"]
