"""What the ranker knows of a sentence: where it stands, how it is made, what it shares with the rest."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from bot.text.summaries.word_importance import Vocabulary, vocabulary
from bot.text.vectors import STOP_WORDS, Indices, Matrix, cased_words, content_words, descending_rank, tfidf, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Document, Sentence

__all__ = ["FEATURES", "sentence_features"]

NEIGHBOURS = 600
"""Sentences that each one is compared with, the first of each document before the rest: keeps the time linear."""

_PRONOUNS = frozenset("he she it they his her its their this that these those him them there such".split())
_CUES = frozenset("but however and so still yet also meanwhile then though although while when if as".split())
_PERSONAL = frozenset("i we you my our your me us i'm we're i've we've don't".split())
_SPEECH = frozenset("said says told added asked explained wrote tweeted according claimed announced".split())
_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday january february march april may june "
    "july august september october november december week month year".split()
)
_CAPITAL = re.compile(r"(?<=[\w,;:'’\"”)] )[\"“(]?[A-Z][\w.'’-]*")
_NUMBER = re.compile(r"\d[\d,.]*")
_QUOTED = re.compile(r"[\"“”]")
_MARKED = re.compile(r"[$€£%¥]")

_OWN = (
    "place inverse share from_end first last paragraph paragraph_first single_paragraph offset "
    "words content characters relative_length word_length stop_share capitals capital_share first_capital numbers "
    "quotes starts_quote question pronoun_start cue_start personal speech time money comma colon bracket "
    "previous_words next_words document_sentences document_words documents document titled mean_words"
).split()
_SHARED = (
    "central central_before central_after central_best rank_walk centroid frequency top_words "
    "like_first like_lead like_title title_share novelty new_share reused previous_like next_like "
    "other_best other_mean other_count other_share like_other_leads all_central"
).split()
_RANKED = (
    "words",
    "central",
    "central_after",
    "centroid",
    "frequency",
    "reused",
    "like_title",
    "other_mean",
    "rank_walk",
)
FEATURES = (*_OWN, *_SHARED, *(f"rank_{name}" for name in _RANKED))
"""Names of the columns, in order."""


def sentence_features(
    documents: Sequence[Document], sentences: Sequence[Sentence]
) -> tuple[Matrix, Matrix, Vocabulary]:
    """Features ``(sentences, FEATURES)``, the TF-IDF vectors ``(sentences, columns)`` and the words behind them."""
    cased = [cased_words(s.text) for s in sentences]
    tokens = [[word.lower() for word in row] for row in cased]
    bags = [content_words(t) for t in tokens]
    titles = [content_words(words(d.title)) for d in documents]
    vectors = tfidf([*bags, *titles])
    vectors, title_vectors = vectors[: len(bags)], vectors[len(bags) :]
    own = _own_features(documents, sentences, tokens, bags)
    shared = _shared_features(own, bags, titles, vectors, title_vectors)
    columns = own | shared
    columns |= {f"rank_{name}": descending_rank(columns[name]) for name in _RANKED}
    features = np.stack([columns[name] for name in FEATURES], axis=1).astype(np.float32)
    return features, vectors, vocabulary(sentences, cased, titles)


def _own_features(
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    tokens: Sequence[Sequence[str]],
    bags: Sequence[Sequence[str]],
) -> dict[str, Matrix]:
    rows = np.array([_form(s.text, t, b) for s, t, b in zip(sentences, tokens, bags, strict=True)], np.float32)
    columns = dict(zip(_FORM, rows.T, strict=True))
    columns |= _positions(documents, sentences)
    length = columns["words"]
    doc = columns["document"].astype(int)
    total = np.bincount(doc, length, minlength=len(documents))[doc]
    columns["document_words"] = total
    columns["mean_words"] = total / columns["document_sentences"]
    columns["relative_length"] = length / np.maximum(columns["mean_words"], 1)
    columns["previous_words"] = np.append(0, length[:-1])
    columns["next_words"] = np.append(length[1:], 0)
    return columns


_FORM = (
    "words content characters word_length stop_share capitals capital_share first_capital numbers quotes starts_quote "
    "question pronoun_start cue_start personal speech time money comma colon bracket"
).split()


def _form(text: str, tokens: Sequence[str], bag: Sequence[str]) -> tuple[float, ...]:
    """How one sentence is made, in the order of ``_FORM``."""
    count = max(len(tokens), 1)
    start = tokens[0] if tokens else ""
    capitals = len(_CAPITAL.findall(text))
    return (
        len(tokens),
        len(bag),
        len(text),
        sum(map(len, tokens)) / count,
        1 - len(bag) / count,
        capitals,
        capitals / count,
        start not in STOP_WORDS and text[:1].isupper(),
        len(_NUMBER.findall(text)),
        len(_QUOTED.findall(text)),
        text[:1] in "\"“'‘",
        "?" in text,
        start in _PRONOUNS,
        start in _CUES,
        sum(t in _PERSONAL for t in tokens) / count,
        sum(t in _SPEECH for t in tokens),
        sum(t in _TIME for t in tokens),
        len(_MARKED.findall(text)),
        text.count(","),
        text.count(":"),
        text.count("("),
    )


def _positions(documents: Sequence[Document], sentences: Sequence[Sentence]) -> dict[str, Matrix]:
    doc = np.array([s.doc for s in sentences])
    size = np.bincount(doc, minlength=len(documents))[doc]
    place, paragraph, paragraph_first = [], [], []
    seen: Counter[int] = Counter()
    breaks: Counter[int] = Counter()
    ends: dict[int, int] = {}
    for s in sentences:
        between = documents[s.doc].text[ends.get(s.doc, s.start) : s.start]
        breaks[s.doc] += "\n" in between
        place.append(seen[s.doc])
        paragraph.append(breaks[s.doc])
        paragraph_first.append("\n" in between or not seen[s.doc])
        seen[s.doc] += 1
        ends[s.doc] = s.end
    where = np.array(place, np.float32)
    lengths = np.array([max(len(d.text), 1) for d in documents])
    return {
        "place": where,
        "inverse": 1 / (1 + where),
        "share": where / size,
        "from_end": size - where,
        "first": where == 0,
        "last": where == size - 1,
        "paragraph": np.array(paragraph),
        "paragraph_first": np.array(paragraph_first),
        "single_paragraph": np.array([breaks[s.doc] == 0 for s in sentences]),
        "offset": np.array([s.start for s in sentences]) / lengths[doc],
        "document_sentences": size,
        "documents": np.full(len(doc), len(documents)),
        "document": doc,
        "titled": np.array([bool(documents[s.doc].title) for s in sentences]),
    }


def _shared_features(
    own: dict[str, Matrix],
    bags: Sequence[Sequence[str]],
    titles: Sequence[Sequence[str]],
    vectors: Matrix,
    title_vectors: Matrix,
) -> dict[str, Matrix]:
    place, doc = own["place"].astype(int), own["document"].astype(int)
    near = np.sort(np.lexsort((doc, place))[:NEIGHBOURS])
    likeness = vectors @ vectors[near].T
    likeness[near, np.arange(len(near))] = 0
    columns = _centralities(likeness, place, doc, near)
    columns |= _across(likeness, place, doc, near)
    columns |= _word_features(bags, titles, doc)
    columns["centroid"] = vectors @ _unit(vectors.sum(0))
    columns["like_title"] = np.einsum("sv,sv->s", vectors, title_vectors[doc])
    adjacent = np.einsum("sv,sv->s", vectors[1:], vectors[:-1]) * (doc[1:] == doc[:-1])
    columns["previous_like"] = np.append(0, adjacent)
    columns["next_like"] = np.append(adjacent, 0)
    return columns


def _centralities(likeness: Matrix, place: Indices, doc: Indices, near: Indices) -> dict[str, Matrix]:
    """Likeness to the sentences of the same document: before and after (PacSum, Zheng and Lapata 2019), LexRank."""
    same = likeness * (doc[:, None] == doc[near])
    before = same * (place[near] < place[:, None])
    known = np.maximum(np.bincount(doc[near], minlength=doc.max() + 1)[doc], 1)
    walk = np.full(len(near), 1 / len(near), np.float32)
    links = likeness[near] / np.maximum(likeness[near].sum(1, keepdims=True), 1e-9)
    for _ in range(10):
        walk = 0.15 / len(near) + 0.85 * (walk @ links)
    lead = same * (place[near] < 3)
    return {
        "central": same.sum(1) / known,
        "central_before": before.sum(1) / known,
        "central_after": (same - before).sum(1) / known,
        "central_best": same.max(1),
        "novelty": before.max(1),
        "like_first": (same * (place[near] == 0)).sum(1) + (place == 0),
        "like_lead": lead.sum(1) / 3,
        "rank_walk": likeness @ walk * len(near),
        "all_central": likeness.sum(1) / len(near),
    }


def _across(likeness: Matrix, place: Indices, doc: Indices, near: Indices) -> dict[str, Matrix]:
    """Likeness to the other documents of the same story; zeros where there is one document."""
    starts = np.flatnonzero(np.append(True, doc[near][1:] != doc[near][:-1]))
    which = doc[near][starts]
    best = np.maximum.reduceat(likeness, starts, axis=1) * (which != doc[:, None])
    first = likeness[:, starts] * (which != doc[:, None])
    others = max(len(which) - 1, 1)
    count = (best > 0.3).sum(1)
    return {
        "other_best": best.max(1),
        "other_mean": best.sum(1) / others,
        "other_count": count,
        "other_share": count / others,
        "like_other_leads": first.sum(1) / others,
    }


def _word_features(bags: Sequence[Sequence[str]], titles: Sequence[Sequence[str]], doc: Indices) -> dict[str, Matrix]:
    total = Counter(word for bag in bags for word in bag)
    size = max(total.total(), 1)
    top = {word for word, _ in total.most_common(10)}
    in_title = [frozenset(title) for title in titles]
    seen: dict[int, set[str]] = {}
    rows = []
    for bag, d in zip(bags, doc.tolist(), strict=True):
        known = seen.setdefault(d, set())
        unique = set(bag)
        new = unique - known
        known |= new
        count = max(len(unique), 1)
        rows.append(
            (
                sum(total[w] for w in bag) / size / max(len(bag), 1),
                len(unique & top),
                len(unique & in_title[d]) / max(len(in_title[d]), 1),
                len(new) / count,
                sum(total[w] > 1 for w in new),
            )
        )
    names = ("frequency", "top_words", "title_share", "new_share", "reused")
    return dict(zip(names, np.array(rows, np.float32).T, strict=True))


def _unit(vector: Matrix) -> Matrix:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)
