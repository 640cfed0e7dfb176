"""Clusters the names of persons: full names by their words, then bare names by the full names that contain them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.coreference.name_clusters import NameCluster
from bot.text.actors.coreference.relatives import are_relatives
from bot.text.actors.coreference.titled_names import bearer_of_title, is_woman, possible_bearers
from bot.text.lexicon import lexicon
from bot.text.name_parts import SUFFIXES, is_bare_surname, strip_suffix
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import TokenizedText

__all__ = ["cluster_persons", "same_person"]

_REGNAL_NUMBER = re.compile(r"[ivx]+")
_MIN_SHORT_FORM = 3
"""Letters of the shortest short form of a first name."""
_FIRST_NAMES_LIKE_PARTICLES = frozenset(("al", "ben", "van"))
MAX_NAMESAKES = 50
"""Persons with one word of their names in common that a further name is compared with; keeps the time linear."""


def cluster_persons(forms: Mapping[str, Sequence[NameCandidate]], texts: Sequence[TokenizedText]) -> list[NameCluster]:
    """The persons that forms of names in the story's texts refer to, with the occurrences of each form."""
    distinct = _distinct_by_suffix(forms)
    groups: dict[str, dict[str, Sequence[NameCandidate]]] = {"": {}}
    for form, occurrences in forms.items():
        groups.setdefault(_suffix(form) if form in distinct else "", {})[form] = occurrences
    return [person for group in groups.values() for person in _cluster_persons(group, texts)]


def _distinct_by_suffix(forms: Mapping[str, Sequence[NameCandidate]]) -> set[str]:
    """The names with "Jr" or "Sr" by which the article tells them from namesakes: "Trump Jr." beside "Trump".

    An article with nobody to tell apart writes the suffix once, if at all; "Sr" beside the same name without it tells a
    father from his child.
    """
    suffixed: dict[str, list[str]] = defaultdict(list)
    for form in filter(_suffix, forms):
        suffixed[name_key(form).split()[-2]].append(form)
    full_names = {_words(form) for form in forms if len(_words(form)) > 1 and not _suffix(form)}
    namesakes = {words[-1] for words in full_names}
    distinct = set()
    for surname, names in suffixed.items():
        is_bare = any(len(_words(form)) == 1 for form in names)
        is_repeated = surname in namesakes and sum(len(forms[form]) for form in names) > 1
        is_father = any(_suffix(form) == "sr" and _words(form) in full_names for form in names)
        if is_bare or is_repeated or is_father or len(set(map(_suffix, names))) > 1:
            distinct.update(names)
    return distinct


def _suffix(form: str) -> str:
    """The suffix of a name: "jr", "sr", after a full name or the number of a generation also "iii"; else ""."""
    words = name_key(form).split()
    of_family = len(words) > 1 and words[-1] in ("jr", "sr")
    return words[-1] if of_family or (len(words) > 2 and words[-1] in SUFFIXES) else ""


def _cluster_persons(forms: Mapping[str, Sequence[NameCandidate]], texts: Sequence[TokenizedText]) -> list[NameCluster]:
    longer = {_words(form)[-2:] for form in forms if len(_words(form)) > 2}
    bare = {form for form in forms if _is_bare(form) and not _begins_with_first_name(form, longer)}
    persons = _cluster_full_names({form: found for form, found in forms.items() if form not in bare}, texts)
    by_word: dict[str, dict[int, NameCluster]] = defaultdict(dict)
    for person in persons:
        for word in {word for form in person.forms for word in _words(form)}:
            by_word[word][id(person)] = person
    without_full_name: dict[tuple[str, ...], NameCluster] = {}
    for form in (form for form in forms if form in bare):
        words, occurrences = _words(form), forms[form]
        namesakes = list(islice(by_word[words[-1]].values(), MAX_NAMESAKES)) if words else []
        matching = _persons_matching(words, namesakes)
        possible = possible_bearers(occurrences, matching, texts) if matching else []
        if matching and not possible:
            _assign_ambiguous((o for o in occurrences if o.title_gender == "woman"), matching)
            occurrences = [o for o in occurrences if o.title_gender != "woman"]
        matching = possible
        if matching:
            occurrences = _assign_titled(occurrences, matching, texts)
        if matching and all(_is_family_name_first(words, person) for person in matching):
            _assign_to_last_named(occurrences, matching)
        elif matching:
            _assign_ambiguous(occurrences, matching)
        elif occurrences:
            without_full_name.setdefault(words, NameCluster(ActorKind.PERSON)).add(occurrences)
    return persons + list(without_full_name.values())


