"""Which forms of names stand for one actor: rules, never likeness of letters."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.lexicon import lexicon
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.text.actors.detection.boundaries import Candidate

__all__ = ["NameCluster", "cluster_names", "initials", "same_person", "strip_legal_form"]

_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
MAX_NAMESAKES = 50
"""Persons with one word of their names in common that a further name is compared with."""


@dataclass(slots=True)
class NameCluster:
    """The forms and occurrences of one actor."""

    kind: ActorKind
    forms: Counter[str] = field(default_factory=Counter)
    occurrences: list[Candidate] = field(default_factory=list)

    def add(self, occurrences: Iterable[Candidate]) -> None:
        """Takes in occurrences with their forms."""
        for occurrence in occurrences:
            self.forms[occurrence.key] += 1
            self.occurrences.append(occurrence)


@lru_cache(maxsize=10_000)
def _tokens(name: str) -> tuple[str, ...]:
    words = tuple(name_key(name).split())
    return words[:-1] if len(words) > 2 and words[-1] in _SUFFIXES else words


def _initial_fits(one: str, two: str) -> bool:
    return one == two or (min(len(one), len(two)) == 1 and one[0] == two[0])


def same_person(one: str, two: str) -> bool:
    """Whether two names of several words are one person's, by their words alone.

    "George W. Bush" and "George Bush" are, "J. Smith" and "John Smith", "Suu Kyi" and "Aung San Suu Kyi"; "Jorge
    Costa" and "Rui Costa" are not.
    """
    a, b = sorted((_tokens(one), _tokens(two)), key=len)
    if len(a) < 2 or a == b:
        return a == b
    if len(a) == len(b):
        return a[1:] == b[1:] and _initial_fits(a[0], b[0]) and (len(a) == 2 or len(a[0]) > 1 or len(b[0]) > 1)
    if b[-len(a) :] == a or b[: len(a)] == a:
        return True
    return a[-1] == b[-1] and _initial_fits(a[0], b[0]) and len(a) == 2


def initials(name: str) -> str:
    """The capitals of a name's words: "World Health Organization" gives "WHO"."""
    return "".join(w[0] for w in name.replace("-", " ").split() if w[0].isupper())


def _merge_full_names(forms: Mapping[str, Sequence[Candidate]]) -> list[NameCluster]:
    clusters: list[NameCluster] = []
    by_token: dict[str, dict[int, None]] = defaultdict(dict)
    # the longest names first, so that a short one meets all it may be short for
    for key in sorted(forms, key=lambda k: (-len(_tokens(k)), -len(forms[k]), k)):
        tokens = _tokens(key)
        near = dict.fromkeys(i for t in (tokens[-1:] + tokens[:1]) for i in islice(by_token[t], MAX_NAMESAKES))
        fits = [i for i in near if all(same_person(key, other) for other in clusters[i].forms)]
        if len(fits) == 1 or (fits and tokens == _tokens(next(iter(clusters[fits[0]].forms)))):
            clusters[fits[0]].add(forms[key])
        else:
            fits = [len(clusters)]
            clusters.append(NameCluster(ActorKind.PERSON))
            clusters[-1].add(forms[key])
        for token in tokens:
            by_token[token][fits[0]] = None
    return clusters


def _bearers(tokens: tuple[str, ...], clusters: Sequence[NameCluster]) -> list[NameCluster]:
    """The persons whom a bare name may stand for: by surname, else by first name, else by a name in between.

    ``clusters`` are those with the last word of the bare name among their words.
    """
    names = [(c, [_tokens(form) for form in c.forms]) for c in clusters]
    # "Mack" is Heather Mack rather than Sheila Wiese-Mack
    whole = [c for c in clusters if any(_tokens(form.rpartition(" ")[2]) == tokens for form in c.forms)]
    if whole:
        return whole
    by_surname = [c for c, forms in names if any(form[-len(tokens) :] == tokens for form in forms)]
    if by_surname:
        return by_surname
    by_first = [c for c, forms in names if any(form[: len(tokens)] == tokens for form in forms)]
    if by_first or len(tokens) > 1:
        return by_first
    return [c for c, forms in names if any(tokens[0] in form for form in forms)]


def _merge_persons(forms: Mapping[str, Sequence[Candidate]]) -> list[NameCluster]:
    particles = lexicon()["particle"]

    def bare(key: str) -> bool:
        words = key.replace("-", " ").split()
        return (
            len(_tokens(key)) <= 1
            or all(w.casefold() in particles for w in words[:-1])
            or ("-" in key and " " not in key)
        )

    clusters = _merge_full_names({k: v for k, v in forms.items() if not bare(k)})
    holders: dict[str, dict[int, NameCluster]] = defaultdict(dict)
    for cluster in clusters:
        for token in {token for form in cluster.forms for token in _tokens(form)}:
            holders[token][id(cluster)] = cluster
    alone: dict[tuple[str, ...], NameCluster] = {}
    for key, occurrences in forms.items():
        if not bare(key):
            continue
        tokens = _tokens(key)
        bearers = _bearers(tokens, list(islice(holders[tokens[-1]].values(), MAX_NAMESAKES))) if tokens else []
        if bearers and _another(occurrences, bearers):
            _share_out([o for o in occurrences if o.woman], bearers)
            occurrences, bearers = [o for o in occurrences if not o.woman], []
        if not bearers:
            if tokens not in alone:
                alone[tokens] = NameCluster(ActorKind.PERSON)
            alone[tokens].add(occurrences)
        elif len(bearers) == 1:
            bearers[0].add(occurrences)
        else:
            _share_out(occurrences, bearers)
    return clusters + list(alone.values())


