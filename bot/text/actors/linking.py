"""Which actors of the library are one and the same, across articles: pure rules, each with its reason.

A bare surname joins a full name only if exactly one full name has it (or one is in four times the articles of the
next) and that name is in at least as many articles: 93 % right by eye; looser rules fell to 70 %. Likeness of letters
is never a reason.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.coreference.name_clusters import strip_legal_form
from bot.text.lexicon import lexicon
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from bot.models.actors import AliasRule, StoredActor

__all__ = ["LinkedActor", "editor_reason", "link_actors", "strip_title"]

MAIN_BEARER = 4
"""So many times the articles of the next bearer make a name the one that a bare surname stands for."""


@dataclass(frozen=True, slots=True)
class LinkedActor:
    """Actors that are one: ``name`` is the fullest and most used, ``evidence`` says in plain words why they are."""

    members: tuple[StoredActor, ...]
    name: str
    kind: ActorKind
    evidence: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    kind: ActorKind
    key: str
    members: list[StoredActor] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    decided: str | None = None
    """The name that an editor chose."""

    @property
    def articles(self) -> int:
        return sum(member.articles for member in self.members)

    @property
    def name(self) -> str:
        if self.decided is not None:
            return self.decided
        usual = {lexicon().usual(m.name) for m in self.members} if self.kind is not ActorKind.PERSON else set()
        full = self.kind is not ActorKind.PERSON

        def fitness(member: StoredActor) -> tuple[bool, int, int, str]:
            name = strip_title(member.name) if not full else member.name
            return (full or " " in name, member.articles + 10**9 * (member.name in usual), len(name), name)

        best = max(self.members, key=fitness)
        return strip_title(best.name) if self.kind is ActorKind.PERSON else best.name


def strip_title(name: str) -> str:
    """A person's name without the titles before it: "Prime Minister Takaichi" is "Takaichi", "Prince Charles" stays."""
    tables, words = lexicon(), name.split()
    while len(words) > 1:
        lows = tuple(w.casefold() for w in words)
        size = 1 if lows[0] in tables["address"] else tables.title_at(lows)
        if not size or size >= len(words) or (lows[0] in tables["royal"] and len(words) == 2):
            break
        words = words[size:]
    return " ".join(words)


def _person_key(name: str) -> str:
    """First and last names; initials in between and "Jr." are left out."""
    tokens = name_key(strip_title(name)).split()
    if len(tokens) > 2 and tokens[-1] in ("jr", "sr", "ii", "iii"):
        tokens.pop()
    inner = [t for t in tokens[1:-1] if len(t) > 1]
    return " ".join([tokens[0], *inner, tokens[-1]]) if len(tokens) > 1 else " ".join(tokens)


def _key(actor: StoredActor) -> str:
    tables = lexicon()
    if actor.kind is ActorKind.PERSON:
        return _person_key(actor.name) or actor.key
    if actor.kind is ActorKind.PLACE:
        return name_key(tables.place(actor.name) or actor.name) or actor.key
    return name_key(tables.organisations.get(actor.name) or "") or " ".join(strip_legal_form(actor.name)) or actor.key


def _reason(one: StoredActor, two: StoredActor) -> str:
    """Why two actors with one key are the same."""
    tables = lexicon()
    if name_key(one.name) == name_key(two.name):
        return f"“{one.name}” and “{two.name}” differ in spelling only"
    if one.kind is ActorKind.PERSON:
        same = name_key(strip_title(one.name)) == name_key(strip_title(two.name))
        what = "in the title" if same else "in initials between first and last name"
        return f"“{one.name}” and “{two.name}” differ {what} only"
    usual = tables.usual(one.name) or tables.usual(two.name)
    if usual is None:
        return f"“{one.name}” and “{two.name}” differ in the legal form only"
    return f"“{one.name}” and “{two.name}” are names of {usual} in the table of known names"


