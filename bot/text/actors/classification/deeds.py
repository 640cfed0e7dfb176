"""Tells teams, scorers and companies by what is said of them: fixtures, results, goals, shops."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.lexicon import Lexicon
    from bot.text.tokens import TokenizedText

__all__ = [
    "does_business",
    "is_scorer",
    "is_team_in_fixture",
    "is_team_in_result",
    "performs_as_group",
    "precedes_noun_of_media",
]

_RESULT = re.compile(r"\b\d{1,3}-\d{1,3}\b")
_RESULT_LINE = re.compile(r"([A-Z][\w.'’& -]*\w) \d{1,3} ?[-–] ?\d{1,3} ([A-Z][\w.'’& -]*\w)(?= \(|\.?$)")
_MAX_RESULT_TEXT, _MAX_VERB_WORDS, _MAX_OBJECT_WORDS = 60, 3, 4
"""Characters after a team in which the result is, and words after a company in which its verb and its object are."""
_MEETINGS = frozenset("host face meet play visit entertain".split())
"""Verbs between the teams of a fixture; of a person they would have an "s"."""
_AFTER_FIXTURE = frozenset("on at in for next this tomorrow today tonight away again first . ,".split())
_MAX_TEAM_WORDS = 3
_MAX_SCORERS = 60
"""Tokens of the scorers of a match, in brackets."""
_BEFORE_SCORER = frozenset(("(", ",", ";", "and"))
_AUXILIARIES = frozenset("will would has have had is are was were to also may plans".split())
_OWNED_BY_COMPANIES = frozenset("owner owners shareholders".split())
_TAKINGS = frozenset("sales profits revenue revenues".split())
_CHANGES = frozenset(
    "rose fell grew dropped jumped slid climbed slumped plunged soared dipped shrank doubled tripled halved increased "
    "decreased declined".split()
)
"""What takings do; of a name like a person's, only what follows tells it from an artist's or a swindler's."""
_PERSONAL_POSSESSIVES = frozenset(("his", "her"))
_MEDIA = frozenset("newspaper daily tabloid broadsheet broadcaster".split())
_PERFORM = frozenset(
    "tour toured touring perform performed performing headline headlined reunite reunited disbanded".split()
)


def is_team_in_result(name: NameCandidate, text: TokenizedText, tables: Lexicon) -> bool:
    """True on both sides of "beat" before one result, not in "Safin beat Haas 6-4 6-3"; and of a result alone."""
    tokens, after, before = text.tokens, name.last + 1, name.first - 1
    if name.title is not None:
        return False
    if _stands_beside_result(name, text):
        return True
    won = after < len(tokens) and tokens[after].lower in tables["contest-after"]
    before -= before > 0 and tokens[before].lower == "the"
    lower = tokens[before].lower if before > 0 else ""
    if not (won or lower in tables["contest-after"] or lower in tables["contest-before"]):
        return False
    end = tokens[name.last].end
    rest = text.text[end : end + _MAX_RESULT_TEXT].partition("\n")[0]
    return len(_RESULT.findall(rest)) == 1


def _stands_beside_result(name: NameCandidate, text: TokenizedText) -> bool:
    """True for either team of a line that begins with a result: "Harrow 3-1 Brill (Moss 12)"."""
    sentence = text.sentence_ranges.get(text.tokens[name.first].sentence, range(0))
    opens_or_follows_number = name.first == sentence.start or text.tokens[name.first - 1].text[-1].isdigit()
    if len(sentence) == 0 or not opens_or_follows_number:
        return False
    start, end = text.tokens[sentence.start].start, text.tokens[sentence[-1]].end
    line = text.text[start : min(end, start + _MAX_RESULT_TEXT)]
    result = _RESULT_LINE.match(line)
    spans = (result.span(1), result.span(2)) if result else ()
    return (text.tokens[name.first].start - start, text.tokens[name.last].end - start) in spans


def is_team_in_fixture(name: NameCandidate, text: TokenizedText, tables: Lexicon) -> bool:
    """True on both sides of a plural verb in "Harrow host Brill on Sunday", where the first name opens the sentence."""
    tokens = text.tokens
    sentence = text.sentence_ranges.get(tokens[name.first].sentence, range(0))
    words = tokens[sentence.start : sentence.stop]
    at = next((k for k, word in enumerate(words[: _MAX_TEAM_WORDS + 1]) if word.lower in _MEETINGS), 0)
    if not at:  # most names
        return False
    object_size = sum(1 for _ in takewhile(lambda word: word.is_capitalised, words[at + 1 : at + 2 + _MAX_TEAM_WORDS]))
    sides = words[:at], words[at + 1 : at + 1 + object_size]
    if not all(side and all(word.tag == "NNP" for word in side) for side in sides):
        return False
    after = words[at + 1 + object_size].lower if at + 1 + object_size < len(words) else "."
    spans = [(side[0].start, side[-1].end) for side in sides]
    is_other = any(
        side[0].lower in tables.first_names
        or side[-1].text in tables.known_by_surname
        or tables.canonical(text.text[start:end])  # "Democrats face Crandall" is no match
        for side, (start, end) in zip(sides, spans, strict=True)
    )
    return after in _AFTER_FIXTURE and not is_other and (tokens[name.first].start, tokens[name.last].end) in spans


