"""Tells clauses that only date something by what somebody did: "The bridge fell two days before Blair came"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.tokens import Token

__all__ = ["only_dates"]

_SUBJECTS = ("nsubj", "nsubjpass")
_TEMPORAL, _WHILE = ("after", "as", "before", "since", "until", "till"), ("when", "while", "whilst")
_BY_THE_TIME = "by the time"
_IN_FRONT = ("before", "until", "till")
"""Before a main clause, or after a measure of time, they date; behind it they may tell what was next."""
_MEASURES = frozenset("minutes hours day days week weeks month months year years decade decades".split())
_COMINGS = ("arrived", "arrives", "came", "comes", "meet", "toured", "visit", "visited", "visits")
_TAKING, _POWER = ("took", "takes", "assumed", "assumes"), ("office", "power", "over", "charge", "control")
"""Verbs, alone or before such a word, of a clause that only dates something by a visit or a term of office."""
_INSTALLED = frozenset("appointed elected inaugurated re-elected reelected sworn".split())
_WINNING, _ELECTIONS = ("won", "wins", "lost", "loses"), ("election", "nomination", "presidency", "referendum", "vote")
"""Verbs of a clause that dates something by an election, alone or with such an object."""


def only_dates(tokens: Sequence[Token], verb: int, around: Sequence[int]) -> bool:
    """True if this verb's clause dates what happened to others: nobody is "he" or "she" in the main clause.

    ``around`` has the tokens of the sentence that are looked at.
    """
    mark = _mark(tokens, verb, around)
    if not mark or any(_goes_on(tokens, k) for k in around):
        return False
    if _is_in_office(tokens, verb, around):
        return True
    return mark not in _WHILE and (
        _is_known_event(tokens, verb, around) or _dates_by_anything(mark, tokens, verb, around)
    )


def _mark(tokens: Sequence[Token], verb: int, around: Sequence[int]) -> str:
    """The words by which this verb's clause says when something else was; "" if there are none."""
    clause, main = tokens[verb], tokens[verb].head
    if clause.dep == "pcomp" and tokens[main].lower in _TEMPORAL:
        return tokens[main].lower
    times = [k for k in around if tokens[k].lower == "time" and tokens[tokens[k].head].lower == "by"]
    if main in times or (clause.dep == "advcl" and any(tokens[tokens[k].head].head == verb for k in times)):
        return _BY_THE_TIME
    if clause.dep not in ("advcl", "ccomp"):
        return ""
    marks = (tokens[k].lower for k in around if tokens[k].dep in ("mark", "advmod") and tokens[k].head == verb)
    return next((mark for mark in marks if mark in (*_TEMPORAL, *_WHILE)), "")


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """True for the subject in "he was late" and "it took four years", which make what is dated the point."""
    word, verb = tokens[at], tokens[tokens[at].head].lower
    return word.dep in _SUBJECTS and (word.lower in ("he", "she") or (word.lower == "it" and verb in ("took", "takes")))


def _is_in_office(tokens: Sequence[Token], verb: int, around: Sequence[int]) -> bool:
    """True in "when Blair was mayor" and "after Blair was elected"."""
    offices = (tokens[k] for k in around if tokens[k].dep == "attr" and tokens[k].head == verb)
    return tokens[verb].lower in _INSTALLED or any(lexicon().is_role(word.lower) for word in offices)


def _is_known_event(tokens: Sequence[Token], verb: int, around: Sequence[int]) -> bool:
    """True in "after Blair came", "since Blair took office" and "after Blair won the election"."""
    clause, after = tokens[verb].lower, tokens[verb + 1].lower if verb + 1 < len(tokens) else ""
    if clause in _WINNING:
        objects = (tokens[k] for k in around if tokens[k].dep == "dobj" and tokens[k].head == verb)
        return any(word.lower in _ELECTIONS for word in objects)
    return clause in _COMINGS or (clause in _TAKING and after in _POWER)


def _dates_by_anything(mark: str, tokens: Sequence[Token], verb: int, around: Sequence[int]) -> bool:
    """True in "since Blair wrote it", "years before Blair wrote it" and "by the time Blair died"."""
    if mark == _BY_THE_TIME:
        return True
    if tokens[verb].lower in lexicon()["fate"]:
        return False
    is_measured = any(k and tokens[k].lower == mark and tokens[k - 1].lower in _MEASURES for k in around)
    return mark == "since" or (mark in _IN_FRONT and (is_measured or verb < tokens[verb].head))
