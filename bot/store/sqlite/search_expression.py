"""Turns words and phrases into an expression of SQLite's full-text search: https://sqlite.org/fts5.html."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.text.search.abbreviations import names_in, other_forms
from bot.text.search.amounts import amount_forms, amounts_in
from bot.text.search.compounds import in_two_words, is_compound
from bot.text.search.folding import UNSPACED_RUN, fold
from bot.text.search.regional_spellings import regional_spellings
from bot.text.search.word_forms import ABBREVIATION_MARK, WORD, folded_pieces, word_forms

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["excluding", "expression", "near_expression", "stemmed_beginning", "title_expression"]

MIN_PREFIX_LENGTH = 4
"""An ASCII word that is shorter without its ending is not matched as a prefix: nobody wants "warm" for "war"."""
NEAR_WORDS = 12
"""At most so many words lie between words that count as near each other: about a sentence."""
_ENDING = re.compile(r"(?:ies|ied|ying|e?s|ed|ing|ion|er|al|ly|e|y)$", re.ASCII)
"""The endings of words."""
_STEMMED = re.compile(r"(?:s|ed|ing|y|i|al|ful|ll|er|or|ic|ant|ent|ion|e|ism|ou|logi)$", re.ASCII)
"""What SQLite's Porter stemmer may take off. It stems a prefix too: "renee" would be the prefix of "renewable"."""
_POSSESSIVE = re.compile("['’]s?$")


def expression(
    terms: Sequence[str], *, match_last_as_prefix: bool = True, longer: Sequence[str] = (), loose: bool = False
) -> str:
    """Matches the articles that contain all terms, each in one of its forms.

    The last term may be the beginning of a word; ``longer`` are the stems that begin with it if it has an ending that
    the stemmer takes off. Two adjacent words may be written as one if that is a known compound; with ``loose``, any
    two may, and a number may stand for a percentage. Adjacent words that are a name or an amount may be written in its
    other ways.
    """
    *others, last = terms
    prefix = match_last_as_prefix and _may_continue(last) and stemmed_beginning(last) is None
    found = [*(_term(term, prefix=False) for term in others), _term(last, prefix=prefix)]
    if longer:
        found[-1] = _any_of([found[-1], *(quoted(_with_stem(stem)) for stem in longer)])
    ways = [" AND ".join(found)]
    for index, (first, second) in enumerate(pairwise(terms)):
        joined = fold(first) + fold(second)
        if (is_compound(joined) or loose) and joined.isalnum():
            ways.append(" AND ".join([*found[:index], quoted(joined), *found[index + 2 :]]))
    for start, end, forms in (*names_in(terms), *amounts_in(terms)):
        wanted = [form for form in forms if loose or "%" not in form]
        ways.append(" AND ".join([*found[:start], _any_of(_strings(wanted)), *found[end:]]))
    return ways[0] if len(ways) == 1 else " OR ".join(f"({way})" for way in ways)


def stemmed_beginning(term: str) -> str | None:
    """What the longer words begin with that a last term finds, if its stem may be shorter than itself; else None."""
    folded = fold(term)
    return folded if _may_continue(term) and _STEMMED.search(folded) and folded.isalnum() else None


def title_expression(words: Sequence[str], *, as_prefixes: bool) -> str:
    """Matches the articles whose title contains every word, each as a whole word or perhaps as a prefix."""
    wanted = " AND ".join(_term(word, prefix=as_prefixes) for word in words)
    return f"{{title title_forms}} : ({wanted})"


def near_expression(terms: Sequence[str]) -> str:
    """Matches the articles in which all terms stand near each other, as whole words and spelt as typed."""
    return f"NEAR({' '.join(map(quoted, terms))}, {NEAR_WORDS})"


def excluding(terms: Sequence[str]) -> str:
    """Matches the articles that contain any of the terms."""
    return " OR ".join(_term(term, prefix=False) for term in terms)


def quoted(word: str, *, prefix: bool = False) -> str:
    """A word or phrase as an FTS5 string, in which only the quotation mark has a meaning.

    See https://sqlite.org/fts5.html#fts5_strings.
    """
    string = '"' + word.replace('"', '""').replace("\x00", " ") + '"'
    return f"{string} *" if prefix else string


def _term(term: str, *, prefix: bool) -> str:
    """Matches one word or phrase, in each of its forms."""
    ways = _phrase(term, prefix) if " " in term and not WORD.fullmatch(term) else _word(term, prefix)
    return _any_of(ways)


def _with_stem(stem: str) -> str:
    """A word with this stem: the stemmer leaves "household" as it is, but would take the s off "hous"."""
    return f"{stem}e" if stem.endswith("s") else stem


def _any_of(ways: Sequence[str]) -> str:
    ways = list(dict.fromkeys(ways))
    return ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"


def _strings(names: Sequence[str]) -> list[str]:
    return [way for name in names for way in (_marked(name) or [quoted(name)])]


def _marked(word: str) -> list[str]:
    """Strings for the forms of an abbreviation that is spelt like a common word; none for any other word."""
    return [quoted(form) for form in word_forms(word).all if form.endswith(ABBREVIATION_MARK)]


def _may_continue(term: str) -> bool:
    """True if longer words that begin with a term are found too: not 3.500 for 3.5, and not "but" for "bus"."""
    is_whole = term.isascii() and len(_ENDING.sub("", term.lower())) < MIN_PREFIX_LENGTH
    return not is_whole and any(char.isalpha() for char in term)


def _phrase(phrase: str, prefix: bool) -> list[str]:
    mains = [word_forms(match[0]).main for match in WORD.finditer(phrase)]
    folded = " ".join(_without_last(main) for main in mains)
    return [quoted(phrase, prefix=prefix), *([quoted(folded, prefix=prefix)] if folded else [])]


def _word(word: str, prefix: bool) -> list[str]:
    forms = word_forms(word)
    others = _strings([*other_forms([word]), *amount_forms([word])])
    if marked := _marked(word):  # a common word that is spelt like it is not wanted instead
        return [*marked, *([quoted(word)] if "." in word else []), *others]
    ways = [quoted(word, prefix=prefix)]
    if UNSPACED_RUN.search(forms.main):
        return [*ways, _pieces(word)]
    ways += [quoted(form, prefix=prefix) for form in forms.all if form]
    ways += map(quoted, regional_spellings(forms.main))
    if bare := _POSSESSIVE.sub("", word):
        ways.append(quoted(bare))
    apart = in_two_words(fold(word))
    return [*ways, quoted(apart), *others] if apart else [*ways, *others]


def _pieces(word: str) -> str:
    """Matches the pieces of a word in a script without spaces, each inside of a longer run of characters."""
    pieces = folded_pieces(word)
    found = []
    for piece in pieces:
        inside = UNSPACED_RUN.match(piece) is not None
        pairs = " ".join(piece[i : i + 2] for i in range(max(len(piece) - 1, 1))) if inside else piece
        found.append(quoted(pairs, prefix=inside and len(piece) == 1))
    return found[0] if len(found) == 1 else f"({' AND '.join(found)})"


def _without_last(main: str) -> str:
    """A form without the single character that ends it in a script without spaces: more characters may follow it."""
    pieces = main.split(" ")
    ends_in_pair = len(pieces) > 1 and len(pieces[-1]) == 1 and UNSPACED_RUN.match(pieces[-1])
    return " ".join(pieces[:-1]) if ends_in_pair else main
