"""Covers a text of a reply with quotations, source lines and fixed words, and tells what is left over.

The text is read from the left. Each state of the reading knows whose words come next: those of the article whose
number was read last, or of the one that the reply is about. Outlets, authors, dates, links and quotations must be those
of that article. A source line may also have its number at its end (“Outlet #5”): then all before it must be that
article's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.cli.verify.library import end_of, lookup
from bot.cli.verify.shown import Shown, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cli.verify.library import Sources
    from bot.cli.verify.wording import Wording

__all__ = ["Context", "left_over"]

OPENING = frozenset("\n·,•:(“>—")
"""Marks after which the line of another source may begin."""
QUOTATION_OPENERS = frozenset("\n•>“·:")
_COUNT = re.compile(r"\d[\d,.]*(?<=\d)(?!\w)")
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
_AXIS = re.compile(r"(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b(?: \d{4})?")
"""A day or a month at the axis of a picture: the bounds of what is counted there are accepted as the counts are."""
_SHARED_WORDS = re.compile(r" ?shares with #(\d+): ([^\n)]+)")
"""The reason of a story, as ``bot.stories.reasons`` words it, to the end of its line or bracket."""
_QUOTATION_END = re.compile(r"\n|”| — | · |…|: (?=“)|$")


@dataclass(frozen=True, slots=True)
class Context:
    """What a reply is about: an article (its id) or nothing in particular, and the words that were typed for it.

    ``named`` are the ids of the articles whose numbers the reply shows, ``dated`` those of the ones whose dates it may
    show without their numbers: of all that name an actor, the first and the last date. ``stored`` has the times, links
    and ids that it may show besides those of articles.
    """

    sources: Sources
    wording: Wording
    subject: int | None = None
    typed: tuple[str, ...] = ()
    named: frozenset[int] = frozenset()
    dated: frozenset[int] = frozenset()
    stored: frozenset[str] = frozenset()


class _State(NamedTuple):
    """``owners`` may be the article whose words come next (None: any). ``pending``: its number is still to come.

    ``joined`` is true behind a part of a source line and the space after it, where only that article's number may come.
    """

    at: int
    owners: frozenset[int] | None
    pending: bool = False
    joined: bool = False


def left_over(shown: Shown, context: Context) -> str:
    """The rest of a text from the first character that nothing explains; "" if everything is explained."""
    home = frozenset({context.subject}) if context.subject is not None else None
    todo, seen, furthest = [_State(0, home)], set[_State](), 0
    if context.named:
        todo.append(_State(0, context.named, pending=True))
    while todo:
        state = todo.pop()
        if state.at == len(shown.text):
            if not state.pending:
                return ""
            continue
        if state not in seen:
            seen.add(state)
            furthest = max(furthest, state.at)
            todo += _next(state, shown, context, home)
    return shown.text[furthest:]


def _next(state: _State, shown: Shown, context: Context, home: frozenset[int] | None) -> Iterator[_State]:
    """The states after each piece that may stand here; the longest pieces come last, and so are tried first."""
    text, at = shown.text, state.at
    token = shown.token(at)
    if token is not None:
        yield from _token(state, token, context)
    elif text[at].isspace() or text[at] in context.wording.marks:
        yield from _mark(state, text, context, home)
    if at and text[at].isalnum() and text[at - 1].isalnum():
        return
    if reason := _SHARED_WORDS.match(text, at):
        yield from _shared_words(state, reason, context)
    else:
        yield from _numbers(state, text, context)
        yield from _fixed(state, text, context)
    yield from _parts(state, text, context)
    yield from _quotations(state, text, context)


def _fixed(state: _State, text: str, context: Context) -> Iterator[_State]:
    """After the fixed words, the themes and the names that may stand here."""
    ends = [*context.wording.ends(text, state.at)]
    ends += [end for name in _vocabulary(text, state.at, context) if (end := end_of(text, state.at, name)) is not None]
    for end in ends:
        yield state._replace(at=end, joined=False)


def _shared_words(state: _State, reason: re.Match[str], context: Context) -> Iterator[_State]:
    """After words and names that the article of this line shares with another one, if both have each of them."""
    sources = context.sources
    other = sources.by_number.get(int(reason[1]))
    words = [folded(word) for word in reason[2].split(", ")]
    if other is None or state.pending or not all(sources.by_id[other].writes(word) for word in words):
        return
    owners = [i for i in _candidates(state, context) if all(sources.by_id[i].writes(word) for word in words)]
    if owners:
        yield _narrowed(state, reason.end(), frozenset(owners))


def _mark(state: _State, text: str, context: Context, home: frozenset[int] | None) -> Iterator[_State]:
    mark, after = text[state.at], state.at + 1
    yield state._replace(at=after, joined=state.joined and mark == " ")
    if _SHARED_WORDS.match(text, after):  # these are said of the article of this line
        return
    if mark in OPENING and not state.pending:
        if context.named:
            yield _State(after, context.named, pending=True)
        if home is not None:
            yield _State(after, home)


def _token(state: _State, token: tuple[str, str], context: Context) -> Iterator[_State]:
    kind, value = token
    if value in context.stored:
        yield state._replace(at=state.at + 1, joined=False)
        return
    by_id = context.sources.by_id
    if kind == "link":
        known = [i for i in _candidates(state, context) if value in by_id[i].links]
    else:
        known = _with_date(state, value, context)
    if known:
        yield _narrowed(state, state.at + 1, frozenset(known))


def _numbers(state: _State, text: str, context: Context) -> Iterator[_State]:
    at = state.at
    if number := context.sources.number.match(text, at):
        owner = context.sources.by_number.get(int(number[1]))
        closes = state.owners is not None and owner in state.owners
        if owner is not None and (closes or not (state.pending or state.joined)):
            yield _State(number.end(), frozenset({owner}))
        return
    if day := _DAY.match(text, at):
        yield from _day(state, day, context)
    if axis := _AXIS.match(text, at):
        yield state._replace(at=axis.end(), joined=False)
    if count := _COUNT.match(text, at):
        yield state._replace(at=count.end(), joined=False)


def _day(state: _State, day: re.Match[str], context: Context) -> Iterator[_State]:
    if dated := _with_date(state, day[0], context):
        yield _narrowed(state, day.end(), frozenset(dated))


def _with_date(state: _State, date: str, context: Context) -> list[int]:
    """The articles with a date that may be meant; outside the lines of articles also those without a number."""
    without_number = context.dated if state.owners is None else frozenset[int]()
    return [i for i in _candidates(state, context) | without_number if date in context.sources.by_id[i].dates]


def _vocabulary(text: str, at: int, context: Context) -> Iterator[str]:
    """The themes, the typed words and the names that may stand at this place.

    A reply about one article names nobody whom that article does not name.
    """
    sources, subject = context.sources, context.subject
    yield from filter(None, map(folded, context.typed))
    yield from lookup(sources.themes, text, at)
    for name in lookup(sources.names, text, at):
        if subject is None or sources.by_id[subject].names(name):
            yield name


def _parts(state: _State, text: str, context: Context) -> Iterator[_State]:
    ends: dict[int, set[int]] = {}
    for end, owner in context.sources.part_ends(text, state.at, _candidates(state, context)):
        ends.setdefault(end, set()).add(owner)
    for end, owners in sorted(ends.items()):
        yield _narrowed(state, end, frozenset(owners))._replace(joined=True)


def _quotations(state: _State, text: str, context: Context) -> Iterator[_State]:
    at = state.at
    if text[:at].rstrip(" ")[-1:] not in ("", *QUOTATION_OPENERS):
        return
    line_end = text.find("\n", at)
    for match in _QUOTATION_END.finditer(text, at, line_end if line_end >= 0 else len(text)):
        span = text[at : match.start()].lstrip("…").strip()
        if not any(map(str.isalnum, span)):
            continue
        candidates = _candidates(state, context)
        owners = [i for i in candidates if context.sources.by_id[i].has(span, cut=match[0] == "…")]
        if owners:
            yield _narrowed(state, match.start(), frozenset(owners))


def _candidates(state: _State, context: Context) -> frozenset[int]:
    return state.owners if state.owners is not None else context.named or context.sources.all


def _narrowed(state: _State, at: int, owners: frozenset[int]) -> _State:
    """After a part that only these articles have; where no article was meant yet, none is meant by it."""
    return state._replace(at=at, owners=owners if state.owners is not None else None, joined=False)
