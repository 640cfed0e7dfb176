"""Tells works (films, songs, books) and products, which are no actors."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC
from bot.text.actors.detection.detection_text import lower_at
from bot.text.actors.vessels import VESSELS, is_vessel
from bot.text.data import read_word_table
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token

__all__ = ["is_product", "is_specimen", "is_work", "title_start"]

_WORDS = read_word_table("non_actors.txt")
_PRODUCTS = frozenset(_WORDS["product"]) | VESSELS
_PRODUCTS_OF_FIRMS = frozenset(_WORDS["product-of-firm"])
_PRODUCT_LINES = frozenset(_WORDS["product-line"])
_NAMED_LIKE_PERSONS = frozenset("horse racehorse gelding filly colt mare".split()) | VESSELS
_MAX_TITLE_WORDS = 6
"""Words of a title before a name that ends it."""
_MAX_DESCRIPTION = 8
"""Words after a name in which a description of a work ends."""
_DETERMINERS = frozenset("the a an his her their its".split())
_PREPOSITIONS = frozenset("of by about from set to that which in starring with directed ,".split())
"""Words that end the noun phrase of a description."""
_STORIES = {"story": ("of", "about"), "tale": ("of", "about"), "sequel": ("to", "of"), "prequel": ("to", "of")}
_IN_CINEMAS = tuple(
    [*verb, noun]
    for verb in (("is", "in"), ("opens", "in"), ("hits", "the"))
    for noun in ("cinemas", "theaters", "theatres", "screens")
)
_SINGS = frozenset("sing sings singing sang sung recite recites reciting recited".split())
_DESCRIBED = ("NN", "JJ", "VBG", "HYPH", "POS")
"""The tags of words before which a firm only describes something: "a Porsche driver"."""
_MAX_MAKER = 2
"""Words of a maker's name, from which what begins with it is no product."""
_STARRED = frozenset(("star", "stars", "starred", "starring"))
_QUOTES = frozenset(('"', "''", "``"))


