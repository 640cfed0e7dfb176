"""Orders the sentences of each form as its readers would want them; a summary is a beginning of the order."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.text.context_dependence import depends_on_previous, is_unquotable
from bot.text.forms.detection import (
    Form,
    detect_form,
    is_about,
    is_answer,
    is_entry,
    is_result,
    newsletter_items,
    question_lines,
    time_stamp,
)
from bot.text.forms.lines import read_lines
from bot.text.summary_candidates import is_candidate
from bot.text.words import content_words, words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from bot.models.analysis import Document, Sentence
    from bot.text.forms.lines import Line

__all__ = ["order_by_form"]

GRAVE_FACT, TITLE_WORD, NEWEST, OPENS_ENTRY, SAME_ENTRY = 1.0, 0.25, 0.5, 0.3, 0.4
"""Weights of a live blog's sentences, beside their rank from 0 to 1: for a grave fact, each word of the title, the
newest entry, the first sentence of an entry; and subtracted for each sentence already selected from the same entry,
unless it is a grave fact itself: of two deaths in one entry both are told.
"""
MAX_SELECTED = 60
"""Sentences of a live blog selected one by one; the others follow in their ranking."""
MAX_RUN_IN_HEADING_WORDS = 6
"""Words of the heading with which an item begins in the same line, its number included."""
MAX_REPLY_WORDS = 2
"""Words of a sentence that is only a reply: "Never.", "A comedy."."""
MIN_ANSWER_WORDS, MAX_ANSWER_WORDS = 8, 70
"""Words below which an answer says nothing, and up to which it is kept together."""

_GRAVE = re.compile(
    r"\b(?:dead|die[sd]?|dying|death|deaths|killed|kills|killing|fatal\w*|victims?|casualt\w+|injur\w+|wounded|missing"
    r"|collapsed?|evacuat\w+|arrest\w*|charged|convicted|sentenced|guilty|resign\w*|sacked|warning|emergency|explosion"
    r"|crash\w*|shot|wins?|won|elected|defeat\w*|passed|rejected|approved|banned|ceasefire|declared|record|highest)\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:proud|delighted|thrilled|excited|exciting|pleased|honou?red|privileged?|landmark|milestone|passionate|committed"
    r"|world-class|unparalleled|fantastic|incredible|amazing|testament|look(?:ing)? forward"
    r"|great (?:day|news|honou?r))\b",
    re.IGNORECASE,
)
_FINAL_MARK = re.compile(r"[.!?…][\"”’)]*$")
_SPEAKER = re.compile(r"[A-Z][\w.’' -]{0,30}: ")
_QUOTED = re.compile(r"[\"“‘']")


def order_by_form(
    documents: Sequence[Document], sentences: Sequence[Sentence], ranking: Sequence[int]
) -> tuple[int, ...]:
    """The ranking of an article's sentences for its form; as it is for plain prose and for several documents."""
    if len(documents) != 1 or not sentences:
        return tuple(ranking)
    lines = read_lines(documents[0].text, sentences)
    order = _READINGS.get(detect_form(lines))
    if order is None:
        return tuple(ranking)
    chosen = order(_Article(documents[0].title, lines, sentences, ranking))
    first = dict.fromkeys(chosen)
    return (*first, *(i for i in ranking if i not in first))


class _Article:
    """What a reading needs to know of an article."""

    def __init__(
        self, title: str, lines: Sequence[Line], sentences: Sequence[Sentence], ranking: Sequence[int]
    ) -> None:
        self.lines = lines
        self.ranking = ranking
        self.texts = [sentence.text for sentence in sentences]
        self.title = frozenset(content_words(words(title)))
        self.stems = [frozenset(content_words(words(text))) for text in self.texts]
        self.dependent = depends_on_previous(sentences)
        items = {i for line in lines if line.is_marked for i in line.sentences}
        self.fit = [
            candidate and (not is_unquotable(text) or (i in items and not _FINAL_MARK.search(text)))
            for i, (candidate, text) in enumerate(zip(is_candidate(sentences), self.texts, strict=True))
        ]
        """True for a sentence that may be shown, as an item of a list may without a final mark."""
        self.rank = {index: 1 - place / len(ranking) for place, index in enumerate(ranking)}

    def parts(self, opens: Callable[[Line], object]) -> list[list[int]]:
        """The sentences of the text before the first line that opens a part, and of each part."""
        return self.parts_from({number for number, line in enumerate(self.lines) if opens(line)})

    def parts_from(self, openings: Collection[int]) -> list[list[int]]:
        """The same for the numbers of the lines that open a part."""
        parts: list[list[int]] = [[]]
        for number, line in enumerate(self.lines):
            if number in openings:
                parts.append([])
            parts[-1] += line.sentences
        return parts


def _read_live_blog(article: _Article) -> list[int]:
    """The newest and gravest facts, from several entries."""
    times = [time for line in article.lines if (time := time_stamp(line)) is not None]
    entries = article.parts(lambda line: time_stamp(line) is not None)
    headings = {i for line in article.lines if line.is_heading and time_stamp(line) is not None for i in line.sentences}
    if sum(after > before for before, after in pairwise(times)) * 2 > len(times) - 1:  # the oldest is the first
        entries.reverse()
    scores: dict[int, float] = {}
    grave = {index for index, text in enumerate(article.texts) if _GRAVE.search(text)}
    for place, entry in enumerate(entries):
        for index in (i for i in entry if article.fit[i] and i not in headings):
            scores[index] = article.rank[index] + NEWEST * (1 - place / len(entries))
            scores[index] += TITLE_WORD * len(article.stems[index] & article.title)
            scores[index] += GRAVE_FACT * (index in grave)
            scores[index] += OPENS_ENTRY * (index == entry[0])
    entry_of = {i: place for place, entry in enumerate(entries) for i in entry}
    return _select(scores, entry_of, article.dependent, grave)


