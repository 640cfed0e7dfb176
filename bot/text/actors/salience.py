"""Ranks the sentences that say most about an actor: its roles, its actions, its own words.

Only sentences that name the actor are ranked: one that says "she" instead needs those before it to be understood.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.text.context_dependence import depends_on_previous, is_unquotable
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.models.analysis import Role, Sentence
    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token, TokenizedText

__all__ = ["MAX_SALIENT_SENTENCES", "SentenceContext", "rank_salient_sentences", "sentence_context"]

MAX_SALIENT_SENTENCES = 8
_MIN_WEIGHT = 0.75
"""Sentences below it are mere mentions; an actor without better ones keeps its best one."""
_ROLE = 3.0
_EARLY = 1.0
"""Weighted by order: a half for the first sentence that names the actor, a third for the second, and so on."""
_DEPENDENT, _QUESTION = -1.0, -1.0
_SUBJECT_WITHIN = 8
"""A name within this many words of the sentence's start, followed by a verb, is taken for the subject."""
_BARE, _SHORT, _LONG = 4, 6, 45
"""Lengths in tokens: up to the first a sentence says nothing ("Thackeray said."), beyond the last it is too long."""


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """What makes a sentence of a story unfit to be quoted alone; the same for all actors that it names."""

    dependent: Sequence[bool]
    """True for a sentence that needs the one before it."""
    unquotable: Sequence[bool]
    """True for captions, fragments and half quotations."""
    question: Sequence[bool]


class _NameInSentence(NamedTuple):
    """A name, its position in the sentence, and its neighbouring words, adverbs and titles skipped."""

    name: NameCandidate
    position: int
    before: Token | None
    after: Token | None


def sentence_context(sentences: Sequence[Sentence]) -> SentenceContext:
    """Examines each sentence once, for all actors of a story."""
    return SentenceContext(
        dependent=depends_on_previous(sentences),
        unquotable=[is_unquotable(sentence.text) for sentence in sentences],
        question=[sentence.text.endswith("?") for sentence in sentences],
    )


def rank_salient_sentences(
    cluster: NameCluster, roles: Sequence[Role], texts: Sequence[TokenizedText], context: SentenceContext
) -> tuple[int, ...]:
    """Indices of at most ``MAX_SALIENT_SENTENCES`` sentences that name an actor, the best first.

    Empty for an actor that is named in headlines only.
    """
    weights: dict[int, float] = {}
    sizes: dict[int, int] = {}
    for mention in cluster.occurrences:
        text = texts[mention.text_index]
        word = text.tokens[mention.first]
        sentence = text.sentence_ranges.get(word.sentence, range(0))
        if mention.first in sentence and not word.in_headline:
            weight = _mention_weight(_name_in_sentence(mention, text, sentence))
            weights[word.sentence] = max(weight, weights.get(word.sentence, weight))
            sizes[word.sentence] = len(sentence)
    stated = {role.sentence for role in roles}
    for order, index in enumerate(weights):
        weights[index] += _EARLY / (order + 2) + _ROLE * (index in stated) + _length_penalty(sizes[index])
        weights[index] += _DEPENDENT * context.dependent[index] + _QUESTION * context.question[index]
    ranked = sorted(weights, key=lambda index: (-weights[index], index))
    quotable = [index for index in ranked if not context.unquotable[index]] or ranked
    salient = [index for index in quotable if weights[index] >= _MIN_WEIGHT] or quotable[:1]
    return tuple(salient[:MAX_SALIENT_SENTENCES])


def _name_in_sentence(mention: NameCandidate, text: TokenizedText, sentence: range) -> _NameInSentence:
    tokens = text.tokens
    start = mention.title[0] if mention.title else mention.first
    after = mention.last + 1
    while after + 1 in sentence and tokens[after].tag == "RB":
        after += 1
    return _NameInSentence(
        mention,
        position=mention.first - sentence.start,
        before=tokens[start - 1] if start > sentence.start else None,
        after=tokens[after] if after in sentence else None,
    )


def _mention_weight(name: _NameInSentence) -> float:
    return sum(weight for weight, applies in _CUES if applies(name))


def _length_penalty(tokens: int) -> float:
    return -1.0 * (tokens < _SHORT) - 0.5 * (tokens > _LONG) - 2.0 * (tokens <= _BARE)


def _is_subject(name: _NameInSentence) -> bool:
    """True before a finite verb near the sentence's beginning, unless a preposition governs the name."""
    before, after = name.before, name.after
    governed = before and before.tag in ("IN", "TO") and before.lower not in lexicon()["clause-opener"]
    verb = after and after.tag in ("VBD", "VBZ", "VBP", "MD")
    return bool(verb and name.position < _SUBJECT_WITHIN and not governed)


def _is_speech_verb(word: Token | None) -> bool:
    return word is not None and word.lower in lexicon()["say"]


_CUES: tuple[tuple[float, Callable[[_NameInSentence], bool]], ...] = (
    (2.0, _is_subject),  # "Blair earlier dismissed the claims."
    (1.5, lambda name: _is_speech_verb(name.after)),  # "Blair said ..."
    (1.5, lambda name: _is_speech_verb(name.before)),  # "..., said Prime Minister Blair"
    (1.0, lambda name: name.after is not None and name.after.lower == "'s"),  # "Blair's plan"
    (0.5, lambda name: " " in name.name.text),  # "Tony Blair"
)
"""What a mention adds to its sentence's weight."""
