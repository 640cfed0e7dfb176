"""Tells what is new in an article of a story beside the earlier ones: sentences, names and figures.

Deterministic, without storage: in go texts, out comes a part of a sentence in plain words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.plurals import plural
from bot.stories.redundancy import says_the_same, stem_rarity
from bot.stories.words import NUMBER_WORDS, STOP_WORD_RARITY, rarity, sentence_stems
from bot.text.search.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["ToldArticle", "what_is_new"]

MAX_SENTENCES = 40
"""Sentences of an article that are compared, its first ones: news tells first what is new."""
MAX_KNOWN_SENTENCES = 600
"""Sentences of all earlier articles together that they are compared with."""
OPENING = 5
"""Sentences in which a figure or a name counts, beside the title: further down, every outlet has some of its own."""
MIN_NEW = 5
"""New sentences that are needed, unless the title has a new figure: other outlets have some of their own, and say in
other words what is known. Of 232 openings in NeuS that the post of an earlier one names, 8 have something new so.
"""
NEW_SHARE = 0.8
"""From this share of new sentences on, these alone are something new."""
NEW_SHARE_WITH_FACTS = 0.4
"""The same if the title or the opening has new figures or names."""
SHOWN = 3
"""New figures and names that are given as reasons."""
_DIGITS = r"(?!(?:19|20)\d\d\b)\d[\d.,]*(?<![.,])"
"""A number that is no year; not "19" in "Covid-19"."""
_UNIT = r"%?(?: (?P<unit>[^\W\d_]+))?"
"""The word behind a number, with which it is shown."""
_FIGURE = re.compile(rf"(?<![\w.,-])(?P<number>{_DIGITS}){_UNIT}")
_NUMBER = re.compile(rf"(?<![\w.,-])(?P<number>{_DIGITS}|(?:{'|'.join(NUMBER_WORDS)})\b){_UNIT}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ToldArticle:
    """An article as it is compared: its sentences in their order, and the names of its main actors."""

    title: str
    sentences: Sequence[str]
    names: Sequence[str] = ()


def what_is_new(article: ToldArticle, known: Sequence[ToldArticle]) -> str | None:
    """What an article has that none of the ``known`` has, in words that follow "do not have"; None if too little."""
    told = [sentence for one in known for sentence in one.sentences][:MAX_KNOWN_SENTENCES]
    mine = article.sentences[:MAX_SENTENCES]
    new = _new_sentences(mine, told)
    opening = [article.title, *mine[:OPENING]]
    figures = _new_figures(article.title, mine[:OPENING], known)
    facts = [*(f"“{shown}”" for shown in figures.values()), *_new_names(article.names, opening, known)]
    share = NEW_SHARE_WITH_FACTS if facts else NEW_SHARE
    has_enough = new >= max(MIN_NEW, share * len(mine))
    is_changed = not set(mine).issubset(told)
    if not (has_enough or (is_changed and any(number in figures for number, _ in _numbers(_NUMBER, article.title)))):
        return None
    return " and ".join(filter(None, (", ".join(facts[:SHOWN]), _how_many(new, len(mine)))))


def _how_many(new: int, total: int) -> str:
    """How many sentences are new; "" if all of them only say in other words what is known."""
    if new == 0:
        return ""
    return f"{new} of its {plural(total, 'sentence')}" if new < total else "any of its sentences"


def _new_sentences(mine: Sequence[str], told: Sequence[str]) -> int:
    """How many sentences say what none of the told ones says."""
    stems, known = [*map(sentence_stems, mine)], [*map(sentence_stems, told)]
    weights = stem_rarity([*stems, *known])
    return sum(not any(says_the_same(one, other, weights) for other in known) for one in stems if one)


def _new_figures(title: str, opening: Sequence[str], known: Sequence[ToldArticle]) -> dict[str, str]:
    """The numbers of title and opening that are nowhere in the known articles, each with its unit as it is shown."""
    old = {number for one in known for text in (one.title, *one.sentences) for number, _ in _numbers(_NUMBER, text)}
    mine = [*_numbers(_NUMBER, title), *(found for text in opening for found in _numbers(_FIGURE, text))]
    new: dict[str, str] = {}
    for number, shown in mine:
        if number not in old:
            new.setdefault(number, shown)
    return new


def _numbers(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    """The numbers of a text in digits, and as they are shown: "2" and "two dead"."""
    for found in pattern.finditer(text):
        number, unit = found["number"], found["unit"]
        is_telling = unit is not None and rarity(fold(unit)) > STOP_WORD_RARITY
        shown = found[0] if is_telling or unit is None else found[0].removesuffix(f" {unit}")
        yield NUMBER_WORDS.get(number.lower(), number), shown


def _new_names(names: Sequence[str], opening: Iterable[str], known: Sequence[ToldArticle]) -> list[str]:
    """Those main actors of the opening whose last names the known articles do not have."""
    begins = fold(" ".join(opening))
    old = fold(" ".join(text for one in known for text in (one.title, *one.sentences)))
    return [name for name in names if (last := fold(name.split()[-1])) in begins and last not in old]
