"""Clusters the names of organisations: by the table of known names, the legal form, initials and first words."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from bot.models.analysis import ActorKind
from bot.text.actors.coreference.name_clusters import NameCluster
from bot.text.lexicon import lexicon
from bot.text.name_parts import strip_legal_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.text.actors.name_candidate import NameCandidate

__all__ = ["cluster_organisations"]

_ACRONYM = re.compile(r"[A-Z][A-Zafio]*[A-Z]")
"""Capitals, with the first letters of "of", "for", "and" or "in" between them: "WHO", "BoE", "DfT"."""
_KINDS = frozenset(
    "agency association club college company firm foundation group ministry organisation organization school society"
    " team university".split()
)
_NAMED_AFTER = frozenset(
    "tribunal court commission committee museum foundation trust institute university college school hospital centre "
    "center library fund inquiry memorial prize association federation society authority department office media tv "
    "radio".split()
)
"""The last words of bodies that are named after others."""
_MEMBERS = frozenset("republicans democrats conservatives liberals tories socialists".split())
"""The members of a party in a parliament, which are no part of its name."""
_ACRONYM_LETTERS = range(2, 7)

_Identity: TypeAlias = "str | tuple[str, ...]"
"""What distinguishes organisations: the canonical name in the table, or the words without the legal form."""


def cluster_organisations(forms: Mapping[str, Sequence[NameCandidate]]) -> list[NameCluster]:
    """The organisations that forms of names refer to, with the occurrences of each form; longest names first.

    What is only called by its kind ("the Group"), and short for no name or for several, is left out.
    """
    clusters: dict[_Identity, NameCluster] = {}
    by_core: dict[tuple[str, ...], _Identity] = {}
    short_forms = _ShortForms()
    for form in sorted(forms, key=lambda f: (-len(f.split()), -len(forms[f]), f)):
        usual, core = lexicon().organisations.get(form), strip_legal_form(form)
        identity = by_core.get(core) or by_core.get(_other_number(core), usual or core)
        if identity not in clusters:
            identity = _not_named_after(form, short_forms.resolve(form, core), clusters, forms) or identity
        clusters.setdefault(identity, NameCluster(ActorKind.ORGANISATION)).add(forms[form])
        short_forms.learn(form, core, by_core.setdefault(core, identity), identity)
    return [cluster for cluster in clusters.values() if not _KINDS.issuperset(map(str.casefold, cluster.forms))]


class _ShortForms:
    """The short forms of the names seen so far: initials, first words of names like "Acme Corp", other parts."""

    def __init__(self) -> None:
        self._endings = lexicon()["company"] | lexicon()["institution"]
        self._bodies = lexicon()["institution"]
        self._beginnings: dict[tuple[str, ...], set[_Identity]] = defaultdict(set)
        self._parts: dict[tuple[str, ...], set[_Identity]] = defaultdict(set)
        self._initials: dict[str, set[_Identity]] = defaultdict(set)

    def learn(self, form: str, core: tuple[str, ...], first: _Identity, identity: _Identity) -> None:
        """Adds the short forms of a name; ``first`` is the organisation that had the same core first.

        "House" is not short for "House Republicans".
        """
        if core and core[-1] in _MEMBERS:
            return
        if core and core[-1] in self._endings:
            for size in range(1, len(core) + 1):
                self._beginnings[core[:size]].add(first)
        for part in _proper_parts(core):
            self._parts[part].add(first)
        if core[:1] and core[0] in self._bodies and core[1:2] in (("of",), ("for",)):
            self._parts[core[:1]].add(first)  # the Bank of England is "the Bank" next
        if " " in form:
            for initials in {_initials(form), _initials(form, connecting=True)}:
                self._initials[initials].add(identity)

    def resolve(self, form: str, core: tuple[str, ...]) -> _Identity | None:
        """The one organisation that a name is short for, or None if there is none or more than one."""
        fits: set[_Identity] = set()
        if not lexicon().organisations.get(form):  # the BBC is not short for "BBC Radio"
            fits = self._beginnings.get(core, set())
        if not fits and not lexicon().canonical(form) and len(core) == len(form.split()):
            fits = self._parts.get(core, set())
        acronym = form.replace(".", "")
        if _ACRONYM.fullmatch(acronym) and len(acronym) in _ACRONYM_LETTERS:
            fits = fits | self._initials.get(acronym, set())
        return next(iter(fits)) if len(fits) == 1 else None


def _not_named_after(
    form: str,
    longer: _Identity | None,
    clusters: Mapping[_Identity, NameCluster],
    forms: Mapping[str, Sequence[NameCandidate]],
) -> _Identity | None:
    """The organisation with a longer name, unless it is a body of its own that is named after the shorter one.

    The Khmer Rouge is not the "Khmer Rouge Tribunal" that the story names after it, but "St Mary's" is the school.
    """
    if longer is None or form.endswith("'s"):
        return longer
    names = [name for name in clusters[longer].forms if name.startswith(f"{form} ")]
    after = all(
        name.split()[-1].casefold() in _NAMED_AFTER and _place_of(forms[form][0]) < _place_of(forms[name][0])
        for name in names
    )
    return None if names and after else longer


def _place_of(name: NameCandidate) -> tuple[int, int]:
    return name.text_index, name.first


def _other_number(core: tuple[str, ...]) -> tuple[str, ...]:
    """A single word in the other number: "houthi" for "houthis"."""
    if len(core) != 1:
        return ()
    return (core[0][:-1],) if core[0].endswith("s") else (f"{core[0]}s",)


def _proper_parts(core: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name's first words and last words, by which it is called next: "Goldman", "United"; not split at "of"."""
    connecting = ("of", "for", "and", "the", "&", "in", "on")
    for size in range(1, len(core)):
        if core[size - 1] not in connecting and core[size] not in connecting:
            yield core[:size]
            yield core[size:]


def _initials(name: str, *, connecting: bool = False) -> str:
    """The capitals of a name's words: "World Health Organization" gives "WHO", "U.S. Navy" "USN".

    With ``connecting``, the small first letters of the words between them too: "Bank of England" gives "BoE".
    """
    words = name.replace("-", " ").split()
    return "".join(
        word.replace(".", "") if word.endswith(".") and word.isupper() else word[0]
        for word in words
        if word[0].isupper() or (connecting and word.isalpha())
    )
