"""How answers are scored against what people wrote: summaries, actors, key phrases, topics.

Summaries: F1 of ROUGE-1 and ROUGE-2 (Lin 2004), stemmed, the best of several references. Actors: found spans, their
kind, and persons whose mentions were found as one. Key phrases: F1 of the first ten, stemmed. Topics: the class that
the first label, or one of the first two, speaks for. All figures are percentages.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from nltk.stem.porter import PorterStemmer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

Row: TypeAlias = "Mapping[str, Any]"
"""An article of a corpus, as its file has it."""
Span: TypeAlias = tuple[int, int]
Floats: TypeAlias = "NDArray[np.float64]"
Hits: TypeAlias = "Counter[Any]"

DRAWS = 5000
"""Bootstrap samples for an interval."""
SAME = 0.8
"""The share of a person's mentions that one actor must hold, and of the actor's mentions that must be the person's."""
KINDS = ("person", "organisation", "place")
UNLINKED = "<NIL>"
"""The one id that all persons of an article share whom the annotators found in no encyclopedia."""
ACTOR_FIGURES = (
    "one actor",
    "at most",
    "one linked actor",
    "person recall",
    "person precision",
    "organisation recall",
    "place recall",
    "any kind",
)
CLASSES = (  # which of the five classes a label speaks for: the first row with a word in the label
    ("sport", "sport football olympic"),
    ("tech", "tech science internet computing digital cyber"),
    ("entertainment", "art culture entertainment film music media celebrity"),
    ("business", "econom business financ market trade energy compan labour employment industry transport"),
    (
        "politics",
        "politic government election diploma law justice crime migration education health secur defence conflict"
        " societ rights parliament",
    ),
)
_stemmer = PorterStemmer()
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@functools.lru_cache(400_000)
def stem(word: str) -> str:
    """ROUGE-1.5.5 stems only words of more than three letters."""
    stemmed: str = _stemmer.stem(word) if len(word) > 3 else word
    return stemmed


def tokens(text: str) -> list[str]:
    """The stems of a text's words of Latin letters and digits."""
    return [stem(word) for word in _NOT_WORD.sub(" ", text.lower()).split()]


@functools.lru_cache(4_000)
def grams(text: str) -> tuple[Counter[Any], Counter[Any]]:
    """How often each stem, and each pair of stems, is in a text."""
    stems = tokens(text)
    return Counter(stems), Counter(pairwise(stems))


def rouge(summary: str, references: Iterable[str]) -> tuple[float, float]:
    """ROUGE-1 and ROUGE-2, each against the reference that it is nearest to."""
    said = grams(summary)
    best = [0.0, 0.0]
    for reference in references:
        for n, (ours, wanted) in enumerate(zip(said, grams(reference), strict=True)):
            overlap = (ours & wanted).total()
            best[n] = max(best[n], 200 * overlap / max(ours.total() + wanted.total(), 1))
    return best[0], best[1]


def covered(summary: str, references: Iterable[str]) -> float:
    """The share of a human summary's words, stemmed, that a summary has; of the reference that it covers best."""
    said, _ = grams(summary)
    shares = [(said & wanted).total() / max(wanted.total(), 1) for wanted, _ in map(grams, references)]
    return 100 * max(shares, default=0)


def take(texts: Sequence[str], order: Sequence[int], sentences: int, words: int | None) -> str:
    """The first of ``order`` within the budget, in the order of the text; a word budget cuts the last one short."""
    if words is None:
        return " ".join(texts[i] for i in sorted(order[:sentences]))
    picked, used = [], 0
    for i in order:
        if used >= words:
            break
        piece = texts[i].split()[: words - used]
        picked.append((i, " ".join(piece)))
        used += len(piece)
    return " ".join(text for _, text in sorted(picked))


def lead(documents: Sequence[int]) -> list[int]:
    """First sentences first; over several documents, their first sentences in turn."""
    seen: Counter[int] = Counter()
    places = []
    for index, document in enumerate(documents):
        places.append((seen[document], document, index))
        seen[document] += 1
    return [index for *_, index in sorted(places)]


def phrase_key(phrase: str) -> str:
    """The form in which two phrases count as the same."""
    return " ".join(tokens(phrase))


def phrase_score(row: Row, phrases: Iterable[str]) -> float:
    """F1 of the first ten different phrases."""
    wanted = {phrase_key(p) for p in row["phrases"]}
    given = list(dict.fromkeys(key for key in map(phrase_key, phrases) if key))[:10]
    right = len(wanted.intersection(given))
    return 200 * right / (len(wanted) + len(given)) if right else 0.0


def topic_scores(row: Row, labels: Sequence[str]) -> tuple[float, float, float]:
    """Whether the first label is right, whether one of two is, and whether there is none."""
    classes = [
        next((name for name, words in CLASSES if any(word in label.lower() for word in words.split())), None)
        for label in labels
    ]
    return 100.0 * (row["topic"] in classes[:1]), 100.0 * (row["topic"] in classes[:2]), 100.0 * (not labels)


def name_end(text: str, span: Span) -> int:
    """Where a name ends, its possessive left out."""
    possessive = re.search(r"(\s?['’]s)?$", text[span[0] : span[1]])
    return span[1] - (len(possessive.group(0)) if possessive else 0)


