"""Recognises capitalised words that do not begin a name: words that only open a sentence, weekdays and months."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.text.actors.detection.ambiguous_first_names import begins_person
from bot.text.actors.detection.calendar_surnames import is_calendar_surname
from bot.text.actors.detection.detection_text import known_name_end, known_name_length, same_entity, span_text
from bot.text.actors.outlets import is_known_outlet

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.text.actors.detection.detection_text import DetectionText
    from bot.text.tokens import Token

__all__ = ["ACTOR_LABELS", "OPENER_RULES", "is_calendar_word", "is_sentence_opener"]

ACTOR_LABELS = frozenset(("PERSON", "ORG", "GPE"))
"""The tagger's labels for entities that may be actors."""

_MIN_ADVERB = 7
"""Letters from which a word in "ly" that is no known name is an adverb."""
_MIDDLE_NAME_LABELS = frozenset(("PERSON", "ORG", "WORK_OF_ART"))


def is_calendar_word(
    text: DetectionText, at: int, last: int, *, start: int | None, title: tuple[int, int] | None
) -> bool:
    """True for a word of the calendar that is a date, and no name: not in "Theresa May", "Mike Friday", "April Jones".

    Nor is it one in "USA Today".
    ``start`` is the first word of the name that the word would end, ``title`` the title before that name or the word.
    """
    words = text.tokens
    if start is None and begins_person(text, at, last, title=title):
        return False
    if start is not None and at < last and _is_middle_name(text, start, at, last):
        return False
    if start is not None and is_known_outlet(span_text(words, start, at)):
        return False
    if at != last or (at + 1 < len(words) and words[at + 1].text[0].isdigit()):
        return True
    return not is_calendar_surname(text, at, start=start, title=title)


def _is_middle_name(text: DetectionText, start: int, at: int, last: int) -> bool:
    """True for a month between the first and last word of one entity: "Georgia May Foote"."""
    is_between = start + 1 == at and at + 1 == last and text.tokens[at].lower in text.tables["ambiguous-first-name"]
    return is_between and same_entity(text, start, last, _MIDDLE_NAME_LABELS)


class _Opener(NamedTuple):
    """A capitalised word at which a name would begin, in a span that ends with ``last``."""

    text: DetectionText
    at: int
    last: int
    word: Token

    @property
    def is_first_name(self) -> bool:
        """True if the word is in the table of first names."""
        return self.word.lower in self.text.tables.first_names

    @property
    def is_lowercase_elsewhere(self) -> bool:
        """True if the story also writes the word in lower case."""
        return self.word.lower in self.text.lowercase_words

    @property
    def is_function_word(self) -> bool:
        """True for a word of a closed class: articles, pronouns, prepositions, conjunctions, numerals and the like."""
        return self.word.lower in self.text.tables["function"]

    @property
    def is_tagged_name(self) -> bool:
        """True if the tagger takes the word for a proper noun."""
        return self.word.tag.startswith("NNP")


def is_sentence_opener(text: DetectionText, at: int, last: int) -> bool:
    """True for a word that is capitalised only because it opens the sentence: no name begins with it."""
    opener = _Opener(text, at, last, text.tokens[at])
    for applies, is_opener, _ in OPENER_RULES:
        if applies(opener):
            return is_opener(opener)
    raise AssertionError("the last rule applies to each word")  # pragma: no cover


def _precedes_mark(opener: _Opener) -> bool:
    return opener.at < opener.last and opener.text.tokens[opener.at + 1].text in ("?", "!")


def _opens_particles(opener: _Opener) -> bool:
    """True for the first of two particles before a capital, or of one and an apostrophe: "Van der Sar", "De' Rossi"."""
    words, particles, after = opener.text.tokens, opener.text.tables["particle"], opener.at + 1
    is_inside = opener.word.lower in particles and after < opener.last
    return is_inside and (words[after].lower in particles or words[after].text == "'")


def _qualifies_known_name(opener: _Opener) -> bool:
    word = opener.word
    is_qualifier = word.is_sent_start and word.lower in opener.text.tables["qualifier"] and word.ent_type != "PERSON"
    return is_qualifier and opener.at < opener.last and known_name_length(opener.text, opener.at + 1, opener.last) > 0


def _tells_fate(opener: _Opener) -> bool:
    is_participle = opener.word.is_sent_start and opener.word.lower in opener.text.tables["fate"]
    return is_participle and opener.at < opener.last and not opener.is_first_name


def _is_surname_in_story(opener: _Opener) -> bool:
    may_be_common = opener.word.is_sent_start and (opener.is_lowercase_elsewhere or opener.is_function_word)
    return not may_be_common and bool(opener.text.first_names_of(opener.word.lower))


def _is_common_word_in_article_title(opener: _Opener) -> bool:
    words, after = opener.text.tokens, opener.at + 1
    is_body = opener.word.lower in opener.text.tables["institution"] and after < opener.last
    if is_body and words[after].lower in ("of", "for"):
        return False  # "Board of Health warns"
    return opener.text.is_article_title and opener.is_lowercase_elsewhere and not opener.is_first_name


