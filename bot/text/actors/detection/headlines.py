"""Names in headlines: only those known from the body, since a headline's capitals say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.detection.boundaries import Candidate
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.tokens import Page

__all__ = ["add_headline_mentions"]


def _forms(clusters: Sequence[NameCluster], lowered: frozenset[str]) -> dict[tuple[str, ...], NameCluster]:
    """Every known form as lower-case words; of two actors with one form, the more frequent has it."""
    function = lexicon()["function"]
    forms: dict[tuple[str, ...], NameCluster] = {}
    for cluster in sorted(clusters, key=lambda c: -len(c.occurrences)):
        for form in cluster.forms:
            words = tuple(form.casefold().replace("-", " - ").split())
            common = len(words) == 1 and (words[0] in lowered or words[0] in function)
            if not common or form.isupper():
                forms.setdefault(words, cluster)
    return forms


def _found(
    page: Page, forms: dict[tuple[str, ...], NameCluster], longest: int
) -> Iterator[tuple[NameCluster, int, int]]:
    words, at = page.words, 0
    while at < len(words):
        if not words[at].headline or not words[at].capital:
            at += 1
            continue
        for size in range(min(longest, len(words) - at), 0, -1):
            cluster = forms.get(tuple(w.low for w in words[at : at + size]))
            if cluster is not None:
                yield cluster, at, at + size - 1
                at += size
                break
        else:
            at += 1


def add_headline_mentions(clusters: Sequence[NameCluster], pages: Sequence[Page]) -> None:
    """Adds to each actor its mentions in headlines, whatever their capitals; no new forms."""
    lowered = frozenset(w.low for page in pages for w in page.words if not w.capital)
    forms = _forms(clusters, lowered)
    longest = max(map(len, forms), default=0)
    for number, page in enumerate(pages):
        for cluster, first, last in list(_found(page, forms, longest)):
            key = " ".join(w.text for w in page.words[first : last + 1])
            cluster.occurrences.append(Candidate(number, first, last, key))
