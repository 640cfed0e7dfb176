"""Candidates for key phrases: the noun phrases of an article, with their counts and positions.

Headings and headlines give no candidates, because their capitals carry no information.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.keyphrases.noun_phrases import CACHED_WORDS, GENERIC_WORDS, has_letter, join_compounds, noun_phrases
from bot.text.lexicon import lexicon
from bot.text.stemming import singular
from bot.text.words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.models.analysis import Actor, Sentence
    from bot.text.tagger import TaggedText, TaggedToken

__all__ = ["CandidateSet", "KeyphraseCandidate", "find_keyphrase_candidates"]

_START = attrgetter("start")


@dataclass(slots=True)
class KeyphraseCandidate:
    """A noun phrase that occurs once or more; two phrases are the same if their words are equal in the singular."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    actor_kinds: tuple[ActorKind | None, ...]
    """For each word, the kind of the actor whose name it is part of."""
    first_sentence: int
    """Index of its first sentence, counted within the document."""
    first_and_last_offset: tuple[float, float]
    """Relative positions of the first and the last occurrence in their documents, 0 to 1."""
    count: int = 0
    containing_candidates: int = 0
    """How many other candidates contain it."""
    nested_count: int = 0
    """How often it occurs inside those."""
    forms: dict[str, int] = field(default_factory=dict)
    """How often it has each spelling."""

    @property
    def form(self) -> str:
        """The most frequent spelling in the text; of equally frequent ones rather one in lower case."""
        if len(self.forms) == 1:  # most candidates
            return next(iter(self.forms))
        return min(self.forms, key=lambda f: (-self.forms[f], not f.islower(), f))


@dataclass(frozen=True, slots=True)
class CandidateSet:
    """The candidates of an article, in the order of the text, with counts of words, all in the singular."""

    candidates: tuple[KeyphraseCandidate, ...]
    word_counts: Counter[str]
    """How often each content word occurs in sentences."""
    headline_words: set[str]
    """Words of the titles, and of the lines before the first sentence."""


def find_keyphrase_candidates(
    tagged: Sequence[TaggedText], titles: Sequence[TaggedText], sentences: Sequence[Sentence], actors: Sequence[Actor]
) -> CandidateSet:
    """The candidates of one article, or of several documents about one story; sentences are in document order."""
    found: dict[tuple[str, ...], KeyphraseCandidate] = {}
    word_counts: Counter[str] = Counter()
    headline_words = {_singular(token.text) for title in titles for token in join_compounds(title)}
    sentences_of = defaultdict(list)
    for sentence in sentences:
        sentences_of[sentence.doc].append(sentence)
    kinds_at = _actor_kinds_by_offset(actors)
    for doc, text in enumerate(tagged):
        tokens = join_compounds(text)
        body = sentences_of[doc][0].start if sentences_of[doc] else len(text.text)
        headline_words.update(_singular(token.text) for token in tokens[: bisect_left(tokens, body, key=_START)])
        by_sentence = list(_by_sentence(tokens, sentences_of[doc]))
        for form, count in Counter([token.text for inside in by_sentence for token in inside]).items():
            if word := _content_word(form):
                word_counts[word] = word_counts.get(word, 0) + count
        in_capitals = [sentence.text.isupper() for sentence in sentences_of[doc]]
        is_cased = not all(in_capitals)
        for index, inside in enumerate(by_sentence):
            if is_cased and in_capitals[index]:
                continue  # a heading with a full stop
            for begin, end in noun_phrases(inside, text.text):
                _add(found, inside[begin:end], index, text.text, kinds_at[doc])
    _count_nested(found)
    return CandidateSet(tuple(c for c in found.values() if not _is_name_or_role(c)), word_counts, headline_words)


def _actor_kinds_by_offset(actors: Sequence[Actor]) -> dict[int, dict[int, ActorKind]]:
    """For each document, the kind of actor at each offset that a mention covers."""
    kinds: dict[int, dict[int, ActorKind]] = defaultdict(dict)
    for actor in actors:
        for mention in actor.mentions:
            kinds[mention.doc].update(dict.fromkeys(range(mention.start, mention.end), actor.kind))
    return kinds


def _by_sentence(tokens: Sequence[TaggedToken], sentences: Sequence[Sentence]) -> Iterator[Sequence[TaggedToken]]:
    """The tokens that begin in each sentence."""
    starts = [token.start for token in tokens]
    for sentence in sentences:
        yield tokens[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]


_singular = lru_cache(CACHED_WORDS)(singular)


@lru_cache(CACHED_WORDS)
def _content_word(word: str) -> str | None:
    """The singular of a word that tells what a text is about."""
    return _singular(word) if word.lower() not in STOP_WORDS and has_letter(word) else None


def _add(
    found: dict[tuple[str, ...], KeyphraseCandidate],
    phrase: Sequence[TaggedToken],
    sentence: int,
    text: str,
    kind_at: dict[int, ActorKind],
) -> None:
    """Counts one occurrence of a phrase."""
    words = tuple([_singular(token.text) for token in phrase])
    offset = phrase[0].start / len(text)
    kinds = tuple([kind_at.get(token.start) for token in phrase])
    candidate = found.get(words)
    if candidate is None:
        tags = tuple(token.tag for token in phrase)
        candidate = found[words] = KeyphraseCandidate(words, tags, kinds, sentence, (offset, offset))
    else:
        candidate.actor_kinds = tuple(known or new for known, new in zip(candidate.actor_kinds, kinds, strict=True))
        candidate.first_sentence = min(candidate.first_sentence, sentence)
        first, last = candidate.first_and_last_offset
        candidate.first_and_last_offset = min(first, offset), max(last, offset)
    candidate.count += 1
    form = " ".join(text[phrase[0].start : phrase[-1].end].split())
    candidate.forms[form] = candidate.forms.get(form, 0) + 1


def _count_nested(found: dict[tuple[str, ...], KeyphraseCandidate]) -> None:
    """Counts for each candidate the longer ones that contain it."""
    for words, candidate in found.items():
        size = len(words)
        parts = {words[i:j] for i in range(size) for j in range(i + 1, size + 1) if j - i < size}
        for shorter in (found[part] for part in parts if part in found):
            shorter.containing_candidates += 1
            shorter.nested_count += candidate.count


def _is_name_or_role(candidate: KeyphraseCandidate) -> bool:
    """True if a phrase is only an actor's name, with or without its role or kind: "prime minister", "Acme company"."""
    tables, words, kinds = lexicon(), candidate.words, candidate.actor_kinds
    degrees = tables["post-nominal"]
    named = [kind for kind, word in zip(kinds, words, strict=True) if word not in degrees]
    if not named or named[-1] is ActorKind.PERSON:
        return True  # "OBE", "Ann Lee", "Dr Ann Lee OBE"
    roles, qualifiers, bodies = tables["role"], tables["qualifier"], tables["organisation-kind"]
    if len(words) > 1 and ((words[-1] in bodies and kinds[-2]) or (kinds[-1] and words[-2] in bodies)):
        return True  # "Guardian newspaper", "Scottish side Dunfermline"
    return (kinds[-1] is not None or words[-1] in roles) and all(
        kind or word in roles or word in qualifiers or word in GENERIC_WORDS
        for kind, word in zip(kinds[:-1], words[:-1], strict=True)
    )
