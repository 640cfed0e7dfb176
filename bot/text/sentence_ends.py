"""Decides where sentences end: nupunkt's decisions, with corrections for news.

nupunkt (Punkt with a vocabulary of news and law) was measured at 0.983 boundary F1 on news. Its list of abbreviations
holds ordinary words, so that it misses ends, and its list of sentence openers holds offices and names, so that it finds
false ones. The rules are in two tables, each with the text for which it was made.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nupunkt import sent_spans

from bot.text.data import read_word_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["FALSE_END_RULES", "MISSED_END_RULES", "End", "EndRule", "is_false_end", "names_with_marks", "possible_ends"]

MAX_WORD = 40
"""Characters before a full stop that are searched for the word that it closes."""
MAX_TIME_PHRASE = 40
"""Characters of a phrase of time that opens a sentence."""
MAX_UNSPACED = 200
"""Characters without white space of which nupunkt is asked: its time grows with the square of their marks."""
MIN_WORDS_BEFORE_EMOJI = 2
"""An emoji after fewer words stands for a word, or opens the sentence, unless a mark ended the sentence before it."""

WIDE_STOP = "。！？｡؟۔।॥։።။។"
"""Marks of other scripts that end a sentence without white space after them."""
_AFTER_WIDE_STOP = re.compile(f"[{WIDE_STOP}]+[」』”’）»\"']*")
_EMBEDDED_END = re.compile(
    r"\(@\w+\) (?:[A-Z][a-z]+ \d{1,2}|\d{1,2} [A-Z][a-z]+),? \d{4}"
    r"|[(\[](?i:(?:also )?read|watch|see also)\s?[|:][^)\]\n]{0,150}[)\]]"
)
"""The end of an embedded post, or a hyperlink in brackets; the article's text may follow without a space."""
_UNSPACED = re.compile(rf"\S{{{MAX_UNSPACED},}}")
_BEFORE_QUOTATION = re.compile(r"(?<=[a-z]{3}[.!?])\s+(?=[“„«»\"‘'][^\W\d_a-z])")
"""A sentence end that nupunkt misses. After three lower-case letters the stop does not end an abbreviation."""
_STOP_AND_WORD = re.compile(r"\.(?P<closed>[«“»”]?)[\"’')\]]*\s+(?=[\"“‘'«»„(\[¿¡]*(?P<next>[^\W_][\w'’-]*))")
# A wrong decoding turned quotation marks into question marks: "further.?Talking to".
_GLUED = re.compile(r"[.!?](?P<closed>[\"”»]|(?<=[.!])\?|)(?=[\"“«»„]?(?P<next>[^\W\d_]\w*))")
_LAST_WORD = re.compile(r"(?:(?:[^\W\d_]{1,2}\.){1,4}[^\W\d_]|[^\W_]+)$")
_BEFORE_LAST = re.compile(r"(?P<word>[^\s]+)\s+[^\s]+\s*$")
_ADDRESS = re.compile(r"//|www\.|@|#|/|\.(?:com|org|net|co|js)\b", re.IGNORECASE)
_TIME = re.compile(r"[ap]\.?m$", re.IGNORECASE)
_AFTER_FIGURE = re.compile(r"\d\s?[ap]\.?m$", re.IGNORECASE)
_TIME_PHRASE = re.compile(
    r"(?:(?i:at|by|around|about|before|after|until|till|since|from|between|just|shortly|on|as of|only)\s)"
    r"(?:[^\s.]+\s){0,4}[\d:.]+\s?[ap]\.?m\.$"
)
_GERMAN_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:z|u|d|i|s|o|v|m|a|n)\. ?(?:B|a|h|d|R|ä|U|T|E|O|u|o|s|w|Chr|M|Ä)\.$")
_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.$")
_GERMAN_DATE = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert)"
)
_MONTH = re.compile(r"(?:^|[\s(–-])(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$")
_DATELINE = re.compile(r"[A-Z][A-Z .'’-]{2,40}, [A-Z][a-z]{2,6}\.$")
_NAME_AND_MARK = re.compile(r"(?:[^\W\d_]\w*|[A-Z])[!?]$")
_NAME_IN_SENTENCE = re.compile(r"(?<=[a-z,] )[A-Z]\w*[!?](?= (?!said|says|asked|he |she |they |I )[a-z])")
_LEFT_OPEN = re.compile(r"\b(?:on|in|of|to|the|and|for|by|with|at|from|an?|his|her|their|its)\?$")
_QUESTION_WORD = re.compile(
    r"[\"“'‘(¿]*(?:(?:[A-Z]\w*,? )?(?i:who|whom|what|where|when|why|how|which|is|are|was|were|do|does|did|has"
    r"|have|can|could"
    r"|will|would|should|in|on|to|by|for|with|at|from|of)\b)"
)
_RUNS_ON = re.compile(r"[?!…][\"'”’»]*$|[\"”’»」』]$")
_HIRAGANA = re.compile("[\u3040-\u309f]")
_EMOJI = (
    r"[\u2600-\u27bf\u2b50\u2b55\U0001f300-\U0001f5ff\U0001f600-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff]"
)
_EMOJI_RUN = re.compile(rf"{_EMOJI}(?:[\ufe0f\u200d\s]*{_EMOJI})*\ufe0f?\s+(?=[\"“¿¡]?[^\W\d_])")
_AFTER_EMOJI = re.compile(rf"{_EMOJI}\ufe0f?\s+(?=[\"“¿¡]?[^\W\d_])")
_EMOJI_IN_SENTENCE = re.compile(rf"(?:[^\s.!?]+\s+){{0,{MIN_WORDS_BEFORE_EMOJI - 1}}}{_EMOJI}\ufe0f?")
_STARTS_WITH_EMOJI = re.compile(rf"\s*{_EMOJI}")


