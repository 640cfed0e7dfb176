"""Chooses an article's main actors, whom a summary names: in its matter, not in passing, and of a kind beyond doubt.

Rather three right ones than six: what is doubtful is still found by its name, but not shown beside a summary.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC, ActorKind
from bot.text.actors.detection.detection_text import span_text
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.models.analysis import Role
    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token, TokenizedText

__all__ = ["DOUBTS", "Prominence", "is_about_sport", "is_table", "main_actors"]

_MIN_MENTIONS = 2
"""Whoever is named once, in no headline and as the subject of no sentence in the lead, is named in passing."""
_MIN_SHARE = 0.2
"""Of the importance of the first actor of its kind, below which an actor is no main one."""
_BRIEF, _LONG = 5, 30
"""Sentences up to which hardly anybody is named twice, and beyond which a place named twice is named in passing."""
_MIN_MENTIONS_OF_WORD = 3
_MAX_PLACES = 3
_SUBJECTS = ("nsubj", "nsubjpass")
_LABELS = {
    ActorKind.PERSON: ("PERSON",),
    ActorKind.ORGANISATION: ("ORG",),
    ActorKind.PLACE: ("GPE", "LOC", "FAC"),
}
"""The tagger's labels that agree with a kind."""


@dataclass(frozen=True, slots=True)
class Prominence:
    """An actor with its mentions other than those as a source."""

    cluster: NameCluster
    mentions: Sequence[NameCandidate]
    roles: Sequence[Role]
    texts: Sequence[TokenizedText]
    lead: frozenset[int]
    """The indices of the lead's sentences."""
    importance: float
    is_sport: bool
    is_table: bool
    lowercase_words: frozenset[str]
    """Words that the story also writes in lower case."""

    @property
    def kind(self) -> ActorKind:
        """The actor's kind."""
        return self.cluster.kind

    def token(self, mention: NameCandidate, at: int = 0) -> Token | None:
        """The last word of a mention (0), one so far after it, or before its first word (negative)."""
        tokens = self.texts[mention.text_index].tokens
        index = mention.first + at if at < 0 else mention.last + at
        return tokens[index] if 0 <= index < len(tokens) else None

    def agreement(self) -> float:
        """The share of the mentions in running text to which the tagger gives the actor's kind, of those with any."""
        words = [self.texts[m.text_index].tokens[m.last] for m in self.mentions if not self.is_in_title(m)]
        labelled = [word.ent_type for word in words if word.ent_type]
        agreeing = sum(label in _LABELS[self.kind] for label in labelled)
        return agreeing / max(len(labelled), len(words) / 2) if words else 0.0

    def is_in_title(self, mention: NameCandidate) -> bool:
        """True for a mention in a title."""
        return self.texts[mention.text_index].doc in (TITLE_DOC, None)


def main_actors(actors: Sequence[Prominence]) -> set[int]:
    """The indices of the main actors."""
    likely = [index for index, actor in enumerate(actors) if _is_in_matter(actor) and not _is_doubtful(actor, actors)]
    highest = {
        kind: max((actors[i].importance for i in likely if actors[i].kind is kind), default=0.0) for kind in ActorKind
    }
    ranked = sorted(likely, key=lambda index: -actors[index].importance)
    likely = _without_parts(likely, actors)
    places = [index for index in ranked if actors[index].kind is ActorKind.PLACE][:_MAX_PLACES]
    return {
        index
        for index in likely
        if actors[index].importance >= _MIN_SHARE * highest[actors[index].kind]
        and (actors[index].kind is not ActorKind.PLACE or index in places)
    }


def _without_parts(likely: Sequence[int], actors: Sequence[Prominence]) -> list[int]:
    """Without organisations whose names are parts of others' names: "Supreme Court" beside "Alabama Supreme Court"."""
    forms = [
        (form, index)
        for index in likely
        if actors[index].kind is ActorKind.ORGANISATION
        for form in actors[index].cluster.forms
        if " " in form
    ]
    parts = {part: index for form, index in forms for part in (form.partition(" ")[2], form.rpartition(" ")[0])}
    return [
        index
        for index in likely
        if actors[index].kind is not ActorKind.ORGANISATION
        or all(parts.get(form, index) == index for form in actors[index].cluster.forms)
    ]