def same_person(one: str, two: str) -> bool:
    """True if the words of two full names fit one person.

    "George W. Bush" and "George Bush" do, "Laura E. Poe Lane" and "Laura Poe Lane", "J. Smith" and "John Smith", "Suu
    Kyi" and "Aung San Suu Kyi", "Kovács Anna" and "Anna Kovács"; "Jorge Costa" and "Rui Costa" do not.
    """
    short, long = sorted((_words(one), _words(two)), key=len)
    if len(long) == 2 and short == long[::-1]:
        return True
    if len(short) < 2 or short == long:
        return short == long
    if len(short) == len(long):
        two_initials = len(short) > 2 and len(short[0]) == len(long[0]) == 1
        return short[1:] == long[1:] and _initial_fits(short[0], long[0]) and not two_initials
    if short in (long[-len(short) :], long[: len(short)]):
        return True
    return short[1:] == long[1 - len(short) :] and _initial_fits(short[0], long[0])


@lru_cache(maxsize=10_000)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name's key, without "Jr." and the like and the number of a ruler: "Juan Carlos I"."""
    words = strip_suffix(name_key(name).split())
    has_number = len(words) > 2 and _REGNAL_NUMBER.fullmatch(words[-1]) is not None
    return words[:-1] if has_number else words


def _initial_fits(one: str, two: str) -> bool:
    """True for a first name and its initial or short form: "J", "Josh" and "Joshua", not "Martin" and "Martina"."""
    short, long = sorted((one, two), key=len)
    is_short_form = len(short) >= _MIN_SHORT_FORM and long.startswith(short)
    return short == long or short == long[0] or (is_short_form and not {short, long} & lexicon().women)


def _is_bare(form: str) -> bool:
    """True for a surname or first name alone: "Bush", "van der Bellen", "Wiese-Mack"."""
    hyphenated = "-" in form and " " not in form
    return len(_words(form)) <= 1 or hyphenated or is_bare_surname(form.replace("-", " ").split())


def _begins_with_first_name(form: str, longer: Set[tuple[str, ...]]) -> bool:
    """True if what may be a particle is a first name: "Al Gore", "Ben Carson", "Van Morrison".

    ``longer`` has the last two words of longer names: "Van Persie" is no full name beside "Robin van Persie".
    """
    words = form.split()
    is_first_name = len(words) == 2 and words[0][0].isupper() and words[0].casefold() in _FIRST_NAMES_LIKE_PARTICLES
    return is_first_name and _words(form) not in longer


def _cluster_full_names(
    forms: Mapping[str, Sequence[NameCandidate]], texts: Sequence[TokenizedText]
) -> list[NameCluster]:
    """Joins a full name to the one person whom all its names fit; the longest first, so that short ones meet them."""
    persons: list[NameCluster] = []
    by_word: dict[str, dict[int, None]] = defaultdict(dict)
    for form in sorted(forms, key=lambda f: (-len(_words(f)), -len(forms[f]), f)):
        words = _words(form)
        namesakes = dict.fromkeys(i for word in (words[-1], words[0]) for i in islice(by_word[word], MAX_NAMESAKES))
        fits = [
            i
            for i in namesakes
            if _fits(form, persons[i]) and not are_relatives(forms[form], persons[i].occurrences, texts)
        ]
        if len(fits) == 1 or (fits and words == _words(next(iter(persons[fits[0]].forms)))):
            at = fits[0]
        else:
            at = len(persons)
            persons.append(NameCluster(ActorKind.PERSON))
        persons[at].add(forms[form])
        for word in words:
            by_word[word][at] = None
    return persons


