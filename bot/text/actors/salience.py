"""Ranks the sentences that say most about an actor: its roles, its actions, its own words.

Only sentences that name the actor are ranked: one that says "she" instead needs those before it to be understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.naming_sentences import naming_sentences
from bot.text.actors.part_weights import MIN_ARGUMENT
from bot.text.actors.sentence_confidence import MIN_CONFIDENCE, feature_values, sentence_confidence
from bot.text.context_dependence import (
    depends_on_previous,
    has_no_speaker,
    is_program_code,
    is_unquotable,
    needs_context,
)
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Role, Sentence
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.naming_sentences import NamingSentence
    from bot.text.tokens import TokenizedText

__all__ = ["MAX_SALIENT_SENTENCES", "SentenceContext", "rank_salient_sentences", "sentence_context"]

MAX_SALIENT_SENTENCES = 8
_MIN_WEIGHT = 1.25
"""Sentences below it are mere mentions; an actor without better ones keeps its best one."""
_ROLE = 0.75
_EARLY = 1.0
"""Weighted by order: a half for the first sentence that names the actor, a third for the second, and so on."""
_FULL_NAME = 0.5
_NO_STATEMENT = -1.0
"""For what asks or supposes something."""
_BARE, _SHORT, _LONG = 4, 6, 45
"""Lengths in tokens: up to the first a sentence says nothing ("Thackeray said."), beyond the last it is too long."""


_CATAPHORA = re.compile(
    r"(?:After|As|At|Before|By|During|For|From|In|Of|On|Since|Through|Throughout|With) (?:his|her) "
    r"[^,.:;!?\"“”]{1,60}, [A-Z]"
)
"""The name that such an opening points to follows: "In her new book, Roe said"."""
_ONE_OF_THEM = re.compile(
    r"\b(?:is|are|was|were|be|been) (?:also )?(?:among|(?:one|some|two|most|part) of) (?:them|those)\b(?! \w)"
)
"""What these are stands in the sentence before: "Roe was one of them"."""
_LOWER_CASE = re.compile(r"[(\[]?[a-z]+ (?=[a-z])")
"""The opening of what begins in the middle, not of "de Blasio said"."""
_NUMBERED = re.compile(r"[(\[]?\d{1,3}[.)\]] |[*†‡§] ?")
_SUPPOSITION = re.compile(r"[\"“]?(?:If|Even if|Unless|Whether) ")


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """What makes a sentence of a story unfit to be quoted alone; the same for all actors that it names."""

    dependent: Sequence[bool]
    """True for a sentence that needs the one before it."""
    anaphoric: Sequence[bool]
    """True for those of which the words alone show it; the others may just follow a mark that was not closed."""
    unquotable: Sequence[bool]
    """True for captions, fragments and half quotations."""
    code: Sequence[bool]
    """True for the code of a program, which is never quoted, even where nothing else names an actor."""
    scrap: Sequence[bool]
    """True for what begins in the middle, footnotes, items of lists and quotations without a speaker: none tells about
    a person.
    """
    question: Sequence[bool]
    """True for those that ask something: none tells about a person, and another actor has one only if all ask."""
    supposition: Sequence[bool]
    """True for those that suppose something."""


def sentence_context(sentences: Sequence[Sentence]) -> SentenceContext:
    """Examines each sentence once, for all actors of a story."""
    unquotable = [is_unquotable(sentence.text) for sentence in sentences]
    cataphoric = [_CATAPHORA.match(sentence.text) is not None for sentence in sentences]
    dependent = depends_on_previous(sentences)
    in_lower_case = [_LOWER_CASE.match(sentence.text) is not None for sentence in sentences]
    is_cased = sum(in_lower_case) * 2 < len(sentences)
    return SentenceContext(
        dependent=[found and not points_on for found, points_on in zip(dependent, cataphoric, strict=True)],
        anaphoric=[
            (needs_context(s.text) or _ONE_OF_THEM.search(s.text) is not None) and not points_on
            for s, points_on in zip(sentences, cataphoric, strict=True)
        ],
        unquotable=unquotable,
        code=[unfit and is_program_code(s.text) for s, unfit in zip(sentences, unquotable, strict=True)],
        scrap=[
            (is_cased and lower) or _NUMBERED.match(s.text) is not None or has_no_speaker(s.text)
            for s, lower in zip(sentences, in_lower_case, strict=True)
        ],
        question=[s.text.endswith("?") for s in sentences],
        supposition=[_SUPPOSITION.match(s.text) is not None for s in sentences],
    )


def rank_salient_sentences(
    kind: ActorKind,
    mentions: Sequence[NameCandidate],
    roles: Sequence[Role],
    texts: Sequence[TokenizedText],
    context: SentenceContext,
    log_odds: float,
) -> tuple[int, ...]:
    """Indices of at most ``MAX_SALIENT_SENTENCES`` sentences that name an actor, the best first.

    ``mentions`` are those of an actor other than as a source, ``log_odds`` those of a person's reliability. Of a person
    only sentences that are likely to tell about it are ranked. Empty for an actor that is named in headlines only,
    for a person whom all sentences name in passing, and for what may be no person.
    """
    is_person = kind is ActorKind.PERSON
    named = naming_sentences(mentions, texts, is_person=is_person)
    if is_person and not roles and _is_doubtful(mentions):
        named = {index: sentence for index, sentence in named.items() if sentence.shows_person}
    stated = {role.sentence for role in roles}
    weights: dict[int, float] = {}
    for order, (index, sentence) in enumerate(named.items()):
        says_role = index in stated and sentence.part >= MIN_ARGUMENT
        early = _EARLY / (order + 2) + _FULL_NAME * sentence.has_full_name
        weights[index] = sentence.part + early + _ROLE * says_role + _length_penalty(sentence)
        weights[index] += _NO_STATEMENT * (context.question[index] or context.supposition[index])
    quotable = sorted((i for i in weights if not context.code[i]), key=lambda index: (-weights[index], index))
    if is_person:
        whole = [i for i in quotable if named[i].has_verb and not (context.scrap[i] or context.question[i])]
        quotable = [index for index in whole if named[index].part >= MIN_ARGUMENT]
        is_one_word = not any(" " in mention.text for mention in mentions)
        quotable = [index for index in quotable if _is_confident(named[index], log_odds, is_one_word=is_one_word)]
    for unfit in (context.unquotable, context.question, context.anaphoric, context.dependent):
        quotable = [index for index in quotable if not unfit[index]] or quotable
    salient = [index for index in quotable if weights[index] >= _MIN_WEIGHT] or quotable[:1]
    return tuple(salient[:MAX_SALIENT_SENTENCES])


def _is_doubtful(mentions: Sequence[NameCandidate]) -> bool:
    """True for one word that is named once, and is no known name: it may be a place or a thing.

    Of the sentences that were shown for such persons of 330 articles, though they did not speak, 11 of 12 were about
    something else.
    """
    if len(mentions) != 1 or " " in mentions[0].text:
        return False
    name, tables = mentions[0], lexicon()
    is_introduced = name.title is not None or name.introduced_as_relative
    is_known = name.text.casefold() in tables.first_names or name.text in tables.known_by_surname
    return not (is_introduced or is_known)


def _is_confident(sentence: NamingSentence, log_odds: float, *, is_one_word: bool) -> bool:
    values = feature_values(sentence, is_one_word=is_one_word, log_odds=log_odds)
    return sentence_confidence(values) >= MIN_CONFIDENCE


def _length_penalty(sentence: NamingSentence) -> float:
    too_short = 1.5 * sentence.is_exclamation + 1.0 * (sentence.tokens < _SHORT) + 2.0 * (sentence.tokens <= _BARE)
    return -too_short - 0.5 * (sentence.tokens > _LONG)
