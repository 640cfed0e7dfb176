"""Finds what an article calls each person, in its own words.

A relational noun directly before a name (predecessor, rival) describes somebody else's relation, so it is not taken as
the person's role, unless it says whose relative the person is ("his wife X"); that comes after all other roles.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind, Role
from bot.text.actors.roles.appositions import appositions_after, appositions_before
from bot.text.actors.roles.before_name import role_before
from bot.text.actors.roles.lists import role_of_list
from bot.text.actors.roles.parsed_text import ParsedText, name_start
from bot.text.actors.roles.phrases import MAX_ROLE, slice_role
from bot.text.actors.roles.predicates import stated_predicates
from bot.text.actors.roles.relations import relation_before
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import TokenizedText

__all__ = ["MAX_ROLE", "MAX_ROLES", "distinct_roles", "find_roles"]

MAX_ROLES = 8
MAX_STATED = 200
"""Statements of one person's roles that are compared with each other."""


def find_roles(clusters: Sequence[NameCluster], texts: Sequence[TokenizedText]) -> list[tuple[Role, ...]]:
    """The roles of each actor, in the order of the text; only persons have any."""
    parsed_texts = _parse(clusters, texts)
    return [_roles_of(cluster, parsed_texts) if cluster.kind is ActorKind.PERSON else () for cluster in clusters]


def _parse(clusters: Sequence[NameCluster], texts: Sequence[TokenizedText]) -> list[ParsedText]:
    kinds: list[dict[int, ActorKind]] = [{} for _ in texts]
    for cluster in clusters:
        for mention in cluster.occurrences:
            kinds[mention.text_index].update(dict.fromkeys(range(mention.first, mention.last + 1), cluster.kind))
    parsed_texts = []
    for text, mention_kinds in zip(texts, kinds, strict=True):
        children: dict[int, list[int]] = defaultdict(list)
        for at, word in enumerate(text.tokens):
            children[word.head].append(at)
        parsed_texts.append(ParsedText(text, text.tokens, mention_kinds, children))
    return parsed_texts


def _roles_of(cluster: NameCluster, parsed_texts: Sequence[ParsedText]) -> tuple[Role, ...]:
    """A plural reads oddly beside one name, so the one before a list stands only where nothing else was said."""
    mentions = [(parsed_texts[m.text_index], m) for m in cluster.occurrences]
    mentions = [
        (parsed, m)
        for parsed, m in mentions
        if parsed.tokenized.doc is not None and (m.title is not None or not parsed.tokens[m.first].in_headline)
    ]
    names = [f" {name_key(form)} " for form in cluster.forms if " " in form]
    stated = (
        role for construction in (_stated, _relations) for parsed, m in mentions for role in construction(parsed, m)
    )
    own = distinct_roles(stated, names)
    if own:
        return own
    shared = ((parsed, span) for parsed, m in mentions if (span := role_of_list(parsed, m)) is not None)
    return distinct_roles(role for parsed, span in shared if (role := slice_role(parsed, *span)) is not None)


def _stated(parsed: ParsedText, name: NameCandidate) -> Iterator[Role]:
    """The roles that stand beside one mention."""
    before, start = role_before(parsed, name), name_start(name)
    if before is not None and name.title is None:
        start = before[0]  # "the state's governor, Democrat X, ..."
    spans = [before] if before is not None else []
    spans += appositions_before(parsed, name, start)
    for construction in (appositions_after, stated_predicates):
        spans += construction(parsed, name)
    yield from (role for span in spans if (role := slice_role(parsed, *span)) is not None)


def _relations(parsed: ParsedText, name: NameCandidate) -> Iterator[Role]:
    """Whose relative a person is, beside one mention."""
    yield from (role for span in relation_before(parsed, name) if (role := slice_role(parsed, *span)) is not None)


def distinct_roles(roles: Iterable[Role], names: Sequence[str] = ()) -> tuple[Role, ...]:
    """Each role once, without those that another one says in more words; in the order of the text.

    A role that holds one of the ``names`` of whom it is said is a namesake's: "Jim Poe junior, the son of Jim Poe".
    """
    kept: list[tuple[str, Role]] = []
    for role in islice(roles, MAX_STATED):
        key = f" {name_key(role.text)} "
        if any(name in key for name in names) or any(key in other for other, _ in kept):
            continue
        kept = [(other, r) for other, r in kept if other not in key]
        kept.append((key, role))
    return tuple(role for _, role in kept[:MAX_ROLES])