class End(NamedTuple):
    """A place where a sentence may end."""

    before: str
    """The sentence up to its last mark; at most its last ``MAX_WORD`` characters for missed ends."""
    word: str
    """The last word before the mark, without it."""
    next: str
    """The first word after it."""
    names: frozenset[str] = frozenset()
    """Names of the text that end in a mark, such as "Yahoo!"."""


class EndRule(NamedTuple):
    """One reason why nupunkt is overruled, with a text in which it is: its words about the end."""

    name: str
    applies: Callable[[End], object]
    example: str


def possible_ends(block: str) -> list[int]:
    """Offsets after which a sentence may begin, in order: those that nupunkt finds and those that it misses."""
    bounded = _UNSPACED.sub(lambda match: "x" * len(match[0]), block)
    found = {stop for _, stop in sent_spans(bounded)}
    for pattern in (_AFTER_WIDE_STOP, _EMBEDDED_END, _BEFORE_QUOTATION, _AFTER_EMOJI):
        found.update(match.end() for match in pattern.finditer(block))
    found.update(_missed_ends(block))
    found.update(_glued_ends(block))
    return sorted(found)


def names_with_marks(text: str) -> frozenset[str]:
    """Names that end in a mark, known ones and those after which a sentence of the text goes on in lower case."""
    return _words()["name-with-mark"] | frozenset(_NAME_IN_SENTENCE.findall(text))


def is_false_end(block: str, begin: int, stop: int, names: frozenset[str]) -> bool:
    """True if the sentence that begins at ``begin`` goes on after ``stop``."""
    before, after = block[max(begin, stop - 120) : stop].rstrip(), block[stop : stop + 40].lstrip()
    is_whole = stop - begin <= 120
    word = _LAST_WORD.search(before[-MAX_WORD - 1 : -1])
    following = re.match(r"[\"“‘'«»„(\[]*([^\W_][\w'’-]*)", after)
    if is_whole and _EMOJI_IN_SENTENCE.fullmatch(before):
        return True
    if _STARTS_WITH_EMOJI.match(after) and _EMOJI_RUN.match(after):
        return True
    if _RUNS_ON.search(before) and after and (after[0].islower() or _HIRAGANA.match(after)):
        return True
    end = End(before, word[0] if word else "", following[1] if following else "", names)
    return any(rule.applies(end) for rule in FALSE_END_RULES)


@cache
def _words() -> Mapping[str, frozenset[str]]:
    return {group: frozenset(entries) for group, entries in read_word_table("sentence_words.txt").items()}


def _missed_ends(block: str) -> Iterator[int]:
    for match in _STOP_AND_WORD.finditer(block):
        before = block[max(0, match.start() - MAX_WORD) : match.start()]
        word = _LAST_WORD.search(before)
        is_name = match["next"][0].isupper() or match["next"][0].isdigit()
        if word is None or not is_name:
            continue
        end = End(before, word[0], match["next"])
        if match["closed"] or any(rule.applies(end) for rule in MISSED_END_RULES):
            yield match.end()


def _glued_ends(block: str) -> Iterator[int]:
    """Ends without white space after them ("said.The"), as text that lost its line breaks has them."""
    marks_before, counted = 0, 0
    for match in _GLUED.finditer(block):
        if not match["next"][0].isupper() or match["next"].isupper() > (len(match["next"]) == 1):
            continue
        before = block[max(0, match.start() - MAX_WORD) : match.start()]
        word = _LAST_WORD.search(before.rstrip(")%?'’"))
        if word is None or not _closes_glued(word[0], match["next"]):
            continue
        if _ADDRESS.search(before.split()[-1] + match[0] + match["next"]):
            continue
        marks_before += block.count('"', counted, match.start())
        counted = match.start()
        opens = match["closed"] == '"' and marks_before % 2 == 0
        yield match.end() - opens


def _closes_glued(word: str, following: str) -> bool:
    words = _words()
    if following in words["opener"]:
        is_initialism = word.isalpha() and word.isupper() and len(word) > 2 and len(following) > 1
        return is_initialism or word.isdigit() or (word[-2:].islower() and word not in words["title-abbreviation"])
    abbreviations = words["title-abbreviation"] | words["capitalised-abbreviation"] | words["lower-case-abbreviation"]
    is_word = word[-2:].islower() or word.isdigit() or (word.isalpha() and word.isupper() and len(following) > 2)
    return word not in abbreviations and is_word and len(word) > 1