def _is_doubtful(actor: Prominence, actors: Sequence[Prominence]) -> bool:
    if any(applies(actor) for kind, applies, _ in DOUBTS if kind in (actor.kind, None)):
        return True
    # beside the organisations "SAS" and "Queen Bee Productions", "Radisson SAS" and "Queen Bee" are no persons, nor is
    # "Solo" a place beside "Han Solo"
    other_kind = {ActorKind.PERSON: ActorKind.ORGANISATION, ActorKind.PLACE: ActorKind.PERSON}.get(actor.kind)
    others = {form for other in actors if other.kind is other_kind for form in other.cluster.forms}
    if actor.kind is ActorKind.PLACE:
        return not {form.split()[-1] for form in others if " " in form}.isdisjoint(actor.cluster.forms)
    begins = any(other.startswith(f"{form} ") for other in others for form in actor.cluster.forms if " " in form)
    return begins or not others.isdisjoint(form.split()[-1] for form in actor.cluster.forms)


def _is_in_matter(actor: Prominence) -> bool:
    """True if it is named more than in passing."""
    if not actor.mentions:
        return False
    is_long = actor.kind is ActorKind.PLACE and _sentences(actor.texts) > _LONG
    if len(actor.mentions) >= _MIN_MENTIONS + is_long or any(map(actor.is_in_title, actor.mentions)):
        return True
    if actor.kind is ActorKind.PERSON and actor.roles and _sentences(actor.texts) <= _BRIEF:
        return True
    return actor.kind is not ActorKind.PLACE and any(_is_subject_of_lead(actor, mention) for mention in actor.mentions)


def _sentences(texts: Sequence[TokenizedText]) -> int:
    return sum(len(text.sentence_ranges) for text in texts)


def _is_subject_of_lead(actor: Prominence, mention: NameCandidate) -> bool:
    """True in "X said no" and "The owner, X, said no"."""
    tokens = actor.texts[mention.text_index].tokens
    words = tokens[mention.first : mention.last + 1]
    subjects = (tokens[word.head] if word.dep == "appos" else word for word in words)
    return words[0].sentence in actor.lead and any(word.dep in _SUBJECTS for word in subjects)


def _is_unlikely_person(actor: Prominence) -> bool:
    """True for a name without first name, title, role or the tagger's agreement."""
    tables = lexicon()
    named = any(form.split()[0].casefold() in tables.first_names for form in actor.cluster.forms if " " in form)
    known = any(form in tables.known_by_surname for form in actor.cluster.forms)
    titled = any(mention.title for mention in actor.mentions)
    agreement = actor.agreement()
    return not (named or known or titled or agreement > 0.5 or (actor.roles and agreement > 0))


def _is_made_of_common_words(actor: Prominence) -> bool:
    """True if the last word is written in lower case elsewhere ("Acme Vehicles"), and for "'s" inside a person."""
    tables, forms = lexicon(), actor.cluster.forms
    if actor.kind is ActorKind.ORGANISATION and any(
        form in tables.organisations or _has_organisation_word(form) or tables.place(form.split()[0]) for form in forms
    ):
        return False
    named = tables.first_names | tables.surnames | tables["particle"]
    lasts = {form.split()[-1].casefold() for form in actor.cluster.forms if " " in form}
    common = any(last in actor.lowercase_words and last not in named for last in lasts)
    return common or (actor.kind is ActorKind.PERSON and any("'s " in form for form in forms))


def _is_owner_in_name(actor: Prominence) -> bool:
    """True for "Martha" in "Martha's Vineyard"."""
    if any(" " in form for form in actor.cluster.forms):
        return False
    pairs = [(actor.token(mention, 1), actor.token(mention, 2)) for mention in actor.mentions]
    owning = sum(a is not None and a.lower == "'s" and b is not None and b.is_capitalised for a, b in pairs)
    return 2 * owning > len(pairs)


def _are_people(actor: Prominence) -> bool:
    """True for "LGBT Nebraskans", people of a place."""
    lasts = [form.split()[-1] for form in actor.cluster.forms]
    return any(last.endswith(("ans", "ans'")) and lexicon().place(last.rstrip("'")[:-2]) for last in lasts)


def _is_team(actor: Prominence) -> bool:
    """True for one word that takes a plural verb: "Lazio were favourites"."""
    if any(" " in form for form in actor.cluster.forms):
        return False
    return any(
        (after := actor.token(mention, 1)) is not None
        and after.lower in ("are", "were", "have")
        and (before := actor.token(mention, -1)) is not None
        and before.lower not in ("and", ",", "or", "nor")
        for mention in actor.mentions
    )