def _surnames(key: str) -> Iterable[str]:
    """Under which bare names a full name may go."""
    words = key.split()
    particles = lexicon()["particle"]
    yield words[-1]
    at = len(words) - 1
    while at > 1 and words[at - 1] in particles:
        at -= 1
        yield " ".join(words[at:])
    if words[0] in lexicon()["family-first"] and words[0] != words[-1]:
        yield words[0]


def _is_bare(key: str) -> bool:
    words = key.split()
    return all(word in lexicon()["particle"] for word in words[:-1])


def _join_surnames(drafts: Sequence[_Draft], apart: Set[tuple[str, str]]) -> list[_Draft]:
    persons = [d for d in drafts if d.kind is ActorKind.PERSON]
    bearers: dict[str, list[_Draft]] = defaultdict(list)
    for draft in persons:
        if not _is_bare(draft.key):
            for surname in _surnames(draft.key):
                bearers[surname].append(draft)
    # counted before anything joins, so that the order of joining changes nothing
    counts = {id(d): d.articles for d in persons}
    joined = set()
    for draft in persons:
        if not _is_bare(draft.key) or draft.key not in bearers:
            continue
        first, *others = sorted(bearers[draft.key], key=lambda d: (-counts[id(d)], d.key))
        next_count = counts[id(others[0])] if others else 0
        if counts[id(first)] < max(counts[id(draft)], MAIN_BEARER * next_count):
            continue
        if any((own.key, other.key) in apart for own in draft.members for other in first.members):
            continue
        why = (
            "no other person of that surname is in the library"
            if not others
            else f"it is in {counts[id(first)]} articles, the next person of that surname in {next_count}"
        )
        bare, full = strip_title(draft.members[0].name), first.name
        first.members += draft.members
        first.evidence += [*draft.evidence, f"“{bare}” stands for {full}: {why}"]
        joined.add(id(draft))
    return [d for d in drafts if id(d) not in joined]


def editor_reason(rule: AliasRule) -> str:
    """Why two names are one where an editor decided it."""
    return f"“{rule.name}” is {rule.target}: an editor said so"


def link_actors(known: Sequence[StoredActor], rules: Sequence[AliasRule] = ()) -> tuple[LinkedActor, ...]:
    """Every actor in exactly one group, those in most articles first; linear but for sorting.

    What editors decided about a name (``rules``) goes before every rule of ours.
    """
    alike = {rule.key: rule for rule in rules if rule.is_alias}
    apart = {(rule.key, rule.target_key) for rule in rules if not rule.is_alias}
    alone = {key for key, _ in apart}
    drafts: dict[tuple[ActorKind, str], _Draft] = {}
    decided = []
    for actor in sorted(known, key=lambda a: (-a.articles, a.name, a.scope, a.id)):
        if actor.key in alike:
            decided.append(actor)
            continue
        key = actor.key if actor.key in alone else _key(actor)
        place = f"{key}, by itself" if actor.key in alone else key
        draft = drafts.setdefault((actor.kind, place), _Draft(actor.kind, key))
        if draft.members and all(actor.name != m.name for m in draft.members):
            draft.evidence.append(_reason(draft.members[0], actor))
        draft.members.append(actor)
    groups = _join_decided(_join_surnames(list(drafts.values()), apart), decided, alike)
    groups.sort(key=lambda d: (-d.articles, d.name, d.kind))
    return tuple(LinkedActor(tuple(d.members), d.name, d.kind, tuple(d.evidence)) for d in groups)


def _join_decided(
    drafts: Sequence[_Draft], decided: Sequence[StoredActor], alike: Mapping[str, AliasRule]
) -> list[_Draft]:
    """Adds the actors that an editor said are somebody to whom they are, or else leaves them by themselves."""
    joined = list(drafts)
    owner = {member.key: draft for draft in reversed(joined) for member in draft.members}
    for actor in decided:
        rule = alike[actor.key]
        draft = owner.get(rule.target_key)
        if draft is None:
            joined.append(draft := _Draft(actor.kind, actor.key))
        else:
            draft.decided = next(m.name for m in draft.members if m.key == rule.target_key)
            draft.evidence.append(editor_reason(rule))
        draft.members.append(actor)
    return joined
