"""Noun phrases of a sentence by part-of-speech tags.

A noun phrase is the longest run of nouns and adjectives that ends in a noun. A hyphenated compound
("lightning-sparked", "100-meter") is one word, and so is a possessive that is part of a name or of a compound
("Women's Day", "a children's ward"). A participle counts as an adjective where a noun phrase begins with it or goes on
("the stricken tanker", "by elected officials"). A run that is only a part of something is no phrase: of a name that
goes on ("Marriage Act" in "Defense of Marriage Act"), of a compound ("apparent drug and gun sales"), of a clause
("scrutiny mounts", where the tagger takes a verb for a noun), of a date or a quantity.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.text.lexicon import lexicon
from bot.text.words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.text.tagger import TaggedText, TaggedToken

__all__ = ["CACHED_WORDS", "GENERIC_WORDS", "has_letter", "join_compounds", "noun_phrases"]

MAX_WORDS = 5
CACHED_WORDS = 20_000
"""Articles share most of their words."""
GENERIC_WORDS = frozenset(
    "thing things way ways lot lots kind kinds part parts number numbers people person time times year years month "
    "months week weeks day days today yesterday tomorrow hour hours minute minutes percent mr mrs ms one ones others "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec morning afternoon evening "
    "noon midnight a.m p.m am pm moment moments dozen dozens hundred hundreds thousand thousands million millions "
    "billion billions trillion trillions lakh lakhs crore crores cent".split()
)
"""Words that no phrase begins or ends with."""
_CONTEXT_ADJECTIVES = frozenset(
    "current recent previous similar different multiple numerous various resulting potential likely possible actual "
    "total entire additional extra certain particular present overall subsequent latest earlier later upcoming ongoing "
    "so-called".split()
)
"""Adjectives that no phrase begins with, because they refer to another sentence."""
_NOT_FIRST = GENERIC_WORDS | _CONTEXT_ADJECTIVES
_MEANINGFUL_STOP_WORDS = frozenset(
    "new first second third old high public right former big good best great full long young small large little bad "
    "serious general state novel help value brief".split()
)
"""Stop words that carry meaning as a noun or before one."""
_STOP_WORDS = STOP_WORDS - _MEANINGFUL_STOP_WORDS
_HYPHENS = frozenset("-–")
_NAME_TAGS, _PARTICIPLES = frozenset(("NNP", "NNPS")), frozenset(("VBN", "VBG"))
_INSIDE_TAGS = _NAME_TAGS | _PARTICIPLES | {"NN", "NNS", "JJ", "JJR", "JJS"}
"""Nouns, adjectives and participles."""
_WORD = re.compile(r"(?!\w*[^\W\d_]{2}\.[A-Z][a-z]|[a-z]{4,}[A-Z](?![A-Z]))[^\W_]+(?:[.'’&–-][^\W_]+)*\.?")
"""Tokens of any other form come from text glued together ("register.?All", "UK.The", "governmentA") or from tables."""
_AGE = re.compile(r"\d+-year-old")
_QUANTITIES = frozenset(("CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"))
"""Labels of entities that count or measure."""
_OUTSIDE_NAMES = frozenset(("", "the", "a", "an", "'s", "'"))
"""What the tagger counts as part of a name though a phrase goes without it."""
_BEFORE_PARTICIPLE = frozenset(("DT", "PRP$", "JJ", "POS"))
_BEFORE_PAST_PARTICIPLE = _BEFORE_PARTICIPLE | {"IN", "CD"}
_GROUPS = frozenset("women men children girls boys workers farmers teachers students patients consumers".split())
"""Groups whose possessive makes a compound: "women's rights", "a men's final"."""


def join_compounds(text: TaggedText) -> list[TaggedToken]:
    """The tokens of a text, with each hyphenated compound as one token."""
    tokens, at = text.tokens, 0
    joints = [i for i, token in enumerate(tokens) if token.tag == "POS" or token.text in _HYPHENS]
    joined: list[TaggedToken] = []
    for joint in joints:
        if joint - 1 < at:  # the first word of the text, or part of the compound before
            continue
        joined += tokens[at : joint - 1]
        last = at = joint - 1
        while _continues_compound(tokens, last):
            last += 2
        following = tokens[last + 1].tag if last + 1 < len(tokens) else ""
        token = tokens[at] if last == at else _compound(text.text, tokens[at], tokens[last], following)
        if _is_joined_possessive(tokens, last):
            last += 1
            token = replace(token, end=tokens[last].end, text=f"{token.text}'s")
        joined.append(token)
        at = last + 1
    return [*joined, *tokens[at:]]


def _continues_compound(tokens: Sequence[TaggedToken], at: int) -> bool:
    """True if a hyphen and a word follow without a space: the "-" and "sparked" of "lightning-sparked"."""
    if at + 2 >= len(tokens) or tokens[at + 1].text not in _HYPHENS:
        return False
    word, hyphen, following = tokens[at : at + 3]
    adjacent = word.end == hyphen.start and hyphen.end == following.start
    return adjacent and word.text[-1:].isalnum() and following.text[:1].isalnum()


def _compound(text: str, first: TaggedToken, last: TaggedToken, following_tag: str) -> TaggedToken:
    """A noun if it ends in one ("soap-opera"), but an adjective in front of a noun ("100-meter dash")."""
    is_noun = last.tag.startswith("NN") and (first.tag.startswith("NN") or not following_tag.startswith("NN"))
    tag = last.tag if is_noun else "JJ"
    return replace(first, end=last.end, text=text[first.start : last.end], tag=tag, head=last.head, dep=last.dep)


def _is_joined_possessive(tokens: Sequence[TaggedToken], at: int) -> bool:
    """True for the owner in "Women's Day" and in "the children's ward", not in "the bank's ward"."""
    if at + 2 >= len(tokens) or tokens[at + 1].tag != "POS" or tokens[at].ent_type == "PERSON":
        return False
    owner, owned = tokens[at], tokens[at + 2]
    in_name = owner.tag.startswith("NNP") and owned.tag.startswith("NNP") and owner.ent_span == owned.ent_span
    return (in_name and owner.ent_span is not None) or (owner.text.lower() in _GROUPS and owned.tag[:2] in ("NN", "JJ"))


def noun_phrases(sentence: Sequence[TaggedToken], text: str) -> Iterator[tuple[int, int]]:
    """The noun phrases of one sentence, without generic words at their ends; ``text`` is the whole text.

    Each is given by the index of its first token and of the token after its last.
    """
    for begin, end in _runs(sentence, text):
        begin, end = _trimmed(sentence, begin, end)
        phrase = sentence[begin:end]
        if 0 < len(phrase) <= MAX_WORDS and any(len(t.text) > 2 for t in phrase) and not _is_part(phrase, text):
            yield begin, end


def _runs(sentence: Sequence[TaggedToken], text: str) -> Iterator[tuple[int, int]]:
    """The longest runs of nouns and adjectives with nothing but white space between them."""
    begin = end = 0
    inside = (at for at, token in enumerate(sentence) if token.tag in _INSIDE_TAGS and _may_be_inside(sentence, at))
    for at in inside:
        if at > end or (begin < end and _parts_phrases(sentence[at - 1], sentence[at], text)):
            if begin < end:
                yield begin, end
            begin = at
        end = at + 1
    if begin < end:
        yield begin, end


def _parts_phrases(before: TaggedToken, token: TaggedToken, text: str) -> bool:
    """True if a mark is between two words, or if a plural ends a phrase: "offers customers | free calls"."""
    is_plural = before.tag == "NNS" and before.text.islower() and "'" not in before.text
    is_other = is_plural and (token.tag in ("JJ", "JJR", "JJS", "NNP") and "-" not in token.text)
    return is_other or bool(text[before.end : token.start].strip())


def _may_be_inside(sentence: Sequence[TaggedToken], at: int) -> bool:
    """True for a noun or an adjective that carries meaning, and for a participle in place of one."""
    token = sentence[at]
    if token.tag in _PARTICIPLES:
        fits = _is_attributive(sentence, at)
    elif token.tag == "NN" and token.dep == "advmod":
        fits = False  # "they sent the workers home"
    else:
        is_stop_word = token.text.lower() in _STOP_WORDS
        fits = not is_stop_word or (token.tag in _NAME_TAGS and len(token.text) > 1)
    return fits and _is_whole_word(token.text)


@lru_cache(CACHED_WORDS)
def _is_whole_word(word: str) -> bool:
    if word.isalpha() and (word.islower() or word[0].isupper()):  # most words
        return True
    return has_letter(word) and _WORD.fullmatch(word) is not None


def has_letter(word: str) -> bool:
    """True if a word has a letter of any script."""
    return word.isalpha() or any(map(str.isalpha, word))


def _is_attributive(sentence: Sequence[TaggedToken], at: int) -> bool:
    """True for a participle before a noun: "the stricken tanker", not "they were limiting imports"."""
    return (
        0 < at < len(sentence) - 1
        and sentence[at - 1].tag in (_BEFORE_PAST_PARTICIPLE if sentence[at].tag == "VBN" else _BEFORE_PARTICIPLE)
        and sentence[at + 1].tag[:2] in ("NN", "JJ")
    )


def _trimmed(sentence: Sequence[TaggedToken], begin: int, end: int) -> tuple[int, int]:
    while begin < end and _is_left_out_first(sentence[begin], is_last=begin == end - 1):
        begin += 1
    while begin < end and (_plain(sentence[end - 1]) in GENERIC_WORDS or not sentence[end - 1].tag.startswith("NN")):
        end -= 1
    return begin, end


def _plain(token: TaggedToken) -> str:
    return token.text.lower().removesuffix(".")


def _is_left_out_first(token: TaggedToken, *, is_last: bool) -> bool:
    word = _plain(token)
    return word in (GENERIC_WORDS if is_last else _NOT_FIRST) or (
        word[:1].isdigit() and _AGE.fullmatch(word) is not None
    )


def _is_part(phrase: Sequence[TaggedToken], text: str) -> bool:
    """True if a run of tokens is only a part of a name, a compound, a clause, a date or a quantity."""
    first, last = phrase[0], phrase[-1]
    return (
        last.text.endswith(".")
        or _is_abbreviated(last, text)
        or _is_numbered_or_divided(first, last, text)
        or _lacks_complement(last, text)
        or (last.dep == "compound" and last.head >= last.end)
        or (first.ent_type in _QUANTITIES and all(token.ent_type in _QUANTITIES for token in phrase))
        or _goes_on(first, first.start, last.end, text)
        or (len(phrase) > 1 and (_is_clause(phrase) or _goes_on(last, first.start, last.end, text)))
    )


def _is_abbreviated(token: TaggedToken, text: str) -> bool:
    """True for a word before a stop that ends no sentence: "Col. Ann Lee (ret.) left"."""
    if text[token.end : token.end + 1] != ".":
        return False
    is_title = token.text.casefold() in lexicon().title_abbreviations
    return is_title or text[token.end + 1 : token.end + 2] in (")", ",", ";")


def _is_numbered_or_divided(first: TaggedToken, last: TaggedToken, text: str) -> bool:
    """True for "Lufthansa Flight" in "Lufthansa Flight 12", and beside a stroke: "Brill/Holm vaccine"."""
    is_numbered = last.tag.startswith("NNP") and text[last.end : last.end + 2].strip().isdigit()
    return is_numbered or "/" in (text[first.start - 1 : first.start], text[last.end : last.end + 1])


def _lacks_complement(token: TaggedToken, text: str) -> bool:
    """True for an action before what it is done to: "forcible acquisition" in "forcible acquisition of farm land"."""
    is_action = token.tag in ("NN", "NNS") and token.text.lower().removesuffix("s").endswith(("tion", "sion"))
    return is_action and text[token.end : token.end + 4].lower() == " of "


def _is_clause(phrase: Sequence[TaggedToken]) -> bool:
    """True if a verb was taken for a noun: one word is the subject of another, or a person does something."""
    start, end = phrase[0].start, phrase[-1].end
    return any(token.dep.startswith("nsubj") and start <= token.head < end for token in phrase) or any(
        a.ent_type == "PERSON" and b.text.endswith("ing") for a, b in pairwise(phrase) if b.ent_type == ""
    )


def _goes_on(token: TaggedToken, start: int, end: int, text: str) -> bool:
    """True if the name that a token belongs to has words outside of the phrase from ``start`` to ``end``."""
    if token.ent_span is None or token.ent_type in _QUANTITIES:
        return False
    before, after = text[token.ent_span[0] : start], text[end : token.ent_span[1]]
    return not {part.strip().lower().replace("’", "'") for part in (before, after)} <= _OUTSIDE_NAMES
