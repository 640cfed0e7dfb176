"""Cues from the words after a name: verbs, possessed nouns, appositions after a comma, brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.classification.name_context import first_cue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.text.actors.classification.name_context import Cue, NameContext

__all__ = ["BRACKET_CUES", "COMMA_CUES", "FOLLOWING_CUES", "after_cues"]

_MIN_AGE, _MAX_AGE = 6, 109
_OWNED_WORDS = 3
"""How many words after a possessive are examined for the first noun."""
_APPOSITION_WORDS = 5
"""How many words after a comma are examined for a role, which makes an apposition."""
_OWNED = (
    ("noun-of-persons", "owns a noun of persons"),  # "[Howard]'s wife"
    ("noun-of-places", "owns a noun of places"),  # "[Moengo]'s new airport"
    ("noun-of-organisations", "owns a noun of organisations"),  # "[Nokia]'s shares"
)
"""Word classes of nouns after a possessive, each with the cue that they give."""


def after_cues(context: NameContext) -> Iterable[str]:
    """The cues from the words after the name in its sentence."""
    if not context.following:
        return ()
    return _BY_MARK.get(context.next.lower, _word_cues)(context)


def _word_cues(context: NameContext) -> Iterator[str]:
    if cue := first_cue(FOLLOWING_CUES, context):
        yield cue


def _hyphen_cues(context: NameContext) -> Iterable[str]:
    following = context.following
    if len(following) > 1 and following[1].lower in ("based", "born"):
        return (f"{following[1].lower} after",)  # "the London-based company"
    return _word_cues(context)


def _possessive_cues(context: NameContext) -> Iterator[str]:
    yield "possessive"
    for word in context.following[1 : 1 + _OWNED_WORDS]:
        for group, cue in _OWNED:
            if word.lower in context.tables[group]:
                yield cue
        if word.tag.startswith("NN"):
            return


def _comma_cues(context: NameContext) -> Iterator[str]:
    yield "comma after"
    if len(context.following) > 1 and (cue := first_cue(COMMA_CUES, context)):
        yield cue


def _bracket_cues(context: NameContext) -> Iterator[str]:
    if len(context.following) < 3 or context.following[2].lower != ")":
        yield "brackets after"
    elif cue := first_cue(BRACKET_CUES, context):
        yield cue


_BY_MARK: dict[str, Callable[[NameContext], Iterable[str]]] = {
    "'s": _possessive_cues,
    "'": _possessive_cues,
    ",": _comma_cues,
    "(": _bracket_cues,
    "-": _hyphen_cues,
}


def _is_number_between_commas(context: NameContext) -> bool:
    lower = context.second.lower
    is_number = lower.isdecimal() and lower.isascii() and len(context.following) > 2
    return is_number and context.following[2].lower in (",", ".", "who")


def _is_age(context: NameContext) -> bool:
    return _is_number_between_commas(context) and _MIN_AGE <= int(context.second.lower[:4]) <= _MAX_AGE


def _is_role_in_apposition(context: NameContext) -> bool:
    tables, second = context.tables, context.second
    is_noun_phrase = second.lower in tables["apposition-opener"] or tables.is_role(second.lower)
    return is_noun_phrase and any(tables.is_role(w.lower) for w in context.following[1 : 1 + _APPOSITION_WORDS])


def _is_before_place(context: NameContext) -> bool:
    """True in "Leeds, England"; in "Obama, Russia and the vote" they are two of a list."""
    is_place = context.second.is_capitalised and context.tables.place(context.second.text) is not None
    return is_place and context.candidate.text not in context.tables.known_by_surname


def _is_acronym(word: str) -> bool:
    return word.isupper() and word.isalpha() and len(word) > 1


# In each table, only the first cue that applies counts. "who after", "number after" and "speech verb after" are in two
# tables on purpose: with and without a comma they are one cue with one weight.
FOLLOWING_CUES: tuple[Cue, ...] = (
    ("closing bracket after", lambda c: c.next.lower == ")", "The winners ([Chelsea]) left."),
    ("who after", lambda c: c.next.lower in ("who", "whose"), "It was [Smith] who scored."),
    ("and after", lambda c: c.next.lower == "and", "They met [Smith] and Jones."),
    ("number after", lambda c: c.next.lower[0].isdigit(), "[Arsenal] 2 Chelsea 1."),
    ("contest word after", lambda c: c.next.lower in c.tables["contest-after"], "[Arsenal] beat Chelsea."),
    ("speech verb after", lambda c: c.next.lower in c.tables["say"], "[Cook] said so."),
    ("person verb after", lambda c: c.next.lower in c.tables["person-verb"], "[Howard] resigned."),
    ("organisation verb after", lambda c: c.next.lower in c.tables["organisation-verb"], "[Nokia] acquired a firm."),
    ("verb after", lambda c: c.next.tag.startswith("VB") or c.next.tag == "MD", "[Howard] would go."),
    ("noun of persons after", lambda c: c.next.lower in c.tables["noun-after-persons"], "They left [Obama] loyalists."),
    (
        "noun of organisations after",
        lambda c: c.next.lower in c.tables["noun-of-organisations"],
        "They sold [Nokia] shares.",
    ),
    ("noun of places after", lambda c: c.next.lower in c.tables["noun-of-places"], "They closed the [Kabul] airport."),
    ("noun after", lambda c: c.next.tag.startswith("NN"), "They left the [Wembley] pitch."),
)
COMMA_CUES: tuple[Cue, ...] = (
    ("age after", _is_age, "[Frost], 24, said so."),
    ("number after", _is_number_between_commas, "[Frost], 3, won."),
    ("who after", lambda c: c.second.lower in ("who", "whose"), "They met [Smith], who scored."),
    ("which after", lambda c: c.second.lower == "which", "They met [Nokia], which makes phones."),
    ("where after", lambda c: c.second.lower == "where", "They went to [Lima], where he lives."),
    (
        "speech verb after",
        lambda c: c.second.lower in c.tables["say"] or c.second.lower in ("he", "she"),
        "They met [Cook], he said.",
    ),
    (
        "place after a comma",
        _is_before_place,
        "He lives in [Austin], Texas.",
    ),
    ("role after a comma", _is_role_in_apposition, "They met [Howard], the party leader."),
)
BRACKET_CUES: tuple[Cue, ...] = (
    ("place in brackets after", lambda c: c.tables.place(c.second.text) is not None, "They met [Jackson] (Ohio)."),
    ("acronym in brackets after", lambda c: _is_acronym(c.second.text), "They left the [Acme Group] (AG)."),
    ("number in brackets after", lambda c: c.second.lower.isdigit(), "They met [Halep] (3)."),
)