def is_scorer(name: NameCandidate, text: TokenizedText, tables: Lexicon) -> bool:
    """True in "Goals: Moss 12, 44; Kane 78", "Leeds 2-1 Hull (Moss 12, Lund 45)" and "Referee: P. Lund"."""
    tokens, sentence = text.tokens, text.sentence_ranges.get(text.tokens[name.first].sentence, range(0))
    after = name.last + 1
    has_number = after < len(tokens) and tokens[after].text[0].isdigit()
    if has_number and _is_listed_after_result(name.first, text, sentence):
        return True
    if len(sentence) < 2 or tokens[sentence[1]].text != ":":
        return False
    label = tokens[sentence[0]].lower
    is_listed = tokens[name.first - 1].lower in (":", ",", "and")
    return (label in tables["label-of-official"] and is_listed) or (label in tables["label-of-scorers"] and has_number)


def _is_listed_after_result(at: int, text: TokenizedText, sentence: range) -> bool:
    """True in brackets that follow a result in the same sentence."""
    tokens, start = text.tokens, max(sentence.start, at - _MAX_SCORERS)
    if at <= start or tokens[at - 1].lower not in _BEFORE_SCORER:
        return False
    opened = next((k for k in range(at - 1, start - 1, -1) if tokens[k].text in ("(", ")")), None)
    if opened is None or tokens[opened].text != "(":
        return False
    before = text.text[tokens[sentence.start].start : tokens[opened].start]
    return _RESULT.search(before[-_MAX_RESULT_TEXT:]) is not None


def does_business(name: NameCandidate, text: TokenizedText, tables: Lexicon) -> bool:
    """True before verbs and objects of companies ("closed 30 shops"), and as what has an owner: "X's owner"."""
    following = [word.lower for word in text.tokens[name.last + 1 : name.last + 1 + _MAX_VERB_WORDS]]
    if following[:1] == ["'s"]:
        is_person = text.tokens[name.first].lower in tables.first_names and following[2:3] != []
        has_takings = following[1:2] != [] and following[1] in _TAKINGS
        takings = has_takings and (not is_person or following[2] in _CHANGES)
        return takings or not _OWNED_BY_COMPANIES.isdisjoint(following[1:2])
    at = next((k for k, word in enumerate(following) if word not in _AUXILIARIES), None)
    if at is None or following[at] not in tables["business-verb"]:
        return False
    objects = text.tokens[name.last + at + 2 : name.last + at + 2 + _MAX_OBJECT_WORDS]
    before_noun = list(takewhile(lambda word: word.lower not in tables["noun-of-business"], objects))
    has_other_owner = any(word.is_capitalised or word.lower in _PERSONAL_POSSESSIVES for word in before_noun)
    return len(before_noun) < len(objects) and not has_other_owner  # not "Ann Lee raised GM's forecast"


def performs_as_group(name: NameCandidate, text: TokenizedText, tables: Lexicon) -> bool:
    """True for a plural after "the" before a verb of bands: "The Bugles will tour", "The Bugles play in Oslo".

    The plural of a surname may be a family, "The Obamas toured the palace", unless the band "split up".
    """
    tokens, end = text.tokens, name.last + 1
    is_plural = tokens[name.last].lower.endswith("s") and name.first > 0 and tokens[name.first - 1].lower == "the"
    following = tokens[end : end + _MAX_VERB_WORDS]
    at = next((k for k, word in enumerate(following) if word.lower not in _AUXILIARIES), None)
    if not is_plural or at is None:
        return False
    verb, after = following[at].lower, [word.lower for word in tokens[end + at + 1 : end + at + 2]]
    if verb in ("split", "broke") and after == ["up"]:
        return True
    one = tokens[name.last].text.removesuffix("s")
    is_family = one.lower() in tables.surnames or one in tables.known_by_surname
    return not is_family and (verb in _PERFORM or (verb in ("play", "played") and after in (["in"], ["at"])))


def is_called_medium(name: NameCandidate, text: TokenizedText) -> bool:
    """True in "the news agency Yonhap" and in "the Yonhap news agency"."""
    lower = [word.lower for word in text.tokens[max(name.first - 2, 0) : name.first]]
    is_called = lower[-1:] and (lower[-1] in _MEDIA or lower in (["news", "agency"], ["news", "website"]))
    return bool(is_called) or precedes_noun_of_media(name, text)


def precedes_noun_of_media(name: NameCandidate, text: TokenizedText) -> bool:
    """True in "the Yonhap news agency" and "Britain's Sun newspaper"."""
    before, after = text.tokens[max(name.first - 1, 0)], text.tokens[name.last + 1 : name.last + 3]
    lower = [word.lower for word in after]
    is_medium = lower[:1] and (lower[0] in _MEDIA or lower in (["news", "agency"], ["news", "website"]))
    return bool(is_medium) and (before.lower in ("the", "'s") or before.tag in ("JJ", "NNP"))