def _has_first_name(actor: Prominence) -> bool:
    """True for "Shania Twain", taken for an organisation."""
    tables, forms = lexicon(), actor.cluster.forms
    if any(form in tables.organisations or _has_organisation_word(form) or "&" in form for form in forms):
        return False
    return any(form.split()[0].casefold() in tables.first_names for form in forms if " " in form)


def _is_modifier(actor: Prominence) -> bool:
    """True for a name that only goes before common nouns: "National Insurance payments", "Aadhaar numbers"."""
    if any(lexicon().canonical(form) for form in actor.cluster.forms):
        return False
    words = [actor.texts[m.text_index].tokens[m.last] for m in actor.mentions if not actor.is_in_title(m)]
    heads = [actor.token(m, 1) for m in actor.mentions if not actor.is_in_title(m)]
    pairs = zip(words, heads, strict=True)
    modifiers = sum(w.dep == "compound" and h is not None and not h.is_capitalised for w, h in pairs)
    return bool(words) and 4 * modifiers >= 3 * len(words)


def _is_unlikely_organisation(actor: Prominence) -> bool:
    """True for a name in no table and without a word for organisations, if the tagger disagrees."""
    tables = lexicon()
    forms = actor.cluster.forms
    listed = any(form in tables.organisations and not tables.place(form) for form in forms)
    worded = any(_has_organisation_word(form) for form in forms)
    return not (listed or worded or actor.agreement() >= 0.5)


def _is_seldom_named_word(actor: Prominence) -> bool:
    """True for one word of unknown kind that is named once or twice: "Skura said"."""
    forms = actor.cluster.forms
    is_unknown = not any(" " in form or form in lexicon().organisations for form in forms)
    return is_unknown and len(actor.mentions) < _MIN_MENTIONS_OF_WORD


def _has_organisation_word(form: str) -> bool:
    words = form.casefold().split()
    return len(words) > 1 and any(word in lexicon()["organisation-word"] for word in words)


def _is_used_like_place(actor: Prominence) -> bool:
    """True for "Falls Church" in "a bank in Falls Church, Virginia"."""
    if any(form in lexicon().organisations for form in actor.cluster.forms):
        return False
    worded = any(_has_organisation_word(form) for form in actor.cluster.forms)
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


def _is_garbled(actor: Prominence) -> bool:
    """True for a name with a stray bracket or stop inside: "HLNtv)Actress Alyssa Milano"."""
    return any(mark in form for form in actor.cluster.forms for mark in ")(][?!:;=@*")


def _is_cut(actor: Prominence) -> bool:
    """True for "U.S. Immigration" where the tagger's entity goes on, "and Customs Enforcement", or begins before."""
    if any(lexicon().canonical(form) for form in actor.cluster.forms):
        return False
    in_text = [mention for mention in actor.mentions if not actor.is_in_title(mention)]
    return bool(in_text) and 2 * sum(_is_cut_at(actor, mention) for mention in in_text) >= len(in_text)


def _is_cut_at(actor: Prominence, mention: NameCandidate) -> bool:
    tokens = actor.texts[mention.text_index].tokens
    last, span = tokens[mention.last], tokens[mention.last].ent_span
    after, before = actor.token(mention, 1), actor.token(mention, -1)
    if span is None or last.ent_type not in _LABELS[actor.kind]:
        return False
    goes_on = after is not None and after.ent_span == span and (after.is_capitalised or after.lower in ("and", "of"))
    joined = actor.token(mention, -2)
    is_half = before is not None and before.lower in ("and", "&") and joined is not None and joined.is_capitalised
    if is_half and lexicon().place(tokens[mention.first].text):  # "England and [Wales Cricket Board]"
        return True
    begun = before is not None and before.ent_span == span and before.lower != "the"
    return goes_on or begun


def _is_common_word(actor: Prominence) -> bool:
    """True for "Metro" where the story also has "metros", and for "Official"."""
    words = {form.casefold() for form in actor.cluster.forms}
    if actor.kind is ActorKind.PERSON or any(" " in word or lexicon().canonical(word) for word in words):
        return False
    return any({word, f"{word}s"} & actor.lowercase_words for word in words)


