"""Ranks the sentences that say most about an actor: its roles, its actions, its own words.

Only sentences that name the actor are ranked: one that says "she" instead needs those before it to be understood.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.sentence_parts import MIN_ARGUMENT, part_of, part_weight
from bot.text.context_dependence import depends_on_previous, is_unquotable, needs_context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Role, Sentence
    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.tokens import TokenizedText

__all__ = ["MAX_SALIENT_SENTENCES", "SentenceContext", "rank_salient_sentences", "sentence_context"]

MAX_SALIENT_SENTENCES = 8
_MIN_WEIGHT = 1.25
"""Sentences below it are mere mentions; an actor without better ones keeps its best one."""
_ROLE = 0.75
_EARLY = 1.0
"""Weighted by order: a half for the first sentence that names the actor, a third for the second, and so on."""
_FULL_NAME = 0.5
_QUESTION = -1.0
_BARE, _SHORT, _LONG = 4, 6, 45
"""Lengths in tokens: up to the first a sentence says nothing ("Thackeray said."), beyond the last it is too long."""


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """What makes a sentence of a story unfit to be quoted alone; the same for all actors that it names."""

    dependent: Sequence[bool]
    """True for a sentence that needs the one before it."""
    anaphoric: Sequence[bool]
    """True for those of which the words alone show it; the others may just follow a mark that was not closed."""
    unquotable: Sequence[bool]
    """True for captions, fragments and half quotations."""
    question: Sequence[bool]


def sentence_context(sentences: Sequence[Sentence]) -> SentenceContext:
    """Examines each sentence once, for all actors of a story."""
    return SentenceContext(
        dependent=depends_on_previous(sentences),
        anaphoric=[needs_context(sentence.text) for sentence in sentences],
        unquotable=[is_unquotable(sentence.text) for sentence in sentences],
        question=[sentence.text.endswith("?") for sentence in sentences],
    )


def rank_salient_sentences(
    cluster: NameCluster, roles: Sequence[Role], texts: Sequence[TokenizedText], context: SentenceContext
) -> tuple[int, ...]:
    """Indices of at most ``MAX_SALIENT_SENTENCES`` sentences that name an actor, the best first.

    Empty for an actor that is named in headlines only, and for a person who is only named in passing.
    """
    parts: dict[int, float] = {}
    full: set[int] = set()
    sizes: dict[int, int] = {}
    for mention in cluster.occurrences:
        text = texts[mention.text_index]
        word = text.tokens[mention.first]
        sentence = text.sentence_ranges.get(word.sentence, range(0))
        if mention.first in sentence and not word.in_headline:
            part = part_weight(part_of(mention, text.tokens, sentence))
            parts[word.sentence] = max(part, parts.get(word.sentence, part))
            sizes[word.sentence] = len(sentence)
            full |= {word.sentence} if " " in mention.text else set()
    stated = {role.sentence for role in roles}
    weights: dict[int, float] = {}
    for order, (index, part) in enumerate(parts.items()):
        says_role = index in stated and part >= MIN_ARGUMENT
        early = _EARLY / (order + 2) + _FULL_NAME * (index in full)
        weights[index] = part + early + _ROLE * says_role + _length_penalty(sizes[index])
        weights[index] += _QUESTION * context.question[index]
    quotable = sorted(weights, key=lambda index: (-weights[index], index))
    for unfit in (context.unquotable, context.anaphoric, context.dependent):
        quotable = [index for index in quotable if not unfit[index]] or quotable
    in_passing = cluster.kind is ActorKind.PERSON and max(parts.values(), default=0.0) < MIN_ARGUMENT
    salient = [index for index in quotable if weights[index] >= _MIN_WEIGHT] or quotable[: not in_passing]
    return tuple(salient[:MAX_SALIENT_SENTENCES])


def _length_penalty(tokens: int) -> float:
    return -1.0 * (tokens < _SHORT) - 0.5 * (tokens > _LONG) - 2.0 * (tokens <= _BARE)
