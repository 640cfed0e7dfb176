"""Finds what an article calls each person, in its own words.

A relational noun directly before a name (predecessor, rival) describes somebody else's relation, so it is not taken as
the person's role, unless it says whose relative the person is ("his wife X"); that comes after all other roles.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC, ActorKind, Role
from bot.text.actors.roles.appositions import appositions_after, appositions_before
from bot.text.actors.roles.before_name import role_before
from bot.text.actors.roles.lists import role_of_list
from bot.text.actors.roles.parsed_text import ParsedText, name_start
from bot.text.actors.roles.phrases import MAX_ROLE, slice_role
from bot.text.actors.roles.predicates import stated_predicates
from bot.text.actors.roles.relations import relation_before
from bot.text.captions import is_credited
from bot.text.lexicon import lexicon
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.models.analysis import Sentence
    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import TokenizedText

__all__ = ["MAX_ROLE", "MAX_ROLES", "distinct_roles", "find_roles"]

MAX_ROLES = 8
MAX_STATED = 200
"""Statements of one person's roles that are compared with each other."""


def find_roles(
    clusters: Sequence[NameCluster], texts: Sequence[TokenizedText], sentences: Sequence[Sentence]
) -> list[tuple[Role, ...]]:
    """The roles of each actor, in the order of the text; only persons have any.

    A caption tells of a picture that may be years old, so the roles in captions, and in what else is in none of the
    ``sentences``, count only for whom the text gives none.
    """
    parsed_texts, credited = _parse(clusters, texts), is_credited(sentences)
    found: list[tuple[Role, ...]] = []
    for cluster in clusters:
        in_text: list[tuple[ParsedText, NameCandidate]] = []
        in_captions: list[tuple[ParsedText, NameCandidate]] = []
        for mention in _mentions(cluster, texts) if cluster.kind is ActorKind.PERSON else ():
            parsed = parsed_texts[mention.text_index]
            is_caption = _is_in_caption(parsed, mention, credited) or _is_stray(parsed, mention, sentences)
            (in_captions if is_caption else in_text).append((parsed, mention))
        names = [f" {name_key(form)} " for form in cluster.forms if " " in form]
        found.append(_roles_of(in_text, names) or _roles_of(in_captions, names))
    return found


def _is_in_caption(parsed: ParsedText, name: NameCandidate, credited: Sequence[bool]) -> bool:
    sentence = parsed.tokens[name.first].sentence
    return sentence >= 0 and (credited[sentence] or sentence in parsed.tokenized.captions)


def _is_stray(parsed: ParsedText, name: NameCandidate, sentences: Sequence[Sentence]) -> bool:
    """True if a name in a body text is in none of the sentences, such as in a caption that was left out."""
    word = parsed.tokens[name.first]
    in_sentence = word.sentence >= 0 and word.start < sentences[word.sentence].end
    return parsed.tokenized.doc != TITLE_DOC and not in_sentence


def _mentions(cluster: NameCluster, texts: Sequence[TokenizedText]) -> Iterator[NameCandidate]:
    """The mentions of a person beside which a role may stand: not in a headline, and not where a relative is meant.

    In "Ann said she knew Poe was the killer" Poe is not Ann Poe, since a sentence calls nobody by two names. "Mrs Mark
    Poe, the wife of ..." is Mark's wife.
    """
    called: dict[tuple[int, int], set[str]] = defaultdict(set)
    for mention in cluster.occurrences:
        if mention.first == mention.last:
            word = texts[mention.text_index].tokens[mention.first]
            called[mention.text_index, word.sentence].add(word.lower)
    for mention in cluster.occurrences:
        text = texts[mention.text_index]
        word, before = text.tokens[mention.first], text.tokens[mention.first - 1]
        is_bare = mention.first == mention.last
        is_headline = text.doc is None or (mention.title is None and word.in_headline)
        is_relative = is_bare and len(called[mention.text_index, word.sentence]) > 1
        is_man = word.lower in lexicon().first_names and word.lower not in lexicon().women
        is_wife = not is_bare and is_man and before.lower in ("mrs", "mrs.")
        if not (is_headline or is_relative or is_wife):
            yield mention


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


def _roles_of(mentions: Sequence[tuple[ParsedText, NameCandidate]], names: Sequence[str]) -> tuple[Role, ...]:
    """The roles beside these mentions of one person, who has these ``names``.

    A plural reads oddly beside one name, so the one before a list stands only where nothing else was said.
    """
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
    if parsed.lower(start - 1) == "old" and parsed.is_hyphen(start - 2):
        start -= 5  # "their guide, 60-year-old X, ..."
    if before is not None and name.title is None:
        start = before[0]  # "the state's governor, Democrat X, ..."
    spans = [before] if before is not None else []
    spans += appositions_before(parsed, name, start)
    for construction in (appositions_after, stated_predicates):
        spans += construction(parsed, name)
    sliced = (slice_role(parsed, *span, follows=span[0] > name.last) for span in spans)
    yield from (role for role in sliced if role is not None)


def _relations(parsed: ParsedText, name: NameCandidate) -> Iterator[Role]:
    """Whose relative a person is, beside one mention."""
    yield from (role for span in relation_before(parsed, name) if (role := slice_role(parsed, *span)) is not None)


def distinct_roles(roles: Iterable[Role], names: Sequence[str] = ()) -> tuple[Role, ...]:
    """Each role once, without those that another one says in more words; in the order of the text, a rank last.

    A role that holds one of the ``names`` of whom it is said is a namesake's: "Jim Poe junior, the son of Jim Poe".
    """
    kept: list[tuple[str, Role]] = []
    for role in islice(roles, MAX_STATED):
        key = f" {name_key(role.text)} "
        if any(name in key for name in names) or any(key in other for other, _ in kept):
            continue
        kept = [(other, r) for other, r in kept if other not in key]
        kept.append((key, role))
    roles_kept = sorted((role for _, role in kept), key=_is_rank)
    return tuple(roles_kept[:MAX_ROLES])


def _is_rank(role: Role) -> bool:
    """True for a title of abbreviations alone, which says least: "Brig. Gen.", "Rep."."""
    return all(word.endswith(".") for word in role.text.split())
