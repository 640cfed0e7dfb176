"""Finds names of companies that end with a possessive: "Macy's", "McDonald's"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.lexicon import Lexicon
    from bot.text.tokens import Token, TokenizedText

__all__ = ["possessive_names"]

_VERBS = frozenset("said says is was has will would announced reported".split())
"""Verbs that no noun is spelt like: after a possessive they show that it is a name."""


def possessive_names(texts: Sequence[TokenizedText], tables: Lexicon) -> frozenset[str]:
    """The words, in lower case, that the story always has with "'s" and that are names with it.

    They are in the gazetteer with "'s", or a verb follows: "Kohl's said sales fell".
    """
    names, without = set(), set()
    for text in texts:
        for at, word in enumerate(text.tokens):
            if not word.is_capitalised or word.in_headline or word.lower in tables["function"]:
                continue
            mark, after = (*text.tokens[at + 1 : at + 3], None, None)[:2]
            if mark is None or mark.text != "'s":
                without.add(word.lower)
                continue
            is_subject = not _follows_capital(text.tokens, at) and _is_subject(mark, after, word, tables)
            if is_subject or f"{word.text}'s" in tables.organisations.exact:
                names.add(word.lower)
    return frozenset(names - without)


def _follows_capital(words: Sequence[Token], at: int) -> bool:
    """True for the last word of a longer name: "South Carolina's"."""
    return at > 0 and words[at - 1].is_capitalised and words[at - 1].sentence == words[at].sentence


def _is_subject(mark: Token, after: Token | None, word: Token, tables: Lexicon) -> bool:
    """True if the possessive is the subject of a verb; "John's had enough" is short for "John has"."""
    is_verb = after is not None and after.lower in _VERBS and after.tag.startswith(("VB", "MD"))
    return is_verb and mark.tag == "POS" and not _is_other_name(word, tables)


def _is_other_name(word: Token, tables: Lexicon) -> bool:
    is_person = word.lower in tables.first_names or word.text in tables.known_by_surname
    return is_person or tables.place(word.text) is not None