def _opens(end: End) -> bool:
    return end.next in _words()["opener"]


def _is_word_in_lower_case(end: End) -> bool:
    words = _words()
    if not (end.word.isalpha() and end.word.islower() and len(end.word) > 1):
        return False
    if end.next[0].isdigit():
        is_long = len(end.word) > 2 or end.word in words["short-word"]
        return is_long and end.word not in words["lower-case-abbreviation"] | words["before-figure"]
    return end.word not in words["lower-case-abbreviation"]


def _is_long_capitalised_word(end: End) -> bool:
    words = _words()
    is_word = len(end.word) > 3 and end.word.isalpha() and end.word[0].isupper() and end.word[1:].islower()
    return is_word and end.word not in words["capitalised-abbreviation"] | words["title-abbreviation"]


def _is_before_opener(end: End) -> bool:
    is_letter_of_a_list = end.word.islower() and (len(end.word) == 1 or "." in end.word[:2])
    is_person = len(end.word) == 1 and end.next in ("An", "No", "So", "My", "Do", "Her", "Officials", "Police")
    return _opens(end) and end.word not in _words()["title-abbreviation"] and not (is_letter_of_a_list or is_person)


def _is_place_before_plural(end: End) -> bool:
    words = _words()
    is_place = f"{end.word}." in words["place-initials"]
    return is_place and end.next.endswith("s") and not end.next.endswith("ss") and not _is_part_of_a_name(end)


def _is_part_of_a_name(end: End) -> bool:
    return end.next.split("'")[0].split("’")[0] in _words()["after-place-initials"]


def _is_place_before_name(end: End) -> bool:
    if f"{end.word}." not in _words()["place-initials"] or not end.next or _opens(end):
        return False
    before = _BEFORE_LAST.search(end.before)
    attributive = before and (before["word"].lower() in _words()["attributive"] or before["word"][0].isdigit())
    return _is_part_of_a_name(end) or bool(attributive)


def _is_time_before_sentence(end: End) -> bool:
    is_time = _TIME.search(end.word) and (
        end.word.islower() or _AFTER_FIGURE.search(end.before)
    )  # not "Robert A.M. Stern"
    return bool(is_time) and end.next[0].isupper() and end.next not in _words()["after-time"]


def _is_name_with_mark(end: End) -> bool:
    match = _NAME_AND_MARK.search(end.before[-MAX_WORD:])
    return match is not None and match[0] in end.names and end.next != "" and not _opens(end)


def _is_damaged_mark(end: End) -> bool:
    """True for a question mark in place of a quotation mark, an apostrophe or a space that could not be decoded."""
    is_left_open = _LEFT_OPEN.search(end.before) is not None and not _QUESTION_WORD.match(end.before)
    return end.before.endswith(",?") or is_left_open


MISSED_END_RULES = (
    EndRule("ordinary word in lower case", _is_word_in_lower_case, "He was freed on bail. | Jailed leaders went."),
    EndRule("ordinary word with a capital", _is_long_capitalised_word, "She thanked Brock. | Police said no more."),
    EndRule("before a word that opens sentences", _is_before_opener, "He fought in World War I. | It was cold."),
    EndRule("time of day", _is_time_before_sentence, "They came at 9:30 a.m. | Police followed them."),
    EndRule("initials of a place", _is_place_before_plural, "They met in Washington, D.C. | Nurses did not."),
)
"""Ends that nupunkt may miss."""
FALSE_END_RULES = (
    EndRule(
        "title", lambda end: end.word in _words()["title-abbreviation"] and end.before.endswith("."), "Lt. | Dorris"
    ),
    EndRule("initials of a place before a name", _is_place_before_name, "the 12th U.S. | Ambassador"),
    EndRule(
        "abbreviation in lower case",
        lambda end: end.word in _words()["lower-case-abbreviation"] and end.before.endswith("."),
        "am 31. August bzw. | 21. November",
    ),
    EndRule("time that opens a sentence", lambda end: _TIME_PHRASE.fullmatch(end.before), "At 5 a.m. | Mr"),
    EndRule(
        "month before a day",
        lambda end: _MONTH.search(end.before) and end.next[:1].isdigit(),
        "June 30-Aug. | 23, with",
    ),
    EndRule("name with a mark", _is_name_with_mark, "the firm Yahoo! | Japan"),
    EndRule(
        "date in German",
        lambda end: _ORDINAL.search(end.before) and _GERMAN_DATE.match(end.next),
        "Der Prozess beginnt am 3. | März",
    ),
    EndRule(
        "abbreviation in German", lambda end: _GERMAN_ABBREVIATION.search(end.before), "Das Geld lag z. B. | Im Schrank"
    ),
    EndRule("wrong decoding of a mark", _is_damaged_mark, "Huge achievement for police,? | Kashmir police said."),
    EndRule("dateline", lambda end: _DATELINE.fullmatch(end.before), "DENVER, Colo. | Police"),
)
"""Ends that are none."""
