"""Decides where sentences end: nupunkt's decisions, with corrections for news.

nupunkt (Punkt with a vocabulary of news and law) was measured at 0.983 boundary F1 on news. Its list of abbreviations
holds ordinary words, so that it misses ends, and its list of sentence openers holds offices and names, so that it finds
false ones. ``sentence_end_rules`` corrects both; ``glued_ends`` finds ends without white space.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupunkt import sent_spans

from bot.text.final_marks import EMOJI
from bot.text.glued_ends import glued_ends
from bot.text.sentence_end_rules import FALSE_END_RULES, MISSED_END_RULES, End, TextEvidence
from bot.text.sentence_words import MAX_WORD, sentence_words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["evidence_of", "is_false_end", "possible_ends"]

MAX_BEFORE, MAX_AFTER = 120, 60
"""Characters around a mark that the rules look at."""
MAX_UNSPACED = 200
"""Characters without white space of which nupunkt is asked: its time grows with the square of their marks."""
WIDE_STOP = "。！？｡؟۔।॥։።။។"
"""Marks of other scripts that end a sentence without white space after them."""

_AFTER_WIDE_STOP = re.compile(f"[{WIDE_STOP}]+[」』”’）»\"']*|……(?=[\u3400-\u9fff])")
_UNSPACED = re.compile(rf"\S{{{MAX_UNSPACED},}}")
_BEFORE_QUOTATION = re.compile(r"[.!?](?<=[a-z]{3}.)\s+(?=[“„«»\"‘'][^\W\d_a-z])")
"""A sentence end that nupunkt misses. After three lower-case letters the stop does not end an abbreviation."""
_AFTER_SPACED_MARK = re.compile(r"[.!?]['’]?\s\"\s+(?=[\"“]?[A-Z])")
_AFTER_GUILLEMET = re.compile(r"[.!?…]\s»\s+(?=[«“]?[^\W\d_a-z])")
"""In French, a space stands before the mark that closes a quotation."""
_AFTER_GREEK_QUESTION = re.compile(r"[;\u037e](?<=[\u0370-\u03ff\u1f00-\u1fff].)\s+(?=[«“]?[Α-ΩΆ-Ώ])")
"""Greek asks with a semicolon."""
_AFTER_EMOJI = re.compile(rf"{EMOJI}\ufe0f?\s+(?=[\"“¿¡]?[^\W\d_])")
_BEYOND_ASCII = (_AFTER_WIDE_STOP, _AFTER_EMOJI, _AFTER_GUILLEMET, _AFTER_GREEK_QUESTION)
_STOP_AND_WORD = re.compile(r"\.(?P<closed>[«“»”]?)[\"’')\]]*\s+(?=[\"“‘'«»„(\[¿¡]*(?P<next>[^\W_][\w'’-]*))")
_LAST_WORD = re.compile(r"(?:(?:[^\W\d_]{1,2}\.){1,4}[^\W\d_]|[^\W_]+)$")
_FIRST_WORD = re.compile(r"[\"“‘'«»„(\[]*([^\W_][\w'’-]*)")
_FIRST_LETTER = re.compile(r"^[^\w\n]*([^\W\d_])", re.MULTILINE)
_NAME_IN_SENTENCE = re.compile(r"[A-Z](?<=[a-z,] .)\w*[!?](?= (?!said|says|asked|he |she |they |I )[a-z])")


def possible_ends(block: str) -> list[int]:
    """Offsets after which a sentence may begin, in order: those that nupunkt finds and those that it misses."""
    bounded = _UNSPACED.sub(lambda match: "x" * len(match[0]), block)
    found = {stop for _, stop in sent_spans(bounded)}
    beyond_ascii = () if block.isascii() else _BEYOND_ASCII
    for pattern in (_BEFORE_QUOTATION, _AFTER_SPACED_MARK, *beyond_ascii):
        found.update(match.end() for match in pattern.finditer(block))
    found.update(_missed_ends(block))
    found.update(glued_ends(block))
    return sorted(found)


def evidence_of(text: str) -> TextEvidence:
    """What a text shows: names are known ones and those after which one of its sentences goes on in lower case; it is
    cased unless most of its lines begin in lower case.
    """
    names = sentence_words()["name-with-mark"] | frozenset(_NAME_IN_SENTENCE.findall(text))
    first_letters = _FIRST_LETTER.findall(text)
    return TextEvidence(names, sum(map(str.islower, first_letters)) * 2 <= len(first_letters))


def is_false_end(block: str, begin: int, stop: int, evidence: TextEvidence) -> bool:
    """True if the sentence that begins at ``begin`` goes on after ``stop``."""
    before = block[max(begin, stop - MAX_BEFORE) : stop].rstrip()
    after = block[stop : stop + MAX_AFTER].lstrip()
    word = _last_word(before[-MAX_WORD - 1 : -1])
    following = _FIRST_WORD.match(after)
    end = End(before, word, following[1] if following else "", after, evidence)
    for rule in FALSE_END_RULES:  # noqa: SIM110 - twice as fast as any()
        if rule.applies(end):
            return True
    return False


def _last_word(before: str) -> str:
    """The word at the end, or ""."""
    word = _LAST_WORD.search(before, before.rfind(" ") + 1)
    return word[0] if word else ""


def _missed_ends(block: str) -> Iterator[int]:
    for match in _STOP_AND_WORD.finditer(block):
        before = block[max(0, match.start() - MAX_WORD) : match.start()]
        word = _last_word(before)
        is_name = match["next"][0].isupper() or match["next"][0].isdigit()
        if not (word and is_name):
            continue
        end = End(before, word, match["next"])
        if match["closed"] or any(rule.applies(end) for rule in MISSED_END_RULES):
            yield match.end()
