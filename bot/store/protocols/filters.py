"""Whether a channel's filter lets an article pass: rules that every implementation of the store follows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.models.filters import Condition, FilterKind
from bot.models.languages import LANGUAGE_NAMES
from bot.plurals import listed
from bot.text.actors.link_keys import typed_link_key
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.models.filters import ChannelFilter

__all__ = ["ArticleFacts", "Verdict", "filter_in_words", "in_words", "judge", "meets"]

MAX_REMEMBERED = 10_000
"""Names in filters whose link keys are remembered: every new article is compared with all of them."""
NO_FILTER = "the channel gets all new articles"
NOTHING_LEFT_OUT = "it has nothing that the channel’s filter leaves out"
PHRASES = {
    FilterKind.THEME: ("on the theme ", "“{}”"),
    FilterKind.ACTOR: ("naming ", "{}"),
    FilterKind.SOURCE: ("from ", "“{}”"),
    FilterKind.LANGUAGE: ("in ", "{}"),
    FilterKind.WORDS: ("with ", "“{}”"),
}
"""How conditions of a kind are said, in this order: after "articles", and each value."""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What the conditions of filters are compared with.

    ``names`` are the folded names of the article's actors, whole and from each later word on ("ann lee", "lee").
    ``actors`` are their kinds and link keys, the same for all forms of a name ("Mayor Ann Lee", "Ann B. Lee"), with
    those of the persons for whom a bare surname stands.
    ``words`` are those of the words and phrases that were looked for which the article has.
    """

    source: str
    language: str
    themes: frozenset[str]
    names: frozenset[str]
    actors: frozenset[tuple[ActorKind, str]]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an article passes a filter, and why, in words that follow "posted:" or "not posted:"."""

    passes: bool
    reason: str


def judge(wanted: ChannelFilter, meets_condition: Callable[[Condition], bool]) -> Verdict:
    """Compares an article with a filter; ``meets_condition`` tells whether the article meets a condition."""
    unwanted = [condition for condition in wanted.exclude if meets_condition(condition)]
    if unwanted:
        return Verdict(False, f"the channel’s filter leaves out articles {in_words(unwanted, ' or ')}")
    missing: list[Condition] = []
    met: list[Condition] = []
    for kind in PHRASES:
        asked = [condition for condition in wanted.include if condition.kind is kind]
        found = [condition for condition in asked if meets_condition(condition)]
        met += found
        if kind is FilterKind.WORDS:
            missing += [condition for condition in asked if condition not in found]
        elif not found:
            missing += asked
    if missing:
        return Verdict(False, f"the channel’s filter asks for articles {in_words(missing)}")
    return Verdict(True, in_words(met) or (NOTHING_LEFT_OUT if wanted.exclude else NO_FILTER))


def meets(facts: ArticleFacts, aliases: Mapping[str, frozenset[str]], condition: Condition) -> bool:
    """True if an article meets a condition; ``aliases`` are the other folded names of whoever has a folded name."""
    value = condition.value
    match condition.kind:
        case FilterKind.THEME:
            return value.casefold() in facts.themes
        case FilterKind.ACTOR:
            key = name_key(value)
            named = {key, *aliases.get(key, ())}
            if not facts.names.isdisjoint(named):
                return True
            return any(not facts.actors.isdisjoint(_link_keys(name)) for name in (value, *named))
        case FilterKind.SOURCE:
            return value.casefold() in facts.source.casefold()
        case FilterKind.LANGUAGE:
            return value == facts.language
    return value in facts.words


@lru_cache(MAX_REMEMBERED)
def _link_keys(name: str) -> frozenset[tuple[ActorKind, str]]:
    """What a name links to: as a person, as an organisation and as a place."""
    return frozenset((kind, typed_link_key(kind, name)) for kind in ActorKind)


def filter_in_words(wanted: ChannelFilter) -> str:
    """A filter as a part of a sentence: "only articles on the theme “Sport”, but none with “transfer rumours”"."""
    if not wanted.include:
        return f"all articles but those {in_words(wanted.exclude, ' or ', joint=' or ')}" if wanted.exclude else ""
    excluded = f", but none {in_words(wanted.exclude, ' or ', joint=' or ')}" if wanted.exclude else ""
    return f"only articles {in_words(wanted.include)}{excluded}"


def in_words(conditions: Sequence[Condition], words_joint: str = " and ", *, joint: str = ", ") -> str:
    """Conditions as they follow "articles": "on the theme “Sport” or “Trade”, naming Ann Lee"."""
    return joint.join(
        opening + listed(values, words_joint if kind is FilterKind.WORDS else " or ")
        for kind, (opening, quoted) in PHRASES.items()
        if (values := [quoted.format(_shown(condition)) for condition in conditions if condition.kind is kind])
    )


def _shown(condition: Condition) -> str:
    """The value, as a reader knows it: a language by its name."""
    return (
        LANGUAGE_NAMES.get(condition.value, condition.value)
        if condition.kind is FilterKind.LANGUAGE
        else condition.value
    )