def _is_bare_word_for_organisations(actor: Prominence) -> bool:
    """True for "Department" or "Authority", short for a body that is named otherwise."""
    common = lexicon()["organisation-word"] | lexicon()["event"] | lexicon()["place"]
    return all(form.casefold() in common for form in actor.cluster.forms)


def _is_unlikely_place(actor: Prominence) -> bool:
    """True for a name in no gazetteer that is nowhere used like a place: no "in" before it, no place after a comma."""
    if any(lexicon().place(form) for form in actor.cluster.forms):
        return False
    return actor.agreement() < 0.5 or not any(_is_used_as_place(actor, mention) for mention in actor.mentions)


def _is_used_as_place(actor: Prominence, mention: NameCandidate) -> bool:
    before, after = actor.token(mention, -1), actor.token(mention, 1)
    words = mention.text.casefold().split()
    if len(words) > 1 and (words[-1] in lexicon()["place"] or words[0] in lexicon()["place-opener"]):
        return True
    located = before is not None and before.lower in lexicon()["place-preposition"]
    return located or (after is not None and after.text == "," and before is not None and before.lower == "of")


def _is_club(actor: Prominence) -> bool:
    """True for a city in a story about sport in which nothing is said to be: there it stands for its club."""
    forms = actor.cluster.forms
    if not actor.is_sport or any(lexicon().countries.get(form) for form in forms):
        return False
    before = [actor.token(mention, -1) for mention in actor.mentions]
    return not any(word is not None and word.lower == "in" for word in before)


def _is_in_table(actor: Prominence) -> bool:
    """True in a scoreboard, where nothing tells persons from teams, unless the name is known."""
    return actor.is_table and not any(lexicon().canonical(form) for form in actor.cluster.forms)


def is_table(texts: Sequence[TokenizedText]) -> bool:
    """True if a quarter of a story's words are numbers."""
    words = [token for text in texts for token in text.tokens if token.text[0].isalnum()]
    return 4 * sum(word.text[0].isdigit() for word in words) >= len(words) > 0


def is_about_sport(texts: Sequence[TokenizedText]) -> bool:
    """True for a story with several words of sport."""
    counts = Counter(token.lower for text in texts for token in text.tokens if token.lower in lexicon()["sport"])
    return len(counts) >= 3 and counts.total() >= 6


DOUBTS: tuple[tuple[ActorKind | None, Callable[[Prominence], bool], str], ...] = (
    (ActorKind.PERSON, _is_unlikely_person, "Top Gear returns. Top Gear was axed."),
    (ActorKind.PERSON, _is_made_of_common_words, "Acme Armoured Vehicles makes vehicles."),
    (ActorKind.PERSON, _is_owner_in_name, "Martha's Vineyard is an island. They left Martha's Vineyard."),
    (ActorKind.PERSON, _is_team, "The draw is over. Lazio were favourites. Lazio lost."),
    (ActorKind.ORGANISATION, _is_made_of_common_words, "The Apple Watch is a watch. The Apple Watch is here."),
    (ActorKind.ORGANISATION, _are_people, "LGBT Nebraskans hope. LGBT Nebraskans wait."),
    (ActorKind.ORGANISATION, _has_first_name, "Shania Twain sang. Shania Twain left."),
    (ActorKind.ORGANISATION, _is_seldom_named_word, "Skura agreed. The judge heard Skura."),
    (ActorKind.ORGANISATION, _is_modifier, "Aadhaar numbers are issued. Aadhaar seeding helps."),
    (ActorKind.ORGANISATION, _is_unlikely_organisation, "He took it by IV. IV drugs are rare."),
    (ActorKind.ORGANISATION, _is_bare_word_for_organisations, "The Department said no. The Department was closed."),
    (ActorKind.ORGANISATION, _is_used_like_place, "He lives in Falls Church, Virginia. It is in Falls Church."),
    (ActorKind.ORGANISATION, _is_cut, "[U.S. Immigration] and Customs Enforcement closed it."),
    (None, _is_in_table, "Waugh b Vaas 22. Ponting not out 46."),
    (None, _is_garbled, "HLNtv)Actress Alyssa Milano tweeted."),
    (None, _is_common_word, "The Metro is full. Other metros are not. The Metro runs."),
    (ActorKind.PLACE, _is_unlikely_place, "Opana was abused. Opana is a drug."),
    (ActorKind.PLACE, _is_club, "Newcastle won the match. They beat Newcastle."),
)
"""What makes an actor of a kind (None: of any) too doubtful to be shown, with an example."""
