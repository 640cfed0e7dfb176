"""Tells what is new in an article of a story beside the earlier ones: sentences, names and figures.

Deterministic, without storage: in go texts, out comes a part of a sentence in plain words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.plurals import plural
from bot.text.search.folding import fold
from bot.text.summaries.redundancy import read_stems, says_the_same, stem_rarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["ToldArticle", "what_is_new"]

MAX_SENTENCES = 40
"""Sentences of an article that are compared, its first ones: news tells first what is new."""
MAX_KNOWN_SENTENCES = 600
"""Sentences of all earlier articles together that they are compared with."""
OPENING = 5
"""Sentences in which a figure or a name counts, beside the title: further down, every outlet has some of its own."""
NEW_SHARE = 0.7
"""From this share of new sentences on, these alone are something new."""
NEW_SHARE_WITH_FACTS = 0.3
"""The same if the title or the opening has new figures or names."""
SHOWN = 3
_FIGURE = re.compile(r"(?<![\w.,])\d[\d.,]*(?<![.,])")


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
    if not mine or new < NEW_SHARE_WITH_FACTS * len(mine):
        return None
    opening = [article.title, *mine[:OPENING]]
    facts = [*_new_figures(opening, known), *_new_names(article.names, opening, known)]
    if not facts and new < NEW_SHARE * len(mine):
        return None
    sentences = f"{new} of its {plural(len(mine), 'sentence')}" if new < len(mine) else "any of its sentences"
    return " and ".join(filter(None, (", ".join(facts[:SHOWN]), sentences)))


def _new_sentences(mine: Sequence[str], told: Sequence[str]) -> int:
    """How many sentences say what none of the told ones says."""
    stems, known = [read_stems(sentence) for sentence in mine], [read_stems(sentence) for sentence in told]
    rarity = stem_rarity([*stems, *known])
    return sum(not any(says_the_same(one, other, rarity) for other in known) for one in stems)


def _new_figures(opening: Iterable[str], known: Sequence[ToldArticle]) -> list[str]:
    """The numbers of the opening that are nowhere in the known articles."""
    old = {figure for one in known for text in (one.title, *one.sentences) for figure in _FIGURE.findall(text)}
    return [
        f"“{figure}”"
        for figure in dict.fromkeys(f for text in opening for f in _FIGURE.findall(text))
        if figure not in old
    ]


def _new_names(names: Sequence[str], opening: Iterable[str], known: Sequence[ToldArticle]) -> list[str]:
    """Those main actors of the opening whose last names the known articles do not have."""
    begins = fold(" ".join(opening))
    old = fold(" ".join(text for one in known for text in (one.title, *one.sentences)))
    return [name for name in names if (last := fold(name.split()[-1])) in begins and last not in old]
