"""Roles that a verb states: "X is the mayor", "X was named director", "X, who served as mayor", "who chairs Acme"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.roles.appositions import FORMERLY, names_another
from bot.text.actors.roles.parsed_text import FINITE, name_start
from bot.text.actors.roles.phrases import find_role_head, is_role_phrase, phrase_end, phrase_start
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.actors.roles.parsed_text import ParsedText

__all__ = ["stated_predicates"]

_BE = frozenset(("is", "was", "been", "became", "remains", "remained", "'s"))
_IS = frozenset(("is", "was", "remains"))
_OWNED = frozenset(("PRP$", "POS"))
_JOINS = frozenset(("join", "joins", "joined", "joining", "returns", "returned"))
_HEADS = frozenset("captains chairs coaches commands directs edits heads leads manages owns runs".split())
_BODIES = frozenset(
    "board branch cabinet charity commission committee council inquiry investigation panel project".split()
)
"""What somebody heads, apart from the kinds of organisations that the lexicon has."""
_DOUBTS = frozenset(
    "not n't never no hardly scarcely longer if whether unless allegedly apparently perhaps possibly probably"
    " purportedly reportedly supposedly may might could should would".split()
)
"""Words that depend on the verb of a clause which denies, supposes or only reports."""
_MAX_CLAUSES = 5
"""Clauses around a clause that are looked at."""
_RELATIVE = frozenset(("who", "that", "which"))
_DENIALS = frozenset(("no", "not", "neither"))
_CONTENT = frozenset(("ccomp", "xcomp", "acl", "conj"))
"""How a clause depends on the word that says whether it is stated: "he believes (that) X is the mayor"."""


def stated_predicates(parsed: ParsedText, name: NameCandidate) -> Iterator[tuple[int, int]]:
    """First and last word of each role that a verb says of a name."""
    root = parsed.root(name_start(name), name.last)
    verbs = [parsed.tokens[root].head] if parsed.tokens[root].dep in ("nsubj", "nsubjpass") else []
    for verb in (*verbs, *parsed.dependents(root, "relcl", "acl")):
        yield from _of_verb(parsed, verb)
    for verb in parsed.dependents(root, "relcl"):
        yield from _headed(parsed, verb)
    yield from _inverted(parsed, root)
    yield from _opened_by_as(parsed, name)
    after = name.last + 1
    yield from _chosen_directly(parsed, name)
    chooses = parsed.tokens[after].head if parsed.lower(after) == "as" else name.last
    if parsed.lower(chooses) in lexicon()["chooses"] and not _is_doubted(parsed, chooses):
        yield from _complements(parsed, after, "pobj")


def _inverted(parsed: ParsedText, root: int) -> Iterator[tuple[int, int]]:
    """Reads "Its new director is X"."""
    verb = parsed.tokens[root].head
    if parsed.tokens[root].dep != "attr" or parsed.lower(verb) not in _IS or not _is_stated(parsed, verb):
        return
    for head in parsed.dependents(verb, "nsubj"):
        first = phrase_start(parsed, head)
        is_definite = parsed.lower(first) == "the" or any(parsed.tag(k) in _OWNED for k in range(first, head))
        is_fact = is_definite and head < verb and not parsed.is_quoted(first, head)
        if is_fact and is_role_phrase(parsed, first, head) and not names_another(parsed, first, head):
            yield first + (parsed.tag(first) == "PRP$"), phrase_end(parsed, head)


def _opened_by_as(parsed: ParsedText, name: NameCandidate) -> Iterator[tuple[int, int]]:
    """Reads "As head of the bank, X raised ..."."""
    comma = name_start(name) - 1
    sentence = parsed.tokenized.sentence_ranges.get(parsed.tokens[name.first].sentence, range(0))
    if parsed.lower(comma) != "," or sentence.start >= comma or parsed.lower(sentence.start) != "as":
        return
    root = parsed.root(name_start(name), name.last)
    head = find_role_head(parsed, sentence.start + 1)
    is_subject = parsed.tokens[root].dep == "nsubj" and not _is_doubted(parsed, parsed.tokens[root].head)
    if head is None or not is_subject or parsed.tag(sentence.start + 1) in ("PRP$", "PRP", "VBG", "DT"):
        return
    if phrase_end(parsed, head) == comma - 1 and not parsed.has_person(sentence.start, comma):
        yield sentence.start + 1, comma - 1


def _chosen_directly(parsed: ParsedText, name: NameCandidate) -> Iterator[tuple[int, int]]:
    """Reads "They elected X chairman" and "The firm named X its chief executive"."""
    verb, first = name_start(name) - 1, name.last + 1
    is_choice = (
        parsed.lower(verb) in lexicon()["appoints"] and parsed.tag(verb) != "VBN" and parsed.same_sentence(first, verb)
    )
    if not is_choice or _is_doubted(parsed, verb) or parsed.is_stop(first) or parsed.tag(first) in FINITE:
        return
    head = find_role_head(parsed, first)
    if head is not None and not names_another(parsed, first, head) and not parsed.has_stop(first, head):
        yield first + (parsed.tag(first) == "PRP$"), phrase_end(parsed, head, tenure=True)


def _is_stated(parsed: ParsedText, verb: int) -> bool:
    """True if a clause is said as a fact of its subject, not of another: "X, whose brother is a judge"."""
    subjects = {parsed.lower(k) for k in parsed.dependents(verb, "nsubj", "nsubjpass")}
    if parsed.tokens[verb].dep == "relcl" and not subjects <= _RELATIVE:
        return False
    return not _is_doubted(parsed, verb)


def _is_doubted(parsed: ParsedText, verb: int) -> bool:
    """True if a clause is denied, supposed or believed rather than said as a fact."""
    words = {parsed.lower(k) for k in parsed.dependents(verb, "neg", "mark", "advmod", "aux")}
    return bool(words & _DOUBTS) or _is_believed(parsed, verb)


def _is_believed(parsed: ParsedText, verb: int) -> bool:
    """True if a clause is what somebody believes, alleges, fears or denies: "he said he thinks X is a spy"."""
    for _ in range(_MAX_CLAUSES):
        word = parsed.tokens[verb]
        if word.dep not in _CONTENT or word.head == verb:
            return False
        verb = word.head
        if word.dep != "conj" and parsed.lower(verb) in lexicon()["unstated"]:
            return True
    return False


def _of_verb(parsed: ParsedText, verb: int) -> Iterator[tuple[int, int]]:
    lower = parsed.lower(verb)
    is_stating = lower in _BE or lower in lexicon()["chosen"] or lower in lexicon()["holds"]
    if not is_stating or not _is_stated(parsed, verb):
        return
    passive = any(parsed.dependents(verb, "auxpass", "nsubjpass")) or parsed.tokens[verb].dep == "acl"
    chosen = lower in lexicon()["chosen"] and passive
    if lower in _BE or chosen:
        yield from _complements(parsed, verb, "attr", "oprd", *["dobj"] * chosen)
    if lower in lexicon()["holds"] or chosen:
        for preposition in parsed.dependents(verb, "prep"):
            if parsed.lower(preposition) == "as":
                yield from _complements(parsed, preposition, "pobj")


def _headed(parsed: ParsedText, verb: int) -> Iterator[tuple[int, int]]:
    """Reads "X, who | chairs the board": the verb and what is headed."""
    if parsed.lower(verb) not in _HEADS or not _is_stated(parsed, verb):
        return
    for body in parsed.dependents(verb, "dobj"):
        is_named = parsed.mention_kinds.get(body) is ActorKind.ORGANISATION
        if is_named or parsed.lower(body) in _BODIES | lexicon()["organisation-kind"]:
            yield verb, phrase_end(parsed, body)


def _complements(parsed: ParsedText, governor: int, *labels: str) -> Iterator[tuple[int, int]]:
    for head in parsed.dependents(governor, *labels):
        start = first = phrase_start(parsed, head)
        while first < head and parsed.tag(first) in ("PRP$", "RB", "CC"):
            first += 1
        first -= parsed.lower(first - 1) in FORMERLY and first - 1 > governor
        is_denied = any(parsed.lower(k) in _DENIALS for k in range(start, head))
        is_fact = head > governor and not is_denied and not parsed.is_quoted(start, head)
        if is_fact and is_role_phrase(parsed, first, head) and not names_another(parsed, first, head):
            last = phrase_end(parsed, head, tenure=parsed.lower(governor) == "as")
            yield first, _before_origin(parsed, governor, head, last)


def _before_origin(parsed: ParsedText, governor: int, head: int, last: int) -> int:
    """The last word of a role that ends before where somebody comes from: "who joins as director | from Acme"."""
    joins = parsed.lower(parsed.tokens[governor].head) in _JOINS
    return next((k - 1 for k in range(head + 1, last) if joins and parsed.lower(k) == "from"), last)