def _follows_role(opener: _Opener) -> bool:
    """True if the word is between a role and a capitalised word, as a first name would be."""
    words, at = opener.text.tokens, opener.at
    is_between = 0 < at < len(words) - 1 and words[at + 1].is_capitalised
    return is_between and opener.text.tables.is_role(words[at - 1].lower)


def _is_lower_and_untagged(opener: _Opener) -> bool:
    return opener.is_lowercase_elsewhere and opener.word.ent_span is None


def _is_no_first_name(opener: _Opener) -> bool:
    return opener.word.is_sent_start or not (opener.is_tagged_name or _follows_role(opener))


def _is_first_of_roles(opener: _Opener) -> bool:
    """True for the first of several roles before a name: "Composer and cellist Ann Lee"."""
    words, tables, after = opener.text.tokens, opener.text.tables, opener.at + 1
    lower = opener.word.lower
    is_role = (tables.is_role(lower) or lower in tables["occupation"]) and lower not in tables["royal"]
    if not (opener.word.is_sent_start and is_role and after + 1 < len(words)) or opener.at != opener.last:
        return False
    following = words[after + 1].text
    return words[after].text in ("and", ",") and (tables.is_role(following) or following in tables["occupation"])


def _is_adverb(opener: _Opener) -> bool:
    tables, word = opener.text.tables, opener.word
    is_like_one = word.is_sent_start and len(word.lower) >= _MIN_ADVERB and word.lower.endswith("ly")
    is_known = opener.is_first_name or word.lower in tables.surnames or tables.canonical(word.text)
    return is_like_one and not is_known


def _describes_thing(opener: _Opener) -> bool:
    """True for a noun of bodies or buildings before a thing, if it is no name elsewhere: "House prices fell".

    Not before those who act for a body: "House lawmakers voted".
    """
    words, tables, word, after = opener.text.tokens, opener.text.tables, opener.word, opener.at + 1
    is_noun = word.lower in tables["organisation-word"] or word.lower in tables["building"]
    if not (is_noun and word.is_sent_start and after < len(words)) or word.lower in opener.text.words_inside:
        return False
    noun = words[after]
    acts = tables.is_role(noun.lower.removesuffix("s")) or noun.lower in tables["noun-of-parliament"]
    return opener.at == opener.last and noun.tag in ("NN", "NNS") and not (noun.is_capitalised or acts)


class _Rule(NamedTuple):
    """Decides for the words to which it applies."""

    applies: Callable[[_Opener], bool]
    is_opener: Callable[[_Opener], bool]
    example: str


# The first rule that applies decides.
OPENER_RULES = (
    _Rule(lambda o: not (o.word.is_sent_start or o.is_function_word), lambda _: False, "They played at [Wembley]."),
    _Rule(lambda o: begins_person(o.text, o.at, o.last), lambda _: False, "[Will Young], who sang, left."),
    _Rule(lambda o: o.word.ent_type == "PERSON" and o.is_first_name, lambda _: False, "[Mark Hughes] spoke."),
    _Rule(_precedes_mark, lambda _: False, "[Which?] said so."),
    _Rule(_is_adverb, lambda _: True, "Fortunately [Merkel] smiled."),
    _Rule(_is_first_of_roles, lambda _: True, "Composer and cellist [Ann Lee] left."),
    _Rule(_describes_thing, lambda _: True, "House prices fell in [Paris]."),
    _Rule(_opens_particles, lambda _: False, "[Van der Sar] smiled."),
    _Rule(lambda o: o.word.lower in ("'t", "'s"), lambda _: False, "['T Hart Metaal] grew."),
    _Rule(lambda o: known_name_end(o.text, o.at, o.last) is not None, lambda _: False, "[New Jersey Turnpike] fell."),
    _Rule(_qualifies_known_name, lambda _: True, "Senior [White House] officials left."),
    _Rule(_tells_fate, lambda _: True, "Convicted [Vostok] bosses left."),
    _Rule(_is_surname_in_story, lambda _: False, "Billie Jean King won. [King] smiled."),
    _Rule(lambda o: o.is_function_word, _is_no_first_name, "But [Merkel] smiled."),
    _Rule(_is_common_word_in_article_title, lambda _: True, "Talks begin in [Paris]."),
    _Rule(lambda o: o.is_tagged_name, _is_lower_and_untagged, "He met the police. Police met [Merkel]."),
    _Rule(
        lambda o: o.word.tag == "RB" or o.is_lowercase_elsewhere,
        lambda o: o.word.ent_type not in ACTOR_LABELS,
        "She ate apple pie. [Apple] fell.",
    ),
    _Rule(
        lambda _: True,
        lambda o: o.word.ent_span is None and not o.word.tag.startswith("NN"),
        "Surprised by rain, [Merkel] smiled.",
    ),
)