def _select(
    scores: dict[int, float], entry_of: Mapping[int, int], dependent: Sequence[bool], grave: Collection[int]
) -> list[int]:
    """The best first; a sentence that depends on the one before follows it, or waits to the end."""
    chosen: dict[int, None] = {}
    taken: Counter[int] = Counter()
    while scores and len(chosen) < MAX_SELECTED:
        free = [i for i in scores if not dependent[i] or i - 1 in chosen]
        best = max(free or scores, key=lambda i: scores[i] - SAME_ENTRY * (i not in grave) * taken[entry_of[i]])
        chosen[best] = None
        taken[entry_of[best]] += 1
        del scores[best]
    return list(chosen)


def _read_newsletter(article: _Article) -> list[int]:
    """One sentence of each item, in the order of the items."""
    openings = newsletter_items(article.lines)
    items = article.parts_from(openings)[1:]
    return [i for item in items for i in _telling(article, item)]


def _telling(article: _Article, item: Sequence[int]) -> list[int]:
    """The first sentence of an item that is more than its heading."""
    fit = [i for i in item if article.fit[i] and not article.dependent[i]]
    return _first(fit, lambda i: len(article.texts[i].split()) > MAX_RUN_IN_HEADING_WORDS) or fit[:1]


def _first(indices: Iterable[int], applies: Callable[[int], bool]) -> list[int]:
    return next(([i] for i in indices if applies(i)), [])


def _read_interview(article: _Article) -> list[int]:
    """The best sentence of the introduction, then answers: first those about what the introduction promises."""
    labelled = any(is_answer(line) for line in article.lines)
    questions = question_lines(article.lines)
    opening = min(questions)
    introduction = [i for line in article.lines[:opening] for i in line.sentences if article.fit[i]]
    promised = frozenset[str]().union(*(article.stems[i] for i in introduction)) - article.title
    answers: list[list[int]] = []
    for number, line in enumerate(article.lines[opening:], opening):
        if number in questions:
            answers.append([])
        elif is_answer(line) or not labelled or (answers and answers[-1]):
            answers[-1] += line.sentences

    def weight(answer: Sequence[int]) -> float:
        overlap = max((len(article.stems[i] & promised) for i in answer), default=0)
        return overlap + max((article.rank[i] for i in answer), default=0)

    lead = [i for i in article.ranking if i in introduction][:1]
    ordered = [i for answer in sorted(answers, key=weight, reverse=True) for i in _answer(article, answer, promised)]
    rest = [i for i in article.ranking if i in introduction]
    asked = {i for number in questions for i in article.lines[number].sentences}
    others = [i for i in article.ranking if article.fit[i]]
    return [*lead, *ordered, *rest, *(i for i in others if i not in asked), *others]


def _answer(article: _Article, answer: Sequence[int], promised: frozenset[str]) -> list[int]:
    """An answer's sentences: the one that says most, then the others if the answer is short.

    An answer of a few words says nothing without its question, nor does one that begins with so few ("Never.").
    """
    if answer and len(_SPEAKER.sub("", article.texts[answer[0]], count=1).split()) <= MAX_REPLY_WORDS:
        return []
    needed = {i - 1 for i in answer if article.dependent[i]}
    telling = [
        i for i in answer if len(article.texts[i].split()) > 3 or _SPEAKER.match(article.texts[i]) or i in needed
    ]
    if not telling or sum(len(article.texts[i].split()) for i in answer) < MIN_ANSWER_WORDS:
        return []
    best = max(telling, key=lambda i: (len(article.stems[i] & promised), article.rank[i]))
    is_short = sum(len(article.texts[i].split()) for i in telling) <= MAX_ANSWER_WORDS
    return [best, *(i for i in telling if i != best)] if is_short else [best]


def _read_results(article: _Article) -> list[int]:
    """What introduces the results or the persons of a list, and these in their order."""
    rows = [number for number, line in enumerate(article.lines) if is_result(line) or is_entry(line)]
    introduction = [i for line in article.lines[: rows[0]] if not line.is_heading for i in line.sentences]
    opening = [i for i in introduction if article.fit[i]] or introduction
    return [*opening[:1], *(i for number in rows for i in article.lines[number].sentences)]


def _read_press_release(article: _Article) -> list[int]:
    """The ranking without praise, and without what the company says of itself."""
    about = {i for part in article.parts(is_about)[1:] for i in part}
    news = [i for i in article.ranking if i not in about and article.fit[i]]
    praise = {i for i in news if _QUOTED.search(article.texts[i]) and _PRAISE.search(article.texts[i])}
    after_praise = {i for i in news if i - 1 in praise and _QUOTED.match(article.texts[i])}
    plain = [i for i in news if i not in praise | after_praise]
    return [*plain, *(i for i in article.ranking if i in praise | after_praise)]


_READINGS = {
    Form.LIVE_BLOG: _read_live_blog,
    Form.NEWSLETTER: _read_newsletter,
    Form.INTERVIEW: _read_interview,
    Form.RESULTS: _read_results,
    Form.PRESS_RELEASE: _read_press_release,
}
