"""Candidates for key phrases: noun phrases by their tags, with all that a text says about where they stand.

A candidate is the longest run of nouns and adjectives that ends in a noun, inside one sentence. A hyphenated compound
("lightning-sparked", "100-meter") is one word, and a participle after an article, a possessive or an adjective ("the
stricken tanker") is an adjective. Headings and headlines give none: their capitals say nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.lexicon import lexicon
from bot.text.vectors import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.models.analysis import Actor, Sentence
    from bot.text.tagger import TaggedText

__all__ = ["GENERIC_WORDS", "CandidateSet", "KeyphraseCandidate", "find_keyphrase_candidates", "singular"]

MAX_WORDS = 5
GENERIC_WORDS = frozenset(
    "thing things way ways lot lots kind kinds part parts number numbers people person time times year years month "
    "months week weeks day days today yesterday tomorrow hour hours minute minutes percent mr mrs ms one ones others "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
"""Words that no phrase begins or ends with."""
_CONTEXT_ADJECTIVES = frozenset(
    "current recent previous similar different multiple numerous various resulting potential likely possible actual "
    "total entire additional extra certain particular present overall subsequent latest earlier later upcoming ongoing "
    "so-called".split()
)
"""Adjectives that no phrase begins with: they tie a sentence to the one before."""
_NOT_FIRST = GENERIC_WORDS | _CONTEXT_ADJECTIVES
_CONTENT = frozenset(
    "new first second third old high public right former big good best great full long young small large little bad "
    "serious general state novel help value brief".split()
)
"""Stop words that say something before a noun, or as one."""
_STOP_WORDS = STOP_WORDS - _CONTENT
_HYPHENS = frozenset("-–")
_WORD = re.compile(r"[^\W_]+(?:[.'’&–-][^\W_]+)*\.?")
"""What is no such word comes of text glued together ("register.?All") or of tables."""
_BEFORE_PARTICIPLE = frozenset(("DT", "PRP$", "JJ", "POS"))


@dataclass(frozen=True, slots=True)
class PhraseToken:
    """A token, or the tokens of a hyphenated compound, with a Penn Treebank tag."""

    start: int
    end: int
    text: str
    tag: str


@dataclass(slots=True)
class KeyphraseCandidate:
    """One phrase by its folded words.

    ``place`` is its first sentence's index in its document, ``first_and_last_offset`` are where its first and its last
    occurrence stand in their documents (0 to 1), ``named`` gives for each word the kind of actor whose name it is in.
    ``containing_candidates`` are the different candidates that hold it, ``nested_count`` how often they occur.
    """

    words: tuple[str, ...]
    tags: tuple[str, ...]
    named: tuple[ActorKind | None, ...]
    place: int
    first_and_last_offset: tuple[float, float]
    count: int = 0
    containing_candidates: int = 0
    nested_count: int = 0
    forms: Counter[str] = field(default_factory=Counter)

    @property
    def form(self) -> str:
        """How the text writes it: most often, and rather without capitals."""
        return min(self.forms, key=lambda f: (-self.forms[f], not f.islower(), f))


@dataclass(frozen=True, slots=True)
class CandidateSet:
    """The candidates in the order of the text, the count of each folded word in sentences, the headlines' words."""

    candidates: tuple[KeyphraseCandidate, ...]
    counts: Counter[str]
    headlines: set[str]


def singular(word: str) -> str:
    """A word in lower case, without a regular plural's ending."""
    word = word.lower()
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "oes")):
        return word[:-2]
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


def find_keyphrase_candidates(
    tagged: Sequence[TaggedText], titles: Sequence[TaggedText], sentences: Sequence[Sentence], actors: Sequence[Actor]
) -> CandidateSet:
    """Reads one article, or several documents on one story. ``sentences`` are in order, as are the documents."""
    found: dict[tuple[str, ...], KeyphraseCandidate] = {}
    counts: Counter[str] = Counter()
    headlines = {singular(word.text) for title in titles for word in _words(title)}
    by_doc = defaultdict(list)
    for sentence in sentences:
        by_doc[sentence.doc].append(sentence)
    names: dict[int, dict[int, ActorKind]] = defaultdict(dict)
    for actor in actors:
        for mention in actor.mentions:
            names[mention.doc].update(dict.fromkeys(range(mention.start, mention.end), actor.kind))
    for doc, text in enumerate(tagged):
        words, spans = _words(text), by_doc[doc]
        opening = spans[0].start if spans else len(text.text)
        headlines.update(singular(word.text) for word in words if word.start < opening)
        for place, inside in _by_sentence(words, spans):
            counts.update(singular(w.text) for w in inside if _has_content(w))
            for run in _runs(inside, text.text):
                _add(found, run, place, text.text, names[doc])
    _count_inside(found)
    return CandidateSet(tuple(c for c in found.values() if not _is_name(c)), counts, headlines)