def is_work(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for a name that ends a title in quotation marks, of a film, song or book, or follows a word for such."""
    before, after = lower_at(tokens, candidate.first - 1), candidate.last + 1
    if " " in candidate.text and candidate.title is None and _follows_product(candidate, tokens, before):
        return True
    if _is_in_brackets_after_work(candidate, tokens) or _is_quoted_in_title(candidate, tokens):
        return True
    if is_vessel(candidate, tokens) or (candidate.title is None and _is_described_as_work(tokens, after)):
        return True
    if candidate.title is None and (_is_said_to_be_work(candidate, tokens) or _is_sung(candidate, tokens)):
        return True
    after += lower_at(tokens, after) in (",", ".", "!", "?")
    if lower_at(tokens, after) in _QUOTES:
        start = title_start(candidate, tokens)
        return start is not None and start < candidate.last  # one word may be a nickname
    return _precedes_subtitle(candidate, tokens)


def _precedes_subtitle(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for a name that ends the first half of a title: "Star [Wars]: Rogue One"; not in "Ann Lee: My Life"."""
    after = candidate.last + 1
    if lower_at(tokens, after) != ":":
        return False
    start = title_start(candidate, tokens)
    following = tokens[after + 1 : after + 2 + _MAX_TITLE_WORDS]
    is_closed = any(word.text in _QUOTES for word in following)
    return start is not None and start < candidate.first and is_closed and following[0].is_capitalised


def _is_described_as_work(tokens: Sequence[Token], after: int) -> bool:
    """True where ", the story of a driver", ", her third novel about" or "is in cinemas" follows a name."""
    words = [token.lower for token in tokens[after : after + _MAX_DESCRIPTION]]
    if words[:3] in _IN_CINEMAS:
        return True
    if len(words) < 3 or words[0] != "," or words[1] not in _DETERMINERS:
        return False
    for noun, following in pairwise([*words[2:], ""]):
        if noun in _PREPOSITIONS or not noun.isalpha():
            return False
        if (noun in lexicon()["work"] and following in _PREPOSITIONS) or following in _STORIES.get(noun, ()):
            return True
    return False


def _is_in_brackets_after_work(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True in "his last film (“Night Ferry”)", also where the marks of a quotation were turned into question marks."""
    marks, at = _QUOTES | {"?"}, candidate.first
    is_marked = lower_at(tokens, at - 1) in marks and lower_at(tokens, candidate.last + 1) in marks
    return is_marked and lower_at(tokens, at - 2) == "(" and lower_at(tokens, at - 3) in lexicon()["work"]


def _is_quoted_in_title(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True between single quotation marks in a title that speaks of a work: "Film 'Night Ferry' hits the theatres".

    The lines above the first sentence of a text are read like titles; what the sentences speak of says nothing of them.
    """
    in_title = tokens[candidate.first].sentence == TITLE_DOC and " " in candidate.text
    is_quoted = lower_at(tokens, candidate.first - 1) == "'" == lower_at(tokens, candidate.last + 1)
    return in_title and is_quoted and any(word.lower in lexicon()["work"] for word in _line_around(candidate, tokens))


def _line_around(candidate: NameCandidate, tokens: Sequence[Token]) -> Sequence[Token]:
    opens = [at for at, word in enumerate(tokens) if word.opens_line or word.sentence != TITLE_DOC]
    begin = max((at for at in opens if at <= candidate.first), default=0)
    end = min((at for at in opens if at > candidate.last), default=len(tokens))
    return tokens[begin:end]


def _is_sung(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for the object of "sing", which is a song if it has several words: "They sang God Save the Queen"."""
    is_song = " " in candidate.text and lower_at(tokens, candidate.first - 1) in _SINGS
    following = tokens[candidate.last + 1 : candidate.last + 2]
    return is_song and not any(word.tag.startswith("NN") or word.text == "'s" for word in following)


def _is_said_to_be_work(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for the subject of "is a video game said to come from": the last noun of the phrase is a work or a product.

    A single word may be the name of the firm that has such a product: "Uber is an app".
    """
    after = candidate.last + 1
    if lower_at(tokens, after) not in ("is", "was") or lower_at(tokens, after + 1) not in ("a", "an"):
        return False
    phrase = takewhile(_is_in_noun_phrase, tokens[after + 2 : after + 2 + _MAX_DESCRIPTION])
    nouns = [word.lower for word in phrase if word.tag.startswith("NN")]
    is_product = " " in candidate.text and nouns[-1:] and nouns[-1] in _PRODUCTS - _NAMED_LIKE_PERSONS
    return bool(is_product or (nouns and nouns[-1] in lexicon()["work"]))


def _is_in_noun_phrase(word: Token) -> bool:
    return word.tag.startswith(("NN", "JJ", "CD", "VBN", "VBG", "HYPH")) or word.text == "-"


def title_start(candidate: NameCandidate, tokens: Sequence[Token]) -> int | None:
    """The word after the opening mark, if all from it to the name are in title case: "Top [Gear]", "[Fraggle Rock]"."""
    for at in range(candidate.first - 1, max(-1, candidate.first - 1 - _MAX_TITLE_WORDS), -1):
        if tokens[at].text in _QUOTES:
            return at + 1 if tokens[at].end == tokens[at + 1].start else None
        if not (tokens[at].is_capitalised or tokens[at].lower in lexicon()["function"]):
            return None
    return None


def _follows_product(candidate: NameCandidate, tokens: Sequence[Token], before: str) -> bool:
    """True in "the film Billy Elliot", "starred in Blue Harbour", "the app Star Grade" and "the app, Star Grade,"."""
    if before in lexicon()["work"]:
        return not tokens[candidate.first - 1].tag.startswith("VB")  # not "will play Ann Lee in the final"
    if before == "in" and lower_at(tokens, candidate.first - 2) in _STARRED:
        return lexicon().canonical(candidate.text) is None
    is_apposed = before == "," == lower_at(tokens, candidate.last + 1)
    end = candidate.first - 2 if is_apposed else candidate.first - 1
    noun = lower_at(tokens, end)
    may_be_person = tokens[candidate.first].lower in lexicon().first_names and noun not in _NAMED_LIKE_PERSONS
    if is_apposed and noun in lexicon()["work"] and not may_be_person:
        return True  # "her last film, Night Ferry, won"
    compound = f"{lower_at(tokens, end - 1)} {noun}"
    return compound in _PRODUCTS or (noun in _PRODUCTS and not may_be_person)


def is_product(candidate: NameCandidate, _: Sequence[Token]) -> bool:
    """True for a line of products, with or without its maker and a number: "Ford Fiesta", "iPhone 6", "Google Maps"."""
    *maker, line = [word for word in candidate.text.split() if not word.isdigit()] or [""]
    if line in _PRODUCTS_OF_FIRMS:
        return " ".join(maker) in lexicon().organisations
    return line in _PRODUCT_LINES and len(maker) < _MAX_MAKER and not any(map(_is_first_name, maker))


def _is_first_name(word: str) -> bool:
    return word.casefold() in lexicon().first_names


def is_specimen(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for what a known firm made: "They drove a [Toyota] to Rome."."""
    if lower_at(tokens, candidate.first - 1) not in ("a", "an") or candidate.text not in lexicon().organisations:
        return False
    following = tokens[candidate.last + 1 : candidate.last + 2]
    return not any(word.is_capitalised or word.tag.startswith(_DESCRIBED) for word in following)
