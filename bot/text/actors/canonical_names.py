"""Chooses the name under which an actor is shown; the other forms become its aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.detection.capitals import usual_spelling
from bot.text.lexicon import lexicon
from bot.text.name_parts import is_bare_surname

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import TokenizedText

__all__ = ["character_span", "name_and_aliases"]

_MIN_REPEATED = 3
"""Letters of a word that no name has twice, unlike "de"."""


def name_and_aliases(cluster: NameCluster, texts: Sequence[TokenizedText]) -> tuple[str, tuple[str, ...]]:
    """The fullest form of a name, and its other forms, the most used first; each as the article writes it.

    A place is shown under its canonical name in the tables if the article uses that form too.
    """
    verbatim = _verbatim_forms(cluster, texts)
    if len(cluster.forms) == 1:  # most actors
        return verbatim[next(iter(cluster.forms))], ()
    has_first_name = _begins_with_first_name(cluster)
    forms = sorted(cluster.forms, key=lambda form: _fullest_first(form, cluster, has_first_name=has_first_name))
    usual = [form for form in forms if cluster.kind is ActorKind.PLACE and lexicon().place(form) == form]
    name = verbatim[(usual or forms)[0]]
    most_used = sorted(cluster.forms, key=lambda form: (-cluster.forms[form], form))
    aliases = dict.fromkeys(verbatim[form] for form in most_used)
    aliases.pop(name, None)
    return name, tuple(aliases)


def character_span(candidate: NameCandidate, texts: Sequence[TokenizedText]) -> tuple[int, int]:
    """The offsets in characters at which a name starts and ends in its text."""
    words = texts[candidate.text_index].tokens
    return words[candidate.first].start, words[candidate.last].end


def _fullest_first(
    form: str, cluster: NameCluster, *, has_first_name: bool
) -> tuple[bool, bool, bool, int, bool, int, int, bool, str]:
    """A sort key: of a person's full names the most used comes first, since longer ones may hold stray words.

    A name that somebody only had at birth comes last.
    """
    words, count = form.split(), cluster.forms[form]
    size = len(words)
    if cluster.kind is ActorKind.PERSON:
        # "Von Ertfelda" is a surname, though of two words, and "B O'Driscoll" is short for "Brian O'Driscoll"
        is_short = is_bare_surname(words) or len(words[0].rstrip(".")) == 1
        first = words[0].casefold()
        is_known = first in lexicon().first_names or first in lexicon()["royal"]
        is_name = is_known or words[0].isupper() or words[0] in cluster.forms  # "Alya" for "Alya Ahmed Ali"
        is_stray = form.isupper() or (has_first_name and not is_name) or _ends_with_full_name(form, cluster)
        return count == 0, _is_garbled(form), is_short, -min(size, 2), is_stray, -count, -size, form.isascii(), form
    is_short = (lexicon().organisations.get(form) or form) != form  # "Man Utd" beside "Manchester United"
    return False, False, False, -size, is_short or form.isupper(), -count, 0, form.isascii(), form


def _begins_with_first_name(cluster: NameCluster) -> bool:
    """True if a full name of a person begins with a known first name: "Giles Hamm" beside "Pic Giles Hamm"."""
    return any(" " in form and form.split()[0].casefold() in lexicon().first_names for form in cluster.forms)


def _ends_with_full_name(form: str, cluster: NameCluster) -> bool:
    """True for a full name after a word that is none of it: "Tycoon Scot Young", "Frail Robert Durst"."""
    first, _, rest = form.partition(" ")
    tables = lexicon()
    if first.isupper():  # initials
        return bool(rest) and _ends_with_full_name(rest, cluster)
    if first.casefold() in tables.first_names or first in cluster.forms:
        return False
    names = [other for other in cluster.forms if " " in other and f" {rest}".endswith(f" {other}")]
    return any(tables.is_role(first.casefold()) or name.split()[0].casefold() in tables.first_names for name in names)


def _is_garbled(form: str) -> bool:
    """True for a name with a surname twice: "Trump Donald John Trump Airstrikes", not "Abdul Ali Abdul Lee"."""
    first_names = lexicon().first_names
    words = [word for word in form.casefold().split() if len(word) >= _MIN_REPEATED and word not in first_names]
    return len(words) > 2 and len(set(words)) < len(words)


def _verbatim_forms(cluster: NameCluster, texts: Sequence[TokenizedText]) -> dict[str, str]:
    """Each form as the text writes it at its first occurrence, with curly quotes; white space becomes one space.

    A person's full name in capitals is in its usual spelling.
    """
    verbatim: dict[str, str] = {}
    for candidate in cluster.occurrences:
        if candidate.text not in verbatim:
            start, end = character_span(candidate, texts)
            written = " ".join(texts[candidate.text_index].text[start:end].split())
            is_respelt = written.isupper() and not candidate.text.isupper()  # the city of a dateline
            usual = usual_spelling(written) if cluster.kind is ActorKind.PERSON and " " in written else written
            verbatim[candidate.text] = candidate.text if is_respelt else usual
    return verbatim
