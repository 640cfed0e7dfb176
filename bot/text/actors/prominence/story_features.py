"""Features of an actor in its story: how often and where it is named, and what the story is about."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.text.actors.prominence.mentions import Prominence

__all__ = ["STORY_FEATURES", "is_city_in_sport"]

_MANY = 8
"""Mentions from which further ones count for nothing."""
_MIN_MENTIONS_OF_WORD = 3
"""Mentions from which one unknown word is likely to name somebody."""
_MOSTLY = 0.5
_DENSE = 3
"""One mention in so many sentences, or more, is the most that counts."""
_OFTEN_SUBJECT = 3
"""Mentions as a subject from which further ones count for nothing."""


def _is_unknown(actor: Prominence) -> bool:
    """True for a name that no table knows, which has no title, and begins with no known first name or surname."""
    tables, forms = lexicon(), actor.cluster.forms
    is_known = any(tables.canonical(form) or form in tables.known_by_surname for form in forms)
    firsts = {form.casefold().partition(" ")[0] for form in forms}
    is_titled = any(mention.title for mention in actor.mentions)
    return not (is_known or is_titled or firsts & tables.first_names or firsts & tables.surnames)


def _is_seldom_named_word(actor: Prominence) -> bool:
    is_word = not any(" " in form for form in actor.cluster.forms)
    return is_word and len(actor.mentions) < _MIN_MENTIONS_OF_WORD and _is_unknown(actor)


def is_city_in_sport(actor: Prominence) -> bool:
    """True for a city in a story about sport in which nothing is said to be: there it stands for its club."""
    is_city = any(lexicon().places.get(form) for form in actor.cluster.forms)
    before = [actor.token(mention, -1) for mention in actor.mentions]
    return actor.is_sport and is_city and not any(word is not None and word.lower == "in" for word in before)


def _share_of_greatest(actor: Prominence, importance: Iterable[float]) -> float:
    """The actor's importance as a share of the greatest of these."""
    return actor.importance / (max(importance) or 1.0)


def _sentences_in_matter(actor: Prominence) -> list[int]:
    """The sentences of the mentions in running text that are not in passing."""
    return [actor.last_word(mention).sentence for mention in actor.in_matter if not actor.is_in_title(mention)]


def _spread(actor: Prominence) -> float:
    """The share of the story that lies between the first and the last of those sentences."""
    sentences = _sentences_in_matter(actor) or [0]
    return (max(sentences) - min(sentences)) / max(1, actor.story_size)


def _named_sentences(actor: Prominence) -> float:
    return min(1.0, math.log1p(len(set(_sentences_in_matter(actor)))) / math.log1p(_MANY))


def _in_passing(actor: Prominence) -> float:
    return 1 - len(actor.in_matter) / max(1, len(actor.mentions))


def _often_subject(actor: Prominence) -> float:
    return min(1.0, sum(map(actor.is_subject, actor.in_matter)) / _OFTEN_SUBJECT)


def _has_no_title(actor: Prominence) -> bool:
    return not any(text.tokens for text in actor.texts if text.doc == TITLE_DOC)


STORY_FEATURES: tuple[tuple[str, Callable[[Prominence], float]], ...] = (
    ("mentions", lambda actor: min(1.0, math.log(max(len(actor.mentions), 1)) / math.log(_MANY))),
    ("often for its length", lambda actor: min(1.0, _DENSE * len(actor.mentions) / max(1, actor.story_size))),
    ("one mention", lambda actor: len(actor.mentions) == 1),
    ("in the title", lambda actor: any(map(actor.is_in_title, actor.mentions))),
    ("in the title only", lambda actor: all(map(actor.is_in_title, actor.mentions))),
    ("in the lead", lambda actor: any(map(actor.is_in_lead, actor.mentions))),
    ("role", lambda actor: bool(actor.roles)),
    ("in sport", lambda actor: actor.is_sport),
    ("in a table", lambda actor: actor.is_table),
    ("city in sport", is_city_in_sport),
    (
        "share of importance",
        lambda actor: _share_of_greatest(actor, map(max, filter(None, actor.others.importance.values()))),
    ),
    ("share of importance in its kind", lambda actor: _share_of_greatest(actor, actor.others.importance[actor.kind])),
    ("second of its kind", lambda actor: sum(i > actor.importance for i in actor.others.importance[actor.kind]) == 1),
    ("sentences", _named_sentences),
    ("in passing", _in_passing),
    ("often the subject", _often_subject),
    ("spread over the story", _spread),
    ("no title", _has_no_title),
    ("unknown word named seldom", _is_seldom_named_word),
    ("unknown, tagger disagrees", lambda actor: _is_unknown(actor) and actor.agreement() < _MOSTLY),
)
"""Each with its name."""
