"""The rules that correct where nupunkt ends sentences: two tables, each row with the text for which it was made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.text.data import read_word_table
from bot.text.final_marks import EMOJI
from bot.text.lexicon import lexicon
from bot.text.sentence_words import MAX_WORD, sentence_words

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FALSE_END_RULES", "MISSED_END_RULES", "End", "EndRule", "TextEvidence"]

MAX_GERMAN_ABBREVIATION, MAX_ELIDED_TITLE = len("(v. Chr."), len(" l'arch.")
MIN_WORDS_BEFORE_EMOJI = 2
"""An emoji after fewer words stands for a word, or opens the sentence, unless a mark ended the sentence before it."""

_EMOJI_RUN = re.compile(rf"{EMOJI}(?:[\ufe0f\u200d\s]*{EMOJI})*\ufe0f?\s+(?=[\"“¿¡]?[^\W\d_])")
_EMOJI_IN_SENTENCE = re.compile(rf"(?:[^\s.!?]+\s+){{0,{MIN_WORDS_BEFORE_EMOJI - 1}}}{EMOJI}\ufe0f?")
_STATES = frozenset(read_word_table("non_actors.txt")["state"])
_TIME_AND_ZONE = re.compile(r"\d\s?(?:[ap]\.?m\.?\s)?(?P<zone>[A-Z]{2,4})$", re.ASCII)
_ATTRIBUTED_TOWN = re.compile(r"(?P<attribute>[a-z]+) (?:[A-Z][\w-]* ){0,2}[A-Z][\w-]+, [A-Z][\w.]*$")
_STREET = re.compile(r"\d [A-Z][\w-]+ St$|\b[A-Z][\w-]+ (?:Ave|Blvd|Rd)$")
_BEFORE_LAST = re.compile(r"(?P<word>[^\s]+)\s+[^\s]+\s*$")
_TIME = re.compile(r"[ap]\.?m$", re.IGNORECASE)
_AFTER_FIGURE = re.compile(r"\d\s?[ap]\.?m$", re.IGNORECASE)
_TIME_PHRASE = re.compile(
    r"(?:(?i:at|by|around|about|before|after|until|till|since|from|between|just|shortly|on|as of|only)\s)"
    r"(?:[^\s.]+\s){0,4}[\d:.]+\s?[ap]\.?m\.$"
)
_GERMAN_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:z|u|d|i|s|o|v|m|a|n)\. ?(?:B|a|h|d|R|ä|U|T|E|O|u|o|s|w|Chr|M|Ä)\.$")
_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.$")
_GERMAN_ORDINAL = re.compile(r"\b(?:der|das|dem|des|im|vom|zum|zur|beim)\s\d{1,3}\.$", re.IGNORECASE)
_GERMAN_STREET = re.compile(r"[a-zäöüß]str\.$")
_GERMAN_DATE = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert)"
)
_MONTH = re.compile(r"(?:^|[\s(–-])(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$", re.IGNORECASE)
_DATELINE = re.compile(r"[A-Z][A-Z .'’-]{2,40}, [A-Z][a-z]{2,6}\.$")
_NAME_AND_MARK = re.compile(r"(?:[^\W\d_]\w*|[A-Z])[!?]$")
_LEFT_OPEN = re.compile(r"\b(?:on|in|of|to|the|and|for|by|with|at|from|an?|his|her|their|its)\?$")
_QUESTION_WORD = re.compile(
    r"[\"“'‘(¿]*(?:(?:[A-Z]\w*,? )?(?i:who|whom|what|where|when|why|how|which|is|are|was|were|do|does|did|has"
    r"|have|can|could"
    r"|will|would|should|in|on|to|by|for|with|at|from|of)\b)"
)
_DAMAGED_QUOTATION = re.compile(r"(?:^|\s)\?[^\W_][^?]{0,80}\?$")
_RUNS_ON = re.compile(r"[?!…][\"'”’»]*$|[\"”’»」』]$")
_CONTINUES = re.compile("[\u3040-\u309f]")
"""A particle in Hiragana, before which no Japanese sentence ends."""
_PARTICLE = r"(?:al|el|de|del|di|da|von|van|der|den|bin|ibn|la|le)"
_LOWER_CASE_WORD = re.compile(rf"(?!{_PARTICLE} [A-Z])(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)[.,;:!?]?(?:\s|$)")
_ARABIC_TITLE = re.compile(r"(?:^|\s)[\u0621-\u064a]\.$")
_LIST_NUMBER = re.compile(r"(?:\d{1,3}|[A-Z]|[IVX]{2,5})\.")
_UNIT = re.compile(r"\d\s[tgmlbk]$|(?<!\d)\d{1,3}\s[CF]$")
_FIGURE_AND_UNIT = re.compile(r"\d\s(?P<unit>[a-z]{2,4})\.?$")
_NOUN_AND_LETTER = re.compile(r"(?P<noun>[^\W\d_]+)\s[A-Z]$")
_NUMERAL_OF_A_RULER = re.compile(r"\s[IVX]{1,5}\.$")
_NUMERAL = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
_WITHOUT_VOWEL = re.compile(r"[A-Z][b-df-hj-np-tv-xz]{1,4}")
_INITIALS = re.compile(r"(?:The )?(?:[A-Z]\. ?){2,}")
_PREFIXED_INITIALS = re.compile(r"[A-Za-z]-(?:[A-Z]\.){2,}$")
_ELIDED_TITLE = re.compile(r"\b[Ll]['’](?:on|avv|ing|arch|ass)\.$")
_QUOTED_QUESTION = re.compile(r"[?!][\"”’»]$")
_ATTRIBUTION = re.compile(
    r"(?!(?:Nobody|None|No one|Everyone|Everybody)\b)"
    r"(?:(?:[A-Z][\w.’'-]*|the|a|an|his|her|their|one) ){1,4}(?:[a-z]+ ){0,2}"
    r"(?:said|says|asked|asks|added|adds|wrote|writes|cried|shouted|replied|tweeted|wondered|joked|demanded|yelled"
    r"|recalled|told|exclaimed|laughed|texted|commented|remarked|quipped|screamed|chanted|declared|answered"
    r"|responded|whispered)(?: (?!(?:he|she|it|they|that|there|if)\b)[\w’'-]+){0,14}(?:[.,]|$)"
)


class TextEvidence(NamedTuple):
    """What a whole text shows of the marks in it."""

    names: frozenset[str] = frozenset()
    """Names that end in a mark, such as "Yahoo!"."""
    is_cased: bool = True
    """True if its sentences begin with capitals, in a script that has them."""


class End(NamedTuple):
    """A place where a sentence may end."""

    before: str
    """The sentence up to its last mark; at most its last ``MAX_BEFORE`` characters, for missed ends ``MAX_WORD``."""
    word: str
    """The last word before the mark, without it."""
    next: str
    """The first word after it."""
    after: str = ""
    """What follows the mark; at most ``MAX_AFTER`` characters, and nothing for missed ends."""
    evidence: TextEvidence = TextEvidence()


class EndRule(NamedTuple):
    """One reason why nupunkt is overruled, with a text in which it is: its words about the end."""

    name: str
    applies: Callable[[End], object]
    example: str


def _opens(end: End) -> bool:
    return end.next in sentence_words()["opener"]


def _is_word_in_lower_case(end: End) -> bool:
    words = sentence_words()
    if not (end.word.isalpha() and end.word.islower() and len(end.word) > 1):
        return False
    if end.next[0].isdigit():
        is_long = len(end.word) > 2 or end.word in words["short-word"]
        is_abbreviation = end.word in words["lower-case-abbreviation"] or end.word in words["before-figure"]
        return is_long and not is_abbreviation
    return end.word not in words["lower-case-abbreviation"]


def _is_long_capitalised_word(end: End) -> bool:
    words = sentence_words()
    is_word = len(end.word) > 3 and end.word.isalpha() and end.word[0].isupper() and end.word[1:].islower()
    is_abbreviation = end.word in words["capitalised-abbreviation"] or end.word in words["title-abbreviation"]
    return is_word and not is_abbreviation


def _is_before_opener(end: End) -> bool:
    is_letter_of_a_list = end.word.islower() and (len(end.word) == 1 or "." in end.word[:2])
    is_person = len(end.word) == 1 and end.next in ("An", "No", "So", "My", "Do", "Her", "Officials", "Police")
    return (
        _opens(end)
        and end.word not in sentence_words()["title-abbreviation"]
        and not (is_letter_of_a_list or is_person or _is_after_attributed_town(end))
    )


def _is_answer(end: End) -> bool:
    """True for the word "No" at the beginning of a sentence or after a colon."""
    is_whole = end.word == "No" and re.search(r"(?:^|[.!?:\"“])\s*No$", end.before) is not None
    return is_whole and end.next[0].isupper() and (_opens(end) or end.next not in _NUMERAL)


def _is_title(end: End) -> bool:
    words = sentence_words()
    is_title = end.word in words["title-abbreviation"] or (end.word in words["title-or-suffix"] and not _opens(end))
    is_street = _is_plural(end.next) and _STREET.search(end.before.removesuffix(".")) is not None
    return is_title and end.before.endswith(".") and not is_street


def _is_place_before_plural(end: End) -> bool:
    is_place = f"{end.word}." in sentence_words()["place-initials"]
    return is_place and _is_plural(end.next) and not _is_attributive_place(end)


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "'s", "’s"))


def _is_abbreviation_before_plural(end: End) -> bool:
    """True for a state, a street, a legal form or a degree before a plural with a capital, which is not in a name."""
    words = sentence_words()
    is_state = f"{end.word}." in _STATES and end.before.endswith(f", {end.word}")
    may_end = is_state or _STREET.search(end.before) or end.word in words["legal-form"] or end.word in words["degree"]
    return bool(may_end) and end.next[0].isupper() and _is_plural(end.next) and not _is_in_name_of_body(end.next)


def _is_in_name_of_body(word: str) -> bool:
    return word.casefold() in lexicon()["organisation-word"] or _is_plural_of_office(word)


def _is_plural_of_office(word: str) -> bool:
    """True for "Directors" in "Acme Corp. Directors Ann Lee and Bo Diaz"."""
    return word.removesuffix("s") in sentence_words()["after-legal-form"]


def _is_zone_of_a_time(end: End) -> bool:
    match = _TIME_AND_ZONE.search(end.before)
    return match is not None and match["zone"] in sentence_words()["after-time"] and end.next[0].isupper()


def _is_after_attributed_town(end: End) -> bool:
    """True for the state of a town that belongs to the office after it: "former Washington, D.C. Police Chief"."""
    match = _ATTRIBUTED_TOWN.search(end.before.removesuffix("."))
    return match is not None and match["attribute"] in sentence_words()["attributive"]


def _is_part_of_a_name(end: End) -> bool:
    return end.next.split("'")[0].split("’")[0] in sentence_words()["after-place-initials"]


def _is_place_before_name(end: End) -> bool:
    if f"{end.word}." not in sentence_words()["place-initials"] or not end.next:
        return False
    if _opens(end):
        return end.after.removeprefix(end.next)[1:2].isupper() and _is_after_attributed_town(end)
    return _is_attributive_place(end)


def _is_attributive_place(end: End) -> bool:
    """True if the initials of a place belong to the noun after them, as what stands around them shows."""
    words = sentence_words()
    before = _BEFORE_LAST.search(end.before)
    word = before["word"].lower() if before else ""
    is_town = word == "the" and f"{end.word}." not in words["place-initials-with-article"]  # "the L.A. Rams"
    is_attribute = word in words["attributive"] or word[:1].isdigit() or is_town
    return is_attribute or _is_part_of_a_name(end) or _PREFIXED_INITIALS.search(end.before) is not None


def _is_time_before_sentence(end: End) -> bool:
    is_time = _TIME.search(end.word) and (
        end.word.islower() or _AFTER_FIGURE.search(end.before)
    )  # not "Robert A.M. Stern"
    return bool(is_time) and end.next[0].isupper() and end.next not in sentence_words()["after-time"]


def _is_name_with_mark(end: End) -> bool:
    if not end.before.endswith(("!", "?")):
        return False
    match = _NAME_AND_MARK.search(end.before[-MAX_WORD:])
    return match is not None and match[0] in end.evidence.names and end.next != "" and not _opens(end)


def _is_damaged_mark(end: End) -> bool:
    """True for a question mark in place of a quotation mark, an apostrophe or a space that could not be decoded."""
    if not end.before.endswith("?"):
        return False
    is_left_open = _LEFT_OPEN.search(end.before) is not None and not _QUESTION_WORD.match(end.before)
    is_quotation = end.after[:1] == "(" and _DAMAGED_QUOTATION.search(end.before) is not None
    return end.before.endswith(",?") or is_left_open or is_quotation


def _has_emoji_for_a_word(end: End) -> object:
    return _EMOJI_IN_SENTENCE.fullmatch(end.before) or _EMOJI_RUN.match(end.after)


def _runs_on(end: End) -> bool:
    """True after a mark that may stand within a sentence, if a particle or lower case follows."""
    goes_on = end.after[:1].islower() or _CONTINUES.match(end.after) is not None
    return goes_on and _RUNS_ON.search(end.before) is not None


def _goes_on_in_lower_case(end: End) -> bool:
    if not (end.before.endswith(".") and end.evidence.is_cased):
        return False
    following = _LOWER_CASE_WORD.match(end.after)
    return following is not None and following["word"].islower()


def _is_unit_after_figure(end: End) -> bool:
    match = _FIGURE_AND_UNIT.search(end.before)
    opens = len(end.next) > 1 and end.next[0].isupper()  # not "40 deg. C"
    return match is not None and match["unit"] in sentence_words()["unit"] and opens


def _is_lower_case_abbreviation(end: End) -> bool:
    is_abbreviation = end.word in sentence_words()["lower-case-abbreviation"] and end.before.endswith(".")
    return is_abbreviation and not _is_unit_after_figure(end)


def _is_letter_after_noun(end: End) -> bool:
    match = _NOUN_AND_LETTER.search(end.before)
    return match is not None and match["noun"].lower() in sentence_words()["before-letter"] and end.next[0].isupper()


def _is_company_before_office(end: End) -> bool:
    words = sentence_words()
    is_office = end.next in words["after-legal-form"] and end.after[len(end.next) + 1 :][:1].isupper()
    return is_office and end.word in words["legal-form"] and end.before.endswith(".")


def _is_ordinal_in_german(end: End) -> object:
    if not end.before[-2:-1].isdigit():  # most ends
        return False
    is_date = _GERMAN_DATE.match(end.next) and _ORDINAL.search(end.before)
    return is_date or (end.next[:1].isupper() and _GERMAN_ORDINAL.search(end.before))


def _is_abbreviation_in_german(end: End) -> object:
    is_street = end.next[:1].isdigit() and _GERMAN_STREET.search(end.before)
    return is_street or _GERMAN_ABBREVIATION.search(end.before[-MAX_GERMAN_ABBREVIATION:])


def _is_numeral_of_a_ruler(end: End) -> bool:
    return end.after[:1].islower() and _NUMERAL_OF_A_RULER.search(end.before) is not None


def _is_abbreviation_before_figure(end: End) -> bool:
    is_abbreviation = _WITHOUT_VOWEL.fullmatch(end.word) or end.word in sentence_words()["abbreviation-before-figure"]
    return end.before.endswith(".") and end.next[:1].isdigit() and bool(is_abbreviation)


MISSED_END_RULES = (
    EndRule("ordinary word in lower case", _is_word_in_lower_case, "He was freed on bail. | Jailed leaders went."),
    EndRule("ordinary word with a capital", _is_long_capitalised_word, "She thanked Brock. | Police said no more."),
    EndRule("before a word that opens sentences", _is_before_opener, "He fought in World War I. | It was cold."),
    EndRule("time of day", _is_time_before_sentence, "They came at 9:30 a.m. | Police followed them."),
    EndRule("answer", _is_answer, "Holm: No. | Years have passed."),
    EndRule("unit", lambda end: _UNIT.search(end.before) and end.next[0].isupper(), "It weighs 2,000 t. | It sank."),
    EndRule("unit after a figure", _is_unit_after_figure, "They drove 30 mi. | Rain fell."),
    EndRule("letter after a noun", _is_letter_after_noun, "He took vitamin C. | Doctors agreed."),
    EndRule("initials of a place", _is_place_before_plural, "They met in Washington, D.C. | Nurses did not."),
    EndRule("abbreviation before a plural", _is_abbreviation_before_plural, "It is in Flint, Mich. | Workers left."),
    EndRule("zone of a time", _is_zone_of_a_time, "It begins at 9 a.m. ET. | Dow Jones rose."),
)
"""Ends that nupunkt may miss."""
FALSE_END_RULES = (
    EndRule("title", _is_title, "Lt. | Dorris"),
    EndRule("initials of a place before a name", _is_place_before_name, "the 12th U.S. | Ambassador"),
    EndRule("abbreviation in lower case", _is_lower_case_abbreviation, "am 31. August bzw. | 21. November"),
    EndRule("company before an office", _is_company_before_office, "Acme Corp. | Chairman Lena Fay quit."),
    EndRule("time that opens a sentence", lambda end: _TIME_PHRASE.fullmatch(end.before), "At 5 a.m. | Mr"),
    EndRule(
        "month before a day",
        lambda end: end.next[:1].isdigit() and _MONTH.search(end.before),
        "June 30-Aug. | 23, with",
    ),
    EndRule("name with a mark", _is_name_with_mark, "the firm Yahoo! | Japan"),
    EndRule("number of a list", lambda end: _LIST_NUMBER.fullmatch(end.before), "5. | And finally"),
    EndRule(
        "title in Arabic",
        lambda end: not end.before.isascii() and _ARABIC_TITLE.search(end.before),
        "وقال المتحدث د. | أحمد",
    ),
    EndRule("ordinal in German", _is_ordinal_in_german, "Der Prozess beginnt am 3. | März"),
    EndRule("abbreviation in German", _is_abbreviation_in_german, "Das Geld lag z. B. | Im Schrank"),
    EndRule("numeral of a ruler", _is_numeral_of_a_ruler, "König Ludwig II. | von Bayern"),
    EndRule("abbreviation before a figure", _is_abbreviation_before_figure, "It cost Rs. | 50 crore"),
    EndRule("initials alone", lambda end: _INITIALS.fullmatch(end.before), "A.P.J. | Abdul Kalam"),
    EndRule(
        "title behind an elided article",
        lambda end: _ELIDED_TITLE.search(end.before[-MAX_ELIDED_TITLE:]),
        "Parla l'on. | Verdi",
    ),
    EndRule("lower case after a stop", _goes_on_in_lower_case, "Beaten by Man. Utd. | again"),
    EndRule("lower case after another mark", _runs_on, "“Why?” | he asked."),
    EndRule(
        "speaker after a question in quotation marks",
        lambda end: _QUOTED_QUESTION.match(end.before[-2:]) and _ATTRIBUTION.match(end.after),
        "“Why?” | Ann Lee asked.",
    ),
    EndRule("emoji for a word", _has_emoji_for_a_word, "I ❤️ | NY"),
    EndRule("wrong decoding of a mark", _is_damaged_mark, "Huge achievement for police,? | Kashmir police said."),
    EndRule("dateline", lambda end: _DATELINE.fullmatch(end.before), "DENVER, Colo. | Police"),
)
"""Ends that are none."""
