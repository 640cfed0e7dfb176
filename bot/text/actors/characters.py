"""Tells the characters of films, plays and books, which are no actors: by a table, and by what says who plays them."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from bot.text.actors.detection.detection_text import lower_at
from bot.text.actors.prominence.mentions import is_about_sport
from bot.text.data import read_word_table
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token, TokenizedText

__all__ = ["CHARACTER_RULES", "character_names"]

_CHARACTERS = frozenset(read_word_table("non_actors.txt")["character"])
_CALLED = frozenset(("character", "characters"))
_PLAY = frozenset("play plays played playing portray portrays portrayed portraying".split())
_CAST = frozenset(("starred", "stars", "starring", "cast", "role", "roles"))
_TAKE = _PLAY | frozenset("take takes took taking reprise reprises reprised reprising landed cast in".split())
_MAX_BEFORE, _MAX_AFTER = 6, 8
"""Words before and after a name among which the part or the work is named."""


def character_names(candidates: Sequence[NameCandidate], texts: Sequence[TokenizedText]) -> set[str]:
    """The names of characters, and the parts of them that no other name ends with: "Harry Potter", "Potter"."""
    names = {candidate.text for candidate in candidates}
    characters = (names & _CHARACTERS) | _played_names(candidates, texts)
    last_words = {name.rpartition(" ")[2] for name in names - characters if " " in name}
    parts = {part for name in characters for part in name.split()}
    return characters | (parts - last_words)


def _played_names(candidates: Sequence[NameCandidate], texts: Sequence[TokenizedText]) -> set[str]:
    """The names of unknown persons that are called a part somewhere, and nowhere say anything or have an age."""
    if is_about_sport(texts):  # there they play against each other
        return set()
    found, real = set(), set()
    for candidate in candidates:
        tokens = texts[candidate.text_index].tokens
        if _is_real(candidate, tokens):
            real.add(candidate.text)
        elif _may_be_character(candidate, tokens) and any(applies(candidate, tokens) for applies, _ in CHARACTER_RULES):
            found.add(candidate.text)
    return found - real


def _is_real(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True in "Ann Lee said" and "Ann Lee, 52,"; what is played is told in the present tense: "Ann Lee asks"."""
    after = tokens[candidate.last + 1 : candidate.last + 2]
    says = any(word.lower in lexicon()["say"] and word.tag == "VBD" for word in after)
    return says or (any(word.text == "," for word in after) and lower_at(tokens, candidate.last + 2).isdigit())


def _may_be_character(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    tables, first = lexicon(), tokens[candidate.first].lower
    is_person = (
        candidate.title is not None or first in tables.first_names or tokens[candidate.last].ent_type == "PERSON"
    )
    return is_person and not (tables.canonical(candidate.text) or candidate.text.split()[-1] in tables.known_by_surname)


def _is_called_character(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True beside the noun; but "the Meg Ryan character" is the one that she plays."""
    is_one_word = candidate.first == candidate.last
    follows = lower_at(tokens, _start(candidate) - 1) in _CALLED
    return follows or (is_one_word and lower_at(tokens, candidate.last + 1) in _CALLED)


def _is_played(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True if "played by" follows before the next name."""
    after = tokens[candidate.last + 1 : candidate.last + 1 + _MAX_AFTER]
    if not after or after[0].text not in (",", "("):
        return False
    for word, following in pairwise(after):
        if word.is_capitalised or word.text in (".", ";"):
            return False
        if word.lower in _PLAY and following.lower == "by":
            return True
    return False


def _is_object_of_play(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    word = tokens[candidate.last]
    if word.dep == "appos":
        word = tokens[word.head]
    is_as = lower_at(tokens, candidate.last + 1) == "as"  # "They portrayed Ann Lee as a thief"
    is_played = word.dep == "dobj" and tokens[word.head].lower in _PLAY and not is_as
    return is_played and not _tells_match(candidate, tokens)


def _tells_match(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True if words of sport follow in the sentence: "Ann Lee will play Edward Moss in the final"."""
    after = tokens[candidate.last + 1 : candidate.last + 1 + _MAX_AFTER]
    rest = takewhile(lambda word: word.sentence == tokens[candidate.last].sentence, after)
    return any(word.lower in lexicon()["sport"] for word in rest)


def _follows_part(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True in "starred as X", "his role as X" and "played the role of X"."""
    at = _start(candidate) - 1
    before = {word.lower for word in tokens[max(0, at - _MAX_BEFORE) : max(0, at)]}
    if lower_at(tokens, at) == "of":
        return lower_at(tokens, at - 1) == "role" and not before.isdisjoint(_TAKE)
    return lower_at(tokens, at) == "as" and not before.isdisjoint(_CAST)


def _is_part_in_work(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True in "as Kramer on the sitcom"."""
    if lower_at(tokens, _start(candidate) - 1) != "as" or lower_at(tokens, candidate.last + 1) not in ("in", "on"):
        return False
    after = tokens[candidate.last + 2 : candidate.last + 2 + _MAX_BEFORE]
    return any(word.lower in lexicon()["work"] for word in after)


def _start(candidate: NameCandidate) -> int:
    return candidate.first if candidate.title is None else candidate.title[0]


CHARACTER_RULES: tuple[tuple[Callable[[NameCandidate, Sequence[Token]], bool], str], ...] = (
    (_is_called_character, "They liked his ruthless [Edward] character."),
    (_is_played, "[Edward Moss], the lawyer played by Ann Lee, wins."),
    (_is_object_of_play, "Ann Lee played the hard-nosed [Edward Moss] for years."),
    (_follows_part, "Ann Lee starred as [Edward Moss] for years."),
    (_is_part_in_work, "They knew her as [Edward Moss] on the sitcom."),
)
"""What tells a character, with an example."""
