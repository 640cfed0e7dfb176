"""An actor in its story: where it is named, and what surrounds its name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC, ActorKind
from bot.text.actors.dating_clauses import only_dates
from bot.text.actors.sport import sport_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.models.analysis import Role
    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token, TokenizedText

__all__ = ["LABELS", "Prominence", "StoryActors", "is_about_sport", "is_table", "parts_of", "story_actors"]

_SUBJECTS = ("nsubj", "nsubjpass")
_MIN_SPORT_WORDS = 3, 6
"""Different words of sport, and all of them, from which a story is about sport."""
LABELS = {
    ActorKind.PERSON: ("PERSON",),
    ActorKind.ORGANISATION: ("ORG",),
    ActorKind.PLACE: ("GPE", "LOC", "FAC"),
}
"""The tagger's labels that agree with a kind."""


@dataclass(frozen=True, slots=True)
class StoryActors:
    """The names and the importance of all of a story's actors, by kind."""

    names: Mapping[ActorKind, frozenset[str]]
    parts: Mapping[ActorKind, frozenset[str]]
    """The first and the last words of names of several words, in every number."""
    importance: Mapping[ActorKind, Sequence[float]]
    """Their importance, the greatest first."""


def story_actors(clusters: Sequence[NameCluster], importance: Sequence[float]) -> StoryActors:
    """The names of a story's actors, the parts of their names, and their importance, which is given in their order."""
    names: dict[ActorKind, set[str]] = {kind: set() for kind in ActorKind}
    parts: dict[ActorKind, set[str]] = {kind: set() for kind in ActorKind}
    for cluster in clusters:
        names[cluster.kind].update(cluster.forms)
        parts[cluster.kind].update(part for form in cluster.forms for part in parts_of(form))
    ranked: dict[ActorKind, list[float]] = {kind: [] for kind in ActorKind}
    for cluster, value in zip(clusters, importance, strict=True):
        ranked[cluster.kind].append(value)
    return StoryActors(
        {kind: frozenset(found) for kind, found in names.items()},
        {kind: frozenset(found) for kind, found in parts.items()},
        {kind: sorted(values, reverse=True) for kind, values in ranked.items()},
    )


def parts_of(form: str) -> set[str]:
    """The first and the last words of a name, in every number."""
    words = form.split()
    sizes = range(1, len(words))
    return {" ".join(words[:size]) for size in sizes} | {" ".join(words[size:]) for size in sizes}


@dataclass(frozen=True)
class Prominence:
    """An actor with its mentions other than those as a source."""

    cluster: NameCluster
    mentions: Sequence[NameCandidate]
    in_matter: Sequence[NameCandidate]
    """Those of them that are not in passing."""
    is_only_credited: bool
    """True for what datelines, credits and signatures alone name, which is no actor."""
    roles: Sequence[Role]
    texts: Sequence[TokenizedText]
    lead: frozenset[int]
    """The indices of the lead's sentences."""
    importance: float
    is_sport: bool
    is_table: bool
    lowercase_words: frozenset[str]
    """Words that the story also writes in lower case."""
    others: StoryActors
    """All actors of the story."""

    @property
    def kind(self) -> ActorKind:
        """The actor's kind."""
        return self.cluster.kind

    @cached_property
    def story_size(self) -> int:
        """The number of sentences of the story."""
        return sum(len(text.sentence_ranges) for text in self.texts)

    def token(self, mention: NameCandidate, at: int = 0) -> Token | None:
        """The last word of a mention (0), one so far after it, or before its first word (negative)."""
        tokens = self.texts[mention.text_index].tokens
        index = mention.first + at if at < 0 else mention.last + at
        return tokens[index] if 0 <= index < len(tokens) else None

    @cached_property
    def longest_form(self) -> str:
        """The form of the name with the most words, the first of them."""
        return max(self.cluster.forms, key=lambda form: form.count(" "), default="-")

    @cached_property
    def longest_words(self) -> Sequence[str]:
        """The words of that form in lower case."""
        return self.longest_form.casefold().split()

    def last_word(self, mention: NameCandidate) -> Token:
        """The last word of a mention."""
        return self.texts[mention.text_index].tokens[mention.last]

    def agreement(self) -> float:
        """The share of the mentions in running text to which the tagger gives the actor's kind, of those with any."""
        words = [self.texts[m.text_index].tokens[m.last] for m in self.mentions if not self.is_in_title(m)]
        labelled = [word.ent_type for word in words if word.ent_type]
        agreeing = sum(label in LABELS[self.kind] for label in labelled)
        return agreeing / max(len(labelled), len(words) / 2) if words else 0.0

    def is_in_title(self, mention: NameCandidate) -> bool:
        """True for a mention in a title."""
        return self.texts[mention.text_index].doc in (TITLE_DOC, None)

    def is_subject(self, mention: NameCandidate) -> bool:
        """True in "X said no" and "The owner, X, said no"."""
        return bool(self._subjects(mention))

    def is_main_subject(self, mention: NameCandidate) -> bool:
        """True for a subject, but not in "before X met", which only says when somebody else did something."""
        text = self.texts[mention.text_index]
        around = text.sentence_ranges.get(self.last_word(mention).sentence, range(0))
        return any(not only_dates(text.tokens, word.head, around) for word in self._subjects(mention))

    def _subjects(self, mention: NameCandidate) -> list[Token]:
        """The words of a mention, or those to which they are an apposition, that are the subject of a verb."""
        tokens = self.texts[mention.text_index].tokens
        words = tokens[mention.first : mention.last + 1]
        heads = [tokens[word.head] if word.dep == "appos" else word for word in words]
        return [word for word in heads if word.dep in _SUBJECTS]

    def is_in_lead(self, mention: NameCandidate) -> bool:
        """True for a mention in one of the first sentences."""
        return self.last_word(mention).sentence in self.lead


def is_table(texts: Sequence[TokenizedText]) -> bool:
    """True if a quarter of a story's words are numbers."""
    initials = "".join([word for text in texts for word in map(itemgetter(0), text.words)])
    return 4 * sum(map(str.isdigit, initials)) >= sum(map(str.isalnum, initials)) > 0


def is_about_sport(texts: Sequence[TokenizedText]) -> bool:
    """True for a story with several words of sport."""
    counts = sport_words(texts)
    return len(counts) >= _MIN_SPORT_WORDS[0] and counts.total() >= _MIN_SPORT_WORDS[1]
