"""Ranks the sentences that say most about an actor: its roles, its actions, its own words.

Only sentences that name the actor are ranked: one that says "she" instead needs those before it to be understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.part_weights import MIN_ARGUMENT, part_weight, shows_person
from bot.text.actors.sentence_parts import QUOTES, part_of
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
    from bot.text.actors.sentence_parts import Part
    from bot.text.tokens import Token, TokenizedText

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
_IN_PASSING, _MAX_BESIDE_OPENER = 0.25, 1.0
"""Beside a pronoun that opens the sentence, parts up to the latter weigh only the former."""
_BARE, _SHORT, _LONG = 4, 6, 45
"""Lengths in tokens: up to the first a sentence says nothing ("Thackeray said."), beyond the last it is too long."""
_OFTEN = 3
"""Sentences that name a person, from which one is quoted even if all name the person in passing."""
_EXCLAMATION = 16
"""Tokens below which a sentence with a quotation is hardly more than an exclamation ("I can't believe it!")."""
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
"""The tags of verbs one of which a sentence has, unless it is a caption or a heading."""
_WITH_VERB, _RELATIVES = ("aux", "auxpass", "conj"), ("WDT", "WP", "WP$")
"""Dependencies of a word to the verb whose clause it shares, and the tags of "who" and "which"."""


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
    """True for those that ask something: they are quoted only if all sentences about an actor do."""
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
) -> tuple[int, ...]:
    """Indices of at most ``MAX_SALIENT_SENTENCES`` sentences that name an actor, the best first.

    ``mentions`` are those of an actor other than as a source. Empty for an actor that is named in headlines only,
    for a person whom only a few sentences name, all in passing, and for what may be no person.
    """
    is_person = kind is ActorKind.PERSON
    named = _sentences_with(mentions, texts, is_person=is_person)
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
        whole = [index for index in quotable if named[index].has_verb and not context.scrap[index]]
        quotable = [index for index in whole if named[index].part >= MIN_ARGUMENT]
        if not quotable and len(named) >= _OFTEN:
            quotable = [index for index in whole if named[index].part >= 0][:1]
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


@dataclass(slots=True)
class _NamingSentence:
    """What a sentence says about an actor that it names: the weight of the greatest part that a mention plays."""

    part: float
    tokens: int
    has_verb: bool
    """False where no person is named: of those alone it is asked; ``shows_person`` likewise."""
    is_exclamation: bool
    shows_person: bool = False
    has_full_name: bool = False


def _sentences_with(
    mentions: Sequence[NameCandidate], texts: Sequence[TokenizedText], *, is_person: bool
) -> dict[int, _NamingSentence]:
    """The sentences with these mentions by their indices, in the order of the mentions."""
    named: dict[int, _NamingSentence] = {}
    for mention in mentions:
        text = texts[mention.text_index]
        word = text.tokens[mention.first]
        sentence = text.sentence_ranges.get(word.sentence, range(0))
        if mention.first not in sentence or word.in_headline:
            continue
        part = part_of(mention, text.tokens, sentence, is_person=is_person)
        weight = _weight_beside_opener(part, text, sentence)
        if word.sentence not in named:
            has_verb = is_person and any(
                text.tokens[k].tag in _FINITE and _is_main_verb(text.tokens, k) for k in sentence
            )
            is_short = len(sentence) < _EXCLAMATION
            is_exclamation = is_short and any(text.tokens[k].text in QUOTES for k in sentence)
            named[word.sentence] = _NamingSentence(weight, len(sentence), has_verb, is_exclamation)
        known = named[word.sentence]
        known.part = max(weight, known.part)
        if is_person:
            known.has_verb |= part.is_described
            known.shows_person |= shows_person(part)
        known.has_full_name |= " " in mention.text
    return named


def _weight_beside_opener(part: Part, text: TokenizedText, sentence: range) -> float:
    """The weight of a part, lower in a sentence about its first word: "He kept Turney out of it", "I thank Turney"."""
    weight = part_weight(part)
    opener = text.tokens[sentence.start].lower
    is_about_opener = opener in ("i", "we") or (opener in ("he", "she") and part.head_dep != "ROOT")
    return min(weight, _IN_PASSING) if is_about_opener and weight <= _MAX_BESIDE_OPENER else weight


def _is_main_verb(tokens: Sequence[Token], at: int) -> bool:
    """True for a finite verb, unless it only describes a noun: "A citizen who has served as an adviser."."""
    verb = at
    while tokens[verb].dep in _WITH_VERB and tokens[verb].head != verb:
        verb = tokens[verb].head
    noun = tokens[verb].head
    return tokens[verb].dep != "relcl" or not any(word.tag in _RELATIVES for word in tokens[noun:verb])


def _length_penalty(sentence: _NamingSentence) -> float:
    too_short = 1.5 * sentence.is_exclamation + 1.0 * (sentence.tokens < _SHORT) + 2.0 * (sentence.tokens <= _BARE)
    return -too_short - 0.5 * (sentence.tokens > _LONG)
