"""Finds names of companies that end with a possessive: "Macy's", "McDonald's"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.lexicon import Lexicon
    from bot.text.tokens import Token, TokenizedText

__all__ = ["possessive_names"]

_VERBS = frozenset("said says is was has will would announced reported".split())
"""Verbs that no noun is spelt like: after a possessive they show that it is a name."""
_MIN_COUNT = 2
"""Occurrences with "'s" of a name's last word from which it is a subject; that of a single word counts twice."""


def possessive_names(texts: Sequence[TokenizedText], tables: Lexicon) -> frozenset[str]:
    """The words, in lower case, that the story always has with "'s" and that end a name with it.

    They are in the gazetteer with "'s", or follow "&", or a verb follows: "Kohl's said sales fell". Of a name of
    several words, which may be a person's, the last must have "'s" twice: "Jack Daniel's is made here".
    """
    names, without, subjects = set(), set(), set()
    counts: Counter[str] = Counter()
    for text in texts:
        for at in text.capitals:
            word = text.tokens[at]
            if word.in_headline or word.lower in tables["function"]:
                continue
            mark, after = (*text.tokens[at + 1 : at + 3], None, None)[:2]
            if mark is None or mark.text != "'s":
                without.add(word.lower)
                continue
            is_called = _is_called_organisation(text.tokens, at, tables)
            if is_called or _is_known(text.tokens, at, tables) or _follows_ampersand(text.tokens, at, tables):
                names.add(word.lower)
            counts[word.lower] += 1
            if _is_subject(mark, after, word, tables):
                subjects.add(word.lower)
                counts[word.lower] += not _follows_capital(text.tokens, at)
    names |= {lower for lower in subjects if counts[lower] >= _MIN_COUNT}
    return frozenset(names - without)


def _is_known(words: Sequence[Token], at: int, tables: Lexicon) -> bool:
    """True if the word, alone or with one or two before it, is in the gazetteer with "'s": "Standard & Poor's"."""
    phrases = (" ".join(word.text for word in words[max(at - before, 0) : at + 1]) for before in range(3))
    return any(f"{phrase}'s" in tables.organisations.exact for phrase in phrases)


def _is_called_organisation(words: Sequence[Token], at: int, tables: Lexicon) -> bool:
    """True after a noun for organisations if the possessive owns nothing: "the charity Barnardo's said so"."""
    return at > 0 and words[at - 1].lower in tables["noun-of-organisation"] and not _owns(words, at)


def _owns(words: Sequence[Token], at: int) -> bool:
    owned = words[at + 2] if at + 2 < len(words) else None
    return owned is not None and (owned.is_capitalised or owned.tag.startswith(("NN", "JJ", "CD", "VBG", "VBN")))


def _follows_ampersand(words: Sequence[Token], at: int, tables: Lexicon) -> bool:
    """True for the last word of "Ben & Jerry's", not for that of "Crombie & Fitch's boss"."""
    is_joined = at > 1 and words[at - 1].text == "&" and words[at - 2].is_capitalised
    return is_joined and (words[at].lower in tables.first_names or not _owns(words, at))


def _follows_capital(words: Sequence[Token], at: int) -> bool:
    """True for the last word of a longer name: "South Carolina's"."""
    return at > 0 and words[at - 1].is_capitalised and words[at - 1].sentence == words[at].sentence


def _is_subject(mark: Token, after: Token | None, word: Token, tables: Lexicon) -> bool:
    """True if the possessive is the subject of a verb; "John's had enough" is short for "John has"."""
    is_verb = after is not None and after.lower in _VERBS and after.tag.startswith(("VB", "MD"))
    return is_verb and mark.tag == "POS" and not _is_other_name(word, tables)


def _is_other_name(word: Token, tables: Lexicon) -> bool:
    is_person = word.lower in tables.first_names or word.text in tables.known_by_surname
    return is_person or word.lower in tables["possessor"] or tables.place(word.text) is not None
