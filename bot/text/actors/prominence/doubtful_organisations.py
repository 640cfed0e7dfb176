"""Finds names that are taken for organisations with too little evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.detection.detection_text import span_text
from bot.text.actors.prominence.mentions import LABELS
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.prominence.mentions import Prominence

__all__ = [
    "are_people",
    "has_first_name",
    "has_organisation_word",
    "is_bare_word_for_organisations",
    "is_cut",
    "is_modifier",
    "is_seldom_named_word",
    "is_unlikely_organisation",
    "is_used_like_place",
]
_MIN_MENTIONS_OF_WORD = 3
"""Mentions from which one unknown word is taken for an organisation."""
_ROADS = frozenset(
    "expressway highway motorway boulevard bypass flyover tunnel bridge dam reservoir stadium arena".split()
)


def are_people(actor: Prominence) -> bool:
    """True for "LGBT Nebraskans", people of a place."""
    lasts = [form.split()[-1] for form in actor.cluster.forms]
    return any(last.endswith(("ans", "ans'")) and lexicon().place(last.rstrip("'")[:-2]) for last in lasts)


def has_first_name(actor: Prominence) -> bool:
    """True for "Shania Twain", taken for an organisation."""
    tables, forms = lexicon(), actor.cluster.forms
    if any(form in tables.organisations or has_organisation_word(form) or "&" in form for form in forms):
        return False
    firsts = [form.split()[0] for form in forms if " " in form]
    return any(first.casefold() in tables.first_names or len(first.rstrip(".")) == 1 for first in firsts)


def is_modifier(actor: Prominence) -> bool:
    """True for a name that only goes before common nouns: "National Insurance payments", "Aadhaar numbers"."""
    if any(lexicon().canonical(form) for form in actor.cluster.forms):
        return False
    words = [actor.texts[m.text_index].tokens[m.last] for m in actor.mentions if not actor.is_in_title(m)]
    heads = [actor.token(m, 1) for m in actor.mentions if not actor.is_in_title(m)]
    pairs = zip(words, heads, strict=True)
    modifiers = sum(w.dep == "compound" and h is not None and not h.is_capitalised for w, h in pairs)
    return bool(words) and 4 * modifiers >= 3 * len(words)


def is_unlikely_organisation(actor: Prominence) -> bool:
    """True for a name in no table and without a word for organisations, if the tagger disagrees."""
    tables = lexicon()
    forms = actor.cluster.forms
    listed = any(form in tables.organisations and not tables.place(form) for form in forms)
    worded = any(has_organisation_word(form) for form in forms)
    return not (listed or worded or actor.agreement() >= 0.5)


def is_seldom_named_word(actor: Prominence) -> bool:
    """True for one word of unknown kind that is named once or twice: "Skura said"."""
    forms = actor.cluster.forms
    is_unknown = not any(" " in form or form in lexicon().organisations for form in forms)
    return is_unknown and len(actor.mentions) < _MIN_MENTIONS_OF_WORD


def has_organisation_word(form: str) -> bool:
    """True for a name of several words with one such as "University" or "Corp"."""
    words = form.casefold().split()
    return len(words) > 1 and any(word in lexicon()["organisation-word"] for word in words)


def is_used_like_place(actor: Prominence) -> bool:
    """True for "Falls Church" in "a bank in Falls Church, Virginia"."""
    if any(form in lexicon().organisations for form in actor.cluster.forms):
        return False
    if any(form.split()[-1].casefold() in _ROADS for form in actor.cluster.forms):
        return True
    worded = any(has_organisation_word(form) for form in actor.cluster.forms)
    prepositions = ("in",) if worded else ("in", "at", "near", "outside")
    located = 0
    for mention in actor.mentions:
        before, comma, after = (actor.token(mention, at) for at in (-1, 1, 2))
        is_in = before is not None and before.lower in prepositions
        named = comma is not None and comma.text == "," and after is not None
        located += bool(is_in or (named and after is not None and _begins_place(actor, mention)))
    return 2 * located >= len(actor.mentions)


def _begins_place(actor: Prominence, mention: NameCandidate) -> bool:
    """True if a place of the tables comes after the name and a comma: "Falls Church, Virginia"."""
    tokens = actor.texts[mention.text_index].tokens
    start = mention.last + 2
    start += start < len(tokens) and tokens[start].lower in lexicon()["place-preposition"]
    return any(lexicon().place(span_text(tokens, start, end)) for end in range(start, min(start + 2, len(tokens))))


def is_cut(actor: Prominence) -> bool:
    """True for "U.S. Immigration" where the tagger's entity goes on, "and Customs Enforcement", or begins before."""
    if any(lexicon().canonical(form) for form in actor.cluster.forms):
        return False
    in_text = [mention for mention in actor.mentions if not actor.is_in_title(mention)]
    return bool(in_text) and 2 * sum(_is_cut_at(actor, mention) for mention in in_text) >= len(in_text)


def _is_cut_at(actor: Prominence, mention: NameCandidate) -> bool:
    tokens = actor.texts[mention.text_index].tokens
    last, span = tokens[mention.last], tokens[mention.last].ent_span
    after, before = actor.token(mention, 1), actor.token(mention, -1)
    if span is None or last.ent_type not in LABELS[actor.kind]:
        return False
    goes_on = after is not None and after.ent_span == span and (after.is_capitalised or after.lower in ("and", "of"))
    joined = actor.token(mention, -2)
    is_half = before is not None and before.lower in ("and", "&") and joined is not None and joined.is_capitalised
    if is_half and lexicon().place(tokens[mention.first].text):  # "England and [Wales Cricket Board]"
        return True
    begun = before is not None and before.ent_span == span and before.lower != "the"
    return goes_on or begun


def is_bare_word_for_organisations(actor: Prominence) -> bool:
    """True for "Department" or "Authority", short for a body that is named otherwise."""
    return all(form.casefold() in lexicon()["name-word"] for form in actor.cluster.forms)
