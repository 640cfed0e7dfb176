"""Cues from the words around one occurrence of a name: titles, prepositions, verbs, what it owns, appositions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.text.actors.detection.boundaries import Candidate
    from bot.text.tokens import Token, TokenizedText

__all__ = ["WORK", "cues_of_place"]

WORK = "names a work"
"""The cue of a film, a book or the like, whoever it is named after."""
_LABELS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "state",
    "LOC": "location",
    "FAC": "location",
    "NORP": "people",
}
_SCORE = re.compile(r"^\d+(?:-\d+)+$")
# the first that fits counts: (word class, cue)
_BEFORE = (
    ("contest-before", "opponent before"),
    ("place-preposition", "place preposition before"),
    ("say", "says before"),
)
_AFTER = (
    ("contest-after", "plays after"),
    ("say", "says after"),
    ("person-verb", "does what persons do"),
    ("organisation-verb", "does what firms do"),
)
_NOUN_AFTER = (
    ("person-holder", "noun of persons after"),
    ("organisation-noun", "noun of bodies after"),
    ("place-noun", "noun of places after"),
)
_WINDOW = 13
"""Words of the same sentence that are looked at behind a name."""


def _of_class(low: str, classes: Sequence[tuple[str, str]]) -> str | None:
    return next((cue for name, cue in classes if low in lexicon()[name]), None)


def cues_of_place(candidate: Candidate, page: TokenizedText) -> Iterator[str]:
    """Cues from the words around one occurrence."""
    yield _label_cue(candidate, page.tokens)
    if not page.tokens[candidate.last].tag.startswith("NNP"):
        yield "not tagged as a name"
    if page.tokens[candidate.first].is_sent_start:
        yield "opens a sentence"
    if _names_a_work(candidate, page.tokens):
        yield WORK
    yield from _before(candidate, page.tokens)
    yield from _after(candidate, page.tokens)


def _names_a_work(candidate: Candidate, words: Sequence[Token]) -> bool:
    """Whether the name is all that stands between quotes, or follows "the film": a work, whoever it is named after."""
    before, after = candidate.first - 1, candidate.last + 1
    if before < 0 or words[before].sentence != words[candidate.first].sentence:
        return False
    quoted = words[before].text == '"' and after < len(words) and words[after].text in ('"', "''")
    return quoted or (words[before].lower in lexicon()["work"] and candidate.title is None)


def _label_cue(candidate: Candidate, words: Sequence[Token]) -> str:
    word = words[candidate.last]
    if word.ent_span is None:
        return "tagger: nothing"
    label = _LABELS.get(word.ent_type, "other")
    goes_on = candidate.last + 1 < len(words) and words[candidate.last + 1].ent_span == word.ent_span
    if goes_on and words[candidate.last + 1].text not in ("'s", "'"):
        return f"tagger: inside {label}"
    return f"tagger: {label}"


def _before(candidate: Candidate, words: Sequence[Token]) -> Iterator[str]:
    if candidate.title is not None:
        yield "form of address before" if candidate.address else "title before"
    if candidate.demonym:
        yield "demonym before"
    at = (candidate.title[0] if candidate.title else candidate.first) - 1
    if at < 0 or words[at].sentence != words[candidate.first].sentence:
        return
    if words[at].lower == "," and at and words[at - 1].is_capitalised:
        yield "name and comma before"
    if cue := _word_before(words[at], titled=candidate.title is not None):
        yield cue
    if cue := _kind_before(words, at):
        yield cue


def _kind_before(words: Sequence[Token], at: int) -> str | None:
    """What a noun before the name says it is: "the town of X", "capital X", "news agency X"."""
    low, classes = words[at].lower, lexicon()
    if low == "of" and at and words[at - 1].lower in classes["place-kind"]:
        return "kind of place before"
    if low in classes["place-kind"]:
        return "kind of place before"
    return "kind of body before" if low in classes["body-kind"] else None


def _word_before(word: Token, *, titled: bool) -> str | None:
    lex, low = lexicon(), word.lower
    fixed = {"the": "the before", "a": "a before", "an": "a before", ",": "comma before", "(": "bracket before"}
    if low in fixed:
        return fixed[low]
    if lex.is_role(low.removesuffix("s")) and word.tag.startswith("NN") and not titled:
        return "role before"
    if low in lex["kin"]:
        return "kin before"
    if low in lex["cue-preposition"]:
        return f"{low} before"
    if cue := _of_class(low, _BEFORE):
        return cue
    if low == '"':
        return "quote before"
    if word.tag.startswith(("JJ", "VB")):
        return "adjective before" if word.tag.startswith("JJ") else "verb before"
    return "number before" if low[0].isdigit() else None


def _after(candidate: Candidate, words: Sequence[Token]) -> Iterator[str]:
    sentence = words[candidate.last].sentence
    tail = [w for w in words[candidate.last + 1 : candidate.last + 1 + _WINDOW] if w.sentence == sentence]
    if candidate.before_title:
        yield "before a title"
    if not tail:
        yield "ends the sentence"
        return
    low = tail[0].lower
    if low in ("'s", "'"):
        yield from _owned(tail)
    elif low == ",":
        yield from _after_comma(tail)
    elif low == "(":
        yield from _in_brackets(tail)
    elif low == "-" and len(tail) > 1 and tail[1].lower in ("based", "born"):
        yield f"{tail[1].lower} after"
    elif cue := _word_after(tail[0]):
        yield cue
    if not candidate.address and any(w.lower in lexicon()["he-or-she"] for w in tail):
        yield "he or she after"


def _word_after(word: Token) -> str | None:
    low = word.lower
    fixed = {")": "bracket after", "who": "who after", "whose": "who after", "and": "and after"}
    if low in fixed:
        return fixed[low]
    if low[0].isdigit() or _SCORE.match(low):
        return "number after"
    if cue := _of_class(low, _AFTER):
        return cue
    if word.tag.startswith("VB") or word.tag == "MD":
        return "verb after"
    return _of_class(low, _NOUN_AFTER) or ("noun after" if word.tag.startswith("NN") else None)


def _owned(tail: Sequence[Token]) -> Iterator[str]:
    lex = lexicon()
    yield "possessive"
    for word in tail[1:4]:
        if word.lower in lex["person-noun"]:
            yield "owns what persons own"
        if word.lower in lex["place-noun"]:
            yield "owns what places own"
        if word.lower in lex["organisation-noun"]:
            yield "owns what bodies own"
        if word.tag.startswith("NN"):
            return


def _after_comma(tail: Sequence[Token]) -> Iterator[str]:
    lex = lexicon()
    yield "comma after"
    if len(tail) < 2:
        return
    second = tail[1]
    if second.lower.isdecimal() and second.lower.isascii() and len(tail) > 2 and tail[2].lower in (",", ".", "who"):
        yield "age after" if 5 < int(second.lower[:4]) < 110 else "number after"
    elif second.lower in ("who", "whose"):
        yield "who after"
    elif second.lower in ("which", "where"):
        yield f"{second.lower} after"
    elif second.lower in lex["say"] or (second.lower in ("he", "she")):
        yield "says after"
    elif second.is_capitalised and lex.place(second.text):
        yield "place after a comma"
    elif (second.lower in lex["apposition-opener"] or lex.is_role(second.lower)) and any(
        lex.is_role(w.lower) for w in tail[1:6]
    ):
        yield "role after a comma"


def _in_brackets(tail: Sequence[Token]) -> Iterator[str]:
    if len(tail) > 2 and tail[2].lower == ")":
        inside = tail[1]
        if lexicon().place(inside.text):
            yield "place in brackets after"
        elif inside.text.isupper() and inside.text.isalpha() and len(inside.text) > 1:
            yield "acronym in brackets after"
        elif inside.lower.isdigit():
            yield "number in brackets after"
        return
    yield "brackets after"
