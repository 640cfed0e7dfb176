"""Cues from the word before a name: articles, prepositions, verbs, and nouns that state its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.classification.name_context import first_cue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.text.actors.classification.name_context import Cue, NameContext

__all__ = ["KIND_CUES", "WORD_CUES", "before_cues"]

_PREPOSITIONS = "in at from to by of with for against beat and on between near over as".split()
_CUES_OF_SINGLE_WORDS = {
    "the": "the before",
    "a": "a before",
    "an": "a before",
    ",": "comma before",
    "(": "opening bracket before",
    **{word: f"{word} before" for word in _PREPOSITIONS},  # "in before": "It happened in [Moengo]."
}


def before_cues(context: NameContext) -> Iterator[str]:
    """At most one cue from the word itself, and one from a noun that states the kind of the name."""
    if context.at < 0:
        return
    if cue := _CUES_OF_SINGLE_WORDS.get(context.before.lower) or first_cue(WORD_CUES, context):
        yield cue
    if cue := first_cue(KIND_CUES, context):
        yield cue


_MARKETS = frozenset(("market", "industry", "sector"))
"""What a company leads: "market leader Brill"."""


def _is_role(context: NameContext) -> bool:
    word, tables = context.before, context.tables
    is_noun = context.candidate.title is None and word.tag.startswith("NN")
    return is_noun and tables.is_role(word.lower.removesuffix("s")) and not _is_role_of_body(context)


def _is_role_of_body(context: NameContext) -> bool:
    """True in "rival Brill Dairy" and "market leader Brill"."""
    name, words, tables = context.candidate, context.words, context.tables
    if context.before.lower not in tables["role-of-bodies"]:
        return False
    ends_as_body = name.last > name.first and words[name.last].lower in tables["organisation-word"]
    return ends_as_body or (context.at > 0 and words[context.at - 1].lower in _MARKETS)


def _is_kind_of_place(context: NameContext) -> bool:
    kinds, words, at = context.tables["place-kind"], context.words, context.at
    return words[at].lower in kinds or (words[at].lower == "of" and at > 0 and words[at - 1].lower in kinds)


# Only the first cue that applies counts.
WORD_CUES: tuple[Cue, ...] = (
    ("role before", _is_role, "They met the goalkeeper [Petr Cech]."),
    ("relational noun before", lambda c: c.before.lower in c.tables["relational-noun"], "He met his wife [Melania]."),
    ("contest word before", lambda c: c.before.lower in c.tables["contest-before"], "They defeated [Chelsea]."),
    (
        "place preposition before",
        lambda c: c.before.lower in c.tables["place-preposition"],
        "They flew across [Europe].",
    ),
    ("speech verb before", lambda c: c.before.lower in c.tables["say"], "It was late, said [Obama]."),
    ("quotation mark before", lambda c: c.before.lower == '"', 'They shouted "[Barcelona] forever".'),
    ("adjective before", lambda c: c.before.tag.startswith("JJ"), "They praised young [Rooney]."),
    ("verb before", lambda c: c.before.tag.startswith("VB"), "They praised [Cuttitta]."),
    ("number before", lambda c: c.before.lower[0].isdigit(), "They bought 10 [Picasso] paintings."),
)
KIND_CUES: tuple[Cue, ...] = (
    ("kind of place before", _is_kind_of_place, "It is in the mining town of [Moengo]."),
    (
        "kind of organisation before",
        lambda c: c.before.lower in c.tables["organisation-kind"] or _is_role_of_body(c),
        "He told the news agency [Xinhua].",
    ),
)
