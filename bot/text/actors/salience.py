"""Which sentences say most about an actor: what it is called, what it does, what it says; not any mention of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.context_dependence import is_unquotable
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.models.analysis import Role
    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.coreference.pronouns import Pronoun
    from bot.text.actors.detection.boundaries import Candidate
    from bot.text.tokens import Page

__all__ = ["MAX_SALIENT_SENTENCES", "rank_salient_sentences"]

MAX_SALIENT_SENTENCES = 8
_ROLE, _SUBJECT, _SPEECH, _OWNER, _FULL_NAME, _EARLY = 3.0, 2.0, 1.5, 1.0, 0.5, 1.0
_SUBJECT_WITHIN = 8
"""A mention among the first words of a sentence, with a verb behind it, is taken for its subject."""
_SHORT, _LONG = 6, 45
_BARE = 4
"""Words, marks among them, up to which a sentence tells nothing: "Thackeray said."."""
_PRONOUN = -0.5
"""For a sentence that has a pronoun for the name: of two that are as good, the one with the name comes first."""
_LEANS = -1.0
"""For a sentence that leans on the one before: it opens with a pronoun or "But", is a question or cuts a quote."""
_OF_OTHERS = frozenset(("he", "she", "they", "this", "that", "these", "those"))
"""Words with which a quotation begins that goes on about somebody or something: "They are big players"."""
_LEANING = frozenset(("but", "and", "so", "however", "that", "this", "these", "those", "such", "or", "also", "then"))


def _governed(mention: Candidate, page: Page) -> bool:
    """Whether a preposition rules the name ("her talks with Trump may ..."), which is then no subject."""
    at = (mention.title[0] if mention.title else mention.first) - 1
    return at >= 0 and page.words[at].tag in ("IN", "TO") and page.words[at].low not in lexicon()["clause-opener"]


def _weight(mention: Candidate, page: Page, first: int) -> float:
    words = page.words
    subject = not _governed(mention, page)
    weight = _weight_of_verb(mention.first, mention.last, page, first, subject=subject)
    before = words[mention.first - 1] if mention.first else None
    say = lexicon()["say"]
    title_first = mention.title[0] if mention.title else mention.first
    spoken = words[title_first - 1].low if title_first else ""
    if spoken in say or (before is not None and before.low in say):
        weight += _SPEECH
    if " " in mention.key:
        weight += _FULL_NAME
    return weight


def _weight_of_verb(name: int, last: int, page: Page, first: int, *, subject: bool) -> float:
    """What follows a name or a pronoun: a verb near the sentence's beginning, a verb of saying, what it owns."""
    words, weight, after = page.words, 0.0, last + 1
    while after + 1 < len(words) and words[after].tag == "RB" and words[after + 1].sentence == words[name].sentence:
        after += 1  # "Blair earlier dismissed ..."
    following = words[after] if after < len(words) and words[after].sentence == words[name].sentence else None
    if following is not None:
        acts = following.tag in ("VBD", "VBZ", "VBP", "MD") or following.low in ("has", "had", "is", "was", "will")
        if acts and name - first < _SUBJECT_WITHIN and subject:
            weight += _SUBJECT
        if following.low in lexicon()["say"]:
            weight += _SPEECH
        if following.low == "'s":
            weight += _OWNER
    return weight


def _leans(page: Page, first: int, size: int, *, resolved: bool = False) -> bool:
    """Whether a sentence needs its neighbours to be understood, but for a pronoun that is ``resolved``."""
    words = page.words[first : first + size]
    if not words:
        return False
    quote = next((k for k, word in enumerate(words) if word.text == '"'), 0)
    opening, cut = words[0], quote > 0 and words[quote].joined  # the first mark of a quote closes it
    points_back = opening.tag in ("PRP", "PRP$") and not (resolved and opening.low in ("he", "she"))
    quoted = opening.text == '"' and size > 1 and words[1].low in _OF_OTHERS
    return cut or points_back or quoted or opening.low in _LEANING or words[-1].text == "?"


def _broken(page: Page, first: int, size: int) -> bool:
    """Whether a sentence is a caption, or half a quotation."""
    return size > 0 and is_unquotable(page.text[page.words[first].start : page.words[first + size - 1].end])


def _form(size: int) -> float:
    """What a sentence's length takes from its weight."""
    return -1.0 * (size < _SHORT) - 0.5 * (size > _LONG) - _SUBJECT * (size <= _BARE)


def rank_salient_sentences(
    cluster: NameCluster, roles: Sequence[Role], pronouns: Mapping[int, Pronoun], pages: Sequence[Page]
) -> tuple[int, ...]:
    """Sentence indices, best first, at most ``MAX_SALIENT_SENTENCES``; none for an actor named in titles only.

    ``pronouns`` are the sentences that have one for the name.
    """
    weights: dict[int, float] = defaultdict(float)
    order: dict[int, int] = {}
    words_of: dict[int, str] = {}
    broken: set[int] = set()
    for mention in cluster.occurrences:
        page = pages[mention.page]
        index = page.words[mention.first].sentence
        first, size = page.sentence_words.get(index, (mention.first, 0))
        if index < 0 or page.doc is None or page.words[mention.first].headline or mention.first >= first + size:
            continue
        weights[index] = max(weights[index], _weight(mention, page, first))
        if index not in order:
            words_of[index] = " ".join(word.low for word in page.words[first : first + size])
            order[index] = len(order)
            if _broken(page, first, size):
                broken.add(index)
            weights[index] += _EARLY / (1 + len(order)) + _form(size)
            weights[index] += _LEANS * _leans(page, first, size)
    for role in roles if cluster.kind is ActorKind.PERSON else ():
        if role.sentence in weights:
            weights[role.sentence] += _ROLE
    for index, pronoun in pronouns.items():
        page = pages[pronoun.page]
        first, size = page.sentence_words[index]
        if size <= _LONG and not _broken(page, first, size):
            words_of[index] = " ".join(word.low for word in page.words[first : first + size])
            weights[index] = _PRONOUN + _form(size) + _LEANS * _leans(page, first, size, resolved=True)
            weights[index] += _weight_of_verb(pronoun.first, pronoun.first, page, first, subject=True)
    best = sorted(weights, key=lambda index: (-weights[index], index))
    floor = 0.75
    whole = [index for index in best if index not in broken] or best
    salient = [index for index in whole if weights[index] >= floor] or whole[:1]
    distinct = {words_of[index]: index for index in reversed(salient)}  # a caption may repeat a sentence
    return tuple(index for index in salient if distinct[words_of[index]] == index)[:MAX_SALIENT_SENTENCES]
