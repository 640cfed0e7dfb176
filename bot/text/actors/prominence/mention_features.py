"""Features of one mention: the tagger's label, the words around it, its part in the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.text.actors.prominence.mention_context import MentionContext

__all__ = ["MENTION_FEATURES"]

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_NOUNS = frozenset(("NN", "NNS"))
_QUOTES = frozenset(('"', "''", "``", "'"))
_DETERMINERS = frozenset("a an this that his her their our its my your".split())
_IN_LISTS = frozenset((",", "and", "or", "&", "/"))
_PLURAL = frozenset(("are", "were", "have"))
_OTHER_LABELS = frozenset(("NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "DATE"))


def _begins_before(m: MentionContext) -> bool:
    """True if the tagger's entity has begun before the name and its title."""
    return m.is_in_entity(m.one_before) and m.one_before.lower != "the" and m.mention.title is None


def _is_whole_entity(m: MentionContext) -> bool:
    begins = m.words[0].ent_span == m.last.ent_span or m.mention.title is not None
    goes_on = m.is_in_entity(m.one_after) and m.one_after.lower not in ("'s", "'")
    return m.last.ent_span is not None and begins and not goes_on and not _begins_before(m)


def _is_part_of_entity(m: MentionContext) -> bool:
    goes_on = m.is_in_entity(m.one_after) and (m.one_after.is_capitalised or m.one_after.lower in ("and", "of"))
    return goes_on or _begins_before(m)


def _is_half(m: MentionContext) -> bool:
    return m.one_before.lower in ("and", "&") and m.two_before.is_capitalised and len(m.words) > 1


def _acts(m: MentionContext) -> bool:
    has_age = m.one_after.lower in ("(", ",") and m.two_after.lower.isdigit()
    after = m.one_after.lower
    return has_age or after == "who" or after in lexicon()["say"] or after in lexicon()["person-verb"]


def _precedes_place(m: MentionContext) -> bool:
    return m.one_after.lower == "," and lexicon().place(m.two_after.text) is not None


def _precedes_role(m: MentionContext) -> bool:
    return m.one_after.lower == "police" or lexicon().is_role(m.one_after.lower)


def _is_in_list(m: MentionContext) -> bool:
    return m.one_before.lower in _IN_LISTS or m.one_after.lower in ("and", "or", "&", "/")


MENTION_FEATURES: tuple[tuple[str, Callable[[MentionContext], bool], str], ...] = (
    ("tagger agrees", lambda m: m.last.ent_type in m.labels, "They met [Angela Merkel]."),
    ("tagger: person", lambda m: m.last.ent_type == "PERSON", "They met [Angela Merkel]."),
    ("tagger: organisation", lambda m: m.last.ent_type == "ORG", "They left [Microsoft]."),
    ("tagger: place", lambda m: m.last.ent_type in ("GPE", "LOC", "FAC"), "They live in [Japan]."),
    ("tagger: other", lambda m: m.last.ent_type in _OTHER_LABELS, "They met on [Monday]."),
    ("tagger: no entity", lambda m: not m.last.ent_type, "They met the [Dog]."),
    ("whole entity", _is_whole_entity, "They met [Angela Merkel]."),
    ("part of an entity", _is_part_of_entity, "They met [Angela] Merkel."),
    ("not tagged as a name", lambda m: not m.last.tag.startswith("NNP"), "They met the [dog]."),
    ("titled", lambda m: m.mention.title is not None, "They met Mr [Merkel]."),
    ("subject", lambda m: any(w.dep in _SUBJECTS for w in m.words), "[Merkel] left."),
    ("object of a preposition", lambda m: any(w.dep == "pobj" for w in m.words), "They left for [Rome]."),
    (
        "modifies a noun",
        lambda m: m.last.dep == "compound" and not m.one_after.is_capitalised,
        "They left [Nokia] shops.",
    ),
    ("acts", _acts, "[Merkel] said so."),
    ("owns", lambda m: m.one_after.lower in ("'s", "'"), "They saw [Merkel]'s house."),
    (
        "owns a name",
        lambda m: m.one_after.lower in ("'s", "'") and m.two_after.is_capitalised,
        "They saw [Martha]'s Vineyard.",
    ),
    ("in before", lambda m: m.before == "in", "They met in [Rome]."),
    ("at before", lambda m: m.before == "at", "They met at [Rome]."),
    ("to or from before", lambda m: m.before in ("to", "from", "near", "into", "onto"), "They went to [Rome]."),
    ("of before", lambda m: m.before == "of", "They left the city of [Rome]."),
    ("by or with before", lambda m: m.before in ("by", "with"), "They left with [Merkel]."),
    ("on or over before", lambda m: m.before in ("on", "over", "via"), "They saw it on [Facebook]."),
    ("as before", lambda m: m.before == "as", "He was cast as [Romeo]."),
    ("the before", lambda m: m.one_before.lower == "the", "They left the [Bank]."),
    ("determiner before", lambda m: m.one_before.lower in _DETERMINERS, "They bought a [Porsche]."),
    (
        "quotation mark beside",
        lambda m: not _QUOTES.isdisjoint((m.one_before.lower, m.one_after.lower)),
        'They saw "[Lost]" again.',
    ),
    ("in a list", _is_in_list, "They met [Merkel] and Macron."),
    (
        "bracket beside",
        lambda m: m.one_before.lower in ("(", "[") or m.one_after.lower in (")", "]"),
        "They met Ann ([Japan]).",
    ),
    ("half of a name", _is_half, "They left the England and [Wales Cricket Board]."),
    (
        "capital before",
        lambda m: m.one_before.is_capitalised and m.mention.title is None and m.one_before.lower != "the",
        "They left Greater [Manchester].",
    ),
    ("capital after", lambda m: m.one_after.is_capitalised, "They met [Angela] Merkel."),
    ("common noun before", lambda m: m.one_before.tag in _NOUNS, "They left the firm [Nokia]."),
    ("common noun after", lambda m: m.one_after.tag in _NOUNS, "They left [Nokia] shops."),
    ("role after", _precedes_role, "They met the [Treasury] spokesman."),
    ("saying before", lambda m: m.one_before.lower in lexicon()["say"], "They told [Reuters] so."),
    ("noun of places after", lambda m: m.one_after.lower in lexicon()["noun-of-places"], "They left [Kabul] airport."),
    (
        "noun of organisation before",
        lambda m: m.one_before.lower in lexicon()["noun-of-organisation"],
        "They left the firm [Nokia].",
    ),
    ("noun of works before", lambda m: m.one_before.lower in lexicon()["work"], "They saw the film [Lost]."),
    ("number after", lambda m: m.one_after.lower[:1].isdigit(), "They saw [Arsenal] 2 Chelsea 1."),
    (
        "hyphen beside",
        lambda m: m.one_before.lower == "-" or m.one_after.lower == "-",
        "They met the [London] - based firm.",
    ),
    ("opens a sentence", lambda m: m.words[0].is_sent_start, "[Merkel] left."),
    ("comma and place after", _precedes_place, "They met in [Rome], Italy."),
    (
        "plural verb after",
        lambda m: m.one_after.lower in _PLURAL and m.one_before.lower not in _IN_LISTS,
        "[Lazio] were there.",
    ),
)
"""Each with its name and an example."""
