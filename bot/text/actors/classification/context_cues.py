"""Cues from the words around one occurrence of a name: titles, prepositions, verbs, what it owns, appositions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Page, Word

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


def cues_of_place(candidate: NameCandidate, page: Page) -> Iterator[str]:
    """Cues from the words around one occurrence."""
    yield _label_cue(candidate, page.words)
    if not page.words[candidate.last].tag.startswith("NNP"):
        yield "not tagged as a name"
    if page.words[candidate.first].opens:
        yield "opens a sentence"
    if _names_a_work(candidate, page.words):
        yield WORK
    yield from _before(candidate, page.words)
    yield from _after(candidate, page.words)


def _names_a_work(candidate: NameCandidate, words: Sequence[Word]) -> bool:
    """Whether the name is all that stands between quotes, or follows "the film": a work, whoever it is named after."""
    before, after = candidate.first - 1, candidate.last + 1
    if before < 0 or words[before].sentence != words[candidate.first].sentence:
        return False
    quoted = words[before].text == '"' and after < len(words) and words[after].text in ('"', "''")
    return quoted or (words[before].low in lexicon()["work"] and candidate.title is None)


def _label_cue(candidate: NameCandidate, words: Sequence[Word]) -> str:
    word = words[candidate.last]
    if word.entity is None:
        return "tagger: nothing"
    label = _LABELS.get(word.label, "other")
    goes_on = candidate.last + 1 < len(words) and words[candidate.last + 1].entity == word.entity
    if goes_on and words[candidate.last + 1].text not in ("'s", "'"):
        return f"tagger: inside {label}"
    return f"tagger: {label}"


def _before(candidate: NameCandidate, words: Sequence[Word]) -> Iterator[str]:
    if candidate.title is not None:
        yield "form of address before" if candidate.has_form_of_address else "title before"
    if candidate.follows_demonym:
        yield "demonym before"
    at = (candidate.title[0] if candidate.title else candidate.first) - 1
    if at < 0 or words[at].sentence != words[candidate.first].sentence:
        return
    if words[at].low == "," and at and words[at - 1].capital:
        yield "name and comma before"
    if cue := _word_before(words[at], titled=candidate.title is not None):
        yield cue
    if cue := _kind_before(words, at):
        yield cue


def _kind_before(words: Sequence[Word], at: int) -> str | None:
    """What a noun before the name says it is: "the town of X", "capital X", "news agency X"."""
    low, classes = words[at].low, lexicon()
    if low == "of" and at and words[at - 1].low in classes["place-kind"]:
        return "kind of place before"
    if low in classes["place-kind"]:
        return "kind of place before"
    return "kind of body before" if low in classes["body-kind"] else None


def _word_before(word: Word, *, titled: bool) -> str | None:
    lex, low = lexicon(), word.low
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


def _after(candidate: NameCandidate, words: Sequence[Word]) -> Iterator[str]:
    sentence = words[candidate.last].sentence
    tail = [w for w in words[candidate.last + 1 : candidate.last + 1 + _WINDOW] if w.sentence == sentence]
    if candidate.precedes_title:
        yield "before a title"
    if not tail:
        yield "ends the sentence"
        return
    low = tail[0].low
    if low in ("'s", "'"):
        yield from _owned(tail)
    elif low == ",":
        yield from _after_comma(tail)
    elif low == "(":
        yield from _in_brackets(tail)
    elif low == "-" and len(tail) > 1 and tail[1].low in ("based", "born"):
        yield f"{tail[1].low} after"
    elif cue := _word_after(tail[0]):
        yield cue
    if not candidate.has_form_of_address and any(w.low in lexicon()["he-or-she"] for w in tail):
        yield "he or she after"


def _word_after(word: Word) -> str | None:
    low = word.low
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


def _owned(tail: Sequence[Word]) -> Iterator[str]:
    lex = lexicon()
    yield "possessive"
    for word in tail[1:4]:
        if word.low in lex["person-noun"]:
            yield "owns what persons own"
        if word.low in lex["place-noun"]:
            yield "owns what places own"
        if word.low in lex["organisation-noun"]:
            yield "owns what bodies own"
        if word.tag.startswith("NN"):
            return


def _after_comma(tail: Sequence[Word]) -> Iterator[str]:
    lex = lexicon()
    yield "comma after"
    if len(tail) < 2:
        return
    second = tail[1]
    if second.low.isdecimal() and second.low.isascii() and len(tail) > 2 and tail[2].low in (",", ".", "who"):
        yield "age after" if 5 < int(second.low[:4]) < 110 else "number after"
    elif second.low in ("who", "whose"):
        yield "who after"
    elif second.low in ("which", "where"):
        yield f"{second.low} after"
    elif second.low in lex["say"] or (second.low in ("he", "she")):
        yield "says after"
    elif second.capital and lex.place(second.text):
        yield "place after a comma"
    elif (second.low in lex["apposition-opener"] or lex.is_role(second.low)) and any(
        lex.is_role(w.low) for w in tail[1:6]
    ):
        yield "role after a comma"


def _in_brackets(tail: Sequence[Word]) -> Iterator[str]:
    if len(tail) > 2 and tail[2].low == ")":
        inside = tail[1]
        if lexicon().place(inside.text):
            yield "place in brackets after"
        elif inside.text.isupper() and inside.text.isalpha() and len(inside.text) > 1:
            yield "acronym in brackets after"
        elif inside.low.isdigit():
            yield "number in brackets after"
        return
    yield "brackets after"
