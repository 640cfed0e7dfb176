"""Ranks the sentences of all articles of a story for one summary without repetitions. Runs in a worker process."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.stories.near_copies import is_near_copy, shingles
from bot.stories.redundancy import is_told_elsewhere, says_the_same, stem_rarity
from bot.text.context_dependence import depends_on_previous
from bot.text.summaries.ranking import rank_sentences
from bot.text.summaries.word_forms import word_forms
from bot.text.summary_candidates import is_candidate
from bot.text.words import content_words, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Document, Sentence
    from bot.models.stories import StoryRequest
    from bot.text.summaries.ordering import IsTold
    from bot.text.words import WordForms

__all__ = ["rank_story"]

MAX_RANKED = 60
"""Sentences of the ranking that are looked at: its best ones, of which a summary has far fewer."""
WHOLE = 0.8
"""A text is whole if it has this share of the characters of the longest with nearly the same words."""


def rank_story(request: StoryRequest) -> tuple[int, ...]:
    """Indices of the request's sentences, best first, so that the summary of any length is a prefix.

    Of articles with nearly the same text the latest is read. A sentence is left out that says what a better one says,
    and one that cannot be understood without such a sentence.
    """
    kept = _without_near_copies(request.documents)
    places = [index for index, sentence in enumerate(request.sentences) if sentence.doc in kept]
    sentences = [replace(request.sentences[at], doc=kept.index(request.sentences[at].doc)) for at in places]
    forms = word_forms(request.language)
    is_wanted = is_candidate(sentences)
    is_told = _comparison(sentences, is_wanted, forms)
    order = rank_sentences([request.documents[doc] for doc in kept], sentences, forms, is_told)
    return tuple(places[index] for index in _distinct(sentences, order[:MAX_RANKED], is_wanted, is_told))


def _without_near_copies(documents: Sequence[Document]) -> list[int]:
    """The indices of documents of which none has nearly the same text as another, in order.

    Of several that have, the latest is taken, which is right where they differ; not one that was cut.
    """
    texts = [shingles(document.text) for document in documents]
    groups: list[list[int]] = []
    for index, text in enumerate(texts):
        same = next((group for group in groups if any(is_near_copy(text, texts[other]) for other in group)), None)
        if same is None:
            groups.append([index])
        else:
            same.append(index)
    return sorted(_latest_whole(documents, group) for group in groups)


def _latest_whole(documents: Sequence[Document], group: Sequence[int]) -> int:
    longest = max(len(documents[index].text) for index in group)
    return max(index for index in group if len(documents[index].text) >= WHOLE * longest)


def _comparison(sentences: Sequence[Sentence], is_wanted: Sequence[bool], forms: WordForms) -> IsTold:
    """Tells of a sentence, by its index, whether others say the same, or all of it together."""
    stems = [frozenset(content_words(words(sentence.text), forms)) for sentence in sentences]
    rarity = stem_rarity(stems)
    first = {sentence.doc: at for at, sentence in reversed([*enumerate(sentences)]) if is_wanted[at]}
    openings = set(first.values())

    def is_told(index: int, kept: Sequence[int]) -> bool:
        elsewhere = [stems[other] for other in kept if sentences[other].doc != sentences[index].doc]
        return is_told_elsewhere(stems[index], elsewhere, rarity) or any(
            says_the_same(
                stems[index],
                stems[other],
                rarity,
                in_one_article=sentences[other].doc == sentences[index].doc,
                are_openings=openings.issuperset((index, other)),
            )
            for other in kept
        )

    return is_told


def _distinct(
    sentences: Sequence[Sentence], order: Sequence[int], is_wanted: Sequence[bool], is_told: IsTold
) -> list[int]:
    """Those of the order that say something of their own."""
    is_dependent = depends_on_previous(sentences, by_connective=False)
    kept: list[int] = []
    for index in order:
        is_understood = not is_dependent[index] or index - 1 in kept
        if is_wanted[index] and is_understood and not is_told(index, kept):
            kept.append(index)
    return kept or list(order[:1])
