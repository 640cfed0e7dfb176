"""Links actors of different articles that are the same: by rules, each with its reason.

A bare surname joins a full name only if exactly one full name has it (or one is in four times the articles of the
next) and that name is in at least as many articles: 93 % were right by eye; looser rules fell to 70 %. Similar spelling
is never a reason.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.models.actors import AliasRuleKind
from bot.models.analysis import ActorKind
from bot.text.actors.link_keys import double_surname, is_named_by_surname, link_key, link_reason, surnames
from bot.text.lexicon import lexicon
from bot.text.name_parts import strip_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from bot.models.actors import AliasRule, StoredActor

__all__ = ["LinkedActor", "editor_reason", "link_actors"]

DOMINANCE_RATIO = 4
"""A bare surname stands for a person in this many times as many articles as the next person with that surname."""


@dataclass(frozen=True, slots=True)
class LinkedActor:
    """Stored actors that are the same: ``name`` is the fullest and most used, ``evidence`` says in plain words why."""

    members: tuple[StoredActor, ...]
    name: str
    kind: ActorKind
    evidence: tuple[str, ...]


@dataclass(slots=True)
class _ActorGroup:
    """A ``LinkedActor`` while it grows."""

    kind: ActorKind
    key: str
    members: list[StoredActor] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    chosen_name: str | None = None
    """The name that an editor chose."""

    @property
    def articles(self) -> int:
        return sum(member.articles for member in self.members)

    @property
    def name(self) -> str:
        """The name that an editor chose, else the usual or the most used one; of persons a full one, without title."""
        if self.chosen_name is not None:
            return self.chosen_name
        if self.kind is ActorKind.PERSON:
            names = [(strip_title(member.name), member.articles) for member in self.members]
            return max(names, key=lambda named: (" " in named[0], named[1], len(named[0]), named[0]))[0]
        usual = {lexicon().canonical(member.name) for member in self.members}
        return max(self.members, key=lambda m: (m.name in usual, m.articles, len(m.name), m.name)).name


def link_actors(known: Sequence[StoredActor], rules: Sequence[AliasRule] = ()) -> tuple[LinkedActor, ...]:
    """Every actor in exactly one group, those in most articles first. Takes linear time, apart from sorting.

    Editors' decisions about a name (``rules``) take precedence over all rules here.
    """
    aliases = {rule.key: rule for rule in rules if rule.kind is AliasRuleKind.ALIAS}
    separations = {(rule.key, rule.target_key) for rule in rules if rule.kind is AliasRuleKind.SEPARATION}
    ordered = sorted(known, key=lambda actor: (-actor.articles, actor.name, actor.scope, actor.id))
    groups = _group_by_key([actor for actor in ordered if actor.key not in aliases], {key for key, _ in separations})
    groups = _join_surnames(groups, separations)
    groups = _join_aliases(groups, [actor for actor in ordered if actor.key in aliases], aliases)
    groups.sort(key=lambda group: (-group.articles, group.name, group.kind))
    return tuple(LinkedActor(tuple(g.members), g.name, g.kind, tuple(g.evidence)) for g in groups)


def editor_reason(rule: AliasRule) -> str:
    """Why two names are one where an editor decided it."""
    return f"“{rule.name}” is {rule.target}: an editor said so"


def _group_by_key(actors: Sequence[StoredActor], separate: Set[str]) -> list[_ActorGroup]:
    """Groups the actors of one kind and link key; those that an editor separated are grouped by their own keys."""
    groups: dict[tuple[ActorKind, str, bool], _ActorGroup] = {}
    for actor in actors:
        apart = actor.key in separate
        key = actor.key if apart else link_key(actor)
        group = groups.setdefault((actor.kind, key, apart), _ActorGroup(actor.kind, key))
        if group.members and all(actor.name != member.name for member in group.members):
            group.evidence.append(link_reason(group.members[0], actor))
        group.members.append(actor)
    return list(groups.values())


def _join_surnames(groups: Sequence[_ActorGroup], separations: Set[tuple[str, str]]) -> list[_ActorGroup]:
    """Joins persons known by a bare surname to the one full name that it stands for."""
    bare, full_names = [], defaultdict[str, list[_ActorGroup]](list)
    for group in groups:
        if any(map(is_named_by_surname, group.members)):
            bare.append(group)
        elif group.kind is ActorKind.PERSON:
            for surname in {*surnames(group.key), *(double_surname(member.name) for member in group.members)}:
                full_names[surname].append(group)
    # counted before anything is joined, so that the order of joining does not matter
    counts = {id(group): group.articles for group in groups}
    joined = set()
    for group in bare:
        first, *others = sorted(full_names[group.key], key=lambda g: (-counts[id(g)], g.key)) or (group,)
        next_count = counts[id(others[0])] if others else 0
        known_enough = counts[id(first)] >= max(counts[id(group)], DOMINANCE_RATIO * next_count)
        if first is group or not known_enough or _are_separated(group, first, separations):
            continue
        reason = (
            f"it is in {counts[id(first)]} articles, the next person of that surname in {next_count}"
            if others
            else "no other person of that surname is in the library"
        )
        evidence = f"“{strip_title(group.members[0].name)}” stands for {first.name}: {reason}"
        first.members += group.members
        first.evidence += [*group.evidence, evidence]
        joined.add(id(group))
    return [group for group in groups if id(group) not in joined]


def _are_separated(one: _ActorGroup, two: _ActorGroup, separations: Set[tuple[str, str]]) -> bool:
    return any((own.key, other.key) in separations for own in one.members for other in two.members)


def _join_aliases(
    groups: Sequence[_ActorGroup], actors: Sequence[StoredActor], aliases: Mapping[str, AliasRule]
) -> list[_ActorGroup]:
    """Adds actors that an editor declared an alias to their targets; those whose target is missing stay alone."""
    joined = list(groups)
    group_of = {member.key: group for group in reversed(joined) for member in group.members}
    for actor in actors:
        rule = aliases[actor.key]
        group = group_of.get(rule.target_key)
        if group is None:
            joined.append(group := _ActorGroup(actor.kind, actor.key))
        else:
            group.chosen_name = next(m.name for m in group.members if m.key == rule.target_key)
            group.evidence.append(editor_reason(rule))
        group.members.append(actor)
    return joined
