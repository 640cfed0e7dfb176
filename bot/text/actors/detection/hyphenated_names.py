"""Extends a capitalised span over a hyphen: "Jean-Claude", "Aix-en-Provence", "Kang Young-hoon"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.detection.detection_page import is_capitalised_at

if TYPE_CHECKING:
    from bot.text.actors.detection.detection_page import DetectionPage

__all__ = ["extend_over_hyphen"]

_MAX_GIVEN_NAME_LETTERS = 5
_INNER_HYPHENATED = frozenset("au sur de la le en il un ul al el e".split())
"""Words in lower case that may follow a hyphen in a name: "Aix-en-Provence"."""
_FINAL_HYPHENATED = frozenset(("il", "un", "e"))
"""Those of them that may end a name: "Kim Jong-il"."""


def extend_over_hyphen(page: DetectionPage, _first: int, last: int) -> int | None:
    """The word after the hyphen (or after a second one) if it belongs to the span that ends with ``last``."""
    words, after = page.tokens, last + 2
    if after >= len(words) or not words[after].no_space_before:
        return None  # pragma: no cover - spaCy's English tokenizer leaves a hyphen before a blank in its word
    if is_capitalised_at(page, after, words[last].sentence):
        return after
    if words[after].lower in _INNER_HYPHENATED and after + 1 < len(words):
        return _extend_over_inner_hyphenated(page, after)
    return after if _is_korean_given_name(page, after) else None


def _extend_over_inner_hyphenated(page: DetectionPage, at: int) -> int | None:
    words = page.tokens
    if words[at + 1].text == "-" and is_capitalised_at(page, at + 2, words[at - 2].sentence):
        return at + 2
    return at if words[at].lower in _FINAL_HYPHENATED else None


def _is_korean_given_name(page: DetectionPage, at: int) -> bool:
    """True for the second half of a Korean given name, which is in lower case: "Kang Young-hoon"."""
    words = page.tokens
    if at < 3 or not 2 <= len(words[at].text) <= _MAX_GIVEN_NAME_LETTERS or not words[at - 3].is_capitalised:
        return False
    return words[at].tag.startswith("NNP") or words[at - 3].lower in page.tables["family-first"]
