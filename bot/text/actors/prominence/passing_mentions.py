"""Tells mentions in passing: in captions, of places where something is or comes from, of leagues, of half a couple."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.prominence.mention_context import mention_context
from bot.text.actors.prominence.mentions import LABELS
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.prominence.mention_context import MentionContext
    from bot.text.tokens import Token, TokenizedText

__all__ = ["PASSING_RULES", "mentions_in_matter"]

_ORIGINS = frozenset(("area", "based", "born", "bred", "raised"))
_DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west "
    "miles kilometers kilometres km".split()
)
_OF_LAW = frozenset(("court", "courtroom", "judge", "jury"))
_LEAGUES = frozenset(
    ("league", "liga", "bundesliga", "premiership", "championship", "serie a", "ligue 1", "eredivisie")
)
"""The last words of the names of competitions, in which others play."""
_CONTESTS = frozenset("cup olympics prix tour marathon bowl trophy oscars grammys awards".split())
"""The same of what takes place; it can do nothing itself."""
_VENUES = frozenset(("stadium", "arena", "ballpark", "ground"))
_AT_LEAGUE = frozenset(("in", "into", "to", "from", "of", "or"))
_MAX_ABBREVIATION = 3
"""Letters of "US" and "UAE", for which no adjective is usual."""


def mentions_in_matter(
    kind: ActorKind, mentions: Sequence[NameCandidate], texts: Sequence[TokenizedText]
) -> list[NameCandidate]:
    """The mentions of an actor of this kind that are not in passing."""
    return [mention for mention in mentions if not _is_in_passing(kind, mention, texts[mention.text_index])]


def _is_in_passing(kind: ActorKind, mention: NameCandidate, text: TokenizedText) -> bool:
    if text.tokens[mention.first].sentence in text.captions:
        return True
    context = mention_context(mention, text.tokens, LABELS[kind])
    if kind is ActorKind.PERSON:
        return _is_half_of_couple(context, text.tokens[mention.last + 3 : mention.last + 4])
    return any(applies(context) for of_kind, applies, _ in PASSING_RULES if of_kind is kind)


def _is_half_of_couple(m: MentionContext, third: Sequence[Token]) -> bool:
    """True for the first name before "and", a first name and their surname: "[Bill] and Hillary Clinton"."""
    first_names = lexicon().first_names
    is_couple = len(m.words) == 1 and m.one_after.lower == "and" and {m.last.lower, m.two_after.lower} <= first_names
    return is_couple and any(word.is_capitalised for word in third)


def _is_adjective(m: MentionContext) -> bool:
    letters = m.last.text.replace(".", "")
    is_short = letters.isupper() and len(letters) <= _MAX_ABBREVIATION
    return is_short and m.last.dep == "compound" and m.one_after.tag[:2] in ("NN", "JJ")


def _is_epithet(m: MentionContext) -> bool:
    """True for the place after a first name and "of", which tells people of that name apart."""
    return m.one_before.lower == "of" and m.two_before.is_capitalised and m.two_before.lower in lexicon().first_names


def _is_part_of_body(m: MentionContext) -> bool:
    return m.one_after.is_capitalised and m.one_after.lower in lexicon()["organisation-word"]


def _is_played_in(m: MentionContext) -> bool:
    """True for a league in which others play, and as a part of a phrase: "the League side"."""
    words = [word.lower for word in m.words]
    is_league = words[-1] in _LEAGUES or " ".join(words[-2:]) in _LEAGUES
    return is_league and (m.before in _AT_LEAGUE or m.one_after.tag[:2] in ("NN", "JJ"))


def _is_contest(m: MentionContext) -> bool:
    words = [word.lower for word in m.words]
    return words[-1] in _CONTESTS or words[:2] == ["tour", "de"]


PASSING_RULES: tuple[tuple[ActorKind, Callable[[MentionContext], bool], str], ...] = (
    (
        ActorKind.PLACE,
        lambda m: m.one_after.text == "-" and m.two_after.lower in _ORIGINS,
        "The [Boston]-based firm closed.",
    ),
    (ActorKind.PLACE, _is_adjective, "They met [U.S.] officials."),
    (
        ActorKind.PLACE,
        lambda m: m.one_before.lower in ("of", "from") and m.two_before.text == ",",
        "Ann Lee, 32, of [Boston], left.",
    ),
    (
        ActorKind.PLACE,
        lambda m: m.one_before.lower in ("of", "from") and m.two_before.lower in _DIRECTIONS,
        "It lies north of [Boston].",
    ),
    (ActorKind.PLACE, _is_epithet, "They prayed to Francis of [Assisi]."),
    (ActorKind.PLACE, lambda m: m.one_after.lower in _OF_LAW, "A [Boston] court freed her."),
    (ActorKind.PLACE, _is_part_of_body, "They met the [Boston] Police spokesman."),
    (ActorKind.ORGANISATION, _is_played_in, "They hope for promotion to the [Premier League]."),
    (ActorKind.ORGANISATION, _is_contest, "The [Tour de France] begins in May."),
    (
        ActorKind.ORGANISATION,
        lambda m: m.one_after.lower in _VENUES,
        "They sang in the [Dallas Cowboys] stadium.",
    ),
)
"""Each with its kind and an example."""