def same_span(text: str, a: Span, b: Span) -> bool:
    """Overlap, and the same end: titles before a name may or may not belong to it."""
    return a[0] < b[1] and b[0] < a[1] and name_end(text, a) == name_end(text, b)


def actor_hits(row: Row, actors: Sequence[Row]) -> Hits:
    """What was there and what was found of it in one article; ``actor_figures`` makes shares of the sum."""
    text = row["text"]
    hits: Hits = Counter()
    found = [(i, a["kind"], (start, end)) for i, a in enumerate(actors) for _, start, end in a["mentions"]]
    by_end: dict[int, list[tuple[int, str, Span]]] = defaultdict(list)
    for item in found:
        by_end[name_end(text, item[2])].append(item)
    people: dict[str, list[tuple[str, int | None]]] = defaultdict(list)
    for entity in row["entities"]:
        span, kind = (entity["start"], entity["end"]), entity["kind"]
        near = next((item for item in by_end[name_end(text, span)] if same_span(text, item[2], span)), None)
        hits["there", kind] += 1
        hits["found"] += near is not None
        right = near is not None and near[1] == kind
        hits["right", kind] += right
        if kind == "person" and entity.get("id"):
            name = text[span[0] : name_end(text, span)]
            people[entity["id"]].append((name.split()[-1].lower(), near[0] if near and right else None))
    _count_said(row, found, hits)
    _count_people(row, found, people, hits)
    return hits


def _count_said(row: Row, found: Sequence[tuple[int, str, Span]], hits: Hits) -> None:
    """Persons that were named in the annotated prose, and how many of them are persons."""
    ends: dict[int, list[Row]] = defaultdict(list)
    for entity in row["entities"]:
        ends[name_end(row["text"], (entity["start"], entity["end"]))].append(entity)
    for _, kind, (start, end) in found:
        if kind == "person" and any(a <= start and end <= b for a, b in row["prose"]):
            near = ends[name_end(row["text"], (start, end))]
            hits["said"] += 1
            hits["so"] += any(e["kind"] == "person" and e["start"] < end and start < e["end"] for e in near)


def _count_people(
    row: Row,
    found: Sequence[tuple[int, str, Span]],
    people: Mapping[str, Sequence[tuple[str, int | None]]],
    hits: Hits,
) -> None:
    """Persons with two or more mentions, and how many of them are one actor, and that actor nobody else.

    ``people`` has the last word and the actor of each mention, by the person's id.
    """
    spans = [(e["start"], e["end"]) for e in row["entities"]]
    sizes = Counter(i for i, _, span in found if any(same_span(row["text"], span, s) for s in spans))
    for person, mentions in people.items():
        if len(mentions) < 2:
            continue
        hits["people"] += 1
        linked = person != UNLINKED
        hits["linked"] += linked
        ((_, usual),) = Counter(word for word, _ in mentions).most_common(1)
        hits["possible"] += linked or usual / len(mentions) >= SAME
        for actor, count in Counter(i for _, i in mentions if i is not None).most_common(1):
            one = count / len(mentions) >= SAME and count / max(sizes[actor], 1) >= SAME
            hits["one"] += one
            hits["one linked"] += one and linked


def actor_figures(hits: Iterable[Hits]) -> tuple[float, ...]:
    """The percentages of ACTOR_FIGURES, from the ``actor_hits`` of each article."""
    counts: Hits = Counter()
    for found in hits:
        counts.update(found)

    def share(part: float, whole: float) -> float:
        return 100 * part / max(whole, 1)

    person, organisation, place = (share(counts["right", kind], counts["there", kind]) for kind in KINDS)
    precision, one = share(counts["so"], counts["said"]), share(counts["one"], counts["people"])
    possible, linked = share(counts["possible"], counts["people"]), share(counts["one linked"], counts["linked"])
    any_kind = share(counts["found"], sum(counts["there", kind] for kind in KINDS))
    return one, possible, linked, person, precision, organisation, place, any_kind


def column_means(scores: Iterable[Sequence[float]]) -> tuple[float, ...]:
    """The mean of each figure over articles."""
    return tuple(np.mean(list(scores), axis=0).tolist())


def intervals(
    items: Sequence[Any], figures: Callable[[Sequence[Any]], Sequence[float]], draws: int = 400
) -> list[tuple[float, float]]:
    """Bootstrap intervals of figures that are no means of articles: (low, high) with 95 % between them."""
    random = np.random.RandomState(0)
    drawn = [figures([items[i] for i in random.randint(0, len(items), len(items))]) for _ in range(draws)]
    low, high = np.percentile(np.array(drawn), [2.5, 97.5], axis=0)
    return list(zip(low.tolist(), high.tolist(), strict=True))


def drawn_means(values: Floats, seed: int = 0) -> Floats:
    """The means of DRAWS bootstrap samples of the articles, ``(DRAWS, columns)``, from ``(articles, columns)``."""
    chosen = np.random.RandomState(seed).randint(0, len(values), (DRAWS, len(values)))
    return np.stack([values[:, column][chosen].mean(1) for column in range(values.shape[1])], 1)