def _another(occurrences: Sequence[Candidate], bearers: Sequence[NameCluster]) -> bool:
    """Whether a bare surname is of somebody who has no full name in the story.

    "President X" is not "his wife Mary X", whom the story brings in as a relative; nor is "Mr X" any "Mary X".
    """
    relatives = all(any(o.kin for o in cluster.occurrences) for cluster in bearers)
    if relatives and any(o.title is not None and not (o.address or o.kin) for o in occurrences):
        return True
    women = all(any(form.split()[0].casefold() in lexicon().women for form in c.forms) for c in bearers)
    return women and any(o.man and o.address for o in occurrences)


def _share_out(occurrences: Sequence[Candidate], bearers: Sequence[NameCluster]) -> None:
    """Gives a bare surname to one of several bearers: the one the story names first.

    News calls its subject by the bare surname and the others of the family by their full names; a woman's form of
    address goes to the first bearer with a woman's first name.
    """
    by_first = sorted(bearers, key=lambda c: min((o.page, o.first) for o in c.occurrences))
    women = [c for c in by_first if any(form.split()[0].casefold() in lexicon().women for form in c.forms)]
    for occurrence in occurrences:
        (women[0] if occurrence.woman and women else by_first[0]).add([occurrence])


def strip_legal_form(name: str) -> tuple[str, ...]:
    """The words of an organisation's name without its legal form and article."""
    company = {w.rstrip(".") for w in lexicon()["company"]}
    words = list(name_key(name).split())
    while len(words) > 1 and words[-1] in company:
        words.pop()
    return tuple(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _merge_bodies(forms: Mapping[str, Sequence[Candidate]]) -> list[NameCluster]:
    tables = lexicon()
    clusters: dict[object, NameCluster] = {}
    cores: dict[tuple[str, ...], object] = {}
    short = _ShortForms()
    for key in sorted(forms, key=lambda k: (-len(k.split()), -len(forms[k]), k)):
        usual, core = tables.organisations.get(key), strip_legal_form(key)
        where: object = cores.get(core, usual or core)
        if where not in clusters:
            where = short.meant(key, core) or where
        clusters.setdefault(where, NameCluster(ActorKind.ORGANISATION)).add(forms[key])
        short.learn(key, core, cores.setdefault(core, where), where)
    return list(clusters.values())


class _ShortForms:
    """The short forms of bodies' names: the first words of a name that ends as bodies do, and initials."""

    def __init__(self) -> None:
        self._ends = lexicon()["company"] | lexicon()["body"]
        self._beginnings: dict[tuple[str, ...], set[object]] = defaultdict(set)
        self._initials: dict[str, set[object]] = defaultdict(set)

    def learn(self, key: str, core: tuple[str, ...], first: object, where: object) -> None:
        """Takes in a name with its core: ``first`` is the body that had the core first, ``where`` the name's own."""
        if core and core[-1] in self._ends:
            for size in range(1, len(core) + 1):
                self._beginnings[core[:size]].add(first)
        if " " in key:
            self._initials[initials(key)].add(where)

    def meant(self, key: str, core: tuple[str, ...]) -> object:
        """The one longer name that this one is short for, or None."""
        fits = self._beginnings.get(core, set())
        plain = key.replace(".", "")
        if key.isupper() and 2 <= len(plain) <= 6:
            fits = fits | self._initials.get(plain, set())
        return next(iter(fits)) if len(fits) == 1 else None


def _merge_places(forms: Mapping[str, Sequence[Candidate]]) -> list[NameCluster]:
    tables = lexicon()
    clusters: dict[str, NameCluster] = {}
    for key, occurrences in forms.items():
        usual = tables.place(key) or key
        clusters.setdefault(name_key(usual), NameCluster(ActorKind.PLACE)).add(occurrences)
    return list(clusters.values())


def cluster_names(judged: Mapping[str, tuple[ActorKind, Sequence[Candidate]]]) -> list[NameCluster]:
    """Joins the forms of each kind into actors."""
    kinds: dict[ActorKind, dict[str, Sequence[Candidate]]] = {kind: {} for kind in ActorKind}
    for key, (kind, occurrences) in judged.items():
        kinds[kind][key] = occurrences
    return [
        *_merge_persons(kinds[ActorKind.PERSON]),
        *_merge_bodies(kinds[ActorKind.ORGANISATION]),
        *_merge_places(kinds[ActorKind.PLACE]),
    ]
