"""Whose relative somebody is, said beside the name: "her father, X, ...", "his late wife X", "Ann's mother X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.roles.appositions import may_be_apposed
from bot.text.actors.roles.parsed_text import NOUNS, name_start
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.roles.parsed_text import ParsedText

__all__ = ["relation_before"]

_OWNERS = frozenset(("his", "her", "their"))
"""Not "my" and "our": out of a quotation they say nothing of whom."""
_MODIFIERS = ("JJ", "JJR", "JJS", "CD", "NN", "VBN", "HYPH", ":")


def relation_before(parsed: ParsedText, name: NameCandidate) -> Iterator[tuple[int, int]]:
    """First and last word of the relation directly before a name, or before a comma and a name."""
    last = name_start(name) - 1
    has_comma = parsed.lower(last) == ","
    last -= has_comma
    head = last - 4 if parsed.lower(last) == "law" else last  # "mother-in-law"
    relation = "".join(parsed.lower(k) for k in range(head, last + 1))
    is_relation = parsed.same_sentence(head, name.first) and relation in lexicon()["relation-of-persons"]
    if not is_relation or parsed.tag(name.last + 1) == "POS":
        return
    first = head - 1
    while parsed.tag(first) in _MODIFIERS and not parsed.is_stop(first) and first not in parsed.mention_kinds:
        first -= 1
    if parsed.tag(first) == "POS":
        first = _owner_start(parsed, first)
    elif parsed.lower(first) not in _OWNERS:
        return
    if parsed.same_sentence(first, last) and (not has_comma or may_be_apposed(parsed, first, name)):
        yield first, last


def _owner_start(parsed: ParsedText, possessive: int) -> int:
    """The first word of the noun phrase before a possessive: "| Mr Doe's widow", "the | victim's mother"."""
    first = possessive
    while parsed.same_sentence(first - 1, possessive) and parsed.tag(first - 1) in (*NOUNS, "JJ", "CD"):
        first -= 1
    return first
