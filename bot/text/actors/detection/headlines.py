"""Finds mentions in title-case headlines, where capitals carry no information, by the names found in the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.name_candidate import NameCandidate
from bot.text.lexicon import lexicon
from bot.text.tokens import lowercase_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.tokens import TokenizedText

__all__ = ["add_headline_mentions"]


def add_headline_mentions(clusters: Sequence[NameCluster], texts: Sequence[TokenizedText]) -> None:
    """Adds to each actor its mentions in headlines, ignoring case; adds no new forms of its name."""
    names = _known_names(clusters, lowercase_words(texts))
    longest = max(map(len, names), default=0)
    for index, text in enumerate(texts):
        for cluster, first, last in _mentions(text, names, longest):
            name = " ".join(w.text for w in text.tokens[first : last + 1])
            cluster.occurrences.append(NameCandidate(index, first, last, name))


def _known_names(clusters: Sequence[NameCluster], in_lower_case: frozenset[str]) -> dict[tuple[str, ...], NameCluster]:
    """Each name of an actor as its words in lower case; of two actors with one name, the more frequent has it."""
    function_words = lexicon()["function"]
    names: dict[tuple[str, ...], NameCluster] = {}
    for cluster in sorted(clusters, key=lambda c: -len(c.occurrences)):
        for form in cluster.forms:
            words = tuple(form.casefold().replace("-", " - ").split())
            is_common_word = len(words) == 1 and (words[0] in in_lower_case or words[0] in function_words)
            if not is_common_word or form.isupper():
                names.setdefault(words, cluster)
    return names


def _mentions(
    text: TokenizedText, names: Mapping[tuple[str, ...], NameCluster], longest: int
) -> Iterator[tuple[NameCluster, int, int]]:
    """The actors that a text's headlines name, with the first and last word of each mention."""
    end = 0
    for at in text.capitals:
        if at < end or not text.tokens[at].in_headline:
            continue
        following = tuple(text.words[at : at + longest])
        size = next((n for n in range(len(following), 0, -1) if following[:n] in names), 0)
        if size:
            yield names[following[:size]], at, at + size - 1
            end = at + size