def _fits(form: str, person: NameCluster) -> bool:
    """True if a full name fits all the names of a person; those that a longer one begins or ends with do not count.

    "Ann Poe" is "Ann Poe Lane", though the article calls her "Poe Lane" too.
    """
    names = [_words(other) for other in person.forms]
    parts = {part for words in names for size in range(2, len(words)) for part in (words[:size], words[-size:])}
    return all(_words(other) in parts or same_person(form, other) for other in person.forms)


def _persons_matching(words: tuple[str, ...], persons: Sequence[NameCluster]) -> list[NameCluster]:
    """The persons whom a bare name may refer to: by surname, else by first name, else by a middle name.

    ``persons`` are those with the last word of the bare name among their words.
    """
    # "Mack" is Heather Mack rather than Sheila Wiese-Mack
    whole = [p for p in persons if any(_words(_last_word(form)) == words for form in p.forms)]
    if whole:
        return whole
    size = len(words)
    by_surname = [p for p in persons if any(_words(form)[-size:] == words for form in p.forms)]
    if by_surname:
        return by_surname
    by_first_name = [p for p in persons if any(_words(form)[:size] == words for form in p.forms)]
    if by_first_name or size > 1:
        return by_first_name
    return [p for p in persons if any(words[0] in _words(form) for form in p.forms)]


def _last_word(form: str) -> str:
    """The last word as it is written, with its hyphens; of "Harry Johnson Sr" the surname."""
    *_, before, last = ("", *form.split())
    return before if before and name_key(last) in SUFFIXES else last


def _assign_titled(
    occurrences: Sequence[NameCandidate], persons: Sequence[NameCluster], texts: Sequence[TokenizedText]
) -> list[NameCandidate]:
    """Gives a bare name after a title to the one person who has this title; returns the others."""
    bearers = [(o, bearer_of_title(o, persons, texts)) for o in occurrences]
    for occurrence, bearer in bearers:
        if bearer is not None:
            bearer.add([occurrence])
    return [occurrence for occurrence, bearer in bearers if bearer is None]


def _assign_ambiguous(occurrences: Iterable[NameCandidate], persons: Sequence[NameCluster]) -> None:
    """Gives a bare surname to one of the persons who have it: the one whom the article names first.

    News calls its subject by the bare surname and the others of the family by their full names; a woman's form of
    address goes to the first person with a woman's first name.
    """
    by_first_mention = sorted(persons, key=lambda p: min((o.text_index, o.first) for o in p.occurrences))
    women = list(filter(is_woman, by_first_mention))
    for occurrence in occurrences:
        (women[0] if occurrence.title_gender == "woman" and women else by_first_mention[0]).add([occurrence])


def _is_family_name_first(words: tuple[str, ...], person: NameCluster) -> bool:
    """True if the bare name is a family name with which the person's full name begins: "Wang" of "Wang Yi"."""
    is_family_name = " ".join(words) in lexicon()["family-first"] or " ".join(words) in lexicon().surnames
    return is_family_name and any(_words(form)[: len(words)] == words for form in person.forms)


def _assign_to_last_named(occurrences: Iterable[NameCandidate], persons: Sequence[NameCluster]) -> None:
    """Gives a bare family name to the person whose full name is the last before it.

    Where family names stand first, few people share many of them, and "Wang" is whoever was introduced last.
    """
    named = sorted(((o.text_index, o.first, at) for at, p in enumerate(persons) for o in p.occurrences))
    for occurrence in occurrences:
        before = bisect_left(named, (occurrence.text_index, occurrence.first, 0))
        persons[named[max(before - 1, 0)][2]].add([occurrence])
