"""The forms of a text's words that are indexed beside the text itself."""

from __future__ import annotations

from bot.text.search.word_forms import WORD, WordForms, word_forms

__all__ = ["index_forms"]

WINDOW = 4
"""Words on each side of an indexed one that are indexed with it, so that phrases with it are found."""
BREAK = " \ue002 "
"""A word that nobody types: no phrase reaches across it."""


def index_forms(text: str) -> str:
    """The forms of those words that SQLite's own tokenizer splits or spells in another way, each with its neighbours.

    It is empty for a text without such words. The time is linear in the text.
    """
    words = [form for line in text.split("\n") for form in _line_forms(line)]
    pieces: list[str] = []
    others: dict[str, None] = {}
    written = 0
    for index, forms in enumerate(words):
        if not forms.indexed:
            continue
        others |= dict.fromkeys(forms.others)
        first = max(index - WINDOW, written)
        if first > written and pieces:
            pieces.append(BREAK.strip())
        last = max(index + WINDOW + 1, written)
        pieces += [neighbour.main for neighbour in words[first:last]]
        written = min(last, len(words))
    return BREAK.join([" ".join(pieces), *others] if others else [" ".join(pieces)])


def _line_forms(line: str) -> list[WordForms]:
    has_small_letters = line != line.upper()
    return [word_forms(match[0], may_abbreviate=has_small_letters) for match in WORD.finditer(line)]