def _words(text: TaggedText) -> list[PhraseToken]:
    tokens, words, at = text.tokens, list[PhraseToken](), 0
    while at < len(tokens):
        last = at
        while (
            last + 2 < len(tokens)
            and tokens[last + 1].text in _HYPHENS
            and tokens[last].end == tokens[last + 1].start
            and tokens[last + 1].end == tokens[last + 2].start
            and tokens[last].text[-1:].isalnum()
            and tokens[last + 2].text[:1].isalnum()
        ):
            last += 2
        first, final = tokens[at], tokens[last]
        tag = final.tag
        if last > at:
            before_noun = last + 1 < len(tokens) and tokens[last + 1].tag.startswith("NN")
            noun = tag.startswith("NN") and (first.tag.startswith("NN") or not before_noun)
            tag = tag if noun else "JJ"
        words.append(
            PhraseToken(first.start, final.end, text.text[first.start : final.end] if last > at else first.text, tag)
        )
        at = last + 1
    return words


def _by_sentence(words: Sequence[PhraseToken], spans: Sequence[Sentence]) -> Iterator[tuple[int, list[PhraseToken]]]:
    at = 0
    for place, sentence in enumerate(spans):
        while at < len(words) and words[at].start < sentence.start:
            at += 1
        begin = at
        while at < len(words) and words[at].start < sentence.end:
            at += 1
        yield place, list(words[begin:at])


def _has_content(word: PhraseToken) -> bool:
    return word.text.lower() not in STOP_WORDS and any(c.isalpha() for c in word.text)


def _runs(sentence: Sequence[PhraseToken], text: str) -> Iterator[list[PhraseToken]]:
    """The longest runs of adjectives and nouns, without vague words at their ends."""
    run: list[PhraseToken] = []
    for at, word in enumerate(sentence):
        if run and text[run[-1].end : word.start].strip():
            yield from _trimmed(run)
            run = []
        if _fits(sentence, at):
            run.append(word)
        else:
            yield from _trimmed(run)
            run = []
    yield from _trimmed(run)


def _fits(sentence: Sequence[PhraseToken], at: int) -> bool:
    word = sentence[at]
    if not (_WORD.fullmatch(word.text) and any(c.isalpha() for c in word.text)):
        return False
    if word.tag[:2] in ("NN", "JJ"):
        name = word.tag.startswith("NNP") and len(word.text) > 1
        return name or word.text.lower() not in _STOP_WORDS
    return (
        word.tag in ("VBN", "VBG")
        and 0 < at < len(sentence) - 1
        and sentence[at - 1].tag in _BEFORE_PARTICIPLE
        and sentence[at + 1].tag[:2] in ("NN", "JJ")
    )


def _trimmed(run: list[PhraseToken]) -> Iterator[list[PhraseToken]]:
    begin, end = 0, len(run)
    while begin < end and run[begin].text.lower() in (GENERIC_WORDS if begin == end - 1 else _NOT_FIRST):
        begin += 1
    while begin < end and (run[end - 1].text.lower() in GENERIC_WORDS or not run[end - 1].tag.startswith("NN")):
        end -= 1
    if 0 < end - begin <= MAX_WORDS and any(len(w.text) > 2 for w in run[begin:end]):
        yield run[begin:end]


def _add(
    found: dict[tuple[str, ...], KeyphraseCandidate],
    run: list[PhraseToken],
    place: int,
    text: str,
    names: dict[int, ActorKind],
) -> None:
    words = tuple(singular(w.text) for w in run)
    share = run[0].start / len(text)
    named = tuple(names.get(w.start) for w in run)
    candidate = found.get(words)
    if candidate is None:
        candidate = found[words] = KeyphraseCandidate(words, tuple(w.tag for w in run), named, place, (share, share))
    candidate.named = tuple(known or new for known, new in zip(candidate.named, named, strict=True))
    candidate.place = min(candidate.place, place)
    first, last = candidate.first_and_last_offset
    candidate.first_and_last_offset = min(first, share), max(last, share)
    candidate.count += 1
    candidate.forms[" ".join(text[run[0].start : run[-1].end].split())] += 1


def _count_inside(found: dict[tuple[str, ...], KeyphraseCandidate]) -> None:
    for words, candidate in found.items():
        size = len(words)
        parts = {words[i:j] for i in range(size) for j in range(i + 1, size + 1) if j - i < size}
        for shorter in (found[part] for part in parts if part in found):
            shorter.containing_candidates += 1
            shorter.nested_count += candidate.count


def _is_name(candidate: KeyphraseCandidate) -> bool:
    """Tells whether a phrase is somebody's name or role and nothing else ("President Reagan", "prime minister")."""
    if candidate.named[-1] is ActorKind.PERSON:
        return True
    roles, qualifiers = lexicon()["role"], lexicon()["qualifier"]
    *before, (head_named, head) = zip(candidate.named, candidate.words, strict=True)
    return (head_named is not None or head in roles) and all(
        named or word in roles or word in qualifiers or word in GENERIC_WORDS for named, word in before
    )
