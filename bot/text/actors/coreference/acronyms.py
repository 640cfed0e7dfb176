"""Joins an acronym in brackets with the name before it: "National Bank of Romania (BNR)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import TokenizedText

__all__ = ["abbreviates_common_words", "join_acronyms"]

_LETTERS = range(2, 8)
_MAX_WORDS = 8
"""Words before the bracket in which the words are that a common acronym abbreviates."""


def join_acronyms(clusters: Sequence[NameCluster], texts: Sequence[TokenizedText]) -> list[NameCluster]:
    """The clusters, that of an acronym joined to the organisation directly before it."""
    organisations = [cluster for cluster in clusters if cluster.kind is ActorKind.ORGANISATION]
    ends = {(o.text_index, o.last): cluster for cluster in organisations for o in cluster.occurrences}
    joined: dict[int, NameCluster] = {}
    for cluster in organisations:
        if not all(map(_is_acronym, cluster.forms)):
            continue
        defining = (ends.get((o.text_index, o.first - 2)) for o in cluster.occurrences if _is_bracketed(o, texts))
        whole = next((other for other in defining if other is not None and other is not cluster), None)
        if whole is not None and id(whole) not in joined:
            whole.add(cluster.occurrences)
            joined[id(cluster)] = whole
    return [cluster for cluster in clusters if id(cluster) not in joined]


def abbreviates_common_words(candidate: NameCandidate, texts: Sequence[TokenizedText]) -> bool:
    """True for "ICT" in "information and communication technology (ICT)", which names nobody."""
    if not (_is_acronym(candidate.text) and _is_bracketed(candidate, texts)):
        return False
    tokens, at = texts[candidate.text_index].tokens, candidate.first - 2
    letters = candidate.text.removesuffix("s").replace(".", "").casefold()
    words = tokens[max(0, at - _MAX_WORDS + 1) : at + 1]
    if not words or words[-1].is_capitalised or words[-1].lower[0] != letters[-1]:
        return False
    begins = [word for word in words if word.lower[0] == letters[0]]
    return any(not word.is_capitalised for word in begins)


def _is_acronym(form: str) -> bool:
    letters = form.replace(".", "").removesuffix("s")
    return len(letters) in _LETTERS and letters.isupper() and letters.isalpha()


def _is_bracketed(name: NameCandidate, texts: Sequence[TokenizedText]) -> bool:
    tokens = texts[name.text_index].tokens
    is_inside = name.first > 1 and name.last + 1 < len(tokens)
    return is_inside and tokens[name.first - 1].text == "(" and tokens[name.last + 1].text == ")"
